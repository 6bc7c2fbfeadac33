"""What was worked out before, kept by the session that asked for it and gone with it.

A cache of the process would hold on to it for longer, and a plan tells how somebody fared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from itertools import count
from threading import Lock
from typing import Final, Generic, ParamSpec, TypeVar

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


class Remembered(Generic[Found]):
    """What an iterator yields, worked out as far as someone asks, and once for all who ask."""

    def __init__(self, found: Iterator[Found]) -> None:
        self._to_come, self._found = found, list[Found]()
        # A run that was stopped may still be at it when the next one begins.
        self._lock = Lock()

    def __iter__(self) -> Iterator[Found]:
        for place in count():
            with self._lock:
                if place == len(self._found):
                    try:
                        self._found.append(next(self._to_come))
                    except StopIteration:
                        return
            yield self._found[place]
