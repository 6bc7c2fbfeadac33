"""The printed report: the app's words and numbers, no text over an edge, names in any script."""

from __future__ import annotations

import ctypes
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any, get_args

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from printed import LINK, ME, NOW, SETTINGS, flat, lowest_of, nothing_in_the_margins, pages, picture
from pypdf import PdfReader
from pypdfium2 import raw
from strategies import scenarios

from backrun import (
    Day,
    RampUpSettings,
    Scenario,
    Week,
    compare,
    matched_speed,
    muscle_emphasis,
    plan_ramp_up,
    week_emphasis,
)
from backrun.evidence import MODEL_VERSION, sources
from backrun.evidence.session_card import card_rows
from backrun.inputs.field import shorten
from backrun.link import link_to
from backrun.models.energy.limits import LIMITS
from backrun.models.ramp_up import (
    LogEntry,
    RampUp,
    adapt,
    check_plan,
    envelope,
    most_allowed,
)
from backrun.reports.pdf import report_pdf
from backrun.reports.pdf.plan import next_weeks, remarks
from backrun.reports.pdf.words import inputs
from backrun.reports.plan.session_card import plain
from backrun.reports.tables.energy import comparison_table
from backrun.scenario.scenario import Basis, Per
from backrun.wording.body import muscles_answer
from backrun.wording.energy import answer
from backrun.wording.numbers import central, interval
from backrun.wording.ramp_up import ramp_up_answer, short_rules, slow_runs


@pytest.fixture(scope="module")
def plan() -> RampUp:
    return plan_ramp_up(ME, SETTINGS)


@pytest.fixture(scope="module")
def whole(plan: RampUp) -> bytes:
    return report_pdf(
        ME,
        plan=plan,
        coach="Žofia Müller",
        client="Anna Schmidt",
        note="Start with the walks.\nCall me after week 2.",
        link=LINK,
        now=NOW,
    )


def test_two_pages_small_and_the_same_again(whole: bytes, plan: RampUp) -> None:
    assert len(pages(whole)) == 2
    assert len(whole) < 200_000
    again = report_pdf(
        ME,
        plan=plan,
        coach="Žofia Müller",
        client="Anna Schmidt",
        note="Start with the walks.\nCall me after week 2.",
        link=LINK,
        now=NOW,
    )
    assert again == whole


def test_another_day_and_another_name_make_another_report() -> None:
    first = report_pdf(ME, now=NOW)
    assert first != report_pdf(ME, now=NOW + timedelta(days=1))
    assert first != report_pdf(ME, client="Anna", now=NOW)


def test_numbers_are_those_of_the_comparison(whole: bytes) -> None:
    text = pages(whole)[0]
    comparison, matched = compare(ME), matched_speed(ME)
    assert flat(answer(ME, comparison, matched)) in text
    for rates in (comparison.forward, comparison.backward):
        energy = rates.per(ME.per)
        assert energy is not None
        assert f"{central(energy)} kcal" in text
        assert flat(interval(energy)) in text
    for label, row in comparison_table(ME).iterrows():
        assert flat(" ".join([str(label), *map(str, row)])) in text


# Do not look for a smaller failing example: the search takes minutes and shows nothing new.
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(scenario=scenarios(), page_size=st.sampled_from(["A4", "Letter"]))
def test_any_scenario_fits_its_pages_with_its_own_numbers(
    scenario: Scenario, page_size: Any
) -> None:
    scenario = scenario.model_copy(update={"grade": abs(scenario.grade)})
    address = link_to("https://backrun.example.org/", scenario)
    report = report_pdf(scenario, link=address, page_size=page_size, now=NOW)
    text = pages(report)
    assert len(text) == 2
    assert flat(answer(scenario, compare(scenario), matched_speed(scenario))) in text[0]
    assert nothing_in_the_margins(report)


@pytest.mark.parametrize("per", ["session", "week"])
@pytest.mark.parametrize("basis", get_args(Basis))
def test_a_week_without_backward_minutes_has_a_report_too(per: Per, basis: Basis) -> None:
    scenario = Scenario(per=per, basis=basis, week=Week.even(3, 40, 0))
    text = pages(report_pdf(scenario, now=NOW))[0]
    assert "no backward minutes yet" in text
    assert "Forward – Backward – Difference – " in text
    assert "Session and week count the backward minutes of your week" in text
    # All curves for a session would be at zero, so the chart shows energy for a distance.
    assert "kcal per kilometre, gross" in text


def test_the_person_is_described(whole: bytes) -> None:
    text = pages(whole)[0]
    for label, value in inputs(ME):
        assert flat(f"{label} {value}") in text
    assert "For Anna Schmidt 21 November 2026, from Žofia Müller" in text
    assert [label for label, _ in inputs(Scenario())] == [
        "Weight",
        "Forward pace",
        "Backward speed",
        "Week",
        "Grade",
        "Surface",
    ]


