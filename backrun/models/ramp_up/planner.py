"""The planner: from the first backward walk to the goal."""

from __future__ import annotations

from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.shortfall import shortfall
from backrun.models.ramp_up.weeks import continue_plan
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings


def plan_ramp_up(scenario: Scenario, settings: RampUpSettings | None = None) -> RampUp:
    """Plan the way from the first backward walk to the goal.

    Parameters
    ----------
    scenario : Scenario
        Forward pace, backward share, week and surface shape the plan; forward running earns no
        credit.
    settings : RampUpSettings, optional
        Goal, caution, start, days, time and absences.

    Returns
    -------
    RampUp
        Passes `check_plan` for the same scenario and settings. `shortfall` says where the goal
        cannot be held, and what would hold it.

    Raises
    ------
    PlanError
        When no weekday is available.

    Notes
    -----
    No trial has measured injuries from backward running: the plan is cautious, not proven. Rules
    and their sources: `ramp_up_rules`.

    Examples
    --------
    >>> from datetime import date
    >>> plan = plan_ramp_up(Scenario(), RampUpSettings(start=date(2026, 11, 23)))
    >>> plan.sessions[0].row.name
    'Backward walking'
    """
    settings = settings or RampUpSettings()
    sessions = continue_plan(scenario, settings, ())
    short = shortfall(
        scenario, settings, sessions, lambda wishes: continue_plan(scenario, wishes, ())
    )
    return RampUp(scenario, settings, sessions, shortfall=short)
