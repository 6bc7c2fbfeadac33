"""The thigh's balance, front against back, from the indices of its muscles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from backrun.models.body.grades import Grade
from backrun.models.body.muscles import MuscleEmphasis, muscle_emphasis
from backrun.models.body.votes import Emphasis, direction

FRONT_OF_THIGH = ("rectus_femoris", "vastus_lateralis", "vastus_medialis")
BACK_OF_THIGH = ("biceps_femoris", "semitendinosus")


@dataclass(frozen=True, slots=True)
class ThighBalance:
    """Front of the thigh against its back, running all backward: direction and range alone.

    `low` and `high` bound the change of the front over the change of the back; `grade` is the
    lowest of the muscles in it, `studies` those behind them.
    """

    direction: Literal["front", "similar", "back"]
    low: float
    high: float
    grade: Grade
    studies: tuple[str, ...]


def thigh_balance() -> ThighBalance:
    """Weigh the front of the thigh against its back, running all backward at the same speed.

    The centre is the mean log index of the front less that of the back. Muscles of one side share
    studies, so their ranges are averaged; those of the two sides are joined in quadrature.

    Returns
    -------
    ThighBalance
        Direction and range, without a unit; no central value is claimed.

    Examples
    --------
    >>> thigh_balance().direction
    'front'
    """
    emphasis = muscle_emphasis()
    front, back = _side(emphasis, FRONT_OF_THIGH), _side(emphasis, BACK_OF_THIGH)
    centre = front[1] - back[1]
    low = centre - math.hypot(front[1] - front[0], back[2] - back[1])
    high = centre + math.hypot(front[2] - front[1], back[1] - back[0])
    words: dict[Emphasis, Literal["front", "similar", "back"]] = {
        "less": "back",
        "similar": "similar",
    }
    members = [emphasis[key] for key in FRONT_OF_THIGH + BACK_OF_THIGH]
    return ThighBalance(
        words.get(direction(math.exp(centre)), "front"),
        math.exp(low),
        math.exp(high),
        max(muscle.grade for muscle in members if muscle.grade),
        tuple(dict.fromkeys(study for muscle in members for study in muscle.studies)),
    )


def _side(emphasis: MuscleEmphasis, keys: Sequence[str]) -> tuple[float, float, float]:
    """Return the mean log index of some measured muscles: low, central, high."""
    indices = [index for key in keys if (index := emphasis[key].index) is not None]
    low, central, high = (
        sum(math.log(float(getattr(index, bound))) for index in indices) / len(indices)
        for bound in ("low", "central", "high")
    )
    return low, central, high
