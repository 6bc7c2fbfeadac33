"""Week: the week as planned against the same week all forward."""

from typing import Any, NamedTuple

import streamlit as st

from backrun import NotMeasuredError, week_energy
from backrun.figures.style import CONFIG
from backrun.figures.week_bars import week_bars
from backrun.reports.tables.energy import week_table
from backrun.ui import notes, state
from backrun.ui.frame import Page, show
from backrun.ui.late import Late
from backrun.ui.week_editor import week_editor
from backrun.wording.energy import intervals, limits_words
from backrun.wording.week import activity_context, week_summary


class Places(NamedTuple):
    """Where the bars go, and the week as a table."""

    chart: Any
    tables: Any


def edit(late: Late) -> Places:
    """Draw the table to edit, and return the places beside and under it."""
    editor, chart = st.columns([5, 6], gap="medium")
    with editor:
        system = state.units_in_address()
        week_editor(state.read_sidebar(system).week, system)
    return Places(chart, notes.tables_place("The week as a table"))


def body(page: Page) -> None:
    """Draw the answer for the week and the bars."""
    scenario = page.scenario
    try:
        week = week_energy(scenario)
    except NotMeasuredError as refusal:
        page.refuse(refusal)
        return

    summary = week_summary(scenario, week)
    places: Places = page.own
    with places.chart:
        st.plotly_chart(
            week_bars(scenario, week, dark=page.dark),
            config=CONFIG,
            theme=None,
            alt=summary.replace("*", "") + " The table below has the data.",
        )
        notes.outside(limits_words(week.limits))
        st.caption(activity_context(scenario))
    page.answer.markdown(f"## {summary}")
    name = f"Energy by day, {scenario.counted}, {intervals(scenario.parts)}"
    notes.fill(places.tables, {name: lambda: week_table(scenario, week)})


show("Week", body, own=edit, unused=("per",), below=notes.method_link)
