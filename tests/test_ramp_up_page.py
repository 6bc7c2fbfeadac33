import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import COMPARE, WEEK, checked, heading, opened, scenario, sent, warnings
from test_screening_ui import choose, finished, press, tick, words

from backrun import PlanError, RampUp, RampUpSettings, Scenario, check_plan, plan_ramp_up
from backrun.models.screening_answers import CHECKLIST
from backrun.reports.plan_file import write_plan
from backrun.reports.session_card import NOT_PROVEN
from backrun.settings import next_monday
from backrun.ui.screening import key_of
from backrun.wording_ramp_up import BEFORE_A_PLAN, ramp_up_answer

RAMP_UP = "pages/ramp_up.py"


def planned(**link: Any) -> AppTest:
    """Open the page and answer the screening so that a plan is shown."""
    return finished(opened(RAMP_UP, **link))


def shown(app: AppTest) -> RampUp:
    plan: RampUp = app.session_state["plan_steps"][app.session_state["plan_at"]].plan
    return plan


def proposal(scenario: Scenario | None = None, **settings: Any) -> RampUp:
    """Return the plan of a person who trains on a straight and has never run backward."""
    outdoors = (scenario or Scenario()).model_copy(update={"surface": "track"})
    return plan_ramp_up(outdoors, RampUpSettings(**settings))


def answer(app: AppTest) -> str:
    return heading(app).split("\n")[0]


class TestScreening:
    def test_before_it_is_answered_there_is_no_plan(self) -> None:
        app = opened(RAMP_UP)
        assert answer(app) == BEFORE_A_PLAN["not answered"]
        assert NOT_PROVEN in words(app)
        assert "plan_steps" not in app.session_state
        assert all(element.type != "plotly_chart" for element in app.main)
        assert not app.main.tabs

    def test_all_clear_shows_the_plan(self) -> None:
        app = planned()
        assert answer(app) == ramp_up_answer(proposal())
        assert [element.type for element in app.main].count("plotly_chart") == 2
        assert NOT_PROVEN in words(app)
        assert warnings(app) == []
