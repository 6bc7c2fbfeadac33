"""Measure one process with 100 sessions that each move a slider every 2 s."""

from __future__ import annotations

import asyncio
import statistics

from client import ROOT, Session, server

SESSIONS, MOVES, PAUSE = 100, 15, 2.0


async def play(session: Session) -> list[float]:
    """Move the weight slider again and again, with pauses of 1 to 3 s."""
    taken = []
    for _ in range(MOVES):
        await asyncio.sleep(PAUSE * session.random.uniform(0.5, 1.5))
        taken.append(await session.move("mass"))
    await session.close()
    return taken


async def crowd(port: int) -> tuple[list[float], list[str]]:
    """Open all sessions, let them play, and return every time and every error."""
    sessions = [Session(port, ("", "week")[number % 2], number) for number in range(SESSIONS)]
    for session in sessions:
        await session.open()
    played = await asyncio.gather(*map(play, sessions))
    errors = [error for session in sessions for error in session.errors]
    return [seconds for taken in played for seconds in taken], errors


def main() -> None:
    """Run and print the percentiles."""
    with server(ROOT / "app.py") as port:
        taken, errors = asyncio.run(crowd(port))
    percentiles = statistics.quantiles(taken, n=100)
    shown = ", ".join(f"{p}th {1000 * percentiles[p - 1]:.0f} ms" for p in (50, 95, 99))
    print(f"{SESSIONS} sessions, a move every {PAUSE:g} s: {shown}; {len(errors)} errors")


if __name__ == "__main__":
    main()
