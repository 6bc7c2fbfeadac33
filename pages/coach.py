"""Coach: a list of clients, who gains what, a few side by side, reports and links to hand over."""

import streamlit as st

from backrun.ui.frame import Page, show
from backrun.ui.roster import state as roster_state
from backrun.ui.roster.editor import roster_editor
from backrun.ui.roster.export import roster_export
from backrun.ui.roster.results import roster_results, roster_side_by_side
from backrun.ui.roster.upload import roster_upload
from backrun.wording.roster import UPLOAD_FIRST, group_answer, group_remarks


def body(page: Page) -> None:
    """Draw the answer for the group; its numbers hang on the switches, not on the sliders."""
    view = roster_state.view_of(page.scenario)
    group = roster_state.judged(view)
    roster_state.redraw_if_seen_otherwise(view)
    with page.answer:
        st.markdown(f"## {group_answer(group) if group else UPLOAD_FIRST}")
        if group:
            st.markdown(group_remarks(group))


def clients() -> None:
    """Draw the clients: the way in, the results, a few side by side, the edits, the way out."""
    view = roster_state.current_view()
    roster, group = roster_state.held(), roster_state.judged(view)
    roster_upload(roster, view.units)
    if roster is None or group is None:
        return
    address = roster_state.address_of_app()
    roster_results(group, dark=st.context.theme.type == "dark")
    roster_side_by_side(group, address)
    st.markdown("### Edit in place")
    roster_editor(roster, view.units)
    roster_export(group, address)


roster_state.begin()
show("Coach", body, below=clients)
