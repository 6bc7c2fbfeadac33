"""Make copies of the data files with a fault in one line, and check the error on reading them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from backrun.evidence import EvidenceError, sources
from backrun.evidence.rows import DATA, Row, read_rows

STUDIES = frozenset(sources())
BadRow = tuple[type[Row], str, int, dict[str, str], str]


def changed(folder: Path, name: str, line: int, **columns: str) -> Path:
    """Copy a data file into a folder with some columns of one line changed or added."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[line - 2].update(columns)
    copy = folder / name
    with copy.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys([*rows[0], *columns])), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return copy


def check_refused(folder: Path, bad: BadRow) -> None:
    """Assert that the error names file, line and column (line 2 for a column that is too many)."""
    model, name, line, columns, message = bad
    with pytest.raises(EvidenceError) as caught:
        read_rows(changed(folder, name, line, **columns), model, STUDIES)
    where = 2 if "Extra inputs" in message else line
    assert str(caught.value).startswith(f"{name}, line {where}, {message}")
