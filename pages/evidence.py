"""Evidence: how the numbers are made, what they stand on, and where each comes from."""

import streamlit as st

from backrun import MODEL_VERSION
from backrun.reports.method import method, source_list, worked_example
from backrun.reports.tables import coefficient_table, ratio_table
from backrun.ui import notes
from backrun.ui.frame import Page, show


def body(page: Page) -> None:
    """Draw the method, worked out for this person, and the evidence behind it."""
    page.answer.markdown("## How the numbers are made, and what they stand on")
    st.markdown("### For you, step by step")
    st.markdown(worked_example(page.scenario))
    st.markdown("### The method")
    st.markdown(method())
    st.markdown("### The ratios behind the multiplier")
    st.table(ratio_table())
    notes.table("Every coefficient, with its source", coefficient_table)
    st.markdown("### Sources")
    st.markdown(source_list())
    st.caption(f"Model version {MODEL_VERSION}. It moves whenever a number moves.")


show("Evidence", body)
