"""The group: what everybody spends more backward than forward, with intervals, in order."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from backrun.estimate import Array
from backrun.figures import style
from backrun.models.roster.group import Group
from backrun.wording.energy import PER_WORDS
from backrun.wording.roster import MOST_NAMED

ROW, HEIGHT = 24, 380
LONGEST_NAME = 22


@dataclass(frozen=True, slots=True)
class Ranking:
    """The group in the order of its differences: bounds, names, and who is inside the limits."""

    low: Array
    central: Array
    high: Array
    labels: list[str]
    inside: list[bool]
    title: str

    @classmethod
    def of(cls, group: Group) -> Ranking:
        """Return the ranking of everybody for whom there is a number."""
        difference, view = group.energy.difference, group.view
        order = np.argsort(np.asarray(difference.central), kind="stable")
        low, central, high = map(np.asarray, (difference.low, difference.central, difference.high))
        return cls(
            low[order],
            central[order],
            high[order],
            labels=[_label(group.clients[place].name) for place in group.energy.answered[order]],
            inside=[not group.energy.limits[number] for number in order],
            title=f"More, {view.energy_unit} {PER_WORDS[view.per]}",
        )


def roster_chart(group: Group, *, dark: bool) -> style.Chart:
    """Return the chart: a row a client, or for more than 40 a band from the least to the most.

    Who stands outside what was measured has a hollow mark, or a grey bar across the band.
    """
    ranking = Ranking.of(group)
    return (_band if len(ranking.labels) > MOST_NAMED else _rows)(ranking, dark)


def _rows(ranking: Ranking, dark: bool) -> style.Chart:
    labels, count = ranking.labels, len(ranking.labels)
    rows = list(range(1, count + 1))
    marks = _marks(ranking, dark) | {"x": _rounded(ranking.central), "y": rows}
    marks["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": _rounded(ranking.high - ranking.central),
        "arrayminus": _rounded(ranking.central - ranking.low),
        "color": style.faint(style.BACKWARD[dark], 0.45),
        "thickness": 6,
        "width": 0,
    }
    marks["hovertemplate"] = "%{text}: %{x:.3g}<extra></extra>"
    return style.figure(
        [marks],
        dark,
        ROW * count + 80,
        margin={"l": 20 + 7 * max(map(len, labels)), "r": 12, "t": 8, "b": 46},
        xaxis=style.axis(ranking.title, dark, rangemode="tozero"),
        yaxis=style.axis(
            "", dark, range=[0.3, count + 0.7], showgrid=False, tickvals=rows, ticktext=labels
        ),
        shapes=[_same(dark, "x")],
    )


def _band(ranking: Ranking, dark: bool) -> style.Chart:
    places = np.arange(1, len(ranking.labels) + 1, dtype=float)
    colour = style.BACKWARD[dark]
    along = {"type": "scatter", "mode": "lines", "x": style.packed(places)}
    edge = along | {"line": {"width": 0}, "hoverinfo": "skip"}
    lower = edge | {"y": style.packed(ranking.low)}
    fill = {"fill": "tonexty", "fillcolor": style.faint(colour)}
    upper = edge | {"y": style.packed(ranking.high)} | fill
    middle = along | {
        "name": "difference",
        "y": style.packed(ranking.central),
        "text": ranking.labels,
        "line": {"width": 2.5, "color": colour},
        "hovertemplate": "%{text}: %{y:.3g}<extra></extra>",
    }
    return style.figure(
        [lower, upper, _outside(ranking, places, dark), middle],
        dark,
        HEIGHT,
        xaxis=style.axis("Clients, from the least to the most", dark, showgrid=False),
        yaxis=style.axis(ranking.title, dark, rangemode="tozero"),
        shapes=[_same(dark, "y")],
    )


def _outside(ranking: Ranking, places: Array, dark: bool) -> dict[str, Any]:
    """Return the bars of those outside what was measured, as one line with gaps.

    A mark each would take the browser seconds to draw.
    """
    outside = np.flatnonzero(~np.array(ranking.inside))
    gap = np.full(outside.size, np.nan)
    ends = np.stack((ranking.low[outside], ranking.high[outside], gap), axis=1)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "outside",
        "x": style.packed(np.repeat(places[outside], 3)),
        "y": style.packed(ends.ravel()),
        "line": {"width": 1, "color": style.faint(style.GREY[dark], 0.6)},
        "hoverinfo": "skip",
    }


def _marks(ranking: Ranking, dark: bool) -> dict[str, Any]:
    colour = style.BACKWARD[dark]
    return {
        "type": "scatter",
        "name": "difference",
        "mode": "markers",
        "text": ranking.labels,
        "marker": {
            "symbol": ["diamond" if measured else "diamond-open" for measured in ranking.inside],
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
