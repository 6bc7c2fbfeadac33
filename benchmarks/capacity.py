"""Measure how many people one process serves, and two behind the proxy; --soak tests endurance."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from client import ROOT, Session
from websockets.exceptions import WebSocketException

# The tests have the code that runs the proxy.
sys.path.append(str(ROOT / "tests"))
from hosting import lay_out, proxy
from processes import Process, two_processes

SESSIONS, MOVES, PAUSE = (1, 50, 100, 200, 500), 15, 2.0
PAGES = ("", "week", "muscles", "evidence")
FAILURES = (OSError, TimeoutError, WebSocketException)
# Here all sessions come from one address, and they are more than the proxy's limits allow.
NO_LIMITS = {
    "limit_conn sessions_of_address 100;": "",
    "limit_req zone=arrivals burst=100 nodelay;": "",
    "limit_conn sessions 400;": "",
    "limit_conn sessions 420;": "",
}


class Crowd:
    """Sessions on one port, the times of their moves in seconds, and their errors."""

    def __init__(self, port: int, size: int) -> None:
        self.sessions = [Session(port, PAGES[number % 4], number) for number in range(size)]
        self.taken: list[float] = []
        self.errors: list[str] = []

    async def open(self) -> None:
        """Open all sessions, one after the other."""
        for session in self.sessions:
            await session.open()

    async def play(self, moves: int) -> None:
        """Let each session move a slider again and again, with pauses of 1 to 3 s."""
        await asyncio.gather(*(self._play(session, moves) for session in self.sessions))

    async def _play(self, session: Session, moves: int) -> None:
        try:
            for _ in range(moves):
                await asyncio.sleep(PAUSE * session.random.uniform(0.5, 1.5))
                self.taken.append(await session.move("mass"))
        except FAILURES as failure:
            self.errors.append(repr(failure))
        self.errors += session.errors

    async def close(self) -> None:
        """Close all sessions."""
        for session in self.sessions:
            await session.close()


def memory(processes: Sequence[Process]) -> float:
    """Return the resident memory of all processes, MB."""
    pages = 0
    for process in processes:
        assert process.running is not None
        pages += int(Path(f"/proc/{process.running.pid}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


async def measure(port: int, processes: Sequence[Process], size: int) -> str:
    """Measure a crowd of this size and return a row of the table."""
    crowd = Crowd(port, size)
    await crowd.open()
    start = time.perf_counter()
    await crowd.play(MOVES)
    rate = len(crowd.taken) / (time.perf_counter() - start)
    held = memory(processes)
    await crowd.close()
    percentiles = statistics.quantiles(crowd.taken, n=100, method="inclusive")
    shown = " | ".join(f"{1000 * percentiles[p - 1]:.0f}" for p in (50, 95, 99))
    row = f"| {len(processes)} | {size} | {shown} | {len(crowd.errors)} | {rate:.0f} | {held:.0f} |"
    return "\n".join([row, *crowd.errors[:3]])


async def soak(port: int, processes: Sequence[Process], minutes: int, size: int = 40) -> None:
    """Open and close pages for some minutes; print the memory of each minute and its growth."""
    held = []
    for minute in range(minutes):
        crowd = Crowd(port, size)
        await crowd.open()
        await crowd.play(round(50 / PAUSE))
        await crowd.close()
        held.append(memory(processes))
        print(f"minute {minute + 1}: {held[-1]:.0f} MB, {len(crowd.errors)} errors", flush=True)
    later = held[len(held) // 2 :]
    slope = statistics.linear_regression(range(len(later)), later).slope
    print(f"slope over the second half: {slope:+.2f} MB a minute")


@contextmanager
def one_process(folder: Path) -> Iterator[tuple[int, list[Process]]]:
    """Run the app once, without a proxy."""
    process = Process(folder / "alone.log")
    process.start()
    try:
        process.ready()
        yield process.port, [process]
    finally:
        process.kill()


@contextmanager
def two_behind_the_proxy(folder: Path) -> Iterator[tuple[int, list[Process]]]:
    """Run the app twice behind the proxy."""
    static = lay_out(folder / "static")
    (folder / "proxy").mkdir()
    with (
        two_processes(folder) as processes,
        proxy(folder / "proxy", static, processes, NO_LIMITS) as hosted,
    ):
        yield int(hosted.address.rpartition(":")[2]), list(processes)


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sessions", type=int, nargs="+", default=SESSIONS)
    options.add_argument("--soak", type=int, metavar="MINUTES")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.soak:
            with two_behind_the_proxy(Path(folder)) as (port, processes):
                asyncio.run(soak(port, processes, asked.soak))
            return
        print("| processes | sessions | 50th, ms | 95th, ms | 99th, ms | errors | reruns/s | MB |")
        print("|---|---|---|---|---|---|---|---|")
        for run in (one_process, two_behind_the_proxy):
            for size in asked.sessions:
                (place := Path(folder) / f"{run.__name__}{size}").mkdir()
                with run(place) as (port, processes):
                    print(asyncio.run(measure(port, processes, size)), flush=True)


if __name__ == "__main__":
    main()
