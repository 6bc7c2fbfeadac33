"""Run the app as on a host: real processes behind nginx with the proxy's own configuration."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

from processes import ROOT, Process, free_port, two_processes, wait_for

PROXY = ROOT / "deploy" / "proxy"
NAME = "backrun.example"


@dataclass(frozen=True)
class Hosted:
    """A running proxy and the processes behind it, with their logs."""

    address: str
    folder: Path
    processes: tuple[Process, Process]
    trusted: ssl.SSLContext | None = None

    def log(self) -> str:
        """Return the proxy's log, its errors included."""
        return (self.folder / "proxy.log").read_text(encoding="utf-8")

    def wait_for_log(self, pattern: str, times: int = 1) -> None:
        """Wait until the log has `times` matches; the proxy writes a line after its answer."""
        for _ in range(50):
            if len(re.findall(pattern, self.log())) >= times:
                return
            time.sleep(0.1)
        raise TimeoutError(f"{pattern!r} is not in the log:\n{self.log()}")

    def logs(self) -> str:
        """Return the logs of the proxy and the processes."""
        return "".join([self.log(), *(process.log.read_text() for process in self.processes)])


def ask(
    hosted: Hosted, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    """Send a request to the proxy; underscores in a header's name stand for hyphens."""
    scheme, address = hosted.address.split("://")
    plain = scheme == "http"
    connection = (
        HTTPConnection(address, timeout=10)
        if plain
        else HTTPSConnection(address, timeout=10, context=hosted.trusted)
    )
    sent = {name.replace("_", "-"): text for name, text in headers.items()}
    connection.request(method, path, body, sent)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def places(port: int, static: Path, processes: tuple[Process, Process]) -> dict[str, str]:
    """Return the addresses and folders of the configuration, with those of this machine."""
    first, second = (process.port for process in processes)
    return {
        "app-1:8501": f"127.0.0.1:{first}",
        "app-2:8502": f"127.0.0.1:{second}",
        "127.0.0.1:8501": f"127.0.0.1:{first}",
        "~:8501": f"~:{first}",
        "~:8502": f"~:{second}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/srv/backrun": str(static),
    }


def configure(
    folder: Path, here: Mapping[str, str], changes: Mapping[str, str], site: str | None
) -> None:
    """Write the configuration of deploy/proxy into a folder, with this machine's places."""
    text = {file.name: file.read_text(encoding="utf-8") for file in PROXY.glob("*.conf")}
    text["site.conf"] = site or text["site.conf"]
    for old in changes:
        assert any(old in part for part in text.values()), f"{old!r} is not in the configuration"
    new = {**here, **changes}
    pattern = re.compile("|".join(map(re.escape, sorted(new, key=len, reverse=True))))
    for name, part in text.items():
        changed = pattern.sub(lambda found: new[found[0]], part)
        (folder / name).write_text(changed, encoding="utf-8")


@contextlib.contextmanager
def proxy(
    folder: Path,
    static: Path,
    processes: tuple[Process, Process],
    changes: Mapping[str, str] | None = None,
    site: str | None = None,
) -> Iterator[Hosted]:
    """Run nginx with the configuration of deploy/proxy on a free port.

    Parameters
    ----------
    folder : Path
        An empty folder, for the configuration and all files of nginx.
    static : Path
        The folder that deploy/proxy/static_files.py has filled.
    processes : tuple of Process
        The processes behind the proxy.
    changes : mapping, optional
        Texts of the configuration, which must exist, and their replacements.
    site : str, optional
        A text that replaces site.conf.
    """
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise FileNotFoundError(
            "nginx is not installed. On Debian or Ubuntu: apt-get install nginx"
        )
    port = free_port()
    configure(folder, places(port, static, processes), changes or {}, site)
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    if os.getuid() == 0:
        command += ["-g", "user root;"]  # only root may read pytest's folders
    address = f"http://127.0.0.1:{port}"
    with (folder / "proxy.log").open("ab") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield Hosted(address, folder, processes)
    finally:
        running.terminate()
        running.wait()


@contextlib.contextmanager
def over_tls(
    folder: Path, static: Path, processes: tuple[Process, Process]
) -> Iterator[tuple[Hosted, Hosted]]:
    """Run the proxy with a certificate, as site.conf's comments say; yield http and https."""
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN={NAME}"
    command += f" -addext subjectAltName=DNS:{NAME} -keyout privkey.pem -out fullchain.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    port = free_port()
    changes = {
        "listen 8080;\n    # With": "# With",
        "# listen 8443": f"listen 127.0.0.1:{port}",
        "# ssl_": "ssl_",
        "/etc/backrun/certificate": str(folder),
        "# server {": "server {",
        "#     ": "    ",
        "\n# }": "\n}",
    }
    trusted = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    trusted.check_hostname = False
    with proxy(folder, static, processes, changes) as plain:
        yield plain, replace(plain, address=f"https://127.0.0.1:{port}", trusted=trusted)


def lay_out(target: Path) -> Path:
    """Fill a folder with the files that the proxy itself serves."""
    subprocess.run([sys.executable, str(PROXY / "static_files.py"), str(target)], check=True)
    return target


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[Hosted]:
    """Run two processes and the proxy."""
    static = lay_out(folder / "static")
    (folder / "proxy").mkdir()
    with two_processes(folder) as processes, proxy(folder / "proxy", static, processes) as hosted:
        yield hosted
