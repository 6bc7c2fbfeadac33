"""The ledger of studies on the screen: search, filters, a table, and one study with its uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import streamlit as st

from backrun.evidence import sources
from backrun.evidence.studies import DESIGNS, TOPICS, Study, select_studies, studies
from backrun.evidence.uses import uses_by_study
from backrun.reports.tables import ledger as reports
from backrun.ui import notes
from backrun.ui.followed import follow, is_choice
from backrun.wording.evidence import DESIGN_WORDS, TOPIC_WORDS

STUDY, BEHIND, ONE_USE, TABLE = "study", "behind", "one_use", "ledger_table"
MOST_WORDS: Final = 80
Key = TypeVar("Key", bound=str)


@st.fragment
def ledger() -> None:
    """Draw the studies; it runs alone, and not when a slider moves."""
    st.markdown(f"### {len(studies())} studies, tables, guidelines and articles")
    chosen = reports.most_used_first(_filters())
    if not chosen:
        st.info("No study fits all of this. Take a word or a filter away.")
        return
    st.dataframe(
        reports.ledger_table(chosen),
        height=280,
        key=TABLE,
        on_select=_take_row,
        selection_mode="single-row",
        alt="The studies that fit; choose a row, or a name in the box below.",
    )
    st.session_state["ledger_shown"] = [study.study_id for study in chosen]
    _one_study(chosen)


def _filters() -> tuple[Study, ...]:
    first, second = st.columns(2, gap="medium"), st.columns(2, gap="medium")
    text = first[0].text_input(
        "Search in names, people and findings",
        key="ledger_search",
        max_chars=MOST_WORDS,
        type="search",
        placeholder="oxygen treadmill",
        live=True,
        persist_state="session",
    )
    behind = first[1].selectbox(
        "What stands behind a number, rule or claim",
        list(reports.askable_uses()),
        index=None,
        format_func=reports.use_label,
        key=BEHIND,
        placeholder="Any of them",
        persist_state="session",
    )
    topics = _any_of(second[0], "Topic", TOPICS, TOPIC_WORDS)
    designs = _any_of(second[1], "Design", DESIGNS, DESIGN_WORDS)
    among = None
    if behind:
        st.markdown(reports.use_note(behind))
        among = reports.askable_uses()[behind].sources
    return select_studies(text or "", topics, designs, among)


def _any_of(place: Any, label: str, keys: Iterable[Key], words: Mapping[Key, str]) -> list[Key]:
    chosen: list[Key] = place.multiselect(
        label,
        list(keys),
        format_func=words.__getitem__,
        key=f"ledger_{label.lower()}",
        placeholder=f"Any {label.lower()}",
        persist_state="session",
    )
    return chosen


def _take_row() -> None:
    """Show the study of the chosen row."""
    rows = st.session_state[TABLE]["selection"]["rows"]
    shown = st.session_state.get("ledger_shown", [])
    if rows and rows[0] < len(shown):
        st.query_params[STUDY] = shown[rows[0]]


def _take_study() -> None:
    if is_choice(STUDY, st.query_params.get(STUDY)):
        st.query_params[STUDY] = st.session_state[STUDY]


def _one_study(chosen: list[Study]) -> None:
    keys = [study.study_id for study in chosen]
    # A study of the address stays in the box though the filters hide it from the table.
    named = st.query_params.get(STUDY)
    if named in studies() and named not in keys:
        keys = [named, *keys]
    follow(STUDY, named if named in keys else keys[0], named)
    key = st.selectbox(
        "One study, here or by its row",
        keys,
        format_func=lambda key: sources()[key].short,
        key=STUDY,
        on_change=_take_study,
    )
    about, used = st.columns([6, 5], gap="medium")
    about.markdown(reports.study_card(key))
    with used:
        st.markdown(reports.stands_on(key))
        _others(key)
        notes.claims_link("All claims, with a search for words and studies")
    if uses_by_study().get(key):
        notes.tables(
            "Everything that stands on it",
            {sources()[key].short: lambda: reports.uses_table(key)},
            key="uses_table",
        )


def _others(key: str) -> None:
    """Offer what stands on a study; a choice shows all the studies behind it."""
    found = reports.askable_of(key)
    if found:
        st.selectbox(
            "Show all studies behind one of them",
            found,
            index=None,
            format_func=reports.use_label,
            key=ONE_USE,
            placeholder="Choose a number, rule or claim",
            on_change=_ask,
        )


def _ask() -> None:
    """Ask what stands behind the chosen number, rule or claim; take the other filters away."""
    if asked := st.session_state[ONE_USE]:
        st.session_state[BEHIND] = asked
        st.session_state[ONE_USE] = None
        st.session_state["ledger_search"] = ""
        st.session_state["ledger_topic"] = []
        st.session_state["ledger_design"] = []
