"""The proxy's own configuration, in Debian's nginx, in front of two processes of the app."""

from __future__ import annotations

import gzip
import re
import time
import tomllib
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path
from socket import create_connection

import pytest
from hosting import Hosted, ask, proxy
from processes import ROOT
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Server": "nginx",
}


def stream(hosted: Hosted, max_queue: int = 16, **headers: str) -> ClientConnection:
    """Open the stream of one page."""
    return connect(
        f"{hosted.address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        proxy=None,
        compression=None,
        max_size=None,
        max_queue=max_queue,
    )


def given_process(answer: HTTPResponse) -> str:
    """Return the process that the cookie of an answer names."""
    cookies = answer.headers.get_all("Set-Cookie") or []
    return "".join(re.findall(r"backrun_process=(\d*);", "\n".join(cookies)))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/week?mass=80", 200),
        ("/robots.txt", 200),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/media/none.csv", 404),
        ("/static/none.js", 404),
        ("/week/below", 404),
        ("/week/_stcore/health", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
    ],
)
def test_every_answer_carries_the_security_headers(hosted: Hosted, path: str, status: int) -> None:
    answer, _ = ask(hosted, path)
    assert answer.status == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert "clipboard-write=(self)" in answer.headers["Permissions-Policy"]
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert answer.headers["Strict-Transport-Security"] is None
    for name in (*ALWAYS, "Content-Security-Policy"):
        assert len(answer.headers.get_all(name) or []) == 1


def test_static_files_are_sent_compressed_and_kept_for_good(hosted: Hosted) -> None:
    _, document = ask(hosted, "/")
    script = re.findall(r'src="\.(/static/js/index[^"]+)"', document.decode())[0]
    answer, content = ask(hosted, script, Accept_Encoding="gzip, br")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"].startswith("application/javascript")
    plain, whole = ask(hosted, script)
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(content) == whole
    missing, _ = ask(hosted, "/static/none.js")
    assert missing.headers["Cache-Control"] is None


def test_the_document_is_fresh_and_says_what_it_is(hosted: Hosted) -> None:
    answer, content = ask(hosted, "/week?mass=80")
    assert answer.headers["Cache-Control"] == "no-cache"
    document = content.decode()
    assert "<title>backrun: forward against backward running</title>" in document
    assert '<meta name="description"' in document
    assert '<meta property="og:title"' in document
    icon = re.findall(r'rel="shortcut icon" href="\.([^"]+)"', document)
    assert ask(hosted, icon[0])[0].headers["Content-Type"] == "image/svg+xml"
    again, _ = ask(hosted, "/", If_None_Match=answer.headers["ETag"])
    assert again.status == 304
    moved, _ = ask(hosted, "/week/?mass=80")
    assert (moved.status, moved.headers["Location"]) == (301, "/week?mass=80")
    assert b"Disallow: /*?" in ask(hosted, "/robots.txt")[1]


def test_a_cookie_of_one_digit_keeps_a_visitor_with_a_process(hosted: Hosted) -> None:
    first, _ = ask(hosted, "/_stcore/health")
    assert given_process(first) in {"1", "2"}
    for digit in ("1", "2"):
        for _ in range(4):
            answer, _ = ask(hosted, "/_stcore/host-config", Cookie=f"backrun_process={digit}")
            assert given_process(answer) == ""
        hosted.wait_for_log(rf"(.* other 200 .* process {digit} 200\n){{4}}")
    unknown, _ = ask(hosted, "/_stcore/health", Cookie="backrun_process=9")
    assert given_process(unknown) in {"1", "2"}


