"""What a plan aims at, when it has arrived, and what would hold a goal that the week cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from backrun.evidence import stages
from backrun.models.ramp_up import limits, week_limits
from backrun.models.ramp_up.limits import FIRST_RUN, LAST_STAGE, TINY, WALKING
from backrun.models.ramp_up.plan import Session, divide, whole_session_s
from backrun.models.ramp_up.words import duration
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

SHORTEST_S = 20
"""Seconds backward below which a session is not worth its warm-up."""
LENGTH_STAGE = LAST_STAGE - 1
"""The last stage in which a session gets longer and nothing else; speed and grade come after."""
# A share of the week counts as reached within the rounding of sections to 5 s.
NEARLY = 0.95


@dataclass(frozen=True, slots=True)
class State:
    """What a week of a plan has come to: its longest session, its sum, speed and grade."""

    stage: int
    session_s: int
    week_s: int
    speed_m_s: float
    grade: float

    @classmethod
    def of(cls, sessions: Sequence[Session]) -> State:
        """Return the state of the sessions of one week."""
        return cls(
            max(session.stage for session in sessions),
            max(session.backward_s for session in sessions),
            sum(session.backward_s for session in sessions),
            max(session.speed_m_s for session in sessions),
            max(session.grade for session in sessions),
        )


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a plan goes: seconds a session or a week, speed, grade, and the stage for the length.

    `session_s` is infinite for a goal that is a share of the week, `week_s` for the other kind.
    """

    session_s: float
    week_s: float
    speed_m_s: float
    grade: float
    stage: int
    faster: bool
    """Whether speed or grade ask for more than the stages before the last one allow."""

    @classmethod
    def of(cls, scenario: Scenario, settings: RampUpSettings) -> Aim:
        """Return the aim of a scenario and its settings; walking alone without weekly running."""
        if not has_room_to_run(scenario, settings):
            return cls(limits.limit_of("walk_goal", settings), inf, 0.0, 0.0, WALKING, False)
        before, last = (
            stages()[number - 1].speed_m_s(settings.caution, scenario.forward_speed_m_s)
            for number in (LENGTH_STAGE, LAST_STAGE)
        )
        stage = _stage_for_length(scenario, settings)
        uphill = limits.top_grade(LAST_STAGE, settings).allowed
        grade = min(max(scenario.grade, 0.0), uphill)
        own = scenario.backward_speed_m_s
        by_share = settings.goal_share is not None
        return cls(
            session_s=inf if by_share else settings.goal_min * 60,
            week_s=(settings.goal_share or inf) * scenario.week.minutes * 60,
            speed_m_s=min(own, last),
            grade=grade,
            stage=stage,
            faster=stage >= LENGTH_STAGE and (own > before + TINY or grade > 0),
        )

    def long_enough(self, state: State) -> bool:
        """Return whether the length of the session, or of the week, is what was asked for."""
        if state.stage == WALKING < self.stage:
            return False
        if self.session_s == inf:
            return state.week_s >= self.week_s * NEARLY
        # In sections of whole steps the goal may come out a little shorter.
        sections, section_s = divide(self.session_s, stages()[self.stage - 1])
        return state.session_s >= sections * section_s

    def reached(self, state: State) -> bool:
        """Return whether a week is all that was asked for: long, fast and steep enough."""
        fast = state.speed_m_s >= self.speed_m_s - TINY and state.grade >= self.grade - TINY
        return self.long_enough(state) and (fast or not self.faster)


def has_room_to_run(scenario: Scenario, settings: RampUpSettings) -> bool:
    """Return whether the first share of the week's running is worth a session."""
    return week_limits.week_share(scenario, FIRST_RUN, settings).allowed >= SHORTEST_S


def _sessions_a_week(scenario: Scenario, settings: RampUpSettings) -> int:
    """Return the fewest sessions a week that a goal is held against: two where there are days."""
    return max(min(2, len(limits.available_days(scenario, settings))), 1)


def _goal_s(scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the seconds of a session at the goal."""
    if settings.goal_share is None:
        return settings.goal_min * 60
    week_s = settings.goal_share * scenario.week.minutes * 60
    return week_s / _sessions_a_week(scenario, settings)


def _stage_for_length(scenario: Scenario, settings: RampUpSettings) -> int:
    """Return the first running stage whose length, and whose share of the week, hold the goal."""
    goal, count = _goal_s(scenario, settings), _sessions_a_week(scenario, settings)
    long_enough = [stage.number for stage in stages()[FIRST_RUN - 1 :] if stage.total_s >= goal]
    for number in long_enough:
        if goal * count <= week_limits.week_share(scenario, number, settings).allowed + TINY:
            return number
    return max(LENGTH_STAGE, min(long_enough, default=LAST_STAGE))


def shortfall(
    scenario: Scenario, settings: RampUpSettings, sessions: Sequence[Session]
) -> tuple[str, ...]:
    """Say why the goal cannot be held, and what would hold it; nothing where it is reached."""
    aim = Aim.of(scenario, settings)
    if aim.stage == WALKING:
        share = limits.limit_of("share_start", settings)
        needed = ceil(SHORTEST_S / share * 100 / 60)
        return (
            f"Your week has {scenario.week.minutes:g} min of running. Backward running starts "
            f"with {share:g} % of it, so the plan stays with backward walking; it takes at least "
            f"{needed} min of running a week to go on.",
        )
    if not sessions:
        return ("No session fits: every day is taken by your absences, or too short.",)
    by_week: dict[int, list[Session]] = {}
    for session in sessions:
        by_week.setdefault((session.date - settings.start).days // 7, []).append(session)
    if any(aim.long_enough(State.of(week)) for week in by_week.values()):
        return ()
    return _too_much(scenario, settings) or (
        f"The goal is not reached within {len(by_week)} weeks of sessions; the longest session "
        f"comes to {duration(max(s.backward_s for s in sessions))}.",
    )


def _too_much(scenario: Scenario, settings: RampUpSettings) -> tuple[str, ...]:
    """Name what in the week is too small for the goal, with the size that would do."""
    goal, count = _goal_s(scenario, settings), _sessions_a_week(scenario, settings)
    reasons = []
    share = limits.limit_of("share_later", settings)
    allowed = week_limits.week_share(scenario, LAST_STAGE, settings).allowed
    if goal * count > allowed + TINY:
        reasons.append(
            f"{duration(goal)} in {count} sessions a week is more than {share:g} % of your "
            f"{scenario.week.minutes:g} min of running. It would take "
            f"{ceil(goal * count * 100 / share / 60)} min a week, or a goal of at most "
            f"{duration(allowed / count)}."
        )
    if goal > stages()[-1].total_s:
        reasons.append(
            f"{duration(goal)} in one session is more than the {duration(stages()[-1].total_s)} "
            "that any stage allows. It would take more days, or a smaller goal."
        )
        return tuple(reasons)
    stage = stages()[_stage_for_length(scenario, settings) - 1]
    time = whole_session_s(*divide(goal, stage), stage.recovery_s)
    weekdays = limits.available_days(scenario, settings)
    longest = max(limits.minutes_on(day, scenario, settings) for day in weekdays)
    if time > longest * 60:
        reasons.append(
            f"{duration(goal)} backward take {ceil(time / 60)} min with warm-up, recovery and "
            f"cool-down; your longest day has {longest:g} min."
        )
    return tuple(reasons)
