"""The group: what everybody spends more backward than forward, with intervals, in order."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from backrun.estimate import Array
from backrun.figures import style
from backrun.models.group import Group
from backrun.wording import PER_WORDS
from backrun.wording_roster import MOST_NAMED

ROW, HEIGHT = 24, 380
LONGEST_NAME = 22


def roster_chart(group: Group, *, dark: bool) -> style.Chart:
    """Return the chart: a row a client, or for more than 40 a band from the least to the most.

    Who stands outside what was measured has a hollow mark, or a grey bar across the band.
    """
    difference = group.energy.difference
    order = np.argsort(np.asarray(difference.central), kind="stable")
    low, central, high = (
        np.asarray(bound)[order] for bound in (difference.low, difference.central, difference.high)
    )
    names = [group.clients[place].name for place in group.energy.answered[order]]
    inside = [not group.energy.limits[number] for number in order]
    view = group.view
    title = f"More, {view.energy_unit} {PER_WORDS[view.per]}"
    if order.size > MOST_NAMED:
        return _band(low, central, high, names, inside, title, dark)
    return _rows(low, central, high, names, inside, title, dark)


def _rows(
    low: Array,
    central: Array,
    high: Array,
    names: list[str],
    inside: list[bool],
    title: str,
    dark: bool,
) -> style.Chart:
    rows = list(range(1, len(names) + 1))
    labels = [_label(name) for name in names]
    marks = _marks(central, inside, labels, dark) | {"x": _rounded(central), "y": rows}
    marks["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": _rounded(high - central),
        "arrayminus": _rounded(central - low),
        "color": style.faint(style.BACKWARD[dark], 0.45),
        "thickness": 6,
        "width": 0,
    }
    marks["hovertemplate"] = "%{text}: %{x:.3g}<extra></extra>"
    return style.figure(
        [marks],
        dark,
        ROW * len(names) + 80,
        margin={"l": 20 + 7 * max(map(len, labels)), "r": 12, "t": 8, "b": 46},
        xaxis=style.axis(title, dark, rangemode="tozero"),
        yaxis=style.axis(
            "",
            dark,
            range=[0.3, len(names) + 0.7],
            showgrid=False,
            tickvals=rows,
            ticktext=labels,
        ),
        shapes=[_same(dark, "x")],
    )


def _band(
    low: Array,
    central: Array,
    high: Array,
    names: list[str],
    inside: list[bool],
    title: str,
    dark: bool,
) -> style.Chart:
    places = np.arange(1, len(names) + 1, dtype=float)
    colour = style.BACKWARD[dark]
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    lower = edge | {"x": style.packed(places), "y": style.packed(low)}
    upper = edge | {
        "x": style.packed(places),
        "y": style.packed(high),
        "fill": "tonexty",
        "fillcolor": style.faint(colour),
    }
    outside = np.flatnonzero(~np.array(inside))
    gap = np.full(outside.size, np.nan)
    # One line with gaps: a mark each would take the browser seconds to draw.
    bars = edge | {
        "name": "outside",
        "x": style.packed(np.repeat(places[outside], 3)),
        "y": style.packed(np.stack((low[outside], high[outside], gap), axis=1).ravel()),
        "line": {"width": 1, "color": style.faint(style.GREY[dark], 0.6)},
    }
    middle = {
        "type": "scatter",
        "name": "difference",
        "mode": "lines",
        "x": style.packed(places),
        "y": style.packed(central),
        "text": [_label(name) for name in names],
        "line": {"width": 2.5, "color": colour},
        "hovertemplate": "%{text}: %{y:.3g}<extra></extra>",
    }
    return style.figure(
        [lower, upper, bars, middle],
        dark,
        HEIGHT,
        xaxis=style.axis("Clients, from the least to the most", dark, showgrid=False),
        yaxis=style.axis(title, dark, rangemode="tozero"),
        shapes=[_same(dark, "y")],
    )


def _marks(central: Array, inside: list[bool], labels: list[str], dark: bool) -> dict[str, Any]:
    colour = style.BACKWARD[dark]
    return {
        "type": "scatter",
        "name": "difference",
        "mode": "markers",
        "text": labels,
        "marker": {
            "symbol": ["diamond" if measured else "diamond-open" for measured in inside],
            "size": 10,
            "color": colour,
            "line": {"width": 1.5, "color": colour},
        },
    }


def _label(name: str) -> str:
    """Return a name as the chart may show it: cut, and no sign in it taken for markup."""
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return escape(short)


def _rounded(values: Array) -> list[float]:
    return [round(float(value), 3) for value in values]


def _same(dark: bool, axis: str) -> dict[str, Any]:
    """Return the line at no difference."""
    along = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}0": 0,
        f"{axis}1": 0,
        f"{along}ref": "paper",
        f"{along}0": 0,
        f"{along}1": 1,
        "layer": "below",
        "line": {"color": style.GREY[dark], "width": 1.2},
    }
