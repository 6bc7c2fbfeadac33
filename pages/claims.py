"""Claims: popular sentences judged with the person's own numbers, and 183 with their studies."""

import streamlit as st

from backrun import NotMeasuredError
from backrun.evidence import claims_with_formula
from backrun.models.claims.judge import claim_ratios, judge_row
from backrun.reports.tables.claim_notes import outside_ways, popular_claims
from backrun.ui import notes
from backrun.ui.claims import ask, check_claim, guess_first, method_and_collection
from backrun.ui.frame import Page, show
from backrun.wording.claim_gaits import live_table_note
from backrun.wording.claims import claims_answer
from backrun.wording.energy import limits_words


def body(page: Page) -> None:
    """Draw the answer, the claim to check or the guess to make, and the claims with numbers."""
    try:
        ratios = claim_ratios(page.scenario)
    except NotMeasuredError as refusal:
        page.refuse(refusal)
        return

    same_speed = ratios["energy", "speed", None]
    crossed = limits_words(same_speed.limits)
    if page.own.guess is not None:
        guess_first(page, ratios)
    else:
        crossed = outside_ways(ratios)
        check_claim(page, ratios)
        popular = claims_with_formula()
        verdicts = [judge_row(claim, ratios) for claim in popular]
        page.answer.markdown(f"## {claims_answer(verdicts, same_speed, page.scenario)}")
        st.markdown("### The claims with numbers, for you")
        st.caption(live_table_note(page.scenario, verdicts))
        st.markdown(popular_claims(popular, verdicts))
    notes.outside(crossed)


show("Claims", body, own=ask, unused=("basis", "per"), below=method_and_collection)
