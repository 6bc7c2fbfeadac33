"""What of the evidence depends on the person: equations, heart rate, what moves the answer."""

from __future__ import annotations

import streamlit as st

from backrun.figures.evidence.equations import equations_chart
from backrun.figures.evidence.sensitivity import sensitivity_chart
from backrun.figures.style import CONFIG
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.energy.sensitivity import sensitivity
from backrun.models.validation.forward_equations import forward_equations
from backrun.reports.tables import evidence as evidence_tables
from backrun.reports.tables.method import worked_example
from backrun.reports.tables.watch import equations_answer, heart_rate_answer
from backrun.ui import notes
from backrun.ui.frame import Page
from backrun.wording.evidence import sensitivity_answer


def for_you(page: Page) -> None:
    """Draw the equations at the person's pace, the tornado, the heart rate and the example."""
    scenario = page.scenario
    equations = forward_equations(scenario)
    tables = {
        "Forward equations at your pace": lambda: evidence_tables.equations_table(
            scenario, equations
        )
    }
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"### Why forward numbers disagree\n{equations_answer(scenario, equations)}")
        st.plotly_chart(
            equations_chart(scenario, equations, dark=page.dark),
            config=CONFIG,
            theme=None,
            alt="Your forward energy by each equation. The table below has the data.",
        )
    with right:
        st.markdown("### What moves your answer")
        try:
            found = sensitivity(scenario)
        except NotMeasuredError:
            st.markdown("Downhill there is no answer to move: backward was not measured.")
        else:
            tables["What moves the answer"] = lambda: evidence_tables.swings_table(scenario, found)
            st.markdown(sensitivity_answer(found, scenario))
            st.plotly_chart(
                sensitivity_chart(scenario, found, dark=page.dark),
                config=CONFIG,
                theme=None,
                alt="How far each input alone moves the answer. The table below has the data.",
            )
    notes.tables("The equations and what moves the answer as tables", tables)
    st.markdown(f"### Why a heart rate misleads\n{heart_rate_answer(scenario)}")
    st.markdown(f"### Step by step, with your numbers\n{worked_example(scenario)}")
