"""The week as a table to edit in place: minutes, backward minutes and own pace of each day."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from backrun.inputs.registry import BACKWARD, MINUTES, PACE
from backrun.link.reading import first_message
from backrun.link.writing import write_days
from backrun.scenario.scenario import DAY_NAMES, Day, Week
from backrun.ui import state
from backrun.ui.markdown import plain
from backrun.units import System


def week_editor(week: Week, system: System) -> None:
    """Draw the table; a good edit changes the week, a bad one is named and the former day kept."""
    written = write_days(week, system)
    if st.session_state.get("week_edited") != written:
        # The week came from elsewhere (a link, a slider, Back): the table starts anew from it.
        st.session_state["week_edited"] = written
        st.session_state["week_start"] = week
        st.session_state["week_table"] = _table(week, system)
        st.session_state["week_version"] = st.session_state.get("week_version", 0) + 1
    key = f"week_editor_{st.session_state['week_version']}"
    unit = PACE.in_system(system)
    st.data_editor(
        st.session_state["week_table"],
        key=key,
        hide_index=True,
        disabled=["day"],
        column_config={
            "day": st.column_config.TextColumn("Day", width=50, pinned=True),
            "minutes": st.column_config.NumberColumn(MINUTES.heading(), format="%g", width=85),
            "backward": st.column_config.NumberColumn(BACKWARD.heading(), format="%g", width=115),
            "pace": st.column_config.TextColumn("Own pace", width=100, help=f"min{unit.text}"),
        },
        placeholder="–",
        on_change=_edited,
        args=(key, system),
        alt="Your week, to edit: minutes, backward minutes and own pace of each day",
    )
    for problem in st.session_state.get("week_problems", {}).get(key, []):
        st.warning(plain(problem))
    st.caption("Type in a cell; 0 minutes is a rest day. An own pace left empty is your pace.")


def _table(week: Week, system: System) -> pd.DataFrame:
    """Return the week as the table starts from it, in columns that need no guess at their type."""
    days, unit = week.days, PACE.in_system(system)
    paces = [None if day.pace_s_per_km is None else unit.write(day.pace_s_per_km) for day in days]
    table = pd.DataFrame(
        {
            "day": pd.array([name[:3] for name in DAY_NAMES], dtype="string[pyarrow]"),
            "minutes": [day.minutes for day in days],
            "backward": [day.backward_minutes for day in days],
            "pace": pd.array(paces, dtype="string[pyarrow]"),
        }
    )
    # The editor reads the names one by one at every move, which takes long from Arrow.
    table.columns = table.columns.astype(object)
    return table


def _edited(key: str, system: System) -> None:
    """Take over every edit that makes a valid day, and keep the messages of the others."""
    days = list(st.session_state["week_start"].days)
    # The edits count from the table's start; a row with a bad one stays what it last came to.
    last = st.session_state[state.SCENARIO].week.days
    problems, cleared = [], False
    for row, edits in st.session_state[key]["edited_rows"].items():
        turned = edits.get("backward", days[row].backward_minutes)
        rests = last[row].minutes and not edits.get("minutes", True)
        try:
            # A rest day has nothing to turn round: its backward minutes go with the others.
            days[row] = _day(days[row], {**edits, "backward": 0.0} if rests else edits, system)
            cleared = cleared or bool(rests and turned)
        except ValueError as problem:
            days[row] = last[row]
            problems.append(
                f"{DAY_NAMES[row]}: {first_message(problem)}; kept: {_words(days[row], system)}"
            )
    week = Week(days=tuple(days))
    st.session_state["week_problems"] = {key: problems}
    # A table that still shows the backward minutes of a day made a rest day starts anew.
    st.session_state["week_edited"] = None if cleared else write_days(week, system)
    state.update(week=week)
    # The table stands among the parts that run again alone; the sidebar shows the week too.
    st.rerun()


def _day(day: Day, edits: dict[str, Any], system: System) -> Day:
    """Return the day with a row's edits; an emptied cell is no minutes, or no own pace."""
    values = {
        "minutes": edits.get("minutes", day.minutes) or 0.0,
        "backward_minutes": edits.get("backward", day.backward_minutes) or 0.0,
        "pace_s_per_km": day.pace_s_per_km,
    }
    if "pace" in edits:
        text = (edits["pace"] or "").strip()
        values["pace_s_per_km"] = PACE.read(text, system) if text else None
    return Day(**values)


def _words(day: Day, system: System) -> str:
    pace = "" if day.pace_s_per_km is None else f" at {PACE.show(day.pace_s_per_km, system)}"
    return f"{day.minutes:g} min, {day.backward_minutes:g} of them backward{pace}"
