import logging
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import PAGES, RAMP_UP, checked, opened, warnings

from backrun import Scenario
from backrun.evidence.screening import questions
from backrun.models.screening.answers import CHECKLIST, CLEARABLE
from backrun.ui.plan.screening import CLEARED, NONE, PRIVATE, cleared_key_of, key_of
from backrun.ui.plan.screening_outcome import ALWAYS_OPEN, DECIDED

FORM = """
import streamlit as st
from backrun.ui.plan.screening import given_screening, screening_form

@st.fragment
def form():
    given = given_screening(st.session_state.get("age"))
    screening_form(given)
    screening = given.screening
    st.session_state["screened"] = (
        screening.decision, screening.place, screening.experience, screening.longest_backward_min
    )

form()
"""
ELSEWHERE = "import streamlit as st\nst.markdown('elsewhere')\n"
HEALTHY = {"activity": "active", "age_65": "no"}
PLACE = {"where": "straight", "lookout": "partner"}


def started(**session: Any) -> AppTest:
    app = AppTest.from_string(FORM, default_timeout=20)
    for key, value in session.items():
        app.session_state[key] = value
    return checked(app.run())


def tick(app: AppTest, key: str) -> AppTest:
    app.checkbox(key=key).check()
    return checked(app.run())


def choose(app: AppTest, **chosen: str) -> AppTest:
    for key, option in chosen.items():
        app.radio(key=key_of(key)).set_value(option)
        checked(app.run())
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return checked(app.run())


def finished(app: AppTest, health: str = NONE, **choices: str) -> AppTest:
    """Answer all three steps; the health list by one tick."""
    tick(app, health)
    wanted = {**HEALTHY, **PLACE, "experience": "never", **choices}
    drawn = {radio.key for radio in app.radio}
    choose(app, **{key: wanted[key] for key in HEALTHY if key_of(key) in drawn})
    if "intensity" in choices:
        choose(app, intensity=choices["intensity"])
    press(app, "Next: your place")
    choose(app, where=wanted["where"], lookout=wanted["lookout"])
    press(app, "Next: your experience")
    choose(app, experience=wanted["experience"])
    return press(app, "Done")


def decision(app: AppTest) -> str:
    return app.session_state["screened"][0]


def words(app: AppTest) -> str:
    return "\n".join(text.value for text in (*app.markdown, *app.caption))


def title(app: AppTest) -> str:
    return next(text.value for text in app.markdown if text.value.startswith("### "))[4:]


class TestSteps:
    def test_it_starts_with_nothing_answered(self) -> None:
        app = started()
        assert decision(app) == "not answered"
        assert title(app) == "Before the plan, 1 of 3: your health"
        assert not any(box.value for box in app.checkbox)
        assert [radio.value for radio in app.radio] == [None] * len(app.radio)
        assert {box.key for box in app.checkbox} == {NONE, *map(key_of, CHECKLIST)}
        assert PRIVATE in words(app)

    def test_all_clear_leads_to_a_plan_in_one_line(self) -> None:
        app = finished(started())
        assert app.session_state["screened"] == ("plan", "track", "never", 0.0)
        assert DECIDED["plan"] in words(app)
        assert [button.label for button in app.button] == ["Change my answers", "Clear my answers"]
        assert len(app.radio) == len(app.checkbox) == 0

    def test_an_open_question_is_named_and_keeps_the_step(self) -> None:
        app = press(started(), "Next: your place")
        assert title(app) == "Before the plan, 1 of 3: your health"
        assert warnings(app) == [
            "Not answered yet:",
            "Which of these apply to you?",
            "Do you exercise every week at present?",
            "Are you 65 or over?",
        ]
        choose(tick(app, NONE), **HEALTHY)
        assert warnings(app) == []
        assert title(press(app, "Next: your place")) == "Before the plan, 2 of 3: your place"

    def test_none_of_these_and_the_list_exclude_each_other(self) -> None:
        app = tick(started(), key_of("fall"))
        tick(app, NONE)
        assert [box.key for box in app.checkbox if box.value] == [NONE]
        tick(app, key_of("heart"))
        assert [box.key for box in app.checkbox if box.value] == [key_of("heart")]

    def test_who_has_run_backward_is_asked_for_how_long(self) -> None:
        app = finished(started(), experience="some")
        assert warnings(app)[1:] == [questions()["longest_backward_min"].question]
        field = app.number_input(key=key_of("longest_backward_min"))
        assert (field.value, field.min, field.max) == (None, 0, 60)
        field.set_value(4)
        press(checked(app.run()), "Done")
        assert app.session_state["screened"] == ("plan", "track", "some", 4.0)

    def test_never_forgets_the_minutes(self) -> None:
        app = finished(started(), experience="some")
        app.number_input(key=key_of("longest_backward_min")).set_value(4)
        choose(checked(app.run()), experience="never")
        assert app.session_state["screened"] == ("plan", "track", "never", 0.0)

    def test_going_back_keeps_the_answers(self) -> None:
        app = press(finished(started()), "Change my answers")
        assert title(app) == "Before the plan, 1 of 3: your health"
        assert app.checkbox(key=NONE).value
        press(press(app, "Next: your place"), "Back")
        assert app.radio(key=key_of("activity")).value == "active"
        assert decision(app) == "plan"

    def test_clearing_forgets_everything(self) -> None:
        app = press(finished(started(), experience="regular"), "Clear my answers")
        assert decision(app) == "not answered"
        assert title(app) == "Before the plan, 1 of 3: your health"
        assert not any(box.value for box in app.checkbox)
        assert [radio.value for radio in app.radio] == [None, None]
        left = {key: value for key, value in app.session_state.items() if value}
        assert not [key for key in left if str(key).startswith("screening_")]


