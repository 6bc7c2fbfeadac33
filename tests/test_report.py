"""The printed report: its words and numbers are the app's, nothing runs over, any name is shown."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, get_args

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import raw
from strategies import scenarios

from backrun import (
    Day,
    RampUpSettings,
    Runner,
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
from backrun.link.writing import link
from backrun.models.energy.limits import LIMITS
from backrun.models.ramp_up import (
    LogEntry,
    RampUp,
    adapt,
    check_plan,
    envelope,
    most_allowed,
)
from backrun.reports.plan.session_card import plain
from backrun.reports.report import report_pdf
from backrun.reports.report_body import names, strokes
from backrun.reports.report_plan import next_weeks, remarks
from backrun.reports.report_words import inputs, name
from backrun.reports.tables.energy import comparison_table
from backrun.scenario.scenario import Basis, Per
from backrun.wording.body import muscles_answer
from backrun.wording.energy import answer
from backrun.wording.numbers import central, interval
from backrun.wording.ramp_up import ramp_up_answer, short_rules, slow_runs

NOW = date(2026, 11, 21)
ME = Scenario(
    runner=Runner(mass_kg=62, age_years=34, sex="female", height_m=1.68), pace_s_per_km=330
)
SETTINGS = RampUpSettings(start=date(2026, 11, 23))
LINK = link("https://backrun.example.org/", ME, SETTINGS.to_query())
NAMES = {
    "Greek": "Αθηνά Ἀριστοτέλους",
    "Cyrillic": "Юлия Їжакевич",
    "Vietnamese": "Nguyễn Thị Hường",
    "Chinese": "田中體國",
    "Korean": "김유나",
    "Devanagari": "अनीता",
    "Thai": "อนิตา",
}


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


def pages(report: bytes) -> list[str]:
    """Return the text of each page on one line, spaces of every width as one."""
    document = pypdfium2.PdfDocument(report)
    return [flat(page.get_textpage().get_text_range()) for page in document]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("*", "").replace("\u2060", "")).strip()


def picture(report: bytes, page: int, scale: float = 2.0) -> np.ndarray[Any, Any]:
    drawn = pypdfium2.PdfDocument(report)[page].render(scale=scale)
    return np.asarray(drawn.to_pil().convert("L"))


def lowest_of(report: bytes, words: str, page: int = 1) -> float:
    """Return how far from the foot of a page, in points, some words stand."""
    text = pypdfium2.PdfDocument(report)[page].get_textpage()
    place = text.search(words).get_next()
    assert place is not None, words
    return float(text.get_charbox(place[0])[1])


def nothing_in_the_margins(report: bytes, margin: float = 30.0) -> bool:
    """Return whether the outermost 30 points of every page are white, but for the foot's line."""
    for number in range(2):
        drawn = picture(report, number, 1.0)
        edge = int(margin)
        sides = (drawn[:, :edge], drawn[:, -edge:], drawn[:edge], drawn[-int(margin * 0.6) :])
        if any((side < 250).any() for side in sides):
            return False
    return True


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


# A smaller example would say no more, and take minutes to find.
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
    address = link("https://backrun.example.org/", scenario)
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
    # The curves would all lie at zero: they are drawn for a distance.
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
    assert {stroke.muscle for stroke in strokes()} - {""} == {n.muscle for n in names()}


def test_both_halves_of_the_body_are_drawn_within_the_drawing() -> None:
    for each in names():
        boxes = [s.box for s in strokes() if s.muscle == each.muscle and s.part == "shape"]
        assert len(boxes) % 2 == 0
        # Mirrored around the middle of the front, or of the back.
        for right, left in zip(boxes[::2], boxes[1::2], strict=True):
            middle = 340 if right[0] < 480 else 620
            assert right[2] - middle == pytest.approx(middle - left[0])
            assert right[1::2] == left[1::2]
            assert 200 < left[0] < right[2] < 760
            assert 0 < right[1] < right[3] < 784


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
    # What has numbers of a plan is not said either.
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


