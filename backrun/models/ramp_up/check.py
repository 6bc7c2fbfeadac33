"""The checker: judges any plan, its own or an edited one, by the rules that the planner follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from backrun.evidence import spikes
from backrun.evidence.rows import Gait
from backrun.models.ramp_up import limits, week_limits
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import TINY, Limit
from backrun.models.ramp_up.plan import RampUp, Session, Why, by_week, is_lighter
from backrun.models.ramp_up.words import day_text, duration, speed_text
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

Severity = Literal["caution", "stop"]
STOPS = frozenset(
    {"stage_order", "break_days", "first_dose", "first_apart", "weekly_stop", "level"}
)
"""Rules whose breach is a stop: stages left out, first doses, big jumps, downhill."""
GAITS: tuple[Gait, ...] = ("walking", "running")


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a session or a week breaks.

    Attributes
    ----------
    rule : str
        Name of the rule, see `ramp_up_rules`.
    key : str
        Key of the session; of the week's last one where the week as a whole breaks the rule.
    week : int
    severity : {"caution", "stop"}
    message : str
        What was found, and what is allowed.
    """

    rule: str
    key: str
    week: int
    severity: Severity
    message: str


class _Found(NamedTuple):
    why: Why
    text: str
    stop: bool = False


def check_plan(plan: RampUp, scenario: Scenario, settings: RampUpSettings) -> list[Violation]:
    """Judge a plan by every rule.

    Parameters
    ----------
    plan : RampUp
        Any plan. What is logged, and all before it, is history: it counts as a reference unless it
        was missed, and is not judged any more.
    scenario : Scenario
    settings : RampUpSettings

    Returns
    -------
    list of Violation
        In the order of the sessions; empty when the plan keeps every rule.
    """
    return list(_Check(plan, scenario, settings).violations())


