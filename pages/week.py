"""Week: the week as planned against the same week all forward."""

from typing import Any

import streamlit as st

from backrun import NotMeasuredError, week_energy
from backrun.figures.style import CONFIG
from backrun.figures.week_bars import week_bars
from backrun.reports.tables import week_table
from backrun.ui import notes, state
from backrun.ui.frame import Page, show
from backrun.ui.late import Late
from backrun.ui.week_editor import week_editor
from backrun.wording import intervals, limits_words
from backrun.wording_week import activity_context, week_summary


def edit(late: Late) -> Any:
    """Draw the table to edit, and return the place beside it."""
    editor, beside = st.columns([5, 6], gap="medium")
    with editor:
        system = state.units_in_address()
        week_editor(state.read_sidebar(system).week, system)
    return beside


def body(page: Page) -> None:
    """Draw the answer for the week and the bars."""
    scenario = page.scenario
    try:
        week = week_energy(scenario)
    except NotMeasuredError as refusal:
        page.refuse(refusal)
        return

    summary = week_summary(scenario, week)
    with page.own:
        st.plotly_chart(
            week_bars(scenario, week, dark=page.dark),
            config=CONFIG,
            theme=None,
            alt=summary.replace("*", "") + " The table below has the data.",
        )
    page.answer.markdown(f"## {summary}")
    notes.outside(limits_words(week.limits))
    st.caption(activity_context(scenario))
    name = f"Energy by day, {scenario.counted}, {intervals(scenario.parts)}"
    notes.tables("The week as a table", {name: lambda: week_table(scenario, week)})


show("Week", body, own=edit, unused=("per",), below=notes.method_link)
