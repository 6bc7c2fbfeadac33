"""No log of the proxy or the app contains a visitor's entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hosting import Hosted
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage, press, settle

pytestmark = pytest.mark.browser

NAME = "Zebulon Quick"
LINK = "/ramp_up?mass=83.5&age=47&sex=female&mood=gloomy&share=3000"
LINE = (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d (page|stream|upload|refused|other) "
    r"\d{3} \d+ bytes [\d.]+ s, process \d? (\d{3}|-)"
)
TOLD = ("83.5", "mass", "age=", "sex", "female", "gloomy", "3000", "Zebulon", "Dizziness", "nobody")


def screened(page: Page) -> None:
    """Answer the questions of the screening."""
    for choice in ("None of these", "Yes"):
        page.get_by_text(choice, exact=True).click()
        settle(page)
    page.get_by_role("button", name="Next: your place").click()
    for choice in ("On a clear, flat straight", "Nobody and nothing"):
        page.get_by_text(choice).click()
        settle(page)
    page.get_by_role("button", name="Next: your experience").click()
    page.get_by_text("Never", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Done").click()


def test_a_session_leaves_nothing_personal_in_any_log(
    open_page: OpenPage, hosted: Hosted, tmp_path: Path
) -> None:
    before = len(hosted.log())
    page = open_page(f"{hosted.address}{LINK}")
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text("'mood' is not")
    screened(page)
    page.get_by_role("tab", name="Take away").click()
    whose = page.get_by_role("textbox", name="Whose plan")
    whose.fill(NAME)
    whose.press("Enter")
    settle(page)
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    process = cookies["backrun_process"]
    with page.expect_download() as calendar:
        page.get_by_role("button", name=".ics").click()
    assert NAME in calendar.value.path().read_text(encoding="utf-8")
    with page.expect_download() as plan:
        page.get_by_role("button", name=".json").click()
    saved = tmp_path / "plan.json"
    plan.value.save_as(saved)
    with page.expect_response(re.compile("/upload_file/")):
        page.locator("input[type=file]").set_input_files(saved)
    # The upload ends before the page shows the file's plan, so wait for the plan.
    expect(page.get_by_text("The saved plan of").first).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Change my answers").click()
    page.get_by_text("Dizziness, fainting").click()
    settle(page)
    press(page, "mass", "ArrowRight")
    page.goto(f"{hosted.address}/_stcore/{NAME}?mass=84")
    page.goto(f"{hosted.address}/")

    hosted.wait_for_log(r" stream 101 .*\n(.*\n)*.* page 200 ")
    written = hosted.log()[before:]
    uploads = re.findall(r" upload 20\d .* process (\S+)", written)
    assert set(uploads) == {process}
    assert re.fullmatch(f"({LINE}\n)+", written)
    found = [word for word in TOLD if word in hosted.logs()]
    assert found == []
