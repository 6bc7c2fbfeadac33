"""The energy of the printed report: four figures, the curves against pace, four comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor, log10

import numpy as np

from backrun.estimate import Estimate
from backrun.figures.own_speeds import OwnSpeed, own_speeds, pace_ticks, speed_range
from backrun.models.energy.comparison import Comparison
from backrun.models.energy.curves import Piece, curve_minutes, energy_curves
from backrun.reports.report_document import Document, Point
from backrun.reports.report_style import (
    BLUE,
    FIGURE,
    GRID,
    LABEL,
    ORANGE,
    QUIET_LABEL,
    RULE,
)
from backrun.reports.report_table import draw_table
from backrun.reports.report_text import Style
from backrun.reports.tables.energy import comparison_table
from backrun.scenario.scenario import PARTS, Scenario
from backrun.units import pace_unit
from backrun.wording.energy import (
    BASIS_WORDS,
    PER_WORDS,
    chart_summary,
    intervals,
    pace,
    pace_interval,
    what_counts,
)
from backrun.wording.numbers import THIN, central, interval, rounded, signed
from backrun.wording.week import with_energy

CHART_HEIGHT = 150.0
COLOURS = {"forward": BLUE, "backward": ORANGE}


def draw_figures(
    document: Document,
    place: Point,
    width: float,
    scenario: Scenario,
    comparison: Comparison,
    matched: Estimate,
) -> float:
    """Draw forward, backward, difference and the pace of equal effort; return where they end."""
    x, y = place
    columns = _figures(scenario, comparison, matched)
    for number, (label, value, note) in enumerate(columns):
        left = x + number * width / len(columns)
        with document.one("P"):
            end = document.text((left, y), label, QUIET_LABEL)
            end = document.text((left, end), value, FIGURE)
            end = document.text((left, end), note, QUIET_LABEL, width / len(columns) - 6)
    return end


def _figures(
    scenario: Scenario, comparison: Comparison, matched: Estimate
) -> list[tuple[str, str, str]]:
    unit, per = scenario.energy_unit, scenario.per
    equal = pace(float(matched.central), scenario)
    effort = ("Equal effort, backward", equal, pace_interval(matched, scenario))
    if (rates := comparison.per(per)) is None:
        return [*((label, "–", "") for label in ("Forward", "Backward", "Difference")), effort]
    forward, backward, extra, _ = rates
    return [
        ("Forward", f"{central(forward)}{THIN}{unit}", interval(forward)),
        ("Backward", f"{central(backward)}{THIN}{unit}", interval(backward)),
        ("Difference", signed(extra, unit).split(" (")[0], interval(extra)),
        effort,
    ]


def basis_line(scenario: Scenario, comparison: Comparison) -> str:
    """Say what the figures refer to."""
    said = (
        f"Energy {PER_WORDS[scenario.per]}, {BASIS_WORDS[comparison.basis]}, {scenario.counted}.",
        what_counts(scenario),
        "Below each figure its interval, meant to hold for 80 of 100 people like you."
        if scenario.parts == PARTS
        else f"Below each figure: {intervals(scenario.parts)}.",
    )
    return " ".join(filter(None, said))


def draw_comparisons(document: Document, place: Point, width: float, scenario: Scenario) -> float:
    """Draw the four comparisons as a table, the chosen one in bold; return where it ends."""
    table = comparison_table(scenario)
    rows = [
        [str(name), *map(str, row)] for name, row in zip(table.index, table.values, strict=True)
    ]
    shares = (0.12, 0.11, 0.13, 0.16, 0.16, 0.11, 0.12, 0.09)
    chosen = list(table.index).index(f"Same {scenario.basis}")
    return draw_table(
        document,
        place,
        [share * width for share in shares],
        ["", *map(str, table.columns)],
        rows,
        strong=chosen,
    )


def draw_chart(
    document: Document,
    place: Point,
    width: float,
    scenario: Scenario,
    comparison: Comparison,
    matched: Estimate,
) -> float:
    """Draw energy against pace, with intervals and the person's own speeds; return where it ends.

    The curves and the speeds are those of the chart on the screen.
    """
    scenario = with_energy(scenario, comparison)
    points = own_speeds(scenario, comparison, matched)
    slowest, fastest = speed_range(points)
    pieces = energy_curves(scenario, slowest, fastest)
    most = max(float(piece.energy.high.max()) for piece in pieces)
    steps = _steps(most)
    labels = [rounded(step, steps[1]) for step in steps]
    room = max(document.setter.width(label, QUIET_LABEL) for label in labels)
    left, top = place[0] + room + 5, place[1] + 14
    right, bottom = place[0] + width, place[1] + CHART_HEIGHT - 24
    top_value = max(steps[-1], most)

    def at(speed: float, energy: float) -> Point:
        across = (speed - slowest) / (fastest - slowest)
        return left + across * (right - left), bottom - energy / top_value * (bottom - top)

    alt = chart_summary(scenario, comparison).replace("The table below has the data.", "")
    title = f"{scenario.energy_unit} {PER_WORDS[scenario.per]}, {scenario.counted}"
    with document.one("Figure", alt.strip()):
        document.text(place, title, QUIET_LABEL)
        _axes(document, scenario, at, (slowest, fastest), dict(zip(steps, labels, strict=True)))
        for direction, colour in COLOURS.items():
            own = [piece for piece in pieces if piece.direction == direction]
            _curve(document, own, colour, at)
            last = at(float(own[-1].speed_m_s[-1]), float(own[-1].energy.central[-1]))
            label = Style(7.5, 9, bold=True, colour=colour)
            document.text((last[0] - 2, last[1] - 12), direction, label, align="right")
        _markers(document, scenario, points, at)
    return place[1] + CHART_HEIGHT


def _steps(most: float) -> list[float]:
    """Return round values from 0 up to a maximum, some four of them."""
    rough = most / 4
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * number for number in range(int(most / step) + 1)]


def _axes(
    document: Document,
    scenario: Scenario,
    at: Callable[[float, float], Point],
    ends: tuple[float, float],
    steps: Mapping[float, str],
) -> None:
    slowest, fastest = ends
    for step, text in steps.items():
        line = [at(slowest, step), at(fastest, step)]
        document.polyline(line, RULE if step == 0 else GRID, 0.5)
        label = (line[0][0] - 4, line[0][1] - 4.5)
        document.text(label, text, QUIET_LABEL, align="right")
    for speed, text in pace_ticks(slowest, fastest, scenario):
        x, y = at(speed, 0)
        document.text((x, y + 3), text, QUIET_LABEL, align="center")
    unit = pace_unit(scenario.units).text
    place = (at(fastest, 0)[0], at(fastest, 0)[1] + 12)
    document.text(place, f"Pace, min{unit} (faster to the right)", QUIET_LABEL, align="right")


def _curve(
    document: Document, pieces: Sequence[Piece], colour: str, at: Callable[[float, float], Point]
) -> None:
    """Draw the bands and lines of one direction, dashed where nothing was measured."""
    for piece in pieces:
        speeds = piece.speed_m_s
        high = [at(*pair) for pair in zip(speeds, piece.energy.high, strict=True)]
        low = [at(*pair) for pair in zip(speeds, piece.energy.low, strict=True)]
        document.polygon([*high, *low[::-1]], colour, opacity=0.16)
    for piece in pieces:
        middle = [at(*pair) for pair in zip(piece.speed_m_s, piece.energy.central, strict=True)]
        document.polyline(middle, colour, 1.6, dash=() if piece.measured else (3, 2.4))


def _markers(
    document: Document,
    scenario: Scenario,
    points: Sequence[OwnSpeed],
    at: Callable[[float, float], Point],
) -> None:
    minutes = curve_minutes(scenario, np.array([point.speed for point in points]))
    for point, each in zip(points, minutes, strict=True):
        x, y = at(point.speed, point.energy_per_minute * float(each))
        colour = COLOURS[point.direction]
        document.dot((x, y), 3, colour, "#FFFFFF" if point.hollow else colour)
        # Above and below, since the two backward speeds can lie close together.
        document.text((x, y - 14 if point.hollow else y + 5), point.text, LABEL, align="center")
