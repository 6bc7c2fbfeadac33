"""Muscles: what running backward asks of each muscle and joint, and what nobody has measured."""

import streamlit as st

from backrun import NotMeasuredError, muscle_emphasis, week_emphasis
from backrun.figures.body.joints import joint_dots
from backrun.figures.body.muscle_ranges import muscle_ranges
from backrun.figures.style import CONFIG
from backrun.models.body.knee import KNEE
from backrun.reports.tables.joints import joints, knee_answer, other_joints
from backrun.reports.tables.muscle_studies import muscle_notes, muscle_studies
from backrun.reports.tables.muscles import (
    articles_table,
    joints_table,
    muscles_table,
    results_table,
)
from backrun.ui import notes, state
from backrun.ui.components.body_map import choose_muscle, choose_view, show_body_map
from backrun.ui.frame import Page, show
from backrun.ui.late import Late
from backrun.wording.body import READ_RANGES, muscles_answer, ranges_summary
from backrun.wording.energy import limits_words


def show_map(late: Late) -> None:
    """Draw the body map, which no slider moves, and all tables; the body says what is refused."""
    view = choose_view()
    try:
        week = week_emphasis(state.read_sidebar(state.units_in_address()))
    except NotMeasuredError:
        return
    show_body_map(view, week.share_backward, dark=st.context.theme.type == "dark")
    notes.outside(limits_words(week.limits))
    notes.tables(
        "The body map, every result and the joints as tables",
        {
            "Every muscle": lambda: muscles_table(week),
            "Every result that counts": results_table,
            "Knees, steps and landing": lambda: joints_table(joints()),
        },
    )


def body(page: Page) -> None:
    """Draw the answer and the knees."""
    try:
        week = week_emphasis(page.scenario)
    except NotMeasuredError as refusal:
        page.refuse(refusal)
        return
    knees(page)
    page.answer.markdown(f"## {muscles_answer(page.scenario, week, muscle_emphasis())}")


def for_everybody() -> None:
    """Draw what no slider moves: other joints, the chosen muscle, the ranges, the articles."""
    st.markdown(other_joints())
    one_muscle()
    dark, ranges = st.context.theme.type == "dark", ranges_summary(muscle_emphasis())
    st.markdown("### How sure it is, muscle by muscle")
    st.plotly_chart(muscle_ranges(dark=dark), config=CONFIG, theme=None, alt=ranges)
    st.caption(READ_RANGES)
    st.markdown(f"### What the articles say, and what was measured\n{articles_table()}")
    notes.claims_link("Every claim about muscles, with the studies for and against it")
    notes.method_link()


def one_muscle() -> None:
    """Draw the chosen muscle with its studies."""
    st.markdown("### One muscle and its studies")
    about, listed = st.columns([4, 7], gap="medium")
    with about:
        muscle = choose_muscle()
        st.markdown(muscle_notes(muscle))
    listed.markdown(muscle_studies(muscle))


def knees(page: Page) -> None:
    """Draw the knee by speed; what else was measured of joints and steps stands below."""
    st.markdown(f"### Knees, steps and landing\n{knee_answer(page.scenario)}")
    for place, key in zip(st.columns(2), KNEE, strict=True):
        place.plotly_chart(
            joint_dots(joints()[key], page.scenario, dark=page.dark),
            config=CONFIG,
            theme=None,
            alt=f"{joints()[key].label}, forward and backward. The table above has the data.",
        )


show("Muscles", body, own=show_map, unused=("basis", "per", "counted"), below=for_everybody)