def test_a_week_is_described_in_few_words() -> None:
    week = dict(inputs(ME))["Week"]
    assert week == "3 × 40 min, 6 backward"
    uneven = Week(days=(Day(minutes=40, backward_minutes=6), Day(minutes=30), *(Day(),) * 5))
    assert (
        dict(inputs(ME.model_copy(update={"week": uneven})))["Week"] == "2 runs, 70 min, 6 backward"
    )
    assert dict(inputs(ME.model_copy(update={"week": Week()})))["Week"] == "rest"
    once = Week(days=(Day(minutes=40, backward_minutes=6), *(Day(),) * 6))
    assert dict(inputs(ME.model_copy(update={"week": once})))["Week"] == "1 run, 40 min, 6 backward"


def test_an_interval_of_parts_is_not_said_to_hold_for_80_of_100(whole: bytes) -> None:
    assert "meant to hold for 80 of 100 people like you." in pages(whole)[0]
    text = pages(report_pdf(Scenario(parts=("equation", "person")), now=NOW))[0]
    assert "meant to hold" not in text
    assert "80 % intervals of “forward equation” and “person to person” alone." in text


def test_what_was_not_measured_of_muscles_is_named_as_on_the_page() -> None:
    text = pages(report_pdf(Scenario(grade=0.03), now=NOW))[0]
    assert f"Outside what was measured: {flat(LIMITS['muscles_grade'])}." in text
    assert "muscles were measured" not in pages(report_pdf(Scenario(), now=NOW))[0]


def test_a_plan_for_another_place_says_so(plan: RampUp) -> None:
    asked = plan.scenario.model_copy(update={"surface": "treadmill"})
    moved = replace(plan, scenario=plan.scenario.model_copy(update={"surface": "track"}))
    text = pages(report_pdf(asked, plan=moved, now=NOW))[1]
    assert "Planned for the place that you gave in the screening: track or road." in text


def test_muscles_are_those_of_the_page(whole: bytes) -> None:
    text = pages(whole)[0]
    assert flat(muscles_answer(ME, week_emphasis(ME), muscle_emphasis())) in text
    for muscle in muscle_emphasis().muscles:
        assert muscle.label.split(" (")[0].removesuffix(" head") in text


def test_the_plan_is_the_plan(whole: bytes, plan: RampUp) -> None:
    text = pages(whole)[1]
    assert flat(ramp_up_answer(plan)) in text
    assert "1, from 23 Nov Mon, Wed, Sat: walk 10 × 60 s" in text
    assert "2, from 30 Nov" in text
    assert "5, from" not in text


def test_a_plan_under_way_is_shown_from_its_week(plan: RampUp) -> None:
    later = date(2027, 1, 6)
    assert [week.number for week in next_weeks(plan, later)] == [7, 8, 9, 10]
    assert "7, from 4 Jan" in pages(report_pdf(ME, plan=plan, now=later))[1]
    over = date(2029, 1, 1)
    assert next_weeks(plan, over) == plan.weeks()[-4:]


def test_without_a_plan_there_is_none_and_the_report_says_what_comes_before_it() -> None:
    text = pages(report_pdf(ME, now=NOW))[1]
    assert "There is no plan in this report." in text
    assert "from 23 Nov" not in text
    assert "Stop when" in text
    # Sentences with numbers of a plan are left out too.
    assert "go up to" not in text


def test_start_and_stop_signs_are_those_of_the_card(whole: bytes) -> None:
    text = pages(whole)[1]
    stops = [row for row in card_rows() if row.part == "stop" and row.gait != "running"]
    for row in stops:
        assert flat(plain(row.text)) in text
    assert "No trial has measured injuries from backward running" in text
    track = ME.model_copy(update={"surface": "track"})
    assert "marked strip of 20 to 50 m" in pages(report_pdf(track, now=NOW))[1]


def test_sources_model_and_link_stand_at_the_foot(whole: bytes) -> None:
    text = pages(whole)[1]
    assert f"backrun model {MODEL_VERSION}. Sources: ACSM Guidelines" in text
    for key in ("rasica2020", "sterzing2016", "frandsen2025"):
        assert sources()[key].short in text
        assert f"doi:{sources()[key].doi}" in text.replace("doi: ", "doi:")
    assert LINK in text.replace(" ", "")


@pytest.mark.parametrize("address", ["", LINK])
def test_a_strict_reader_takes_every_report_as_universally_accessible(address: str) -> None:
    reader = PdfReader(BytesIO(report_pdf(ME, link=address, client="Anna", now=NOW)), strict=True)
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert bool(notes) == bool(address)
    for note in notes:
        assert note["/Subtype"] == "/Link"
        assert note["/Contents"] == LINK
        assert "/StructParent" in note
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_two_reports_at_once_are_the_same_as_one_by_one() -> None:
    def report(name: str) -> bytes:
        return report_pdf(ME, client=name, link=f"{LINK}&{name}=1", now=NOW)

    who = [f"Client{number}" for number in range(6)]
    with ThreadPoolExecutor(max_workers=3) as threads:
        assert list(threads.map(report, who)) == [report(name) for name in who]


