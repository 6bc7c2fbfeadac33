"""The plan of this session where its screening allows one, for what is handed on or shown."""

from __future__ import annotations

from backrun.models.ramp_up import PlanError
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui.plan.screening import given_screening
from backrun.ui.plan.state import Shown, show_plan
from backrun.wording.ramp_up import BEFORE_A_PLAN


def allowed_plan(scenario: Scenario, settings: RampUpSettings) -> Shown | None:
    """Return the plan as the Ramp-up page shows it; None where the answers so far allow none."""
    screening = given_screening(scenario.runner.age_years).screening
    if screening.decision in BEFORE_A_PLAN:
        return None
    try:
        shown = show_plan(scenario, settings, screening)
    except PlanError:
        return None
    return shown if shown.plan.sessions else None
