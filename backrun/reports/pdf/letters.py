"""Letters of any script: which of a text the report's fonts can print."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import uharfbuzz

from backrun.variables import MOST_NAME

FONTS = Path(__file__).parent / "fonts"
# A letter with what changes its picture: variants, tones of skin, and signs joined to it.
_SIGN = re.compile(r".(?:[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*", re.DOTALL)
_JOINERS = "\u200c\u200d"


@cache
def in_the_fonts() -> frozenset[int]:
    """Return the code points that the fonts have a picture for."""
    files = sorted([*FONTS.glob("*.ttf"), *FONTS.glob("*.otf")])
    faces = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))) for path in files)
    return frozenset().union(*(face.unicodes for face in faces))


def printable(text: str) -> str:
    """Return a text in composed letters, without control characters and what no font has.

    A letter in fancy dress is replaced by the plain one where only that can be printed.

    >>> printable("Ana 🏃🏽‍♀️ 𝓐")
    'Ana  A'
    """
    return "".join(map(_form, _SIGN.findall(_composed(text)))).strip()


def unprintable(text: str) -> tuple[str, ...]:
    """Return the signs of a text that are left out, each once."""
    return tuple(dict.fromkeys(sign for sign in _SIGN.findall(_composed(text)) if not _form(sign)))


def name(text: str) -> str:
    """Return a name on one line of at most 100 letters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= MOST_NAME else line[: MOST_NAME - 1] + "…"


def _composed(text: str) -> str:
    lines = "\n".join(unicodedata.normalize("NFC", text).splitlines())
    return "".join(
        " " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign
        for sign in lines
        if unicodedata.category(sign) != "Cf" or sign in _JOINERS
    )


def _form(sign: str) -> str:
    """Return a sign as it can be printed, or nothing."""
    forms = (sign, unicodedata.normalize("NFKC", sign))
    return next((form for form in forms if all(map(_has_picture, form))), "")


def _has_picture(letter: str) -> bool:
    unseen = letter in f"\n {_JOINERS}" or "\ufe00" <= letter <= "\ufe0f"
    return unseen or ord(letter) in in_the_fonts()
