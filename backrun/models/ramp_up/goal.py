"""What a plan aims at, and when it has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from backrun.evidence import stages
from backrun.models.ramp_up import limits, pace_limits, week_limits
from backrun.models.ramp_up.dates import most_apart
from backrun.models.ramp_up.day_limits import (
    SHORTEST_S,
    available_days,
    minutes_on,
    most_that_fits,
    usable_days,
)
from backrun.models.ramp_up.dose import divide
from backrun.models.ramp_up.limits import FIRST_RUN, LAST_STAGE, LENGTH_STAGE, TINY, WALKING
from backrun.models.ramp_up.session import Session
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

# A share of the week counts as reached within the rounding of sections to 5 s.
NEARLY = 0.95


class State(NamedTuple):
    """What a week of a plan has come to: its longest session, its sum, speed and grade."""

    stage: int
    session_s: int
    week_s: int
    speed_m_s: float
    grade: float

    @classmethod
    def of(cls, sessions: Sequence[Session]) -> State:
        """Return the state of the sessions of one week; where any is run, of those that are."""
        stage = max(session.stage for session in sessions)
        if stage > WALKING:
            sessions = [session for session in sessions if session.stage > WALKING]
        return cls(
            stage,
            max(session.backward_s for session in sessions),
            sum(session.backward_s for session in sessions),
            max(session.speed_m_s for session in sessions),
            max(session.grade for session in sessions),
        )


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a plan goes: seconds a session or a week, speed, grade, and the stage for the length.

    `session_s` is infinite for a goal that is a share of the week, `week_s` for the other kind.
    Short goals, held before the stage of the long ones, ask for no speed and no grade.
    """

    session_s: float
    week_s: float
    speed_m_s: float
    grade: float
    stage: int
    faster: bool
    """Whether speed or grade ask for more than the stages before the last one allow."""
    dose_s: float
    """The goal of a session, or of a week, in whole sections: a little shorter where it must be."""

    @classmethod
    def of(cls, scenario: Scenario, settings: RampUpSettings) -> Aim:
        """Return the aim of a scenario and its settings; walking alone without weekly running."""
        if not has_room_to_run(scenario, settings):
            walk_s = limits.limit_of("walk_goal", settings)
            return cls(walk_s, inf, 0.0, 0.0, WALKING, False, walk_s)
        before, last = (
            stages()[number - 1].speed_m_s(settings.caution, scenario.forward_speed_m_s)
            for number in (LENGTH_STAGE, LAST_STAGE)
        )
        stage = _stage_for_length(scenario, settings)
        uphill = pace_limits.top_grade(LAST_STAGE, settings).allowed
        grade, own = min(max(scenario.grade, 0.0), uphill), scenario.backward_speed_m_s
        asked = stage >= LENGTH_STAGE
        faster = asked and (own > before + TINY or grade > 0)
        return cls(
            session_s=inf if settings.goal_share is not None else settings.goal_min * 60,
            week_s=goal_of_week_s(scenario, settings),
            speed_m_s=min(own, last if faster else before) if asked else 0.0,
            grade=grade if faster else 0.0,
            stage=stage,
            faster=faster,
            dose_s=_in_steps(scenario, settings, stage),
        )

    def long_enough(self, state: State) -> bool:
        """Return whether the length of the session, or of the week, is what was asked for."""
        runs_or_walks = state.stage != WALKING or self.stage == WALKING
        return runs_or_walks and self.holds(state.session_s, state.week_s)

    def holds(self, session_s: int, week_s: int) -> bool:
        """Return whether the longest session and the sum of a week are what was asked for."""
        return (week_s if self.session_s == inf else session_s) >= self.dose_s

    def reached(self, state: State) -> bool:
        """Return whether a week is all that was asked for: long, fast and steep enough."""
        fast = state.speed_m_s >= self.speed_m_s - TINY
        return fast and state.grade >= self.grade - TINY and self.long_enough(state)


def has_room_to_run(scenario: Scenario, settings: RampUpSettings) -> bool:
    """Return whether the first share of the week's running is worth a session."""
    return week_limits.week_share(scenario, FIRST_RUN, settings).allowed >= SHORTEST_S


def most_sessions(scenario: Scenario, settings: RampUpSettings) -> int:
    """Return the most sessions that a week can have, at least 1."""
    apart = int(limits.limit_of("rest_day", settings))
    days = most_apart(usable_days(scenario, settings), apart)
    return max(min(int(limits.limit_of("week_sessions", settings)), days), 1)


def sessions_a_week(scenario: Scenario, settings: RampUpSettings) -> int:
    """Return the fewest sessions a week that a goal is held against: two where there are days."""
    return min(most_sessions(scenario, settings), 2)


def longest_day_min(scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the minutes of the available weekday that has most time; there must be one."""
    weekdays = available_days(scenario, settings)
    return max(minutes_on(day, scenario, settings) for day in weekdays)


def goal_of_week_s(scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the seconds of a week at a goal that is a share of the week; else infinity."""
    if settings.goal_share is None:
        return inf
    return settings.goal_share * scenario.week.minutes * 60


def goal_of_session_s(scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the seconds of a session at the goal."""
    if settings.goal_share is None:
        return settings.goal_min * 60
    return goal_of_week_s(scenario, settings) / sessions_a_week(scenario, settings)


def _in_steps(scenario: Scenario, settings: RampUpSettings, stage: int) -> float:
    """Return the goal of a session, or of a week, as sections of whole steps can hold it."""

    def dose(seconds: float) -> int:
        sections, section_s = divide(seconds, stages()[stage - 1])
        return sections * section_s

    if settings.goal_share is None:
        return dose(settings.goal_min * 60)
    week_s = goal_of_week_s(scenario, settings)
    counts = range(1, most_sessions(scenario, settings) + 1)
    return min(week_s * NEARLY, *(count * dose(week_s / count) for count in counts))


def _stage_for_length(scenario: Scenario, settings: RampUpSettings) -> int:
    """Return the first running stage that holds the goal: its length, the share, the time."""
    goal, count = goal_of_session_s(scenario, settings), sessions_a_week(scenario, settings)
    minutes = longest_day_min(scenario, settings)
    long_enough = [stage.number for stage in stages()[FIRST_RUN - 1 :] if stage.total_s >= goal]
    for number in long_enough:
        share = week_limits.week_share(scenario, number, settings)
        if goal * count <= share.allowed + TINY and goal <= most_that_fits(minutes, number):
            return number
    return max(LENGTH_STAGE, min(long_enough, default=LAST_STAGE))
