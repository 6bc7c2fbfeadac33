"""The versions of the numbers, and what changed in them: one row a version, the first one first."""

from __future__ import annotations

from functools import cache

from backrun.evidence.rows import DATA, Row, read_rows


class Version(Row):
    """A version of the numbers, as links and reports carry it, and what changed since the last."""

    version: str
    changed: str


@cache
def versions() -> tuple[Version, ...]:
    """Return the versions, oldest first; the last one is `MODEL_VERSION`."""
    return read_rows(DATA / "versions.csv", Version, frozenset())
