"""The sections of the Evidence page, and those of them that are the same for everyone."""

from __future__ import annotations

from typing import Final

import streamlit as st

from backrun import MODEL_VERSION
from backrun.evidence.rows import Gait
from backrun.figures.evidence.forest import forest_plot
from backrun.figures.evidence.measured import measured_predicted, residuals
from backrun.figures.style import CONFIG
from backrun.inputs import registry
from backrun.reports.tables import evidence as evidence_tables
from backrun.reports.tables import findings, validity
from backrun.reports.tables.energy import (
    coefficient_table,
    ratio_table,
    validation_table,
)
from backrun.reports.tables.method import HOW_TO_USE, few_studies, method
from backrun.ui import notes
from backrun.ui.evidence.ledger import STUDY, ledger
from backrun.ui.followed import follow, is_choice
from backrun.wording.evidence import FOREST_READ, GRADES_READ, GROUP_WORDS, forest_summary

SECTION: Final = "section"
"""Key of the switch in the session, and its name in a link."""
FINDINGS, FIT, YOU, STUDIES, METHOD = registry.SECTIONS
SECTIONS: Final = {
    FINDINGS: "What is found",
    FIT: "Against measurements",
    YOU: "For you",
    STUDIES: "Studies",
    METHOD: "Method",
}
GAITS: tuple[Gait, ...] = ("running", "walking")


def choose_section() -> str:
    """Draw the switch between the sections; the address says which one is open.

    A change is an entry of the browser's history and draws the whole page again.
    """
    follow(SECTION, section(), section())
    st.segmented_control(
        "Section",
        list(SECTIONS),
        required=True,
        format_func=SECTIONS.__getitem__,
        key=SECTION,
        label_visibility="collapsed",
        on_change=_open,
    )
    return section()


def section() -> str:
    """Return the key of the open section, as the address has it: for a study alone, the studies."""
    named = st.query_params.get(SECTION, STUDIES if STUDY in st.query_params else FINDINGS)
    return named if named in SECTIONS else FINDINGS


def _open() -> None:
    if is_choice(SECTION, section()):
        st.query_params[SECTION] = st.session_state[SECTION]
        st.rerun()


def same_for_everyone() -> None:
    """Draw the chosen section where it does not depend on the person."""
    drawn = {FINDINGS: what_is_found, FIT: fit, STUDIES: ledger, METHOD: method_section}
    if (draw := drawn.get(section())) is not None:
        draw()


def _dark() -> bool:
    return st.context.theme.type == "dark"


def what_is_found() -> None:
    """Draw the forest of both gaits, and the grades with their steps."""
    for place, gait in zip(st.columns(2, gap="medium"), GAITS, strict=True):
        place.plotly_chart(
            forest_plot(gait, dark=_dark()), config=CONFIG, theme=None, alt=forest_summary(gait)
        )
    st.caption(f"{FOREST_READ} {few_studies()}")
    notes.tables(
        "The studies and the grades as tables",
        {
            "Every ratio, pooled or not": evidence_tables.forest_table,
            "As the studies report them": ratio_table,
            "What each criterion allows each finding": findings.grade_steps_table,
            "The ramp-up's rules": evidence_tables.rule_grades_table,
        },
    )
    grades()


@st.fragment
def grades() -> None:
    """Draw the main findings of one group, and why one of them has its grade."""
    st.markdown(f"### How sure is it, and what would raise it\n{GRADES_READ}")
    group = st.segmented_control(
        "Findings about",
        list(GROUP_WORDS),
        default="energy",
        required=True,
        format_func=GROUP_WORDS.__getitem__,
        key="grades_group",
        label_visibility="collapsed",
        persist_state="session",
    )
    listed, why = st.columns([7, 5], gap="medium")
    listed.markdown(findings.findings_list(group))
    own = findings.findings_of(group)
    with why:
        key = st.selectbox(
            "Why this grade",
            list(own),
            format_func=lambda key: own[key].label,
            key=f"grade_of_{group}",
        )
        st.markdown(findings.why_this_grade(own[key]))


def fit() -> None:
    """Draw the model against every measurement, by study, and each study left out."""
    st.markdown(validity.fit_answer())
    together, by_study = st.columns(2, gap="medium")
    together.plotly_chart(
        measured_predicted(dark=_dark()),
        config=CONFIG,
        theme=None,
        alt="Measured against predicted, a point a measurement. The table below has the data.",
    )
    by_study.plotly_chart(
        residuals(dark=_dark()),
        config=CONFIG,
        theme=None,
        alt="How far the model is off, study by study. The table below has the data.",
    )
    notes.tables(
        "Every measurement, every published value and the equations as tables",
        {
            "Every verified measurement": validation_table,
            "Published values that the tests read": evidence_tables.published_table,
            "Forward equations against the 2024 Compendium": evidence_tables.baseline_table,
        },
    )
    st.markdown(f"### Each study predicted from the others\n{validity.LEFT_OUT_READ}")
    for place, gait in zip(st.columns(2, gap="medium"), GAITS, strict=True):
        place.markdown(evidence_tables.left_out_table(gait))


def method_section() -> None:
    """Draw how to use the app, the numbered method, whether it is right, and what is unknown."""
    st.markdown(f"### How to use it\n{HOW_TO_USE}")
    st.markdown(f"### The method\n{method()}")
    notes.tables("Every coefficient as a table", {"Coefficients": coefficient_table})
    st.markdown(f"### Is it right?\n{validity.is_it_right()}")
    st.markdown(f"### What is unknown\n{validity.unknown()}")
    st.markdown(
        f"### Version {MODEL_VERSION}\nEvery link and report carries it; it moves whenever a "
        f"number moves.\n\n{validity.version_list()}"
    )
