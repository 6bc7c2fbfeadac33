"""Make the plan that a screening allows: a whole plan, backward walks only, or none."""

from __future__ import annotations

from dataclasses import replace

from backrun.models.ramp_up import RampUp, plan_ramp_up
from backrun.models.screening.decision import Screening
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings


def screened_plan(
    scenario: Scenario, settings: RampUpSettings, screening: Screening
) -> RampUp | None:
    """Return the plan that a screening allows, or None if it withholds the plan or is unanswered.

    Parameters
    ----------
    scenario : Scenario
    settings : RampUpSettings
        The screening's answer replaces the longest backward run of the settings.
    screening : Screening
        Its place becomes the surface of the sessions. If it allows walking only, the plan has
        backward walks only.

    Returns
    -------
    RampUp or None

    Raises
    ------
    PlanError
        No weekday is available.
    """
    if screening.decision in ("withheld", "not answered"):
        return None
    plan = plan_ramp_up(*as_screened(scenario, settings, screening))
    return walks_of(plan) if screening.decision == "walking" else plan


def as_screened(
    scenario: Scenario, settings: RampUpSettings, screening: Screening
) -> tuple[Scenario, RampUpSettings]:
    """Return scenario and settings with the place and the longest backward run of a screening."""
    # If the screening allows walking only, earlier runs must not open a later stage of the plan.
    longest = 0.0 if screening.decision == "walking" else screening.longest_backward_min
    return (
        scenario.model_copy(update={"surface": screening.place or scenario.surface}),
        settings.model_copy(update={"longest_backward_min": longest}),
    )


def walks_of(plan: RampUp) -> RampUp:
    """Return the plan with its backward walks only; walks have no goal and so no shortfall."""
    walks = plan.with_sessions(session for session in plan.sessions if session.gait == "walking")
    return replace(walks, shortfall=())
