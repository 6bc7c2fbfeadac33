"""A chart for a wall: the same chart with larger type, lines and signs."""

from __future__ import annotations

from typing import Any, Final

from backrun.figures.style import Chart

FONTS: Final = ("font", "tickfont", "textfont", "title_font")
DRAWN: Final = ("marker", "line", "error_y")
SIZES: Final = ("size", "width", "thickness")
MARGINS: Final = ("l", "r", "t", "b")


def enlarge(chart: Chart, factor: float, height: int) -> Chart:
    """Return a chart whose type, lines, signs and margins are larger by a factor.

    Parameters
    ----------
    chart : Chart
    factor : float
    height : int
        Height of the enlarged chart, px.
    """
    specification = chart.to_dict()
    layout = _larger(specification["layout"], factor)
    margin = {side: round(layout["margin"][side] * factor) for side in MARGINS}
    layout = {**layout, "height": height, "margin": margin}
    return Chart([_larger(trace, factor) for trace in specification["data"]], layout)


def _larger(part: Any, factor: float, inside: str = "") -> Any:
    """Return a copy of a part of a chart, its sizes of type and lines multiplied."""
    if isinstance(part, dict):
        return {key: _value(key, value, factor, inside) for key, value in part.items()}
    if isinstance(part, list):
        return [_larger(value, factor, inside) for value in part]
    return part


def _value(key: str, value: Any, factor: float, inside: str) -> Any:
    if inside in (*FONTS, *DRAWN) and key in SIZES and isinstance(value, (int, float)):
        return value * factor
    if inside in DRAWN and key in SIZES and isinstance(value, list):
        return [each * factor for each in value]
    return _larger(value, factor, key)
