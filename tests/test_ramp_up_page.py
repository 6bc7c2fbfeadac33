import gc
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from test_pages import APP, COMPARE, RAMP_UP, WEEK, chart, checked, heading, opened, sent, warnings
from test_screening_ui import finished, press, tick, words

from backrun import (
    LogEntry,
    RampUp,
    RampUpSettings,
    Runner,
    Scenario,
    Week,
    adapt,
    check_plan,
    plan_ramp_up,
)
from backrun.evidence.screening import questions
from backrun.inputs.registry import PLAN_PARAMETERS
from backrun.link.rounding import snap
from backrun.reports.plan.file import read_plan, write_plan
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.scenario.settings import next_monday
from backrun.ui.plan import state as plan_state
from backrun.ui.plan.changes import log, move, set_minutes
from backrun.ui.plan.panels import NOT_KEPT, PANELS
from backrun.ui.plan.screening import DONE, NONE, key_of
from backrun.ui.plan.state import ANEW, RESET
from backrun.wording.ramp_up import BEFORE_A_PLAN, ramp_up_answer

pytestmark = pytest.mark.usefixtures("before_the_start")

ANSWERS = {
    NONE: True,
    key_of("activity"): "active",
    key_of("age_65"): "no",
    key_of("where"): "straight",
    key_of("lookout"): "partner",
    key_of("experience"): "never",
    DONE: True,
}
START = date(2026, 11, 23)
LINK = {
    "start": "2026-12-07",
    "goal": "8",
    "caution": "cautious",
    "on": "tue_sat",
    "time": "45",
    "away": "2026-12-24..2027-01-02",
    "first": "7",
    "growth": "35",
}


def planned(answers: dict[str, Any] | None = None, **link: Any) -> AppTest:
    """Open the page with the screening answered, so that a plan is shown."""
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params.update(link)
    app.switch_page(RAMP_UP)
    opened_parts = {"plan_days": True, "one_fields": True}
    for key, value in (ANSWERS | opened_parts | (answers or {})).items():
        app.session_state[key] = value
    return checked(app.run())


def shown(app: AppTest) -> RampUp:
    plan: RampUp = app.session_state["plan_steps"][app.session_state["plan_at"]].plan
    return plan


def proposal(scenario: Scenario | None = None, **settings: Any) -> RampUp:
    """Return the plan of a person who trains on a straight and has never run backward."""
    outdoors = (scenario or Scenario()).model_copy(update={"surface": "track"})
    return plan_ramp_up(outdoors, RampUpSettings(**settings))


def files(app: AppTest) -> list[str]:
    """Return what the buttons say that give a file."""
    return [button.label for button in app.button if (button.key or "").startswith("take_")]


def answer(app: AppTest) -> str:
    return heading(app).split("\n")[0]


def infos(app: AppTest) -> list[str]:
    lines = [line for info in app.info for line in info.value.split("\n")]
    return [line.removeprefix("- ").replace("\\", "") for line in lines]


def said(app: AppTest) -> str:
    """Return the words of the page without the escapes of Markdown."""
    return words(app).replace("\\", "")


def charts(app: AppTest) -> int:
    return [element.type for element in app.main].count("plotly_chart")


def open_panel(app: AppTest, name: str) -> AppTest:
    app.session_state["plan_panel"] = name
    return checked(app.run())


def edit(
    app: AppTest, rows: dict[int, dict[str, Any]], deleted: list[int] | None = None
) -> AppTest:
    """Edit cells of the plan's table, or delete rows."""
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": deleted or []}
    return sent(app, app.data_editor[0], string_value=json.dumps(edits))


def upload(app: AppTest, data: bytes) -> AppTest:
    app.file_uploader[0].upload("plan.json", data, "application/json")
    return checked(app.run())


