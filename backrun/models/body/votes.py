"""How single results are weighed and pooled into an index: a written rule with a neutral prior.

1. A result with a number counts as that ratio; one that is only a direction counts as a modest
   step (1.2 up, 1 / 1.2 down), or as the centre of the pool where that lies further out: "more"
   never speaks against "much more". "No change" counts as 1.
2. Its weight is mode x matched speed x people: running above walking above walking in water; the
   same speed above one not stated above different speeds; n / (n + 10), where a study that does
   not state its people counts as 5. A "no change" that is inferred from silence counts half. A
   study with several rows for a muscle shares its weight among them.
3. A neutral prior (no change, weight 0.5, spread 0.30 in log ratio) is always in the pool.

Every constant stands in `muscle_constants.csv`, and each is our own choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

from backrun.estimate import Estimate
from backrun.evidence.muscles import Finding, muscle_constant
from backrun.models.energy.oxygen_cost import LEVEL, deviations

Emphasis = Literal["less", "similar", "more", "much more", "not measured"]


@dataclass(frozen=True, slots=True)
class Vote:
    """One result as it enters the pool.

    Attributes
    ----------
    study : str
        Key of the study.
    ratio : float
        Backward over forward by itself; `counts_as` is what it is in the pool.
    number : bool
        True where the study gives that ratio, False where it is our step for a direction.
    weight : float
        0 to 1; a large running study at the same speed comes near 1.
    row : Finding
        The row it comes from: gait, matched speed, n, locator and note.
    """

    study: str
    ratio: float
    number: bool
    weight: float
    row: Finding

    @property
    def sign(self) -> int:
        """1 up, -1 down, 0 no change, by the direction that the study reports."""
        return {"up": 1, "down": -1}.get(self.row.direction, 0)

    def agrees_with(self, effect: float) -> bool:
        """Whether it is a mere direction, on the side of a log ratio."""
        return not self.number and self.sign * effect > 0

    def counts_as(self, index: float) -> float:
        """Return the ratio it counts as: a direction that the index has overtaken, as the index."""
        overtaken = _beyond_the_step(log(index)) and self.agrees_with(log(index))
        return index if overtaken else self.ratio

    @property
    def measures_running(self) -> bool:
        """Whether it is a number for running at the same speed: what the index asks for."""
        return self.number and self.row.gait == "running" and self.row.matched == "yes"


def cast_votes(rows: Iterable[Finding]) -> tuple[Vote, ...]:
    """Turn rows into votes, in the order given; `rows` must be the ones that count."""
    counting = tuple(rows)
    rows_of = Counter(row.study_id for row in counting)
    return tuple(_vote(row, rows_of[row.study_id]) for row in counting)


def _vote(row: Finding, rows_of_study: int) -> Vote:
    step = muscle_constant("step")
    counted = {"up": step, "down": 1 / step}.get(row.direction, 1.0)
    number = row.change is not None
    ratio = row.change if row.change is not None else counted
    return Vote(row.study_id, ratio, number, _weight(row) / rows_of_study, row)


def _weight(row: Finding) -> float:
    people = muscle_constant("people_unknown") if row.n is None else row.n
    certainty = muscle_constant("weight_inferred") if row.inferred else 1.0
    return (
        muscle_constant(f"weight_{row.gait}")
        * muscle_constant(f"weight_matched_{row.matched}")
        * people
        / (people + muscle_constant("people_half"))
        * certainty
    )


def pooled_index(votes: Sequence[Vote], level: float = LEVEL) -> Estimate:
    """Pool votes into an index, backward over forward, with its range.

    Notes
    -----
    With shares p of the pool (p0 for the prior) and log ratios y, the centre is c = sum(p y), and
    its variance is p0 s0^2 + sum(p^2 (y - c)^2): what is left of the prior's spread s0, plus how
    far the studies lie from the centre. So one more "up" never lowers the index; a study that
    agrees narrows the range, and the same studies in conflict leave a wider one than in agreement.
    The range is that of the average person; how single people differ is in no abstract. It is
    stretched, where it has to be, to hold every number measured in running at the same speed.
    """
    prior, spread = muscle_constant("prior_weight"), muscle_constant("prior_spread")
    total = prior + sum(vote.weight for vote in votes)
    centre = sum(vote.weight * log(vote.ratio) for vote in votes) / total
    # Directions that the centre has overtaken count as the centre: they leave the sum alone.
    beyond = _beyond_the_step(centre)
    pulling = [vote for vote in votes if not (beyond and vote.agrees_with(centre))]
    base = prior + sum(vote.weight for vote in pulling)
    centre = sum(vote.weight * log(vote.ratio) for vote in pulling) / base
    scatter = sum((vote.weight / total * (log(vote.ratio) - centre)) ** 2 for vote in pulling)
    half = deviations(level) * sqrt(prior / total * spread**2 + scatter)
    measured = [vote.ratio for vote in votes if vote.measures_running]
    return Estimate(
        min([exp(centre - half), *measured]),
        exp(centre),
        max([exp(centre + half), *measured]),
        level,
    )


def _beyond_the_step(effect: float) -> bool:
    """Whether a log ratio lies further out than the step that a direction counts as."""
    return abs(effect) > log(muscle_constant("step"))


def direction(index: float) -> Emphasis:
    """Name the size of an index: similar within 5 % of 1, much more from 1.25 on."""
    similar = muscle_constant("similar_within")
    if index >= muscle_constant("much_more_from"):
        return "much more"
    if index > similar:
        return "more"
    return "less" if index < 1 / similar else "similar"
