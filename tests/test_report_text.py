"""Letters of any script in print: directions, lines, fonts, and the note on missing letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrun.reports.report_bidi import levels, reorder
from backrun.reports.report_fonts import FONTS, MISSING, OTHERS, clean, shape, unprintable
from backrun.reports.report_text import Line, Setter, Style, cut_to, rich_text

STYLE = Style(10, 14)
SAMPLES = {
    "Latin": "Žofia Ångström, Łukasz, Ğizem",
    "Vietnamese": "Nguyễn Thị Hường",
    "Greek": "Αθηνά Ἀριστοτέλης",
    "Cyrillic": "Юлия Їжакевич",
    "Arabic": "محمد الأحمد",
    "Hebrew": "שרה כהן",
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
    "Khmer": "អានីតា",
    "Myanmar": "အနီတာ",
    "Georgian": "ანიტა",
    "Armenian": "Անիտա",
    "Ethiopic": "አኒታ",
    "Thaana": "އަނިތާ",
    "Chinese": "田中體國",
    "Japanese": "さくらタナカ",
    "Korean": "김유나",
    "signs": "−5 ≈ ½ ▲ → ✓",
}


def said(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


# What the rules of Unicode Standard Annex 9 give.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", [0, 0, 0]),
        ("אבג", [1, 1, 1]),
        ("a אב c", [0, 0, 1, 1, 0, 0]),
        ("אב 12", [1, 1, 1, 2, 2]),
        ("a אב 12", [0, 0, 1, 1, 1, 2, 2]),
        ("א1,2", [1, 2, 2, 2]),
        ("א1-2", [1, 2, 2, 2]),
        ("ع1-2", [1, 2, 1, 2]),
        ("א5%", [1, 2, 2]),
        ("ab.", [0, 0, 0]),
        ("אב.", [1, 1, 1]),
        ("א (ב)", [1, 1, 1, 1, 1]),
        ("e\u0301א\u05b0", [0, 0, 1, 1]),
        ("אב\u200e, 12", [1, 1, 2, 2, 2, 2, 2]),
    ],
)
def test_directions(text: str, expected: list[int]) -> None:
    assert levels(text) == expected


def test_a_line_is_put_in_the_order_of_the_eye() -> None:
    assert reorder("abc", [0, 0, 0]) == ["a", "b", "c"]
    assert reorder("abcd", [0, 1, 1, 0]) == ["a", "c", "b", "d"]
    assert reorder("אב12", [1, 1, 2, 2]) == ["1", "2", "ב", "א"]


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), max_size=12))
def test_reordering_loses_nothing(of: list[int]) -> None:
    assert sorted(reorder(range(len(of)), of)) == list(range(len(of)))


@pytest.mark.parametrize("script", SAMPLES)
def test_every_script_has_letters(script: str) -> None:
    assert unprintable(SAMPLES[script]) == ()
    for word in SAMPLES[script].split():
        shaped = shape(word, backward=script in ("Arabic", "Hebrew", "Thaana"))
        glyphs = [glyph for stretch in shaped.stretches for glyph in stretch.glyphs]
        # Number 0 is the box of a font that lacks the letter.
        assert all(glyph.number for glyph in glyphs)
        assert shaped.width > 0
        assert sorted("".join(glyph.text for glyph in glyphs)) == sorted(word)


def test_arabic_letters_are_joined() -> None:
    joined = shape("بب", backward=True).stretches[0].glyphs
    alone = shape("ب", backward=True).stretches[0].glyphs
    assert alone[0].number not in {glyph.number for glyph in joined}
    assert joined[0].number != joined[1].number


def test_letters_without_a_font_are_named_and_become_a_square() -> None:
    assert unprintable("a🙂b🙂") == ("🙂",)
    assert unprintable("a\u200db\ufe0f") == ()
    glyphs = [glyph for stretch in shape("a🙂").stretches for glyph in stretch.glyphs]
    assert [glyph.text for glyph in glyphs] == ["a", MISSING]


def test_every_font_is_there_with_its_licence() -> None:
    files = {path.stem for path in FONTS.glob("*.ttf")}
    assert files == {"NotoSans-Regular", "NotoSans-Bold", *OTHERS}
    for name in ("Noto", "DejaVu", "Droid", "Nanum"):
        assert (FONTS / f"LICENSE-{name}.txt").stat().st_size > 1000


def test_control_characters_become_spaces_and_line_ends_stay() -> None:
    assert clean("a\x00b\tc\r\nd\re\x1b") == "a b c\nd\ne "
    assert clean("e\u0301") == "é"


@pytest.mark.parametrize("width", [40.0, 90.0, 400.0])
@pytest.mark.parametrize("script", SAMPLES)
def test_no_line_is_wider_than_its_place(script: str, width: float) -> None:
    lines = Setter().lines(" ".join([SAMPLES[script]] * 8), STYLE, width)
    assert all(line.width <= width + 1e-6 for line in lines)
    whole = " ".join([SAMPLES[script]] * 8)
    assert "".join(map(said, lines)).replace(" ", "") == whole.replace(" ", "")


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=200), width=st.floats(30, 400))
def test_any_text_is_set_within_its_width(text: str, width: float) -> None:
    lines = Setter().lines(text, STYLE, width)
    assert all(line.width <= width + 1e-6 for line in lines)
    assert len(lines) >= clean(text).count("\n") + 1


def test_lines_end_at_spaces_and_words_stay_whole() -> None:
    lines = Setter().lines("one two three four five", STYLE, 60)
    assert [said(line) for line in lines] == ["one two", "three four", "five"]


def test_a_word_wider_than_the_line_is_cut_between_letters() -> None:
    lines = Setter().lines("x" * 50, STYLE, 60)
    assert "".join(map(said, lines)) == "x" * 50
    assert len(lines) > 3


def test_chinese_breaks_anywhere_but_before_a_full_stop() -> None:
    text = "走" * 9 + "。" + "跑" * 5
    lines = [said(line) for line in Setter().lines(text, STYLE, 90)]
    assert "".join(lines) == text
    assert not any(line.startswith("。") for line in lines)


def test_bold_is_what_stands_between_asterisks() -> None:
    lines = Setter().lines(rich_text("costs **12–46 % more** energy"), STYLE, 400)
    bold = "".join(piece.text for piece in lines[0].pieces if piece.bold)
    assert bold == "12–46 % more"
    assert said(lines[0]) == "costs 12–46 % more energy"


def test_a_right_to_left_paragraph_ends_at_the_right() -> None:
    setter = Setter()
    assert setter.lines("محمد 12", STYLE, 200)[0].to_left
    assert not setter.lines("For محمد", STYLE, 200)[0].to_left
    line = setter.lines("אב גד", STYLE, 200)[0]
    assert line.places[0] > line.places[-1]


def test_a_long_name_ends_in_three_dots() -> None:
    setter = Setter()
    parts = setter.fitted("For ", "W" * 300, STYLE, 200)
    assert parts[0] == ("For ", False)
    assert parts[1][0].endswith("W…")
    assert len(setter.lines(parts, STYLE, 200)) == 1
    assert setter.fitted("For ", "Anna", STYLE, 200)[1] == ("Anna", True)


def test_cutting_counts_the_letters_left_out() -> None:
    lines = Setter().lines("aa\nbbb\ncccc", STYLE, 100)
    shown, left = cut_to(lines, 1)
    assert [said(line) for line in shown] == ["aa"]
    assert left == 7
    assert cut_to(lines, 3) == (lines, 0)
