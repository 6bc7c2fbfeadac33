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
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
# A rule of best practice, not of the standard, that Streamlit's own drop zone for files breaks.
AXE_OPTIONS = {"rules": {"presentation-role-conflict": {"enabled": False}}}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


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
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail(
            "The browser tests need Chromium. On Debian or Ubuntu: "
            "apt-get install chromium fonts-noto-core",
            pytrace=False,
        )
    with sync_playwright() as playwright:
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


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address in a window of its own: theme and size as asked for."""
    contexts: list[BrowserContext] = []

    def open_it(url: str, *, scheme: str = "light", width: int = 1280, height: int = 800) -> Page:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(url)
        settle(page)
        return page

    yield open_it
    for context in contexts:
        context.close()


def settle(page: Page) -> None:
    """Wait until the page has been drawn and no run of the script is under way."""
    page.wait_for_selector("h2")
    page.wait_for_selector("[data-test-script-state='notRunning']", state="attached")


def query(page: Page) -> dict[str, str]:
    """Return the parameters of the address bar."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(new URLSearchParams(location.search))"
    )
    return found


def path(page: Page) -> str:
    """Return the path of the address bar."""
    found: str = page.evaluate("location.pathname")
    return found


def press(page: Page, key: str, name: str) -> None:
    """Move a slider by one key press."""
    page.locator(f".st-key-{key} input[type=range]").focus()
    page.keyboard.press(name)
