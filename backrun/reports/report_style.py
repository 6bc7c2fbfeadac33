"""Sizes, weights and colours of the printed report."""

from __future__ import annotations

from typing import Final

from backrun.figures.palette import BACKWARD, FORWARD, GREY, TEXT, mix
from backrun.reports.report_text import Style

INK: Final = TEXT[False]
QUIET: Final = GREY[False]
BLUE: Final = FORWARD[False]
ORANGE: Final = BACKWARD[False]
RULE: Final = mix(INK, "#FFFFFF", 0.22)
GRID: Final = mix(INK, "#FFFFFF", 0.10)

TITLE: Final = Style(16, 21, bold=True)
LEAD: Final = Style(11, 15)
HEADING: Final = Style(10.5, 15, bold=True)
BODY: Final = Style(8, 11)
QUIET_BODY: Final = Style(8, 11, colour=QUIET)
SMALL: Final = Style(6.6, 8.6, colour=QUIET)
LABEL: Final = Style(7, 9)
QUIET_LABEL: Final = Style(7, 9, colour=QUIET)
BOLD_LABEL: Final = Style(7, 9, bold=True)
FIGURE: Final = Style(13, 17, bold=True)
MARGIN: Final = 40.0
GAP: Final = 10.0
