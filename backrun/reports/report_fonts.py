"""Letters of any script for print: which font has them, and how they are shaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import uharfbuzz

FONTS = Path(__file__).parent / "fonts"
REGULAR: Final = "NotoSans-Regular"
BOLD: Final = "NotoSans-Bold"
# Looked through in this order for what the first does not have; opened only when needed.
OTHERS: Final = (
    "DejaVuSans",
    *(
        f"NotoSans{script}-Regular"
        for script in (
            *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati"),
            *("Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya"),
            *("Sinhala", "Tamil", "Telugu", "Thaana", "Thai"),
        )
    ),
    "DroidSansFallbackFull",
    "BackrunHangul-Regular",
)
MISSING: Final = "□"
"""What is printed in the place of a letter that no font has."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font file: its letters, how to shape them, and the units of its em."""

    name: str
    face: Any
    font: Any
    letters: Any
    unit: float

    def width(self, number: int) -> float:
        """Return a glyph's own width in em, before kerning."""
        return float(self.font.get_glyph_h_advance(number)) / self.unit


class Glyph(NamedTuple):
    """A letter as it is drawn: number in its font, advance and offsets in em, text it stands for.

    Of several glyphs for the same letters the first one carries the text.
    """

    face: Face
    number: int
    advance: float
    right: float
    up: float
    text: str


class Stretch(NamedTuple):
    """Glyphs of one font that follow one another on one height, with the PDF code to draw them.

    `right` and `up` say where the first one stands, in em from the start of the word; `end` where
    the next one would.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    codes: str
    right: float
    up: float
    end: float


class Word(NamedTuple):
    """A shaped word: its stretches, its width in em, and whether each glyph has its own letters."""

    stretches: tuple[Stretch, ...]
    width: float
    plain: bool


@cache
def open_face(name: str) -> Face:
    """Return a font by its name."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{name}.ttf")))
    return Face(name, face, uharfbuzz.Font(face), face.unicodes, float(face.upem))


def clean(text: str) -> str:
    """Return a text in composed letters, without control characters but the end of a line.

    Nothing breaks beside a dash here: what says so on the screen is left out.
    """
    joined = text.replace("\u2060", "").replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", joined)
    return "".join(
        character if character == "\n" or unicodedata.category(character) != "Cc" else " "
        for character in composed
    )


def unprintable(text: str) -> tuple[str, ...]:
    """Return the letters of a text that no font has, each once."""
    found = (
        character
        for character in clean(text)
        if character not in "\n " and _face_of(character, REGULAR) is None
    )
    return tuple(dict.fromkeys(found))


def shape(text: str, *, bold: bool = False, backward: bool = False) -> Word:
    """Return a word as it is drawn, from left to right; `backward` is one that runs to the left.

    Letters that no font has become `MISSING`.
    """
    runs = list(_runs(text, BOLD if bold else REGULAR))
    if backward:
        runs.reverse()
    glyphs = [glyph for face, part in runs for glyph in _shaped(face, part, backward)]
    width = sum(glyph.advance for glyph in glyphs)
    return Word(tuple(_stretches(glyphs)), width, all(glyph.text for glyph in glyphs))


def _stretches(glyphs: list[Glyph]) -> Iterator[Stretch]:
    start, place = 0, 0.0
    for number, glyph in enumerate(glyphs, 1):
        after = glyphs[number] if number < len(glyphs) else None
        if after and after[0] is glyph.face and not (glyph[3:5] != (0, 0) or after[3:5] != (0, 0)):
            continue
        part = tuple(glyphs[start:number])
        right, up = place + part[0].right, part[0].up
        place += sum(each.advance for each in part)
        yield Stretch(glyph.face, part, _codes(part), right, up, place)
        start = number


def _codes(glyphs: Iterable[Glyph]) -> str:
    """Return glyph numbers with the kerning behind each, as a PDF's TJ operator reads them."""
    codes = ""
    for glyph in glyphs:
        kerning = round(1000 * (glyph.face.width(glyph.number) - glyph.advance))
        codes += f"<{glyph.number:04X}>{kerning or ''}"
    return codes.replace("><", "")


def _shaped(face: Face, text: str, backward: bool) -> Iterator[Glyph]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backward else "ltr"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(face.font, buffer, {})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    # What is never drawn, such as a soft hyphen, leaves no glyph and so no start.
    ends = dict(zip(starts, (*starts[1:], len(text)), strict=False))
    for info, place in zip(infos, places, strict=True):
        end = ends.pop(info.cluster, info.cluster)
        yield Glyph(
            face,
            info.codepoint,
            place.x_advance / face.unit,
            place.x_offset / face.unit,
            place.y_offset / face.unit,
            text[info.cluster : end],
        )


def _runs(text: str, first: str) -> Iterator[tuple[Face, str]]:
    """Cut a word into stretches of one font; marks and joiners stay with their letter."""
    now, part = open_face(first), ""
    for character in text:
        joins = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        if joins and (ord(character) in now.letters or unicodedata.category(character) == "Cf"):
            part += character
            continue
        face = _face_of(character, first)
        if face is None:
            face, character = open_face("DejaVuSans"), MISSING
        if face is not now:
            if part:
                yield now, part
            now, part = face, ""
        part += character
    if part:
        yield now, part


def _face_of(character: str, first: str) -> Face | None:
    """Return the first font that has a letter; what is never drawn is any font's."""
    code = ord(character)
    for name in (first, *OTHERS):
        face = open_face(name)
        if code in face.letters:
            return face
    unseen = unicodedata.category(character) == "Cf" or 0xFE00 <= code <= 0xFE0F
    return open_face(first) if unseen else None
