"""The planner: from the first backward walk to the goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from math import inf

from backrun.evidence import stages
from backrun.models.ramp_up import limits
from backrun.models.ramp_up.goal import Aim
from backrun.models.ramp_up.limits import FIRST_RUN, WALKING
from backrun.models.ramp_up.plan import RampUp, by_week
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.shortfall import shortfall
from backrun.models.ramp_up.weeks import continue_plan
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings
from backrun.variables import GOAL, GRADE, SHARE

_BOLD = Scenario(backward_share=SHARE.high, grade=GRADE.high)


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
    return plan_of(scenario, settings or RampUpSettings(), partial(continue_plan, scenario))


def plan_of(
    scenario: Scenario,
    settings: RampUpSettings,
    sessions_for: Callable[[RampUpSettings], tuple[Session, ...]],
) -> RampUp:
    """Return the plan of `plan_ramp_up` from the sessions for its goal, and for smaller ones.

    `sessions_for` gives those of any settings; it may remember them.
    """
    sessions = sessions_for(settings)
    short = shortfall(scenario, settings, sessions, sessions_for)
    return RampUp(scenario, settings, sessions, shortfall=short)


def longest_goal(settings: RampUpSettings) -> RampUpSettings:
    """Return the settings with the longest goal there is: its plan is the most the rules allow."""
    return settings.model_copy(update={"goal_min": GOAL.high, "goal_share": None})


def boldest(scenario: Scenario) -> Scenario:
    """Return the scenario of the same week that asks for the highest speed and the steepest grade.

    How often and how long someone may run backward hangs on the week alone. Who asks for less
    speed has only arrived sooner.
    """
    return _BOLD.model_copy(update={"week": scenario.week})


def hastiest(scenario: Scenario, settings: RampUpSettings) -> Scenario:
    """Return the scenario with the highest backward speed whose plan begins as this one's does.

    Until a session is as long as the goal, the speed stays that of the first run. A wish for more
    has no say so far, however much more it is.
    """
    first = max(limits.stage_for(settings.longest_backward_min), FIRST_RUN)
    speed = stages()[first - 1].speed_m_s(settings.caution, scenario.forward_speed_m_s)
    if scenario.backward_speed_m_s <= speed + limits.TINY:
        return scenario
    return scenario.model_copy(update={"backward_share": SHARE.high})


def sessions_like(
    scenario: Scenario, settings: RampUpSettings, longest: Iterable[Session]
) -> tuple[Session, ...]:
    """Return what `continue_plan` does, sooner where those for the longest goal are known.

    Those of the scenario, or of the `hastiest` one.
    """
    return continue_plan(scenario, settings, _in_common(longest, scenario, settings))


def _in_common(
    longest: Iterable[Session], scenario: Scenario, settings: RampUpSettings
) -> tuple[Session, ...]:
    """Return the weeks in which a goal asks for no less than the longest one does.

    Until a session could be as long as the goal, it has no say in any week. A goal that is a share
    of the week may have one from the first run on.
    """
    aim = Aim.of(scenario, settings)
    if aim.week_s < inf:
        return ()
    before_s = settings.longest_backward_min * 60
    reach_s = max(limits.limit_of("first_dose", settings), limits.grown(before_s, settings))
    common: list[Session] = []
    for _, sessions in by_week(longest, settings.start):
        stage = max(session.stage for session in sessions)
        most_s = min(stages()[stage - 1].total_s, reach_s)
        if stage > aim.stage or (stage > WALKING and most_s >= aim.dose_s):
            break
        common += sessions
        runs = [session.backward_s for session in sessions if session.stage > WALKING]
        reach_s = max(reach_s, limits.grown(max(runs, default=0), settings))
    return tuple(common)
