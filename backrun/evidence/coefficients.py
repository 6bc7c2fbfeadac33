"""The coefficient table: every number of the energy model, with its interval and sources."""

from __future__ import annotations

from functools import cache
from typing import Final

from pydantic import model_validator

from backrun.evidence.rows import (
    DATA,
    EvidenceError,
    Optional,
    OptionalCount,
    Row,
    read_rows,
    sources,
)

MODEL_VERSION: Final = "1.1"
"""Change this with every change of a coefficient, an equation or a result.

Every link and report contains the version.
"""


class Coefficient(Row):
    """One coefficient: a value, a range, or both, with unit, population and sources.

    `level` is the probability of the interval from `low` to `high`; without a level, a study
    measured this range. `assumed` marks a number that no study gives.
    """

    name: str
    value: Optional
    low: Optional
    high: Optional
    level: Optional
    unit: str
    population: str
    n: OptionalCount
    source: str
    assumed: bool
    note: str

    @model_validator(mode="after")
    def _has_a_number(self) -> Coefficient:
        if self.value is None and (self.low is None or self.high is None):
            raise ValueError("value: a coefficient needs a value or a range")
        return self

    @property
    def studies(self) -> tuple[str, ...]:
        """Keys of the sources."""
        return tuple(self.source.split())

    @property
    def range(self) -> tuple[float, float]:
        """Low and high end of a measured range."""
        if self.low is None or self.high is None:
            raise EvidenceError(f"coefficients.csv, {self.name}: has no range")
        return self.low, self.high


@cache
def coefficients() -> dict[str, Coefficient]:
    """Return the coefficient table by name."""
    table = {
        row.name: row
        for row in read_rows(DATA / "coefficients.csv", Coefficient, frozenset(sources()))
    }
    for row in table.values():
        for study in row.studies:
            if study not in sources():
                raise EvidenceError(
                    f"coefficients.csv, {row.name}: {study!r} is not in sources.csv"
                )
    return table


@cache
def coefficient(name: str) -> float:
    """Return the value of one coefficient.

    Raises
    ------
    EvidenceError
        The table has no such coefficient, or only its range.
    """
    row = coefficients().get(name)
    if row is None or row.value is None:
        raise EvidenceError(f"coefficients.csv: no value for {name!r}")
    return row.value
