"""Answers as plain text for a terminal, and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from backrun.estimate import Estimate


def say(text: str) -> None:
    """Print a text without the marks of Markdown and the spaces that only a screen needs."""
    print(plain(text))


def plain(text: str) -> str:
    """Return a text as a terminal shows it."""
    return text.replace("**", "").replace("\u202f", " ").replace("\u2060", "")


def say_json(content: Mapping[str, Any]) -> None:
    """Print an answer as JSON."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def numbers(estimate: Estimate | None) -> dict[str, float] | None:
    """Return an estimate as JSON has it; what does not exist is null."""
    if estimate is None:
        return None
    return {
        "low": float(estimate.low),
        "central": float(estimate.central),
        "high": float(estimate.high),
        "level": estimate.level,
    }


def finite(value: float | None) -> float | None:
    """Return a number that JSON can hold: an open end is null."""
    return value if value is not None and math.isfinite(value) else None


def say_pairs(pairs: Mapping[str, str]) -> None:
    """Print labels and values in two columns."""
    width = max(map(len, pairs))
    for label, value in pairs.items():
        say(f"{label:<{width}}  {value}")


def say_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, columns as wide as what is in them."""
    lines = [[plain(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Return the columns that a text takes: two for each sign of Chinese, Japanese and Korean."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
