"""The present mode: one fact a screen, next and back, the same scenario, and a way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from browser.conftest import OpenPage, check_accessible, in_both_looks, path, query, settle
from browser.test_privacy import screened

pytestmark = pytest.mark.browser

LINK = "?mass=81.5&pace=5:07&basis=effort&grade=2.5&week=mon40-6_sat60-10@5:30&goal=8"
HELD = {
    "mass": "81.5",
    "pace": "5:07",
    "basis": "effort",
    "grade": "2.5",
    "week": "mon40-6_sat60-10@5:30",
    "goal": "8",
}


def heading(page: Page | FrameLocator, text: str) -> None:
    expect(page.locator("h2").first).to_contain_text(text)


def at(page: Page, text: str) -> None:
    """Wait until a screen and its buttons, which listen to keys, are on the page."""
    page.locator(".st-key-present_way").get_by_text(text).wait_for()
    page.locator(".st-key-present_end button").wait_for()
    settle(page)


def start(page: Page) -> None:
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("tab", name="Present").click()
    page.get_by_role("button", name="Start presenting").click()
    page.wait_for_selector(".st-key-present h2")
    settle(page)


def test_it_goes_on_and_back_and_out_with_the_same_scenario(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/week{LINK}")
    summary = page.locator("h2").first.inner_text()
    start(page)
    heading(page, "At the same effort")
    assert query(page) == {**HELD, "present": "1"}
    page.get_by_role("button", name="Next").click()
    at(page, "2 of 4")
    heading(page, "Your week burns")
    page.keyboard.press("ArrowRight")
    at(page, "3 of 4")
    heading(page, "Your week asks")
    page.keyboard.press("ArrowLeft")
    at(page, "2 of 4")
    assert query(page) == {**HELD, "present": "2"}
    page.go_back()
    at(page, "3 of 4")
    page.reload()
    at(page, "3 of 4")
    page.keyboard.press("ArrowRight")
    at(page, "4 of 4")
    heading(page, "Stop when")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.locator(".st-key-present_end button").click()
    heading(page, "Your week burns")
    expect(page.locator(".st-key-mass input[type=range]")).to_have_attribute(
        "aria-valuetext", "81.5"
    )
    assert page.locator("h2").first.inner_text() == summary
    assert (path(page), query(page)) == ("/week", HELD)


@pytest.mark.parametrize("script", ["", "week", "ramp_up", "muscles", "claims", "evidence"])
def test_a_link_opens_it_on_any_page_of_a_fresh_session(
    open_page: OpenPage, address: str, script: str
) -> None:
    page = open_page(f"{address}/{script}{LINK}&present=2")
    at(page, "2 of 4")
    heading(page, "Your week burns")
    assert query(page) == {**HELD, "present": "2"}
    page.keyboard.press("Escape")
    # This is the first page with sliders in this window, so the browser has to load their code.
    page.wait_for_selector(".st-key-pace input[type=range]", timeout=40_000)
    expect(page.locator(".st-key-pace input[type=range]")).to_have_attribute(
        "aria-valuetext", "5:07"
    )
    settle(page)
    assert query(page) == HELD


@pytest.mark.parametrize(("asked", "screen"), [("0", "1 of 4"), ("99", "4 of 4"), ("x", "1 of 4")])
def test_a_screen_that_is_not_there_is_the_first_or_the_last(
    open_page: OpenPage, address: str, asked: str, screen: str
) -> None:
    page = open_page(f"{address}/?present={asked}")
    at(page, screen)
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_there_is_nothing_to_enter_no_menu_and_no_sidebar(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/")
    start(page)
    for number in range(1, 5):
        at(page, f"{number} of 4")
        expect(
            page.locator("input:visible, textarea:visible, [role=slider]:visible")
        ).to_have_count(0)
        expect(page.locator("[data-testid=stSidebar]:visible")).to_have_count(0)
        expect(page.locator("[data-testid=stPageLink]:visible")).to_have_count(0)
        assert page.locator("[data-testid=stPlotlyChart]:visible").count() <= 1
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (390, 844)])
def test_each_screen_fits_in_width_and_its_type_is_large(
    open_page: OpenPage, address: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{address}/?present=1", width=size[0], height=size[1])
    for number in range(1, 5):
        at(page, f"{number} of 4")
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= size[0]
        style = "e => parseFloat(getComputedStyle(e).fontSize)"
        assert page.locator("h2").first.evaluate(style) >= min(21, size[0] / 18)
        page.keyboard.press("ArrowRight")


def test_a_whole_chart_is_on_the_screen(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?present=1")
    for number in (1, 2):
        at(page, f"{number} of 4")
        chart = page.locator("[data-testid=stPlotlyChart]")
        chart.locator(".main-svg").first.wait_for()
        box = chart.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
        page.keyboard.press("ArrowRight")


def test_the_plan_is_shown_where_this_session_was_screened(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/ramp_up?age=40&start=2027-01-04")
    screened(page)
    settle(page)
    start(page)
    for number in (1, 2, 3):
        at(page, f"{number} of 5")
        page.keyboard.press("ArrowRight")
    at(page, "4 of 5")
    heading(page, "Mon 4 Jan 2027")
    page.locator(".st-key-present_end button").click()
    expect(page.get_by_text("Screening done")).to_be_visible()
    # The same link in another session has no screening and so no plan.
    other = open_page(f"{address}/ramp_up?age=40&start=2027-01-04&present=4")
    at(other, "4 of 4")
    heading(other, "Stop when")


def test_downhill_is_refused_in_words(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?grade=-5&present=1")
    for number in (1, 2, 3):
        at(page, f"{number} of 4")
        heading(page, "There is no number for running backward downhill")
        page.keyboard.press("ArrowRight")
    at(page, "4 of 4")
    heading(page, "Stop when")


def test_what_a_link_could_not_say_is_said(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?mass=500&present=1")
    expect(page.get_by_text("Weight: 500 kg; allowed: 30 to 250 kg")).to_be_visible()


@contextmanager
def blog(inside: str) -> Iterator[str]:
    """Serve a page of another site that shows a page of the app in a frame."""
    frame = f"<h1>Blog</h1><iframe src='{inside}' width='700' height='600'></iframe>"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frame.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_it_works_embedded(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    with blog(f"{address}/?embed=true&mass=81.5&present=1") as outside:
        page.goto(outside)
    frame = page.frame_locator("iframe")
    frame.locator("h2").first.wait_for()
    heading(frame, "At the same speed")
    frame.get_by_role("button", name="Next").click()
    heading(frame, "Your week burns")
    inside = page.frames[1]
    assert "embed=true" in inside.url
    assert "mass=81.5" in inside.url
    assert inside.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 700


def test_pages_and_links_work_embedded(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    with blog(f"{address}/?embed=true&mass=81.5") as outside:
        page.goto(outside)
    frame = page.frame_locator("iframe")
    frame.locator("h2").first.wait_for()
    heading(frame, "At the same speed")
    frame.get_by_role("link", name="Week").click()
    heading(frame, "Your week burns")
    inside = page.frames[1]
    assert "/week" in inside.url
    assert "embed=true" in inside.url
    frame.get_by_role("button", name="Share", exact=True).click()
    link = frame.get_by_role("dialog").locator("code:visible").first
    expect(link).to_contain_text(f"{address}/week?units=metric&mass=81.5")
    expect(link).not_to_contain_text("embed")
    assert inside.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 700


@in_both_looks
def test_axe_finds_nothing(
    open_page: OpenPage, address: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/?present=1", scheme=scheme, width=width, height=height)
    for number in range(1, 5):
        at(page, f"{number} of 4")
        check_accessible(page)
        page.keyboard.press("ArrowRight")
