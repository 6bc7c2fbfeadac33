"""The range of each muscle, sorted, with the single results that it was pooled from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from backrun.estimate import Estimate
from backrun.evidence import sources
from backrun.figures import style
from backrun.models.body.muscles import Muscle, muscle_emphasis
from backrun.models.body.votes import Vote
from backrun.wording.body import missing, name, short, size, times

ROW = 34
TICKS = {2 / 3: "a third<br>less", 1.0: "the<br>same", 1.5: "half<br>more", 2.0: "twice"}
BARS = {"less": style.FORWARD, "more": style.BACKWARD, "much more": style.BACKWARD}
# A result that is only a direction points where it says; a number is a round dot.
SYMBOLS = {1: "triangle-right", -1: "triangle-left", 0: "square"}


MATCHED = {"yes": "same speed", "no": "different speeds", "unknown": "speed not stated"}
DIRECTIONS = {1: "more", -1: "less", 0: "no change"}


@cache
def muscle_ranges(*, dark: bool) -> style.Chart:
    """Return the chart: a bar a muscle on a log axis, running all backward, and its studies."""
    rows = sorted(
        muscle_emphasis().muscles,
        key=lambda muscle: -float(muscle.index.central) if muscle.index else 0.0,
    )
    places = {muscle.key: float(len(rows) - place) for place, muscle in enumerate(rows)}
    measured = [(muscle, muscle.index) for muscle in rows if muscle.index is not None]
    return style.figure(
        [
            *(_bar(muscle, index, places[muscle.key], dark) for muscle, index in measured),
            _studies([(muscle, places[muscle.key]) for muscle, _ in measured], dark),
        ],
        dark,
        ROW * len(rows) + 86,
        margin={"l": 158, "r": 8, "t": 8, "b": 72},
        xaxis=style.axis(
            # In two lines: in one it is wider than a phone's chart.
            "Activity backward : forward,<br>same speed",
            dark,
            type="log",
            range=[-0.21, 0.36],
            tickvals=list(TICKS),
            ticktext=list(TICKS.values()),
            tickangle=0,
        ),
        yaxis=style.axis(
            "",
            dark,
            range=[0.4, len(rows) + 0.6],
            showgrid=False,
            tickvals=list(places.values()),
            ticktext=[_label(muscle) for muscle in rows],
        ),
        shapes=[_same(dark)],
        annotations=[_without_result(m, places[m.key], dark) for m in rows if m.index is None],
    )


def _label(muscle: Muscle) -> str:
    return f"{short(muscle.key)} · {muscle.grade}" if muscle.grade else short(muscle.key)


def _bar(muscle: Muscle, index: Estimate, place: float, dark: bool) -> dict[str, Any]:
    colour = BARS.get(muscle.direction, style.GREY)[dark]
    bounds = (index.low, index.central, index.high)
    return {
        "type": "scatter",
        "name": muscle.key,
        "x": [round(float(bound), 3) for bound in bounds],
        "y": [place] * 3,
        "mode": "lines+markers",
        "line": {"width": 16, "color": style.faint(colour, 0.3)},
        "marker": {
            "symbol": "line-ns",
            "size": [0, 18, 0],
            "line": {"width": [0, 3, 0], "color": colour},
        },
        "hovertemplate": f"{name(muscle.key)}: {size(muscle)}, {times(index)}<extra></extra>",
    }


def _studies(measured: list[tuple[Muscle, float]], dark: bool) -> dict[str, Any]:
    """Return every result as a point: running filled, walking hollow, unmatched speed faded."""
    points = [
        (muscle, vote, place)
        for muscle, row in measured
        for vote, place in spread_out(muscle.votes, row)
    ]
    return {
        "type": "scatter",
        "name": "studies",
        "x": [round(vote.ratio, 3) for _, vote, _ in points],
        "y": [round(place, 3) for _, _, place in points],
        "text": [_words(muscle, vote) for muscle, vote, _ in points],
        "mode": "markers",
        "marker": {
            "symbol": [_symbol(vote) for _, vote, _ in points],
            "size": [12 if vote.number else 9 for _, vote, _ in points],
            "opacity": [1.0 if vote.row.matched == "yes" else 0.4 for _, vote, _ in points],
            "color": style.TEXT[dark],
            "line": {"width": 1.5, "color": style.TEXT[dark]},
        },
        "hovertemplate": "%{text}<extra></extra>",
    }


def spread_out(votes: Sequence[Vote], row: float) -> list[tuple[Vote, float]]:
    """Return results with their heights about a row: those of one size one above the other."""
    sizes: dict[float, list[Vote]] = {}
    for vote in votes:
        sizes.setdefault(round(vote.ratio, 2), []).append(vote)
    return [
        (vote, row + 0.36 * (2 * number - len(same) + 1) / max(len(same), 3))
        for same in sizes.values()
        for number, vote in enumerate(same)
    ]


def _symbol(vote: Vote) -> str:
    symbol = "circle" if vote.number else SYMBOLS[vote.sign]
    return symbol if vote.row.gait == "running" else f"{symbol}-open"


def _words(muscle: Muscle, vote: Vote) -> str:
    found = f"{vote.ratio:.2f} times" if vote.number else f"only {DIRECTIONS[vote.sign]}"
    gait = "walking in water" if vote.row.gait == "water" else vote.row.gait
    study = sources()[vote.study].short
    return f"{name(muscle.key)}: {study}, {gait}, {MATCHED[vote.row.matched]}, {found}"


def _same(dark: bool) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 1,
        "x1": 1,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": style.GREY[dark], "width": 1.2},
    }


def _without_result(muscle: Muscle, place: float, dark: bool) -> dict[str, Any]:
    # Positions on a log axis are given as exponents.
    return {
        "x": 0,
        "y": place,
        "text": missing(muscle),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"size": 12, "color": style.GREY[dark]},
    }