def test_the_code_and_the_links_lead_to_the_same_address(whole: bytes) -> None:
    found = zxingcpp.read_barcodes(picture(whole, 0, 2.0), zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [LINK]
    reader = PdfReader(BytesIO(whole))
    addresses = [
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    ]
    assert len(addresses) > 1
    assert set(addresses) == {LINK}


def test_a_link_has_eight_thousand_bytes_and_not_one_more() -> None:
    assert report_pdf(ME, link="https://host/?" + "a" * 7986, now=NOW)
    with pytest.raises(ValueError, match=r"^Link: 8001 bytes; allowed: at most 8000$"):
        report_pdf(ME, link="https://host/?" + "a" * 7987, now=NOW)


def test_a_link_too_long_for_a_code_is_printed_alone() -> None:
    long = (
        LINK
        + "&away="
        + "_".join(f"2027-{m:02d}-{d:02d}" for m in range(1, 13) for d in range(1, 9))
    )
    report = report_pdf(ME, link=long, now=NOW)
    assert zxingcpp.read_barcodes(picture(report, 0), zxingcpp.BarcodeFormat.QRCode) == []
    assert long in pages(report)[1].replace(" ", "")


def test_a_link_of_pages_is_cut_and_still_opens_whole(plan: RampUp) -> None:
    away = (
        f"20{year}-{month:02d}-{day:02d}"
        for year in (27, 28)
        for month in range(1, 13)
        for day in range(1, 28, 2)
    )
    long = f"{LINK}&away={'_'.join(away)}"
    report = report_pdf(ME, plan=plan, note="word " * 1000, link=long, page_size="Letter", now=NOW)
    text = pages(report)[1]
    assert "The link goes on: a click on it opens the whole." in text
    assert lowest_of(report, "Shortened") > lowest_of(report, "backrun model") + 8
    assert nothing_in_the_margins(report)
    page = PdfReader(BytesIO(report)).pages[1]
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == long


@pytest.mark.parametrize("field", ["client", "coach", "note", "link"])
def test_half_a_letter_is_named(field: str) -> None:
    said = f"^{field.capitalize()}: 'An.ud800' holds '.ud800', which is no letter; allowed: text in"
    with pytest.raises(ValueError, match=said):
        report_pdf(ME, **{field: "An\ud800"}, now=NOW)


@pytest.mark.parametrize("field", ["client", "coach", "note", "link"])
def test_what_is_no_text_is_named(field: str) -> None:
    said = f"^{field.capitalize()}: None is not a text; allowed: text in UTF-8$"
    with pytest.raises(ValueError, match=said):
        report_pdf(ME, **{field: None}, now=NOW)


@pytest.mark.parametrize("now", [datetime(2026, 11, 21, 9), None])
def test_a_day_that_is_no_date_is_named(now: date) -> None:
    said = f"Now: {shorten(now)} is not a date; allowed: a date from 2020-01-01"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}"):
        report_pdf(ME, now=now)


def test_title_author_language_and_date(whole: bytes) -> None:
    reader = PdfReader(BytesIO(whole))
    assert reader.metadata is not None
    assert reader.metadata.title == "Forward against backward running: Anna Schmidt"
    assert reader.metadata.author == "Žofia Müller"
    assert reader.metadata.creation_date == datetime(2026, 11, 21, tzinfo=UTC)
    assert reader.metadata.subject == f"Model {MODEL_VERSION}, 21 November 2026"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    nameless = PdfReader(BytesIO(report_pdf(ME, now=NOW))).metadata
    assert nameless is not None
    assert (nameless.title, nameless.author) == ("Forward against backward running", None)


def structure(report: bytes, page: int) -> list[tuple[str, str]]:
    """Return the kind and the alternative text of each part of a page, in reading order."""
    document = pypdfium2.PdfDocument(report)
    shown = document[page]

    def text_of(function: Any, element: Any) -> str:
        buffer = ctypes.create_string_buffer(function(element, None, 0))
        function(element, buffer, len(buffer))
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: Any) -> list[tuple[str, str]]:
        found = [
            (
                text_of(raw.FPDF_StructElement_GetType, element),
                text_of(raw.FPDF_StructElement_GetAltText, element),
            )
        ]
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                found += walk(child)
        return found

    tree = raw.FPDF_StructTree_GetForPage(shown.raw)
    found = walk(raw.FPDF_StructTree_GetChildAtIndex(tree, 0))
    raw.FPDF_StructTree_Close(tree)
    return found