class TestScreening:
    def test_before_it_is_answered_there_is_no_plan(self) -> None:
        app = opened(RAMP_UP)
        assert answer(app) == BEFORE_A_PLAN["not answered"]
        assert NOT_PROVEN in words(app)
        assert "plan_steps" not in app.session_state
        assert charts(app) == len(app.main.tabs) == len(files(app)) == 0
        assert any("No jump in one session" in text.value for text in app.markdown)

    def test_all_clear_shows_the_plan(self) -> None:
        app = finished(opened(RAMP_UP))
        assert answer(app) == ramp_up_answer(proposal())
        assert charts(app) == 2
        assert NOT_PROVEN in words(app)
        assert warnings(app) == []

    def test_a_withheld_plan_is_not_shown_in_any_part(self) -> None:
        app = press(tick(opened(RAMP_UP), key_of("fall")), "Done")
        assert answer(app) == BEFORE_A_PLAN["withheld"]
        assert questions()["fall"].why in words(app)
        assert "plan_steps" not in app.session_state
        assert charts(app) == len(app.main.tabs) == len(files(app)) == 0

    def test_only_walking_shows_walks_alone(self) -> None:
        app = planned({NONE: False, key_of("neck"): True})
        assert questions()["neck"].ask in words(app)
        assert "of backward walking**" in answer(app)
        bars = [bar for bar in json.loads(chart(app).spec)["data"] if bar["type"] == "bar"]
        assert [bar["name"] for bar in bars] == ["1 Backward walking"]
        table = open_panel(app, "All sessions").data_editor[0].value
        assert len(table) > 0
        assert all(text.startswith("walk ") for text in table["session"])

    def test_walks_promise_no_running(self) -> None:
        app = planned({NONE: False, key_of("neck"): True}, goal="30")
        assert infos(app) == []
        traces = {trace.get("name"): trace for trace in json.loads(chart(app).spec)["data"]}
        assert not {"most allowed if all goes well", "my own ramp"} & traces.keys()
        hidden = " ".join(html.body for html in app.get("html") if "display: none" in html.body)
        assert ".st-key-plan_aim" in hidden
        assert ".st-key-plan_own" in hidden

    def test_walks_stay_alone_after_a_session_is_noted(self) -> None:
        app = open_panel(planned({NONE: False, key_of("neck"): True}), "All sessions")
        edit(app, {0: {"outcome": "Missed"}})
        assert all(text.startswith("walk ") for text in app.data_editor[0].value["session"])

    def test_who_runs_backward_already_starts_further_on(self) -> None:
        answers = {key_of("experience"): "regular", key_of("longest_backward_min"): 4}
        app = planned(answers)
        assert answer(app) == ramp_up_answer(proposal(longest_backward_min=4.0))
        assert "backward walking" not in answer(app)

    @pytest.mark.parametrize(("where", "words_"), [("treadmill", "belt"), ("straight", "strip")])
    def test_the_place_chooses_the_card(self, where: str, words_: str) -> None:
        card = words(planned({key_of("where"): where}))
        assert words_ in card
        assert shown(planned({key_of("where"): where})).scenario.surface == (
            "treadmill" if where == "treadmill" else "track"
        )

    def test_the_place_of_the_screening_is_said_where_the_sidebar_has_another(self) -> None:
        words_ = "Planned for the place that you gave in the screening: track or road."
        assert words_ in words(planned())
        assert words_ not in words(planned(surface="track"))

    def test_no_answer_gets_into_the_link(self) -> None:
        answers = {key_of("experience"): "regular", key_of("longest_backward_min"): 4}
        app = planned(answers, goal="12")
        app.button(key="share_button").click()
        query = parse_qs(urlsplit(checked(app.run()).code[0].value).query)
        assert not set(query) & {"longest", "longest_backward_min", "experience", "health"}
        assert set(PLAN_PARAMETERS) - set(query) == {"on", "time", "away", "goal_share"}

    def test_answers_that_go_take_the_plan_away(self) -> None:
        app = press(planned(), "Clear my answers")
        assert answer(app) == BEFORE_A_PLAN["not answered"]
        assert charts(app) == len(app.main.tabs) == 0


