"""The screening as three short steps; the answers stay in the session of one browser.

Every widget keeps its value on the server for the session (`persist_state`) and none is bound to
the address, so that no answer gets into a link, the browser's history or a log.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import streamlit as st

from backrun.evidence.screening import STEPS, Question, Step, questions
from backrun.link.reading import first_message
from backrun.models.screening.answers import CHECKLIST, CLEARABLE, LONGEST_BACKWARD, Answers
from backrun.models.screening.decision import Screening, asked_questions, flagged_questions, screen
from backrun.ui.markdown import plain
from backrun.ui.plan.screening_outcome import outcome, reasons

TITLES: Final[dict[Step, str]] = {
    "health": "your health",
    "place": "your place",
    "experience": "your experience",
}
WHICH: Final = "Which of these apply to you?"
CLEARED: Final = "A professional has cleared me for this"
PRIVATE: Final = (
    "What you answer about your health stays in this browser session: not in the link, not in any "
    "file, not in a log. Your place and your longest backward run shape the plan, and are in its "
    "file if you save one."
)
STEP, DONE, REMIND, NONE = (f"screening_{name}" for name in ("step", "done", "remind", "none"))


def key_of(question: str) -> str:
    """Return the key in the session for the answer to a question."""
    return f"screening_answer_{question}"


def cleared_key_of(question: str) -> str:
    """Return the key in the session for a professional's clearance."""
    return f"screening_cleared_{question}"


class Given(NamedTuple):
    """The answers given in this session, what in them could not be used, and where they lead."""

    answers: Answers
    problem: str
    screening: Screening


def given_screening(age_years: int | None) -> Given:
    """Read the answers given so far; `age_years` is the runner's where the scenario has one.

    The browser alone enforces a widget's limits, so each is checked again.
    """
    state = st.session_state
    ticked = [key for key in CHECKLIST if state.get(key_of(key))]
    given: dict[str, Any] = {
        row.key: state.get(key_of(row.key))
        for row in questions().values()
        if row.kind != "derived" and not row.group
    }
    if given["experience"] == "never":
        del given["longest_backward_min"]
    given["health"] = ticked if ticked or state.get(NONE) else None
    asked = [key for key in CLEARABLE if key in ticked or key not in CHECKLIST]
    given["cleared"] = [key for key in asked if state.get(cleared_key_of(key))]
    problem = ""
    try:
        answers = Answers(age_years=age_years, **given)
    except ValueError as refusal:
        answers, problem = Answers(age_years=age_years), first_message(refusal)
    return Given(answers, problem, screen(answers))


def screening_form(given: Given) -> None:
    """Draw the screening.

    While it is being answered it shows one of three steps, and asks for the age where the scenario
    has none; once done it is one line. Below stands what stops the plan, why, what to ask a
    professional and what is still open.
    """
    answers, problem, screening = given
    if problem:
        st.warning(plain(f"{problem}; every question counts as not answered"))
    with st.container(border=True):
        if st.session_state.get(DONE) and screening.decision != "not answered":
            with st.container(horizontal=True, vertical_alignment="center"):
                outcome(screening)
                st.button("Change my answers", on_click=_change, icon=":material/edit:")
                _clear_button()
        else:
            if st.session_state.get(DONE):
                _reopen(screening)
            _steps(answers, screening)
            st.caption(f":material/lock: {PRIVATE}")
    reasons(screening)


def _steps(answers: Answers, screening: Screening) -> None:
    number = st.session_state.setdefault(STEP, 0)
    step = STEPS[number]
    rows = [row for row in asked_questions(answers) if row.step == step]
    flagged = {row.key for row in flagged_questions(answers)}
    st.markdown(f"### Before the plan, {number + 1} of {len(STEPS)}: {TITLES[step]}")
    if listed := [row for row in rows if row.group]:
        _checklist(listed, flagged)
    alone = [row for row in rows if not row.group]
    with st.grid(max(len(alone), 2), min_column_width=230, gap="medium"):
        for row in alone:
            with st.container(gap="xsmall"):
                if row.key != "age_65" or answers.age_years is None:
                    _question(row)
                elif row.key in flagged:
                    st.markdown(f"{row.question} Yes, by the age you gave.")
                if row.key in flagged and row.clearable:
                    _clearance(row)
    if st.session_state.get(REMIND) and (missing := _missing(screening, step)):
        st.warning("Not answered yet:\n" + "\n".join(f"- {plain(text)}" for text in missing))
    with st.container(horizontal=True):
        if number:
            st.button("Back", on_click=_go, args=(number - 1,), icon=":material/arrow_back:")
        done = number + 1 == len(STEPS) or screening.decision == "withheld"
        st.button(
            "Done" if done else f"Next: {TITLES[STEPS[number + 1]]}",
            on_click=_next,
            args=(answers.age_years,),
            icon=":material/check:" if done else ":material/arrow_forward:",
        )
        _clear_button()


