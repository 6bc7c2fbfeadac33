"""Knee load in pairs: forward and backward at each speed that was measured, and at the person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backrun.evidence import sources
from backrun.evidence.muscles import JointRow
from backrun.figures import style
from backrun.models.body.joints import Joint
from backrun.models.body.knee import knee_at, knee_rows, measured_speeds, placed_speed
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace
from backrun.wording.numbers import THIN

AXES: dict[str, str] = {
    "kneecap_force": "Force under the kneecap, body weights",
    "knee_moment": "Knee extension moment, N m",
}
SYMBOLS = {"forward": "circle", "backward": "diamond"}
HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the chart: a forward and a backward value, each with its range where one is known.

    `own` marks the person's speed, which is interpolated; `matched` is False where the speeds
    differed.
    """

    label: str
    forward: float
    backward: float
    forward_range: tuple[float, float] | None
    backward_range: tuple[float, float] | None
    own: bool = False
    matched: bool = True


def knee_pairs(joint: Joint, scenario: Scenario) -> tuple[Pair, ...]:
    """Return the pairs of a knee quantity, slowest first, the person's among them if measured."""
    pairs = {placed_speed(row): _measured(row) for row in knee_rows(joint.key)}
    slowest, fastest = measured_speeds()
    own = scenario.forward_speed_m_s
    if slowest <= own <= fastest:
        pairs[own] = _own(joint.key, scenario, own)
    unmatched = (row for row in joint.rows if row.counted and row.matched != "yes")
    ordered = [pairs[speed] for speed in sorted(pairs)]
    return (*ordered, *(_measured(row) for row in unmatched))


def _measured(row: JointRow) -> Pair:
    forward, backward = row.forward or 0.0, row.backward or 0.0
    short = sources()[row.study_id].short
    speed = placed_speed(row)
    placed = "" if row.speed_low_m_s else "placed at "
    at = f"{placed}{speed:.1f}{THIN}m/s" if row.matched == "yes" else "own speeds"
    return Pair(
        f"{at}<br>{short}, n = {row.n}",
        forward,
        backward,
        _between(forward, row.forward_sd),
        _between(backward, row.backward_sd),
        matched=row.matched == "yes",
    )


def _between(value: float, deviation: float | None) -> tuple[float, float] | None:
    return None if deviation is None else (value - deviation, value + deviation)


def _own(key: str, scenario: Scenario, speed_m_s: float) -> Pair:
    knee = knee_at(key, speed_m_s)
    person = knee.change
    return Pair(
        f"<b>you, {pace(speed_m_s, scenario)}</b><br>interpolated",
        knee.forward,
        knee.backward,
        None,
        (knee.forward * (1 + float(person.low)), knee.forward * (1 + float(person.high))),
        own=True,
    )


def joint_dots(joint: Joint, scenario: Scenario, *, dark: bool) -> style.Chart:
    """Return the chart: a row a speed, a dot forward, a diamond backward, and their ranges."""
    pairs = knee_pairs(joint, scenario)
    places = [float(len(pairs) - number) for number in range(len(pairs))]
    return style.figure(
        [
            trace
            for pair, place in zip(pairs, places, strict=True)
            for trace in _row(pair, place, place == places[0], dark)
        ],
        dark,
        HEIGHT,
        margin={"l": 128, "r": 12, "t": 30, "b": 46},
        **style.legend(dark, 1.02),
        xaxis=style.axis(AXES[joint.key], dark, rangemode="tozero"),
        yaxis=style.axis(
            "",
            dark,
            range=[0.4, len(pairs) + 0.6],
            showgrid=False,
            tickvals=places,
            ticktext=[pair.label for pair in pairs],
        ),
    )


def _row(pair: Pair, place: float, first: bool, dark: bool) -> list[dict[str, Any]]:
    """Return the line between the two values, and each value with its range."""
    between = {
        "type": "scatter",
        "name": "change",
        "showlegend": False,
        "x": [pair.forward, pair.backward],
        "y": [place + 0.13, place - 0.13],
        "mode": "lines",
        "opacity": _opacity(pair),
        "line": {"width": 1.5, "color": style.GREY[dark]},
        "hoverinfo": "skip",
    }
    return [between, *(_value(pair, way, place, first, dark) for way in SYMBOLS)]


def _opacity(pair: Pair) -> float:
    return 1.0 if pair.matched else 0.45


def _value(pair: Pair, way: str, place: float, first: bool, dark: bool) -> dict[str, Any]:
    forward = way == "forward"
    colour = (style.FORWARD if forward else style.BACKWARD)[dark]
    value = pair.forward if forward else pair.backward
    ends = pair.forward_range if forward else pair.backward_range
    trace: dict[str, Any] = {
        "type": "scatter",
        "name": way,
        "legendgroup": way,
        "showlegend": first,
        "x": [round(value, 3)],
        "y": [place + (0.13 if forward else -0.13)],
        "mode": "markers",
        "opacity": _opacity(pair),
        "marker": {
            "symbol": SYMBOLS[way] + ("-open" if pair.own else ""),
            "size": 12,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "hovertemplate": f"{way}: %{{x:.3g}}<extra></extra>",
    }
    if ends is not None:
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [round(ends[1] - value, 3)],
            "arrayminus": [round(value - ends[0], 3)],
            "color": style.faint(colour, 0.55),
            "thickness": 3,
            "width": 0,
        }
    return trace
