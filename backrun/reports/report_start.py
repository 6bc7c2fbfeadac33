"""How to start and when to stop, for the printed report: the words of the session card."""

from __future__ import annotations

from datetime import date

from backrun.evidence import sources
from backrun.models.ramp_up import RampUp, Session
from backrun.reports.plan.session_card import OWN_CAUTION, CardLine, CardPart, plain, session_card
from backrun.reports.report_document import Document, Point
from backrun.reports.report_style import BOLD_LABEL, GAP, LABEL, ORANGE
from backrun.scenario.scenario import Scenario

STOP = "Stop when"
# Lines with numbers that only a plan has.
OF_A_PLAN = ("belt", "recovery", "recovery_belt")
BULLET = "•"
ABOVE = 4.0


def start_parts(scenario: Scenario, plan: RampUp | None, now: date) -> tuple[CardPart, ...]:
    """Return the parts of the card for the next session of a plan, or for any first run."""
    if plan is not None and plan.sessions:
        ahead = [session for session in plan.sessions if session.date >= now]
        return session_card((ahead or list(plan.sessions))[0], scenario).parts
    first = Session("w01-1", now, 2, 1, 30, scenario.backward_speed_m_s, surface=scenario.surface)
    return tuple(
        CardPart(part.heading, tuple(line for line in part.lines if line.key not in OF_A_PLAN))
        for part in session_card(first, scenario).parts
    )


def draw_start(
    document: Document, place: Point, width: float, parts: tuple[CardPart, ...]
) -> float:
    """Draw all but the stop signs in two columns and return where they end."""
    column = (width - GAP) / 2
    # Each line, with the heading above it where it is the first of its part.
    lines = [
        ("" if number else part.heading, line)
        for part in parts
        if part.heading != STOP
        for number, line in enumerate(part.lines)
    ]
    left = _split([_height(document, *line, column) for line in lines])
    ends = []
    for number, group in enumerate((lines[:left], lines[left:])):
        x, y = place[0] + number * (column + GAP), place[1]
        for heading, listed in _by_heading(group):
            if heading:
                y += 0 if y == place[1] else ABOVE
                y = document.text((x, y), heading, BOLD_LABEL) + 1
            with document.group("L"):
                for line in listed:
                    y = _line(document, (x, y), column, line)
        ends.append(y)
    return max(ends) + ABOVE


def _by_heading(lines: list[tuple[str, CardLine]]) -> list[tuple[str, list[CardLine]]]:
    """Return each heading of a column with its lines; the first may go on from the other one."""
    found: list[tuple[str, list[CardLine]]] = []
    for heading, line in lines:
        if heading or not found:
            found.append((heading, []))
        found[-1][1].append(line)
    return found


def draw_stop(document: Document, place: Point, width: float, parts: tuple[CardPart, ...]) -> float:
    """Draw the stop signs beside an orange line and return where they end."""
    lines = next(part.lines for part in parts if part.heading == STOP)
    column = (width - GAP - 8) / 2
    heights = [document.height_of(_text(line), LABEL, column - 7) for line in lines]
    left = _split(heights)
    ends = []
    with document.group("L"):
        for number, group in enumerate((lines[:left], lines[left:])):
            x, y = place[0] + 8 + number * (column + GAP), place[1]
            for line in group:
                y = _line(document, (x, y), column, line)
            ends.append(y)
    document.boxes([(*place, 2.5, max(ends) - place[1])], ORANGE)
    return max(ends)


def _split(heights: list[float]) -> int:
    """Return how many of the first parts make the left column, so that both end alike."""
    return min(
        range(1, len(heights) + 1),
        key=lambda count: max(sum(heights[:count]), sum(heights[count:])),
    )


def _height(document: Document, heading: str, line: CardLine, width: float) -> float:
    above = ABOVE + BOLD_LABEL.leading + 1 if heading else 0.0
    return above + document.height_of(_text(line), LABEL, width - 7) + 1


def _line(document: Document, place: Point, width: float, line: CardLine) -> float:
    x, y = place
    with document.group("LI"), document.one("LBody"):
        document.text((x, y), BULLET, LABEL)
        return document.text((x + 7, y), _text(line), LABEL, width - 7) + 1


def _text(line: CardLine) -> str:
    cited = "; ".join(sources()[key].short for key in line.sources)
    return plain(f"{line.text} ({OWN_CAUTION if line.own else cited})")
