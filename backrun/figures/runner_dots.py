"""Twenty runners like this one: each a dot, at what running backward would cost them more."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from backrun.figures import style
from backrun.models.oxygen_cost import Array
from backrun.scenario import Basis
from backrun.wording import BASIS_WORDS, THIN

HEIGHT = 190
BIN = 5.0


def runner_dots(ratios: Array, basis: Basis, *, dark: bool) -> go.Figure:
    """Return the chart: a column of dots for each five per cent of extra energy."""
    extra = 100.0 * (ratios - 1.0)
    columns = np.floor(extra / BIN) * BIN + BIN / 2
    heights = [int((columns[:index] == column).sum()) + 1 for index, column in enumerate(columns)]
    more = extra > 0
    dots = {
        "type": "scatter",
        "x": columns.tolist(),
        "y": heights,
        "mode": "markers",
        "marker": {
            "size": 15,
            "color": [(style.BACKWARD if above else style.FORWARD)[dark] for above in more],
            "symbol": ["circle" if above else "diamond" for above in more],
        },
        "customdata": extra.round().tolist(),
        "hovertemplate": "one runner in twenty: %{customdata:+.0f} %<extra></extra>",
    }
    zero = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1}
    return style.figure(
        [dots],
        dark,
        HEIGHT,
        margin={"l": 12, "r": 12, "t": 8, "b": 46},
        xaxis=style.axis(
            f"Energy backward, more than forward {BASIS_WORDS[basis]}, %",
            dark,
            ticksuffix=f"{THIN}%",
            dtick=10,
            showgrid=False,
        ),
        yaxis={"visible": False, "range": [0.3, max(heights) + 0.7], "fixedrange": True},
        shapes=[zero | {"line": {"color": style.GREY[dark], "width": 1, "dash": "dot"}}],
    )
