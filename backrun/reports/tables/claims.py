"""Claims and verdicts as tables, in the words of the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence.claims import CATEGORIES, VERDICTS, Claim
from backrun.models.claims.guess import claimed_factors, measured_factors
from backrun.models.claims.verdict import ClaimVerdict
from backrun.wording.claims import (
    CATEGORY_WORDS,
    VERDICT_WORDS,
    claimed,
    found,
    guessed,
    way,
)
from backrun.wording.numbers import change


def judged_table(verdict: ClaimVerdict) -> pd.DataFrame:
    """Return the ways to take a judged claim, a row each, with the person's own numbers."""
    rows = [
        {
            "Held equal": way(reading).capitalize(),
            "Yours": found(reading, verdict.said.quantity),
            "Meant by the sentence": "yes" if reading.meant else "no",
            "Verdict": VERDICT_WORDS[reading.verdict].lower(),
        }
        for reading in verdict.readings
        if verdict.said is not None
    ]
    return pd.DataFrame(rows).set_index("Held equal")


def guess_table(guess: float, usual: Estimate) -> pd.DataFrame:
    """Return a guess beside what articles claim, studies measured and the person gets."""
    rows = [("Your guess", guessed(guess))]
    rows += [
        (f"Popular articles, claims: {count}", claimed(low, high))
        for low, high, count in claimed_factors()
    ]
    rows += [
        (f"{study}, {n} people", claimed(ratio, ratio)) for study, n, ratio in measured_factors()
    ]
    rows.append(("You, at the same speed, 80 % interval", change(usual)))
    return pd.DataFrame(rows, columns=["Who says so", "Energy backward"]).set_index("Who says so")


def verdict_table(claims: Sequence[Claim]) -> pd.DataFrame:
    """Return how many claims of each category have each verdict."""
    rows = []
    for category in CATEGORIES:
        count = Counter(claim.verdict for claim in claims if claim.category == category)
        if count:
            numbers = {VERDICT_WORDS[verdict]: count[verdict] for verdict in VERDICTS}
            rows.append({"Category": CATEGORY_WORDS[category], **numbers, "All": count.total()})
    return pd.DataFrame(rows).set_index("Category")
