"""Inputs drawn after what hangs on them, so that the answer to a slider's move comes in one piece.

Streamlit's loop sends what a script has drawn so far as soon as the script lets go of the
interpreter, and again no sooner than 5 ms later. A script of ours lets go where a large element, a
chart or a table, is hashed. When it comes early, before the loop is back from its last sending, all
of the page is sent at once; when it comes halfway, the chart arrives 5 ms after the rest. So large
elements come first. What sliders hold is in the session before they are drawn, and the chart need
not wait in line behind them.

A page that takes longer than those 5 ms lets go of the interpreter itself: where it has drawn
something worth sending, and while it works something out, as what is not sent in time holds up what
comes after. Not before: what is sent without its chart holds up the chart.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

Found = TypeVar("Found")
WHOLE = "whole_page"
TURN_S = 1e-3
"""How long the loop may wait for the interpreter, and a page for the loop."""
ALONE_S = 3.5e-3
"""How long a page works without letting the loop in: with what went before, until it could send."""
MOMENT_S = 1e-6
"""Long enough for the loop to take over, if it is waiting: the clock makes some 50 µs of it."""
TAKEN_S = 9e-5
"""Where a moment takes longer than that, somebody took over and may not be ready."""


class _Turn(threading.local):
    """When the page that a thread draws lets the loop in, on the clock."""

    due = 0.0


_TURN = _Turn()


@dataclass(frozen=True, slots=True)
class Late:
    """Draws inputs at once when the whole page is drawn, else at the end of a `with` block.

    A page that is drawn for the first time, or again after the browser's Back, has the values of
    its inputs from the address, and Streamlit reads them there as it draws the inputs. Where what
    hangs on the inputs ends in an error, they are drawn all the same, to try others.
    """

    whole: bool
    waiting: list[tuple[Any, Callable[[], None]]] = field(default_factory=list)

    @classmethod
    def of_run(cls, *, last: bool = True) -> Late:
        """Return what draws inputs; the `last` of a run takes the note of the whole page away."""
        held = st.session_state
        _TURN.due = time.perf_counter() + ALONE_S
        return cls(held.pop(WHOLE, False) if last else held.get(WHOLE, False))

    def __enter__(self) -> Late:
        return self

    def __exit__(self, *error: object) -> None:
        self._finish()

    def draw(self, place: Any, inputs: Callable[[], None]) -> None:
        """Draw inputs in a place, now or late."""
        self.waiting.append((place, inputs))
        if self.whole:
            self._finish()

    def _finish(self) -> None:
        while self.waiting:
            place, inputs = self.waiting.pop(0)
            with place:
                inputs()


def let_go() -> None:
    """Let the loop send what is drawn so far: a moment, or several while it makes use of them."""
    # Other people's pages are no reason to wait for long.
    until, taken = time.perf_counter() + TURN_S, True
    while taken and (before := time.perf_counter()) < until:
        time.sleep(MOMENT_S)
        taken = time.perf_counter() - before > TAKEN_S


def in_turns(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what takes long to find, and let the loop in from time to time once it could send."""
    for one in found:
        yield one
        if time.perf_counter() > _TURN.due:
            let_go()
            _TURN.due = time.perf_counter() + TURN_S


def draw_whole_page() -> None:
    """Note that the run under way draws the whole page, not the part that a slider draws again."""
    st.session_state[WHOLE] = True
