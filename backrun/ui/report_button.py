"""The report to download: names and a note that stay in the session, the file made at the click."""

from __future__ import annotations

from datetime import date
from typing import Final, get_args

import streamlit as st

from backrun.inputs.registry import MOST_NAME, MOST_NOTE
from backrun.reports.report import report_pdf
from backrun.reports.report_frame import PageSize
from backrun.reports.roster.zip import words_of
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import visitor
from backrun.ui.components.download import save_file
from backrun.ui.plan.allowed import allowed_plan

IN_THE_REPORT: Final = (
    "Two pages: the inputs, the answer with its basis, energy with intervals, the body map, how to "
    "start, stop signs, sources, this link with its QR code."
)
WITH_PLAN: Final = "With the next weeks of your plan, as the Ramp-up page shows it."
WITHOUT_PLAN: Final = (
    "Without a plan: that comes after the questions on the Ramp-up page, answered in this session."
)
PRIVATE: Final = (
    "Names and note go into the file alone: not into the link, and the server keeps nothing."
)
# Where paper is Letter rather than A4.
LETTER: Final = ("US", "CA", "MX", "PH", "CL", "CO", "VE")


def report_button(scenario: Scenario, settings: RampUpSettings, link: str) -> None:
    """Draw the fields of the report and the button that makes it.

    Parameters
    ----------
    scenario : Scenario
    settings : RampUpSettings
        Of the plan, which is in the report where this session's screening allows it.
    link : str
        The complete link, printed in the report.
    """
    shown = allowed_plan(scenario, settings)
    st.markdown(f"{IN_THE_REPORT} {WITH_PLAN if shown else WITHOUT_PLAN}")
    with st.grid(2, min_column_width=200, gap="small"):
        client = _name("For whom", "report_client", "Client's name (optional)")
        coach = _name("From whom", "report_coach", "Coach's name (optional)")
    note = st.text_area(
        "Note",
        key="report_note",
        max_chars=MOST_NOTE,
        height=120,
        placeholder="A few words of your own (optional)",
        persist_state="session",
    )
    page_size = page_size_field("report_paper")
    make = st.button(
        "Download the report (PDF)",
        key="report_make",
        icon=":material/picture_as_pdf:",
        type="primary",
    )
    if make:
        now = visitor.today()
        report = report_pdf(
            scenario,
            plan=shown.plan if shown else None,
            coach=coach,
            note=note or "",
            client=client,
            page_size=page_size,
            link=link,
            now=now,
        )
        save_file(report, file_name(client, now), "report_file")
    st.caption(f":material/lock: {PRIVATE}")


def page_size_field(key: str) -> PageSize:
    """Draw the choice of paper, which starts with that of the visitor's country."""
    size: PageSize = st.segmented_control(
        "Paper",
        get_args(PageSize),
        default=paper(st.context.locale),
        required=True,
        key=key,
        persist_state="session",
    )
    return size


def _name(label: str, key: str, placeholder: str) -> str:
    return (
        st.text_input(
            label,
            key=key,
            max_chars=MOST_NAME,
            placeholder=placeholder,
            persist_state="session",
        )
        or ""
    )


def paper(locale: str | None) -> PageSize:
    """Return the paper of a visitor's country, such as Letter for `en-US`."""
    _, *region = (locale or "").split("-")
    return "Letter" if region and region[-1].upper() in LETTER else "A4"


def file_name(client: str, now: date) -> str:
    """Return the report's file name, with the client's name where there is one.

    >>> file_name("Anna-Lena Müller", date(2026, 11, 21))
    'backrun-Anna-Lena-Müller-2026-11-21.pdf'
    """
    who = "-".join(words_of(client).split()).strip("-_")[:60]
    return "-".join(filter(None, ("backrun", who, now.isoformat()))) + ".pdf"
