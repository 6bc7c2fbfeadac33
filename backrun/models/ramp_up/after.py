"""What follows from soreness, pain, a fall or an illness: for the planner and the checker alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from backrun.models.ramp_up.limits import LAST_STAGE, WALKING, Limit, limit_of
from backrun.models.ramp_up.plan import week_number
from backrun.models.ramp_up.session import NOT_DONE, Outcome, Session, Why
from backrun.models.ramp_up.words import count, day_text
from backrun.scenario.settings import RampUpSettings

WEEK_OF_REST = 7
MISSED: Final = (
    "missed, and not made up for. Only what was done counts for the next stage and the next "
    "length, so both may come later."
)
HURT: Final[frozenset[Outcome]] = frozenset({"sore", "painful", "fell", "ill"})


@dataclass(frozen=True, slots=True)
class Restart:
    """What the first week from here on has to respect.

    No session before `first`; a stage of at most `stage`; nothing grows beyond the sessions of
    `hold`; `lighter` makes it a lighter week; `ends` allows no session at all. `why` are the rules
    that ask for it.
    """

    first: date = date.min
    stage: int = LAST_STAGE
    hold: tuple[Session, ...] = ()
    lighter: bool = False
    ends: bool = False
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A session that did not go well, the rule that says what follows, and what that is."""

    session: Session
    rule: Limit
    restart: Restart

    @property
    def told(self) -> str:
        """What happened when, and what follows, in words."""
        return f"{day_text(self.session.date)}: {self.rule.why.sentence}"


def after(sessions: Sequence[Session], settings: RampUpSettings) -> tuple[Event, ...]:
    """Return what the sessions to come still have to respect.

    That is what happened from the week of the last session that was done: until then neither a
    missed session nor an illness takes back what an earlier one asked for. Strong pain is not
    taken back by later sessions either: whether they were wise is for a professional to say.
    """
    recent = _recent(sessions, settings)
    events = [_event(session, settings) for session in sessions if session.outcome in HURT]
    return tuple(event for event in events if event.restart.ends or event.session in recent)


def told(sessions: Sequence[Session], settings: RampUpSettings) -> tuple[str, ...]:
    """Say what happened that sessions to come still have to respect, and what follows."""
    missed = [
        session.date for session in _recent(sessions, settings) if session.outcome == "missed"
    ]
    events = tuple(event.told for event in after(sessions, settings))
    if not missed:
        return events
    days = day_text(missed[0])
    if len(missed) > 1:
        days = f"{count(len(missed), 'session')} from {days} to {day_text(missed[-1])}"
    return (*events, f"{days}: {MISSED}")


def _recent(sessions: Sequence[Session], settings: RampUpSettings) -> list[Session]:
    """Return what was noted from the week of the last session that was done."""
    logged = [session for session in sessions if session.outcome != "planned"]
    weeks = [week_number(s.date, settings.start) for s in logged if s.outcome not in NOT_DONE]
    since = max(weeks, default=0)
    return [session for session in logged if week_number(session.date, settings.start) >= since]


def joined(events: Sequence[Event]) -> Restart:
    """Return what several events ask for together: the strictest of each."""
    restarts = [Restart(), *(event.restart for event in events)]
    return Restart(
        max(restart.first for restart in restarts),
        min(restart.stage for restart in restarts),
        tuple(session for restart in restarts for session in restart.hold),
        any(restart.lighter for restart in restarts),
        any(restart.ends for restart in restarts),
        tuple(event.rule.why for event in events),
    )


def _event(session: Session, settings: RampUpSettings) -> Event:
    if session.outcome == "painful":
        return _pain(session, settings)
    if session.outcome == "sore":
        rule = _rule("soreness", settings)
        same_again = Restart(_days_after(session, rule), session.stage, hold=(session,))
        return Event(session, rule, same_again)
    if session.outcome == "ill":
        rule = _rule("illness", settings)
        return Event(session, rule, Restart(_days_after(session, rule), lighter=True))
    rule = _rule("fall", settings)
    return Event(session, rule, Restart(_days_after(session, rule), WALKING, hold=(session,)))


def _pain(session: Session, settings: RampUpSettings) -> Event:
    """Return what follows from pain: nothing grows, one stage back, or the end of the plan."""
    pain = session.pain or 0
    stop, back, mild = (_rule(name, settings) for name in ("pain_stop", "pain", "mild_pain"))
    if pain >= stop.allowed:
        return Event(session, stop, Restart(ends=True))
    if pain > back.allowed:
        first = session.date + timedelta(days=WEEK_OF_REST)
        stage = max(session.stage - 1, WALKING)
        return Event(session, back, Restart(first, stage, hold=(session,)))
    return Event(session, mild, Restart(stage=session.stage, hold=(session,)))


def after_illness(seconds: float, settings: RampUpSettings) -> Limit:
    """Return the seconds of a session in the lighter week after an illness."""
    return _rule("illness", settings).allowing(seconds)


def _days_after(session: Session, rule: Limit) -> date:
    return session.date + timedelta(days=int(rule.allowed))


def _rule(name: str, settings: RampUpSettings) -> Limit:
    allowed = limit_of(name, settings)
    return Limit(allowed, name, lambda: {"limit": f"{allowed:g}"})
