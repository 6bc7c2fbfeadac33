"""Measure the server time of a slider's move on each page and in an app with only a slider.

In a drag the browser sends each move as soon as the server has answered the last; only the first
move of a drag comes after a pause. Each kind is compared with the same kind in the empty app,
because Streamlit sends its drawings at most every 5 ms and so delays only the moves in a drag.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from client import ROOT, Session, server

PAGES = {
    "compare": "",
    "week": "week",
    "ramp-up": "ramp_up",
    "ramp-up, pace": "ramp_up",
    "ramp-up, share": "ramp_up",
    "ramp-up, goal": "ramp_up",
    "ramp-up, goal_share": "ramp_up",
    "ramp-up, caution": "ramp_up",
    "ramp-up, first": "ramp_up",
    "ramp-up, growth": "ramp_up",
    "muscles": "muscles",
    "claims": "claims",
    "coach": "coach",
    "evidence": "evidence",
}
# Answers to the questions of the ramp-up that allow a plan.
SCREENING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("screening_none", {"bool_value": True}),
    ("screening_answer_activity", {"string_value": "Yes"}),
    ("screening_answer_age_65", {"string_value": "No"}),
    ("Next: your place", {"trigger_value": True}),
    ("screening_answer_where", {"string_value": "On a treadmill with a rail and a safety clip"}),
    ("screening_answer_lookout", {"string_value": "A mirror"}),
    ("Next: your experience", {"trigger_value": True}),
    ("screening_answer_experience", {"string_value": "Never"}),
    ("Done", {"trigger_value": True}),
)
EMPTY_APP = "empty app"
EMPTY = "import streamlit as st\n\nst.write(st.slider('x', 0, 100, key='mass'))\n"
DRAGS, WARM_UP, MOVES, TARGET = 15, 2, 20, 2.0
PAUSE = 0.05


@dataclass
class Moves:
    """Milliseconds of moves: the first of each drag, the others, and the others until the chart."""

    first: list[float] = field(default_factory=list)
    dragged: list[float] = field(default_factory=list)
    chart: list[float] = field(default_factory=list)


async def times(sessions: dict[str, Session]) -> dict[str, Moves]:
    """Drag a slider in each session in turn, so the machine's load is the same for all."""
    for name, session in sessions.items():
        await session.open()
        for key, value in SCREENING if PAGES.get(name) == "ramp_up" else ():
            await session.give(key, **value)
    taken = {name: Moves() for name in sessions}
    for drag in range(WARM_UP + DRAGS):
        for name, session in sessions.items():
            await asyncio.sleep(PAUSE)
            # The first drags only warm up; their times do not count.
            await _drag(name, session, taken[name] if drag >= WARM_UP else Moves())
    for name, session in sessions.items():
        await session.close()
        if session.errors:
            raise RuntimeError(f"{name}: {session.errors[0]}")
    return taken


async def _drag(name: str, session: Session, moves: Moves) -> None:
    slider = name.split(", ")[1] if ", " in name else "mass"
    for number in range(MOVES):
        (moves.dragged if number else moves.first).append(1000 * await session.move(slider))
        if number and session.chart is not None:
            moves.chart.append(1000 * session.chart)


def main() -> None:
    """Run and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "app.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with server(empty) as empty_port, server(ROOT / "app.py") as port:
            sessions = {EMPTY_APP: Session(empty_port, "", 0)}
            sessions |= {name: Session(port, page, 0) for name, page in PAGES.items()}
            taken = asyncio.run(times(sessions))
    print(f"A slider's move, medians; ratio to the empty app, target {TARGET:g} in a drag")
    usual = taken[EMPTY_APP]
    for name, moves in taken.items():
        print(
            f"{name:19} in a drag {_median_text(moves.dragged, usual.dragged)}"
            f"   its chart {_median_text(moves.chart, usual.dragged)}"
            f"   after a pause {_median_text(moves.first, usual.first)}"
        )


def _median_text(taken: list[float], empty: list[float]) -> str:
    if not taken:
        return f"{'none':>21}"
    median = statistics.median(taken)
    return f"{median:5.1f} ms, ratio {median / statistics.median(empty):5.2f}"


if __name__ == "__main__":
    main()
