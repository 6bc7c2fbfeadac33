"""The real app on a server of its own, and Debian's Chromium to drive it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    WebSocket,
    expect,
    sync_playwright,
)
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
# Streamlit's own drop zone for files breaks this rule, which is not part of the standard (WCAG).
AXE_OPTIONS = {"rules": {"presentation-role-conflict": {"enabled": False}}}
# Longest wait for a page in ms; a busy machine is slow.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# Each theme and each width once: contrast depends only on the theme, layout only on the width.
in_both_looks = pytest.mark.parametrize(
    ("scheme", "width", "height"),
    [("light", 1280, 800), ("dark", 390, 844)],
    ids=["light, wide", "dark, phone"],
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    # Keep compiled scripts, because Streamlit and Plotly load 9 MB of scripts on every page.
    "--v8-cache-options=code",
)


@contextmanager
def serve() -> Iterator[str]:
    """Run the app on a free port and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the app did not start within 30 s")


@pytest.fixture(scope="session")
def chromium() -> Path:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail(
            "The browser tests need Chromium. On Debian or Ubuntu: "
            "apt-get install chromium fonts-noto-core",
            pytrace=False,
        )
    return Path(found)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: Path) -> Iterator[Browser]:
    """A browser for tests that make profiles of their own."""
    browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve() as running:
        yield running


@pytest.fixture
def fresh_address() -> Iterator[str]:
    """A server that nobody has visited yet."""
    with serve() as running:
        yield running


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, chromium: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """One profile on disk for most tests, so that Chromium can keep compiled scripts."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=chromium, args=ARGUMENTS
    )
    yield context
    context.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[OpenPage]:
    """A function that opens an address in its own window with a theme and a size."""
    pages: list[Page] = []

    def open_it(url: str, *, scheme: str = "light", width: int = 1280, height: int = 800) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.set_default_timeout(PATIENCE)
        page.goto(url)
        settle(page)
        return page

    yield open_it
    for page in pages:
        page.close()
    context.clear_cookies()
    context.clear_permissions()


def settle(page: Page) -> None:
    """Wait until the page is complete and the script does not run.

    A widget has the value of its link parameter only after the browser has loaded its code.
    """
    page.wait_for_selector("h2")
    page.wait_for_selector("[data-test-script-state='notRunning']", state="attached")
    expect(page.locator("[data-testid=stMain] [data-testid=stSkeleton]")).to_have_count(0)


def unfold(page: Page) -> None:
    """Open every expander of the page."""
    page.evaluate(
        "for (const closed of document.querySelectorAll("
        "'[data-testid=stMain] [data-testid=stExpander] details:not([open]) > summary'"
        ")) closed.click()"
    )
    settle(page)


def check_accessible(page: Page) -> None:
    """Check that axe finds no fault on the page, and that the page fits into the window."""
    # Wait until colours have stopped to fade in.
    page.wait_for_timeout(400)
    results = Axe().run(page, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= page.evaluate("window.innerWidth")


def query(page: Page) -> dict[str, str]:
    """Return the parameters of the address bar after a run, when they no longer change."""
    page.wait_for_selector("[data-test-script-state='notRunning']", state="attached")
    found: dict[str, str] = page.evaluate(
        """async () => {
            let before = null;
            for (let same = 0, tries = 0; same < 4 && tries < 50; tries++) {
                same = location.search === before ? same + 1 : 0;
                before = location.search;
                await new Promise(done => setTimeout(done, 100));
            }
            return Object.fromEntries(new URLSearchParams(location.search));
        }"""
    )
    return found


def path(page: Page) -> str:
    """Return the path of the address bar."""
    found: str = page.evaluate("location.pathname")
    return found


def heard(page: Page) -> list[bytes]:
    """Load the page again and return a list that collects all messages of the server.

    The page has to load again because listening must begin before the page connects.
    """
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(frame))

    page.on("websocket", listen)
    page.reload()
    settle(page)
    return frames


def drawn(page: Page, frames: list[bytes]) -> list[str]:
    """Wait for a whole run of the script, and return the kinds of elements that it sent."""
    for _ in range(200):
        messages = [ForwardMsg.FromString(frame) for frame in frames]
        types = [message.WhichOneof("type") for message in messages]
        # The end of an earlier run may still arrive first.
        begin = types.index("new_session") if "new_session" in types else len(types)
        if "script_finished" in types[begin:]:
            end = types.index("script_finished", begin)
            kinds = [m.delta.new_element.WhichOneof("type") for m in messages[begin:end]]
            return [kind for kind in kinds if kind]
        page.wait_for_timeout(50)
    raise TimeoutError("no run has ended within 10 s")


def press(page: Page, key: str, name: str) -> None:
    """Move a slider by one key press."""
    page.locator(f".st-key-{key} input[type=range]").focus()
    page.keyboard.press(name)


def type_in_cell(page: Page, table: Locator, row: int, x: float, text: str) -> None:
    """Choose the cell `x` pixels from the table's left edge, open it, type a text and press Enter.

    Without opening the cell first, the first key opens it, and a busy browser loses that key.
    """
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + 34 + 33 * row + 16)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    opened = page.locator("#portal :is(input, textarea)").last
    expect(opened).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text, delay=80)
    expect(opened).to_have_value(text)
    page.keyboard.press("Enter")
    settle(page)