def test_the_code_and_the_links_lead_to_the_same_address(whole: bytes) -> None:
    found = zxingcpp.read_barcodes(picture(whole, 0, 2.0), zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [LINK]
    reader = PdfReader(BytesIO(whole))
    addresses = [
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    ]
    assert addresses == [LINK, LINK]


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


def test_a_note_has_five_thousand_characters_and_not_one_more() -> None:
    assert report_pdf(ME, note="n" * 5000, now=NOW)
    with pytest.raises(ValueError, match=r"^Note: 5001 characters; allowed: at most 5000$"):
        report_pdf(ME, note="n" * 5001, now=NOW)


def test_title_author_language_and_date(whole: bytes) -> None:
    reader = PdfReader(BytesIO(whole))
    assert reader.metadata is not None
    assert reader.metadata.title == "Forward against backward running: Anna Schmidt"
    assert reader.metadata.author == "Žofia Müller"
    assert reader.metadata.creation_date_raw == "D:20261121000000+00'00'"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    nameless = PdfReader(BytesIO(report_pdf(ME, now=NOW))).metadata
    assert nameless is not None
    assert (nameless.title, nameless.author) == ("Forward against backward running", "")


def structure(report: bytes, page: int) -> list[tuple[str, str]]:
    """Return the parts of a page's structure as a reader finds them: kind and alternative text."""
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
    assert kinds[:2] == ["Document", "H1"]
    assert kinds.count("TR") == 5
    alts = [alt for kind, alt in first if kind == "Figure"]
    assert alts[0] == "QR code that opens these numbers in backrun"
    assert alts[1].startswith("Energy per kilometre against speed")
    assert alts[2].startswith("Body map, front and back.")
    assert "Rectus femoris" in alts[2]
    assert [kind for kind, _ in second].count("H2") == 4
    assert ("Figure", "") not in first + second


@pytest.mark.parametrize("script", NAMES)
def test_names_in_any_letters_are_printed_and_found_again(script: str) -> None:
    who = NAMES[script]
    report = report_pdf(ME, coach=who, client=who, note=who, now=NOW)
    text = "".join(pages(report))
    assert text.count(who) == 4
    assert "□" not in text
    metadata = PdfReader(BytesIO(report)).metadata
    assert metadata is not None
    assert metadata.author == who


@pytest.mark.parametrize("who", ["محمد حسن", "שרה כהן"])
def test_names_that_run_to_the_left_are_printed_and_found_again(who: str) -> None:
    text = "".join(pages(report_pdf(ME, coach=who, client=who, note=f"{who}, 12", now=NOW)))
    for word in who.split():
        assert text.count(word) == 4


def test_a_sign_without_letters_is_a_square_and_the_report_says_so() -> None:
    text = pages(report_pdf(ME, note="Well done 🙂", coach="C", now=NOW))[1]
    assert "Well done □" in text
    assert "Signs that this report has no letters for stand as □, such as “slightly smiling" in text


@pytest.mark.parametrize("page_size", ["A4", "Letter"])
@pytest.mark.parametrize("letters", ["Wie war es? ", "漢字", "W", "\n", "a\n", "مرحبا ", "कककक्ष "])
def test_a_long_note_is_shortened_and_the_report_says_so(
    plan: RampUp, letters: str, page_size: Any
) -> None:
    note = (letters * 4999)[:4999].strip() + "."
    report = report_pdf(
        ME, plan=plan, coach="C", note=note, link=LINK, page_size=page_size, now=NOW
    )
    text = pages(report)
    assert len(text) == 2
    assert nothing_in_the_margins(report)
    if len(note) > 1:
        assert re.search(r"Shortened: [\d,]+ of [\d,]+ letters of this note have room", text[1])
        assert lowest_of(report, "Shortened") > lowest_of(report, "backrun model") + 8
    assert f"backrun model {MODEL_VERSION}. Sources" in text[1]


def test_a_short_note_is_printed_whole(whole: bytes) -> None:
    text = pages(whole)[1]
    assert "From Žofia Müller Start with the walks. Call me after week 2." in text
    assert "Shortened" not in text


def test_without_a_note_there_is_room_to_write() -> None:
    assert "Notes" in pages(report_pdf(ME, now=NOW))[1]


def test_long_names_are_cut_with_three_dots(plan: RampUp) -> None:
    report = report_pdf(
        ME, plan=plan, coach="Ž" * 500, client="漢" * 500, note="x", link=LINK, now=NOW
    )
    assert len(pages(report)) == 2
    assert nothing_in_the_margins(report)
    assert "漢…" in pages(report)[0]
    assert len(name("a" * 500)) == 100
    assert name(" a\n b\t") == "a b"


def test_markup_in_a_name_is_a_name() -> None:
    text = pages(report_pdf(ME, client="<b>**Anna**</b> &amp;", now=NOW))[0]
    assert "For <b>Anna</b> &amp;" in text


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
    # The envelope is that of running, as on the page.
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
