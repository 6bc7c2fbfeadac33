"""The backward : forward ratios study by study, with mean, new study and person below them."""

from __future__ import annotations

from functools import cache
from typing import Any

from backrun.evidence.rows import Gait
from backrun.figures import style
from backrun.models.validation.forest import Line, forest
from backrun.wording.evidence import line_label, line_value

ROW, AROUND = 37, 62
TICKS = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)


@cache
def forest_plot(gait: Gait, *, dark: bool) -> style.Chart:
    """Return the chart: a line a study on a log axis, squares by weight, then what they say.

    A dashed line marks an interval whose spread was assumed, a hollow point a study outside the
    pool.
    """
    lines = forest(gait)
    places = [float(len(lines) - number) for number in range(len(lines))]
    rows = list(zip(lines, places, strict=True))
    return style.figure(
        [
            trace
            for line, place in rows
            if line.ratio is not None
            for trace in _line(line, place, dark)
        ],
        dark,
        ROW * len(lines) + AROUND,
        margin={"l": 172, "r": 10, "t": 8, "b": 50},
        xaxis=style.axis(
            f"{gait.capitalize()}, backward / forward",
            dark,
            type="log",
            range=[-0.03, 0.31],
            tickvals=TICKS,
            ticktext=[f"{tick:g}" for tick in TICKS],
        ),
        yaxis=style.axis(
            "",
            dark,
            range=[0.4, len(lines) + 0.6],
            showgrid=False,
            tickvals=places,
            ticktext=[_label(line) for line in lines],
        ),
        shapes=[_upright(1.0, style.GREY[dark], "solid"), *_mean(lines[-3], dark)],
    )


def _label(line: Line) -> str:
    return f"<b>{line_label(line)}</b><br>{line_value(line)}"


def _line(line: Line, place: float, dark: bool) -> list[dict[str, Any]]:
    if line.ratio is None:
        return []
    bounds = [float(line.ratio.low), float(line.ratio.high)]
    together = line.kind in ("mean", "new study", "person")
    colour = style.BACKWARD[dark] if together else style.TEXT[dark]
    interval = {
        "type": "scatter",
        "name": line.study_id or line.kind,
        "x": [round(bound, 3) for bound in bounds],
        "y": [place, place],
        "mode": "lines",
        "line": {
            "color": style.faint(colour, 0.45) if together else colour,
            "width": 10 if together else 1.8,
            "dash": "dot" if line.assumed else "solid",
        },
        "hoverinfo": "skip",
    }
    point = {
        "type": "scatter",
        "name": line.study_id or line.kind,
        "x": [round(float(line.ratio.central), 3)],
        "y": [place],
        "mode": "markers",
        "marker": _marker(line, colour),
        "text": [f"{line_label(line)}: {line_value(line)}"],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [interval, point]


def _marker(line: Line, colour: str) -> dict[str, Any]:
    symbol = {"study": "square", "not pooled": "circle-open", "mean": "diamond"}
    size = {"study": 7 + 18 * line.weight, "not pooled": 9, "mean": 15}
    return {
        "symbol": symbol.get(line.kind, "line-ns"),
        "size": round(size.get(line.kind, 12), 1),
        "color": colour,
        "line": {"width": 2, "color": colour},
    }


def _mean(mean: Line, dark: bool) -> list[dict[str, Any]]:
    if mean.ratio is None:
        return []
    return [_upright(float(mean.ratio.central), style.BACKWARD[dark], "dot")]


def _upright(ratio: float, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": ratio,
        "x1": ratio,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": colour, "width": 1.2, "dash": dash},
    }
