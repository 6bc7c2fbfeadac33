"""Tables of the printed report: cells that wrap, heads that are read out as heads."""

from __future__ import annotations

from collections.abc import Sequence

from backrun.reports.report_document import Document, Point
from backrun.reports.report_style import BOLD_LABEL, GRID, LABEL, QUIET_LABEL, RULE
from backrun.reports.report_tags import Kind
from backrun.reports.report_text import Style

PAD = 2.0


def draw_table(
    document: Document,
    place: Point,
    widths: Sequence[float],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    strong: int | None = None,
) -> float:
    """Draw a table and return where it ends below.

    Parameters
    ----------
    document : Document
    place : (float, float)
        Top left corner, in points.
    widths : sequence of float
        Of the columns, in points.
    head : sequence of str
    rows : sequence of sequence of str
        The first cell of a row is its head.
    strong : int, optional
        The row that stands out.
    """
    x, y = place
    right = x + sum(widths)
    with document.group("Table"):
        y = _row(document, (x, y), widths, head, (QUIET_LABEL,) * len(head), heads=len(head))
        document.polyline([(x, y), (right, y)], RULE, 0.6)
        for number, row in enumerate(rows):
            first = BOLD_LABEL if number == strong else LABEL
            y = _row(document, (x, y), widths, row, (first,) * len(row), heads=1)
            document.polyline([(x, y), (right, y)], GRID, 0.5)
    return y


def _row(
    document: Document,
    place: Point,
    widths: Sequence[float],
    cells: Sequence[str],
    styles: Sequence[Style],
    *,
    heads: int,
) -> float:
    x, y = place
    ends = [y]
    with document.group("TR"):
        for number, (width, cell, style) in enumerate(zip(widths, cells, styles, strict=True)):
            kind: Kind = "TH" if number < heads else "TD"
            with document.one(kind):
                ends.append(document.text((x, y + PAD), cell, style, width - 2 * PAD))
            x += width
    return max(ends) + PAD
