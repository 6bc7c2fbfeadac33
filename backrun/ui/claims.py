"""The parts of the Claims page: a claim to check, a guess to make, the collection to search."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from backrun.evidence import Claim, studies
from backrun.evidence.claims import CATEGORIES, VERDICTS, claims, select_claims
from backrun.figures.claim_verdicts import claim_verdicts
from backrun.figures.claims_axis import claims_axis, guess_rows, judged_rows
from backrun.figures.style import CONFIG
from backrun.models.claims.judge import Ratios, judge_text
from backrun.models.claims.parser import EXAMPLES
from backrun.models.claims.verdict import ClaimVerdict
from backrun.reports.tables import claim_notes
from backrun.reports.tables import claims as claim_tables
from backrun.scenario.scenario import Scenario
from backrun.ui import notes
from backrun.ui.frame import Page
from backrun.ui.late import Late
from backrun.ui.markdown import plain
from backrun.wording.claim_gaits import on_foot
from backrun.wording.claims import (
    ARTICLE_WORDS,
    CATEGORY_WORDS,
    GUESS_QUESTION,
    VERDICT_ICONS,
    VERDICT_WORDS,
    claims_chart_summary,
    guess_answer,
    guess_chart_summary,
)

CHECK, GUESS = "Check a claim", "Guess first"
SHOWN_FIRST = "2 to 3 times the calories"
MODE, SENTENCE = "claims_mode", "claim_text"
GUESS_SHOWN = "guess_shown"
USUAL_GUESS = 100
CLAIMS_A_PAGE = 8
# More than can be read, so that a text too long is named as such and not cut without a word.
FIELD_CHARACTERS = 2000


class Asked(NamedTuple):
    """A sentence to check, with the places around its field, or the ratio guessed."""

    sentence: str = ""
    field: Any = None
    chart: Any = None
    tables: Any = None
    guess: float | None = None


def ask(late: Late) -> Asked:
    """Draw the switch between checking a claim and guessing first, and the input of either."""
    mode = st.segmented_control(
        "What to do",
        [CHECK, GUESS],
        default=CHECK,
        required=True,
        key=MODE,
        label_visibility="collapsed",
        persist_state="session",
        on_change=st.rerun,
    )
    if mode == GUESS:
        return Asked(guess=1 + _guess() / 100)
    field, chart = st.columns([5, 6], gap="medium")
    with field:
        sentence = _sentence()
    return Asked(sentence, field, chart, notes.tables_place("The chart as a table"))


def check_claim(page: Page, ratios: Ratios) -> None:
    """Draw the verdict on the sentence with the person's numbers, and the chart."""
    asked: Asked = page.own
    verdict = judge_text(asked.sentence or SHOWN_FIRST, ratios)
    if verdict.said is not None:
        asked.chart.plotly_chart(
            claims_axis(judged_rows(verdict), verdict.said.quantity, dark=page.dark),
            config=CONFIG,
            theme=None,
            alt=claims_chart_summary(verdict),
        )
        notes.fill(
            asked.tables,
            {"Each way to take the claim": lambda: claim_tables.judged_table(verdict)},
        )
    elif asked.tables.open:
        asked.tables.caption("No table: the sentence could not be read.")
    with asked.field:
        _verdict(verdict, asked.sentence, page.scenario)


def _verdict(verdict: ClaimVerdict, given: str, scenario: Scenario) -> None:
    """Draw how a sentence was read and what is found; of what was typed nothing is drawn again."""
    said = plain(verdict.sentence)
    if verdict.said is None:
        st.info(f"{said} The sentences above show what can be read.")
        return
    lead = "Read as" if given else f"For example, “{SHOWN_FIRST}” read as"
    st.caption(f"{lead}: {plain(verdict.read)}.")
    st.markdown(f"{VERDICT_ICONS[verdict.verdict]} **{said}**")
    if note := on_foot(verdict.said, scenario):
        st.caption(note)


def _sentence() -> str:
    """Draw the field for a sentence, and examples to take; return what it holds."""
    sentence = st.text_input(
        "Paste or type a claim about energy or speed",
        key=SENTENCE,
        max_chars=FIELD_CHARACTERS,
        placeholder=SHOWN_FIRST,
        live=True,
        persist_state="session",
    )
    st.pills(
        "Or take one of these",
        EXAMPLES,
        key="claim_example",
        on_change=_take_example,
        wrap=True,
    )
    return sentence.strip()


