"""Published values to compare the model with; the tests read the same rows."""

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
    """A value from a source, or from the source's formula by hand, with a tolerance for the model.

    `arguments` (name=value, joined by &) are the arguments of the model: speeds in m/s, grades as
    fractions. The tolerance of a formula worked by hand is that of rounding; the tolerance of a
    group's mean is two standard errors. If the source gives no spread, there is no tolerance: the
    app then shows the model's error without judging it.
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
        """Whether the value only checks our arithmetic, not the model."""
        return self.tolerance_from == "rounding"

    @property
    def asked(self) -> dict[str, str]:
        """The model's arguments by name."""
        return dict(parse_qsl(self.arguments, strict_parsing=True))


@cache
def published_values() -> tuple[PublishedValue, ...]:
    """Return the published values."""
    return read_rows(DATA / "published_values.csv", PublishedValue, frozenset(sources()))
