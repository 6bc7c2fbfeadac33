"""The hosted app in the browser: it obeys the security policy, is small and survives a crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hosting import Hosted, proxy
from playwright.sync_api import Browser, Page, expect

from backrun.ui.frame import PAGES
from browser.conftest import OpenPage, press, settle, unfold

pytestmark = pytest.mark.browser

LINK = "/week?mass=83.5&pace=5:07&share=64"
MOST_BYTES = 3_200_000
NOTE_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""


def process_of(page: Page) -> int:
    """Return the number of the process in the page's cookie, counted from 0."""
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    return int(cookies["backrun_process"] or "") - 1


def shows_the_link(page: Page) -> None:
    for key, text in (("mass", "83.5"), ("pace", "5:07"), ("share", "64")):
        expect(page.locator(f".st-key-{key} input[type=range]")).to_have_attribute(
            "aria-valuetext", text
        )


def works_on(page: Page) -> None:
    """Check that the page has the link's values and answers a move of a slider."""
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached(timeout=60_000)
    shows_the_link(page)
    press(page, "mass", "ArrowRight")
    expect(page).to_have_url(re.compile("mass=84(&|$)"))
    expect(page.locator("h2").first).to_contain_text("Your week burns")
    press(page, "mass", "ArrowLeft")
    expect(page).to_have_url(re.compile("mass=83.5"))


def test_every_page_works_under_the_policy(open_page: OpenPage, hosted: Hosted) -> None:
    page = open_page(f"{hosted.address}/")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.add_init_script(NOTE_VIOLATIONS)
    for script, _, _ in PAGES:
        page.goto(f"{hosted.address}/{Path(script).stem.removeprefix('app')}")
        settle(page)
        unfold(page)
        assert page.evaluate("window.violations") == [], script
    page.goto(f"{hosted.address}/")
    settle(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{hosted.address}/")
    assert page.evaluate("window.violations") == []
    assert {host for host in hosts if host} == {hosted.address.removeprefix("http://")}


def test_a_first_visit_is_small(browser: Browser, hosted: Hosted) -> None:
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    received: list[float] = []
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda event: received.append(len(event["response"]["payloadData"])),
    )
    page.goto(f"{hosted.address}/")
    page.locator("[data-testid=stPlotlyChart] .scatterlayer").wait_for()
    settle(page)
    assert MOST_BYTES / 2 < sum(received) < MOST_BYTES
    context.close()


def test_only_the_sites_that_the_host_names_may_embed_it(
    open_page: OpenPage, hosted: Hosted, tmp_path: Path
) -> None:
    with another_site(tmp_path) as forum:
        (tmp_path / "proxy").mkdir()
        static, named = hosted.folder.parent / "static", {"\"'self'\"": f'"{forum}"'}
        with proxy(tmp_path / "proxy", static, hosted.processes, named) as open_to_forum:
            for name, host in (("welcome", open_to_forum), ("refused", hosted)):
                frame = f'<iframe src="{host.address}/?embed=true" width="1000" height="700">'
                (tmp_path / f"{name}.html").write_text(frame, encoding="utf-8")
            page = open_page(f"{open_to_forum.address}/")
            page.goto(f"{forum}/welcome.html")
            heading = page.frame_locator("iframe").locator("h2").first
            expect(heading).to_contain_text("At the same speed", timeout=15_000)
            with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
                page.goto(f"{forum}/refused.html")


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """Serve a folder under a host name that differs from the app's."""
    serve = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_visitors_go_on_while_the_processes_are_restarted_one_by_one(
    open_page: OpenPage, hosted: Hosted
) -> None:
    page = open_page(f"{hosted.address}{LINK}")
    shows_the_link(page)
    first = process_of(page)
    for process in (first, 1 - first):
        with hosted.processes[process].down():
            for _ in range(300):
                if process_of(page) != process:
                    break
                page.wait_for_timeout(100)
            works_on(page)
            assert process_of(page) == 1 - process


def test_when_all_processes_die_the_page_waits_and_goes_on(
    open_page: OpenPage, hosted: Hosted
) -> None:
    page = open_page(f"{hosted.address}{LINK}")
    one, other = hosted.processes
    with one.down(), other.down():
        expect(page.get_by_role("dialog")).to_contain_text("Connection error", timeout=15_000)
    works_on(page)
    expect(page.get_by_role("dialog")).to_be_hidden()
