"""One session: chosen by date, why it is what it is, and its card."""

from __future__ import annotations

from typing import Final

import streamlit as st

from backrun.models.ramp_up import Session, Violation, ramp_up_rules
from backrun.reports.plan.rules import reason
from backrun.reports.plan.session_card import session_card
from backrun.ui import visitor
from backrun.ui.plan import state as plan_state
from backrun.ui.plan.state import Shown
from backrun.wording.ramp_up import OUTCOME_WORDS, session_name, violation_words

CHOSEN: Final = "plan_session"
BY_HAND: Final = "You set this session yourself, so no rule made it what it is."


def choose_session(shown: Shown) -> Session:
    """Draw the selection box and return the session; at first the next one to come."""
    sessions = {session.key: session for session in shown.plan.sessions}
    keys, chosen = list(sessions), st.session_state.get(CHOSEN)
    if chosen not in sessions:
        chosen = next_session(shown.plan.sessions).key
    broken = {violation.key for violation in shown.violations}

    def label(key: str) -> str:
        session = sessions[key]
        outcome = "" if session.outcome == "planned" else f": {OUTCOME_WORDS[session.outcome]}"
        return f"{session_name(session)}{outcome}{' (breaks a rule)' if key in broken else ''}"

    # Another plan has other words for its sessions; the browser would keep the former ones.
    key = plan_state.key_of_plan(CHOSEN)
    chosen = st.selectbox("Session", keys, keys.index(chosen), key=key, format_func=label)
    st.session_state[CHOSEN] = chosen
    return sessions[chosen]


def next_session(sessions: tuple[Session, ...]) -> Session:
    """Return the first session that is still to come, else the last one."""
    today = visitor.today()
    to_come = (s for s in sessions if s.outcome == "planned" and s.date >= today)
    return next(to_come, sessions[-1])


def show_reasons(session: Session, found: list[Violation]) -> None:
    """Say why a session is what it is, and which rules it breaks."""
    rules = {rule.name: rule for rule in ramp_up_rules()}
    lines = [f"- {reason(why, rules[why.rule])}" for why in session.why]
    st.markdown("### Why this?\n" + ("\n".join(lines) or BY_HAND))
    if found:
        st.warning(violation_words(session, found))


def show_card(shown: Shown, session: Session) -> None:
    """Draw the card of a session: what to do, where, in which shoes, and when to stop."""
    with st.container(border=True):
        st.markdown(session_card(session, shown.plan.scenario).to_markdown())
