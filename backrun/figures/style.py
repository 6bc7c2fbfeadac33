"""The layout that all charts share, in the colours that carry the app."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import plotly.graph_objects as go

from backrun.estimate import Array
from backrun.figures.palette import BACKGROUND as BACKGROUND
from backrun.figures.palette import BACKWARD as BACKWARD
from backrun.figures.palette import FORWARD as FORWARD
from backrun.figures.palette import GREY as GREY
from backrun.figures.palette import TEXT as TEXT

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
GRID = {False: "rgba(31,37,35,0.10)", True: "rgba(232,236,234,0.14)"}

CONFIG = {"displayModeBar": False, "scrollZoom": False}
"""Plotly settings of every chart: no tool bar, and the page keeps its scrolling."""


def faint(colour: str, opacity: float = 0.16) -> str:
    """Return a colour at the opacity of an interval."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def packed(values: Array) -> dict[str, str]:
    """Return numbers in the packed form that plotly.js reads: four bytes each, NaN for a gap.

    Plotly would pack an array itself, at several times the cost of all that the model does.
    """
    return {"dtype": "f4", "bdata": b64encode(values.astype("<f4").tobytes()).decode("ascii")}


def axis(title: str, dark: bool, **settings: Any) -> dict[str, Any]:
    """Return an axis that says quantity and unit."""
    return {
        "title": {"text": title, "font": {"size": 13, "color": GREY[dark]}},
        "tickfont": {"size": 12, "color": GREY[dark]},
        "gridcolor": GRID[dark],
        "zeroline": False,
        "fixedrange": True,
        **settings,
    }


def legend(dark: bool, y: float = 1.0) -> dict[str, Any]:
    """Return the settings of a legend in a row; `y` is where its foot stands, 1 the chart's top."""
    row = {"orientation": "h", "x": 0, "y": y, "yanchor": "bottom", "traceorder": "normal"}
    return {"showlegend": True, "legend": row | {"font": {"color": TEXT[dark], "size": 12}}}


class Chart(go.Figure):  # type: ignore[misc]
    """A figure that stays the plain specification until someone asks for its parts.

    Streamlit only ever asks for `to_dict`. Building Plotly's objects for that, checking each
    property and copying all back out took a third of a slider's move; the tests do it instead.
    """

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        object.__setattr__(self, "_specification", {"data": data, "layout": layout})

    def to_dict(self) -> dict[str, Any]:
        """Return the specification."""
        specification: dict[str, Any] = self._specification
        return specification

    def built(self) -> go.Figure:
        """Return the figure with Plotly's objects, every property checked."""
        return go.Figure(self.to_dict())


def figure(data: list[dict[str, Any]], dark: bool, height: int, **settings: Any) -> Chart:
    """Return a chart with the layout that all charts share."""
    layout = {
        # An empty template: the default one is 7 kB of settings that none of the charts uses.
        "template": {},
        "height": height,
        "margin": {"l": 56, "r": 12, "t": 12, "b": 46},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": TEXT[dark], "size": 13, "family": FONT},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        **settings,
    }
    return Chart(data, layout)
