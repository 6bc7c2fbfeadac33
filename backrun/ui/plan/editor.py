"""The plan to edit: as a table in place, and session by session with plain fields.

A table's cells are drawn on a canvas, out of reach for many screen readers and too small for a
phone, so the fields do all that the table does. Every edit is a step of `plan_state`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from pandas.arrays import ArrowStringArray

from backrun.link.reading import first_message
from backrun.models.ramp_up import RampUp, Session, Violation
from backrun.models.ramp_up.session import MOST_PAIN, OUTCOMES, Outcome
from backrun.ui.markdown import plain
from backrun.ui.plan import changes as plan_changes
from backrun.ui.plan import state as plan_state
from backrun.ui.plan.state import Shown
from backrun.wording.ramp_up import (
    OUTCOME_WORDS,
    session_name,
    sessions_break,
    short_rules,
)

PROBLEMS, ROWS = "plan_problems", "plan_rows"
OUTCOME_OF: Final[dict[str, Outcome]] = {word: key for key, word in OUTCOME_WORDS.items()}
READ_TABLE: Final = (
    "Type in a cell: minutes, date, outcome, pain (0 to 10; it notes the session as painful). "
    "Rows can be chosen on the left and deleted. Sessions before one that you note count as done."
)


def history_buttons(shown: Shown) -> None:
    """Draw undo, redo and reset, and say what led to the plan and what it changed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, icon, steps in (("Undo", "undo", -1), ("Redo", "redo", 1)):
            st.button(
                label,
                key=f"plan_{icon}",
                icon=f":material/{icon}:",
                on_click=plan_state.go,
                args=(steps,),
                disabled=not plan_state.can_go(steps),
            )
        st.button(
            "Reset to the proposed plan",
            key="plan_reset",
            icon=":material/restart_alt:",
            on_click=plan_state.reset,
            disabled=not shown.edited,
        )
        broken = len({violation.key for violation in shown.violations})
        count = f"**{sessions_break(broken)}.**" if broken else ""
        if shown.note:
            st.markdown(f"{plain(shown.note)} {count}", width="stretch")
    for problem in st.session_state.pop(PROBLEMS, []):
        st.warning(plain(problem))
    if shown.plan.changes:
        listed = "\n".join(f"- {plain(change)}" for change in shown.plan.changes)
        st.info(listed, title="What changed, and why")


def plan_table(shown: Shown) -> None:
    """Draw the plan as a table to edit in place."""
    plan = shown.plan
    st.session_state[ROWS] = [session.key for session in plan.sessions]
    key = plan_state.key_of_plan("plan_table")
    numbers, columns = st.column_config.NumberColumn, st.column_config
    st.data_editor(
        _table(plan, shown.violations),
        key=key,
        hide_index=True,
        num_rows="delete",
        height=430,
        disabled=["week", "session", "rules"],
        column_config={
            "week": numbers("Week", width=55, pinned=True),
            "date": columns.DateColumn("Date", format="ddd D MMM YYYY", width=125, required=True),
            "session": columns.TextColumn("Session", width=125),
            "minutes": numbers("Backward, min", format="%.2f", width=130, required=True),
            "outcome": columns.SelectboxColumn(
                "Outcome", options=list(OUTCOME_OF), width=105, required=True
            ),
            "pain": numbers("Pain", min_value=0, max_value=MOST_PAIN, step=1, width=75),
            "rules": columns.TextColumn("Rules it breaks", width="large"),
        },
        placeholder="–",
        on_change=_edited,
        args=(key,),
        alt="Your plan, to edit: date, minutes, outcome and pain of each session",
    )
    st.caption(READ_TABLE)


def _table(plan: RampUp, violations: tuple[Violation, ...]) -> pd.DataFrame:
    broken: dict[str, list[Violation]] = {}
    for violation in violations:
        broken.setdefault(violation.key, []).append(violation)
    sessions = plan.sessions
    return pd.DataFrame(
        {
            "week": [plan.week_of(session.date) for session in sessions],
            "date": [session.date for session in sessions],
            "session": _texts(session_name(s).split(", ")[1] for s in sessions),
            "minutes": [session.backward_min for session in sessions],
            "outcome": _texts(OUTCOME_WORDS[session.outcome] for session in sessions),
            "pain": pd.array([session.pain for session in sessions], dtype="Int64"),
            "rules": _texts(short_rules(broken.get(session.key, [])) for session in sessions),
        }
    )


def _texts(texts: Iterable[str]) -> ArrowStringArray:
    return pd.array(list(texts), dtype="string[pyarrow]")


