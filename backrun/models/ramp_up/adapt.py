"""After a session: what was done, missed or hurt, and what the plan becomes from there on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from backrun.models.ramp_up import limits
from backrun.models.ramp_up.check import check_plan
from backrun.models.ramp_up.goal import shortfall
from backrun.models.ramp_up.limits import WALKING
from backrun.models.ramp_up.plan import OUTCOMES, Outcome, RampUp, Session
from backrun.models.ramp_up.planner import Restart, continue_plan
from backrun.models.ramp_up.words import day_text
from backrun.variables import shorten

# The gravest first: several outcomes in one week count as the gravest of them.
GRAVITY: tuple[Outcome, ...] = ("fell", "painful", "ill", "sore")
MOST_PAIN = 10
WEEK_OF_REST = 7


@dataclass(frozen=True, slots=True)
class LogEntry:
    """How a session went: an outcome, and with "painful" the worst pain, 0 to 10.

    Raises
    ------
    ValueError
        Names the outcome or the pain, and what is allowed.
    """

    outcome: Outcome
    pain: int | None = None

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"Outcome: {shorten(self.outcome)}; allowed: {', '.join(OUTCOMES)}")
        if self.outcome == "painful" and self.pain is None:
            raise ValueError(f"Pain: not given; allowed: 0 to {MOST_PAIN}")
        if self.pain is not None and (
            isinstance(self.pain, bool)
            or not isinstance(self.pain, int)
            or not 0 <= self.pain <= MOST_PAIN
        ):
            raise ValueError(f"Pain: {shorten(self.pain)}; allowed: 0 to {MOST_PAIN}")


def adapt(plan: RampUp, log: Mapping[str, LogEntry]) -> RampUp:
    """Return the plan with what happened in it, and planned anew from there on.

    Parameters
    ----------
    plan : RampUp
    log : mapping of str to LogEntry
        How sessions went, by `Session.key`. "planned" takes an entry back.

    Returns
    -------
    RampUp
        Missed sessions are not made up for. After soreness or pain of at most 2 of 10 nothing
        grows for a week; after more pain a week of rest and one stage back; after pain of 5 or more
        the plan ends; after an illness a week of rest and a lighter week; after a fall backward
        walking again. `changes` says what changed and why.

    Raises
    ------
    ValueError
        A key that the plan does not have.

    Notes
    -----
    Idempotent: the same log again changes nothing. Sources: the rules `soreness`, `pain`,
    `pain_stop`, `illness` and `fall`.
    """
    keys = {session.key for session in plan.sessions}
    if unknown := [key for key in log if key not in keys and log[key].outcome != "planned"]:
        raise ValueError(f"Session: {shorten(unknown[0])} is not in the plan")
    noted = tuple(_noted(session, log) for session in plan.sessions)
    logged = [session for session in noted if session.outcome != "planned"]
    if not logged:
        return replace(plan, sessions=noted, changes=())
    last = logged[-1]
    week = plan.week_of(last.date)
    past = [session for session in noted if plan.week_of(session.date) <= week]
    restart, changes = _consequence(
        plan, _gravest([session for session in logged if plan.week_of(session.date) == week])
    )
    kept = [s for s in past if s.outcome != "planned" or s.date < last.date]
    for session in past:
        if session not in kept and _stays(session, restart):
            more = replace(plan, sessions=(*kept, session))
            if not check_plan(more, plan.scenario, plan.settings):
                kept.append(session)
    if restart is None:
        return replace(plan, sessions=tuple(kept), changes=changes)
    sessions = continue_plan(plan.scenario, plan.settings, kept, restart)
    short = shortfall(plan.scenario, plan.settings, sessions)
    return replace(plan, sessions=sessions, changes=changes, shortfall=short)


def _noted(session: Session, log: Mapping[str, LogEntry]) -> Session:
    entry = log.get(session.key)
    if entry is None:
        return session
    pain = entry.pain if entry.outcome == "painful" else None
    return replace(session, outcome=entry.outcome, pain=pain)


def _stays(session: Session, restart: Restart | None) -> bool:
    """Whether a session still to come in the week of the last logged one stays as planned."""
    if restart is None or restart.lighter or restart.stage < session.stage:
        return False
    return session.date >= restart.first


def _gravest(sessions: Sequence[Session]) -> Session | None:
    """Return the session with the gravest outcome, the last of those that are alike."""
    grave = [session for session in sessions if session.outcome in GRAVITY]
    return max(
        grave,
        key=lambda s: (-GRAVITY.index(s.outcome), s.pain or 0, s.date),
        default=None,
    )


def _consequence(plan: RampUp, session: Session | None) -> tuple[Restart | None, tuple[str, ...]]:
    """Return what the plan has to respect after a session, and why; None ends the plan."""
    if session is None:
        return Restart(plan.settings.start), ()
    when = day_text(session.date)
    if session.outcome == "sore":
        limit = limits.regress("soreness", plan.settings)
        first = session.date + timedelta(days=int(limit.allowed))
        return Restart(first, session.stage, hold=True), (f"{when}: {limit.why.sentence}",)
    if session.outcome == "ill":
        limit = limits.regress("illness", plan.settings)
        first = session.date + timedelta(days=int(limit.allowed))
        return Restart(first, lighter=True), (f"{when}: {limit.why.sentence}",)
    if session.outcome == "fell":
        limit = limits.regress("fall", plan.settings)
        first = session.date + timedelta(days=int(limit.allowed))
        return Restart(first, WALKING), (f"{when}: {limit.why.sentence}",)
    return _after_pain(plan, session)


def _after_pain(plan: RampUp, session: Session) -> tuple[Restart | None, tuple[str, ...]]:
    """Return what follows from pain: nothing grows, one stage back, or the end of the plan."""
    when, pain = day_text(session.date), session.pain or 0
    go_on, stop = (limits.regress(rule, plan.settings) for rule in ("pain", "pain_stop"))
    if pain >= stop.allowed:
        return None, (f"{when}: {stop.why.sentence}",)
    if pain > go_on.allowed:
        first = session.date + timedelta(days=WEEK_OF_REST)
        return Restart(first, max(session.stage - 1, WALKING)), (f"{when}: {go_on.why.sentence}",)
    mild = limits.regress("mild_pain", plan.settings)
    return Restart(plan.settings.start, session.stage, hold=True), (f"{when}: {mild.why.sentence}",)
