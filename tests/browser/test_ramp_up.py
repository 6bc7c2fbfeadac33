"""The ramp-up as a person meets it: screened, planned, edited, taken away, opened from a link."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from backrun import LogEntry, RampUpSettings, Scenario, Week, adapt, plan_ramp_up
from backrun.link.rounding import snap
from backrun.models.ramp_up.words import day_text
from backrun.reports.plan.file import read_plan, write_plan
from backrun.scenario.settings import next_monday
from browser.conftest import (
    OpenPage,
    check_accessible,
    drawn,
    heard,
    in_both_looks,
    path,
    press,
    query,
    settle,
    type_in_cell,
)

pytestmark = pytest.mark.browser

# A plan to come, on whatever day this runs: of one that has begun the page says so.
START = next_monday()
SETTINGS = f"start={START}&goal=8&caution=cautious&on=tue_sat&time=45&first=7&growth=35"


def answer(page: Page, text: str) -> None:
    expect(page.locator("h2").first).to_contain_text(text)


def chosen(page: Page, question: str, option: str) -> None:
    page.locator(f".st-key-screening_answer_{question}").get_by_text(option).click()


def go_on(page: Page, label: str, then: str) -> None:
    # An answer draws the page again, and a button that moves away loses its click.
    settle(page)
    page.get_by_role("button", name=label).click()
    expect(page.get_by_text(then).first).to_be_visible()


def screened(page: Page, *health: str) -> Page:
    """Answer the screening: nothing of the list applies, or what is given."""
    for words in health or ("None of these",):
        page.get_by_text(words).first.click()
    chosen(page, "activity", "Yes")
    chosen(page, "age_65", "No")
    go_on(page, "Next: your place", "2 of 3")
    chosen(page, "where", "On a clear")
    chosen(page, "lookout", "Someone who is with me")
    go_on(page, "Next: your experience", "3 of 3")
    chosen(page, "experience", "Never")
    go_on(page, "Done", "Screening done")
    settle(page)
    return page


def chart(page: Page) -> Locator:
    return page.locator("[data-testid=stPlotlyChart]").first


def panel(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    settle(page)


def fields(page: Page) -> None:
    page.get_by_text("Note how it went, or change it").click()
    expect(page.locator(".st-key-one_minutes")).to_be_visible()


def minutes(page: Page, text: str) -> None:
    """Type the minutes of the chosen session."""
    field = page.locator(".st-key-one_minutes input")
    field.fill(text)
    field.press("Enter")


def noted(page: Page, words: str) -> None:
    """Wait until the line beside the undo button says so."""
    expect(page.get_by_text(words).first).to_be_visible()


def downloaded(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as file:
        page.get_by_role("button", name=label).click()
    # A file that waited on the server would be gone once two others had moved a slider.
    assert file.value.url.startswith("blob:")
    return file.value.suggested_filename, Path(file.value.path()).read_bytes()


def test_the_screening_leads_to_a_plan_and_leaves_no_trace(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/ramp_up")
    answer(page, "A cautious way into backward running")
    expect(chart(page)).to_have_count(0)
    screened(page)
    answer(page, "of backward running a session")
    expect(page.get_by_text("this is cautious, not proven").first).to_be_visible()
    expect(chart(page).locator(".barlayer")).to_be_visible()
    assert (path(page), query(page)) == ("/ramp_up", {})


def test_a_fall_withholds_the_plan(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/ramp_up?goal=12")
    page.get_by_text("A fall in the last 12 months").click()
    go_on(page, "Done", "there is no plan for now")
    answer(page, "There is no plan for now")
    expect(chart(page)).to_have_count(0)
    expect(page.get_by_role("tab")).to_have_count(0)
    expect(page.locator(".st-key-goal")).to_be_hidden()
    assert query(page) == {"goal": "12"}
    page.get_by_text("The rules, with their limits and sources").click()
    expect(page.get_by_text("No jump in one session")).to_be_visible()


def test_a_slider_moves_sentence_chart_and_address_without_history(
    open_page: OpenPage, address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    entries = page.evaluate("history.length")
    before = page.locator("h2").first.inner_text()
    bars = chart(page).locator(".barlayer").inner_html()
    answer(page, "10 min")
    press(page, "goal", "ArrowRight")
    answer(page, "11 min")
    page.wait_for_function("location.search.includes('goal=11')")
    assert page.locator("h2").first.inner_text() != before
    expect(chart(page).locator(".barlayer")).not_to_have_js_property("innerHTML", bars)
    assert page.evaluate("history.length") == entries


def test_a_slider_of_the_plan_draws_it_again_and_neither_screening_nor_days(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/ramp_up")
    frames = heard(page)
    screened(page)
    for key in ("goal", "caution", "first", "growth"):
        frames.clear()
        press(page, key, "ArrowRight")
        kinds = set(drawn(page, frames))
        assert {"slider", "markdown", "plotly_chart"} <= kinds
        assert not {"date_input", "number_input", "text_input"} & kinds


def test_the_own_ramp_is_held_against_the_rules(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    expect(page.get_by_text(re.compile("Your own ramp, 5 min"))).to_be_visible()
    press(page, "first", "Home")
    expect(page.get_by_text(re.compile("Your own ramp, 1 min"))).to_be_visible()
    page.wait_for_function("location.search.includes('first=1')")


def test_days_start_and_dates_away_are_one_step_back_each(
    open_page: OpenPage, address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    page.get_by_text("Weekdays, time, dates away").click()
    page.locator(".st-key-on_shown").get_by_text("Tue", exact=True).click()
    page.wait_for_function("location.search === '?on=tue'")
    page.locator(".st-key-on_shown").get_by_text("Sat", exact=True).click()
    page.wait_for_function("location.search === '?on=tue_sat'")
    away = page.locator(".st-key-away_shown input")
    away.fill("2026-12-24 to 2027-01-02")
    away.press("Enter")
    page.wait_for_function("location.search.includes('away=2026-12-24..2027-01-02')")
    away.fill("next week")
    away.press("Enter")
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(
        "Away: 'next' cannot be read; allowed: dates such as 2026-12-24 or "
        "2026-12-24..2027-01-02; kept: 2026-12-24..2027-01-02"
    )
    page.go_back()
    page.wait_for_function("location.search === '?on=tue_sat'")
    expect(away).to_have_value("")
    page.go_back()
    page.wait_for_function("location.search === '?on=tue'")
    answer(page, "once a week")
    page.go_back()
    page.wait_for_function("location.search === ''")


def test_the_goal_is_switched_and_back_switches_it_back(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    sentence = page.locator("h2").first.inner_text()
    page.get_by_text("Share of the week", exact=True).click()
    page.wait_for_function("location.search === '?goal_share=10'")
    expect(page.locator(".st-key-goal_share")).to_be_visible()
    expect(page.locator(".st-key-goal")).to_be_hidden()
    page.go_back()
    expect(page.locator("h2").first).to_have_text(sentence)
    expect(page.locator(".st-key-goal")).to_be_visible()
    expect(page.locator(".st-key-goal_share")).to_be_hidden()
    switch = page.locator(".st-key-goal_kind [aria-checked=true]")
    expect(switch).to_have_text("Per session")


def test_the_settings_go_through_the_pages_and_back(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    press(page, "goal", "ArrowRight")
    page.wait_for_function("location.search.includes('goal=11')")
    expect(page.locator("h2").first).to_contain_text("11 min")
    sentence = page.locator("h2").first.inner_text()
    entries = page.evaluate("history.length")
    for name, said in (("Week", "Your week burns"), ("Compare", "At the same speed")):
        page.get_by_role("link", name=name).click()
        answer(page, said)
        assert query(page) == {"goal": "11"}
    press(page, "mass", "ArrowRight")
    page.wait_for_function("location.search.includes('mass=70.5')")
    page.get_by_role("link", name="Ramp-up").click()
    expect(page.locator("h2").first).to_have_text(sentence)
    assert query(page) == {"goal": "11", "mass": "70.5"}
    assert page.evaluate("history.length") == entries + 3
    page.go_back()
    answer(page, "At the same speed")
    assert query(page) == {"goal": "11", "mass": "70.5"}
    page.go_back()
    answer(page, "Your week burns")
    page.go_back()
    expect(page.locator("h2").first).to_have_text(sentence)
    assert (path(page), query(page)) == ("/ramp_up", {"goal": "11"})


def test_the_shared_link_opens_the_same_plan_behind_a_screening_of_its_own(
    open_page: OpenPage, address: str, fresh_address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up?{SETTINGS}"))
    answer(page, day_text(START))
    sentence = page.locator("h2").first.inner_text()
    page.get_by_role("button", name="Share").click()
    link = page.get_by_role("dialog").locator("code:visible").first.inner_text()
    shared = parse_qs(urlsplit(link).query)
    assert {key: shared[key][0] for key in ("start", "on", "growth")} == {
        "start": START.isoformat(),
        "on": "tue_sat",
        "growth": "35",
    }
    assert not [key for key in shared if "screening" in key or "longest" in key]
    other = open_page(link.replace(address, fresh_address))
    entries = other.evaluate("history.length")
    answer(other, "A cautious way into backward running")
    screened(other)
    expect(other.locator("h2").first).to_have_text(sentence)
    assert other.evaluate("history.length") == entries
    expect(other.locator("[data-testid=stAlert]")).to_have_count(0)


def test_back_leaves_a_link_that_was_put_right(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/week")
    page.goto(f"{address}/ramp_up?start=2024-01-01&goal=99&first=7")
    settle(page)
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(
        "Start: 2024-01-01 is more than a year away; allowed: "
    )
    assert query(page) == {"first": "7"}
    for _ in range(2):
        page.go_back()
        page.wait_for_timeout(600)
    assert path(page) == "/week"


def test_an_edit_is_judged_undone_and_reset(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    fields(page)
    minutes(page, "15")
    noted(page, "10 min became 15 min")
    expect(page.get_by_text("One session breaks the rules").first).to_be_visible()
    expect(page.get_by_text("Stop: The first session").or_(page.get_by_text("Caution: ")).first)
    warning = page.locator("[data-testid=stAlert]").first
    expect(warning).to_contain_text("The first backward walk")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-one_minutes input")).to_have_value("10.00")
    expect(page.get_by_text("One session breaks the rules")).to_have_count(0)
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(".st-key-one_minutes input")).to_have_value("15.00")
    page.get_by_role("button", name="Reset to the proposed plan").click()
    noted(page, "This is the plan as proposed")
    expect(page.locator(".st-key-one_minutes input")).to_have_value("10.00")
    minutes(page, "600")
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(
        "Backward: 600 min; allowed: 0.25 to 45 min; kept as it was"
    )


def cell(page: Page, row: int, x: float, text: str) -> None:
    """Type into a cell of the plan's table."""
    type_in_cell(page, page.locator("[data-testid=stDataFrame]").first, row, x, text)


