"""The model against every measurement: measured beside predicted, and how far off by study."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from backrun.evidence import sources
from backrun.figures import style
from backrun.models.validation.measurements import TRANSITION, measured_against_predicted

SYMBOLS = {"forward": "circle", "backward": "diamond"}
COLOURS = {"forward": style.FORWARD, "backward": style.BACKWARD}
HEIGHT, ROW = 440, 32
AXIS = (0.7, 45.0)
TICKS = (1, 2, 5, 10, 20, 40)


def compared_rows() -> pd.DataFrame:
    """Return the measurements that can be set beside a number of the model."""
    return measured_against_predicted().dropna(subset=["central"]).reset_index(drop=True)


def what(row: Any) -> str:
    """Say what was measured: direction, gait, speed or grade."""
    at = "" if pd.isna(row.speed_m_s) else f" {row.speed_m_s:.2f} m/s"
    slope = f" {100 * row.grade:+.0f} %".replace("-", "−") if row.grade else ""
    kind = "change of gait" if row.quantity == TRANSITION else f"{row.direction} {row.gait}"
    return f"{kind}{at}{slope}"


def _short(row: Any) -> str:
    return sources()[row.study_id].short


@cache
def measured_predicted(*, dark: bool) -> style.Chart:
    """Return the chart: measured across, predicted up, each in its own unit on log axes."""
    rows = compared_rows()
    return style.figure(
        [_same(dark), *(_points(rows, direction, dark) for direction in SYMBOLS)],
        dark,
        HEIGHT,
        showlegend=True,
        legend={
            "x": 0.02,
            "y": 0.98,
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"color": style.TEXT[dark]},
        },
        xaxis=_log_axis("Measured, in its own unit", dark),
        yaxis=_log_axis("Model, 80 % of people", dark),
    )


def _log_axis(title: str, dark: bool) -> dict[str, Any]:
    low, high = -0.16, 1.66
    return style.axis(
        title,
        dark,
        type="log",
        range=[low, high],
        tickvals=TICKS,
        ticktext=[str(tick) for tick in TICKS],
    )


def _same(dark: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "the same",
        "x": AXIS,
        "y": AXIS,
        "mode": "lines",
        "line": {"color": style.GREY[dark], "width": 1.2},
        "hoverinfo": "skip",
    }


def _points(rows: pd.DataFrame, direction: str, dark: bool) -> dict[str, Any]:
    """Return one direction's measurements; those outside the interval are hollow."""
    own = rows[rows["direction"] == direction]
    colour = COLOURS[direction][dark]
    central = own["central"].astype(float)
    return {
        "type": "scatter",
        "name": f"{direction} (hollow: outside)",
        "x": own["measured"].astype(float).round(2).tolist(),
        "y": central.round(2).tolist(),
        "text": [
            f"{_short(row)}, {what(row)}<br>{row.quantity}: measured "
            f"{row.measured:.2f}, model {row.central:.2f} ({row.low:.2f}–{row.high:.2f})"
            for row in own.itertuples()
        ],
        "mode": "markers",
        "marker": {
            "symbol": [
                SYMBOLS[direction] + ("" if inside else "-open") for inside in own["within"]
            ],
            "size": 10,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (own["high"].astype(float) - central).round(2).tolist(),
            "arrayminus": (central - own["low"].astype(float)).round(2).tolist(),
            "color": style.faint(colour, 0.5),
            "thickness": 2,
            "width": 0,
        },
        "hovertemplate": "%{text}<extra></extra>",
    }


@cache
def residuals(*, dark: bool) -> style.Chart:
    """Return the chart: a row a measurement, how far the model is off, with its own interval."""
    rows = compared_rows().sort_values("study_id", kind="stable")
    places = [float(len(rows) - number) for number in range(len(rows))]
    return style.figure(
        [_residual(row, place, dark) for row, place in zip(rows.itertuples(), places, strict=True)],
        dark,
        ROW * len(rows) + 60,
        margin={"l": 168, "r": 12, "t": 8, "b": 48},
        xaxis=style.axis(
            "Model against measured, %", dark, zeroline=True, zerolinecolor=style.GREY[dark]
        ),
        yaxis=style.axis(
            "",
            dark,
            range=[0.3, len(rows) + 0.7],
            showgrid=False,
            tickvals=places,
            ticktext=[f"<b>{_short(row)}</b><br>{what(row)}" for row in rows.itertuples()],
        ),
    )


def _residual(row: Any, place: float, dark: bool) -> dict[str, Any]:
    colour = COLOURS[row.direction][dark]
    error, low, high = (
        100 * (value / row.measured - 1) for value in (row.central, row.low, row.high)
    )
    return {
        "type": "scatter",
        "name": row.study_id,
        "x": [round(error, 1)],
        "y": [place],
        "mode": "markers",
        "marker": {
            "symbol": SYMBOLS[row.direction] + ("" if row.within else "-open"),
            "size": 10,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(high - error, 1)],
            "arrayminus": [round(error - low, 1)],
            "color": style.faint(colour, 0.5),
            "thickness": 2,
            "width": 0,
        },
        "hovertemplate": f"{error:+.0f} % ({low:+.0f} to {high:+.0f})<extra></extra>",
    }
