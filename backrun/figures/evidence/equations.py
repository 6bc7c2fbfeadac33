"""What each forward equation makes of the person's own pace, beside the model's answer."""

from __future__ import annotations

from typing import Any

from backrun.estimate import Estimate
from backrun.figures import style
from backrun.models.validation.forward_equations import (
    ForwardEquation,
    ForwardEquations,
    energy_per_distance,
)
from backrun.scenario.scenario import Scenario
from backrun.wording.evidence import distance_words
from backrun.wording.numbers import THIN, rounded

HEIGHT = 270
MODEL = "backrun's model"


def equations_chart(scenario: Scenario, found: ForwardEquations, *, dark: bool) -> style.Chart:
    """Return the chart: a point an equation, filled where the model uses it, and its interval."""
    speaking = [each for each in found.equations if each.oxygen is not None]
    labels = [each.label for each in speaking]
    model = found.model.apply(lambda oxygen: energy_per_distance(float(oxygen), scenario))
    unit = scenario.energy_unit
    return style.figure(
        [
            _model(model, dark),
            _equations(speaking, scenario, dark),
        ],
        dark,
        HEIGHT,
        margin={"l": 142, "r": 24, "t": 14, "b": 46},
        xaxis=style.axis(f"Forward energy, {unit} {distance_words(scenario)}, gross", dark),
        yaxis=style.axis(
            "",
            dark,
            type="category",
            categoryarray=[MODEL, *reversed(labels)],
            range=[-0.6, len(labels) + 0.7],
            showgrid=False,
        ),
    )


def _equations(speaking: list[ForwardEquation], scenario: Scenario, dark: bool) -> dict[str, Any]:
    energies = [energy_per_distance(each.oxygen or 0.0, scenario) for each in speaking]
    return {
        "type": "scatter",
        "name": "equations",
        "x": [round(energy, 2) for energy in energies],
        "y": [each.label for each in speaking],
        "mode": "markers+text",
        "text": [rounded(energy, 1.0) for energy in energies],
        "textposition": "top center",
        "textfont": {"size": 12, "color": style.TEXT[dark]},
        "marker": {
            "symbol": ["circle" if each.in_model else "circle-open" for each in speaking],
            "size": 12,
            "color": style.FORWARD[dark],
            "line": {"width": 2, "color": style.FORWARD[dark]},
        },
        "hovertemplate": f"%{{y}}: %{{x:.1f}}{THIN}{scenario.energy_unit}<extra></extra>",
    }


def _model(model: Estimate, dark: bool) -> dict[str, Any]:
    colour = style.FORWARD[dark]
    low, central, high = (
        round(float(bound), 2) for bound in (model.low, model.central, model.high)
    )
    return {
        "type": "scatter",
        "name": "model",
        "x": [low, central, high],
        "y": [MODEL] * 3,
        "mode": "lines+markers+text",
        "text": ["", rounded(central, 1.0), ""],
        "textposition": "top center",
        "textfont": {"size": 12, "color": style.TEXT[dark]},
        "line": {"width": 12, "color": style.faint(colour, 0.35)},
        "marker": {
            "symbol": "line-ns",
            "size": [0, 14, 0],
            "line": {"width": [0, 3, 0], "color": colour},
        },
        "hovertemplate": f"{MODEL}: %{{x:.1f}}<extra></extra>",
    }