def test_headings_tables_and_figures_are_tagged(whole: bytes) -> None:
    first, second = structure(whole, 0), structure(whole, 1)
    kinds = [kind for kind, _ in first]
    assert [kind for kind in kinds if kind != "Div"][:2] == ["Document", "H1"]
    assert kinds.count("TR") == 5
    assert (kinds.count("THead"), kinds.count("TD")) == (1, 4 * 8)
    alts = [alt for kind, alt in first if kind == "Figure"]
    assert alts[0] == "QR code that opens these numbers in backrun"
    assert alts[1].startswith("Energy per kilometre against speed")
    assert alts[2].startswith("Body map, front and back.")
    assert "Rectus femoris" in alts[2]
    assert [kind for kind, _ in second].count("H2") == 4
    assert ("Figure", "") not in first + second


def test_downhill_is_refused_in_words() -> None:
    report = report_pdf(Scenario(grade=-0.05), now=NOW)
    text = pages(report)
    assert "There is no number for running backward downhill" in text[0]
    assert "Muscles" not in text[0]
    assert "Stop when" in text[1]


def test_a_plan_of_walks_has_no_envelope_of_running(plan: RampUp) -> None:
    walks = plan.with_sessions(s for s in plan.sessions if s.gait == "walking")
    assert not any(envelope(walks))
    text = pages(report_pdf(ME, plan=walks, now=NOW))[1]
    assert "2 weeks of backward walking" in text
    # The envelope exists for running only, as on the page.
    assert "outlined: walking" in text
    assert "most the rules allow" not in text
    assert len(walks.weeks()) == 2


def test_a_plan_without_a_session_counts_as_none(plan: RampUp) -> None:
    text = pages(report_pdf(ME, plan=plan.with_sessions(()), now=NOW))[1]
    assert "There is no plan in this report." in text


def test_an_unknown_page_size_is_refused() -> None:
    wrong: Any = "A3"
    with pytest.raises(ValueError, match="Page: 'A3'; allowed: A4, Letter"):
        report_pdf(ME, page_size=wrong, now=NOW)


@pytest.mark.parametrize(("page_size", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_page_sizes(page_size: Any, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(report_pdf(ME, page_size=page_size, now=NOW))
    for page in document:
        assert tuple(map(round, page.get_size())) == size


def test_an_edited_plan_says_which_rules_it_breaks_and_keeps_the_envelope_of_the_rules(
    plan: RampUp,
) -> None:
    assert remarks(plan.scenario, plan) == ()
    assert most_allowed(plan, plan) == envelope(plan)
    fifth = plan.weeks()[4]
    more = [replace(s, sections=5, section_s=120) for s in fifth.sessions]
    others = [s for s in plan.sessions if s not in fifth.sessions]
    edited = plan.with_sessions([*others, *more])
    assert most_allowed(edited, plan)[4] < edited.weeks()[4].backward_s() / 60
    text = pages(report_pdf(ME, plan=edited, now=NOW))[1]
    assert f"It was edited. {len(more)} sessions break the rules:" in text
    broken = check_plan(edited, edited.scenario, edited.settings)
    assert flat(short_rules(broken)) in text


def test_what_changed_a_plan_is_in_print(plan: RampUp) -> None:
    fell = adapt(plan, {plan.sessions[2].key: LogEntry("fell")})
    text = flat(pages(report_pdf(ME, plan=fell, now=NOW))[1])
    assert "You fell: 7 days of rest, then backward walking" in text
    assert "How to start again" not in text


def test_a_plan_that_pain_has_ended_sends_to_a_professional_before_a_start(plan: RampUp) -> None:
    ended = adapt(plan, {plan.sessions[2].key: LogEntry("painful", 6)})
    text = flat(pages(report_pdf(ME, plan=ended, now=NOW))[1])
    assert "How to start again, once a professional has agreed" in text


def test_slow_runs_are_named_in_print() -> None:
    slow = Scenario(pace_s_per_km=480)
    plan = plan_ramp_up(slow, RampUpSettings(start=date(2026, 11, 23)))
    assert remarks(slow, plan) == (slow_runs(plan),)
    assert "at which most people would walk backward" in flat(
        pages(report_pdf(slow, plan=plan, now=NOW))[1]
    )


def test_a_goal_out_of_reach_says_why() -> None:
    settings = RampUpSettings(start=date(2026, 11, 23), goal_min=15, minutes=20)
    short = plan_ramp_up(ME, settings)
    text = pages(report_pdf(ME, plan=short, now=NOW))[1]
    assert short.shortfall
    for reason in short.shortfall:
        assert flat(reason) in text


def test_a_short_note_is_printed_whole(whole: bytes) -> None:
    text = pages(whole)[1]
    assert "From Žofia Müller Start with the walks. Call me after week 2." in text
    assert "Shortened" not in text
