"""Reads a popular sentence: how much more does running backward cost, and what is held equal."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from backrun.evidence.claims import Quantity
from backrun.models.claims import words
from backrun.models.claims.amounts import UnreadableClaimError, amount, comparison
from backrun.models.claims.exchange import MixedUnitsError, read_exchange
from backrun.models.claims.numbers import with_digits
from backrun.scenario.scenario import Basis

Rate = Literal["minute", "km"]
"""A rate that a sentence can name; a mile, a lap or a step counts as a distance."""
MOST_CHARACTERS: Final = 300
LOWEST, HIGHEST = 0.01, 100.0
EXAMPLES: Final = (
    "30 % more",
    "twice the calories",
    "100 steps back = 1000 forward",
    "the same calories at the same effort",
    "a quarter slower",
)

_REFUSED: Final = (
    (words.DENIAL, "It denies or doubts something. Write the claim itself, without a “not”."),
    (words.DOWNHILL, "Nothing was measured backward downhill, so nobody can say."),
    (words.TRAINED, "It is about weeks of training, not about one run."),
    (words.AFTERBURN, "It is about what is burnt after a run; no study here measured that."),
    (words.ESTIMATED, "It is about an estimate, not about what running backward costs."),
    (words.SAME_HEART_RATE, "It holds the heart rate equal, which no model here does."),
    (
        words.TWO_PACES,
        "It sets one pace against another. Write a share, such as a quarter slower.",
    ),
    (words.PACE_CHANGE, "Its number is a time or a pace. Write a percentage or a factor."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence claims: backward over forward lies between two factors.

    Attributes
    ----------
    quantity : {"energy", "speed"}
        What it is about; speed is that of the same effort.
    low, high : float
        Backward over forward, in order. An open end is 0 or infinity.
    basis : {"speed", "effort", "distance", "time"} or None
        What the sentence holds equal, if it says so.
    per : {"minute", "km"} or None
        The rate that it names, if it does.
    walking : bool
        Whether it speaks of walking alone.
    """

    quantity: Quantity
    low: float
    high: float
    basis: Basis | None = None
    per: Rate | None = None
    walking: bool = False


def read_claim(text: str) -> Said:
    """Read a sentence with a percentage, a factor or a ratio.

    Parameters
    ----------
    text : str
        At most 300 characters: `30 % more`, `twice the calories`, `1 lap back = 6 laps forward`.

    Returns
    -------
    Said

    Raises
    ------
    UnreadableClaimError
        The text is empty, too long, about something else, a denial, set against another sport or
        gait, downhill (where nothing was measured), without a number, or its number is absurd; the
        message says which, and what is allowed.

    Examples
    --------
    >>> read_claim("burns 20–30% more calories at the same speed")
    Said(quantity='energy', low=1.2, high=1.3, basis='speed', per=None, walking=False)
    """
    plain = with_digits(_checked(text))
    for pattern, problem in _REFUSED:
        if pattern.search(plain):
            raise UnreadableClaimError(problem)
    if words.ANOTHER_SPORT.search(plain) or _against_another(plain):
        raise UnreadableClaimError("It compares with something else than running forward.")
    if _across_gaits(plain):
        raise UnreadableClaimError("It sets a walk against a run, which nobody has compared.")
    said = _exchange(plain) or _sentence(plain)
    for end in (said.low, said.high):
        open_end = (end == 0.0 < said.high < math.inf) or (end == math.inf > said.low > 0.0)
        if not (open_end or LOWEST <= end <= HIGHEST):
            raise UnreadableClaimError(
                f"{end:.3g} times forward is beyond anything to be judged; "
                f"allowed: {LOWEST:g} to {HIGHEST:g} times."
            )
    on_foot = bool(words.WALKING.search(plain)) and not words.RUNNING.search(plain)
    return replace(said, walking=on_foot)


def _checked(text: str) -> str:
    if not text.strip():
        raise UnreadableClaimError("There is no text. Write a sentence about energy or speed.")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableClaimError(
            f"The text has {len(text)} characters; allowed: at most {MOST_CHARACTERS}."
        )
    return text


def _exchange(plain: str) -> Said | None:
    try:
        found = read_exchange(plain)
    except MixedUnitsError as problem:
        raise UnreadableClaimError(f"{problem}; allowed: the same unit on both sides.") from None
    if found is None:
        return None
    factor, by_time = found
    basis, _ = _basis(plain)
    return Said("energy", factor, factor, basis, "minute" if by_time else "km")


def _sentence(plain: str) -> Said:
    """Read an amount (`30 %`, `2 times`), or a comparison without any (`the same calories`)."""
    basis, rest = _basis(words.PACE.sub(" ", plain))
    quantity = _quantity(rest)
    ends = amount(rest, quantity) or comparison(rest, quantity)
    if ends is None:
        if words.OTHER.search(rest):
            raise UnreadableClaimError("It is about something else than energy or speed.")
        if "=" in rest:
            raise UnreadableClaimError(
                "An equation needs an amount and a direction on both sides, such as "
                "100 steps back = 1000 forward."
            )
        raise UnreadableClaimError("No percentage, factor or ratio was found in it.")
    _about(rest, quantity)
    low, high = ends
    per: Rate | None = None
    stretch = words.STRETCH.search(rest)
    if stretch:
        per = "minute" if stretch["time"] else "km"
    elif quantity != "speed":
        if words.PER_LENGTH.search(rest):
            per = "km"
        elif words.PER_MINUTE.search(rest) or words.FASTER.search(rest):
            per = "minute"
    return Said(quantity or "energy", low, high, basis, per)


def _against_another(plain: str) -> bool:
    """Say whether a claim is set against something that is not running or walking."""
    _, rest = _basis(plain)
    for compared in words.SET_AGAINST.finditer(rest):
        for word in re.findall(r"[^\W\d_]+", compared["other"]):
            if words.ON_FOOT.fullmatch(word):
                break
            known = word in words.FILLERS or words.DIRECTION.match(word)
            if not known and not words.ENERGY.match(word):
                return True
    return False


def _across_gaits(plain: str) -> bool:
    """Say whether a claim about running alone is set against walking alone, or the other way."""
    for compared in words.SET_AGAINST.finditer(plain):
        sides = compared["other"], plain.replace(compared[0], " ")
        walks, runs = ([bool(p.search(s)) for s in sides] for p in (words.WALKING, words.RUNNING))
        if [*walks, *runs] in ([True, False, False, True], [False, True, True, False]):
            return True
    return False


def _basis(plain: str) -> tuple[Basis | None, str]:
    """Return what is said to be equal, and the text without that."""
    for basis, pattern in words.BASES.items():
        if pattern.search(plain):
            return basis, pattern.sub(" ", plain)
    return None, plain


def _quantity(rest: str) -> Quantity | None:
    if words.ENERGY.search(rest):
        return "energy"
    return "speed" if words.SPEED.search(rest) else None


def _about(rest: str, quantity: Quantity | None) -> None:
    """Refuse a number that is about something else, or about nothing that is named."""
    if quantity is not None:
        return
    if words.OTHER.search(rest):
        raise UnreadableClaimError("Its number is about something else than energy or speed.")
    unknown = [word for word in re.findall(r"[^\W\d_]+", rest) if word not in words.FILLERS]
    if unknown:
        raise UnreadableClaimError(
            "It does not say what its number is about. Name calories, energy or speed."
        )
