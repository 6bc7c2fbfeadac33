"""The body map as a person meets it: pointed at, tapped, reached by keyboard, on a phone."""

from __future__ import annotations

import re
from typing import cast

import pytest
from playwright.sync_api import Locator, Page, expect

from backrun import MUSCLES
from backrun.figures.body.map import TITLES, View
from browser.conftest import OpenPage, check_accessible, in_both_looks, settle

pytestmark = pytest.mark.browser


def muscle(page: Page, key: str) -> Locator:
    return page.locator(f"#{key}")


def shape(page: Page, key: str) -> Locator:
    return muscle(page, key).locator(".shape").first


def named(page: Page) -> Locator:
    return page.locator(".panel h3")


def chosen(page: Page, name: str) -> None:
    """Wait until the server has taken the choice: box and map agree."""
    expect(page.locator(".st-key-muscle input")).to_have_value(re.compile(f"^{name} "))
    expect(page.locator(".stage .muscle[aria-pressed=true]")).to_have_count(1)


def view(page: Page, name: str) -> None:
    """Switch the view and wait until the map shows it."""
    page.locator(".st-key-muscle_view").get_by_text(name, exact=True).click()
    key: View = "week" if name == "My week" else cast(View, name.lower())
    title = re.compile(re.escape(TITLES[key]))
    expect(page.locator(".stage svg")).to_have_attribute("aria-label", title)
    settle(page)


def fill(page: Page, key: str) -> str:
    found: str = shape(page, key).evaluate("shape => getComputedStyle(shape).fill")
    return found


def test_every_muscle_is_a_named_button(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    expect(page.locator(".stage .muscle[role=button]")).to_have_count(len(MUSCLES))
    button = page.get_by_role("button", name="Rectus femoris, front of the thigh: much more")
    expect(button).to_have_attribute("aria-pressed", "true")
    name = re.compile("^Iliopsoas, deep hip flexor: not measured")
    expect(muscle(page, "iliopsoas")).to_have_attribute("aria-label", name)


def test_the_answer_and_the_map_stand_on_the_first_screen(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/muscles")
    expect(named(page)).to_be_visible()
    for place in (page.locator("h2").first, page.locator(".stage svg"), page.locator("ul.legend")):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_pointing_names_a_muscle_and_leaving_brings_the_chosen_back(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/muscles")
    expect(named(page)).to_have_text("Rectus femoris")
    shape(page, "erector_spinae").hover()
    expect(named(page)).to_have_text("Erector spinae")
    panel = page.locator(".panel")
    for words in ("More: 1.1 times", "Grade", "stabilises (inferred)", "2 walking"):
        expect(panel).to_contain_text(words)
    page.locator("h2").first.hover()
    expect(named(page)).to_have_text("Rectus femoris")


def test_what_was_not_measured_has_no_number(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    muscle(page, "gluteus_maximus").locator(".name").hover()
    expect(named(page)).to_have_text("Gluteus maximus")
    assert not any(sign.isdigit() for sign in page.locator(".panel").inner_text())
    for name in ("Difference", "My week", "Forward", "Backward"):
        view(page, name)
        assert "hatch" in fill(page, "gluteus_maximus")


def test_a_click_chooses_and_shows_the_studies(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    muscle(page, "soleus").locator(".name").click()
    chosen(page, "Soleus")
    expect(muscle(page, "soleus")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("EMG at 2, 4, 6 km/h")).to_be_visible()
    page.locator("h2").first.hover()
    expect(named(page)).to_have_text("Soleus")


def test_a_tap_names_and_chooses_on_a_phone(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles", width=390, height=844)
    shape(page, "tibialis_anterior").scroll_into_view_if_needed()
    shape(page, "tibialis_anterior").click(position={"x": 8, "y": 30})
    expect(named(page)).to_have_text("Tibialis anterior")
    expect(page.locator(".panel")).to_be_in_viewport(ratio=0.9)
    chosen(page, "Tibialis anterior")


def test_the_keyboard_moves_names_and_chooses(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    expect(named(page)).to_be_visible()
    page.locator(".st-key-muscle_view [role=radio]").first.focus()
    page.keyboard.press("Tab")
    expect(muscle(page, "abdominals")).to_be_focused()
    expect(named(page)).to_have_text("Abdominals")
    page.keyboard.press("Tab")
    expect(named(page)).to_have_text("Erector spinae")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(named(page)).not_to_have_text("Rectus femoris")
    muscle(page, "biceps_femoris").focus()
    page.keyboard.press("Enter")
    chosen(page, "Biceps femoris")
    settle(page)
    expect(muscle(page, "biceps_femoris")).to_be_focused()
    muscle(page, "peroneals").focus()
    page.keyboard.press(" ")
    chosen(page, "Peroneals")


def test_the_views_recolour_the_map(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    assert fill(page, "rectus_femoris") == "rgb(217, 115, 26)"
    view(page, "My week")
    expect(page.locator(".panel .verdict")).to_contain_text("More: 1.07 times")
    assert fill(page, "rectus_femoris") != "rgb(217, 115, 26)"
    view(page, "Forward")
    expect(page.locator(".panel .verdict")).to_contain_text("Forward: brakes and drives")
    assert fill(page, "soleus") == "rgb(59, 110, 168)"
    view(page, "Backward")
    expect(page.locator("ul.legend")).to_contain_text("drives")
    assert "brakes" in fill(page, "soleus")


def test_the_box_below_moves_the_map(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    # A list that is open closes when what comes in below moves the page.
    page.locator("[data-testid=stPlotlyChart]").last.locator(".scatterlayer").wait_for()
    box = page.get_by_label("Choose a muscle, here or on the body map")
    box.click()
    box.fill("Semitendinosus")
    page.get_by_role("option", name="Semitendinosus").click()
    settle(page)
    expect(named(page)).to_have_text("Semitendinosus")
    expect(muscle(page, "semitendinosus")).to_have_attribute("aria-pressed", "true")


def test_every_region_is_in_the_table(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles")
    page.get_by_text("The body map, every result and the joints as tables").click()
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(3)


# The difference, which a page opens with, is among the pages of `test_pages`.
@pytest.mark.parametrize("name", ["Forward", "Backward"])
@in_both_looks
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, address: str, name: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/muscles", scheme=scheme, width=width, height=height)
    view(page, name)
    check_accessible(page)
    stage = page.locator(".stage").bounding_box()
    assert stage is not None
    assert stage["x"] >= 0
    assert stage["x"] + stage["width"] <= width


def test_the_theme_reaches_the_map(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/muscles", scheme="dark")
    expect(named(page)).to_be_visible()
    assert fill(page, "rectus_femoris") == "rgb(240, 146, 75)"
