"""Changes by hand and notes on how it went, one behind the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrun import RampUpSettings, Scenario, plan_ramp_up
from backrun.models.ramp_up import RampUp, Session
from backrun.reports.plan_file import read_plan, write_plan
from backrun.ui import plan_changes

MONDAY = date(2026, 11, 23)
PLAN = plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY))
FIRST = PLAN.sessions[0]


def by_key(plan: RampUp) -> dict[str, Session]:
    return {session.key: session for session in plan.sessions}


class TestEditsAndNotes:
    def test_a_session_done_a_day_early_is_one_session(self) -> None:
        moved = plan_changes.move(PLAN, "w02-1", MONDAY + timedelta(days=6))
        noted = plan_changes.log(moved, "w02-1", "done")
        assert len(by_key(noted)) == len(noted.sessions)
        assert by_key(noted)["w02-1"].outcome == "done"

    def test_noting_a_session_as_done_keeps_what_was_changed_by_hand(self) -> None:
        edited = plan_changes.set_minutes(plan_changes.delete(PLAN, "w08-2"), "w06-3", 2.0)
        noted = plan_changes.log(edited, FIRST.key, "done")
        assert "w08-2" not in by_key(noted)
        assert by_key(noted)["w06-3"] == by_key(edited)["w06-3"]
        assert noted.changes == ()

    def test_what_has_to_be_planned_anew_is_named(self) -> None:
        edited = plan_changes.set_minutes(PLAN, "w06-3", 2.0)
        noted = plan_changes.log(edited, "w05-1", "sore")
        (said,) = [change for change in noted.changes if "by hand" in change]
        assert said == (
            "Planned anew, though you had changed it by hand: "
            f"{by_key(edited)['w06-3'].date:%a} {by_key(edited)['w06-3'].date.day} Jan 2027."
        )

    def test_the_same_note_again_changes_nothing(self) -> None:
        edited = plan_changes.set_minutes(PLAN, "w06-3", 2.0)
        noted = plan_changes.log(edited, "w05-1", "sore")
        assert plan_changes.log(noted, "w05-1", "sore") == noted

    @settings(max_examples=60)
    @given(st.data())
    def test_keys_stay_unique_whatever_is_done(self, data: st.DataObject) -> None:
        plan = PLAN
        for _ in range(data.draw(st.integers(1, 5))):
            key = data.draw(st.sampled_from([session.key for session in plan.sessions]))
            what = data.draw(st.sampled_from(["move", "delete", "done", "sore", "missed", "ill"]))
            if what == "move":
                plan = plan_changes.move(
                    plan, key, MONDAY + timedelta(days=data.draw(st.integers(0, 200)))
                )
            elif what == "delete":
                plan = plan_changes.delete(plan, key)
            else:
                plan = plan_changes.log(plan, key, what)
            assert len(by_key(plan)) == len(plan.sessions)
        assert by_key(read_plan(write_plan(plan))) == by_key(plan)


BAD: list[tuple[str, Any]] = [
    *(("date", bad) for bad in ("2026-11-23", datetime(2026, 11, 23), None)),
    *(("stage", bad) for bad in (0, 7, 1.0, "2", True)),
    *(("sections", bad) for bad in (0, 2.5, "2", None)),
    *(("section_s", bad) for bad in (0, 30.5)),
    *(("speed_m_s", bad) for bad in (0, -1, float("inf"), float("nan"), "2", None)),
    *(("grade", bad) for bad in (float("nan"), "0", None)),
    *(("surface", bad) for bad in ("x", None)),
    *(("outcome", bad) for bad in ("Planned", "", None)),
    ("pain", 3),
]


class TestSession:
    @pytest.mark.parametrize(("field", "value"), BAD)
    def test_what_no_plan_can_hold_is_named(self, field: str, value: Any) -> None:
        with pytest.raises(ValueError, match=f"{FIRST.key}, {field}: .*; allowed: "):
            replace(FIRST, **{field: value})

    @pytest.mark.parametrize("pain", [None, -1, 11, 2.5, True])
    def test_a_painful_session_says_how_painful(self, pain: Any) -> None:
        with pytest.raises(ValueError, match=r"pain: .*; allowed: 0 to 10 where painful"):
            replace(FIRST, outcome="painful", pain=pain)