class TestOutcome:
    @pytest.mark.parametrize("key", CHECKLIST)
    def test_what_stops_the_plan_says_why_and_what_is_still_open(self, key: str) -> None:
        row, app = questions()[key], tick(started(), key_of(key))
        if row.leads_to == "walking":
            app = finished(started(), key_of(key))
        assert decision(app) == {"withhold": "withheld", "walking": "walking"}[row.leads_to]
        shown = words(app)
        for text in (row.question, row.why, row.ask, row.still_open, ALWAYS_OPEN):
            assert text in shown
        assert f"Grade {row.grade}: " in shown

    def test_a_withheld_plan_needs_no_further_steps(self) -> None:
        app = press(tick(started(), key_of("chest")), "Done")
        assert DECIDED["withheld"] in words(app)
        assert press(app, "Change my answers").checkbox(key=key_of("chest")).value

    def test_our_own_caution_says_so(self) -> None:
        assert "our own caution" in words(finished(started(), key_of("bone")))

    def test_a_professional_clears_it(self) -> None:
        app = tick(started(), key_of("fall"))
        tick(app, cleared_key_of("fall"))
        assert decision(app) == "not answered"
        assert decision(finished(app, key_of("fall"))) == "plan"

    def test_a_clearance_goes_with_the_answer_it_was_given_for(self) -> None:
        app = tick(tick(started(), key_of("fall")), cleared_key_of("fall"))
        app.checkbox(key=key_of("fall")).uncheck()
        checked(app.run())
        tick(app, key_of("fall"))
        assert not app.checkbox(key=cleared_key_of("fall")).value
        assert decision(app) == "withheld"

    def test_a_pregnancy_cannot_be_cleared(self) -> None:
        app = tick(started(), key_of("pregnancy"))
        assert CLEARED not in "".join(box.label for box in app.checkbox)
        offered = tick(app, key_of("heart"))
        assert CLEARED in "".join(box.label for box in offered.checkbox)

    def test_a_warning_goes_with_the_plan(self) -> None:
        app = finished(started(), lookout="nobody")
        assert decision(app) == "plan"
        assert questions()["lookout"].ask in words(app)

    def test_a_hard_start_from_rest_stops_the_plan(self) -> None:
        app = choose(tick(started(), NONE), activity="inactive", intensity="hard")
        assert decision(app) == "withheld"
        assert questions()["intensity"].ask in words(app)

    @pytest.mark.parametrize(("age", "wanted"), [(64, "plan"), (65, "walking"), (90, "walking")])
    def test_a_given_age_is_not_asked_again(self, age: int, wanted: str) -> None:
        app = started(age=age)
        assert key_of("age_65") not in {radio.key for radio in app.radio}
        assert decision(finished(app)) == wanted

    def test_a_given_age_can_be_cleared(self) -> None:
        app = tick(started(age=70), cleared_key_of("age_65"))
        assert "Are you 65 or over? Yes, by the age you gave." in words(app)
        assert decision(finished(app)) == "plan"

    def test_an_age_that_goes_is_asked_for(self) -> None:
        app = finished(started(age=70))
        app.session_state["age"] = None
        checked(app.run())
        assert decision(app) == "not answered"
        assert title(app) == "Before the plan, 1 of 3: your health"
        assert warnings(app) == ["Not answered yet:", "Are you 65 or over?"]


class TestForged:
    @pytest.mark.parametrize(
        ("key", "value", "named"),
        [
            (key_of("where"), "ice", "Where will you do it?: 'ice'; allowed: treadmill, "),
            (key_of("longest_backward_min"), 1e9, "session of the last 30 days: 1000000000 min"),
            (key_of("longest_backward_min"), "<b>", "'<b>' is not a number"),
            (key_of("experience"), ["never"], "How often have you run backward?: ['never']; "),
        ],
    )
    def test_it_is_named_and_the_plan_kept_back(self, key: str, value: Any, named: str) -> None:
        app = started(**{key: value})
        assert decision(app) == "not answered"
        assert named in warnings(app)[0]
        assert warnings(app)[0].endswith("every question counts as not answered")


class TestPrivacy:
    def test_answers_are_in_no_address_and_no_log(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        app = tick(started(), key_of("pregnancy"))
        assert app.query_params == {}
        finished(press(app, "Clear my answers"), lookout="mirror")
        assert app.query_params == {}
        assert not re.search("pregnan|mirror|partner", caplog.text)

    def test_no_widget_is_bound_to_the_address(self) -> None:
        app = started()
        assert opened().slider(key="mass").proto.query_param_key == "mass"
        for widget in (*app.checkbox, *app.radio):
            assert widget.proto.query_param_key == ""

    def test_answers_last_through_the_pages_of_one_session(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        (tmp_path / "main.py").write_text(FORM, encoding="utf-8")
        (tmp_path / "pages" / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
        app = AppTest.from_file(tmp_path / "main.py", default_timeout=20).run()
        tick(app, key_of("fall"))
        for page in ("pages/elsewhere.py", "main.py"):
            app.switch_page(page)
            checked(app.run())
        assert app.checkbox(key=key_of("fall")).value
        assert decision(app) == "withheld"
        assert app.query_params == {}
        assert decision(started()) == "not answered"

    @pytest.mark.parametrize("page", [page for page in PAGES if page != RAMP_UP])
    def test_a_yes_changes_nothing_on_the_energy_pages(self, page: str) -> None:
        app, usual = opened(page), opened(page)
        for key in CLEARABLE:
            app.session_state[key_of(key)] = True
        checked(app.run())
        assert [text.value for text in app.markdown] == [text.value for text in usual.markdown]
        assert app.session_state["scenario"] == Scenario()
        assert app.query_params == {}
