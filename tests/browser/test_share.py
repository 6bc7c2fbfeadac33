"""The Share dialog: copy the link, read its QR code, download the report."""

from __future__ import annotations

import io
from datetime import date

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect
from pypdf import PdfReader

from browser.conftest import OpenPage, check_accessible, in_both_looks, press, settle
from browser.test_privacy import screened

pytestmark = pytest.mark.browser

PAGES = ("", "week", "ramp_up", "muscles", "claims", "coach", "evidence")
NAME, NOTE = "Zebulon Quick", "Walk first, then run. 走"


def share(page: Page) -> None:
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("dialog").locator("code:visible").first.wait_for()


def shown_link(page: Page) -> str:
    return page.get_by_role("dialog").locator("code:visible").first.inner_text()


def report_tab(page: Page) -> None:
    share(page)
    page.get_by_role("tab", name="Report (PDF)").click()
    page.get_by_role("button", name="Download the report").wait_for()


def download(page: Page) -> Download:
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the report").click()
    return found.value


def text_of(file: Download) -> str:
    document = pypdfium2.PdfDocument(file.path())
    texts = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("script", PAGES)
def test_every_page_shares_its_link_and_its_code(
    open_page: OpenPage, address: str, script: str
) -> None:
    page = open_page(f"{address}/{script}?mass=81.5&pace=5:07")
    share(page)
    link = shown_link(page)
    assert link.startswith(f"{address}/{script}?units=metric&mass=81.5&pace=5:07")
    picture = page.get_by_alt_text("QR code of this link")
    expect(picture).to_be_visible()
    drawn = np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("L"))
    assert [code.text for code in zxingcpp.read_barcodes(drawn, zxingcpp.BarcodeFormat.QRCode)] == [
        link
    ]


def test_the_code_is_read_in_the_dark(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/", scheme="dark", width=390, height=844)
    share(page)
    picture = page.get_by_role("dialog").screenshot()
    drawn = np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
    assert [code.text for code in zxingcpp.read_barcodes(drawn, zxingcpp.BarcodeFormat.QRCode)] == [
        shown_link(page)
    ]


def test_the_link_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/?mass=64")
    settle(page)
    share(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown_link(page)
    context.close()


def test_the_link_is_copied_where_a_page_has_no_clipboard(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/?mass=64")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(
        "document.addEventListener('copy', () => {"
        " const field = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;"
        " window.copied = field.value })"
    )
    share(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("window.copied") == shown_link(page)


def test_it_says_what_is_in_the_link_and_what_is_not(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    share(page)
    dialog = page.get_by_role("dialog")
    for words in ("weight, pace", "age, sex and height, if given", "names and notes", "screening"):
        expect(dialog).to_contain_text(words)
    expect(dialog).not_to_contain_text("what shapes the plan")
    page = open_page(f"{address}/?goal=8")
    share(page)
    expect(page.get_by_role("dialog")).to_contain_text("what shapes the plan")
    assert "&goal=8" in shown_link(page)


def test_the_report_has_what_was_typed_even_last_of_all(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?mass=81.5")
    link_before = page.url
    report_tab(page)
    page.get_by_label("For whom").fill(NAME)
    page.get_by_label("From whom").fill("Žofia")
    # The cursor is still in the note when the button is clicked.
    page.get_by_label("Note").fill(NOTE)
    file = download(page)
    assert file.suggested_filename == f"backrun-Zebulon-Quick-{date.today()}.pdf"
    text = text_of(file)
    for words in (f"For {NAME}", "from Žofia", NOTE, "81.5 kg", "There is no plan in this report"):
        assert words in text
    assert page.url == link_before
    page.get_by_role("tab", name="Link and QR code").click()
    assert "Zebulon" not in shown_link(page)


def test_names_and_note_stay_for_the_next_client(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    report_tab(page)
    page.get_by_label("From whom").fill("Žofia")
    page.get_by_label("From whom").press("Tab")
    settle(page)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    press(page, "mass", "ArrowRight")
    settle(page)
    page.get_by_role("link", name="Week").click()
    expect(page.locator("h2").first).to_contain_text("Your week burns")
    report_tab(page)
    expect(page.get_by_label("From whom")).to_have_value("Žofia")
    assert "70.5 kg" in text_of(download(page))


def test_paper_is_a_choice(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    report_tab(page)
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        page.get_by_role("radio", name=paper).click()
        settle(page)
        box = PdfReader(download(page).path()).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


def test_the_plan_is_in_the_report_behind_the_screening(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/ramp_up?age=40&start=2027-01-04")
    report_tab(page)
    expect(page.get_by_role("dialog")).to_contain_text("Without a plan")
    assert "There is no plan in this report" in text_of(download(page))
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    screened(page)
    settle(page)
    report_tab(page)
    expect(page.get_by_role("dialog")).to_contain_text("With the next weeks of your plan")
    text = text_of(download(page))
    assert "1, from 4 Jan" in text
    assert "start=2027-01-04" in text.replace(" ", "")


@in_both_looks
def test_axe_finds_nothing_in_the_dialog(
    open_page: OpenPage, address: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/", scheme=scheme, width=width, height=height)
    share(page)
    for tab in ("Link and QR code", "Report (PDF)", "Present"):
        page.get_by_role("tab", name=tab).click()
        check_accessible(page)
