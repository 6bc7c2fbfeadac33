"""The body map of the printed report: front and back, with names, words and a legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reportlab.lib.colors import HexColor

from backrun.figures.body.map import BodyMap, Region, Sign, body_map
from backrun.reports.report_body import BOTTOM, Stroke, names, strokes
from backrun.reports.report_document import Align, Document, Point
from backrun.reports.report_style import INK, LABEL, QUIET, QUIET_LABEL
from backrun.reports.report_text import Style

# Where the figures begin and end in the drawing, hands included.
FIGURES: Final = (206.0, 754.0)
NAME: Final = Style(6.8, 8.4, bold=True)
WORD: Final = Style(6.8, 8.4, colour=QUIET)
# Width of the outline by how sure the direction is, and its dashes, in units of the drawing.
EDGES: Final = {"firm": (2.8, ()), "thin": (1.3, ()), "dashed": (1.6, (4.5, 3.5)), "none": (1, ())}
LINES: Final = {"crease": 0.7, "line": 1.0, "fibre": 0.8}


def draw_muscles(document: Document, place: Point, width: float, height: float) -> float:
    """Draw the map of running all backward against all forward; return where it ends.

    Names stand on both sides of the figures, the legend on the right.
    """
    shown = body_map("difference", 1.0, dark=False)
    regions = {region.key: region for region in shown.regions}
    scale = height / BOTTOM
    left = place[0] + 0.19 * width
    alt = " ".join(region.sentence for region in shown.regions)
    with document.one("Figure", f"Body map, front and back. {alt}"):
        canvas = document.canvas
        canvas.saveState()
        canvas.transform(scale, 0, 0, -scale, left - FIGURES[0] * scale, document.height - place[1])
        for stroke in strokes():
            _draw(canvas, stroke, regions.get(stroke.muscle), shown.colours)
        canvas.restoreState()
        right = left + (FIGURES[1] - FIGURES[0]) * scale
        _names(document, regions, (left, right), place[1], scale)
    _legend(document, (place[0] + 0.80 * width, place[1] + 6), shown)
    return place[1] + height


def _draw(canvas: Any, stroke: Stroke, region: Region | None, colours: Mapping[str, str]) -> None:
    if stroke.part == "leader":
        return
    if stroke.part in LINES:
        tone = "--skin" if stroke.part == "crease" else "--line"
        canvas.setStrokeColor(HexColor(colours["--page" if stroke.part == "fibre" else tone]))
        canvas.setLineWidth(LINES[stroke.part])
        canvas.setDash()
        canvas.setStrokeAlpha(0.5 if stroke.part == "fibre" else 1)
        hatched = region is not None and region.tone == "not-measured"
        if not (stroke.part == "fibre" and hatched):
            canvas._code.append(f"{stroke.code} S")
        canvas.setStrokeAlpha(1)
    elif region is None:
        edge = {"rest": "--skin", "skin": "--line"}.get(stroke.part, "--page")
        fill = "--rest" if stroke.part == "rest" else "--skin"
        canvas.setStrokeColor(HexColor(colours[edge]))
        canvas.setFillColor(HexColor(colours[fill]))
        canvas.setLineWidth(1.2)
        canvas.setDash()
        canvas._code.append(f"{stroke.code} B")
    else:
        _muscle(canvas, stroke.code, stroke.box, region, colours)


def _muscle(
    canvas: Any,
    path: str,
    box: tuple[float, float, float, float],
    region: Region | Sign,
    colours: Mapping[str, str],
    unit: float = 1.0,
) -> None:
    """Fill a muscle by its direction and outline it by its grade; unmeasured it is hatched.

    `unit` is the size of the drawing's unit here.
    """
    hatched = region.tone == "not-measured"
    canvas.setFillColor(HexColor(colours["--page" if hatched else f"--{region.tone}"]))
    canvas._code.append(f"{path} f")
    if hatched:
        canvas.saveState()
        canvas._code.append(f"{path} W n")
        canvas.setStrokeColor(HexColor(colours["--line"]))
        canvas.setLineWidth(1.4 * unit)
        canvas.setDash()
        left, top, right, bottom = box
        tall, apart = bottom - top, 10 * unit
        starts = [left + apart * step for step in range(1, int((right - left + tall) / apart) + 1)]
        slants = [f"{x:.1f} {top:.1f} m {x - tall:.1f} {bottom:.1f} l" for x in starts]
        canvas._code.append(" ".join([*slants, "S"]))
        canvas.restoreState()
    width, dash = EDGES[region.edge]
    plain = "--line" if hatched else "--page"
    edges = {"firm": INK, "none": colours[plain]}
    canvas.setStrokeColor(HexColor(edges.get(region.edge, colours["--edge-quiet"])))
    canvas.setLineWidth(width * unit)
    canvas.setDash([length * unit for length in dash])
    canvas.setLineJoin(1)
    canvas._code.append(f"{path} S")


def _names(
    document: Document,
    regions: Mapping[str, Region],
    ends: tuple[float, float],
    top: float,
    scale: float,
) -> None:
    """Write names and words beside the figures, each with a line to its muscle."""
    for ends_there in (True, False):
        side = sorted(
            (name for name in names() if name.ends is ends_there), key=lambda name: name.place[1]
        )
        wanted = [top + name.place[1] * scale - 6 for name in side]
        heights = _apart(wanted, 2 * NAME.leading + 1, top + BOTTOM * scale)
        x = ends[0] - 4 if ends_there else ends[1] + 4
        align: Align = "right" if ends_there else "left"
        for name, y in zip(side, heights, strict=True):
            region = regions[name.muscle]
            document.text((x, y), region.short, NAME, align=align)
            document.text((x, y + NAME.leading), region.word, WORD, align=align)
            pin = ends[0] + (name.pin[0] - FIGURES[0]) * scale, top + name.pin[1] * scale
            elbow = (ends[0] + 8 if ends_there else ends[1] - 8, y + 4)
            start = (x + 2 if ends_there else x - 2, y + 4)
            document.polyline([start, elbow, pin], QUIET, 0.4)
            document.dot(pin, 0.9, INK, INK)


def _apart(heights: list[float], least: float, bottom: float) -> list[float]:
    """Return heights at least so far apart, moved down, or up where the bottom is reached.

    >>> _apart([0.0, 5.0, 50.0], 10.0, 60.0)
    [0.0, 10.0, 50.0]
    """
    moved = list(heights)
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + least)
    below = bottom
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], below - least)
        below = moved[place]
    return moved


def _legend(document: Document, place: Point, shown: BodyMap) -> None:
    x, y = place
    canvas = document.canvas
    with document.one("P"):
        document.text((x, y - 2), "Backward against forward", LABEL)
        for sign in shown.legend:
            y += 13
            bottom = document.height - y - 9
            swatch = f"{x:.1f} {bottom:.1f} 14 9 re"
            canvas.saveState()
            _muscle(canvas, swatch, (x, bottom, x + 14, bottom + 9), sign, shown.colours, 0.35)
            canvas.restoreState()
            document.text((x + 18, y), sign.words, QUIET_LABEL)
