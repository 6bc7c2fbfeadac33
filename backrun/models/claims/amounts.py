"""Reads the amount in a claim: `30 %`, `2 to 3 times`, `at least`, or a bare `more`."""

from __future__ import annotations

import math
import re
from typing import Final

from backrun.evidence.claims import Quantity
from backrun.models.claims import words

STRETCH: Final = "Its number counts time or distance, not energy or speed."


class UnreadableClaimError(ValueError):
    """A text cannot be read as a claim about energy or speed; the message says why."""


def amount(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of the amount that stands nearest to a word for the quantity."""
    found = [match for match in words.AMOUNT.finditer(rest) if _counts(match, rest, quantity)]
    if not found:
        return None
    # At 80 % effort is where it holds, not what it claims.
    found = [match for match in found if not words.AT.search(rest[: match.start()])] or found
    stretch = any(words.OF_STRETCH.match(rest[match.end() :]) for match in found)
    if stretch and (len(found) > 1 or not words.SAME_ENERGY.search(rest)):
        raise UnreadableClaimError(STRETCH)
    if quantity != "speed" and len({match[0].strip(" %") for match in found}) > 1:
        raise UnreadableClaimError("It has more than one number. Write one claim at a time.")
    topic = words.SPEED if quantity == "speed" else words.ENERGY
    places = [match.start() for match in topic.finditer(rest)] or [0]
    match = min(found, key=lambda match: min(abs(place - match.start()) for place in places))
    last = words.BOUND_LAST.search(rest) if len(found) == 1 else None
    low, high = _factors(match, *_clause(rest, match), last[0] if last else "")
    # The same energy in half the time is twice the energy per minute.
    return _turned(low, high) if stretch != _forward_is_meant(rest, match) else (low, high)


def _clause(rest: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what stands before and after an amount in its own clause."""
    before = words.BREAK.split(rest[: match.start()])[-1]
    return before, words.BREAK.split(rest[match.end() :], maxsplit=1)[0]


def _counts(match: re.Match[str], rest: str, quantity: Quantity | None) -> bool:
    """Say whether an amount can be one of energy or speed."""
    before, after = _clause(rest, match)
    if words.PEOPLE.match(after):
        raise UnreadableClaimError("Its number counts people, not energy or speed.")
    if words.ELSEWHERE.match(after) or words.OF_OTHER.match(after):
        return False
    if quantity == "energy":
        if words.OF_SPEED.match(after) or _of_a_speed_before(before, after):
            return False
        if words.ENERGY.search(before + after):
            return True
        if words.RUN_SO_MUCH.search(before) or words.STRETCH_NAMED.search(before):
            raise UnreadableClaimError(STRETCH)
    return not words.OTHER.search(before + after)


def _of_a_speed_before(before: str, after: str) -> bool:
    """Say whether an amount is that of a speed named before it: `lowering the speed by 30 %`."""
    if words.ENERGY.search(before):
        return False
    changed = words.CHANGE_BEFORE.search(before) and not words.CHANGE_AFTER.match(after)
    return bool(words.AS_FAST.match(after) or (changed and words.SPEED.search(before)))


def _direction(match: re.Match[str], before: str, after: str) -> str:
    """Return whether an amount is `more`, `less` or a `share`; what follows it counts first."""
    following, change = words.CHANGE_AFTER.match(after), words.CHANGE_BEFORE.search(before)
    sign = (match["sign"] or "").strip()
    if following:
        return "less" if following["less"] else "more"
    if sign or words.AGAIN.match(after):
        return "less" if sign == "-" else "more"
    if change and change["to"]:
        return "share"
    if change:
        return "less" if change["less"] else "more"
    if words.SHARE.match(after):
        return "share"
    if match["unit"] == "%" and float(match["first"]) > 100 and not words.EXTRA.search(before):
        raise UnreadableClaimError(
            f"It does not say whether {match['first']} % are more or all of it."
        )
    return "more"


def _factors(match: re.Match[str], before: str, after: str, last: str) -> tuple[float, float]:
    """Return the factors that an amount stands for, with the open ends of `at least` and so on."""
    direction = _direction(match, before, after)
    # The second number has a direction of its own where it has a sign: from -5 % to +30 %.
    signed = {"-": "less", "+": "more", None: direction}[match["last_sign"]]
    numbers = ((match["first"], direction), (match["last"], signed))
    factor = _of_times if match["unit"] == "times" else _of_percent
    factors = [factor(float(number), way) for number, way in numbers if number]
    low, high = min(factors), max(factors)
    less = direction == "less"
    bound = " ".join((*(match[name] or "" for name in ("bound", "plus", "tail")), last))
    if words.REACHES.search(bound):
        return min(low, 1.0), max(high, 1.0)
    # At most 30 % less is at least 70 %.
    if words.AT_MOST.search(bound):
        return (low, math.inf) if less else (0.0, high)
    if words.AT_LEAST.search(bound):
        return (0.0, high) if less else (low, math.inf)
    return low, high


def _of_times(number: float, direction: str) -> float:
    return 1 / number if direction == "less" and number else number


def _of_percent(number: float, direction: str) -> float:
    if direction == "share":
        return number / 100
    if direction == "less" and number >= 100:
        raise UnreadableClaimError(f"{number:g} % less would leave nothing; allowed: below 100 %.")
    return round(1 + (-number if direction == "less" else number) / 100, 9)


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


def _same(rest: str) -> tuple[float, float]:
    if words.TWO_STRETCHES.search(rest):
        raise UnreadableClaimError(
            "It sets one stretch against another. Write it as 20 minutes back = 30 minutes forward."
        )
    return 1.0, 1.0


def comparison(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of a comparison without a number."""
    if words.COUNTED.search(rest):
        raise UnreadableClaimError("Its number counts calories. Write a percentage or a factor.")
    if quantity == "speed":
        more, less = words.FASTER.search(rest), words.SLOWER.search(rest)
    elif quantity == "energy":
        more, less = words.MORE_ENERGY.search(rest), words.LESS_ENERGY.search(rest)
        if words.SAME_ENERGY.search(rest):
            return _same(rest)
    else:
        return None
    found = more or less
    if found is None or (quantity == "speed" and words.OTHER.search(rest)):
        return None
    if words.UNREAD.search(rest[: found.start()]):
        raise UnreadableClaimError("Its number is neither a percentage nor a factor of energy.")
    ends = (1.0, math.inf) if more else (0.0, 1.0)
    return _turned(*ends) if _forward_is_meant(rest, found) else ends
