"""The tornado: how far each input alone moves the extra energy of running backward."""

from __future__ import annotations

from typing import Any

from backrun.figures import style
from backrun.models.energy.sensitivity import SMALLEST, Sensitivity, Swing
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import PER_WORDS
from backrun.wording.evidence import swing_ends, swing_label
from backrun.wording.numbers import THIN

ROW, AROUND = 38, 66


def shown_swings(found: Sensitivity) -> list[Swing]:
    """Return the inputs that move the answer, the widest first."""
    return [swing for swing in found.swings if not found.leaves_alone(swing)]


def sensitivity_chart(scenario: Scenario, found: Sensitivity, *, dark: bool) -> style.Chart:
    """Return the chart: a bar an input, from the end that lowers the answer to the other."""
    swings = shown_swings(found)
    places = [float(len(swings) - number) for number in range(len(swings))]
    low, high = _ends(found, swings)
    room = 0.34 * (high - low)
    unit = scenario.energy_unit
    return style.figure(
        [
            trace
            for swing, place in zip(swings, places, strict=True)
            for trace in _bar(swing, place, found.answer, scenario, dark)
        ],
        dark,
        ROW * len(swings) + AROUND,
        margin={"l": 136, "r": 10, "t": 8, "b": 48},
        xaxis=style.axis(
            f"Extra backward, {unit} {PER_WORDS[found.per]}, {scenario.counted}",
            dark,
            range=[low - room, high + room],
        ),
        yaxis=style.axis(
            "",
            dark,
            range=[0.3, len(swings) + 0.7],
            showgrid=False,
            tickvals=places,
            ticktext=[swing_label(swing) for swing in swings],
        ),
        shapes=[_answer(found.answer, dark)],
    )


def _ends(found: Sensitivity, swings: list[Swing]) -> tuple[float, float]:
    values = [found.answer, *(end for swing in swings for end in (swing.low, swing.high))]
    return min(values), max(max(values), min(values) + 0.1)


def _bar(
    swing: Swing, place: float, answer: float, scenario: Scenario, dark: bool
) -> list[dict[str, Any]]:
    """Return the two halves of a bar, each with the input's value at its end."""
    low, high = sorted((swing.low, swing.high))
    lower, higher = swing_ends(swing, scenario)
    return [
        _half(swing, end, answer, place, words, side, style_of[dark], dark)
        for end, words, side, style_of in (
            (low, lower, "left", style.FORWARD),
            (high, higher, "right", style.BACKWARD),
        )
    ]


def _half(
    swing: Swing,
    end: float,
    answer: float,
    place: float,
    words: str,
    side: str,
    colour: str,
    dark: bool,
) -> dict[str, Any]:
    # A limit that stops the input leaves nothing on that side.
    shown = f" {words} " if abs(end - answer) >= SMALLEST else ""
    return {
        "type": "scatter",
        "name": swing.key,
        "x": [round(answer, 2), round(end, 2)],
        "y": [place, place],
        "mode": "lines+text",
        "text": ["", shown],
        "textposition": f"middle {side}",
        "textfont": {"size": 11, "color": style.GREY[dark]},
        "line": {"width": 14, "color": style.faint(colour, 0.75)},
        "hovertemplate": f"{swing_label(swing)}, {words}: {end:.1f}{THIN}<extra></extra>",
    }


def _answer(answer: float, dark: bool) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": round(answer, 2),
        "x1": round(answer, 2),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": style.TEXT[dark], "width": 1.2},
    }
