"""The Claims page in the browser: paste a claim, guess, search; on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from backrun.evidence import claims
from browser.conftest import OpenPage, check_accessible, in_both_looks, press, query, settle

pytestmark = pytest.mark.browser
COLLECTION = ".st-key-claims_list"


def paste(page: Page, text: str) -> None:
    page.locator(".st-key-claim_text input").fill(text)


def answer(page: Page, text: str) -> None:
    expect(page.locator("h2").first).to_contain_text(text)


def width(page: Page) -> int:
    found: int = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    return found


def test_a_pasted_claim_is_judged_without_a_key_press(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/claims")
    answer(page, "6 hold for you at 6:00")
    paste(page, "burns 20–30% more calories at the same speed")
    expect(page.get_by_text("Supported: at the same speed it is")).to_be_visible()
    expect(page.get_by_label("The claim, 20").first).to_be_attached()
    paste(page, "100 steps back = 1000 forward")
    expect(page.get_by_text("not “10 times”")).to_be_visible()
    paste(page, "hello")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("No percentage, factor or ratio")
    page.locator(".st-key-claim_example").get_by_text("twice the calories").click()
    expect(page.get_by_text("not “2 times”")).to_be_visible()
    expect(page.locator(".st-key-claim_text input")).to_have_value("twice the calories")
    assert query(page) == {}


def test_downhill_there_is_nothing_to_ask(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/claims?grade=-5")
    answer(page, "There is no number for running backward downhill")
    expect(page.locator(".st-key-claim_text")).to_be_hidden()
    page.goto(f"{address}/claims?grade=5")
    answer(page, "hold for you")
    expect(page.locator(".st-key-claim_text")).to_be_visible()


def test_a_sentence_that_cannot_be_read_has_no_table(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/claims")
    tables = page.locator(".st-key-tables")
    tables.locator("summary").click()
    expect(tables.locator("[data-testid=stDataFrame]")).to_be_visible()
    paste(page, "hello")
    expect(tables.get_by_text("No table: the sentence could not be read.")).to_be_visible()
    expect(tables.locator("[data-testid=stDataFrame]")).to_have_count(0)
    paste(page, "30 % more")
    expect(tables.locator("[data-testid=stDataFrame]")).to_be_visible()


def test_what_was_typed_is_never_markup(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/claims")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    pictures = page.locator("[data-testid=stMain] img").count()
    for text in (
        "<img src=x onerror=alert(1)> twice the calories",
        "<script>alert(1)</script> 30 % more energy",
        "[30 % more calories](javascript:alert(1))",
        "<h1>30 % more pizza",
    ):
        paste(page, text)
        page.wait_for_timeout(600)
        settle(page)
        assert page.locator("[data-testid=stMain] img").count() == pictures
        assert page.locator("[data-testid=stMain] a[href^=javascript]").count() == 0
        assert page.locator("h1").count() == 1


def test_a_slider_moves_the_verdict_and_leaves_the_collection_alone(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/claims?pace=8:20")
    paste(page, "60 % more at the same speed")
    expect(page.get_by_text("at the same speed it is").first).to_be_visible()
    claim = page.locator(f"{COLLECTION} details").first
    claim.locator("summary").click()
    expect(claim.get_by_text("For it", exact=True)).to_be_visible()
    claim.evaluate("element => { element.dataset.marked = 'yes' }")
    before = page.locator("h2").first.inner_text()
    press(page, "pace", "ArrowRight")
    answer(page, "8:25")
    assert page.locator("h2").first.inner_text() != before
    expect(claim).to_have_attribute("data-marked", "yes")
    expect(claim.get_by_text("For it", exact=True)).to_be_visible()
    assert query(page) == {"pace": "8:25"}


def test_guess_first_hides_the_answer_until_it_is_asked_for(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/claims")
    page.get_by_text("Guess first").click()
    answer(page, "How much more energy does running backward cost at the same speed?")
    expect(page.locator(COLLECTION)).to_have_count(0)
    press(page, "guess", "ArrowRight")
    page.get_by_role("button", name="Show the evidence").click()
    answer(page, "You guessed 105")
    expect(page.get_by_label("Your guess, 105").first).to_be_attached()
    expect(page.locator(COLLECTION)).to_be_visible()
    press(page, "guess", "Home")
    answer(page, "You guessed the same, which is too low")
    page.get_by_role("link", name="Week").click()
    answer(page, "Your week burns")
    page.get_by_role("link", name="Claims").click()
    answer(page, "You guessed the same")
    page.get_by_role("button", name="Guess again").click()
    answer(page, "How much more energy")


def test_the_collection_is_searched_filtered_and_paged(open_page: OpenPage, address: str) -> None:
    supported = sum(claim.verdict == "supported" for claim in claims())
    page = open_page(f"{address}/claims")
    expect(page.get_by_text(f"183 claims: {supported} supported")).to_be_visible()
    place = page.locator(COLLECTION)
    place.get_by_role("button", name="Page 2", exact=True).click()
    expect(place.get_by_text("makes you lose weight and get slim")).to_be_visible()
    page.locator(".st-key-claims_verdict").get_by_text("Contradicted").click()
    expect(page.get_by_text("11 claims: 11 contradicted.")).to_be_visible()
    page.locator(".st-key-claims_search input").fill("pizza")
    expect(page.get_by_text("No claim fits all of this.")).to_be_visible()
    page.locator(".st-key-claims_search input").fill("2 to 3 times the calories")
    expect(page.get_by_text("2 claims: 2 contradicted.")).to_be_visible()
    claim = place.locator("details").first
    claim.locator("summary").click()
    link = claim.get_by_role("link", name="https://doi.org/10.1007/s00421-020-04474-7")
    expect(link).to_have_attribute("href", "https://doi.org/10.1007/s00421-020-04474-7")


def test_the_answer_and_the_verdict_stand_on_the_first_screen(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/claims")
    chart = page.locator("[data-testid=stPlotlyChart]").first
    expect(chart.locator(".scatterlayer")).to_be_visible()
    for place in (page.get_by_text("Contradicted: at the same speed").first, chart):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("mode", ["Check a claim", "Guess first"])
def test_a_phone_shows_it_without_scrolling_sideways(
    open_page: OpenPage, address: str, mode: str
) -> None:
    page = open_page(f"{address}/claims", width=390, height=844)
    page.get_by_text(mode).click()
    settle(page)
    if mode == "Guess first":
        page.get_by_role("button", name="Show the evidence").click()
        answer(page, "You guessed")
    assert width(page) <= 390


@in_both_looks
def test_axe_finds_nothing_in_a_guess_and_a_refusal(
    open_page: OpenPage, address: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/claims", scheme=scheme, width=width, height=height)
    paste(page, "hello")
    expect(page.locator("[data-testid=stAlert]")).to_be_visible()
    for step in ("", "Guess first", "Show the evidence"):
        if step:
            page.get_by_text(step).click()
        settle(page)
        check_accessible(page)
