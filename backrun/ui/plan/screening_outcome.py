"""What the screening leads to: what stops a plan, why, what to ask and what is still open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from backrun.evidence import sources
from backrun.evidence.screening import questions
from backrun.models.screening.decision import Decision, Reason, Screening

DECIDED: Final[dict[Decision, str]] = {
    "plan": "Screening done: nothing stands in the way of a plan.",
    "walking": "Screening done: backward walking with support is open to you.",
    "withheld": "Screening done: there is no plan for now.",
}
TITLES: Final[dict[Decision, str]] = {
    "walking": "Why walking, and with support",
    "withheld": "What stops the plan",
}
ALWAYS_OPEN: Final = "Everything about energy on the other pages, as before."


def outcome(screening: Screening) -> None:
    """Say the decision in one line."""
    st.markdown(f"**{DECIDED[screening.decision]}**", width="stretch")


def reasons(screening: Screening) -> None:
    """Say what stands in the way and what to take care of, once that is decided."""
    if screening.decision == "not answered":
        return
    if screening.stops:
        with st.container(border=True):
            st.markdown(f"### {TITLES[screening.decision]}")
            for reason in screening.stops:
                _reason(reason)
            still_open = dict.fromkeys([reason.still_open for reason in screening.stops])
            listed = "\n".join(f"- {text}" for text in (*still_open, ALWAYS_OPEN))
            st.markdown(f"**Still open to you**\n{listed}")
    if screening.decision != "withheld":
        for reason in screening.warnings:
            st.markdown(f":material/visibility: **Take care.** {reason.why} {reason.ask}")
            _grounds(reason)


def _reason(reason: Reason) -> None:
    question = questions()[reason.question]
    asked = "Ask a professional" if question.step == "health" else "What to do"
    st.markdown(f"**{reason.words}**  \n{reason.why}  \n*{asked}:* {reason.ask}")
    _grounds(reason)


def _grounds(reason: Reason) -> None:
    """Cite what a reason rests on: shortly where there is a link, else in full."""
    rows = [sources()[key] for key in reason.sources if key != "backrun"]
    cited = "; ".join(f"[{row.short}]({row.link})" if row.link else row.citation for row in rows)
    own = "our own caution" if reason.strength == "own caution" else ""
    st.markdown(f":small[Grade {reason.grade}: {'; '.join(filter(None, (own, cited)))}]")
