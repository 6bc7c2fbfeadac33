"""The plan that a screening allows: with its place and experience, or walks alone, or none."""

from __future__ import annotations

from backrun.models.ramp_up import RampUp, plan_ramp_up
from backrun.models.screening import Screening
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings


def screened_plan(
    scenario: Scenario, settings: RampUpSettings, screening: Screening
) -> RampUp | None:
    """Return the plan that a screening allows; None where it allows none, or is not answered.

    Parameters
    ----------
    scenario : Scenario
    settings : RampUpSettings
        The longest backward run comes from the screening, not from here.
    screening : Screening
        Its place is where the sessions are. Where it allows walking only, the plan holds nothing
        but its backward walks.

    Raises
    ------
    PlanError
        When no weekday is available.
    """
    if screening.decision in ("withheld", "not answered"):
        return None
    walks = screening.decision == "walking"
    longest = 0.0 if walks else screening.longest_backward_min
    plan = plan_ramp_up(
        scenario.model_copy(update={"surface": screening.place or scenario.surface}),
        settings.model_copy(update={"longest_backward_min": longest}),
    )
    if not walks:
        return plan
    return plan.with_sessions(session for session in plan.sessions if session.gait == "walking")
