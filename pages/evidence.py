"""Evidence: how the numbers are made, what they stand on, and where each comes from."""

import streamlit as st

from backrun import MODEL_VERSION
from backrun.reports.method import method, ratio_lines, source_list
from backrun.reports.tables import coefficient_table
from backrun.ui import notes
from backrun.ui.frame import frame

page = frame("Evidence")
page.answer.markdown("## How the numbers are made, and what they stand on")
st.markdown(method())
st.markdown("### The ratios behind the multiplier")
st.table(ratio_lines())
notes.table("Every coefficient, with its source", coefficient_table)
st.markdown("### Sources")
st.markdown(source_list())
st.caption(f"Model version {MODEL_VERSION}. It moves whenever a number moves.")
