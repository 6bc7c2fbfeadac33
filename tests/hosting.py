"""The app as it is hosted: processes of it behind the proxy in its own configuration, for real."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROXY = ROOT / "deploy" / "proxy"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until someone listens on a port."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listened on port {port} within 30 s")


@dataclass
class Process:
    """One process of the app, to be killed and started again on its port."""

    log: Path
    port: int = field(default_factory=free_port)
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        command += [f"--server.port={self.port}", "--server.address=127.0.0.1"]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

    def ready(self) -> None:
        wait_for(self.port)

    def kill(self) -> None:
        """End it as a crash does: no word to anyone."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    @contextlib.contextmanager
    def down(self) -> Iterator[None]:
        """Kill it, and start it again whatever happens."""
        self.kill()
        try:
            yield
        finally:
            self.start()
            self.ready()


@dataclass(frozen=True)
class Hosted:
    """A running proxy, the processes behind it, and what all of them have logged."""

    address: str
    folder: Path
    processes: tuple[Process, Process]

    def log(self) -> str:
        """Return what the proxy wrote, its errors included."""
        return (self.folder / "proxy.log").read_text(encoding="utf-8")

    def wait_for_log(self, pattern: str) -> None:
        """Wait until the proxy has written what fits: it writes after it has answered."""
        for _ in range(50):
            if re.search(pattern, self.log()):
                return
            time.sleep(0.1)
        raise TimeoutError(f"{pattern!r} is not in the log:\n{self.log()}")

    def logs(self) -> str:
        """Return what the proxy and the processes wrote."""
        return "".join([self.log(), *(process.log.read_text() for process in self.processes)])


@contextlib.contextmanager
def two_processes(folder: Path) -> Iterator[tuple[Process, Process]]:
    """Run the app twice."""
    processes = Process(folder / "1.log"), Process(folder / "2.log")
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.ready()
        yield processes
    finally:
        for process in processes:
            process.kill()


@contextlib.contextmanager
def proxy(
    folder: Path,
    static: Path,
    processes: tuple[Process, Process],
    changes: Mapping[str, str] | None = None,
) -> Iterator[Hosted]:
    """Run nginx with the configuration of deploy/proxy on a free port.

    Parameters
    ----------
    folder : Path
        An empty folder, for the configuration and all that nginx writes.
    static : Path
        The files as deploy/proxy/static_files.py lays them out.
    processes : tuple of Process
        What stands behind it.
    changes : mapping, optional
        Texts of the configuration and what stands there instead; each must be there.
    """
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise FileNotFoundError(
            "nginx is not installed. On Debian or Ubuntu: apt-get install nginx"
        )
    port, (first, second) = free_port(), processes
    site = {
        "app-1:8501": f"127.0.0.1:{first.port}",
        "app-2:8502": f"127.0.0.1:{second.port}",
        "~:8501": f"~:{first.port}",
        "~:8502": f"~:{second.port}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/srv/backrun": str(static),
    } | dict(changes or {})
    text = {file.name: file.read_text(encoding="utf-8") for file in PROXY.glob("*.conf")}
    for old in site:
        assert any(old in part for part in text.values()), f"{old!r} is not in the configuration"
    pattern = re.compile("|".join(map(re.escape, sorted(site, key=len, reverse=True))))
    for name, part in text.items():
        changed = pattern.sub(lambda found: site[found[0]], part)
        (folder / name).write_text(changed, encoding="utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    if os.getuid() == 0:
        command += ["-g", "user root;"]  # pytest's folders are closed to anyone else
    address = f"http://127.0.0.1:{port}"
    with (folder / "proxy.log").open("ab") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield Hosted(address, folder, processes)
    finally:
        running.terminate()
        running.wait()


def lay_out(target: Path) -> Path:
    """Lay out the files that the proxy serves by itself."""
    subprocess.run([sys.executable, str(PROXY / "static_files.py"), str(target)], check=True)
    return target


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[Hosted]:
    """Run it all."""
    static = lay_out(folder / "static")
    (folder / "proxy").mkdir()
    with two_processes(folder) as processes, proxy(folder / "proxy", static, processes) as hosted:
        yield hosted
