"""Energy against speed, forward and backward, with the person's own speeds marked."""

from __future__ import annotations

from typing import Any

import numpy as np

from backrun.estimate import Array, Estimate
from backrun.figures import style
from backrun.figures.own_speeds import OwnSpeed, own_speeds, pace_ticks, speed_range
from backrun.models.energy.comparison import Comparison
from backrun.models.energy.curves import Piece, curve_minutes, energy_curves
from backrun.scenario.scenario import Scenario
from backrun.units import pace_unit
from backrun.wording.energy import PER_WORDS

HEIGHT = 390


def energy_by_speed(
    scenario: Scenario, comparison: Comparison, matched: Estimate, *, dark: bool
) -> tuple[style.Chart, tuple[Piece, ...]]:
    """Return the chart and its curves: bands, dashes where nothing was measured, three markers.

    `matched` is the backward speed of the same effort, for its marker.
    """
    points = own_speeds(scenario, comparison, matched)
    slowest, fastest = speed_range(points)
    pieces = energy_curves(scenario, slowest, fastest)
    traces = []
    for direction, colours in (("forward", style.FORWARD), ("backward", style.BACKWARD)):
        own = [piece for piece in pieces if piece.direction == direction]
        traces += _curve(own, direction, colours[dark])
    traces.append(_markers(scenario, points, dark))
    unit = pace_unit(scenario.units).text
    ticks = pace_ticks(slowest, fastest, scenario)
    figure = style.figure(
        traces,
        dark,
        HEIGHT,
        xaxis=style.axis(
            f"Pace, min{unit} (faster to the right)",
            dark,
            range=[slowest, fastest],
            # On a phone the paces are turned, and need room above the title.
            automargin=True,
            tickvals=[speed for speed, _ in ticks],
            ticktext=[text for _, text in ticks],
        ),
        yaxis=style.axis(
            f"Energy, {scenario.energy_unit} {PER_WORDS[scenario.per]}, {scenario.counted}",
            dark,
            rangemode="tozero",
        ),
        annotations=_labels(pieces, dark),
    )
    return figure, pieces


def _gapped(parts: list[Array]) -> dict[str, str]:
    """Join arrays with a gap between them."""
    gap = np.array([np.nan])
    return style.packed(np.concatenate([piece for part in parts for piece in (part, gap)]))


def _outline(upper: Array, lower: Array) -> Array:
    """Return the edges of a band, there and back."""
    return np.concatenate((upper, lower[::-1]))


def _curve(pieces: list[Piece], direction: str, colour: str) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": _gapped([_outline(piece.speed_m_s, piece.speed_m_s) for piece in pieces]),
            "y": _gapped([_outline(piece.energy.high, piece.energy.low) for piece in pieces]),
            "fill": "toself",
            "fillcolor": style.faint(colour),
            "line": {"width": 0},
            "mode": "lines",
            "hoverinfo": "skip",
            "name": f"{direction}, 80 % interval",
        }
    ]
    for measured, dash in ((True, "solid"), (False, "dash")):
        stretch = [piece for piece in pieces if piece.measured is measured]
        if stretch:
            traces.append(
                {
                    "type": "scatter",
                    "x": _gapped([piece.speed_m_s for piece in stretch]),
                    "y": _gapped([piece.energy.central for piece in stretch]),
                    "mode": "lines",
                    "line": {"color": colour, "width": 2.5, "dash": dash},
                    "hovertemplate": f"{direction}: %{{y:.3~g}}<extra></extra>",
                    "name": direction if measured else f"{direction}, speed not measured",
                }
            )
    return traces


def _markers(scenario: Scenario, points: tuple[OwnSpeed, ...], dark: bool) -> dict[str, Any]:
    speeds = np.array([point.speed for point in points])
    rates = np.array([point.energy_per_minute for point in points])
    colours = [
        (style.FORWARD if point.direction == "forward" else style.BACKWARD)[dark]
        for point in points
    ]
    inside = [
        style.BACKGROUND[dark] if point.hollow else colour
        for point, colour in zip(points, colours, strict=True)
    ]
    return {
        "type": "scatter",
        "x": speeds.tolist(),
        "y": (rates * curve_minutes(scenario, speeds)).round(3).tolist(),
        "mode": "markers+text",
        "text": [point.text for point in points],
        # Above and below, since the two backward speeds can lie close together.
        "textposition": ["top center" if point.hollow else "bottom center" for point in points],
        "textfont": {"color": style.TEXT[dark], "size": 12},
        "marker": {"size": 11, "color": inside, "line": {"color": colours, "width": 2.5}},
        "hovertemplate": "%{text}: %{y:.3~g}<extra></extra>",
        "name": "your speeds",
        "cliponaxis": False,
    }


def _labels(pieces: tuple[Piece, ...], dark: bool) -> list[dict[str, Any]]:
    labels = []
    for direction, colours in (("forward", style.FORWARD), ("backward", style.BACKWARD)):
        last = [piece for piece in pieces if piece.direction == direction][-1]
        labels.append(
            {
                "x": float(last.speed_m_s[-1]),
                "y": float(last.energy.central[-1]),
                "text": direction,
                "showarrow": False,
                "xanchor": "right",
                "yanchor": "bottom",
                "font": {"color": colours[dark], "size": 13},
            }
        )
    return labels
