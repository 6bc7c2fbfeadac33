"""Each page in the browser: the answer first, on small screens, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import (
    OpenPage,
    check_accessible,
    drawn,
    heard,
    in_both_looks,
    press,
    query,
    settle,
    type_in_cell,
    unfold,
)

pytestmark = pytest.mark.browser

PAGES = ("", "week", "ramp_up", "muscles", "claims", "coach", "evidence")


# `test_evidence` checks each section of the Evidence page.
@in_both_looks
@pytest.mark.parametrize("script", [page for page in PAGES if page != "evidence"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, address: str, script: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/{script}", scheme=scheme, width=width, height=height)
    unfold(page)
    check_accessible(page)


@pytest.mark.parametrize("script", PAGES)
def test_nothing_comes_from_another_host_and_nothing_fails(
    open_page: OpenPage, address: str, script: str
) -> None:
    page = open_page(f"{address}/")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{address}/{script}")
    settle(page)
    assert {host for host in hosts if host} == {address.removeprefix("http://")}


def drawn_by_a_move(page: Page, frames: list[bytes], mass: str) -> list[str]:
    """Move the weight slider, and return the kinds of elements that the server then sends."""
    frames.clear()
    press(page, "mass", "ArrowRight")
    assert query(page) == {"mass": mass}
    return drawn(page, frames)


@pytest.mark.parametrize("script", ["", "week", "muscles", "claims"])
def test_a_slider_draws_the_answer_again_and_no_other_input(
    open_page: OpenPage, address: str, script: str
) -> None:
    """Other inputs would take time for nothing, and the body map 60 000 bytes."""
    page = open_page(f"{address}/{script}")
    drawn = drawn_by_a_move(page, heard(page), "70.5")
    assert {"slider", "markdown", "plotly_chart"} <= set(drawn)
    assert not {"button_group", "text_input", "dataframe", "bidi_component"} & set(drawn)


def test_tables_follow_a_slider_as_long_as_they_are_open(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    frames, tables = heard(page), page.locator("[data-testid=stDataFrame]")
    unfold(page)
    expect(tables).to_have_count(2)
    assert drawn_by_a_move(page, frames, "70.5").count("dataframe") == 2
    page.locator(".st-key-tables summary").click()
    expect(tables).to_have_count(0)
    assert "dataframe" not in drawn_by_a_move(page, frames, "71")
    expect(tables).to_have_count(0)


def test_the_answer_stands_on_the_first_screen(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    chart = page.locator("[data-testid=stPlotlyChart]")
    expect(chart.locator(".scatterlayer")).to_be_visible()
    for place in (page.locator("h2").first, page.locator("[data-testid=stMetric]").last, chart):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_a_phone_reaches_the_key_inputs_without_the_sidebar(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/", width=390, height=844)
    expect(page.locator("[data-testid=stSidebar]")).to_have_attribute("data-collapsed", "true")
    for key in ("mass", "pace", "share"):
        box = page.locator(f".st-key-{key}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 844
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("speed", "At the same speed"),
        ("effort", "At the same effort"),
        ("distance", "Over the same distance"),
        ("time", "In the same time"),
    ],
)
def test_the_switch_changes_basis_sentence_and_address(
    open_page: OpenPage, address: str, basis: str, words: str
) -> None:
    page = open_page(f"{address}/?basis=time" if basis == "speed" else f"{address}/")
    page.locator(".st-key-basis").get_by_text(basis, exact=True).click()
    expect(page.locator("h2").first).to_contain_text(words)
    assert query(page).get("basis", "speed") == basis


def test_the_chart_has_words_and_a_table(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    expect(page.get_by_label("Energy per kilometre against speed")).to_have_count(1)
    page.get_by_text("The chart and all four comparisons as tables").click()
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(2)


def test_downhill_backward_is_refused_in_words(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?grade=-5")
    expect(page.locator("h2").first).to_have_text(
        "There is no number for running backward downhill"
    )
    expect(page.locator("[data-testid=stPlotlyChart]")).to_have_count(0)
    page.get_by_role("link", name="Evidence").click()
    expect(page.get_by_text("not measured, so no number")).to_be_visible()


def cell(page: Page, row: int, column: int, text: str) -> None:
    """Type into a cell of the week's table."""
    widths = (0, 50, 135, 250, 350)
    middle = (widths[column] + widths[column + 1]) / 2
    type_in_cell(page, page.locator("[data-testid=stDataFrame]").first, row, middle, text)


def test_the_week_is_edited_in_place(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/week")
    expect(page.locator("h2").first).to_contain_text("Its 18 backward minutes")
    cell(page, 1, 1, "30")
    page.wait_for_function("location.search.includes('tue30')")
    cell(page, 1, 2, "9")
    expect(page.locator("h2").first).to_contain_text("Its 27 backward minutes")
    cell(page, 1, 3, "5:30")
    page.wait_for_function("decodeURIComponent(location.search).includes('tue30-9@5:30')")
    expect(page.locator(".st-key-week input")).to_have_value("mon40-6_tue30-9@5:30_wed40-6_sat40-6")
    cell(page, 0, 2, "50")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(
        "Monday: Backward: 50 min; allowed: at most the day's 40 min; kept: 40 min, 6 of them"
    )
    expect(page.locator("h2").first).to_contain_text("Its 27 backward minutes")
    page.go_back()
    expect(page.locator(".st-key-week input")).to_have_value("mon40-6_tue30-9_wed40-6_sat40-6")


def test_the_keyboard_reaches_slider_and_switch(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/")
    page.locator(".st-key-mass input[type=range]").focus()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.closest('[class*=st-key-]')?.className"
                ".match(/st-key-(\\w+)/)?.[1]"
            )
        )
    assert {"pace", "share", "basis", "per"} <= set(reached)
