"""Published values that the model is held to: the same rows that the tests read."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args
from urllib.parse import parse_qsl

from backrun.evidence.rows import DATA, Row, read_rows, sources

Quantity = Literal[
    "ACSM running",
    "Léger–Mercier",
    "Léger–Mercier on a track",
    "LCDA walking",
    "Minetti running",
    "oxygen",
    "running ratio, gross",
    "running ratio, net",
    "bias",
    "rmse",
    "energy per litre",
    "resting energy",
]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)


class PublishedValue(Row):
    """A value that a source gives, or that its formula gives by hand, and how close is close.

    `arguments` (name=value, joined by &) are what the model is asked with: speeds in m/s, grades as
    fractions. For a formula the tolerance is one of rounding; for a measured group it is how far
    the model may lie from the group's mean.
    """

    study_id: str
    locator: str
    quantity: Quantity
    arguments: str
    value: float
    tolerance: float
    unit: str
    note: str

    @property
    def asked(self) -> dict[str, str]:
        """The arguments by name."""
        return dict(parse_qsl(self.arguments, strict_parsing=True))


@cache
def published_values() -> tuple[PublishedValue, ...]:
    """Return the published values."""
    return read_rows(DATA / "published_values.csv", PublishedValue, frozenset(sources()))
