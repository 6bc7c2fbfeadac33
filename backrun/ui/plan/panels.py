"""What belongs to a plan: remarks, one session, all of them to edit, and the plan to take away.

Only the panel that is open is drawn, so that the others cost a slider's move nothing.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from backrun.models.ramp_up import Violation
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import visitor
from backrun.ui.markdown import plain
from backrun.ui.plan.editor import history_buttons, plan_table, session_fields
from backrun.ui.plan.session_cards import choose_session, show_card, show_reasons
from backrun.ui.plan.state import Shown
from backrun.ui.plan.take_away import go_on, take_away
from backrun.wording.ramp_up import (
    other_ground,
    sessions_break,
    slow_runs,
    start_in_the_past,
    violation_words,
)

PANELS: Final = ("One session", "All sessions", "Take away")
NOT_KEPT: Final = (
    "What you change and note lives in this tab alone. To go on another day, save the plan itself "
    "under “Take away”."
)
MOST_LISTED = 8


def remarks(scenario: Scenario, settings: RampUpSettings, shown: Shown) -> None:
    """Say that the plan has begun, where its goal is not held, and on what ground it is."""
    past = start_in_the_past(settings, visitor.today())
    # In one box: the chart below is what people look at.
    if said := [*([past] if past else []), *map(plain, shown.plan.shortfall)]:
        st.info("\n".join(f"- {remark}" for remark in said) if len(said) > 1 else said[0])
    ground = other_ground(scenario, shown.plan.scenario), slow_runs(shown.plan)
    if any(ground):
        st.caption("\n\n".join(filter(None, ground)))


def plan_panels(shown: Shown) -> None:
    """Draw the way back, what breaks the rules, and the panel that is open."""
    history_buttons(shown)
    if shown.edited:
        st.caption(NOT_KEPT)
    one, every, away = st.tabs(PANELS, key="plan_panel", on_change="rerun")
    if one.open:
        with one:
            _one_session(shown)
    if every.open:
        with every:
            plan_table(shown)
            _broken_rules(shown)
    if away.open:
        with away:
            take_away(shown.plan)
            go_on()


def _one_session(shown: Shown) -> None:
    session = choose_session(shown)
    about, card = st.columns(2, gap="medium")
    with about:
        show_reasons(session, [one for one in shown.violations if one.key == session.key])
        session_fields(session)
    with card:
        show_card(shown, session)


def _broken_rules(shown: Shown) -> None:
    """Spell out which sessions break which rules."""
    if not shown.violations:
        st.markdown(":material/check: This plan keeps every rule.")
        return
    sessions = {session.key: session for session in shown.plan.sessions}
    found: dict[str, list[Violation]] = {}
    for violation in shown.violations:
        found.setdefault(violation.key, []).append(violation)
    listed = [violation_words(sessions[key], broken) for key, broken in found.items()]
    if len(listed) > MOST_LISTED:
        listed[MOST_LISTED:] = [f"And {len(found) - MOST_LISTED} more, named in the table."]
    st.warning("\n\n".join(listed), title=sessions_break(len(found)))
