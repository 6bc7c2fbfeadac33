"""Server time of one slider move on each page, against an empty one-slider Streamlit app."""

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
EMPTY = "import streamlit as st\n\nst.write(st.slider('x', 0, 100, key='mass'))\n"
ROUNDS, WARM_UP, TARGET = 150, 20, 2.0


async def times(sessions: dict[str, Session]) -> dict[str, list[float]]:
    """Move a slider in each session in turn, so that all meet the machine in the same state."""
    for name, session in sessions.items():
        await session.open()
        for key, value in SCREENING if PAGES.get(name) == "ramp_up" else ():
            await session.give(key, **value)
    taken: dict[str, list[float]] = {name: [] for name in sessions}
    for round_ in range(WARM_UP + ROUNDS):
        for name, session in sessions.items():
            seconds = await session.move("share" if name.endswith("share") else "mass")
            if round_ >= WARM_UP:
                taken[name].append(seconds)
    for name, session in sessions.items():
        await session.close()
        if session.errors:
            raise RuntimeError(f"{name}: {session.errors[0]}")
    return taken


def main() -> None:
    """Run and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "app.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with server(empty) as empty_port, server(ROOT / "app.py") as port:
            sessions = {"empty app": Session(empty_port, "", 0)}
            sessions |= {name: Session(port, page, 0) for name, page in PAGES.items()}
            taken = asyncio.run(times(sessions))
    base = statistics.median(taken["empty app"])
    print(f"One slider move, median of {ROUNDS}; ratio to the empty app, target {TARGET:g}")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:14} {1000 * median:6.1f} ms  ratio {median / base:4.2f}")


if __name__ == "__main__":
    main()
