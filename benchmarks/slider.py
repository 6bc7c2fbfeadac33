"""Server time of a slider's move on each page, against an empty one-slider Streamlit app.

A slider that is dragged sends a move as soon as the last one is answered; the first move of a drag
comes after a pause. Each is set against the same move of the empty app: Streamlit sends what a
script draws at most every 5 ms, for which a move waits in a drag alone.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import Any

from client import ROOT, Session, server

PAGES = {
    "compare": "",
    "week": "week",
    "ramp-up": "ramp_up",
    "ramp-up, share": "ramp_up",
    "muscles": "muscles",
    "claims": "claims",
    "coach": "coach",
    "evidence": "evidence",
}
# What the ramp-up asks before it shows a plan, answered so that it shows one.
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


async def times(sessions: dict[str, Session]) -> tuple[dict[str, float], dict[str, float]]:
    """Drag a slider in each session in turn, so that all meet the machine in the same state.

    Returns the median milliseconds of a move in a drag, and of the first one, by session.
    """
    for name, session in sessions.items():
        await session.open()
        for key, value in SCREENING if PAGES.get(name) == "ramp_up" else ():
            await session.give(key, **value)
    taken: dict[str, list[list[float]]] = {name: [] for name in sessions}
    for _ in range(WARM_UP + DRAGS):
        for name, session in sessions.items():
            slider = "share" if name.endswith("share") else "mass"
            await asyncio.sleep(PAUSE)
            taken[name].append([1000 * await session.move(slider) for _ in range(MOVES)])
    for name, session in sessions.items():
        await session.close()
        if session.errors:
            raise RuntimeError(f"{name}: {session.errors[0]}")
    drags = {name: moves[WARM_UP:] for name, moves in taken.items()}
    first = {name: statistics.median(drag[0] for drag in d) for name, d in drags.items()}
    dragged = {
        name: statistics.median(m for drag in d for m in drag[1:]) for name, d in drags.items()
    }
    return dragged, first


def main() -> None:
    """Run and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "app.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with server(empty) as empty_port, server(ROOT / "app.py") as port:
            sessions = {EMPTY_APP: Session(empty_port, "", 0)}
            sessions |= {name: Session(port, page, 0) for name, page in PAGES.items()}
            dragged, first = asyncio.run(times(sessions))
    print(f"A slider's move, medians; ratio to the empty app, target {TARGET:g} in a drag")
    for name, moved in dragged.items():
        usual, resumed = moved / dragged[EMPTY_APP], first[name] / first[EMPTY_APP]
        print(
            f"{name:14} in a drag {moved:5.1f} ms, ratio {usual:5.2f}"
            f"   after a pause {first[name]:5.1f} ms, ratio {resumed:5.2f}"
        )


if __name__ == "__main__":
    main()
