"""How to start and when to stop, for the printed report: the words of the session card."""

from __future__ import annotations

from datetime import date

from backrun.models.ramp_up import RampUp, Session
from backrun.reports.plan.session_card import CardPart, session_card
from backrun.scenario.scenario import Scenario

STOP = "Stop when"
# Lines with numbers that only a plan has.
OF_A_PLAN = ("belt", "recovery", "recovery_belt")


def start_parts(scenario: Scenario, plan: RampUp | None, now: date) -> tuple[CardPart, ...]:
    """Return the parts of the card for the next session of a plan, or for any first run."""
    if plan is not None and plan.sessions:
        ahead = [session for session in plan.sessions if session.date >= now]
        return session_card((ahead or list(plan.sessions))[0], scenario).parts
    first = Session("w01-1", now, 2, 1, 30, scenario.backward_speed_m_s, surface=scenario.surface)
    return tuple(
        CardPart(part.heading, tuple(line for line in part.lines if line.key not in OF_A_PLAN))
        for part in session_card(first, scenario).parts
    )
