"""Letters of any script: what of a text the report's fonts can print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import uharfbuzz

from backrun.inputs.registry import MOST_NAME

FONTS: Final = Path(__file__).parent / "fonts"
JOINERS: Final = "\u200c\u200d"
# Letters of Thai, Lao and narrow Japanese that are drawn as part of the letter before them.
LIKE_MARKS: Final = "\u0e33\u0eb3\uff9e\uff9f"


@cache
def letters_of_fonts() -> tuple[frozenset[int], ...]:
    """Return the code points that each font has a picture for."""
    files = sorted(path for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf"))
    faces = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))) for path in files)
    return tuple(frozenset(face.unicodes) for face in faces)


def printable(text: str) -> str:
    """Return a text in composed letters, without control characters and what no font has.

    A letter in fancy dress becomes the plain one where only that can be printed.

    >>> printable("Ana 🏃🏽‍♀️ 𝓐")
    'Ana  A'
    """
    return "".join(map(_form, _signs(_composed(text)))).strip()


def unprintable(text: str) -> tuple[str, ...]:
    """Return the signs of a text that are left out, each once."""
    return tuple(dict.fromkeys(sign for sign in _signs(_composed(text)) if not _form(sign)))


def name(text: str) -> str:
    """Return a name on one line of at most 100 letters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= MOST_NAME else line[: MOST_NAME - 1] + "…"


def _composed(text: str) -> str:
    lines = "\n".join(unicodedata.normalize("NFC", text).splitlines())
    return "".join(
        " " if unicodedata.category(letter) == "Cc" and letter != "\n" else letter
        for letter in lines
        if unicodedata.category(letter) != "Cf" or letter in JOINERS
    )


def _signs(text: str) -> Iterator[str]:
    """Cut a text into letters, each with its marks and with what is joined to it."""
    sign = ""
    for letter in text:
        if sign and not (_belongs_to_the_last(letter) or sign.endswith("\u200d")):
            yield sign
            sign = ""
        sign += letter
    if sign:
        yield sign


def _belongs_to_the_last(letter: str) -> bool:
    tone_of_skin = "\U0001f3fb" <= letter <= "\U0001f3ff"
    return _is_mark(letter) or letter in JOINERS + LIKE_MARKS or tone_of_skin


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _form(sign: str) -> str:
    """Return a sign as one font can print it: whole, plain or without its marks; else nothing.

    Marks stand on letters alone: the typesetter finds no font for others.
    """
    alone = "" if _is_mark(sign[0]) else sign[0]
    whole = sign if sign[0].isalpha() else alone
    forms = (whole, unicodedata.normalize("NFKC", whole), alone)
    return next(filter(_in_one_font, forms), "")


def _in_one_font(form: str) -> bool:
    drawn = {ord(letter) for letter in form if letter not in f" \n{JOINERS}"}
    return any(drawn <= letters for letters in letters_of_fonts())
