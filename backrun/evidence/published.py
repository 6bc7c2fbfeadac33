"""Published values that the model is set against: the same rows that the tests read."""

from __future__ import annotations

from functools import cache
from typing import Literal
from urllib.parse import parse_qsl

from pydantic import model_validator

from backrun.evidence.rows import DATA, Optional, Row, read_rows, sources

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


class PublishedValue(Row):
    """A value that a source gives, or that its formula gives by hand, and how close is close.

    `arguments` (name=value, joined by &) are what the model is asked with: speeds in m/s, grades as
    fractions. Arithmetic, such as a formula worked by hand, has the tolerance of rounding; the mean
    of a measured group two of its standard errors. Where the source gives no spread there is no
    tolerance: how far the model misses is then said, not judged.
    """

    study_id: str
    locator: str
    quantity: Quantity
    arguments: str
    value: float
    tolerance: Optional
    tolerance_from: Literal["rounding", "standard error", ""]
    unit: str
    note: str

    @model_validator(mode="after")
    def _a_tolerance_says_where_it_is_from(self) -> PublishedValue:
        if (self.tolerance is None) == bool(self.tolerance_from):
            raise ValueError("tolerance, tolerance_from: both or neither")
        return self

    @property
    def arithmetic(self) -> bool:
        """Whether it only checks that the code computes what it says."""
        return self.tolerance_from == "rounding"

    @property
    def asked(self) -> dict[str, str]:
        """The arguments by name."""
        return dict(parse_qsl(self.arguments, strict_parsing=True))


@cache
def published_values() -> tuple[PublishedValue, ...]:
    """Return the published values."""
    return read_rows(DATA / "published_values.csv", PublishedValue, frozenset(sources()))
