"""Inputs that follow the address without being bound to it.

Each is set from the address whenever it is drawn, and writes into it when somebody changes it. Who
goes back in the browser twice in a row asks for the second page before the first has reached the
inputs: they still say what they said before, and that is no choice.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import streamlit as st

MOST_EARLIER: Final = 5


class _Followed(NamedTuple):
    """What the address said when an input was drawn, what that showed, and what it had before."""

    said: Any
    shown: Any
    earlier: tuple[Any, ...] = ()


def follow(key: str, shown: Any, said: Any) -> None:
    """Let an input show what the address says; to be called before it is drawn."""
    last = st.session_state.get(_name(key))
    if last is None:
        now = _Followed(said, shown)
    elif last.shown == shown:
        now = last._replace(said=said)
    else:
        now = _Followed(said, shown, (last.shown, *last.earlier)[:MOST_EARLIER])
    st.session_state[_name(key)] = now
    st.session_state[key] = shown


def is_choice(key: str, said: Any) -> bool:
    """Return whether a changed input was chosen, by what the address says now; for callbacks."""
    last: _Followed | None = st.session_state.get(_name(key))
    return last is None or said == last.said or st.session_state[key] not in last.earlier


def _name(key: str) -> str:
    return f"{key}_followed"
