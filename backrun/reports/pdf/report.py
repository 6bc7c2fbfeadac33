"""One person's report as a PDF of two pages: energy, muscles, plan, start and stop signs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from backrun.evidence import MODEL_VERSION
from backrun.figures.palette import BACKWARD, FORWARD, GREY, TEXT, mix
from backrun.inputs.dates import read_date
from backrun.inputs.field import one_of, shorten
from backrun.inputs.registry import MOST_NOTE
from backrun.models.ramp_up import RampUp
from backrun.reports.pdf import words
from backrun.reports.pdf.energy import energy_values
from backrun.reports.pdf.letters import FONTS, name, printable, unprintable
from backrun.reports.pdf.muscles import map_svg, muscle_values
from backrun.reports.pdf.plan import plan_values
from backrun.reports.pdf.start import STOP, start_parts
from backrun.reports.plan.session_card import NOT_PROVEN, cited
from backrun.reports.qr import qr_svg
from backrun.scenario.scenario import Scenario

PageSize = Literal["A4", "Letter"]
PAPERS: Final[dict[PageSize, str]] = {"A4": "a4", "Letter": "us-letter"}
MOST_LINK: Final = 8000
"""Bytes of a link: the typesetter takes no more."""
NOTHING: Final[Any] = {"main.typ": b""}
FOLDER: Final = Path(__file__).parent
COLOURS: Final = {
    "ink": TEXT[False],
    "quiet": GREY[False],
    "forward": FORWARD[False],
    "backward": BACKWARD[False],
    "rule": mix(TEXT[False], "#FFFFFF", 0.22),
    "grid": mix(TEXT[False], "#FFFFFF", 0.10),
}


def report_pdf(
    scenario: Scenario,
    *,
    plan: RampUp | None = None,
    coach: str = "",
    note: str = "",
    client: str = "",
    page_size: PageSize = "A4",
    link: str = "",
    now: date,
) -> bytes:
    """Return the report as a PDF; the same inputs give the same bytes.

    Parameters
    ----------
    scenario : Scenario
    plan : RampUp, optional
        To be given only where a screening has allowed it: its next weeks and its envelope.
    coach, client : str
        Names, in letters of any script; at most 100 letters are printed.
    note : str
        The coach's own words, at most 5 000 characters; what has no room is left out, and the
        report says so.
    page_size : {"A4", "Letter"}
    link : str
        The complete link to the scenario, at most 8 000 bytes, printed with its QR code.
    now : date
        The day of the report; a plan is shown from its week on.

    Returns
    -------
    bytes
        Two pages, tagged (PDF/UA-1), with the fonts that they need. Running downhill, where nothing
        backward was measured, they say so in the place of the numbers.

    Raises
    ------
    ValueError
        An unknown page size, a note or a link that is too long, a text that cannot be written in
        UTF-8, or a day that is no date; the message names the field, the value and what is allowed.

    Examples
    --------
    >>> from datetime import date
    >>> report_pdf(Scenario(), now=date(2026, 11, 21))[:5]
    b'%PDF-'
    """
    one_of("Page", page_size, PAPERS)
    now = read_date(now, "Now")
    for field, text in (("Client", client), ("Coach", coach), ("Note", note), ("Link", link)):
        _check_text(field, text)
    if len(note) > MOST_NOTE:
        raise ValueError(f"Note: {len(note)} characters; allowed: at most {MOST_NOTE}")
    if len(link.encode()) > MOST_LINK:
        raise ValueError(f"Link: {len(link.encode())} bytes; allowed: at most {MOST_LINK}")
    values = {
        "paper": PAPERS[page_size],
        "colours": COLOURS,
        "date": [now.year, now.month, now.day],
        "day": f"{now.day} {now:%B %Y}",
        "model": MODEL_VERSION,
        **_given(client, coach, note, link),
        "inputs": words.inputs(scenario),
        "energy": energy_values(scenario),
        "muscles": muscle_values(scenario),
        **_second_page(scenario, plan, now),
    }
    return _typeset(values, now)


def _given(client: str, coach: str, note: str, link: str) -> dict[str, Any]:
    """Return names, note and link as they can be printed."""
    left_out = [sign for text in (client, coach, note) for sign in unprintable(text)]
    return {
        "client": name(client),
        "coach": name(coach),
        "note": printable(note),
        "left_out": words.left_out(left_out),
        "link": link,
        "link_said": printable(link),
        "code": qr_svg(link) if link else None,
    }


def _second_page(scenario: Scenario, plan: RampUp | None, now: date) -> dict[str, Any]:
    parts = start_parts(scenario, plan, now)
    return {
        "plan": plan_values(scenario, plan, now) if plan and plan.sessions else None,
        "start_heading": words.start_heading(plan),
        "start": [
            ["" if number else part.heading, cited(line)]
            for part in parts
            if part.heading != STOP
            for number, line in enumerate(part.lines)
        ],
        "stop": [cited(line) for part in parts if part.heading == STOP for line in part.lines],
        "not_proven": NOT_PROVEN,
        "sources": words.source_line(parts, plan),
    }


def _typeset(values: dict[str, Any], now: date) -> bytes:
    """Return the pages of the template; nothing of the machine but its processor has a part."""
    # A reader searches for "12–46" without joiners; the template keeps such a range on one line.
    content = json.dumps(values, ensure_ascii=False).replace("\u2060", "")
    files: Any = {"report.json": content.encode(), "map.svg": map_svg().encode()}
    files |= {path.name: path for path in FOLDER.glob("*.typ")}
    files["main.typ"] = files.pop("report.typ")
    compiler = typst.Compiler(files, font_paths=_fonts(), ignore_system_fonts=True)
    midnight = datetime.combine(now, time(), UTC)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=midnight)
    finally:
        # The typesetter remembers names and notes until ten more documents are set: empty ones.
        for _ in range(11):
            compiler.compile(NOTHING, format="svg")
    if not isinstance(made, bytes):
        raise TypeError("The typesetter gave no file.")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Open the fonts once; they hold nothing of anybody."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _check_text(field: str, text: object) -> None:
    """Refuse what is no text, or one that no file can hold: a name of bytes that are not UTF-8."""
    if not isinstance(text, str):
        raise ValueError(f"{field}: {shorten(text)} is not a text; allowed: text in UTF-8")
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        sign = shorten(text[problem.start])
        raise ValueError(
            f"{field}: {shorten(text)} holds {sign}, which is no letter; allowed: text in UTF-8"
        ) from None
