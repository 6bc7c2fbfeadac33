"""Compare: forward against backward running, for this person."""

from typing import Any, NamedTuple

import streamlit as st

from backrun import NotMeasuredError, compare, matched_speed, runners_like_you
from backrun.figures.energy_by_speed import energy_by_speed
from backrun.figures.style import CONFIG
from backrun.reports.tables.energy import comparison_table, curves_table
from backrun.ui import notes
from backrun.ui.frame import Page, show
from backrun.ui.late import Late
from backrun.wording.energy import (
    answer,
    chart_summary,
    counted_runners,
    main_uncertainty,
    outside_measured,
    pace,
    people_like,
    realism,
    runner_dots,
    what_counts,
)
from backrun.wording.week import with_energy


class Places(NamedTuple):
    """Where the chart goes, what stands beside it, the figures within that, and their tables."""

    chart: Any
    beside: Any
    figures: Any
    tables: Any


def divided(late: Late) -> Places:
    """Divide the page."""
    chart, beside = st.columns([7, 3], gap="medium")
    return Places(
        chart,
        beside,
        beside.grid(2, min_column_width=104, gap="small"),
        notes.tables_place("The chart and all four comparisons as tables"),
    )


def body(page: Page) -> None:
    """Draw the answer, the figures and the charts."""
    scenario = page.scenario
    try:
        comparison, matched = compare(scenario), matched_speed(scenario)
    except NotMeasuredError as refusal:
        page.refuse(refusal)
        return

    places: Places = page.own
    with places.chart:
        drawn = with_energy(scenario, comparison)
        figure, pieces = energy_by_speed(drawn, comparison, matched, dark=page.dark)
        st.plotly_chart(figure, config=CONFIG, theme=None, alt=chart_summary(drawn, comparison))
        notes.outside(outside_measured(scenario, comparison, matched))
    page.answer.markdown(f"## {answer(scenario, comparison, matched)}")
    with places.figures:
        notes.figures(scenario, comparison, matched)
    at = pace(float(comparison.backward_speed.central), scenario)
    places.beside.caption(
        f"{realism(scenario, comparison.effort, at)} {what_counts(scenario)}".rstrip()
    )
    notes.fill(
        places.tables,
        {
            "All four comparisons": lambda: comparison_table(scenario),
            "Energy against speed": lambda: curves_table(drawn, pieces),
        },
    )

    runners = runners_like_you(comparison.ratio.per(drawn.per))
    who = people_like(scenario)
    counted = counted_runners(runners, who, comparison.basis, drawn.per)
    doubt = main_uncertainty(comparison.uncertainty)
    st.markdown(
        f"### Twenty {who} like you\n{counted}\n\n{runner_dots(runners)}\n"
        f"### Where the doubt comes from\n{doubt}"
    )


show("Compare", body, own=divided)