def _checklist(rows: list[Question], flagged: set[str]) -> None:
    st.markdown(f"**{WHICH}**")
    groups = list(dict.fromkeys(row.group for row in rows))
    with st.grid(len(groups), min_column_width=230, gap="medium"):
        for group in groups:
            with st.container(gap="xsmall"):
                st.markdown(f"*{group}*")
                for row in rows:
                    if row.group != group:
                        continue
                    st.checkbox(
                        row.question,
                        key=key_of(row.key),
                        on_change=_ticked,
                        args=(row.key,),
                        persist_state="session",
                    )
                    if row.key in flagged and row.clearable:
                        _clearance(row)
    st.checkbox("**None of these**", key=NONE, on_change=_none_ticked, persist_state="session")


def _question(row: Question) -> None:
    shared: dict[str, Any] = {
        "key": key_of(row.key),
        "on_change": _changed,
        "args": (row.key,),
        "persist_state": "session",
    }
    if row.kind == "number":
        low, high = int(LONGEST_BACKWARD.low), int(LONGEST_BACKWARD.high)
        st.number_input(
            LONGEST_BACKWARD.heading(), low, high, None, placeholder="Minutes", **shared
        )
    else:
        options = row.options or {"yes": "Yes", "no": "No"}
        st.radio(
            row.question,
            list(options),
            index=None,
            format_func=options.__getitem__,
            horizontal=len(options) == 2,
            **shared,
        )


def _clearance(row: Question) -> None:
    st.checkbox(
        f":material/subdirectory_arrow_right: {CLEARED}",
        key=cleared_key_of(row.key),
        help=f"For: {row.question}",
        persist_state="session",
    )


def _clear_button() -> None:
    st.button("Clear my answers", on_click=_clear, type="tertiary", icon=":material/delete:")


def _missing(screening: Screening, step: Step) -> list[str]:
    """Return the questions of a step that have no answer yet, in words."""
    rows = {"health": WHICH, **{row.key: row.question for row in questions().values()}}
    steps = {"health": "health", **{row.key: row.step for row in questions().values()}}
    return [rows[key] for key in screening.missing if steps[key] == step]


def _go(number: int) -> None:
    st.session_state[STEP], st.session_state[REMIND] = number, False


def _next(age_years: int | None) -> None:
    """Go on, or to the first step with an open question; an answer that withholds ends it."""
    screening = given_screening(age_years).screening
    number = st.session_state[STEP]
    still = [at for at in range(number + 1) if _missing(screening, STEPS[at])]
    if screening.decision == "withheld":
        st.session_state[DONE] = True
    elif still:
        st.session_state[STEP], st.session_state[REMIND] = still[0], True
    elif number + 1 < len(STEPS):
        _go(number + 1)
    else:
        st.session_state[DONE] = True


def _reopen(screening: Screening) -> None:
    """Go to the first open question: an answer has gone, such as the age in the sidebar."""
    number = next(at for at, step in enumerate(STEPS) if _missing(screening, step))
    st.session_state.update({DONE: False, STEP: number, REMIND: True})


def _change() -> None:
    st.session_state[DONE] = False
    _go(0)


def _changed(question: str) -> None:
    """Take back a clearance: it was given for the former answer."""
    if (clearance := cleared_key_of(question)) in st.session_state:
        st.session_state[clearance] = False


def _ticked(question: str) -> None:
    st.session_state[NONE] = False
    _changed(question)


def _none_ticked() -> None:
    if st.session_state[NONE]:
        for question in CHECKLIST:
            st.session_state[key_of(question)] = False
            _changed(question)


def _clear() -> None:
    for row in questions().values():
        st.session_state[key_of(row.key)] = False if row.group else None
        _changed(row.key)
    st.session_state[NONE] = st.session_state[DONE] = False
    _go(0)
