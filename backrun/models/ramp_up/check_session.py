"""The checker on one session: its day, its stage, its pace, its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from backrun.evidence import spikes
from backrun.evidence.rows import Gait
from backrun.models.ramp_up import limits, pace_limits
from backrun.models.ramp_up.after import Event
from backrun.models.ramp_up.day_limits import available, available_days, fits_the_day, minutes_on
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import TINY, Limit
from backrun.models.ramp_up.plan import first_of
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import count, day_text, duration, percent, speed_text
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

GAITS: tuple[Gait, ...] = ("walking", "running")


class Found(NamedTuple):
    """A limit that is not kept, and what was found instead.

    It is put into words only where someone reads them, before the next one is looked for.
    """

    limit: Limit
    text: Callable[[], str]
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What sessions are judged by: what was before, and what is asked for."""

    scenario: Scenario
    settings: RampUpSettings
    history: History
    events: tuple[Event, ...]
    weekdays: frozenset[int]
    away: frozenset[date]

    @classmethod
    def of(
        cls,
        history: History,
        events: tuple[Event, ...],
        scenario: Scenario,
        settings: RampUpSettings,
    ) -> Situation:
        """Return the situation of a scenario and its settings."""
        weekdays = frozenset(available_days(scenario, settings))
        return cls(scenario, settings, history, events, weekdays, frozenset(settings.away))

    def before(self, week: int) -> dict[Gait, Sequence[Session]]:
        """Return the sessions of the 30 days before a week, by gait."""
        first = first_of(week, self.settings.start)
        return {gait: self.history.within(first, gait) for gait in GAITS}


def judge_session(situation: Situation, session: Session, first: bool) -> Iterator[Found]:
    """Yield what a session breaks; `first` says that none to come is before it."""
    if situation.events:
        yield from _after_events(situation, session, first)
    yield from _when(situation, session)
    yield from _what(situation, session)
    yield from _how_long(situation, session)


def _after_events(situation: Situation, session: Session, first: bool) -> Iterator[Found]:
    """Judge whether there was the rest, and the step back, that the last sessions ask for."""
    for event in situation.events:
        before, restart = event.session.date, event.restart
        days = (session.date - before).days
        if restart.ends:
            yield Found(event.rule, lambda: "A session after strong pain")
        elif session.date < restart.first:
            yield Found(event.rule, partial(_too_soon, days, before))
        elif first and session.stage > restart.stage:
            yield Found(event.rule, partial(_too_far, session.stage, restart.stage))


def _too_soon(days: int, before: date) -> str:
    return f"{count(days, 'day')} after {day_text(before)}"


def _too_far(stage: int, next_stage: int) -> str:
    return f"Stage {stage}, where {next_stage} is next"


def _when(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge the day: one of the person's own, and far enough from the last session."""
    day, settings, history = session.date, situation.settings, situation.history
    if day < settings.start:
        yield Found(available(day), lambda: f"Before the start, {day_text(settings.start)}")
    elif day in situation.away:
        yield Found(available(day), lambda: "You are away")
    elif day.weekday() not in situation.weekdays:
        yield Found(available(day), lambda: "Not an available weekday")
    if history:
        days = (day - history.last.date).days
        needed = limits.apart(history, day, session.gait, settings)
        if days < needed.allowed:
            yield Found(needed, lambda: f"{count(days, 'day')} after the session before")


def _what(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge stage, speed and grade."""
    settings, scenario, history = situation.settings, situation.scenario, situation.history
    allowed = limits.allowed_stage(history, session.date, settings)
    if session.stage > allowed:
        yield _not_open(situation, session, allowed)
    speed = pace_limits.top_speed(history, session.date, session.row, scenario, settings)
    if session.speed_m_s > speed.allowed + TINY:
        found = session.speed_m_s
        yield Found(speed, lambda: f"{speed_text(found, scenario.units)} is too fast")
    level = pace_limits.level_ground(settings)
    if session.grade < level.allowed - TINY:
        yield Found(level, lambda: f"Downhill, {percent(session.grade)}")
    uphill = pace_limits.top_grade(session.stage, settings)
    if session.grade > uphill.allowed + TINY:
        yield Found(uphill, lambda: f"Uphill, {percent(session.grade)}")


def _not_open(situation: Situation, session: Session, allowed: int) -> Found:
    """Say that a stage is not open yet, or not any more after a break."""
    history, settings, stage = situation.history, situation.settings, session.stage
    reached = max((s.stage for s in history.sessions), default=0)
    if reached >= stage and not history.goes_on(session.date):
        return Found(limits.after_break(settings), lambda: f"Stage {stage} after a break")
    so_far = history.in_stage(session.date)
    if so_far and stage == so_far[0].stage + 1:
        days = (session.date - so_far[0].date).days
        if days >= limits.limit_of("stage_order", settings):
            done = f"{count(len(so_far), 'session')} in stage {so_far[0].stage}"
            least = limits.stage_sessions(settings)
            return Found(least, lambda: f"Stage {stage} after {done}")
    closed = limits.stage_order(allowed, stage, settings)
    return Found(closed, lambda: f"Stage {stage} is not open yet")


def _how_long(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge the length: the stage's own, the longest of 30 days, the time of the day."""
    settings, stage, seconds = situation.settings, session.row, session.backward_s
    if (
        seconds > stage.total_s
        or session.sections > stage.most_sections
        or session.section_s > stage.section_s
    ):
        yield Found(limits.stage_dose(stage), partial(_sections, session))
    longest = limits.session_length(situation.history, session.date, session.gait, settings)
    if seconds > longest.allowed + TINY:
        yield _too_long(session, longest)
    total_s, day = session.total_s, session.date
    if total_s > 60 * minutes_on(day.weekday(), situation.scenario, settings) + TINY:
        fits = fits_the_day(day, stage, situation.scenario, settings)
        yield Found(fits, lambda: f"{duration(total_s)} in all")


def _sections(session: Session) -> str:
    return f"{count(session.sections, 'section')} of {duration(session.section_s)}"


def _too_long(session: Session, longest: Limit) -> Found:
    """Say how far a session is above the longest one, and what such sessions went with."""
    if not longest.reference:
        return Found(longest, lambda: duration(session.backward_s))
    above = session.backward_s / longest.reference - 1
    first, *further = spikes()
    band = next((band for band in reversed(further) if above > band.above + TINY), first)

    def text() -> str:
        return (
            f"{duration(session.backward_s)} is {percent(above)} above the longest of the last 30 "
            "days. Among forward runners, sessions that far above it went with "
            f"{band.hazard_ratio:.2f} times the rate of injuries (95 % interval {band.low:.2f}–"
            f"{band.high:.2f})"
        )

    return Found(longest, text, stop=above > further[0].above + TINY)