def test_the_table_is_edited_in_place(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    panel(page, "All sessions")
    expect(page.get_by_text("This plan keeps every rule.")).to_be_visible()
    cell(page, 0, 400, "15")
    noted(page, "10 min became 15 min")
    listed = page.locator("[data-testid=stAlert]").last
    expect(listed).to_contain_text("One session breaks the rules")
    expect(listed).to_contain_text("Caution: The first backward walk.")


def test_pain_changes_the_plan_and_says_why(open_page: OpenPage, address: str) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    fields(page)
    page.get_by_label("How did it go?").click()
    page.get_by_role("option", name="Painful").click()
    expect(page.locator(".st-key-one_pain_w01-1")).to_be_visible()
    for _ in range(4):
        press(page, "one_pain_w01-1", "ArrowRight")
        settle(page)
    page.get_by_role("button", name="Note it").click()
    noted(page, "noted as painful, 4 of 10")
    expect(page.get_by_text("What changed, and why")).to_be_visible()
    expect(page.get_by_text(re.compile("Pain above 2 of 10")).first).to_be_visible()
    assert query(page) == {}


def test_a_changed_setting_makes_a_new_plan_and_undo_brings_the_edited_one_back(
    open_page: OpenPage, address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up"))
    fields(page)
    minutes(page, "5")
    noted(page, "10 min became 5 min")
    press(page, "goal", "ArrowRight")
    noted(page, "What you changed made a new plan")
    answer(page, "11 min")
    page.get_by_role("button", name="Undo").click()
    answer(page, "10 min")
    expect(page.locator(".st-key-one_minutes input")).to_have_value("5.00")
    page.wait_for_function("location.search === ''")


def test_everything_can_be_taken_away_and_a_saved_plan_gone_on_with(
    open_page: OpenPage, address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up?{SETTINGS}"))
    sentence = page.locator("h2").first.inner_text()
    panel(page, "Take away")
    saved_files: list[str] = []
    page.on("download", lambda file: saved_files.append(file.suggested_filename))
    # What is typed at the very last is in the file too.
    page.get_by_role("textbox", name="Whose plan").fill("Zebulon")
    name, data = downloaded(page, "Calendar (.ics)")
    assert name == f"backward-running-{START}.ics"
    expect(page.get_by_role("status").filter(has_text=name)).to_be_visible()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert all(event["SUMMARY"].startswith("Zebulon") for event in events)
    name, data = downloaded(page, "The plan itself (.json)")
    saved = read_plan(data)
    assert len(events) == len(saved.sessions) > 10
    assert "health" not in json.loads(data)["settings"]
    _, table = downloaded(page, "Table (.csv)")
    assert len(table.decode("utf-8-sig").splitlines()) == len(saved.sessions) + 1
    _, book = downloaded(page, "Table (.xlsx)")
    sheet = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    assert sheet.max_row == len(saved.sessions) + 1
    _, zipped = downloaded(page, "Watch workouts (.zip)")
    assert all(ZipFile(BytesIO(zipped)).read(file) for file in ZipFile(BytesIO(zipped)).namelist())
    assert [Path(name).suffix for name in saved_files] == [".ics", ".json", ".csv", ".xlsx", ".zip"]

    other = screened(open_page(f"{address}/ramp_up"))
    panel(other, "Take away")
    field = other.locator("[data-testid=stFileUploader] input[type=file]")
    for bad, message in (
        (b"no JSON at all", "The file is not JSON"),
        (data.replace(b'"version":1', b'"version":9'), "Version: 9; allowed: 1"),
        (b" " * 300_000, "The file has 300 kB; allowed: at most 200 kB"),
    ):
        field.set_input_files({"name": "p.json", "mimeType": "application/json", "buffer": bad})
        expect(other.locator("[data-testid=stAlert]").last).to_contain_text(message)
    answer(other, "10 min")
    field.set_input_files({"name": name, "mimeType": "application/json", "buffer": data})
    expect(other.locator("h2").first).to_have_text(sentence)
    noted(other, f"The saved plan of {len(saved.sessions)} sessions")
    other.wait_for_function("location.search.includes('on=tue_sat')")
    other.go_back()
    answer(other, "10 min")


def test_a_saved_plan_brings_its_sidebar_and_stays(open_page: OpenPage, address: str) -> None:
    scenario = snap(Scenario(units="imperial", week=Week.even(5, 60.0, 0.0)))
    settings = RampUpSettings(start=date.today(), days=("Tue", "Sat"))
    plan = plan_ramp_up(scenario.model_copy(update={"surface": "track"}), settings)
    saved = write_plan(adapt(plan, {plan.sessions[0].key: LogEntry("painful", 2)}))
    page = screened(open_page(f"{address}/ramp_up"))
    panel(page, "Take away")
    field = page.locator("[data-testid=stFileUploader] input[type=file]")
    field.set_input_files({"name": "p.json", "mimeType": "application/json", "buffer": saved})
    noted(page, f"The saved plan of {len(read_plan(saved).sessions)} sessions")
    expect(page.locator(".st-key-minutes input")).to_have_value("60")
    expect(page.get_by_text("Weight, lb").first).to_be_visible()
    page.wait_for_function("location.search.includes('minutes=60')")
    page.wait_for_function("location.search.includes('units=imperial')")
    sentence = page.locator("h2").first.inner_text()
    press(page, "mass_lb", "ArrowRight")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator("h2").first).to_have_text(sentence)
    expect(page.get_by_text("nothing grows for a week").first).to_be_visible()
    page.get_by_text("km, kg").first.click()
    expect(page.get_by_text("Weight, kg").first).to_be_visible()
    settle(page)
    expect(page.get_by_text("nothing grows for a week").first).to_be_visible()


@in_both_looks
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage, address: str, scheme: str, width: int, height: int
) -> None:
    page = open_page(f"{address}/ramp_up", scheme=scheme, width=width, height=height)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    screened(page)
    page.get_by_text("Weekdays, time, dates away").click()
    fields(page)
    minutes(page, "15")
    noted(page, "10 min became 15 min")
    for name in ("One session", "All sessions", "Take away"):
        panel(page, name)
        check_accessible(page)
    assert {host for host in hosts if host} <= {urlsplit(address).netloc}


def test_a_phone_has_the_chart_and_the_first_inputs_one_below_the_other(
    open_page: OpenPage, address: str
) -> None:
    page = screened(open_page(f"{address}/ramp_up", width=390, height=844))
    upper, lower = chart(page).bounding_box(), page.locator(".st-key-goal").bounding_box()
    assert upper is not None
    assert lower is not None
    assert upper["y"] + upper["height"] <= lower["y"] <= upper["y"] + upper["height"] + 200
    assert lower["x"] >= 0
    assert lower["x"] + lower["width"] <= 390
