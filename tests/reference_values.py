"""Reads the published values that tests compare with."""

from __future__ import annotations

import csv
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"


def reference(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file."""
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
