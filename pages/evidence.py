"""Evidence: how the numbers are made, what they stand on, and where each comes from."""

import streamlit as st

from backrun import MODEL_VERSION
from backrun.reports.method import method, source_list, worked_example
from backrun.reports.tables import coefficient_table, ratio_table, validation_table
from backrun.ui import notes
from backrun.ui.frame import Page, show


def body(page: Page) -> None:
    """Draw the method, worked out for this person, and the evidence behind it."""
    page.answer.markdown("## How the numbers are made, and what they stand on")
    st.markdown(f"### For you, step by step\n{worked_example(page.scenario)}")
    st.markdown(f"### The method\n{method()}\n### The ratios behind the multiplier")
    st.table(ratio_table())
    notes.tables(
        "Every coefficient, and the model against every measurement",
        {"Coefficients": coefficient_table, "Measured against predicted": validation_table},
    )
    version = f"Model version {MODEL_VERSION}; it moves whenever a number moves."
    st.markdown(f"### Sources\n{source_list()}\n\n{version}")


show("Evidence", body, unused=("basis", "per", "counted"))
