"""Reads the amount in a claim: `30 %`, `2 to 3 times`, `at least`, or a bare `more`."""

from __future__ import annotations

import math
import re

from backrun.evidence.claims import Quantity
from backrun.models import claim_words as words


class UnreadableClaimError(ValueError):
    """A text cannot be read as a claim about energy or speed; the message says why."""


def amount(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of the amount that stands nearest to a word for the quantity."""
    topic = words.SPEED if quantity == "speed" else words.ENERGY
    places = [match.start() for match in topic.finditer(rest)]
    found = []
    for match in words.AMOUNT.finditer(rest):
        after = rest[match.end() :]
        if words.PEOPLE.match(after):
            raise UnreadableClaimError("Its number counts people, not energy or speed.")
        if words.ELSEWHERE.match(after) or (quantity == "energy" and words.OF_SPEED.match(after)):
            continue
        distance = min((abs(place - match.start()) for place in places), default=0)
        found.append((distance, match))
    if not found:
        return None
    if quantity is None and len(found) > 1:
        raise UnreadableClaimError("It has more than one number. Write one claim at a time.")
    match = min(found, key=lambda item: item[0])[1]
    low, high = _factors(match, rest)
    return _turned(low, high) if _forward_is_meant(rest, match) else (low, high)


def _factors(match: re.Match[str], rest: str) -> tuple[float, float]:
    """Return the factors that an amount stands for, with the open ends of `at least` and so on."""
    before, after = rest[: match.start()], rest[match.end() :]
    numbers = sorted(float(number) for number in (match["first"], match["last"]) if number)
    sign = (match["sign"] or "").strip()
    again = words.AGAIN.match(after) is not None
    less = sign == "-" or bool(words.LESS.match(after) or words.LESS_BEFORE.search(before))
    added = (
        again or sign == "+" or bool(words.MORE.match(after) or words.MORE_BEFORE.search(before))
    )
    if match["unit"] == "times":
        factors = [1 / number if less and number else number for number in numbers]
        share = False
    else:
        share = not less and not added and bool(words.SHARE.match(after))
        factors = [_of_percent(number, less, share) for number in numbers]
    low, high = min(factors), max(factors)
    bound = " ".join(match[name] or "" for name in ("bound", "plus", "tail"))
    if words.REACHES.search(bound):
        return min(low, 1.0), max(high, 1.0)
    # At most 30 % less is at least 70 %.
    if words.AT_MOST.search(bound):
        return (low, math.inf) if less else (0.0, high)
    if words.AT_LEAST.search(bound):
        return (0.0, high) if less else (low, math.inf)
    return low, high


def _of_percent(number: float, less: bool, share: bool) -> float:
    if share:
        return number / 100
    if less and number >= 100:
        raise UnreadableClaimError(f"{number:g} % less would leave nothing; allowed: below 100 %.")
    return round(1 + (-number if less else number) / 100, 9)


def _forward_is_meant(rest: str, match: re.Match[str]) -> bool:
    """Say whether the amount is that of running forward, set against backward."""
    before, after = rest[: match.start()], rest[match.end() :]
    share = words.SHARE.match(after)
    compared = (
        words.SHARED_WITH.search(after, share.end()) if share else words.COMPARED.search(after)
    ) or words.COMPARED.search(before)
    if compared is not None:
        return compared["backward"] is not None
    first = words.DIRECTION.search(before)
    return first is not None and first["forward"] is not None and "back" not in before


def _turned(low: float, high: float) -> tuple[float, float]:
    """Return the factors of backward over forward, given those of forward over backward."""
    return 1 / high if high else math.inf, 1 / low if low else math.inf


def comparison(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of a comparison without a number."""
    if quantity == "speed":
        more, less = words.FASTER.search(rest), words.SLOWER.search(rest)
    elif quantity == "energy":
        more, less = words.MORE_ENERGY.search(rest), words.LESS_ENERGY.search(rest)
        if words.SAME_ENERGY.search(rest):
            return 1.0, 1.0
    else:
        return None
    found = more or less
    if found is None:
        return None
    ends = (1.0, math.inf) if more else (0.0, 1.0)
    return _turned(*ends) if _forward_is_meant(rest, found) else ends
