"""The way out: results as tables, and all reports as one archive that can be watched and stopped.

The reports are made a few at a time, each few in a run of a fragment of its own, so that every
click comes through in between; leaving the page stops them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from backrun.inputs.registry import MOST_NAME, MOST_NOTE
from backrun.models.roster.clients import Client
from backrun.models.roster.group import Group
from backrun.reports.roster.out import results_csv, results_xlsx
from backrun.reports.roster.zip import MOST_REPORTS, ReportsZip
from backrun.scenario.scenario import Scenario
from backrun.ui import visitor
from backrun.ui.components.download import File, downloads
from backrun.ui.report_button import page_size_field
from backrun.ui.roster.state import JOB, forget_reports
from backrun.wording.roster import people

WHOLE_RUN = "roster_reports_whole_run"
COACH, NOTE, PAGE, PART = (f"roster_report_{name}" for name in ("coach", "note", "page", "part"))
SECONDS_A_RUN: Final = 0.4
RESULTS: Final = (
    ("Results (CSV)", "table", results_csv, "csv"),
    ("Results (Excel)", "table_view", results_xlsx, "xlsx"),
)
NAMES_IN_FILES: Final = "Names are in these files and in no link; the server keeps none of it."
NO_PLAN: Final = (
    "The reports hold no plan: each client has to answer the screening first, on the Ramp-up page."
)
COUNTED_BEFORE: Final = "These reports are counted as the switches stood when you began. "


def roster_export(group: Group, address: str) -> None:
    """Draw a button for each table, and the reports: to be made, being made, or to take."""
    st.markdown("### Take it away")
    downloads(
        "roster_results",
        [
            File(label, icon, f"clients-results.{kind}", partial(make, group, address))
            for label, icon, make, kind in RESULTS
        ],
    )
    st.caption(f"What was entered, every number with its interval, a link each. {NAMES_IN_FILES}")
    st.markdown("**A report for each client**")
    job: ReportsZip | None = st.session_state.get(JOB)
    if job is None:
        _ask(group, address)
    elif job.finished:
        _take(job)
    else:
        st.session_state[WHOLE_RUN] = True
        # A timer, not a rerun at the end of each run: that would go before a click that waits.
        st.fragment(_go_on, run_every=SECONDS_A_RUN)()
    before = "" if job is None or job.view == group.view else COUNTED_BEFORE
    st.caption(f"{before}{NO_PLAN}")


def _ask(group: Group, address: str) -> None:
    """Draw what goes into every report, and the button that starts them."""
    with st.grid(2, min_column_width=240, gap="small"):
        st.text_input("Your name", key=COACH, max_chars=MOST_NAME, persist_state="session")
        page_size_field(PAGE)
    st.text_area("A note for all of them", key=NOTE, max_chars=MOST_NOTE, persist_state="session")
    clients = group.clients
    if len(clients) > MOST_REPORTS:
        parts = {
            f"{first + 1} to {min(first + MOST_REPORTS, len(clients))}": first
            for first in range(0, len(clients), MOST_REPORTS)
        }
        part = st.selectbox(
            f"Which clients: at most {MOST_REPORTS} reports in one file", list(parts), key=PART
        )
        clients = clients[parts.get(part or "", 0) :][:MOST_REPORTS]
    st.button(
        f"Make {people(len(clients)).replace('client', 'report')}",
        type="primary",
        icon=":material/picture_as_pdf:",
        key="roster_reports_start",
        on_click=_start,
        args=(clients, group.view, address),
    )


def _start(clients: Sequence[Client], view: Scenario, address: str) -> None:
    """Begin with the reports; name and note are read here, as they may have come with the click."""
    given = st.session_state
    given[JOB] = ReportsZip(
        clients,
        view,
        address,
        coach=given.get(COACH) or "",
        note=given.get(NOTE) or "",
        page_size="Letter" if given.get(PAGE) == "Letter" else "A4",
        now=visitor.today(),
    )


def _go_on() -> None:
    """Show how far the reports are, and make the next few."""
    whole = st.session_state.pop(WHOLE_RUN, False)
    job: ReportsZip | None = st.session_state.get(JOB)
    if job is None or job.finished:
        # Stopped, or done in the run before: the page shows what comes next.
        st.rerun()
    total = len(job.clients)
    st.progress(job.done / total, f"{job.done} of {total} reports")
    st.button(
        "Cancel", icon=":material/close:", key="roster_reports_cancel", on_click=forget_reports
    )
    if whole:
        return
    end = time.monotonic() + SECONDS_A_RUN
    while not job.finished and time.monotonic() < end:
        job.make_next()


def _take(job: ReportsZip) -> None:
    label = f"Download {people(len(job.clients)).replace('client', 'report')} (zip)"
    row = st.container(horizontal=True, vertical_alignment="center")
    archive = File(label, "folder_zip", f"reports-{job.day}.zip", job.data)
    downloads("roster_reports_zip", [archive], row, primary=True)
    with row:
        st.button("Make them anew", key="roster_reports_anew", on_click=forget_reports)
