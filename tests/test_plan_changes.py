"""Changes by hand and notes on how it went, one behind the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrun import RampUpSettings, Scenario, plan_ramp_up
from backrun.models.ramp_up import RampUp, Session, check_plan
from backrun.models.ramp_up.session import Outcome
from backrun.reports.plan.file import read_plan, write_plan
from backrun.ui.plan import changes as plan_changes

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

    def test_the_same_minutes_and_the_same_day_leave_a_session_to_its_rules(self) -> None:
        assert plan_changes.set_minutes(PLAN, FIRST.key, FIRST.backward_min) == PLAN
        assert plan_changes.move(PLAN, FIRST.key, FIRST.date) == PLAN

    def test_what_has_to_be_planned_anew_is_named(self) -> None:
        edited = plan_changes.set_minutes(PLAN, "w06-3", 2.0)
        noted = plan_changes.log(edited, "w05-1", "sore")
        (said,) = [change for change in noted.changes if "by hand" in change]
        assert said == (
            "Planned anew, though you had changed it by hand: "
            f"{by_key(edited)['w06-3'].date:%a} {by_key(edited)['w06-3'].date.day} Jan 2027."
        )

    def test_what_the_planner_made_keeps_the_rules_after_a_holiday(self) -> None:
        plan, keys = PLAN, [session.key for session in PLAN.sessions]
        for key in keys[:8]:
            plan = plan_changes.log(plan, key, "done")
        for key in keys[8:18]:
            plan = plan_changes.delete(plan, key)
        next_one = next(session for session in plan.sessions if session.outcome == "planned")
        plan = plan_changes.log(plan, next_one.key, "done")
        made = {session.key for session in plan.sessions if session.why}
        broken = {one.key for one in check_plan(plan, plan.scenario, plan.settings)}
        assert not made & broken - {next_one.key}

    def test_a_plan_that_ends_is_not_planned_anew(self) -> None:
        edited = plan_changes.set_minutes(PLAN, PLAN.sessions[9].key, 1)
        ended = plan_changes.log(edited, PLAN.sessions[1].key, "painful", 7)
        assert len(ended.changes) == 1
        assert "ends the plan" in ended.changes[0]

    @pytest.mark.parametrize("what", ["missed", "sore", "ill"])
    def test_two_sessions_on_one_day_can_be_saved(self, what: Outcome) -> None:
        first, second = PLAN.sessions[:2]
        moved = plan_changes.move(PLAN, second.key, first.date)
        noted = plan_changes.log(moved, second.key, what)
        assert read_plan(write_plan(noted)).sessions == noted.sessions

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
    def test_numbers_of_numpy_become_pythons_own(self) -> None:
        session = replace(FIRST, sections=np.int64(3), speed_m_s=np.float32(0.5))
        assert (type(session.sections), type(session.speed_m_s)) == (int, float)
        assert write_plan(PLAN.with_sessions([session]))

    def test_a_number_of_thousands_of_digits_is_named(self) -> None:
        with pytest.raises(ValueError, match="pain: a number of thousands of digits; allowed: "):
            replace(FIRST, outcome="painful", pain=10**5000)

    @pytest.mark.parametrize(("field", "value"), BAD)
    def test_what_no_plan_can_hold_is_named(self, field: str, value: Any) -> None:
        with pytest.raises(ValueError, match=f"{FIRST.key}, {field}: .*; allowed: "):
            replace(FIRST, **{field: value})

    @pytest.mark.parametrize("pain", [None, -1, 11, 2.5, True])
    def test_a_painful_session_says_how_painful(self, pain: Any) -> None:
        with pytest.raises(ValueError, match=r"pain: .*; allowed: 0 to 10 where painful"):
            replace(FIRST, outcome="painful", pain=pain)
