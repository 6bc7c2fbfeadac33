"""After a session: what was done, missed or hurt, and what the plan becomes from there on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from backrun.inputs.field import one_of, real_number, shorten
from backrun.models.ramp_up import limits
from backrun.models.ramp_up.after import after, joined, told
from backrun.models.ramp_up.check import check_plan
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import MOST_PAIN, OUTCOMES, Outcome, Session
from backrun.models.ramp_up.shortfall import shortfall
from backrun.models.ramp_up.weeks import continue_plan
from backrun.models.ramp_up.words import day_text
from backrun.scenario.settings import RampUpSettings


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
        one_of("Outcome", self.outcome, OUTCOMES)
        if self.outcome == "painful" and self.pain is None:
            raise ValueError(f"Pain: not given; allowed: 0 to {MOST_PAIN}")
        if self.pain is not None:
            pain = real_number(self.pain)
            if not isinstance(pain, int) or not 0 <= pain <= MOST_PAIN:
                raise ValueError(f"Pain: {shorten(self.pain)}; allowed: 0 to {MOST_PAIN}")
            object.__setattr__(self, "pain", pain)


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
        Missed sessions are not made up for, and what is to come waits for what was not done. After
        soreness or pain of at most 2 of 10 nothing grows for a week; after more pain a week of rest
        and one stage back; after pain of 5 or more the plan ends; after an illness a week of rest
        and a lighter week; after a fall backward walking again. `changes` says what changed and
        why.

    Raises
    ------
    ValueError
        A key that the plan does not have, or what is no entry.

    Notes
    -----
    Idempotent: the same log again changes nothing. What one session asks for holds until another
    was done in a later week: a missed one does not take it back. Sources: the rules `soreness`,
    `mild_pain`, `pain`, `pain_stop`, `illness` and `fall`.

    Examples
    --------
    >>> from datetime import date
    >>> from backrun import LogEntry, RampUpSettings, Scenario, plan_ramp_up
    >>> plan = plan_ramp_up(Scenario(), RampUpSettings(start=date(2026, 11, 23)))
    >>> after = adapt(plan, {plan.sessions[0].key: LogEntry("sore")})
    >>> after.sessions[0].outcome
    'sore'
    """
    if not isinstance(log, Mapping):
        raise ValueError(f"log: {shorten(log)}; allowed: a LogEntry by session key")
    if bad := [key for key in log if not isinstance(log[key], LogEntry)]:
        raise ValueError(f"Session {bad[0]}: {shorten(log[bad[0]])}; allowed: a LogEntry")
    keys = {session.key for session in plan.sessions}
    if unknown := [key for key in log if key not in keys and log[key].outcome != "planned"]:
        raise ValueError(f"Session: {shorten(unknown[0])} is not in the plan")
    noted = tuple(_noted(session, log) for session in plan.sessions)
    if noted == plan.sessions:
        return plan
    since, changes = _since(plan.sessions, noted), told(noted, plan.settings)
    if since is None or (_as_planned(plan.sessions, noted) and _still_fits(plan, noted)):
        # What is to come was made for this: it stays, with whatever was changed in it by hand.
        changes += _after_a_break(noted, plan.settings)
        return replace(plan, sessions=noted, changes=changes)
    restart, kept = joined(after(noted, plan.settings)), _kept(plan, noted, since)
    if restart.ends:
        return replace(plan, sessions=kept, changes=changes)

    def go_on(wishes: RampUpSettings) -> tuple[Session, ...]:
        return continue_plan(plan.scenario, wishes, kept, restart)

    sessions = go_on(plan.settings)
    changes += _made_anew(noted, kept)
    changes += _after_a_break(sessions, plan.settings)
    short = shortfall(plan.scenario, plan.settings, sessions, go_on)
    return replace(plan, sessions=sessions, changes=changes, shortfall=short)


def _as_planned(before: Sequence[Session], noted: Sequence[Session]) -> bool:
    """Whether nothing is new but sessions that were done."""
    return all(
        now in (was, replace(was, outcome="done") if was.outcome == "planned" else was)
        for was, now in zip(before, noted, strict=True)
    )


def _still_fits(plan: RampUp, noted: tuple[Session, ...]) -> bool:
    """Whether what the planner made keeps the rules, after changes by hand before it as well."""
    violations = check_plan(replace(plan, sessions=noted), plan.scenario, plan.settings)
    broken = {violation.key for violation in violations}
    return not any(
        session.key in broken and session.why and session.outcome == "planned" for session in noted
    )


def _made_anew(noted: Sequence[Session], kept: Sequence[Session]) -> tuple[str, ...]:
    """Say which sessions to come were changed by hand and are planned anew all the same."""
    by_hand = [session for session in noted if not session.why and session not in kept]
    if not by_hand:
        return ()
    days = ", ".join(day_text(session.date) for session in by_hand)
    return (f"Planned anew, though you had changed it by hand: {days}.",)


def _after_a_break(sessions: Sequence[Session], settings: RampUpSettings) -> tuple[str, ...]:
    """Say that what comes next starts anew, where it comes too long after what was done."""
    done = History(settings.start, [s for s in sessions if s.outcome != "planned" and s.counts])
    logged = (session.date for session in sessions if session.outcome != "planned")
    last = max(logged, default=date.max)
    next_one = next((session for session in sessions if session.date > last), None)
    if next_one is None or not done.ever_ran() or done.goes_on(next_one.date):
        return ()
    return (f"{day_text(next_one.date)}: {limits.after_break(settings).why.sentence}",)


def _since(before: Sequence[Session], noted: Sequence[Session]) -> date | None:
    """Return the day from which the plan is made anew: of the last entry, else one taken back."""
    logged = [session.date for session in noted if session.outcome != "planned"]
    taken_back = [
        now.date
        for was, now in zip(before, noted, strict=True)
        if was.outcome != "planned" and now.outcome == "planned"
    ]
    return max(logged, default=min(taken_back, default=None))


def _kept(plan: RampUp, noted: Sequence[Session], since: date) -> tuple[Session, ...]:
    """Return what is past, and what is left of its week as far as the rules still allow it."""
    kept = [s for s in noted if s.outcome != "planned" or s.date < since]
    for session in noted:
        if session not in kept and plan.week_of(session.date) <= plan.week_of(since):
            more = replace(plan, sessions=(*kept, session))
            if not check_plan(more, plan.scenario, plan.settings):
                kept.append(session)
    return tuple(sorted(kept, key=lambda session: (session.date, session.key)))


def _noted(session: Session, log: Mapping[str, LogEntry]) -> Session:
    entry = log.get(session.key)
    if entry is None:
        return session
    pain = entry.pain if entry.outcome == "painful" else None
    return replace(session, outcome=entry.outcome, pain=pain)
