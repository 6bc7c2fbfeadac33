"""The address bar, the history, links and reloads always agree with the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from backrun.link import read_link, write_link
from browser.conftest import OpenPage, path, press, query, settle

pytestmark = pytest.mark.browser


def entries(page: Page) -> int:
    found: int = page.evaluate("history.length")
    return found


def answer(page: Page, text: str) -> None:
    expect(page.locator("h2").first).to_contain_text(text)


def shown(page: Page, key: str, text: str) -> None:
    expect(page.locator(f".st-key-{key} input[type=range]")).to_have_attribute(
        "aria-valuetext", text
    )


def test_a_slider_changes_sentence_and_address_without_history(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/")
    before = entries(page)
    answer(page, "6:00")
    press(page, "pace", "ArrowRight")
    answer(page, "6:05")
    press(page, "mass", "ArrowRight")
    shown(page, "mass", "70.5")
    page.wait_for_function("location.search.includes('mass=70.5')")
    assert query(page) == {"pace": "6:05", "mass": "70.5"}
    assert entries(page) == before


def test_pages_keep_the_state_and_back_and_forward_show_the_address(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/")
    press(page, "pace", "ArrowRight")
    answer(page, "6:05")
    before = entries(page)
    page.get_by_role("link", name="Week").click()
    answer(page, "Your week burns")
    shown(page, "pace", "6:05")
    assert entries(page) == before + 1
    press(page, "share", "ArrowLeft")
    shown(page, "share", "69")
    page.wait_for_function("location.search.includes('share=69')")
    page.go_back()
    answer(page, "At the same speed")
    shown(page, "share", "70")
    assert (path(page), query(page)) == ("/", {"pace": "6:05"})
    page.go_forward()
    answer(page, "Your week burns")
    shown(page, "share", "69")
    assert (path(page), query(page)) == ("/week", {"pace": "6:05", "share": "69"})
    page.reload()
    settle(page)
    shown(page, "share", "69")
    shown(page, "pace", "6:05")


def test_a_preset_and_the_units_are_one_step_back_each(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?mass=80")
    before = entries(page)
    page.get_by_role("button", name="Start from a typical runner").click()
    page.get_by_text("Marathoner", exact=True).click()
    shown(page, "pace", "5:15")
    shown(page, "days", "5")
    assert entries(page) == before + 1
    page.get_by_text("miles, lb").click()
    shown(page, "mass_lb", "176.4")
    answer(page, "8:27")
    expect(page.locator(".st-key-per [aria-checked=true]")).to_have_text("mile")
    assert entries(page) == before + 2
    page.go_back()
    shown(page, "mass", "80.0")
    shown(page, "pace", "5:15")
    page.go_back()
    shown(page, "pace", "6:00")
    shown(page, "days", "3")
    assert query(page) == {"mass": "80"}


def test_the_way_to_the_page_one_is_on_leaves_the_address_alone(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/week?share=63&days=1")
    for units, key in (("miles, lb", "mass_lb"), ("km, kg", "mass")):
        page.get_by_text(units, exact=True).click()
        expect(page.locator(f".st-key-{key}")).to_be_visible()
        settle(page)
    assert query(page) == {"share": "63", "days": "1"}
    page.get_by_role("link", name="Week").click()
    settle(page)
    shown(page, "share", "63")
    assert query(page) == {"share": "63", "days": "1"}


def test_the_rate_survives_a_page_that_has_no_use_for_it(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?per=week")
    expect(page.locator(".st-key-per [aria-checked=true]")).to_have_text("week")
    page.get_by_role("link", name="Week").click()
    answer(page, "Your week burns")
    expect(page.locator(".st-key-per")).to_be_hidden()
    page.get_by_role("link", name="Compare").click()
    answer(page, "At the same speed")
    expect(page.locator(".st-key-per [aria-checked=true]")).to_have_text("week")
    assert query(page) == {"per": "week"}


@pytest.mark.parametrize("script", ["", "week", "muscles", "evidence"])
def test_a_link_opens_straight_on_any_page_of_a_fresh_server(
    open_page: OpenPage, fresh_address: str, script: str
) -> None:
    link = "?mass=81.5&pace=5:07&basis=effort&grade=2.5&week=mon40-6_sat60-10@5:30"
    page = open_page(f"{fresh_address}/{script}{link}")
    before = entries(page)
    shown(page, "mass", "81.5")
    shown(page, "pace", "5:07")
    if script in ("", "week"):
        expect(page.locator(".st-key-basis [aria-checked=true]")).to_have_text("effort")
    expect(page.locator(".st-key-week input")).to_have_value("mon40-6_sat60-10@5:30")
    assert path(page) == f"/{script}"
    assert query(page)["pace"] == "5:07"
    assert entries(page) == before


def test_the_shared_link_is_complete_and_opens_the_same(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/week?units=imperial&mass_lb=165&pace_mile=9:40&basis=time&age=44")
    sentence = page.locator("h2").first.inner_text()
    page.get_by_role("button", name="Share").click()
    link = page.get_by_role("dialog").locator("code:visible").first.inner_text()
    assert link.startswith(f"{address}/week?")
    parameters = dict(pair.split("=", 1) for pair in link.split("?")[1].split("&"))
    scenario, rejected = read_link(parameters)
    assert not rejected
    assert parameters == write_link(scenario)
    assert (parameters["mass_lb"], parameters["pace_mile"]) == ("165", "9:40")
    assert "model" in parameters
    other = open_page(link)
    expect(other.locator("h2").first).to_have_text(sentence)
    assert entries(other) == 2
    expect(other.locator("[data-testid=stAlert]")).to_have_count(0)


def test_a_bad_link_says_what_was_not_used_once(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?mass=500&pace=banana&foo=1&share=70&share=80&age=NaN&grade=<b>")
    warning = page.locator("[data-testid=stAlert]").first
    for words in (
        "Weight: 500 kg; allowed: 30 to 250 kg; used instead: 70 kg",
        "Forward pace: 'banana' is not minutes:seconds; allowed: 2:30 to 15:00 /km",
        "'foo' is not a parameter of a backrun link",
        "share is given 2 times; allowed: once; used instead: '80'",
        "Age: 'NaN' is not a number",
        "Grade: '<b>' is not a number",
    ):
        expect(warning).to_contain_text(words)
    assert warning.locator("b").count() == 0
    assert query(page) == {"share": "80"}
    shown(page, "share", "80")
    page.get_by_role("button", name="Got it").click()
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    page.reload()
    settle(page)
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_a_link_of_another_model_says_so(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?model=0.1")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("made with model '0.1'")


def test_fields_show_and_keep_the_digits_that_count(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/week?units=imperial&backward=1.5&height_in=68.5")
    answer(page, "Its 4.5 backward minutes")
    expect(page.locator(".st-key-backward input")).to_have_value("1.5")
    page.get_by_text("More about you, the ground and the interval").click()
    expect(page.locator(".st-key-height_in input")).to_have_value("68.5")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_an_exact_pace_is_typed_and_a_bad_one_is_named(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    field = page.get_by_label(re.compile("Type an exact pace"))
    field.fill("five")
    field.press("Enter")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(
        "Forward pace: 'five' is not minutes:seconds; allowed: 2:30 to 15:00 /km"
    )
    answer(page, "6:00")
    field.fill("5:07")
    field.press("Enter")
    answer(page, "5:07")
    shown(page, "pace", "5:07")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    press(page, "pace", "ArrowRight")
    shown(page, "pace", "5:10")
