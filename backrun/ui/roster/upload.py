"""The way in: a file of clients, a template to fill in, and what in a file could not be used."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from backrun.reports.roster.cells import MOST_BYTES
from backrun.reports.roster.file import RosterFile, read_roster
from backrun.reports.roster.out import example_clients, template_csv, template_xlsx
from backrun.reports.roster.sheet import MOST_CLIENTS, RosterFileError
from backrun.reports.roster.tables import problems_table
from backrun.ui import state
from backrun.ui.components.download import File, downloads
from backrun.ui.markdown import plain
from backrun.ui.roster import state as roster_state
from backrun.ui.roster.state import Roster
from backrun.units import System
from backrun.wording.roster import COLUMNS_LEFT_OUT, kept_words, more_problems_words

UPLOAD, REFUSED = "roster_upload", "roster_refused"
TEMPLATES: Final = (
    ("Template (CSV)", "table", template_csv, "csv"),
    ("Template (Excel)", "table_view", template_xlsx, "xlsx"),
)
LIST_STAYS: Final = "What you had before stays as it is."
PRIVATE: Final = (
    "The file is read into the memory of this session, which is gone two minutes after you close "
    "the tab. Nothing is stored on the server, and no link holds a name."
)


def roster_upload(roster: Roster | None, system: System) -> None:
    """Draw the upload, the templates, and what of the last file could not be used."""
    place = st.container() if roster is None else st.expander("Upload a list, or get a template")
    with place:
        st.file_uploader(
            f"Your clients as CSV or Excel: at most {MOST_BYTES // 2**20} MB and "
            f"{MOST_CLIENTS} rows",
            ["csv", "tsv", "txt", "xlsx"],
            key=UPLOAD,
            on_change=_uploaded,
        )
        row = st.container(horizontal=True)
        downloads(
            "roster_template",
            [
                File(label, icon, f"clients.{kind}", partial(make, system))
                for label, icon, make, kind in TEMPLATES
            ],
            row,
        )
        with row:
            st.button("Try it with an example", icon=":material/group:", on_click=_example)
            if roster is not None:
                st.button("Forget this list", icon=":material/delete:", on_click=_forget)
        st.caption(f"{COLUMNS_LEFT_OUT} {PRIVATE}")
    if problem := st.session_state.get(REFUSED):
        st.error(plain(problem if roster is None else f"{problem}. {LIST_STAYS}"))
    # What was wrong with the file before would be read as said of the one refused.
    elif roster is not None and roster.file.problems:
        file = roster.file
        st.warning(kept_words(len(file.clients), file.bad_rows, file.unknown_columns))
        _problems(file)


def _problems(file: RosterFile) -> None:
    """List what could not be used, where somebody opens the list."""
    place = st.expander(
        "What could not be used, row by row",
        icon=":material/rule:",
        on_change="rerun",
        key="roster_problems",
    )
    if place.open:
        with place:
            listed = problems_table(file.problems)
            st.dataframe(listed, hide_index=True, alt="What could not be used")
            if file.more_problems:
                st.caption(more_problems_words(file.more_problems))


def _uploaded() -> None:
    """Read the file; one that cannot be used at all leaves the clients held as they are."""
    st.session_state[REFUSED] = ""
    file = st.session_state[UPLOAD]
    if file is None:
        return
    try:
        read = read_roster(file.getvalue(), st.session_state[state.SCENARIO].units)
    except RosterFileError as refusal:
        st.session_state[REFUSED] = str(refusal)
        return
    if roster_state.held() is not None and not read.clients:
        st.session_state[REFUSED] = f"No row of this file can be used. {read.problems[0]}"
        return
    roster_state.load(read)


def _example() -> None:
    st.session_state[REFUSED] = ""
    roster_state.load(RosterFile(example_clients()))


def _forget() -> None:
    st.session_state[REFUSED] = ""
    roster_state.forget()
