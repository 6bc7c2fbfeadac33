"""The drawing of the body map as lines and curves to print: both halves of front and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from xml.etree import ElementTree

from backrun.figures.body.map import drawing

Point = tuple[float, float]
Part = Literal["skin", "rest", "crease", "line", "shape", "fibre", "tendon", "leader"]
# The height of the drawing.
BOTTOM = 784.0
_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[MLHVcqz]|-?(?:\d+\.?\d*|\.\d+)")
_SHIFT = re.compile(r"translate\(([\d.]+) ([\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path of the drawing in the operators of a PDF, in the drawing's units from its top left.

    `box` is left, top, right and bottom of all its points.
    """

    part: Part
    muscle: str
    code: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """Where the name of a muscle stands: its place, and whether it ends or begins there."""

    muscle: str
    place: Point
    ends: bool
    pin: Point


@cache
def strokes() -> tuple[Stroke, ...]:
    """Return all paths of the drawing in their order, mirrored halves included."""
    root = ElementTree.fromstring(drawing())
    found: list[Stroke] = []
    for element in root:
        muscle = element.get("id", "") if element.get("class") == "muscle" else ""
        paths = [element] if element.tag == f"{_SVG}path" else element.iter(f"{_SVG}path")
        if element.tag != f"{_SVG}defs":
            for path in paths:
                found += _halves(path, muscle)
    return tuple(found)


@cache
def names() -> tuple[Name, ...]:
    """Return where each muscle's name stands."""
    found = []
    for group in ElementTree.fromstring(drawing()):
        label = group.find(f"{_SVG}text[@class='name']")
        pin = group.find(f"{_SVG}circle")
        if label is not None and pin is not None:
            place = float(label.get("x", "")), float(label.get("y", ""))
            at = float(pin.get("cx", "")), float(pin.get("cy", ""))
            found.append(Name(group.get("id", ""), place, label.get("text-anchor") == "end", at))
    return tuple(found)


def _halves(path: ElementTree.Element, muscle: str) -> Iterator[Stroke]:
    """Return a path as drawn, and mirrored where the drawing repeats it on the other side."""
    shift = _SHIFT.fullmatch(path.get("transform", "translate(0 0)"))
    if shift is None:
        raise ValueError(f"body.svg: transform {path.get('transform')!r}; allowed: translate(x y)")
    right, down = float(shift[1]), float(shift[2])
    part: Part = path.get("class", "line")  # type: ignore[assignment]
    steps = tuple(_read(path.get("d", "")))
    for side in (1.0, -1.0) if path.get("id") else (1.0,):
        moved = [
            (operator, [(right + side * x, down + y) for x, y in points])
            for operator, points in steps
        ]
        code = " ".join(
            " ".join([*(f"{x:.1f} {y:.1f}" for x, y in points), operator])
            for operator, points in moved
        )
        xs, ys = zip(*(point for _, points in moved for point in points), strict=True)
        yield Stroke(part, muscle, code, (min(xs), min(ys), max(xs), max(ys)))


def _read(text: str) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Read the commands that the drawing uses: M, L, H, V, c, q and z, as m, l, c and h."""
    tokens = _TOKEN.findall(text)
    now, command, at = (0.0, 0.0), "", 0
    needed = {"M": 2, "L": 2, "H": 1, "V": 1, "c": 6, "q": 4}
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if command == "z":
            yield "h", ()
            continue
        values = [float(token) for token in tokens[at : at + needed[command]]]
        at += needed[command]
        step = _step(command, values, now)
        yield "m" if command == "M" else "l" if len(step) == 1 else "c", step
        now = step[-1]


def _step(command: str, values: list[float], now: Point) -> tuple[Point, ...]:
    """Return where a command leads: one point, or two handles of a curve and its end."""
    if command == "H":
        return ((values[0], now[1]),)
    if command == "V":
        return ((now[0], values[0]),)
    if command in ("M", "L"):
        return ((values[0], values[1]),)
    points = [(now[0] + x, now[1] + y) for x, y in zip(values[::2], values[1::2], strict=True)]
    if command == "c":
        return tuple(points)
    (bend_x, bend_y), end = points
    # A quadratic curve as a cubic one: each handle two thirds of the way to the bend.
    handles = [(x + 2 / 3 * (bend_x - x), y + 2 / 3 * (bend_y - y)) for x, y in (now, end)]
    return (*handles, end)
