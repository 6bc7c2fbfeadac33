"""Read the amount in a claim: `30 %`, `2 to 3 times`, `at least 20 %`, or only `more`.

Every amount becomes a range of factors: 30 % more energy is 1.3 times the energy of forward
running, and `more` is anything from 1 to infinity.
"""

from __future__ import annotations

import math
import re
from typing import Final

from backrun.evidence.claims import Quantity
from backrun.models.claims import words

STRETCH: Final = "Its number counts time or distance, not energy or speed."


class UnreadableClaimError(ValueError):
    """A text is no readable claim about energy or speed; the message gives the reason."""


def amount(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of the amount nearest to a word for the quantity, such as `calories`."""
    found = [match for match in words.AMOUNT.finditer(rest) if _counts(match, rest, quantity)]
    if not found:
        return None
    # In `at 80 % effort` the amount is a condition of the claim, not the claimed number.
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
    # An amount of time or distance (`stretch`) is the reverse of an amount of energy: the same
    # energy in half the time is twice the energy per minute.
    return _inverted(low, high) if stretch != _forward_is_meant(rest, match) else (low, high)


def _clause(rest: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the text before and after an amount, up to the ends of its clause."""
    before = words.BREAK.split(rest[: match.start()])[-1]
    return before, words.BREAK.split(rest[match.end() :], maxsplit=1)[0]


def _counts(match: re.Match[str], rest: str, quantity: Quantity | None) -> bool:
    """Tell whether an amount can be about energy or speed."""
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
    """Tell whether an amount is about a speed before it, as in `lowering the speed by 30 %`."""
    if words.ENERGY.search(before):
        return False
    changed = words.CHANGE_BEFORE.search(before) and not words.CHANGE_AFTER.match(after)
    return bool(words.AS_FAST.match(after) or (changed and words.SPEED.search(before)))


def _direction(match: re.Match[str], before: str, after: str) -> str:
    """Return `more`, `less` or `share`, by the words after the amount, then by those before it."""
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
    """Return the lowest and highest factor of an amount; `at least` has no upper end."""
    direction = _direction(match, before, after)
    # A sign gives the second number its own direction: from -5 % to +30 %.
    signed = {"-": "less", "+": "more", None: direction}[match["last_sign"]]
    numbers = ((match["first"], direction), (match["last"], signed))
    factor = _of_times if match["unit"] == "times" else _of_percent
    factors = [factor(float(number), way) for number, way in numbers if number]
    low, high = min(factors), max(factors)
    less = direction == "less"
    bound = " ".join((*(match[name] or "" for name in ("bound", "plus", "tail")), last))
    if words.REACHES.search(bound):
        return min(low, 1.0), max(high, 1.0)
    # "At most 30 % less" means at least 70 %, so `less` swaps the open ends.
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
    """Tell whether the amount describes forward running, compared with backward running."""
    before, after = rest[: match.start()], rest[match.end() :]
    share = words.SHARE.match(after)
    compared = (
        words.SHARED_WITH.search(after, share.end()) if share else words.COMPARED.search(after)
    ) or words.COMPARED.search(before)
    if compared is not None:
        return compared["backward"] is not None
    first = words.DIRECTION.search(before)
    return first is not None and first["forward"] is not None and "back" not in before


def _inverted(low: float, high: float) -> tuple[float, float]:
    """Turn factors of forward over backward into factors of backward over forward."""
    return 1 / high if high else math.inf, 1 / low if low else math.inf


def _same(rest: str) -> tuple[float, float]:
    if words.TWO_STRETCHES.search(rest):
        raise UnreadableClaimError(
            "It sets one stretch against another. Write it as 20 minutes back = 30 minutes forward."
        )
    return 1.0, 1.0


def comparison(rest: str, quantity: Quantity | None) -> tuple[float, float] | None:
    """Return the factors of a comparison without a number, such as `more calories`."""
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
    return _inverted(*ends) if _forward_is_meant(rest, found) else ends
