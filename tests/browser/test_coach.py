"""The Coach page as a coach meets it: a list goes in, is edited, and comes out as files."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader
from roster_files import FIXTURES, rows_of, two_megabytes

from backrun.reports.roster.file import read_roster
from browser.conftest import (
    OpenPage,
    check_accessible,
    in_both_looks,
    path,
    press,
    query,
    settle,
    type_in_cell,
    unfold,
)

pytestmark = pytest.mark.browser

GOOD = FIXTURES / "good_comma.csv"


def upload(page: Page, *files: Path | dict[str, object]) -> None:
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(files[0])
    settle(page)


def answer(page: Page) -> str:
    return page.locator("h2").first.inner_text()


def opened(open_page: OpenPage, address: str, **size: object) -> Page:
    """Open the page with three clients on it."""
    page = open_page(f"{address}/coach", **size)
    upload(page, GOOD)
    expect(page.locator("h2").first).to_contain_text("your 3 clients")
    return page


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_a_list_is_uploaded_and_answered(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/coach")
    expect(page.locator("h2").first).to_contain_text("Many clients at once")
    upload(page, GOOD)
    expect(page.locator("h2").first).to_contain_text("At the same speed going backward takes your")
    expect(page.get_by_label(re.compile("^What each of 3 clients"))).to_have_count(1)
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(2)
    assert query(page) == {}
    assert "Anna" not in page.url


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("latin_1.csv", "The file is not UTF-8 text (byte 21 is 0xe9)"),
        ("picture.xlsx", "The file is a PNG picture; allowed: CSV in UTF-8 or Excel (.xlsx)"),
        ("missing_column.csv", "No column for Weight, kg and Forward pace, min/km"),
    ],
)
def test_a_bad_file_is_named_and_the_list_kept(
    open_page: OpenPage, address: str, name: str, words: str
) -> None:
    page = opened(open_page, address)
    page.get_by_text("Upload a list, or get a template").click()
    upload(page, FIXTURES / name)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(words)
    expect(page.locator("h2").first).to_contain_text("your 3 clients")


def test_bad_rows_are_listed_and_good_ones_kept(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/coach")
    upload(page, FIXTURES / "out_of_range.csv")
    expect(page.locator("h2").first).to_contain_text("your 1 client ")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("1 client kept; 4 rows were left")
    page.get_by_text("What could not be used, row by row").click()
    expect(page.get_by_label("What could not be used", exact=True)).to_be_visible()


def test_a_file_of_two_megabytes_is_refused_in_the_browser(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/coach")
    large = {"name": "large.csv", "mimeType": "text/csv", "buffer": two_megabytes()}
    upload(page, large)
    expect(page.get_by_text(re.compile("must be 1.0MB or smaller"))).to_be_visible()
    assert "Many clients at once" in answer(page)


def test_five_thousand_clients(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/coach")
    upload(page, {"name": "many.csv", "mimeType": "text/csv", "buffer": rows_of(5000)})
    expect(page.locator("h2").first).to_contain_text("your 5000 clients", timeout=30_000)
    expect(page.locator("[data-testid=stPlotlyChart] .scatterlayer")).to_be_visible(timeout=30_000)
    page.get_by_text("Which clients: at most 200 reports").scroll_into_view_if_needed()


def test_the_switches_change_the_group_and_a_slider_does_not(
    open_page: OpenPage, address: str
) -> None:
    page = opened(open_page, address)
    before = answer(page)
    page.locator(".st-key-basis").get_by_text("effort", exact=True).click()
    expect(page.locator("h2").first).to_contain_text("At the same effort")
    expect(page.get_by_label(re.compile("at the same effort, per kilometre"))).to_have_count(1)
    page.locator(".st-key-basis").get_by_text("speed", exact=True).click()
    expect(page.locator("h2").first).to_have_text(before)
    press(page, "pace", "ArrowRight")
    page.wait_for_function("location.search.includes('pace')")
    settle(page)
    assert answer(page) == before
    page.get_by_text("miles, lb").click()
    expect(page.get_by_text("/mile").first).to_be_visible()
    settle(page)
    expect(page.locator("h2").first).to_contain_text("per mile")


def cell(page: Page, row: int, x: int, text: str) -> None:
    """Type into a cell of the table to edit."""
    type_in_cell(page, page.locator("[data-testid=stDataFrame]").last, row, x, text)


def test_clients_are_edited_in_place(open_page: OpenPage, address: str) -> None:
    page = opened(open_page, address)
    card = page.locator("[data-testid=stTable]").first
    expect(card).to_contain_text("61.5")
    cell(page, 0, 210, "90")
    expect(card).to_contain_text("90")
    cell(page, 0, 210, "9000")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(
        "Anna: Weight: 9000 kg; allowed: 30 to 250 kg; kept as it was"
    )


def test_a_reload_forgets_the_list(open_page: OpenPage, address: str) -> None:
    page = opened(open_page, address)
    page.reload()
    expect(page.locator("h2").first).to_contain_text("Many clients at once")


def test_results_and_templates_are_downloaded(open_page: OpenPage, address: str) -> None:
    page = opened(open_page, address)
    with page.expect_download() as started:
        page.get_by_role("button", name="Results (CSV)").click()
    text = content(started.value).decode("utf-8-sig")
    assert started.value.suggested_filename == "clients-results.csv"
    links = re.findall(rf"{address}/\?[^,\"]+", text)
    assert len(links) == 3
    assert not any(name in link for link in links for name in ("Anna", "Ben", "李雷"))
    assert len(read_roster(text.encode()).clients) == 3
    page.get_by_text("Upload a list, or get a template").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Template (Excel)").click()
    assert len(read_roster(content(started.value)).clients) == 5


def test_a_client_is_opened_on_all_pages(open_page: OpenPage, address: str) -> None:
    page = opened(open_page, address)
    page.get_by_role("button", name="Open Ben Ångström on all pages").click()
    expect(page.get_by_text("Ben Ångström is the runner on all pages now")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("h2").first).to_contain_text("6:15")
    expect(page.locator(".st-key-mass input[type=range]")).to_have_attribute(
        "aria-valuetext", "84.0"
    )
    assert path(page) == "/"
    assert query(page)["pace"] == "6:15"
    assert query(page)["week"] == "mon40-4_sat60-10@5:50"
    assert "Ben" not in page.url
    page.get_by_role("link", name="Coach").click()
    expect(page.locator("h2").first).to_contain_text("your 3 clients")


def test_reports_are_made_with_a_bar_and_downloaded(open_page: OpenPage, address: str) -> None:
    page = opened(open_page, address)
    page.get_by_label("Your name").fill("Coach Kim")
    page.get_by_role("button", name="Make 3 reports").click()
    save = page.get_by_role("button", name="Download 3 reports (zip)")
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as started:
        save.click()
    with ZipFile(BytesIO(content(started.value))) as archive:
        assert archive.namelist() == ["001 Anna.pdf", "002 Ben Ångström.pdf", "003 李雷.pdf"]
        text = PdfReader(BytesIO(archive.read("001 Anna.pdf"))).pages[0].extract_text()
    assert "Anna" in text
    assert "Coach Kim" in text


def test_making_reports_can_be_cancelled_and_goes_on_after_a_switch(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/coach")
    upload(page, {"name": "many.csv", "mimeType": "text/csv", "buffer": rows_of(150)})
    expect(page.locator("h2").first).to_contain_text("your 150 clients")
    start = page.get_by_role("button", name="Make 150 reports")
    start.click()
    bar = page.locator("[data-testid=stProgress]")
    expect(bar).to_contain_text(re.compile(r"^[1-9]\d* of 150 reports"))
    page.locator(".st-key-basis").get_by_text("effort", exact=True).click()
    expect(page.locator("h2").first).to_contain_text("At the same effort")
    there = int(bar.inner_text().split()[0])
    expect(bar).not_to_contain_text(re.compile(rf"^{there} of"))
    page.get_by_role("button", name="Cancel").click()
    expect(start).to_be_visible()
    expect(bar).to_have_count(0)


@in_both_looks
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, address: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/coach", scheme=scheme, width=width, height=height)
    upload(page, FIXTURES / "text_in_number.csv")
    expect(page.locator("[data-testid=stDataFrame]").last).to_be_visible()
    unfold(page)
    check_accessible(page)
