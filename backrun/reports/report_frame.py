"""What a printed report is made of, and what frames its pages: names, QR code, headings, foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from backrun.evidence import MODEL_VERSION
from backrun.models.ramp_up import RampUp
from backrun.reports.qr import QUIET as QR_QUIET
from backrun.reports.qr import qr_runs
from backrun.reports.report_document import Document, Point
from backrun.reports.report_style import GAP, HEADING, MARGIN, QUIET_BODY, SMALL, TITLE
from backrun.reports.report_text import Rich
from backrun.scenario.scenario import Scenario

PageSize = Literal["A4", "Letter"]
PAGE_SIZES: Final[dict[PageSize, Point]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
WHAT: Final = "Forward against backward running"
TOP: Final = 32.0
FOOT: Final = 30.0
# The least that a phone reads from paper: a third of a millimetre.
MODULE: Final = 0.95
LEAST_CODE: Final = 62.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of."""

    scenario: Scenario
    plan: RampUp | None
    coach: str
    note: str
    client: str
    link: str
    code: tuple[tuple[bool, ...], ...] | None
    now: date
    size: Point

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.size[0] - 2 * MARGIN

    @property
    def foot(self) -> float:
        """Where the foot of the page begins."""
        return self.size[1] - MARGIN

    @property
    def day(self) -> str:
        """The day of the report."""
        return f"{self.now.day} {self.now:%B %Y}"


def draw_head(document: Document, made: Report) -> float:
    """Draw title, names, day and the QR code; return where the names end."""
    y = document.text((MARGIN, TOP), WHAT, TITLE, kind="H1")
    room = made.width - code_side(made) - GAP
    day = f"{made.day}, from " if made.coach else made.day
    for lead, name in (("For ", made.client), (day, made.coach)):
        if name or lead is day:
            said = document.setter.fitted(lead, name, QUIET_BODY, room)
            y = document.text((MARGIN, y), said, QUIET_BODY, room)
    _code(document, made)
    return y


def code_side(made: Report) -> float:
    """Return the side of the QR code with its quiet zone, 0 where there is none."""
    return max(LEAST_CODE, (len(made.code) + 2 * QR_QUIET) * MODULE) if made.code else 0.0


def _code(document: Document, made: Report) -> None:
    if made.code is None:
        return
    side = code_side(made)
    left, top = made.size[0] - MARGIN - side, TOP
    unit = side / (len(made.code) + 2 * QR_QUIET)
    with document.one("Figure", "QR code that opens these numbers in backrun"):
        document.boxes(
            [
                (left + (x + QR_QUIET) * unit, top + (y + QR_QUIET) * unit, length * unit, unit)
                for x, y, length in qr_runs(made.code)
            ],
            "#000000",
        )
    document.link(made.link, left, top, left + side, top + side)


def draw_heading(document: Document, y: float, text: str | Rich) -> float:
    """Draw a heading and return where it ends."""
    return document.text((MARGIN, y), text, HEADING, kind="H2")


def draw_foot(document: Document, made: Report, page: int) -> None:
    """Draw the line at the foot of a page, which is not read out."""
    y = made.size[1] - FOOT
    with document.decoration():
        left = f"{WHAT} · backrun, model {MODEL_VERSION} · {made.day} · not medical advice"
        document.text((MARGIN, y), left, SMALL)
        right = (MARGIN + made.width, y)
        document.text(right, f"Page {page} of 2", SMALL, align="right")
