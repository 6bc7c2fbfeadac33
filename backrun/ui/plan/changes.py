"""What a person may do to a plan: change a session, move it, take it out, note how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from backrun.inputs.dates import read_date
from backrun.inputs.field import number_within, shorten
from backrun.models.ramp_up import LogEntry, RampUp, Session, adapt
from backrun.models.ramp_up.plan import LONGEST_PLAN
from backrun.models.ramp_up.session import Outcome
from backrun.models.ramp_up.words import day_text
from backrun.wording.ramp_up import OUTCOME_WORDS

# A walk of 45 sections of a minute: longer than any stage allows, and short of a slip of the hand.
LONGEST_MIN: Final = 45.0
SHORTEST_MIN: Final = 0.25


def set_minutes(plan: RampUp, key: str, minutes: object) -> RampUp:
    """Return the plan with another length of one session, in sections of its stage.

    What is the same leaves the session as the rules made it.

    Raises
    ------
    ValueError
        Names the value and what is allowed.
    """
    length = number_within("Backward", minutes, SHORTEST_MIN, LONGEST_MIN, " min")
    session, seconds = found(plan, key), round(length * 60)
    return plan if seconds == session.backward_s else _with(plan, session.lasting(seconds))


def move(plan: RampUp, key: str, day: object) -> RampUp:
    """Return the plan with one session on another day.

    Raises
    ------
    ValueError
        Names the date and what is allowed.
    """
    last = plan.settings.start + LONGEST_PLAN
    when: date = read_date(day, "Date")
    if not plan.settings.start <= when <= last:
        raise ValueError(f"Date: {when}; allowed: {plan.settings.start} to {last}")
    session = found(plan, key)
    return plan if when == session.date else _with(plan, replace(session, date=when))


def delete(plan: RampUp, key: str) -> RampUp:
    """Return the plan without one session.

    Raises
    ------
    ValueError
        When it is the only one.
    """
    left = [session for session in plan.sessions if session.key != key]
    if not left:
        raise ValueError("Session: it is the only one; allowed: a plan of 1 or more")
    return plan.with_sessions(left)


def log(plan: RampUp, key: str, outcome: Outcome, pain: int | None = None) -> RampUp:
    """Return the plan with how a session went, planned anew from there on.

    Raises
    ------
    ValueError
        Names the outcome or the pain, and what is allowed.
    """
    entry = LogEntry(outcome, pain if outcome == "painful" else None)
    # What was noted before belongs to the plan; only this entry is new.
    return adapt(plan, {key: entry})


def found(plan: RampUp, key: str) -> Session:
    """Return a session by its key.

    Raises
    ------
    ValueError
        When the plan has none with that key.
    """
    for session in plan.sessions:
        if session.key == key:
            return session
    raise ValueError(f"Session: {shorten(key)} is not in the plan")


def said(before: Session, plan: RampUp) -> str:
    """Say what a change made of a session."""
    day = day_text(before.date)
    after = next((session for session in plan.sessions if session.key == before.key), None)
    if after is None:
        return f"{day}: taken out."
    parts = []
    if before.backward_s != after.backward_s:
        parts.append(f"{before.backward_min:.3g} min became {after.backward_min:.3g} min")
    if before.date != after.date:
        parts.append(f"moved to {day_text(after.date)}")
    if (before.outcome, before.pain) != (after.outcome, after.pain):
        pain = "" if after.pain is None else f", {after.pain} of 10"
        parts.append(f"noted as {OUTCOME_WORDS[after.outcome].lower()}{pain}")
    return f"{day}: {' and '.join(parts) or 'as it was'}."


def _with(plan: RampUp, changed: Session) -> RampUp:
    """Return the plan with a session changed by hand: no rule made it what it is any more."""
    others = [session for session in plan.sessions if session.key != changed.key]
    return plan.with_sessions([*others, replace(changed, why=())])
