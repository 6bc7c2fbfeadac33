"""What a guess at the extra energy is set against: the numbers of articles and of studies."""

from __future__ import annotations

from collections import Counter

from backrun.evidence import claims_with_formula, ratio_rows, sources


def claimed_factors() -> list[tuple[float, float, int]]:
    """Return the ranges of energy that articles claim with numbers, and how many claims hold each.

    >>> claimed_factors()
    [(1.3, 1.3, 2), (2.0, 3.0, 3)]
    """
    count = Counter(
        (claim.low, claim.high)
        for claim in claims_with_formula()
        if claim.quantity == "energy" and claim.low is not None and claim.high is not None
    )
    return sorted((low, high, number) for (low, high), number in count.items() if low and high)


def measured_factors() -> list[tuple[str, int, float]]:
    """Return study, people and ratio at the same speed of the pooled running studies, rising."""
    studies = []
    for row in ratio_rows():
        if row.pooled and row.gait == "running" and row.n is not None and row.measured is not None:
            studies.append((sources()[row.study_id].short, row.n, row.measured))
    return sorted(studies, key=lambda study: study[2])
