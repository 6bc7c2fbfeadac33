"""The hosted app under its own host name: only its own pages may open a stream."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest
import yaml
from hosting import NAME, Hosted, ask, over_tls, proxy
from processes import ROOT, named_process

OWN, ELSEWHERE = f"https://{NAME}", "https://elsewhere.example"
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def both(
    hosted: Hosted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Hosted, Hosted]]:
    """A process that accepts only its own names, behind the proxy, without and with TLS."""
    folder, static = tmp_path_factory.mktemp("named"), hosted.folder.parent / "static"
    with (
        named_process(folder, f"{NAME} *.backrun.test") as strict,
        over_tls(folder, static, (strict, strict)) as running,
    ):
        yield running


@pytest.fixture
def named(both: tuple[Hosted, Hosted]) -> Hosted:
    return both[1]


def handshake(hosted: Hosted, host: str, **headers: str) -> int:
    """Return the status of a stream's request under a host name: 101 if the stream opens."""
    return ask(hosted, "/_stcore/stream", Host=host, **HANDSHAKE, **headers)[0].status


@contextmanager
def refusals(hosted: Hosted, number: int, process: str) -> Iterator[None]:
    """Check the number of refused streams and the process that refused them ("-": the proxy)."""
    pattern = rf" stream 403 .* process {process}\n"
    before = len(re.findall(pattern, hosted.log()))
    yield
    hosted.wait_for_log(pattern, before + number)
    assert len(re.findall(pattern, hosted.log())) == before + number


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (NAME, f"http://{NAME}"),
        (f"{NAME}:8080", f"http://{NAME}:8080"),
        ("[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
        # A balancer in front ended TLS but sent no header about it.
        (NAME, OWN),
        # A browser always sends its page's address; a program may send anything.
        (NAME, None),
        (NAME, ""),
    ],
)
def test_a_stream_opens_under_any_name_for_its_own_page(
    hosted: Hosted, host: str, origin: str | None
) -> None:
    assert handshake(hosted, host, **({} if origin is None else {"Origin": origin})) == 101


def test_a_stream_for_another_page_is_refused_before_a_process(hosted: Hosted) -> None:
    before = hosted.logs()
    others = [
        ELSEWHERE,
        f"{OWN}.elsewhere.example",
        f"{ELSEWHERE}/{NAME}",
        f"{OWN}:8443",
        f"{OWN} {ELSEWHERE}",
        f"{OWN}/",
        "https://",
        "null",
    ]
    with refusals(hosted, len(others) + 3, " -"):
        for origin in others:
            assert handshake(hosted, NAME, Origin=origin) == 403, origin
        # Browsers write a name in small letters, and Streamlit compares letter by letter.
        assert handshake(hosted, NAME.upper(), Origin=OWN) == 403
        for scheme in ("https", "wss"):
            ended = {"X_Forwarded_Proto": scheme}
            assert handshake(hosted, NAME, Origin=OWN, **ended) == 101
            assert handshake(hosted, NAME, Origin=f"http://{NAME}", **ended) == 403
    written = hosted.logs()
    for word in ("elsewhere", "null", "external IP"):
        assert written.count(word) == before.count(word)


def test_with_allowed_hosts_it_answers_to_its_own_names_alone(named: Hosted) -> None:
    for own in (NAME, f"{NAME}:8443", "www.backrun.test"):
        assert handshake(named, own, Origin=f"https://{own}") == 101
    assert handshake(named, NAME) == 101
    with refusals(named, 2, " -"):
        assert handshake(named, NAME, Origin=f"http://{NAME}") == 403
        assert handshake(named, NAME, Origin=ELSEWHERE) == 403
    with refusals(named, 4, r"\d 403"):
        for other in ("elsewhere.example", "backrun.test", "localhost", "127.0.0.1"):
            assert handshake(named, other, Origin=f"https://{other}") == 403


def test_a_pod_answers_under_its_own_name_too(hosted: Hosted, tmp_path: Path) -> None:
    manifests = yaml.safe_load_all((ROOT / "deploy/kubernetes.yaml").read_text(encoding="utf-8"))
    (config,) = [manifest for manifest in manifests if manifest["kind"] == "ConfigMap"]
    static, site = hosted.folder.parent / "static", config["data"]["site.conf"]
    with proxy(tmp_path, static, hosted.processes, site=site) as pod:
        ended = {"X_Forwarded_Proto": "wss", "X_Forwarded_For": "203.0.113.7"}
        assert handshake(pod, NAME, Origin=OWN, **ended) == 101
        with refusals(pod, 1, " -"):
            assert handshake(pod, NAME, Origin=ELSEWHERE, **ended) == 403


def test_with_a_certificate_it_speaks_tls(both: tuple[Hosted, Hosted]) -> None:
    plain, named = both
    sent_on, _ = ask(plain, "/week?mass=80", Host=NAME)
    assert sent_on.headers["Location"] == f"{OWN}/week?mass=80"
    answer, content = ask(named, "/_stcore/health")
    assert content == b"ok"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookies = "\n".join(answer.headers.get_all("Set-Cookie") or [])
    assert "HttpOnly; SameSite=None; Secure; Partitioned" in cookies
    connection = HTTPSConnection(named.address.removeprefix("https://"), context=named.trusted)
    connection.connect()
    assert isinstance(connection.sock, ssl.SSLSocket)
    assert connection.sock.version() == "TLSv1.3"
    connection.close()
