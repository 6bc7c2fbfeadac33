"""The claims of popular articles, each with its verdict and the studies for and against it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, model_validator

from backrun.evidence.rows import DATA, EvidenceError, Optional, Row, read_rows, sources

Verdict = Literal["supported", "partly", "unsupported", "contradicted", "unknown"]
Category = Literal[
    "muscle",
    "joint",
    "safety",
    "energy",
    "weight",
    "balance",
    "posture",
    "cognition",
    "progression",
    "other",
]
Quantity = Literal["energy", "speed"]
"""The quantity of a claim's number: energy, or the backward speed at equal effort."""

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)


def _keys(text: object) -> object:
    return tuple(text.split()) if isinstance(text, str) else text


Studies = Annotated[tuple[str, ...], BeforeValidator(_keys)]


class Claim(Row):
    """One claim of a popular article, in our own words, with the findings of the studies.

    `studies_for` and `studies_against` tested the claim; `studies_context` helps to understand the
    claim without testing it. `advice` marks sensible advice or caution that no study has tested.

    A claim about energy or speed also has a formula, so that the app can judge the claim with a
    person's own numbers: a `quantity`; the range from `low` to `high` as a multiple of forward
    running (None: no limit on this side); and the `basis` and the rate (`per`) if the article
    names them.
    """

    claim_id: str
    article: str
    category: Category
    verdict: Verdict
    claim: str
    finding: str
    studies_for: Studies
    studies_against: Studies
    studies_context: Studies
    advice: bool
    quantity: Literal["", "energy", "speed"]
    low: Optional
    high: Optional
    basis: Literal["", "speed", "effort", "distance", "time"]
    per: Literal["", "minute", "km"]

    @property
    def studies(self) -> tuple[str, ...]:
        """Keys of all studies of the claim: for, against and context."""
        return self.studies_for + self.studies_against + self.studies_context

    @model_validator(mode="after")
    def _verdict_and_formula_are_grounded(self) -> Claim:
        if len(set(self.studies)) < len(self.studies):
            raise ValueError("studies: one of them is named twice")
        if self.verdict in ("supported", "partly") and not (self.studies_for or self.advice):
            raise ValueError(f"studies_for: a {self.verdict} claim needs a study, or is advice")
        if self.verdict == "contradicted" and not self.studies_against:
            raise ValueError("studies_against: a contradicted claim needs a study")
        if self.verdict == "unknown" and (self.studies_for or self.studies_against):
            raise ValueError("verdict: unknown, but studies are for or against it")
        ends = [end for end in (self.low, self.high) if end is not None]
        if bool(ends) != bool(self.quantity):
            raise ValueError("quantity: a formula needs a quantity and at least one end")
        if any(end <= 0 for end in ends) or ends != sorted(ends):
            raise ValueError("low, high: factors over forward, above 0 and in order")
        return self


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Read the claims.

    Raises
    ------
    EvidenceError
        A row cannot be used, an article or study is not in sources.csv, or two rows have the same
        claim_id; the message names the file and the claim.
    """
    rows = read_rows(path, Claim, frozenset(sources()))
    seen: set[str] = set()
    for row in rows:
        unknown = [key for key in (row.article, *row.studies) if key not in sources()]
        if unknown:
            raise EvidenceError(
                f"{path.name}, {row.claim_id}: {unknown[0]!r} is not in sources.csv"
            )
        if row.claim_id in seen:
            raise EvidenceError(f"{path.name}, {row.claim_id}: is there twice")
        seen.add(row.claim_id)
    return rows


@cache
def claims() -> tuple[Claim, ...]:
    """Return the claims, in the order of the articles."""
    return read_claims(DATA / "claims.csv")


@cache
def claims_with_formula() -> tuple[Claim, ...]:
    """Return the claims with a formula; the app judges them with a person's own numbers."""
    return tuple(claim for claim in claims() if claim.quantity)


def select_claims(
    text: str = "",
    articles: Collection[str] = (),
    categories: Collection[str] = (),
    verdicts: Collection[str] = (),
) -> tuple[Claim, ...]:
    """Return the claims that contain every word of `text` and match the filters.

    An empty filter matches all claims. The names of its studies (`Roos 2012`) count as words of a
    claim.

    >>> [claim.claim_id for claim in select_claims("hearing", verdicts=["unsupported"])]
    ['odd_method-17']
    """
    words = text.lower().split()
    return tuple(
        claim
        for claim in claims()
        if (not articles or claim.article in articles)
        and (not categories or claim.category in categories)
        and (not verdicts or claim.verdict in verdicts)
        and all(word in _searched(claim) for word in words)
    )


@cache
def _searched(claim: Claim) -> str:
    named = (sources()[key].short for key in claim.studies)
    return " ".join((claim.claim, claim.finding, *named)).lower()