class _Check:
    def __init__(self, plan: RampUp, scenario: Scenario, settings: RampUpSettings) -> None:
        self.scenario, self.settings = scenario, settings
        self.sessions = tuple(sorted(plan.sessions, key=lambda s: (s.date, s.key)))
        logged = [session.date for session in self.sessions if session.outcome != "planned"]
        self.now = max(logged, default=date.min)
        self.history = History()
        self.totals: dict[Gait, dict[int, int]] = {"walking": {}, "running": {}}

    def violations(self) -> Iterator[Violation]:
        for week, sessions in by_week(self.sessions, self.settings.start):
            before = tuple(self.history.recent(sessions[0].date))
            for session in sessions:
                if self._is_to_come(session):
                    for found in self._session(session):
                        yield _violation(session, week, found)
                if session.counts:
                    self.history.add(session)
            counted = [session for session in sessions if session.counts]
            if any(map(self._is_to_come, counted)):
                for found in self._week(week, counted, before):
                    yield _violation(counted[-1], week, found)
            for gait in GAITS:
                self.totals[gait][week] = sum(s.backward_s for s in counted if s.gait == gait)

    def _is_to_come(self, session: Session) -> bool:
        return session.outcome == "planned" and session.date > self.now

    def _session(self, session: Session) -> Iterator[_Found]:
        yield from self._when(session)
        yield from self._what(session)
        yield from self._how_long(session)

    def _when(self, session: Session) -> Iterator[_Found]:
        """Judge the day: one of the person's own, and far enough from the last session."""
        day, settings = session.date, self.settings
        weekdays = limits.available_days(self.scenario, settings)
        if day < settings.start:
            yield _Found(limits.available(day), f"Before the start, {day_text(settings.start)}")
        elif day in settings.away:
            yield _Found(limits.available(day), "You are away")
        elif day.weekday() not in weekdays:
            yield _Found(limits.available(day), "Not an available weekday")
        if self.history:
            days = (day - self.history.last.date).days
            needed = limits.apart(self.history, day, session.gait, settings)
            if days < needed.allowed:
                yield _Found(needed.why, f"{days} days after the session before")

    def _what(self, session: Session) -> Iterator[_Found]:
        """Judge stage, speed and grade."""
        settings, scenario, stage = self.settings, self.scenario, session.row
        allowed = limits.allowed_stage(self.history, session.date, settings)
        if session.stage > allowed:
            yield self._not_open(session, allowed)
        speed = limits.top_speed(self.history, session.date, stage, scenario, settings)
        if session.speed_m_s > speed.allowed + TINY:
            yield _Found(speed.why, f"{speed_text(session.speed_m_s, scenario.units)} is too fast")
        level, uphill = limits.level_ground(settings), limits.top_grade(session.stage, settings)
        if session.grade < level.allowed - TINY:
            yield _Found(level.why, f"Downhill, {session.grade:.0%}")
        if session.grade > uphill.allowed + TINY:
            yield _Found(uphill.why, f"Uphill, {session.grade:.0%}")

    def _not_open(self, session: Session, allowed: int) -> _Found:
        """Say that a stage is not open yet, or not any more after a break."""
        reached = max((s.stage for s in self.history.sessions), default=0)
        recent = self.history.recent(session.date)
        if reached >= session.stage and not recent:
            return _Found(limits.after_break(self.settings), f"Stage {session.stage} after a break")
        why = limits.stage_order(allowed, session.stage, self.settings).why
        return _Found(why, f"Stage {session.stage} is not open yet")

    def _how_long(self, session: Session) -> Iterator[_Found]:
        """Judge the length: the stage's own, the longest of 30 days, the time of the day."""
        settings, stage = self.settings, session.row
        sections_fit = session.sections <= stage.most_sections
        if (
            session.backward_s > stage.total_s
            or not sections_fit
            or session.section_s > stage.section_s
        ):
            found = f"{session.sections} sections of {duration(session.section_s)}"
            yield _Found(limits.stage_dose(stage).why, found)
        longest = limits.session_length(self.history, session.date, session.gait, settings)
        if session.backward_s > longest.allowed + TINY:
            yield _too_long(session, longest)
        fits = limits.fits_the_day(session.date, stage, self.scenario, settings)
        minutes = limits.minutes_on(session.date.weekday(), self.scenario, settings)
        if session.total_s > minutes * 60 + TINY:
            yield _Found(fits.why, f"{duration(session.total_s)} in all")

    def _week(
        self, week: int, sessions: Sequence[Session], before: Sequence[Session]
    ) -> Iterator[_Found]:
        """Judge a week as a whole."""
        most = week_limits.week_sessions(self.settings)
        if len(sessions) > most.allowed:
            yield _Found(most.why, f"{len(sessions)} sessions in week {week}")
        for gait in GAITS:
            alike = [session for session in sessions if session.gait == gait]
            if alike:
                yield from self._total(week, alike, gait)
        running = [session for session in sessions if session.gait == "running"]
        recent = [session for session in before if session.gait == "running"]
        if running and recent:
            yield from self._growth(running, recent)

    def _total(self, week: int, sessions: Sequence[Session], gait: Gait) -> Iterator[_Found]:
        """Judge the sum of a week in one gait."""
        totals, settings, count = self.totals[gait], self.settings, len(sessions)
        total = sum(session.backward_s for session in sessions)
        found = f"{duration(total)} backward in week {week}"
        growth = week_limits.week_growth(totals, week, count, settings)
        if growth is not None:
            allowed = growth.allowed
            if max(session.backward_s for session in sessions) <= limits.SMALL_TOTAL_S:
                allowed = max(allowed, week_limits.small_week(totals, week, count, settings))
            stop = week_limits.week_stop(totals, week, settings)
            if total > max(allowed, stop.allowed) + TINY:
                yield _Found(stop.why, f"{found}, {total / stop.reference - 1:.0%} more")
            elif total > allowed + TINY:
                yield _Found(growth.why, found)
        lighter = week_limits.lighter_week(totals, week, settings)
        if is_lighter(week) and lighter is not None and total > lighter.allowed + TINY:
            yield _Found(lighter.why, found)
        share = week_limits.week_share(self.scenario, max(s.stage for s in sessions), settings)
        if gait == "running" and total > share.allowed + TINY:
            yield _Found(share.why, found)

    def _growth(self, week: Sequence[Session], before: Sequence[Session]) -> Iterator[_Found]:
        """Judge what grows: the speed in small steps, and one of length, speed and grade a week."""
        fastest = max(session.speed_m_s for session in before)
        step = week_limits.speed_step(fastest, self.scenario, self.settings)
        now = max(session.speed_m_s for session in week)
        if now > step.allowed + TINY:
            yield _Found(step.why, f"{speed_text(now, self.scenario.units)} this week")
        grown = [
            name
            for name, of in week_limits.GROWS.items()
            if max(map(of, week)) > max(map(of, before)) + TINY
        ]
        if len(grown) > 1:
            why = week_limits.one_at_a_time(
                f"{' and '.join(grown)} grow", "one of them should stay"
            )
            yield _Found(why, f"{' and '.join(grown).capitalize()} grow in one week")


def _violation(session: Session, week: int, found: _Found) -> Violation:
    severity: Severity = "stop" if found.stop or found.why.rule in STOPS else "caution"
    message = f"{found.text}. {found.why.sentence}"
    return Violation(found.why.rule, session.key, week, severity, message)


def _too_long(session: Session, longest: Limit) -> _Found:
    """Say how far a session is above the longest one, and what such sessions went with."""
    found = duration(session.backward_s)
    if not longest.reference:
        return _Found(longest.why, found)
    above = session.backward_s / longest.reference - 1
    band = next(band for band in reversed(spikes()) if above > band.above + TINY)
    text = (
        f"{found} is {above:.0%} above the longest of the last 30 days. Among forward runners, "
        f"sessions that far above went with {band.hazard_ratio:g} times the injuries "
        f"(95 % interval {band.low:g}–{band.high:g})"
    )
    return _Found(longest.why, text, stop=above > spikes()[1].above + TINY)
