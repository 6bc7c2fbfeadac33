"""The roster as a table to edit in place: cells, new rows, rows taken out."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from backrun.inputs.field import Choice, Variable
from backrun.inputs.registry import PACE
from backrun.reports.roster.columns import COLUMNS, Column
from backrun.reports.roster.edits import EVEN, edited
from backrun.reports.roster.out import entered
from backrun.ui.markdown import plain
from backrun.ui.roster import state as roster_state
from backrun.ui.roster.state import Roster
from backrun.units import System, show_pace

TABLE, PROBLEMS = "roster_table", "roster_edit_problems"
MOST_SAID: Final = 10


def roster_editor(roster: Roster, system: System) -> None:
    """Draw the table; a good edit counts at once, a bad one is named and the former value kept."""
    if roster.units != system:
        roster = roster_state.start_anew(system)
    version, table = st.session_state.get(TABLE, (0, None))
    if version != roster.version:
        table = _table(roster)
        st.session_state[TABLE] = roster.version, table
    key = f"roster_editor_{roster.version}"
    st.data_editor(
        table,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_config={column.key: _config(column, system) for column in COLUMNS},
        placeholder="–",
        on_change=_edited,
        args=(key,),
        alt="Your clients, to edit: name, weight, pace, week and ground of each",
    )
    problems = st.session_state.get(PROBLEMS, {}).get(key, [])
    if problems:
        listed = [*problems[:MOST_SAID]]
        if len(problems) > MOST_SAID:
            listed.append(f"{len(problems) - MOST_SAID} more")
        st.warning("\n".join(f"- {plain(problem)}" for problem in listed))
    st.caption(
        "Type in a cell; the row at the bottom takes a new client, and marked rows can be deleted. "
        "An emptied cell is as the app starts."
    )


def _table(roster: Roster) -> pd.DataFrame:
    """Return the roster as the table starts from it, in columns of known type."""
    rows = [entered(client, roster.units) for client in roster.start]
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    paces = [show_pace(client.scenario.pace_s_per_km, roster.units) for client in roster.start]
    # Whole seconds and two decimals are enough to look at: what is not edited keeps all its digits.
    return pd.DataFrame(
        {
            column.key: [round(float(text), 2) if text else None for text in texts]
            if column.kind == "number"
            else pd.array([text or None for text in texts], dtype="string[pyarrow]")
            for column, texts in zip(COLUMNS, columns, strict=True)
        }
        | {PACE.name: pd.array(paces, dtype="string[pyarrow]")}
    )


def _config(column: Column, system: System) -> Any:
    heading = column.heading(system)
    if column.kind == "choice" and isinstance(column.of, Choice):
        return st.column_config.SelectboxColumn(
            heading, options=list(column.of.options), width="small"
        )
    if column.kind == "number" and isinstance(column.of, Variable):
        return st.column_config.NumberColumn(heading, format="%g", help=column.of.help)
    return st.column_config.TextColumn(
        heading,
        pinned=column.key == "name",
        help="Such as mon40-6_sat60-10@5:30; it wins over the run to the left"
        if column.key == "week"
        else None,
    )


def _edited(key: str) -> None:
    """Take over what was edited since the table started."""
    roster, edits = st.session_state[roster_state.ROSTER], st.session_state[key]
    clients, problems = edited(
        roster.start, edits["edited_rows"], edits["added_rows"], edits["deleted_rows"], roster.units
    )
    roster_state.change(clients)
    if not problems and _week_changed(roster, edits["edited_rows"]):
        # The run and the week day by day stand for each other: show what the edit made of both.
        key = f"roster_editor_{roster_state.start_anew(roster.units).version}"
    st.session_state[PROBLEMS] = {key: problems}


def _week_changed(roster: Roster, rows: dict[int, dict[str, Any]]) -> bool:
    return any(
        "week" in cells
        or (EVEN & cells.keys() and roster.start[row].scenario.week.as_even() is None)
        for row, cells in rows.items()
    )