def test_a_stream_opens_for_the_own_site_alone(hosted: Hosted) -> None:
    with stream(hosted, Origin=hosted.address) as opened:
        assert opened.response is not None
        assert "backrun_process=" in "".join(opened.response.headers.get_all("Set-Cookie"))
    with pytest.raises(InvalidStatus, match="HTTP 403"):
        stream(hosted, Origin="https://elsewhere.example")
    answer, _ = ask(hosted, "/_stcore/health", Origin="https://elsewhere.example")
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_an_upload_needs_its_token_and_stops_at_the_limit(hosted: Hosted) -> None:
    path = "/_stcore/upload_file/session/file"
    answer, _ = ask(hosted, path, "PUT", b"{}")
    assert answer.status == 403
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    most = config["server"]["maxUploadSize"] * 2**20
    refused, _ = ask(hosted, path, "PUT", bytes(most + 1))
    assert refused.status == 413
    hosted.wait_for_log(r" upload 413 .* process  -\n")
    elsewhere, _ = ask(hosted, "/_stcore/host-config", "POST", bytes(2000))
    assert elsewhere.status == 413


def test_at_the_limit_newcomers_are_told_and_the_others_stay(
    hosted: Hosted, tmp_path: Path
) -> None:
    static = hosted.folder.parent / "static"
    few = {"limit_conn sessions 400": "limit_conn sessions 3"}
    few |= {"limit_conn sessions 420": "limit_conn sessions 4"}
    with proxy(tmp_path, static, hosted.processes, few) as small, ExitStack() as pages:
        streams = [pages.enter_context(stream(small)) for _ in range(3)]
        answer, content = ask(small, "/")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        assert b"backrun is full just now" in content
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        # The last page below the limit gets its stream; the next page does not.
        streams.append(pages.enter_context(stream(small)))
        with pytest.raises(InvalidStatus, match="HTTP 503"):
            stream(small)
        for opened in streams:
            assert opened.ping().wait(5)


def test_too_many_arrivals_from_one_address_are_told(hosted: Hosted, tmp_path: Path) -> None:
    slow = {"rate=10r/s": "rate=1r/m", "burst=100": "burst=2"}
    with proxy(tmp_path, hosted.folder.parent / "static", hosted.processes, slow) as small:
        statuses = [ask(small, "/")[0].status for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert ask(small, "/_stcore/health")[0].status == 200


def test_clients_that_never_finish_asking_hold_up_no_one(hosted: Hosted, tmp_path: Path) -> None:
    short = {"client_header_timeout 10s": "client_header_timeout 1s"}
    static = hosted.folder.parent / "static"
    with proxy(tmp_path, static, hosted.processes, short) as impatient, ExitStack() as clients:
        host, port = impatient.address.removeprefix("http://").split(":")
        slow = [clients.enter_context(create_connection((host, port), 10)) for _ in range(50)]
        for client in slow:
            client.sendall(b"GET / HTTP/1.1\r\nHost: backrun\r\nX-Slow: ")
        assert ask(impatient, "/")[0].status == 200
        with stream(impatient) as opened:
            assert opened.ping().wait(5)
        assert [client.recv(1000) for client in slow] == [b""] * 50


@pytest.mark.long
def test_a_page_that_falls_silent_is_let_go(hosted: Hosted) -> None:
    host, port = hosted.address.removeprefix("http://").split(":")
    asked = "GET /_stcore/stream HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket"
    asked += "Connection: Upgrade", "Sec-WebSocket-Version: 13"
    asked += ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",)
    with create_connection((host, port), 120) as silent, stream(hosted) as lively:
        silent.sendall("\r\n".join((*asked, "\r\n")).encode())
        assert silent.recv(1000).startswith(b"HTTP/1.1 101")
        while silent.recv(1000):
            pass  # the process asks whether anyone is there, and then gives up
        assert lively.ping().wait(5)


@pytest.mark.long
def test_clients_that_ask_and_never_read_hold_up_no_one(hosted: Hosted) -> None:
    ask_for_page = BackMsg()
    ask_for_page.rerun_script.SetInParent()
    with ExitStack() as clients:
        deaf = [clients.enter_context(stream(hosted, max_queue=1)) for _ in range(20)]
        for _ in range(100):
            for client in deaf:
                client.send(ask_for_page.SerializeToString())
            time.sleep(0.3)
        with stream(hosted) as reader:
            reader.send(ask_for_page.SerializeToString())
            while not ForwardMsg.FromString(reader.recv(10)).HasField("script_finished"):
                pass
