"""The verdicts on the popular claims by category, as bars to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from backrun.evidence.claims import CATEGORIES, VERDICTS, Category, Claim, Verdict
from backrun.figures import style
from backrun.wording.claims import CATEGORY_WORDS, VERDICT_WORDS

BAR_HEIGHT, FRAME_HEIGHT, LEAST_BARS = 30, 98, 3
# Shades of grey, and a pattern wherever two shades could be mistaken for each other.
PATTERNS: dict[Verdict, str] = {
    "supported": "",
    "partly": "/",
    "unsupported": "",
    "contradicted": "x",
    "unknown": "",
}


def verdict_counts(claims: Sequence[Claim]) -> dict[Category, Counter[Verdict]]:
    """Count the verdicts in each category that has any, the fullest category first."""
    counts: dict[Category, Counter[Verdict]] = {}
    for category in CATEGORIES:
        own = Counter(claim.verdict for claim in claims if claim.category == category)
        if own:
            counts[category] = own
    return dict(sorted(counts.items(), key=lambda item: -item[1].total()))


def claim_verdicts(claims: Sequence[Claim], *, dark: bool) -> style.Chart:
    """Return the chart: a bar for each category, a part for each verdict with its count inside."""
    counts = verdict_counts(claims)
    return style.figure(
        [_part(verdict, counts, dark) for verdict in VERDICTS],
        dark,
        # The legend takes up to half of the height, or else it scrolls.
        FRAME_HEIGHT + BAR_HEIGHT * max(len(counts), LEAST_BARS),
        barmode="stack",
        bargap=0.28,
        uniformtext={"minsize": 11, "mode": "hide"},
        margin={"l": 84, "r": 8, "t": 58, "b": 36},
        **style.legend(dark),
        xaxis=style.axis("Claims", dark, rangemode="tozero", nticks=8),
        yaxis=style.axis("", dark, autorange="reversed", showgrid=False),
    )


def _part(verdict: Verdict, counts: dict[Category, Counter[Verdict]], dark: bool) -> dict[str, Any]:
    numbers = [count[verdict] for count in counts.values()]
    fill, ink = _shades(verdict, dark)
    return {
        "type": "bar",
        "orientation": "h",
        "y": [CATEGORY_WORDS[category] for category in counts],
        "x": numbers,
        "text": [str(number) if number else "" for number in numbers],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink, "size": 12},
        "name": VERDICT_WORDS[verdict],
        "marker": {
            "color": fill,
            "line": {"color": style.TEXT[dark], "width": 1},
            "pattern": {
                "shape": PATTERNS[verdict],
                "fillmode": "overlay",
                "fgcolor": style.GREY[dark],
                "size": 9,
                "solidity": 0.12,
            },
        },
        "hovertemplate": f"%{{y}}, {VERDICT_WORDS[verdict].lower()}: %{{x}}<extra></extra>",
    }


def _shades(verdict: Verdict, dark: bool) -> tuple[str, str]:
    """Return the fill of a verdict and the ink that can be read on it."""
    text, grey, ground = style.TEXT[dark], style.GREY[dark], style.BACKGROUND[dark]
    shades: dict[Verdict, tuple[str, str]] = {
        "supported": (text, ground),
        "partly": (style.faint(grey, 0.35), text),
        "unsupported": (style.faint(grey, 0.7), ground if not dark else text),
        "contradicted": (style.faint(grey, 0.18), text),
        "unknown": (ground, text),
    }
    return shades[verdict]
