"""The rules for one session as numbers: what planner and checker both ask before it.

Each function looks at the sessions before, and answers with a `Limit`: the rule, what it allows,
and the facts for its sentence. Times are in seconds. `day_limits` has what a day leaves room for,
`pace_limits` speed and grade, `week_limits` the rules for a week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from backrun.evidence import Caution, Stage, rules, stages
from backrun.evidence.rows import Gait
from backrun.models.ramp_up.history import FIRST_SESSIONS, History
from backrun.models.ramp_up.session import Why
from backrun.models.ramp_up.words import day_text, duration
from backrun.scenario.settings import RampUpSettings

WALKING, FIRST_RUN, LAST_STAGE = 1, 2, 6
LENGTH_STAGE = LAST_STAGE - 1
"""The last stage in which a session gets longer and nothing else; speed and grade come after."""
SMALL_TOTAL_S = 360
# Shares of speeds and grades that differ by less than this are the same.
TINY = 1e-9
Facts = Callable[[], Mapping[str, object]]


class Limit(NamedTuple):
    """What a rule allows: seconds, m/s, days or a share, as the function that gives it says.

    `reference` is what a cap on growth starts from, 0 where there is none. The facts are put into
    words only for the few limits of which someone asks why.
    """

    allowed: float
    rule: str
    facts: Facts
    reference: float = 0.0

    @property
    def why(self) -> Why:
        """The rule, and the facts for its sentence."""
        return Why(self.rule, tuple([(name, str(value)) for name, value in self.facts().items()]))

    def allowing(self, allowed: float) -> Limit:
        """Return the limit of the same rule, with the same facts, that allows so much."""
        return Limit(allowed, self.rule, self.facts, self.reference)


_ALLOWED = attrgetter("allowed")


def tightest(*limits: Limit) -> Limit:
    """Return the limit that allows least."""
    return min(limits, key=_ALLOWED)


@cache
def _limit_at(name: str, caution: Caution) -> float:
    return rules()[name].limit(caution)


def limit_of(name: str, settings: RampUpSettings) -> float:
    """Return a rule's limit at the settings' level of caution."""
    return _limit_at(name, settings.caution)


def experience_counts(day: date, settings: RampUpSettings) -> bool:
    """Return whether what was run before the plan still counts on a day.

    Nobody asked on which of the 30 days before the start it was: it counts as if it had been in
    the middle of them.
    """
    if stage_for(settings.longest_backward_min) == WALKING:
        return False
    return (day - settings.start).days <= limit_of("break_days", settings) / 2


@lru_cache(maxsize=256)
def stage_for(longest_backward_min: float) -> int:
    """Return the stage in which someone starts who has run backward this long.

    Never the last one: how fast or how steep that was is not known. Less than the whole of the
    first running stage is no experience.
    """
    seconds = longest_backward_min * 60
    if seconds < rules()["experience"].limit("standard"):
        return WALKING
    return 1 + max(
        stage.number for stage in stages()[1 : LENGTH_STAGE - 1] if seconds >= stage.total_s
    )


def experience(settings: RampUpSettings) -> Limit:
    """Return the stage in which what was run before the plan lets someone start, as a limit."""
    stage = stage_for(settings.longest_backward_min)
    least = duration(limit_of("experience", settings))
    return Limit(stage, "experience", lambda: {"limit": least, "stage": stage})


def allowed_stage(history: History, day: date, settings: RampUpSettings) -> int:
    """Return the highest stage that is open on a day."""
    sessions = history.in_stage(day)
    if not sessions:
        if experience_counts(day, settings):
            return stage_for(settings.longest_backward_min)
        return FIRST_RUN if history.ever_ran() else WALKING
    long_enough = (day - sessions[0].date).days >= limit_of("stage_order", settings)
    often_enough = len(sessions) >= limit_of("stage_sessions", settings)
    return min(sessions[-1].stage + (long_enough and often_enough), LAST_STAGE)


def stage_order(allowed: int, stage: int, settings: RampUpSettings) -> Limit:
    """Return the highest open stage as a limit."""
    return Limit(
        allowed,
        "stage_order",
        lambda: {
            "stage": stage,
            "limit": f"{limit_of('stage_order', settings):g}",
            "sessions": f"{limit_of('stage_sessions', settings):g}",
            "allowed": allowed,
        },
    )


def stage_sessions(settings: RampUpSettings) -> Limit:
    """Return the sessions that a stage takes at least."""
    least = limit_of("stage_sessions", settings)
    return Limit(least, "stage_sessions", lambda: {"limit": f"{least:g}"})


def stage_dose(stage: Stage) -> Limit:
    """Return the most backward seconds of a session in a stage."""
    return _stage_dose(stage.number)


@cache
def _stage_dose(number: int) -> Limit:
    stage = stages()[number - 1]
    return Limit(
        stage.total_s,
        "stage_dose" if stage.strength == "sourced" else "stage_dose_later",
        lambda: {
            "stage": stage.number,
            "sections": stage.most_sections,
            "section": duration(stage.section_s),
            "total": duration(stage.total_s),
        },
    )


def session_length(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds of a session: by the longest one of the last 30 days."""
    last = history.longest(day, gait)
    longest, when = (last.backward_s, last.date) if last else (0.0, None)
    if gait == "running" and experience_counts(day, settings):
        before = settings.longest_backward_min * 60
        if before > longest:
            longest, when = before, None
    if not longest:
        return _first(gait, settings)
    cap, step = limit_of("session_cap", settings), limit_of("small_dose", settings)
    by_share = longest * (1 + cap / 100)
    by_step = min(longest + step, SMALL_TOTAL_S)
    allowed, small = max(by_share, by_step), by_step > by_share
    return Limit(
        allowed,
        "small_dose" if small else "session_cap",
        lambda: {
            "limit": duration(step) if small else f"{cap:g} %",
            "reference": duration(longest)
            + (f" on {day_text(when)}" if when else " before the plan"),
            "allowed": duration(allowed),
        },
        longest,
    )