def _take_example() -> None:
    if example := st.session_state["claim_example"]:
        st.session_state[SENTENCE] = example
        st.session_state["claim_example"] = None


def guess_first(page: Page, ratios: Ratios) -> None:
    """Draw the question; the answer, the claims and the evidence once asked for."""
    if not st.session_state.get(GUESS_SHOWN):
        page.answer.markdown(f"## {GUESS_QUESTION}")
        st.button("Show the evidence", on_click=_show_guess, args=(True,))
        return
    guess = page.own.guess
    usual = ratios["energy", "speed", None]
    st.plotly_chart(
        claims_axis(guess_rows(guess, usual), dark=page.dark),
        config=CONFIG,
        theme=None,
        alt=guess_chart_summary(guess, usual),
    )
    page.answer.markdown(f"## {guess_answer(guess, usual, page.scenario.counted)}")
    st.button("Guess again", on_click=_show_guess, args=(False,))
    notes.tables(
        "The chart as a table",
        {"Guess, claims and evidence": lambda: claim_tables.guess_table(guess, usual)},
    )


def _guess() -> int:
    return st.slider(
        "Your guess: more energy than forward",
        0,
        300,
        USUAL_GUESS,
        step=5,
        format="%d %%",
        key="guess",
        persist_state="session",
    )


def _show_guess(shown: bool) -> None:
    st.session_state[GUESS_SHOWN] = shown
    # The collection stands outside of what a click here draws again.
    st.rerun()


def method_and_collection() -> None:
    """Link to the method; draw all claims, unless that would give away what is to be guessed."""
    notes.method_link()
    if st.session_state.get(MODE) != GUESS or st.session_state.get(GUESS_SHOWN):
        _collection()


@st.fragment
def _collection() -> None:
    """Draw the collection; it runs again alone, and not when a slider moves."""
    st.markdown(f"### All {len(claims())} claims of five popular articles")
    chosen = _filters()
    if not chosen:
        st.info("No claim fits all of this. Take a word or a filter away.")
        return
    st.markdown(claim_notes.counted(chosen))
    picture, listed = st.columns([5, 6], gap="medium")
    with picture:
        st.plotly_chart(
            claim_verdicts(chosen, dark=st.context.theme.type == "dark"),
            config=CONFIG,
            theme=None,
            alt=f"Verdicts by category. {claim_notes.counted(chosen)} The table has the data.",
        )
        st.caption(claim_notes.verdicts_explained())
        notes.tables(
            "The verdicts as a table",
            {"Verdicts by category": lambda: claim_tables.verdict_table(chosen)},
            key="verdict_tables",
        )
    with listed, st.container(key="claims_list"):
        _list(chosen)
    st.caption(f"The articles: {claim_notes.articles_named()}.")


def _filters() -> tuple[Claim, ...]:
    text = st.text_input(
        "Search in claims, findings and studies",
        key="claims_search",
        max_chars=80,
        type="search",
        placeholder="knee",
        live=True,
        persist_state="session",
    )
    chosen = [
        st.pills(
            label,
            list(options),
            selection_mode="multi",
            format_func=words.__getitem__,
            key=f"claims_{label.lower()}",
            persist_state="session",
        )
        for label, options, words in (
            ("Verdict", VERDICTS, VERDICT_WORDS),
            ("Category", CATEGORIES, CATEGORY_WORDS),
            ("Article", ARTICLE_WORDS, ARTICLE_WORDS),
        )
    ]
    verdicts, categories, articles = chosen
    return select_claims(text or "", articles, categories, verdicts)


def _list(chosen: tuple[Claim, ...]) -> None:
    pages = -(-len(chosen) // CLAIMS_A_PAGE)
    place = st.container()
    at = min(st.pagination(pages, key="claims_page") if pages > 1 else 1, pages)
    with place:
        for claim in chosen[CLAIMS_A_PAGE * (at - 1) : CLAIMS_A_PAGE * at]:
            heading = claim_notes.claim_heading(claim)
            with st.expander(heading, icon=VERDICT_ICONS[claim.verdict]):
                st.markdown(claim_notes.claim_details(claim))
                notes.study_links(dict.fromkeys(key for key in claim.studies if key in studies()))
