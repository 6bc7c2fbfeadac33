"""Print answers as plain text or as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from backrun.estimate import Estimate


def say(text: str) -> None:
    """Print a text as `plain` returns it."""
    print(plain(text))


def plain(text: str) -> str:
    """Return a text without Markdown's bold and without special spaces."""
    return text.replace("**", "").replace("\u202f", " ").replace("\u2060", "")


def say_json(content: Mapping[str, Any]) -> None:
    """Print an answer as JSON."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def numbers(estimate: Estimate | None) -> dict[str, float] | None:
    """Return an estimate for JSON; None stays None, which JSON writes as null."""
    if estimate is None:
        return None
    return {
        "low": float(estimate.low),
        "central": float(estimate.central),
        "high": float(estimate.high),
        "level": estimate.level,
    }


def finite(value: float | None) -> float | None:
    """Return a number, or None for infinity (an open end), which JSON cannot write."""
    return value if value is not None and math.isfinite(value) else None


def say_pairs(pairs: Mapping[str, str]) -> None:
    """Print labels and values in two columns."""
    width = max(map(len, pairs))
    for label, value in pairs.items():
        say(f"{label:<{width}}  {value}")


def say_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; each column is as wide as its widest cell."""
    lines = [[plain(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Return a text's width in a terminal: a Chinese, Japanese or Korean sign takes two places."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
