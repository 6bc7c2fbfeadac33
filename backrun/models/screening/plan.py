"""The plan that a screening allows: with its place and experience, or walks alone, or none."""

from __future__ import annotations

from dataclasses import replace

from backrun.models.ramp_up import RampUp, plan_ramp_up
from backrun.models.screening.decision import Screening
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings


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

    Returns
    -------
    RampUp or None

    Raises
    ------
    PlanError
        When no weekday is available.
    """
    if screening.decision in ("withheld", "not answered"):
        return None
    plan = plan_ramp_up(*as_screened(scenario, settings, screening))
    return walks_of(plan) if screening.decision == "walking" else plan


def as_screened(
    scenario: Scenario, settings: RampUpSettings, screening: Screening
) -> tuple[Scenario, RampUpSettings]:
    """Return scenario and settings with the place and the longest backward run of a screening."""
    # Where walking alone is open, what was run before opens no later stage.
    longest = 0.0 if screening.decision == "walking" else screening.longest_backward_min
    return (
        scenario.model_copy(update={"surface": screening.place or scenario.surface}),
        settings.model_copy(update={"longest_backward_min": longest}),
    )


def walks_of(plan: RampUp) -> RampUp:
    """Return a plan with nothing but its backward walks, which have no goal to fall short of."""
    walks = plan.with_sessions(session for session in plan.sessions if session.gait == "walking")
    return replace(walks, shortfall=())
