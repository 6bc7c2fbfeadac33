"""The printed report in any letters: names, notes, what has room and what is left out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from printed import LINK, ME, NOW, SETTINGS, lowest_of, nothing_in_the_margins, pages
from pypdf import PdfReader

from backrun import plan_ramp_up
from backrun.evidence import MODEL_VERSION
from backrun.models.ramp_up import RampUp
from backrun.reports.pdf import report_pdf
from backrun.reports.pdf.letters import FONTS, name, printable, unprintable

NAMES = {
    "Vietnamese": "Nguyễn Thị Hường",
    "Greek": "Αθηνά Ἀριστοτέλους",
    "Cyrillic": "Юлия Їжакевич",
    "Chinese": "田中體國",
    "Japanese": "𠮷野家 さくらタナカ 𩸽 𠮟",
    "Korean": "김유나",
    "Devanagari": "अनीता क्षत्रिय",
    "Bengali": "অনিতা",
    "Gujarati": "અનિતા",
    "Gurmukhi": "ਅਨੀਤਾ",
    "Oriya": "ଅନିତା",
    "Tamil": "அனிதா",
    "Telugu": "అనిత",
    "Kannada": "ಅನಿತಾ",
    "Malayalam": "അനിത",
    "Sinhala": "අනිතා",
    "Thai": "อนิตา",
    "Lao": "ອານິຕາ",
    "Myanmar": "အနီတာ",
    "Georgian": "ანიტა",
    "Armenian": "Անիտա",
    "Ethiopic": "አኒታ",
    "signs": "−5 ≈ ½ ▲ → ✓",
}


@pytest.fixture(scope="module")
def plan() -> RampUp:
    return plan_ramp_up(ME, SETTINGS)


def test_a_note_has_five_thousand_characters_and_not_one_more() -> None:
    assert report_pdf(ME, note="n" * 5000, now=NOW)
    with pytest.raises(ValueError, match=r"^Note: 5001 characters; allowed: at most 5000$"):
        report_pdf(ME, note="n" * 5001, now=NOW)


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


@pytest.mark.parametrize("script", NAMES)
def test_every_script_is_printed_as_it_is(script: str) -> None:
    assert printable(NAMES[script]) == NAMES[script]
    assert unprintable(NAMES[script]) == ()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ana 🏃🏽\u200d♀️💨", "Ana"),
        ("Ana 🇩🇪 1\ufe0f\u20e3", "Ana 1"),
        ("𝓐𝓷𝓷𝓪 𝟏", "Anna 1"),
        ("A\u0301nna e\u0301", "Ánna é"),
        ("a\x00b\tc\u202ed\u2060", "a b cd"),
        ("क्\u200dष", "क्\u200dष"),
        # Marks of one script on a letter or a sign of another.
        ("a\u17c9 .\u064f 3\u0651", "a . 3"),
        ("\u0301\ue000\uffff", ""),
    ],
)
def test_a_name_has_letters_that_can_be_printed(given: str, shown: str) -> None:
    assert name(given) == shown


def test_ends_of_lines_stay_in_a_note() -> None:
    assert printable("a\r\nb\rc\u2028d\n") == "a\nb\nc\nd"


def test_a_sign_without_letters_is_left_out_and_the_report_says_so() -> None:
    report = report_pdf(ME, client="Ana 🏃🏽\u200d♀️💨", note="Well done 🙂.", coach="C", now=NOW)
    first, second = pages(report)
    assert "For Ana 21 November 2026" in first
    assert "Well done ." in second
    assert "Signs that this report has no letters for, such as “runner”, are left out." in second
    assert "left out" not in pages(report_pdf(ME, note="Well done.", now=NOW))[1]


# A smaller example would say no more, and take minutes to find.
@settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.text(max_size=300))
def test_any_text_can_be_printed(text: str) -> None:
    report = report_pdf(ME, client=text, coach=text, note=text, now=NOW)
    assert len(pages(report)) == 2
    assert nothing_in_the_margins(report)


def test_every_font_has_its_licence() -> None:
    named = (FONTS / "README.md").read_text(encoding="utf-8")
    for font in {path.name for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf")}:
        assert font in named or font.startswith("NotoSans")
    for family in ("Noto", "Noto-CJK", "DejaVu", "Droid", "Nanum"):
        assert (FONTS / f"LICENSE-{family}.txt").stat().st_size > 1000
        assert f"LICENSE-{family}.txt" in named


@pytest.mark.parametrize("page_size", ["A4", "Letter"])
@pytest.mark.parametrize(
    "letters", ["Wie war es? ", "漢字", "。", "W", "-", "\n", "a\n", "مرحبا ", "कककक्ष "]
)
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
        assert re.search(r"Shortened: \d+ of \d+ letters of this note have room", text[1])
        assert lowest_of(report, "Shortened") > lowest_of(report, "backrun model") + 8
    assert f"backrun model {MODEL_VERSION}. Sources" in text[1]


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
