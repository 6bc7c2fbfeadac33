"""The checker on a week as a whole: how often, how much, and what has grown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from backrun.evidence.rows import Gait
from backrun.models.ramp_up import week_limits
from backrun.models.ramp_up.check_session import GAITS, Found, Situation
from backrun.models.ramp_up.limits import SMALL_TOTAL_S, TINY
from backrun.models.ramp_up.plan import is_lighter
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import duration, percent, speed_text


def judge_week(
    situation: Situation,
    week: int,
    sessions: Sequence[Session],
    before: Mapping[Gait, Sequence[Session]],
    first: bool,
) -> Iterator[Found]:
    """Yield what the sessions of a week break together.

    `before` holds those of the 30 days before it, `first` says that no week to come is before it.
    """
    most = week_limits.week_sessions(situation.settings)
    if len(sessions) > most.allowed:
        yield Found(most, lambda: f"{len(sessions)} sessions in week {week}")
    for gait in GAITS:
        alike = [session for session in sessions if session.gait == gait]
        if alike:
            yield from _total(situation, week, alike, gait, first)
            if before[gait]:
                yield from _growth(situation, alike, before[gait])


def _total(
    situation: Situation, week: int, sessions: Sequence[Session], gait: Gait, first: bool
) -> Iterator[Found]:
    """Judge the sum of a week in one gait."""
    settings, totals = situation.settings, situation.history.totals[gait]
    total = sum([session.backward_s for session in sessions])

    def text() -> str:
        return f"{duration(total)} backward in week {week}"

    growth = week_limits.week_growth(totals, week, len(sessions), settings)
    if growth is not None and total > growth.allowed + TINY:
        if max([session.backward_s for session in sessions]) <= SMALL_TOTAL_S:
            small = week_limits.small_week(totals, week, len(sessions), settings)
            growth = max(growth, small, key=lambda limit: limit.allowed)
        stop = week_limits.week_stop(totals, week, settings)
        if total > max(growth.allowed, stop.allowed) + TINY:
            more = total / stop.reference - 1
            yield Found(stop, lambda: f"{text()}, {percent(more)} more")
        elif total > growth.allowed + TINY:
            yield Found(growth, text)
    ill = [event.rule for event in situation.events if first and event.restart.lighter]
    if is_lighter(week) or ill:
        lighter = week_limits.lighter_week(totals, week, settings)
        if lighter is not None and total > lighter.allowed + TINY:
            less = lighter.allowed
            if is_lighter(week):
                yield Found(lighter, text)
            else:
                yield Found(ill[0], lambda: f"{text()}, where {duration(less)} would be lighter")
    if gait == "running":
        stage = max([session.stage for session in sessions])
        share = week_limits.week_share(situation.scenario, stage, settings)
        if total > share.allowed + TINY:
            yield Found(share, text)


def _growth(
    situation: Situation, week: Sequence[Session], before: Sequence[Session]
) -> Iterator[Found]:
    """Judge what grows: speed and grade in small steps, and one of length, speed and grade."""
    scenario, settings = situation.scenario, situation.settings
    now, then = week_limits.most(week), week_limits.most(before)
    grown = _grown(now, then)
    fast, steep, runs = now["speed"], now["grade"], week[0].gait == "running"
    if runs and "speed" in grown:
        speed = week_limits.speed_step(then["speed"], scenario, settings)
        if fast > speed.allowed + TINY:
            yield Found(speed, lambda: f"{speed_text(fast, scenario.units)} this week")
    if runs and "grade" in grown:
        grade = week_limits.grade_step(then["grade"], settings)
        if steep > grade.allowed + TINY:
            yield Found(grade, lambda: f"{percent(steep)} uphill this week")
    if len(grown) > 1:
        text = " and ".join(grown)
        one = week_limits.one_at_a_time(1, f"{text} grow", "one of them should stay")
        yield Found(one, lambda: f"{text.capitalize()} grow in one week")


def judge_held(
    situation: Situation, to_come: Sequence[Session], before: Mapping[Gait, Sequence[Session]]
) -> Iterator[Found]:
    """Yield what grows in the first week to come, where an event asks that nothing does.

    It is held against what went badly itself, however long ago that was, or in the other gait
    against the 30 days `before`.
    """
    for event in situation.events if to_come else ():
        for gait in GAITS:
            alike = [session for session in to_come if session.gait == gait]
            known = [event.session] if event.session.gait == gait else before[gait]
            grown = _grown(week_limits.most(alike), week_limits.most(known))
            if grown and event.restart.hold:
                verb = "grow" if len(grown) > 1 else "grows"
                text = f"{' and '.join(grown).capitalize()} {verb} in the first week after it"
                yield Found(event.rule, partial(str, text))


def _grown(now: Mapping[str, float], then: Mapping[str, float]) -> list[str]:
    """Return what of length, speed and grade is more than it was before; nothing without either."""
    return [name for name, most in now.items() if then and most > then[name] + TINY]
