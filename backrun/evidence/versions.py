"""The versions of the app's numbers, oldest first, with the changes of each."""

from __future__ import annotations

from functools import cache

from backrun.evidence.rows import DATA, Row, read_rows


class Version(Row):
    """A version of the numbers, as links and reports name it, and its changes from the last."""

    version: str
    changed: str


@cache
def versions() -> tuple[Version, ...]:
    """Return the versions, oldest first; the last one is `MODEL_VERSION`."""
    return read_rows(DATA / "versions.csv", Version, frozenset())