class TestLinks:
    def test_a_link_opens_the_same_plan(self) -> None:
        app = planned(**LINK)
        settings, rejected = RampUpSettings.from_query(LINK)
        assert rejected == []
        assert answer(app) == ramp_up_answer(proposal(**settings.model_dump(exclude_unset=True)))
        assert shown(app).sessions == proposal(**settings.model_dump(exclude_unset=True)).sessions
        assert (app.slider(key="goal").value, app.slider(key="growth").value) == (8.0, 35.0)
        assert app.select_slider(key="caution").value == "cautious"
        assert app.date_input(key="start_shown").value == date(2026, 12, 7)
        assert app.session_state["on_shown"] == ["Tue", "Sat"]
        assert app.text_input(key="away_shown").value == "2026-12-24..2027-01-02"
        assert app.number_input(key="time").value == 45.0
        assert warnings(app) == []

    def test_the_complete_link_has_the_start_and_opens_the_same(self) -> None:
        app = planned(goal="8", on="tue_sat", goal_share="12")
        app.button(key="share_button").click()
        query = parse_qs(urlsplit(checked(app.run()).code[0].value).query)
        assert query["start"] == [next_monday().isoformat()]
        again = planned(**{key: values[0] for key, values in query.items()})
        assert answer(again) == answer(app)
        assert shown(again).sessions == shown(app).sessions

    @pytest.mark.parametrize("page", [COMPARE, WEEK])
    def test_other_pages_share_the_plan_where_there_is_one(self, page: str) -> None:
        for link, wanted in ((LINK, set(LINK)), ({}, set())):
            app = opened(page, **link)
            app.button(key="share_button").click()
            query = parse_qs(urlsplit(checked(app.run()).code[0].value).query)
            assert set(query) & set(PLAN_PARAMETERS) == wanted
            assert warnings(app) == []

    def test_the_settings_stay_on_the_way_through_the_pages(self) -> None:
        app = planned(**LINK)
        before = answer(app)
        for page in (WEEK, COMPARE):
            app.switch_page(page)
            checked(app.run())
            assert app.session_state["settings"].goal_min == 8.0
            assert {key: app.query_params[key] for key in ("goal", "on", "start")} == {
                "goal": "8",
                "on": "tue_sat",
                "start": "2026-12-07",
            }
            links = [link.proto.query_string for link in app.main.page_link]
            assert all("goal=8" in link and "on=tue_sat" in link for link in links)
        app.switch_page(RAMP_UP)
        assert answer(checked(app.run())) == before
        assert all("goal" not in link.proto.query_string for link in app.main.page_link)

    def test_a_preset_keeps_the_settings(self) -> None:
        app = opened(WEEK, **LINK)
        app.menu_button(key="preset").click("Marathoner")
        checked(app.run())
        assert app.query_params["goal"] == "8"
        assert app.session_state["settings"].own_growth == 0.35

    @pytest.mark.parametrize("page", [COMPARE, RAMP_UP])
    def test_bad_values_are_named_and_the_rest_kept(self, page: str) -> None:
        app = opened(page, goal="99", caution="wild", on="mon_xyz", away="<b>", first="7")
        assert warnings(app) == [
            "Days: 'xyz'; allowed: Mon, Tue, Wed, Thu, Fri, Sat, Sun; used instead: the default",
            "Away: '<b>' cannot be read; allowed: dates such as 2026-12-24 or "
            "2026-12-24..2027-01-02; used instead: the default",
            "Goal: 99 min; allowed: 1 to 30 min; used instead: the default",
            "Caution: 'wild'; allowed: cautious, standard, experienced; used instead: the default",
        ]
        assert app.session_state["settings"] == RampUpSettings(own_first_min=7.0)

    def test_a_start_that_has_passed_is_kept_and_named(self) -> None:
        start = date.today() - timedelta(days=10)
        app = planned(start=start.isoformat())
        assert shown(app).settings.start == start
        assert infos(app)[0].startswith(f"This plan began on {start:%a} {start.day} {start:%b %Y}")
        assert "10 days ago" in infos(app)[0]

    def test_a_start_years_off_is_refused(self) -> None:
        app = planned(start="2036-11-23")
        assert warnings(app)[0].startswith("Start: 2036-11-23 is more than a year away; allowed: ")
        assert shown(app).settings.start == next_monday()


