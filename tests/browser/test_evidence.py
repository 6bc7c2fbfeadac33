"""The Evidence page as a person meets it: sections by click, link and history, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from backrun.ui.evidence.sections import SECTIONS
from browser.conftest import OpenPage, check_accessible, in_both_looks, query, settle, unfold

pytestmark = pytest.mark.browser

HEADINGS = {
    "findings": "How sure is it, and what would raise it",
    "fit": "Each study predicted from the others",
    "you": "Why forward numbers disagree",
    "studies": "139 studies, tables, guidelines and articles",
    "method": "How to use it",
}


def choose(page: Page, section: str) -> None:
    page.locator(".st-key-section").get_by_text(SECTIONS[section], exact=True).click()
    expect(page.locator("h3", has_text=HEADINGS[section])).to_be_visible()
    settle(page)


def pick(page: Page, key: str, name: str) -> None:
    """Choose from a box by typing, as a person does."""
    box = page.locator(f".st-key-{key} input")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).first.click()
    settle(page)


def test_the_answer_and_a_chart_stand_on_the_first_screen(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/evidence")
    chart = page.locator("[data-testid=stPlotlyChart]").first
    expect(chart.locator(".scatterlayer")).to_be_visible()
    for place in (page.locator("h2").first, page.locator(".st-key-section"), chart):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


@in_both_looks
@pytest.mark.parametrize("section", SECTIONS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, address: str, section: str, scheme: str, width: int, height: int
) -> None:
    link = f"{address}/evidence?section={section}"
    page = open_page(link, scheme=scheme, width=width, height=height)
    expect(page.locator("h3", has_text=HEADINGS[section])).to_be_visible()
    unfold(page)
    check_accessible(page)


def test_nothing_comes_from_another_host_and_the_equations_are_drawn(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/evidence")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    for section in SECTIONS:
        page.goto(f"{address}/evidence?section={section}")
        settle(page)
        expect(page.locator("h3", has_text=HEADINGS[section])).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    assert page.locator(".katex-error").count() == 0
    page.evaluate("document.fonts.ready")
    assert {host for host in hosts if host} == {address.removeprefix("http://")}


# Goes back, and once more at the very moment at which a heading appears.
TWICE_BACK = """heading => {
    const shown = () =>
        [...document.querySelectorAll("h3")].some(h => h.innerText.includes(heading))
    const again = () => { if (shown()) { seen.disconnect(); history.back() } }
    const seen = new MutationObserver(again)
    seen.observe(document.body, { subtree: true, childList: true, characterData: true })
    history.back()
}"""


def test_sections_are_entries_of_the_history(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/evidence?pace=5:30")
    choose(page, "method")
    assert query(page) == {"pace": "5:30", "section": "method"}
    choose(page, "fit")
    page.evaluate(TWICE_BACK, HEADINGS["method"])
    expect(page.locator("h3", has_text=HEADINGS["findings"])).to_be_visible()
    settle(page)
    assert query(page) == {"pace": "5:30"}
    expect(page.locator("h2").first).to_contain_text("5:30")
    page.go_forward()
    expect(page.locator("h3", has_text=HEADINGS["method"])).to_be_visible()
    assert query(page) == {"pace": "5:30", "section": "method"}


def test_leaving_the_page_leaves_the_section_behind(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/evidence?section=studies&study=roos2012&mass=81")
    # What a link says is held once the page that it opens is all there.
    expect(page.locator(".st-key-study input")).to_have_value("Roos 2012")
    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()
    page.wait_for_timeout(500)
    before: int = page.evaluate("history.length")
    page.get_by_role("link", name="Week").click()
    expect(page.locator("h2").first).to_contain_text("Your week burns")
    assert query(page) == {"mass": "81"}
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(page.locator(".st-key-study input")).to_have_value("Roos 2012")


def test_a_slider_moves_the_answer_and_keeps_the_section(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/evidence?section=you")
    expect(page.locator("h2").first).to_contain_text("6:00")
    page.locator(".st-key-pace input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("h2").first).to_contain_text("6:05")
    expect(page.get_by_text("At your 6:05")).to_be_visible()
    assert query(page) == {"section": "you", "pace": "6:05"}


def test_the_ledger_is_searched_and_a_study_leads_to_what_stands_on_it(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/evidence?section=studies")
    page.locator(".st-key-ledger_search input").fill("lactate")
    expect(page.locator(".st-key-study input")).to_have_value("Flynn 1994")
    expect(page.get_by_role("link", name="https://doi.org/10.1249/00005768")).to_be_visible()
    page.locator(".st-key-ledger_search input").fill("")
    expect(page.locator(".st-key-study input")).to_have_value("Masumoto (abstract)")
    settle(page)
    pick(page, "study", "Wright 2001")
    page.wait_for_function("location.search.includes('study=wright_weyand2001')")
    pick(page, "one_use", "Coefficient: Multiplier running")
    expect(page.locator(".st-key-behind input")).to_have_value("Coefficient: Multiplier running")
    expect(page.get_by_text("net backward / net forward. It stands on")).to_be_visible()


def test_a_row_of_the_table_shows_its_study(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/evidence?section=studies")
    grid = page.locator("[data-testid=stDataFrame]").first
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 34 + 33 + 16)
    expect(page.locator(".st-key-study input")).to_have_value("Roos 2012")


def test_the_keyboard_moves_through_the_sections(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/evidence")
    page.locator(".st-key-section [role=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("h3", has_text=HEADINGS["fit"])).to_be_visible()
