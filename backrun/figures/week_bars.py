"""The week: a bar a day, forward and backward part, against the same run all forward."""

from __future__ import annotations

from typing import Any

import numpy as np

from backrun.estimate import Number
from backrun.figures import style
from backrun.models.energy.week import WeekEnergy
from backrun.scenario.scenario import DAY_NAMES, Scenario

HEIGHT = 330


DAYS = [name[:3] for name in DAY_NAMES]


def week_bars(scenario: Scenario, week: WeekEnergy, *, dark: bool) -> style.Chart:
    """Return the chart: stacked bars with the interval of their sum, all forward as a line."""
    unit = scenario.energy_unit
    return style.figure(
        [*_bars(week, unit, dark), _all_forward(week, unit, dark)],
        dark,
        HEIGHT,
        barmode="stack",
        bargap=0.35,
        margin={"l": 56, "r": 12, "t": 34, "b": 30},
        **style.legend(dark),
        xaxis=style.axis("", dark, showgrid=False),
        yaxis=style.axis(f"Energy, {unit} a day, {scenario.counted}", dark, rangemode="tozero"),
    )


def _bars(week: WeekEnergy, unit: str, dark: bool) -> list[dict[str, Any]]:
    """Return the forward and the backward part; the upper one carries the interval of both."""
    planned = week.forward + week.backward
    total = np.asarray(planned.central)
    bars: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": DAYS,
            "y": _shown(getattr(week, direction).central, total),
            "name": direction,
            "marker": {
                "color": colours[dark],
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": style.BACKGROUND[dark],
                    "solidity": 0.12,
                },
            },
            "hovertemplate": f"%{{x}}, {direction}: %{{y:.0f}} {unit}<extra></extra>",
        }
        for direction, colours, shape in (
            ("forward", style.FORWARD, ""),
            ("backward", style.BACKWARD, "/"),
        )
    ]
    bars[1]["error_y"] = {
        "type": "data",
        "symmetric": False,
        "array": _shown(planned.high - total),
        "arrayminus": _shown(total - planned.low),
        "color": style.GREY[dark],
        "thickness": 1.2,
        "width": 4,
    }
    return bars


def _all_forward(week: WeekEnergy, unit: str, dark: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": DAYS,
        "y": _shown(week.all_forward.central),
        "mode": "markers",
        "name": "all forward",
        "marker": {
            "symbol": "line-ew",
            "size": 34,
            "line": {"width": 2.5, "color": style.TEXT[dark]},
        },
        "hovertemplate": f"%{{x}}, all forward: %{{y:.0f}} {unit}<extra></extra>",
    }


def _shown(values: Number, day: Number | None = None) -> list[float | None]:
    """Return rounded values, with nothing drawn for days of rest.

    A part of a run, of which `day` is the whole, is drawn even where it is 0: the interval of the
    whole stands on its top.
    """
    wholes = np.asarray(values if day is None else day)
    return [
        round(float(value), 1) if whole > 0 else None
        for value, whole in zip(np.asarray(values), wholes, strict=True)
    ]
