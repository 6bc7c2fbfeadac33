"""Run processes of the app, as a host does; tests can kill them and start them again."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until a server listens on a port."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listened on port {port} within 30 s")


@dataclass
class Process:
    """One process of the app; a test can kill it and start it again on the same port."""

    log: Path
    port: int = field(default_factory=free_port)
    environment: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        command += [f"--server.port={self.port}", "--server.address=127.0.0.1"]
        environment = os.environ | dict(self.environment)
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=log, env=environment
            )

    def ready(self) -> None:
        wait_for(self.port)

    def kill(self) -> None:
        """End the process without a warning, as a crash does."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    @contextlib.contextmanager
    def down(self) -> Iterator[None]:
        """Kill the process, and start it again at the end, also after a failed test."""
        self.kill()
        try:
            yield
        finally:
            self.start()
            self.ready()


@contextlib.contextmanager
def run(*processes: Process) -> Iterator[None]:
    """Run processes, and kill them at the end, also after a failed test."""
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.ready()
        yield
    finally:
        for process in processes:
            process.kill()


@contextlib.contextmanager
def two_processes(folder: Path) -> Iterator[tuple[Process, Process]]:
    """Run two processes that accept any host name, as compose.yaml does."""
    any_name = {"STREAMLIT_SERVER_ALLOWED_HOSTS": ""}
    one, other = (Process(folder / f"{n}.log", environment=any_name) for n in (1, 2))
    processes = one, other
    with run(*processes):
        yield processes


@contextlib.contextmanager
def named_process(folder: Path, names: str) -> Iterator[Process]:
    """Run one process that accepts only these host names."""
    process = Process(folder / "1.log", environment={"STREAMLIT_SERVER_ALLOWED_HOSTS": names})
    with run(process):
        yield process
