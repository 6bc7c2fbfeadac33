"""The planner: from the first backward walk to the goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import takewhile
from math import inf

from backrun.evidence import stages
from backrun.inputs.registry import GRADE, SHARE
from backrun.models.ramp_up import limits, pace_limits, week_limits
from backrun.models.ramp_up.goal import Aim
from backrun.models.ramp_up.limits import FIRST_RUN, LAST_STAGE, LENGTH_STAGE, WALKING
from backrun.models.ramp_up.plan import FilledWeek, RampUp
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.shortfall import shortfall
from backrun.models.ramp_up.weeks import continue_plan, week_by_week
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

Planned = Callable[[Scenario, RampUpSettings], Iterable[FilledWeek]]
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


def longest_goal(settings: RampUpSettings, stage: int = LAST_STAGE) -> RampUpSettings:
    """Return the settings with the longest goal of a stage.

    The plan for that of the last stage is the most that the rules allow.
    """
    goal_min = stages()[stage - 1].total_s / 60
    return settings.model_copy(update={"goal_min": goal_min, "goal_share": None})


def boldest(scenario: Scenario) -> Scenario:
    """Return the scenario of the same week that asks for the highest speed and the steepest grade.

    How often and how long someone may run backward hangs on the week alone. Who asks for less
    speed has only arrived sooner.
    """
    return _BOLD.model_copy(update={"week": scenario.week})


def twin(scenario: Scenario, settings: RampUpSettings) -> Scenario:
    """Return the scenario at the usual pace whose plan has the same sessions but for their speeds.

    Runs are planned in shares of the forward speed. Nobody is planned to run above the share of the
    last stage, and below that of the first runs only who asks for less, in every stage. So wishes
    beyond these two give the same plan. Not so for who never walks faster than in the first week,
    as others do.
    """
    low, high = (stages()[n - 1].speed_m_s(settings.caution, 1.0) for n in (FIRST_RUN, LAST_STAGE))
    share = min(max(scenario.backward_share, low), high)
    alike = {"pace_s_per_km": _BOLD.pace_s_per_km, "backward_share": share}
    return _if_walked_alike(scenario, scenario.model_copy(update=alike), settings)


def forerunner(scenario: Scenario, settings: RampUpSettings) -> Scenario:
    """Return the scenario whose plan begins with the same sessions but for their speeds.

    Until a session is as long as the goal, the speed stays that of the first run, or that of a wish
    for less. So all paces and grades begin alike, all wishes above the speed of the first run, and
    all below it. Not so a wish that is above or below as one starts in the first stage of running
    or, with what was run before, in a later one; nor where there is no `twin`.
    """
    starts = FIRST_RUN, max(limits.stage_for(settings.longest_backward_min), FIRST_RUN)
    low, high = (stages()[n - 1].speed_m_s(settings.caution, 1.0) for n in starts)
    if low < scenario.backward_share <= high:
        return scenario
    share = SHARE.high if scenario.backward_share > high else low
    alike = {"backward_share": share, "units": scenario.units, "surface": scenario.surface}
    return _if_walked_alike(scenario, boldest(scenario).model_copy(update=alike), settings)


def _if_walked_alike(scenario: Scenario, alike: Scenario, settings: RampUpSettings) -> Scenario:
    """Return the `alike` scenario if in both, or in neither, walks get faster after a week."""
    weeks = (pace_limits.walking_speeds(who, settings) for who in (scenario, alike))
    faster = [then > first + limits.TINY for first, then in weeks]
    return alike if faster[0] == faster[1] else scenario


def beginning(
    scenario: Scenario, settings: RampUpSettings, planned: Planned = week_by_week
) -> tuple[Session, ...]:
    """Return the sessions in which a goal asks for no less than the longest one of its stage does.

    They are those of the scenario's `forerunner`, which `planned` may remember; `continue_plan`
    plans the same ones, and goes on from them.

    Until a session, or a week, could be as long as the goal, it has no say in any week.
    """
    aim, alike = Aim.of(scenario, settings), forerunner(scenario, settings)
    longest = longest_goal(settings, max(aim.stage, LENGTH_STAGE))
    session_s, week_s = longest.goal_min * 60, inf
    if aim.week_s < inf:
        week_s = aim.dose_s
    else:
        session_s = min(session_s, aim.dose_s)
    weeks = takewhile(
        lambda week: (
            week.reach_s < session_s
            and week.week_reach_s < week_s
            and all(session.stage <= aim.stage for session in week.sessions)
        ),
        planned(alike, longest),
    )
    return tuple(paced((s for week in weeks for s in week.sessions), scenario, settings, alike))


def paced(
    sessions: Iterable[Session], scenario: Scenario, settings: RampUpSettings, alike: Scenario
) -> Iterator[Session]:
    """Yield the sessions of the `alike` scenario with the speeds and the ground of this one."""
    both, walk = (alike, scenario), stages()[WALKING - 1]
    forward, then = scenario.forward_speed_m_s, alike.forward_speed_m_s
    walks = dict(zip(*(pace_limits.walking_speeds(who, settings) for who in both), strict=True))
    cap_then, cap_now = (pace_limits.stage_speed(walk, who, settings).why for who in both)

    @cache
    def run(speed_m_s: float) -> float:
        share = week_limits.share_of_forward(speed_m_s / then)
        return min(share, scenario.backward_share) * forward

    for session in sessions:
        walked, why = session.stage == WALKING, session.why
        speed = walks[session.speed_m_s] if walked else run(session.speed_m_s)
        if walked and cap_now != cap_then:
            why = tuple(cap_now if reason == cap_then else reason for reason in why)
        now = speed, scenario.surface, why
        if now == (session.speed_m_s, session.surface, session.why):
            yield session
        else:
            yield replace(session, speed_m_s=speed, surface=scenario.surface, why=why)
