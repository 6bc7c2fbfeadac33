"""The Share dialog: the complete link with its QR code, the report, the present mode."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from backrun.link.writing import link
from backrun.reports.qr import MOST_BYTES, qr_svg
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import present
from backrun.ui.address import of_page
from backrun.ui.components.copy_button import copy_button
from backrun.ui.report_button import report_button

IN_THE_LINK = "weight, pace, backward speed, week, ground, units and what is compared"
IF_GIVEN = "age, sex and height, if given"
OF_A_PLAN = "what shapes the plan: goal, caution, start, days, dates away"
NOT_IN_THE_LINK = (
    "- names and notes\n- answers of the screening\n- what became of a session, pain scores\n"
    "- files that you opened"
)
PRESENT = (
    "Large type, no inputs, one chart a screen: for a client beside you, or a wall. Go on with the "
    "buttons or the arrow keys; these numbers stay."
)


def here(scenario: Scenario, settings: RampUpSettings | None) -> str:
    """Return the complete link to this page: every field, the model version and what is open on it.

    With the ramp-up's settings, the start among them, it opens the same plan on another day.
    """
    page = st.context.url or ""
    page = page if urlsplit(page).path else f"{page}/"
    plan = settings.to_query() if settings else {}
    return link(page, scenario, plan | of_page())


@st.dialog("Share what you see", width="medium")
def share(scenario: Scenario, settings: RampUpSettings, *, with_plan: bool) -> None:
    """Show the link and its code, the report to download and the way to the present mode.

    `with_plan` says whether the settings of the ramp-up are part of the link.
    """
    address = here(scenario, settings if with_plan else None)
    of_link, report, presenting = st.tabs(["Link and QR code", "Report (PDF)", "Present"])
    with of_link:
        _link(address, with_plan=with_plan)
    with report:
        report_button(scenario, settings, address)
    with presenting:
        st.markdown(PRESENT)
        if st.button("Start presenting", icon=":material/slideshow:", key="present_start"):
            present.go(1)
            st.rerun()
        st.markdown("Or hand on a link that opens like that:")
        presented = f"{address}&{present.PARAMETER}=1"
        st.code(presented, language=None, wrap_lines=True)
        copy_button(presented, "Copy this link", "copy_present")


def _link(address: str, *, with_plan: bool) -> None:
    st.markdown("This link opens exactly these numbers, on any server, at any time:")
    st.code(address, language=None, wrap_lines=True)
    copy_button(address, "Copy the link", "copy_link")
    code, contents = st.columns([3, 4], gap="medium")
    with code:
        picture = qr_svg(address)
        if picture is None:
            st.info(
                f"This link is longer than {MOST_BYTES} letters: a phone could hardly read its QR "
                "code. Copy it instead."
            )
        else:
            st.image(picture, width="stretch", alt="QR code of this link, to scan with a phone")
    with contents:
        within = [IN_THE_LINK, IF_GIVEN, *([OF_A_PLAN] if with_plan else [])]
        listed = "\n".join(f"- {each}" for each in within)
        st.markdown(f"**In the link**\n{listed}\n\n**Not in it**\n{NOT_IN_THE_LINK}")
        st.caption("The server keeps nothing.")