def _first(gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds of the first session in a gait."""
    rule = "first_walk" if gait == "walking" else "first_dose"
    allowed = limit_of(rule, settings)
    return Limit(
        allowed,
        rule,
        lambda: {
            "limit": duration(allowed),
            "break_days": f"{limit_of('break_days', settings):g}",
        },
    )


def apart_within(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the days between the sessions of a week that starts on a day."""
    if gait == "running" and not history.runs(day) and not experience_counts(day, settings):
        return _days_apart("first_apart", settings.caution)
    return apart(history, day, gait, settings)


def apart(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the days that must lie between the last session and one on a day."""
    new_to_it = gait == "running" and 0 < history.runs(day) < FIRST_SESSIONS
    if new_to_it and not experience_counts(day, settings):
        return _days_apart("first_apart", settings.caution)
    return _days_apart("rest_day", settings.caution)


@cache
def _days_apart(rule: str, caution: Caution) -> Limit:
    days = _limit_at(rule, caution)
    return Limit(days, rule, lambda: {"limit": f"{days:g}"})


def after_break(settings: RampUpSettings) -> Limit:
    """Return the first stage after a break, as a limit."""
    days = limit_of("break_days", settings)
    return Limit(FIRST_RUN, "break_days", lambda: {"limit": f"{days:g}"})


def walk_goal(settings: RampUpSettings) -> Limit:
    """Return the seconds of backward walking that are enough, as a limit."""
    seconds = limit_of("walk_goal", settings)
    return Limit(seconds, "walk_goal", lambda: {"limit": duration(seconds)})


def own_goal(seconds: float) -> Limit:
    """Return the goal of a session, in seconds, as a limit."""
    return Limit(seconds, "goal", lambda: {"limit": duration(seconds)})
