"""Files that try to stop the server: what each costs, and what another visitor feels of it."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from client import ROOT, Session, server

# The files are made for measuring as they are for testing.
sys.path.append(str(ROOT / "tests"))
import hostile_files
from roster_files import rows_of, workbook

TICKS = os.sysconf("SC_CLK_TCK")
FULL = (
    "Name,Weight,Pace,Share,Days,Minutes,Backward,Grade,Surface,Age,Sex,Height",
    "Client {n},{w}.5,5:30,70,3,40,6,1.5,track,{w},f,170",
)
FILES: dict[str, Callable[[], bytes]] = {
    "1 client, CSV": lambda: rows_of(1),
    "5 000 clients, CSV": lambda: rows_of(5000),
    "5 000 clients, all columns, CSV": lambda: "\n".join(_full()).encode(),
    "5 000 clients, all columns, Excel": lambda: workbook(*(row.split(",") for row in _full())),
    **{name: lambda name=name: hostile_files.repeated(name) for name in hostile_files.HOSTILE},
    "a cell in the last row": hostile_files.last_row,
    "one long text in every cell": hostile_files.long_texts,
    "entities in UTF-16": lambda: hostile_files.entities("utf-16"),
    "400 000 bad days, CSV": hostile_files.many_problems,
    "65 000 bad cells, CSV": hostile_files.all_bad,
    "45 000 numbers out of range, CSV": hostile_files.far_out,
    "a million empty lines, CSV": hostile_files.empty_lines,
    "100 000 spaces in a number, CSV": hostile_files.long_gap,
}


def _full() -> list[str]:
    heads, row = FULL
    return [heads, *(row.format(n=n, w=50 + n % 40) for n in range(5000))]


class Coach(Session):
    """An open Coach page that uploads a list."""

    uploader = session_id = said = ""

    async def upload(self, data: bytes) -> None:
        """Send a file and wait until the page is drawn; one too slow is not waited for."""
        edge, at = "edge", f"http://127.0.0.1:{self.port}/_stcore/upload_file/{self.session_id}/f"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        request = urllib.request.Request(at, body, kind, method="PUT")
        await asyncio.to_thread(urllib.request.urlopen, request)
        file = {"file_id": "f", "name": "a.csv", "size": len(data)}
        file["file_urls"] = {"file_id": "f", "upload_url": at, "delete_url": at}
        self.given[self.uploader] = {"file_uploader_state_value": {"uploaded_file_info": [file]}}
        # Named anew: of a page that was opened by its name the server tells the first page's hash.
        self.page_hash = ""
        with suppress(TimeoutError):
            await self._run("")

    def _note(self, message: Any) -> None:
        super()._note(message)
        if message.WhichOneof("type") == "new_session":
            self.session_id = message.new_session.initialize.session_id
        element = message.delta.new_element
        if element.WhichOneof("type") == "file_uploader":
            self.uploader = element.file_uploader.id
        if element.WhichOneof("type") == "alert":
            self.said = element.alert.body


def processes(first: int) -> list[int]:
    """Return a process and those that it has started."""
    found = [first]
    for task in Path(f"/proc/{first}/task").iterdir():
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def processor_s(pid: int) -> float:
    """Return the processor time of a process and of those it has started and seen end."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]
    return sum(map(int, ticks)) / TICKS


def memory_mb(pid: int) -> float:
    """Return the memory of a process and of those that it has started."""
    total, own = 0.0, Path(f"/proc/{pid}/cmdline").read_bytes()
    for each in processes(pid):
        with suppress(OSError, IndexError):
            if each != pid and Path(f"/proc/{each}/cmdline").read_bytes() == own:
                # Just made: it shares its parent's memory until its own program starts.
                continue
            held = Path(f"/proc/{each}/status").read_text().split("VmRSS:")[1]
            total += int(held.split()[0]) / 1024
    return total


class Watch:
    """What a process and its children have used since the watch began."""

    def __init__(self, pid: int) -> None:
        self.pid, self.rest, self.most = pid, memory_mb(pid), 0.0
        self._before = processor_s(pid)
        self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            self.most = max(self.most, memory_mb(self.pid) - self.rest)
            await asyncio.sleep(0.01)

    def ended(self) -> float:
        """Stop watching, and return the processor time in seconds."""
        self._task.cancel()
        return processor_s(self.pid) - self._before


async def moves_until(job: asyncio.Future[None], visitor: Session) -> list[float]:
    """Move a slider until a job is done, 50 times at least; return the seconds of each move."""
    taken: list[float] = []
    while not job.done() or len(taken) < 50:
        await asyncio.sleep(0.02)
        taken.append(1000 * await visitor.move("mass"))
    return taken


async def measured(port: int, pid: int, data: bytes) -> str:
    """Upload a file while somebody else moves a slider; return what both have seen."""
    visitor, coach = Session(port, "", 1), Coach(port, "coach", 2)
    await visitor.open()
    await coach.open()
    nothing: asyncio.Future[None] = asyncio.Future()
    nothing.set_result(None)
    watch = Watch(pid)
    await moves_until(nothing, visitor)
    each = watch.ended() / 50
    watch = Watch(pid)
    moves = await moves_until(asyncio.create_task(coach.upload(data)), visitor)
    spent = watch.ended() - each * len(moves)
    await asyncio.gather(visitor.close(), coach.close())
    return (
        f"{len(data) / 1000:.0f} kB | {spent:.1f} s | {watch.most:.0f} MB | "
        f"{statistics.median(moves):.0f} ms, longest {max(moves):.0f} ms | {coach.said[:160]}"
    )


def main() -> None:
    """Measure the files named on the command line, or all."""
    os.environ["STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION"] = "false"
    for name in sys.argv[1:] or FILES:
        data = FILES[name]()
        with server(ROOT / "app.py") as port:
            print(f"{name} | {asyncio.run(measured(port, processes(os.getpid())[1], data))}")


if __name__ == "__main__":
    main()