class TestInputs:
    @pytest.mark.parametrize(
        ("kind", "key", "value", "settings"),
        [
            ("slider", "goal", 6.0, {"goal_min": 6.0}),
            ("slider", "goal_share", 8.0, {"goal_share": 0.08}),
            ("select_slider", "caution", "cautious", {"caution": "cautious"}),
            ("number_input", "time", 30.0, {"minutes": 30.0}),
            ("date_input", "start_shown", date(2026, 12, 7), {"start": date(2026, 12, 7)}),
            ("button_group", "on_shown", ["Tue", "Sat"], {"days": ("Tue", "Sat")}),
            (
                "text_input",
                "away_shown",
                "2026-12-24 to 2027-01-02, 2027-02-01",
                {
                    "away": [date(2026, 12, 24) + timedelta(days=n) for n in range(10)]
                    + [date(2027, 2, 1)]
                },
            ),
        ],
    )
    def test_an_input_shapes_the_plan(
        self, kind: str, key: str, value: Any, settings: dict[str, Any]
    ) -> None:
        app = planned()
        getattr(app, kind)(key=key).set_value(value)
        checked(app.run())
        wanted = proposal(**settings)
        assert answer(app) == ramp_up_answer(wanted)
        assert shown(app).sessions == wanted.sessions
        assert app.session_state["plan_at"] == 0

    def test_the_switch_of_the_goal_goes_to_a_share_and_back(self) -> None:
        app = planned()
        app.button_group(key="goal_kind").set_value("Share of the week")
        checked(app.run())
        assert shown(app).settings.goal_share == 0.10
        app.button_group(key="goal_kind").set_value("Per session")
        assert shown(checked(app.run())).settings.goal_share is None

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("soon", "Away: 'soon' cannot be read; allowed: dates such as 2026-12-24 or "),
            ("2027-01-02..2026-12-24", "ends before it begins; allowed: first..last; kept: "),
            ("2026-01-01..2028-01-01", "Away: more than 400 days; allowed: at most that; kept: "),
            ("[x](http://y)", "Away: '[x](http://y)' cannot be read; allowed: "),
        ],
    )
    def test_bad_dates_away_are_named_and_the_former_kept(self, typed: str, message: str) -> None:
        app = planned(away="2026-12-24")
        app.text_input(key="away_shown").set_value(typed)
        checked(app.run())
        assert message in warnings(app)[0]
        assert warnings(app)[0].endswith("kept: 2026-12-24")
        assert app.text_input(key="away_shown").value == "2026-12-24"
        assert shown(app).settings.away == (date(2026, 12, 24),)
        assert warnings(checked(app.run())) == []

    @pytest.mark.parametrize("forged", [date(1999, 1, 1), date(2098, 1, 1)])
    def test_a_forged_start_changes_nothing(self, forged: date) -> None:
        app = planned(start="2026-12-07")
        app.date_input(key="start_shown").set_value(forged)
        assert shown(checked(app.run())).settings.start == date(2026, 12, 7)

    def test_no_day_for_it_is_refused_and_the_inputs_stay(self) -> None:
        app = planned(week="rest")
        assert answer(app) == "No plan without a day for it"
        assert infos(app) == [
            "Days: none is available; allowed: at least one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"
        ]
        app.button_group(key="on_shown").set_value(["Mon", "Thu"])
        assert "backward walking" in answer(checked(app.run()))

    def test_a_goal_that_the_week_cannot_hold_says_what_would(self) -> None:
        app = planned(goal="30")
        assert "it takes at least" in infos(app)[0]
        assert infos(app) == list(proposal(goal_min=30.0).shortfall)

    def test_the_own_ramp_moves_its_line_alone(self) -> None:
        app = planned()
        before, plan = json.loads(chart(app).spec)["data"], shown(app)
        app.slider(key="growth").set_value(0.0)
        app.slider(key="first").set_value(1.0)
        after = json.loads(chart(checked(app.run())).spec)["data"]
        assert shown(app) is plan
        changed = [a["name"] for a, b in zip(before, after, strict=True) if a != b]
        assert changed == ["my own ramp", "breaks a rule"]

    def test_weight_moves_the_energy_and_keeps_an_edited_plan(self) -> None:
        app = edit(open_panel(planned(), "All sessions"), {0: {"minutes": 5}})
        plan = shown(app)
        app.slider(key="mass").set_value(140.0)
        checked(app.run())
        assert shown(app) is plan
        assert plan.sessions[0].backward_s == 300

    def test_downhill_the_plan_stays_level_and_says_so(self) -> None:
        app = planned(grade="-3")
        assert {session.grade for session in shown(app).sessions} == {0.0}
        assert "Never downhill: the plan is for level ground." in words(app)

    def test_in_miles_the_speeds_follow(self) -> None:
        assert "mph" in words(planned(units="imperial"))


