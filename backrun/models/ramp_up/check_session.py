"""The checker on one session: its day, its stage, its pace, its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

GAITS: tuple[Gait, ...] = ("walking", "running")


class Found(NamedTuple):
    """A limit that is not kept, and what was found instead."""

    limit: Limit
    text: str
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
    yield from _after_events(situation, session, first)
    yield from _when(situation, session)
    yield from _what(situation, session)
    yield from _how_long(situation, session)


def _after_events(situation: Situation, session: Session, first: bool) -> Iterator[Found]:
    """Judge whether there was the rest, and the step back, that the last sessions ask for."""
    for event in situation.events:
        days, restart = (session.date - event.session.date).days, event.restart
        if restart.ends:
            yield Found(event.rule, "A session after strong pain")
        elif session.date < restart.first:
            yield Found(event.rule, f"{count(days, 'day')} after {day_text(event.session.date)}")
        elif first and session.stage > restart.stage:
            yield Found(event.rule, f"Stage {session.stage}, where {restart.stage} is next")


def _when(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge the day: one of the person's own, and far enough from the last session."""
    day, settings, history = session.date, situation.settings, situation.history
    if day < settings.start:
        yield Found(available(day), f"Before the start, {day_text(settings.start)}")
    elif day in situation.away:
        yield Found(available(day), "You are away")
    elif day.weekday() not in situation.weekdays:
        yield Found(available(day), "Not an available weekday")
    if history:
        days = (day - history.last.date).days
        needed = limits.apart(history, day, session.gait, settings)
        if days < needed.allowed:
            yield Found(needed, f"{count(days, 'day')} after the session before")


def _what(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge stage, speed and grade."""
    settings, scenario, history = situation.settings, situation.scenario, situation.history
    allowed = limits.allowed_stage(history, session.date, settings)
    if session.stage > allowed:
        yield _not_open(situation, session, allowed)
    speed = pace_limits.top_speed(history, session.date, session.row, scenario, settings)
    if session.speed_m_s > speed.allowed + TINY:
        yield Found(speed, f"{speed_text(session.speed_m_s, scenario.units)} is too fast")
    level, uphill = (
        pace_limits.level_ground(settings),
        pace_limits.top_grade(session.stage, settings),
    )
    if session.grade < level.allowed - TINY:
        yield Found(level, f"Downhill, {percent(session.grade)}")
    if session.grade > uphill.allowed + TINY:
        yield Found(uphill, f"Uphill, {percent(session.grade)}")


def _not_open(situation: Situation, session: Session, allowed: int) -> Found:
    """Say that a stage is not open yet, or not any more after a break."""
    history, settings = situation.history, situation.settings
    reached = max((s.stage for s in history.sessions), default=0)
    if reached >= session.stage and not history.goes_on(session.date):
        return Found(limits.after_break(settings), f"Stage {session.stage} after a break")
    so_far = limits.in_stage(history, session.date)
    if so_far and session.stage == so_far[0].stage + 1:
        days = (session.date - so_far[0].date).days
        if days >= limits.limit_of("stage_order", settings):
            done = f"{count(len(so_far), 'session')} in stage {so_far[0].stage}"
            least = limits.stage_sessions(settings)
            return Found(least, f"Stage {session.stage} after {done}")
    closed = limits.stage_order(allowed, session.stage, settings)
    return Found(closed, f"Stage {session.stage} is not open yet")


def _how_long(situation: Situation, session: Session) -> Iterator[Found]:
    """Judge the length: the stage's own, the longest of 30 days, the time of the day."""
    settings, scenario, stage = situation.settings, situation.scenario, session.row
    if (
        session.backward_s > stage.total_s
        or session.sections > stage.most_sections
        or session.section_s > stage.section_s
    ):
        sections = f"{count(session.sections, 'section')} of {duration(session.section_s)}"
        yield Found(limits.stage_dose(stage), sections)
    longest = limits.session_length(situation.history, session.date, session.gait, settings)
    if session.backward_s > longest.allowed + TINY:
        yield _too_long(session, longest)
    minutes = minutes_on(session.date.weekday(), scenario, settings)
    if session.total_s > minutes * 60 + TINY:
        fits = fits_the_day(session.date, stage, scenario, settings)
        yield Found(fits, f"{duration(session.total_s)} in all")


def _too_long(session: Session, longest: Limit) -> Found:
    """Say how far a session is above the longest one, and what such sessions went with."""
    found = duration(session.backward_s)
    if not longest.reference:
        return Found(longest, found)
    above = session.backward_s / longest.reference - 1
    first, *further = spikes()
    band = next((band for band in reversed(further) if above > band.above + TINY), first)
    text = (
        f"{found} is {percent(above)} above the longest of the last 30 days. Among forward "
        f"runners, sessions that far above it went with {band.hazard_ratio:.2f} times the rate of "
        f"injuries (95 % interval {band.low:.2f}–{band.high:.2f})"
    )
    return Found(longest, text, stop=above > further[0].above + TINY)
