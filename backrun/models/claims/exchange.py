"""Reads claims that set one stretch against another: 100 steps backward are 1000 forward."""

from __future__ import annotations

import re

from backrun.models.claims import words

# One of each unit in metres or seconds; steps, laps and rounds stand for themselves.
_SIZES = (
    (r"km|kilomet\w+", "length", 1000.0),
    (r"miles?|mi", "length", 1609.344),
    (r"yards?|yds?", "length", 0.9144),
    (r"m|met(?:er|re)s?", "length", 1.0),
    (r"seconds?|secs?|s", "time", 1.0),
    (r"minutes?|mins?", "time", 60.0),
    (r"hours?|hrs?|h", "time", 3600.0),
    (r"steps?|strides?", "steps", 1.0),
    (r"laps?|rounds?", "laps", 1.0),
)


class MixedUnitsError(ValueError):
    """The two sides are in units that cannot be turned into each other."""


def read_exchange(text: str) -> tuple[float, bool] | None:
    """Return how much forward one backward is worth, and whether it is counted by time.

    Parameters
    ----------
    text : str
        A sentence with its numbers in digits.

    Returns
    -------
    tuple of (factor, by time), or None
        None where the sentence sets no stretch backward against one forward.

    Raises
    ------
    MixedUnitsError
        A time against a distance, or steps against miles.
    """
    text = re.sub(
        rf"\b(?:an?|each|every)(?= (?:[^\W\d]+ )?(?:{words.LENGTHS}|{words.TIMES})\b)", "1", text
    )
    for sign in words.EQUALS.finditer(text):
        left, right = text[: sign.start()], text[sign.end() :]
        first, second = words.LAST_LENGTH.search(left), words.FIRST_LENGTH.search(right)
        if first is None or second is None or not (first["unit"] or second["unit"]):
            continue
        backward_first = _backward_first(left, right)
        amounts = _in_one_unit(first, second)
        if backward_first is None or not all(amounts):
            continue
        backward, forward = amounts if backward_first else amounts[::-1]
        return forward / backward, _size(first["unit"] or second["unit"])[0] == "time"
    return None


def _backward_first(left: str, right: str) -> bool | None:
    """Say whether the left side is the backward one; None where the sides do not differ."""
    sides = [words.DIRECTION.search(side) for side in (left, right)]
    backward = [None if side is None else side["backward"] is not None for side in sides]
    if backward[0] is None:
        return None if backward[1] is None else not backward[1]
    return None if backward[0] is backward[1] else backward[0]


def _in_one_unit(first: re.Match[str], second: re.Match[str]) -> tuple[float, float]:
    units = [match["unit"] or other["unit"] for match, other in ((first, second), (second, first))]
    (kind, size), (other_kind, other_size) = (_size(unit) for unit in units)
    if kind != other_kind:
        raise MixedUnitsError(f"It sets {units[0]} against {units[1]}")
    return float(first["number"]) * size, float(second["number"]) * other_size


def _size(unit: str) -> tuple[str, float]:
    return next((kind, size) for words, kind, size in _SIZES if re.fullmatch(words, unit))