def _edited(key: str) -> None:
    """Take over every edit of the table that can be, and keep the messages of the others."""
    edits, keys = st.session_state[key], st.session_state[ROWS]
    changes: list[tuple[str, Callable[[RampUp], RampUp]]] = []
    for row, cells in edits["edited_rows"].items():
        changes += [(keys[row], change) for change in _cell_changes(keys[row], cells)]
    for row in edits["deleted_rows"]:
        changes.append((keys[row], _change(plan_changes.delete, keys[row])))
    apply(changes)


def _cell_changes(key: str, cells: Mapping[str, Any]) -> list[Callable[[RampUp], RampUp]]:
    changes = []
    if "minutes" in cells:
        changes.append(_change(plan_changes.set_minutes, key, cells["minutes"]))
    if "date" in cells:
        changes.append(_change(plan_changes.move, key, cells["date"]))
    if "outcome" in cells and cells.get("pain") is None:
        outcome = OUTCOME_OF.get(cells["outcome"], cells["outcome"])
        changes.append(_change(plan_changes.log, key, outcome))
    elif "pain" in cells:
        changes.append(_change(plan_changes.log, key, "painful", cells["pain"]))
    return changes


def _change(do: Callable[..., RampUp], key: str, *values: Any) -> Callable[[RampUp], RampUp]:
    return lambda plan: do(plan, key, *values)


def apply(changes: list[tuple[str, Callable[[RampUp], RampUp]]]) -> None:
    """Apply changes to sessions, given by key, as one step; a bad one is named; for callbacks.

    What changes nothing is no step.
    """
    plan, notes, problems = plan_state.now().plan, [], []
    sessions = {session.key: session for session in plan.sessions}
    for key, change in changes:
        before = sessions[key]
        try:
            changed = change(plan)
        except ValueError as problem:
            problems.append(f"{session_name(before)}: {first_message(problem)}; kept as it was")
            continue
        if changed != plan:
            notes.append(plan_changes.said(before, changed))
        plan = changed
    st.session_state[PROBLEMS] = problems
    if notes:
        plan_state.edit(plan, " ".join(notes))
    else:
        plan_state.refresh()


def session_fields(session: Session) -> None:
    """Draw plain fields for one session: how it went, minutes, date, and a button to delete it."""
    with st.expander(
        "Note how it went, or change it",
        icon=":material/edit:",
        key="one_fields",
        on_change="rerun",
    ) as fields:
        if fields.open:
            _outcome(session)
            _dose(session)


def _dose(session: Session) -> None:
    key = session.key
    st.session_state["one_minutes"] = session.backward_min
    st.session_state["one_date"] = session.date
    with st.grid(2, min_column_width=120, gap="small"):
        st.number_input(
            "Backward, min",
            step=0.5,
            format="%.2f",
            key="one_minutes",
            on_change=_field,
            args=(plan_changes.set_minutes, key, "one_minutes"),
        )
        st.date_input(
            "Date",
            key="one_date",
            format="YYYY-MM-DD",
            on_change=_field,
            args=(plan_changes.move, key, "one_date"),
        )
    st.button(
        "Delete this session",
        key="one_delete",
        icon=":material/delete:",
        type="tertiary",
        on_click=_field,
        args=(plan_changes.delete, key),
    )


def _outcome(session: Session) -> None:
    key = session.key
    outcome_at, pain_at = plan_state.key_of_plan(f"one_outcome_{key}"), f"one_pain_{key}"
    outcome = st.selectbox(
        "How did it go?",
        OUTCOMES,
        OUTCOMES.index(session.outcome),
        key=outcome_at,
        format_func=OUTCOME_WORDS.__getitem__,
    )
    pain = None
    if outcome == "painful":
        pain = st.slider("Worst pain, 0 to 10", 0, MOST_PAIN, session.pain or 0, key=pain_at)
    st.button(
        "Note it",
        key="one_note",
        icon=":material/edit_note:",
        disabled=(outcome, pain) == (session.outcome, session.pain),
        on_click=_logged,
        args=(key, outcome_at, pain_at),
    )


def _field(do: Callable[..., RampUp], key: str, *fields: str) -> None:
    apply([(key, _change(do, key, *(st.session_state[field] for field in fields)))])


def _logged(key: str, outcome_at: str, pain_at: str) -> None:
    """Take what the fields hold at the click: it may have come after they were drawn."""
    outcome = st.session_state[outcome_at]
    pain = st.session_state.get(pain_at, 0) if outcome == "painful" else None
    apply([(key, _change(plan_changes.log, key, outcome, pain))])
