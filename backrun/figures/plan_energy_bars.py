"""The energy of a plan week by week: backward, and what that is beyond the same minutes forward."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from backrun.estimate import Estimate
from backrun.figures import style
from backrun.figures.ramp_up_chart import week_axis
from backrun.models.ramp_up import PlanEnergy, RampUp

HEIGHT: Final = 300


def plan_energy_bars(plan: RampUp, energy: PlanEnergy, *, dark: bool) -> style.Chart:
    """Return the chart: a bar a week for the backward minutes, with the interval of 80 %.

    Diamonds show the difference from the same minutes run forward.
    """
    scenario = plan.scenario
    unit = scenario.energy_unit
    shown = [week for week in plan.weeks() if any(s.counts for s in week.sessions)]
    places = np.array([week.number - 1 for week in shown], dtype=int)
    x = [week.number for week in shown]
    backward = {
        "type": "bar",
        "x": x,
        "name": "backward",
        "textposition": "none",
        "marker": {"color": style.faint(style.BACKWARD[dark], 0.75)},
        **_values(energy.backward, places, unit, "backward", dark),
    }
    difference = {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "name": "difference from forward",
        "marker": {"symbol": "diamond", "size": 7, "color": style.TEXT[dark]},
        **_values(energy.difference, places, unit, "against forward", dark),
    }
    return style.figure(
        [backward, difference],
        dark,
        HEIGHT,
        bargap=0.3,
        margin={"l": 56, "r": 8, "t": 34, "b": 42},
        **style.legend(dark),
        xaxis=week_axis(len(plan.weeks()), dark),
        yaxis=style.axis(
            f"Energy, {unit} a week, {scenario.counted}", dark, rangemode="tozero", zeroline=True
        ),
    )


def _values(estimate: Estimate, places: Any, unit: str, what: str, dark: bool) -> dict[str, Any]:
    """Return heights, error bars and hover texts of the weeks that have a session."""
    low, central, high = (
        np.asarray(bound, dtype=float)[places]
        for bound in (estimate.low, estimate.central, estimate.high)
    )
    texts = [
        f"{value:.0f} {unit} ({least:.0f} to {most:.0f})".replace("-", "−")
        for value, least, most in zip(central, low, high, strict=True)
    ]
    return {
        "y": _rounded(central),
        "text": texts,
        "hovertemplate": f"Week %{{x}}, {what}: %{{text}}<extra></extra>",
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": _rounded(high - central),
            "arrayminus": _rounded(central - low),
            "color": style.GREY[dark],
            "thickness": 1.2,
            "width": 3,
        },
    }


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 1) for value in values]