def test_the_inputs_of_a_former_plan_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit keeps them as long as it draws only a part of the page, as when a goal is moved."""
    session: dict[str, Any] = {"goal": 10.0}
    monkeypatch.setattr(plan_state, "st", SimpleNamespace(session_state=session))
    former = plan_state.key_of_plan("plan_table")
    session[former] = "edits"
    plan_state.refresh()
    assert plan_state.key_of_plan("plan_table") != former
    assert former not in session
    assert session["goal"] == 10.0


class TestEditing:
    def test_more_minutes_are_judged_at_once(self) -> None:
        app = open_panel(planned(), "All sessions")
        assert any("keeps every rule" in text.value for text in app.markdown)
        place = next(n for n, s in enumerate(shown(app).sessions) if s.gait == "running")
        edit(app, {place: {"minutes": 12}})
        plan = shown(app)
        assert plan.sessions[place].backward_s == 720
        found = check_plan(plan, plan.scenario, plan.settings)
        assert {violation.rule for violation in found} >= {"stage_dose", "first_dose"}
        row = app.data_editor[0].value.iloc[place]
        assert "Stop: The first session" in row["rules"]
        assert "12 min" in row["session"] or row["minutes"] == 12.0
        title = app.warning[0].proto.title or ""
        assert any("Stop: The first session" in text for text in warnings(app)), title

    def test_the_envelope_stays_where_the_rules_have_it(self) -> None:
        app = open_panel(planned(), "All sessions")
        before = json.loads(chart(app).spec)["data"][0]["y"]
        place = next(n for n, s in enumerate(shown(app).sessions) if s.gait == "running")
        edit(app, {place: {"minutes": 12}})
        assert json.loads(chart(app).spec)["data"][0]["y"] == before

    def test_a_day_is_moved_and_a_row_deleted_in_one_go(self) -> None:
        app = open_panel(planned(start="2026-11-23"), "All sessions")
        first, second, third = shown(app).sessions[:3]
        edit(app, {0: {"date": "2026-11-24"}}, deleted=[2])
        sessions = {session.key: session for session in shown(app).sessions}
        assert sessions[first.key].date == date(2026, 11, 24)
        assert third.key not in sessions
        assert sessions[second.key] == second
        assert "Not an available weekday" in " ".join(warnings(app))

    def test_an_edit_that_changes_nothing_is_no_step(self) -> None:
        app = open_panel(planned(start="2026-11-23"), "All sessions")
        plan = shown(app)
        edit(app, {0: {"minutes": 10, "date": "2026-11-23", "outcome": "Planned"}})
        assert shown(app) == plan
        assert len(app.session_state["plan_steps"]) == 1
        assert not warnings(app)

    def test_a_pain_that_is_cleared_is_kept_and_named(self) -> None:
        app = open_panel(planned(start="2026-11-23"), "All sessions")
        edit(app, {0: {"pain": 3}})
        edit(app, {0: {"pain": None}})
        assert warnings(app)[0].endswith("Pain: not given; allowed: 0 to 10; kept as it was")
        assert shown(app).sessions[0].pain == 3

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            ({"minutes": 0}, "Backward: 0 min; allowed: 0.25 to 45 min"),
            ({"minutes": -3}, "Backward: -3 min; allowed: 0.25 to 45 min"),
            ({"minutes": 600}, "Backward: 600 min; allowed: 0.25 to 45 min"),
            ({"minutes": None}, "Backward: None is not a number; allowed: 0.25 to 45 min"),
            ({"date": "2026-11-20"}, "Date: 2026-11-20; allowed: 2026-11-23 to 2028-11-24"),
            ({"date": "2036-11-20"}, "Date: 2036-11-20; allowed: 2026-11-23 to 2028-11-24"),
            ({"date": None}, "Date: None is not a date; allowed: a date from 2020-01-01"),
            ({"outcome": "Painful"}, "Pain: not given; allowed: 0 to 10"),
            ({"outcome": "Flew"}, "Outcome: 'Flew'; allowed: planned, done, missed, sore"),
            ({"pain": 11}, "Pain: 11; allowed: 0 to 10"),
        ],
    )
    def test_a_bad_edit_is_named_and_the_session_kept(
        self, cells: dict[str, Any], message: str
    ) -> None:
        app = open_panel(planned(start="2026-11-23"), "All sessions")
        plan = shown(app)
        edit(app, {0: cells, 1: {"minutes": 4}})
        assert warnings(app)[0].startswith(f"Mon 23 Nov 2026, walk 10 × 60\u202fs: {message}")
        assert warnings(app)[0].endswith("; kept as it was")
        assert shown(app).sessions[0] == plan.sessions[0]
        assert shown(app).sessions[1].backward_s == 240

    def test_undo_redo_and_reset(self) -> None:
        app = open_panel(planned(), "All sessions")
        proposed = shown(app)
        for minutes in (3, 4, 5):
            edit(app, {0: {"minutes": minutes}})
        for wanted in (240, 180, 600):
            app.button(key="plan_undo").click()
            assert shown(checked(app.run())).sessions[0].backward_s == wanted
        assert app.button(key="plan_undo").disabled
        app.button(key="plan_redo").click()
        assert shown(checked(app.run())).sessions[0].backward_s == 180
        app.button(key="plan_reset").click()
        assert shown(checked(app.run())) == proposed
        assert RESET in said(app)
        assert app.button(key="plan_reset").disabled
        app.button(key="plan_undo").click()
        assert shown(checked(app.run())).sessions[0].backward_s == 180

    def test_a_changed_setting_makes_a_new_plan_and_undo_brings_back_both(self) -> None:
        app = edit(open_panel(planned(goal="8"), "All sessions"), {0: {"minutes": 3}})
        edited = shown(app)
        for goal in (9.0, 10.0, 11.0):
            app.slider(key="goal").set_value(goal)
            checked(app.run())
        assert shown(app) == proposal(goal_min=11.0)
        assert ANEW in said(app)
        app.button(key="plan_undo").click()
        checked(app.run())
        assert shown(app) == edited
        assert app.slider(key="goal").value == 8.0
        assert app.session_state["settings"].goal_min == 8.0
        app.button(key="plan_redo").click()
        checked(app.run())
        assert app.slider(key="goal").value == 11.0

    @pytest.mark.parametrize(
        ("cells", "entry"),
        [
            ({"outcome": "Done"}, LogEntry("done")),
            ({"outcome": "Missed"}, LogEntry("missed")),
            ({"outcome": "Sore after it"}, LogEntry("sore")),
            ({"pain": 4}, LogEntry("painful", 4)),
            ({"pain": 6, "outcome": "Painful"}, LogEntry("painful", 6)),
            ({"outcome": "Fell"}, LogEntry("fell")),
            ({"outcome": "Ill"}, LogEntry("ill")),
        ],
    )
    def test_what_happened_changes_the_plan_and_says_why(
        self, cells: dict[str, Any], entry: LogEntry
    ) -> None:
        app = open_panel(planned(), "All sessions")
        place = next(n for n, s in enumerate(shown(app).sessions) if s.stage == 3)
        wanted = adapt(shown(app), {shown(app).sessions[place].key: entry})
        edit(app, {place: cells})
        assert shown(app) == wanted
        for change in wanted.changes:
            assert change in "".join(infos(app))
        assert bool(infos(app)) == bool(wanted.changes)

    def test_a_table_does_not_offer_what_stands_in_other_rows(self) -> None:
        app = open_panel(planned(), "All sessions")
        assert set(app.data_editor[0].value["outcome"]) == {"Planned"}
        assert app.data_editor[0].value["pain"].isna().all()

    def test_what_would_be_lost_is_said_once_something_is_changed(self) -> None:
        app = open_panel(planned(), "All sessions")
        assert NOT_KEPT not in words(app)
        edit(app, {0: {"outcome": "Missed"}})
        assert NOT_KEPT in words(app)


class TestOneSession:
    def test_every_session_says_why(self) -> None:
        app = planned(start="2026-11-23")
        box = app.selectbox(key=f"plan_session_{app.session_state['plan_version']}")
        assert len(box.options) == len(shown(app).sessions)
        for place in (0, 7, 30):
            session = shown(app).sessions[place]
            app.selectbox(key=f"plan_session_{app.session_state['plan_version']}").set_value(
                session.key
            )
            checked(app.run())
            for why in session.why:
                assert why.sentence in words(app)
            assert "Warm-up" in words(app)

    def test_the_next_session_is_chosen_at_first(self) -> None:
        start = date.today() - timedelta(days=10)
        app = planned(start=start.isoformat())
        wanted = next(s for s in shown(app).sessions if s.date >= date.today())
        assert app.session_state["plan_session"] == wanted.key

    def test_the_fields_do_what_the_table_does(self) -> None:
        app = planned(start="2026-11-23")
        key = shown(app).sessions[0].key
        wanted = set_minutes(shown(app), key, 3)
        app.number_input(key="one_minutes").set_value(3.0)
        assert shown(checked(app.run())) == wanted
        wanted = move(wanted, key, date(2026, 11, 24))
        app.date_input(key="one_date").set_value(date(2026, 11, 24))
        assert shown(checked(app.run())) == wanted
        assert "You set this session yourself" in words(app)
        version = app.session_state["plan_version"]
        app.selectbox(key=f"one_outcome_{key}_{version}").set_value("painful")
        checked(app.run())
        app.slider(key=f"one_pain_{key}").set_value(3)
        checked(app.run())
        app.button(key="one_note").click()
        assert shown(checked(app.run())) == log(wanted, key, "painful", 3)
        app.button(key="one_delete").click()
        assert key not in {session.key for session in shown(checked(app.run())).sessions}

    def test_a_broken_rule_is_spelled_out_at_the_session(self) -> None:
        app = planned(start="2026-11-23")
        app.number_input(key="one_minutes").set_value(45.0)
        checked(app.run())
        plan = shown(app)
        found = check_plan(plan, plan.scenario, plan.settings)
        assert all(any(v.message in text for text in warnings(app)) for v in found)
        assert "One session breaks the rules" in words(app)

    def test_a_bad_field_is_named_and_the_former_kept(self) -> None:
        app = planned(start="2026-11-23")
        app.number_input(key="one_minutes").set_value(99.0)
        checked(app.run())
        assert "Backward: 99 min; allowed: 0.25 to 45 min; kept as it was" in warnings(app)[0]
        assert app.number_input(key="one_minutes").value == 10.0


class TestUnits:
    """Who switches the units has changed nothing else: the plan and its log stay."""

    def switched(self, app: AppTest, units: str) -> AppTest:
        app.segmented_control(key="units_shown").set_value(units)
        return checked(app.run())

    def test_a_logged_plan_stays_there_and_back(self) -> None:
        app = edit(open_panel(planned(pace="5:33"), "All sessions"), {0: {"pain": 4}})
        plan = shown(app)
        for units in ("imperial", "metric"):
            self.switched(app, units)
            assert shown(app).sessions == plan.sessions
            assert shown(app).scenario.units == units
            assert ANEW not in said(app)

    def test_the_reasons_are_in_the_units_that_are_shown(self) -> None:
        app = planned()
        assert "2.4 km/h" in words(app)
        self.switched(app, "imperial")
        assert "2.4 km/h" not in words(app)
        assert "1.5 mph" in words(app)

    def test_undo_stays_in_the_units_that_are_shown(self) -> None:
        app = edit(open_panel(planned(), "All sessions"), {0: {"minutes": 5}})
        self.switched(app, "imperial")
        app.button(key="plan_undo").click()
        checked(app.run())
        doses = [(session.date, session.backward_s) for session in proposal().sessions]
        assert [(session.date, session.backward_s) for session in shown(app).sessions] == doses
        assert app.session_state["scenario"].units == "imperial"
        assert app.query_params["units"] == "imperial"
        app.button(key="plan_redo").click()
        assert shown(checked(app.run())).sessions[0].backward_min == 5

    def test_another_pace_makes_another_plan_all_the_same(self) -> None:
        app = self.switched(planned(), "imperial")
        app.select_slider(key="pace_mile").set_value("9:00")
        assert shown(checked(app.run())).sessions != proposal().sessions


class TestTakeAway:
    def test_every_file_is_offered(self) -> None:
        app = open_panel(planned(), "Take away")
        assert files(app) == [
            "Calendar (.ics)",
            "Watch workouts (.zip)",
            "Table (.csv)",
            "Table (.xlsx)",
            "The plan itself (.json)",
        ]
        assert "no answer about your health" in words(app)
        assert "left the plan, such as a run after a fall, stays in your calendar" in words(app)

    def test_a_plan_that_has_ended_has_no_calendar(self) -> None:
        ended = adapt(proposal(), {proposal().sessions[0].key: LogEntry("painful", 7)})
        app = upload(open_panel(planned(), "Take away"), write_plan(ended))
        assert files(app) == [
            "Table (.csv)",
            "Table (.xlsx)",
            "The plan itself (.json)",
        ]
        assert "have to be deleted in your calendar by hand" in words(app)
        assert answer(app).startswith("The plan **ended on")

    def test_a_saved_plan_goes_on_with_what_was_done(self) -> None:
        start = date.today() - timedelta(days=30)
        saved = proposal(start=start, goal_min=7.0, longest_backward_min=3.0, days=("Tue", "Fri"))
        saved = adapt(saved, {saved.sessions[3].key: LogEntry("sore")})
        app = upload(open_panel(planned(), "Take away"), write_plan(saved))
        assert shown(app).sessions == saved.sessions
        assert shown(app).settings.longest_backward_min == 0.0
        assert app.slider(key="goal").value == 7.0
        assert app.session_state["settings"].start == start
        assert f"The saved plan of {len(saved.sessions)} sessions" in said(app)
        again = checked(app.run())
        assert shown(again).sessions == saved.sessions
        assert app.query_params["goal"] == "7"
        app.button(key="plan_undo").click()
        assert shown(checked(app.run())) == proposal()

    def test_a_plan_without_walks_is_refused_where_walks_alone_are_open(self) -> None:
        app = planned(answers={key_of("age_65"): "yes", key_of("lookout"): "partner"})
        plan = shown(app)
        upload(open_panel(app, "Take away"), write_plan(proposal(longest_backward_min=5.0)))
        assert warnings(app)[-1].startswith("The plan has no backward walk; allowed by the")
        assert shown(app) is plan

    def test_a_saved_plan_brings_its_units_and_its_week(self) -> None:
        scenario = Scenario(
            runner=Runner(mass_kg=68.0), units="imperial", week=Week.even(5, 60.0, 0.0)
        )
        saved = proposal(snap(scenario), goal_min=12.0, days=("Tue", "Sat"))
        saved = adapt(saved, {saved.sessions[0].key: LogEntry("done")})
        app = upload(open_panel(planned(), "Take away"), write_plan(saved))
        for _ in range(2):
            assert shown(app).sessions == saved.sessions
            assert app.slider(key="mass_lb").value == 149.9
            assert app.session_state["scenario"].week == scenario.week
            assert app.query_params["units"] == "imperial"
            checked(app.run())

    def test_a_saved_plan_opens_at_its_next_session(self) -> None:
        start = date.today() - timedelta(days=30)
        saved = proposal(start=start)
        app = planned()
        assert app.session_state["plan_session"] == "w01-1"
        app = upload(open_panel(app, "Take away"), write_plan(saved))
        open_panel(app, "One session")
        wanted = next(s for s in saved.sessions if s.date >= date.today())
        assert app.session_state["plan_session"] == wanted.key

    def test_a_saved_plan_is_judged_by_the_experience_answered_here(self) -> None:
        saved = proposal(goal_min=20.0, longest_backward_min=60.0, caution="experienced")
        assert saved.sessions[0].stage == 5
        app = upload(open_panel(planned(), "Take away"), write_plan(saved))
        assert shown(app).sessions == saved.sessions
        assert "One session breaks the rules" in words(app)
        first = check_plan(shown(app), shown(app).scenario, shown(app).settings)[0]
        assert (first.key, first.severity) == (saved.sessions[0].key, "stop")

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"no JSON", "The file is not JSON (line 1: Expecting value)"),
            (b"{}", 'The file is not a backrun plan; allowed: "format": "backrun plan"'),
            (b"[" * 100_000, "The file is nested too deep"),
            (b"x" * 300_000, "The file has 300 kB; allowed: at most 200 kB"),
            (b"\xff\xfe", "The file is not UTF-8 text"),
        ],
    )
    def test_a_bad_file_is_named_and_the_plan_kept(self, data: bytes, message: str) -> None:
        app = edit(open_panel(planned(), "All sessions"), {0: {"minutes": 3}})
        plan = shown(app)
        upload(open_panel(app, "Take away"), data)
        assert warnings(app)[-1].startswith(message)
        assert warnings(app)[-1].endswith("; the plan on this page stays as it was")
        assert shown(app) is plan

    def _changed(self, change: Callable[[Any], Any]) -> bytes:
        content = json.loads(write_plan(proposal(start=START)))
        change(content)
        return json.dumps(content).encode()

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda plan: plan.update(version=2), "Version: 2; allowed: 1"),
            (lambda plan: plan["sessions"][0].update(section_s=-60), "section_s"),
            (lambda plan: plan.update(sessions=[]), "The plan has no session; allowed: 1 or more"),
            (
                lambda plan: plan.update(sessions=plan["sessions"] * 200),
                "sessions; allowed: 200",
            ),
            (
                lambda plan: plan.update(changes=["<script>alert(1)</script>"]),
                "allowed: plain words, without markup or addresses",
            ),
        ],
    )
    def test_a_file_with_a_bad_value_is_named(
        self, change: Callable[[Any], Any], message: str
    ) -> None:
        app = open_panel(planned(), "Take away")
        plan = shown(app)
        data = self._changed(change)
        upload(app, data if len(data) < 200_000 else data[:190_000] and data)
        assert message in warnings(app)[-1] or "allowed: at most 200 kB" in warnings(app)[-1]
        assert shown(app) is plan

    def test_what_was_saved_reads_back(self) -> None:
        app = edit(open_panel(planned(), "All sessions"), {0: {"minutes": 3}, 5: {"pain": 2}})
        plan = shown(app)
        assert read_plan(write_plan(plan)) == plan
        assert replace(plan, changes=()) != proposal()


@pytest.mark.parametrize("place", [0, 6, 30])
@given(minutes=st.floats(0.25, 45.0))
def test_minutes_typed_are_met_to_half_a_second_a_section(place: int, minutes: float) -> None:
    plan = plan_ramp_up(Scenario())
    session = plan.sessions[place]
    changed = next(
        s for s in set_minutes(plan, session.key, minutes).sessions if s.key == session.key
    )
    assert abs(changed.backward_s - round(60 * minutes)) <= changed.sections / 2
    assert changed.section_s <= session.row.section_s


def test_nothing_of_a_plan_outlives_its_session() -> None:
    start = date(2027, 3, 1)
    app = open_panel(planned(start=start.isoformat()), PANELS[1])
    edit(app, {0: {"pain": 6}})

    def held() -> int:
        gc.collect()
        plans = [one for one in gc.get_objects() if isinstance(one, RampUp)]
        return sum(plan.settings.start == start for plan in plans)

    assert held() > 0
    del app
    assert held() == 0


def test_what_is_closed_is_not_drawn() -> None:
    app = planned({"plan_days": False, "one_fields": False})
    keys = {widget.key for widget in (*app.number_input, *app.text_input, *app.button)}
    assert not keys & {"away_shown", "one_minutes", "one_note"}
    # What is in the link is drawn all the same, for the link's sake.
    assert {"time", "away", "start", "on"} <= keys
    assert (len(app.data_editor), len(files(app))) == (0, 0)
    open_panel(app, PANELS[1])
    assert (len(app.data_editor), len(files(app))) == (1, 0)
    open_panel(app, PANELS[2])
    assert (len(app.data_editor), len(files(app))) == (0, 5)
