"""A printed report as its readers find it: its text, its picture, and the person of the tests."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pypdfium2

from backrun import RampUpSettings, Runner, Scenario
from backrun.link import link_to, write_settings

NOW = date(2026, 11, 21)
ME = Scenario(
    runner=Runner(mass_kg=62, age_years=34, sex="female", height_m=1.68), pace_s_per_km=330
)
SETTINGS = RampUpSettings(start=date(2026, 11, 23))
LINK = link_to("https://backrun.example.org/", ME, write_settings(SETTINGS))


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
