"""The energy of the printed report: the answer, four figures, the curves, four comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10
from typing import Any

import numpy as np

from backrun.estimate import Estimate
from backrun.figures.own_speeds import OwnSpeed, own_speeds, pace_ticks, speed_range
from backrun.models.energy.comparison import Comparison, compare, matched_speed
from backrun.models.energy.curves import Piece, curve_minutes, energy_curves
from backrun.models.energy.limits import NotMeasuredError
from backrun.reports.pdf.words import REFUSED
from backrun.reports.tables.energy import comparison_table
from backrun.scenario.scenario import PARTS, Scenario
from backrun.units import pace_unit
from backrun.wording.energy import (
    BASIS_WORDS,
    PER_WORDS,
    answer,
    chart_summary,
    intervals,
    outside_measured,
    pace,
    pace_interval,
    what_counts,
)
from backrun.wording.numbers import THIN, central, interval, rounded, signed
from backrun.wording.week import with_energy

Place = tuple[float, float]
"""A place in a chart: shares of its width from the left and of its height from the top."""


def energy_values(scenario: Scenario) -> dict[str, Any]:
    """Return what the report says of energy, or the words that refuse where nothing was measured.

    The curves and the speeds are those of the chart on the screen.
    """
    try:
        comparison, matched = compare(scenario), matched_speed(scenario)
    except NotMeasuredError as refusal:
        return {"refused": [REFUSED, str(refusal).replace(" %", f"{THIN}%")]}
    table = comparison_table(scenario)
    return {
        "answer": answer(scenario, comparison, matched),
        "basis": basis_line(scenario, comparison),
        "figures": _figures(scenario, comparison, matched),
        "chart": _chart(with_energy(scenario, comparison), comparison, matched),
        "outside": outside_measured(scenario, comparison, matched),
        "columns": ["", *map(str, table.columns)],
        "rows": [
            [str(name), *map(str, row)] for name, row in zip(table.index, table.values, strict=True)
        ],
        "chosen": list(table.index).index(f"Same {scenario.basis}"),
    }


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


def _chart(scenario: Scenario, comparison: Comparison, matched: Estimate) -> dict[str, Any]:
    """Return the chart of energy against pace: its words and its places."""
    points = own_speeds(scenario, comparison, matched)
    slowest, fastest = speed_range(points)
    pieces = energy_curves(scenario, slowest, fastest)
    most = max(float(piece.energy.high.max()) for piece in pieces)
    steps = _steps(most)
    top = max(steps[-1], most)

    def at(speed: float, energy: float) -> Place:
        across = (speed - slowest) / (fastest - slowest)
        return round(across, 5), round(1 - energy / top, 5)

    summary = chart_summary(scenario, comparison)
    return {
        "alt": summary.replace("The table below has the data.", "").strip(),
        "title": f"{scenario.energy_unit} {PER_WORDS[scenario.per]}, {scenario.counted}",
        "steps": [[at(slowest, step)[1], rounded(step, steps[1])] for step in steps],
        "ticks": [
            [at(speed, 0)[0], text] for speed, text in pace_ticks(slowest, fastest, scenario)
        ],
        "across": f"Pace, min{pace_unit(scenario.units).text} (faster to the right)",
        "pieces": [_piece(piece, at) for piece in pieces],
        "points": _points(scenario, points, at),
    }


def _steps(most: float) -> list[float]:
    """Return round values from 0 up to a maximum, some four of them."""
    rough = most / 4
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * number for number in range(int(most / step) + 1)]


def _piece(piece: Piece, at: Callable[[float, float], Place]) -> dict[str, Any]:
    lines = {
        name: [at(*pair) for pair in zip(piece.speed_m_s, line, strict=True)]
        for name, line in (
            ("low", piece.energy.low),
            ("central", piece.energy.central),
            ("high", piece.energy.high),
        )
    }
    return {"direction": piece.direction, "measured": piece.measured, **lines}


def _points(
    scenario: Scenario, points: Sequence[OwnSpeed], at: Callable[[float, float], Place]
) -> list[dict[str, Any]]:
    minutes = curve_minutes(scenario, np.array([point.speed for point in points]))
    return [
        {
            "place": at(point.speed, point.energy_per_minute * float(each)),
            "direction": point.direction,
            "hollow": point.hollow,
            "text": point.text,
        }
        for point, each in zip(points, minutes, strict=True)
    ]
