"""Why a goal cannot be held, how much more it would take, and a goal that does hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, inf

from backrun.evidence import stages
from backrun.inputs.registry import GOAL, GOAL_SHARE
from backrun.models.ramp_up import limits, week_limits
from backrun.models.ramp_up.day_limits import SHORTEST_S, SHORTEST_SESSION_S
from backrun.models.ramp_up.dose import divide, fewest_sections, whole_session_s
from backrun.models.ramp_up.goal import (
    NEARLY,
    Aim,
    State,
    goal_of_week_s,
    has_room_to_run,
    longest_day_min,
    most_sessions,
    sessions_a_week,
)
from backrun.models.ramp_up.limits import LAST_STAGE, TINY, WALKING
from backrun.models.ramp_up.plan import by_week, is_lighter
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import count, duration
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

Planned = Sequence[Session]
Planner = Callable[[RampUpSettings], Planned]
# Smaller goals that are tried before none is named.
TRIES = 3


def shortfall(
    scenario: Scenario, settings: RampUpSettings, sessions: Planned, plan_for: Planner
) -> tuple[str, ...]:
    """Say why the goal cannot be held, and what would hold it; nothing where it is reached.

    `plan_for` gives the sessions for other settings: a smaller goal is named only if a plan for it
    has been seen to hold it.
    """
    aim = Aim.of(scenario, settings)
    if aim.stage == WALKING:
        return week_shortfall(scenario, settings)
    if not sessions:
        return (
            "No session fits: every available day is taken by your absences, or has less than the "
            f"{ceil(SHORTEST_SESSION_S / 60)} min that the shortest session takes.",
        )
    if _held(aim, settings, sessions):
        return ()
    weeks = [State.of(runs) for runs in _running_weeks(settings, sessions)]
    reasons = week_shortfall(scenario, settings) or (_not_in_time(settings, sessions, weeks),)
    smaller = _goal_that_holds(scenario, settings, weeks, plan_for)
    return (*reasons, *([smaller] if smaller else []))


def week_shortfall(scenario: Scenario, settings: RampUpSettings) -> tuple[str, ...]:
    """Say what in a week is too small for the goal, and how much it takes at least.

    Made without a plan, so empty only means that nothing in the week itself is in the way.
    """
    if not has_room_to_run(scenario, settings):
        return (_too_little_running(scenario, settings),)
    return tuple(_reasons(scenario, settings))


def _running_weeks(settings: RampUpSettings, sessions: Planned) -> list[Planned]:
    """Return the runs of each week that has any, without the lighter weeks."""
    running = [session for session in sessions if session.counts and session.gait == "running"]
    return [runs for number, runs in by_week(running, settings.start) if not is_lighter(number)]


def _held(aim: Aim, settings: RampUpSettings, sessions: Planned) -> bool:
    """Whether the last of these weeks has the length of the goal: an absence may have cost it."""
    weeks = _running_weeks(settings, sessions)
    return bool(weeks) and aim.long_enough(State.of(weeks[-1]))


def _too_little_running(scenario: Scenario, settings: RampUpSettings) -> str:
    share = limits.limit_of("share_start", settings)
    needed = ceil(SHORTEST_S / share * 100 / 60)
    return (
        f"Your week has {scenario.week.minutes:g} min of running. Backward running starts with "
        f"{share:g} % of it, so the plan stays with backward walking; it takes at least "
        f"{needed} min of running a week to go on."
    )


def _reasons(scenario: Scenario, settings: RampUpSettings) -> Iterator[str]:
    """Name what in the week is too small for the goal, with the size that it takes at least."""
    week_s, longest_s = goal_of_week_s(scenario, settings), stages()[-1].total_s
    if week_s < inf:
        often = most_sessions(scenario, settings)
        yield from _odd_share(week_s, often, longest_s)
        goal = week_s * NEARLY / often
    else:
        # In whole sections: what is held to be the goal, and may be a little shorter.
        goal = Aim.of(scenario, settings).dose_s
        yield from _above_the_share(scenario, settings, goal)
    if goal <= longest_s:
        yield from _no_time(scenario, settings, goal)


def _above_the_share(scenario: Scenario, settings: RampUpSettings, goal_s: float) -> Iterator[str]:
    """Say that the sessions of a week would be more than the week's share."""
    often = sessions_a_week(scenario, settings)
    share = limits.limit_of("share_later", settings)
    allowed = week_limits.week_share(scenario, LAST_STAGE, settings).allowed
    if goal_s * often > allowed + TINY:
        yield (
            f"{duration(goal_s)} in {count(often, 'session')} a week is more than {share:g} % of "
            f"your {scenario.week.minutes:g} min of running; it takes at least "
            f"{ceil(goal_s * often * 100 / share / 60 - TINY)} min a week."
        )


def _odd_share(week_s: float, often: int, longest_s: float) -> Iterator[str]:
    """Say that a share of the week is too short for one session, or too long for a week's."""
    if week_s < SHORTEST_S:
        yield (
            f"Your goal comes to {duration(week_s)} a week, less than the {duration(SHORTEST_S)} "
            "of the shortest session."
        )
    if week_s * NEARLY > often * longest_s:
        yield (
            f"Your goal comes to {duration(week_s)} a week, more than "
            f"{count(often, 'session')} of {duration(longest_s)}, the longest of any stage."
        )


def _no_time(scenario: Scenario, settings: RampUpSettings, goal_s: float) -> Iterator[str]:
    """Say that no day has the time for a session at the goal."""
    times = [
        min(
            whole_session_s(*sections, stage.recovery_s)
            for sections in (divide(goal_s, stage), fewest_sections(goal_s, stage))
        )
        for stage in stages()[WALKING:]
        if stage.total_s >= goal_s
    ]
    longest = longest_day_min(scenario, settings)
    if min(times) > longest * 60 + TINY:
        yield (
            f"{duration(goal_s)} backward in a session take at least {ceil(min(times) / 60)} min "
            f"with warm-up, recovery and cool-down; your longest day has {longest:g} min."
        )


def _not_in_time(settings: RampUpSettings, sessions: Planned, weeks: Sequence[State]) -> str:
    number = len(list(by_week(sessions, settings.start)))
    text = f"The goal is not held at the end of {count(number, 'week')} of sessions; "
    if not weeks:
        return text + "they get no further than backward walking."
    longest = max(state.session_s for state in weeks)
    most = max(state.week_s for state in weeks)
    return text + (
        f"the longest run backward comes to {duration(longest)}, the most of a week to "
        f"{duration(most)}."
    )


def _goal_that_holds(
    scenario: Scenario, settings: RampUpSettings, weeks: Sequence[State], plan_for: Planner
) -> str:
    """Name the largest of a few smaller goals that a plan was seen to hold; empty if none was."""
    if not weeks:
        return ""
    by_share = settings.goal_share is not None
    variable, field = (GOAL_SHARE, "goal_share") if by_share else (GOAL, "goal_min")
    most = max(state.week_s for state in weeks) / scenario.week.minutes / 60
    if not by_share:
        most = max(state.session_s for state in weeks) / 60
    scale = float(variable.unit.si)
    first = floor(most / scale + TINY)
    for number in range(first, first - TRIES, -1):
        value = number * scale
        if not variable.low <= value < variable.high:
            continue
        wishes = settings.model_copy(update={field: value})
        if _held(Aim.of(scenario, wishes), wishes, plan_for(wishes)):
            what = f"{number} % of the week" if by_share else f"{number} min a session"
            return f"A goal of {what} would hold."
    return ""
