"""What was worked out before, kept by the session that asked for it and gone with it.

A cache of the process would hold on to it for longer, and a plan tells how somebody fared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

KEPT: Final = "kept"
MOST: Final = 16
Given = ParamSpec("Given")
Found = TypeVar("Found")


def kept(work_out: Callable[Given, Found]) -> Callable[Given, Found]:
    """Let a function of hashable arguments work each answer out once a session."""

    @wraps(work_out)
    def found(*given: Given.args, **named: Given.kwargs) -> Found:
        remembering = st.session_state.setdefault(KEPT, {})
        if work_out not in remembering:
            remembering[work_out] = lru_cache(MOST)(work_out)
        answer: Found = remembering[work_out](*given, **named)
        return answer

    return found
