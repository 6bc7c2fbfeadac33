"""Claims, guesses and evidence on one axis: backward as a multiple of forward."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from backrun.estimate import Estimate
from backrun.evidence.claims import Quantity
from backrun.figures import style
from backrun.models.claims.guess import claimed_factors, measured_factors
from backrun.models.claims.verdict import ClaimVerdict
from backrun.wording.claims import AGREES, WAY_LABELS, claimed, found, guessed
from backrun.wording.numbers import change

ROW_HEIGHT, FRAME_HEIGHT = 44, 62
Kind = Literal["claim", "guess", "study", "person"]
SYMBOLS: dict[Kind, str] = {
    "claim": "square",
    "guess": "diamond",
    "study": "circle-open",
    "person": "circle",
}


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One line of the chart: a range of factors over forward, its middle, and its words.

    `low` may be 0 and `high` infinity where a range is open.
    """

    kind: Kind
    label: str
    low: float
    high: float
    value: str
    middle: float | None = None


def judged_rows(verdict: ClaimVerdict) -> list[AxisRow]:
    """Return the claim, and below it the person's own numbers for each way to take it."""
    if verdict.said is None:
        return []
    said = verdict.said
    quantity = said.quantity
    rows = [_claim_row("The claim", said.low, said.high, quantity)]
    for reading in verdict.readings:
        label = WAY_LABELS[reading.basis, reading.per]
        value = f"{found(reading, quantity)}: {AGREES[reading.verdict]}"
        rows.append(_person_row(label, reading.ratio, value))
    return rows


def guess_rows(guess: float, usual: Estimate) -> list[AxisRow]:
    """Return a guess, what the articles claim, what studies measured, and the person's number."""
    rows = [AxisRow("guess", "Your guess", guess, guess, guessed(guess), guess)]
    for low, high, count in claimed_factors():
        articles = "1 claim" if count == 1 else f"{count} claims"
        rows.append(_claim_row(f"Popular articles, {articles}", low, high, "energy"))
    for study, people, ratio in measured_factors():
        value = claimed(ratio, ratio)
        rows.append(AxisRow("study", f"{study}, {people} people", ratio, ratio, value, ratio))
    rows.append(_person_row("You, at the same speed", usual, change(usual)))
    return rows


def _claim_row(label: str, low: float, high: float, quantity: Quantity) -> AxisRow:
    middle = low if low == high else None
    return AxisRow("claim", label, low, high, claimed(low, high, quantity), middle)


def _person_row(label: str, ratio: Estimate, value: str) -> AxisRow:
    low, middle, high = float(ratio.low), float(ratio.central), float(ratio.high)
    return AxisRow("person", label, low, high, value, middle)


def claims_axis(
    rows: Sequence[AxisRow], quantity: Quantity = "energy", *, dark: bool
) -> style.Chart:
    """Return the chart: a line for each row with its words above it, the first row on top.

    The range of the first row is drawn through all others, so that one sees which of them it
    meets; forward is the blue line at 1.
    """
    ends = [end for row in rows for end in (row.low, row.high) if math.isfinite(end)]
    right = max(2.2 if quantity == "energy" else 1.2, 1.06 * max(ends))
    title = "Energy" if quantity == "energy" else "Speed"
    return style.figure(
        [_marks(rows, dark)],
        dark,
        FRAME_HEIGHT + ROW_HEIGHT * len(rows),
        margin={"l": 12, "r": 12, "t": 22, "b": 46},
        shapes=[*_guides(rows[0], right, dark), *_lines(rows, right, dark)],
        annotations=_words(rows, dark),
        xaxis=style.axis(f"{title} backward, where forward is 1", dark, range=[0, right], nticks=8),
        yaxis={"visible": False, "fixedrange": True, "range": [0.6, len(rows) + 0.6]},
    )


def _colour(row: AxisRow, dark: bool) -> str:
    return {"person": style.BACKWARD, "study": style.GREY}.get(row.kind, style.TEXT)[dark]


def _marks(rows: Sequence[AxisRow], dark: bool) -> dict[str, Any]:
    """Return a sign at the middle of each row, or at each closed end of a range without one."""
    marks = [
        (place, len(rows) - index, row)
        for index, row in enumerate(rows)
        for place in ((row.low, row.high) if row.middle is None else (row.middle,))
        if 0 < place < math.inf
    ]
    return {
        "type": "scatter",
        "x": [round(place, 4) for place, _, _ in marks],
        "y": [height for _, height, _ in marks],
        "mode": "markers",
        "marker": {
            "size": 11,
            "opacity": 1,
            "symbol": [SYMBOLS[row.kind] for _, _, row in marks],
            "color": [_colour(row, dark) for _, _, row in marks],
        },
        "text": [f"{row.label}: {row.value}" for _, _, row in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "name": "middle of each row",
        "cliponaxis": False,
    }


def _lines(rows: Sequence[AxisRow], right: float, dark: bool) -> list[dict[str, Any]]:
    """Return the range of each row as a line; one with an open end runs to the chart's edge."""
    return [
        {
            "type": "line",
            "x0": round(row.low, 4),
            "x1": round(min(row.high, right), 4),
            "y0": len(rows) - index,
            "y1": len(rows) - index,
            "line": {
                "color": _colour(row, dark),
                "width": 6 if row.kind == "person" else 3,
            },
            "opacity": 0.55 if row.kind == "person" else 1,
        }
        for index, row in enumerate(rows)
        if row.low < row.high
    ]


def _guides(first: AxisRow, right: float, dark: bool) -> list[dict[str, Any]]:
    """Return forward as a line at 1, and the first row's range as a band through all others."""
    low, high = round(first.low, 4), round(min(first.high, right), 4)
    whole = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    band = (
        {"type": "rect", "fillcolor": style.faint(style.GREY[dark]), "line": {"width": 0}}
        if low < high
        else {"type": "line", "line": {"color": style.GREY[dark], "width": 1.5, "dash": "dot"}}
    )
    forward = {"type": "line", "line": {"color": style.FORWARD[dark], "width": 2}}
    return [{**forward, **whole, "x0": 1, "x1": 1}, {**band, **whole, "x0": low, "x1": high}]


def _words(rows: Sequence[AxisRow], dark: bool) -> list[dict[str, Any]]:
    """Return label and value above each line, where a phone has room for both."""
    words: list[dict[str, Any]] = [
        {
            "x": 1,
            "yref": "paper",
            "y": 1,
            "text": "forward",
            "xanchor": "center",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"color": style.FORWARD[dark], "size": 13},
        }
    ]
    # A line through words strikes them out: forward on a phone, and a guess at the right end.
    ground = {"bgcolor": style.BACKGROUND[dark]}
    right_ground = ground if rows[0].low == rows[0].high else {}
    for index, row in enumerate(rows):
        for place, side, text, behind in (
            (0, "left", row.label, ground),
            (1, "right", row.value, right_ground),
        ):
            words.append(
                {
                    "xref": "paper",
                    "x": place,
                    "y": len(rows) - index,
                    "yshift": 17,
                    "text": text,
                    "xanchor": side,
                    "showarrow": False,
                    "font": {"color": style.TEXT[dark], "size": 12.5},
                    **behind,
                }
            )
    return words
