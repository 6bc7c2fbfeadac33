"""The ramp-up: the plan's weeks as bars by stage, the rules' envelope, the reader's own ramp."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from backrun.evidence import Stage, rules, stages
from backrun.figures import style
from backrun.models.ramp_up import OwnRamp, RampUp
from backrun.models.ramp_up.plan import PlanWeek
from backrun.wording.ramp_up import week_words

HEIGHT: Final = 380
# The axis ends a little above plan and envelope, however far the reader's own ramp goes.
HEADROOM: Final = 1.3
LEAST_TOP_MIN: Final = 6.0
# Light to strong within the backward colour; walking, stage 1, has none of it.
SHARES: Final = {2: 0.30, 3: 0.45, 4: 0.60, 5: 0.80, 6: 1.0}
# From here on a number on a bar is dark in either theme.
STRONG: Final = 0.6
FEW_WEEKS: Final = 8
PATTERNS: Final = {1: "/", 2: "", 3: ".", 4: "", 5: ".", 6: "x"}


def ramp_up_chart(
    plan: RampUp, envelope: Sequence[float], own: OwnRamp | None, *, dark: bool
) -> style.Chart:
    """Return the chart of backward minutes a week.

    Parameters
    ----------
    plan : RampUp
        Missed sessions count nothing.
    envelope : sequence of float
        Most minutes of backward running a week that the rules allow, one a week.
    own : OwnRamp or None
        The reader's own idea; its points above the axis stand at the top as triangles.
    dark : bool
        Whether the theme is the dark one.
    """
    weeks = [_Week.of(week) for week in plan.weeks()]
    top = _top([week.total for week in weeks], envelope)
    data = [
        *([_envelope(weeks, envelope, dark)] if any(envelope) else []),
        *_bars(weeks, dark),
        _stage_numbers(weeks, top, dark),
        _lighter(weeks, top, dark),
    ]
    if own is not None:
        data += _own(weeks, own, top, dark)
    return style.figure(
        data,
        dark,
        HEIGHT,
        barmode="stack",
        bargap=0.18,
        margin={"l": 50, "r": 8, "t": 48, "b": 42},
        **style.legend(dark, 1.03),
        xaxis=week_axis(len(weeks), dark),
        yaxis=style.axis("Backward, min a week", dark, range=[0, top]),
    )


class _Week(NamedTuple):
    """What the chart shows of a week; `minutes` by stage, of the sessions that count."""

    number: int
    name: str
    minutes: dict[int, float]
    total: float
    lighter: bool
    has_sessions: bool

    @classmethod
    def of(cls, week: PlanWeek) -> _Week:
        minutes: dict[int, float] = {}
        for session in week.sessions:
            if session.counts:
                minutes[session.stage] = minutes.get(session.stage, 0.0) + session.backward_min
        total = sum(minutes.values())
        name = week_words(week)
        return cls(week.number, name, minutes, total, week.lighter, bool(week.sessions))


def week_axis(weeks: int, dark: bool) -> dict[str, Any]:
    """Return the axis of so many weeks; few of them would get ticks between two weeks."""
    ticks = {"dtick": 1} if weeks <= FEW_WEEKS else {}
    return style.axis("Week", dark, showgrid=False, range=[0.4, weeks + 0.6], tick0=1, **ticks)


def top_of(plan: RampUp, envelope: Sequence[float]) -> float:
    """Return the minutes at which the axis ends."""
    return _top([_Week.of(week).total for week in plan.weeks()], envelope)


def _top(totals: Sequence[float], envelope: Sequence[float]) -> float:
    return max(max([0.0, *envelope, *totals]) * HEADROOM, LEAST_TOP_MIN)


def _envelope(weeks: Sequence[_Week], envelope: Sequence[float], dark: bool) -> dict[str, Any]:
    """Return the band below the most that the rules allow, as steps as wide as the weeks."""
    # A step ends halfway to the next one: the first and the last need a neighbour beyond the axis.
    x = [0, *(week.number for week in weeks), len(weeks) + 1]
    y = [round(minutes, 2) for minutes in (envelope[0], *envelope, envelope[-1])]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "name": "most allowed if all goes well",
        "fill": "tozeroy",
        "fillcolor": style.faint(style.GREY[dark], 0.25 if dark else 0.18),
        "line": {"color": style.GREY[dark], "width": 1, "dash": "dot", "shape": "hvh"},
        "hovertemplate": "Week %{x}: if all goes well, the rules allow %{y:.3~g} min of running"
        "<extra></extra>",
    }


def _bars(weeks: Sequence[_Week], dark: bool) -> list[dict[str, Any]]:
    """Return a bar for each week and stage."""
    bars = []
    for stage in stages():
        shown = [week for week in weeks if week.minutes.get(stage.number)]
        if shown:
            minutes = [round(week.minutes[stage.number], 2) for week in shown]
            bars.append(_bar(stage, shown, minutes, dark))
    return bars


def _bar(stage: Stage, weeks: Sequence[_Week], minutes: list[float], dark: bool) -> dict[str, Any]:
    walked = stage.number == 1
    colour = style.GREY[dark] if walked else style.BACKWARD[dark]
    share = 0.0 if walked else SHARES[stage.number]
    return {
        "type": "bar",
        "x": [week.number for week in weeks],
        "y": minutes,
        "name": f"{stage.number} {stage.name}",
        "showlegend": False,
        "width": 0.82,
        "text": [week.name for week in weeks],
        "textposition": "none",
        "hovertemplate": "%{text}: %{y:.3~g} min, stage "
        f"{stage.number}, {stage.name}<extra></extra>",
        "marker": {
            "color": style.faint(colour, share),
            "line": {"color": colour, "width": 1.4},
            "pattern": {
                "shape": PATTERNS[stage.number],
                "fillmode": "overlay",
                "fgcolor": colour if walked else style.BACKGROUND[dark],
                "solidity": 0.15,
                "size": 6,
            },
        },
    }


def _stage_numbers(weeks: Sequence[_Week], top: float, dark: bool) -> dict[str, Any]:
    """Return the number of each stage where it begins, so that no colour stands alone."""
    # The stage of the first session that counts, should a week have two.
    shown = [(week, next(iter(week.minutes))) for week in weeks if week.total]
    begins = [now for last, now in pairwise([(None, 0), *shown]) if last[1] != now[1]]
    # Strong orange is light in either theme.
    colours = [style.TEXT[dark and SHARES.get(stage, 0.0) < STRONG] for _, stage in begins]
    return {
        "type": "scatter",
        "x": [week.number for week, _ in begins if week],
        "y": [round(top * 0.03, 2)] * len(begins),
        "mode": "text",
        "text": [str(stage) for _, stage in begins],
        "textfont": {"size": 12, "color": colours},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _lighter(weeks: Sequence[_Week], top: float, dark: bool) -> dict[str, Any]:
    """Return a mark over each lighter week that has a session."""
    lighter = [week for week in weeks if week.lighter and week.total]
    return {
        "type": "scatter",
        "x": [week.number for week in lighter],
        "y": [round(week.total + top * 0.035, 2) for week in lighter],
        "mode": "markers",
        "name": "lighter week",
        "marker": {"symbol": "triangle-down", "size": 9, "color": style.TEXT[dark]},
        "text": [week.name for week in lighter],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _own(weeks: Sequence[_Week], own: OwnRamp, top: float, dark: bool) -> list[dict[str, Any]]:
    """Return the reader's own ramp, and crosses where it breaks a rule."""
    shown = [week for week in weeks if week.has_sessions]
    minutes = [own.minutes[week.number - 1] for week in shown]
    line = {
        "type": "scatter",
        "x": [week.number for week in shown],
        "y": [round(min(value, top), 2) for value in minutes],
        "mode": "lines+markers",
        "name": "my own ramp",
        "cliponaxis": False,
        "line": {"color": style.TEXT[dark], "width": 1.5},
        "marker": {"symbol": _signs(minutes, top), "size": 6, "color": style.TEXT[dark]},
        "text": [f"{value:.3g}" for value in minutes],
        "hovertemplate": "My own ramp, week %{x}: %{text} min<extra></extra>",
    }
    return [line, _crosses(shown, own, top, dark)]


def _crosses(shown: Sequence[_Week], own: OwnRamp, top: float, dark: bool) -> dict[str, Any]:
    broken = [(week, own.minutes[week.number - 1]) for week in shown if week.number in own.broken]
    return {
        "type": "scatter",
        "x": [week.number for week, _ in broken],
        "y": [round(min(value, top), 2) for _, value in broken],
        "mode": "markers",
        "name": "breaks a rule",
        "cliponaxis": False,
        "marker": {
            "symbol": "x-thin",
            "size": 9,
            "line": {"width": 2.5, "color": style.TEXT[dark]},
        },
        "text": [
            f"{value:.3g} min. {rules()[own.broken[week.number].rule].title}"
            for week, value in broken
        ],
        "hovertemplate": "Week %{x}: %{text}<extra></extra>",
    }


def _signs(minutes: Sequence[float], top: float) -> list[str] | str:
    """Return the sign of each week: an arrow where it is above the axis."""
    if max(minutes, default=0.0) <= top:
        return "circle"
    return ["triangle-up" if value > top else "circle" for value in minutes]
