"""Which way each letter of a line runs: what names and notes need of Unicode's algorithm.

It is UAX #9 without its explicit marks (embeddings, isolates) and without pairing brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from unicodedata import bidirectional

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_MARKS = ("LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN")
Item = TypeVar("Item")


def levels(text: str) -> list[int]:
    """Return the level of each character: even runs to the right, odd to the left.

    >>> levels("abc")
    [0, 0, 0]
    >>> levels("א1")
    [1, 2]
    """
    kinds = [bidirectional(character) for character in text]
    if not {"R", "AL", "AN"} & set(kinds):
        return [0] * len(text)
    base = next((_STRONG[kind] for kind in kinds if kind in _STRONG), "L")
    kinds = _neutral(_weak(kinds, base), base)
    return [_level(kind, 1 if base == "R" else 0) for kind in kinds]


def reorder(items: Sequence[Item], of: Sequence[int]) -> list[Item]:
    """Return the items of a line from left to right, `of` being their levels (rule L2)."""
    order = list(range(len(items)))
    for level in range(max(of, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and of[order[end]] >= level:
                end += 1
            order[place:end] = order[place:end][::-1]
            place = max(end, place + 1)
    return [items[place] for place in order]


def _weak(kinds: list[str], base: str) -> list[str]:
    """Resolve marks, numbers and what joins them (rules W1 to W7)."""
    before, strong, found = base, base, []
    for kind in kinds:
        now = before if kind == "NSM" else "ON" if kind in _MARKS else kind
        if now == "EN" and strong == "AL":
            now = "AN"
        if now in _STRONG:
            strong = now
        found.append(now)
        before = now
    for place in range(1, len(found) - 1):
        left, now, right = found[place - 1 : place + 2]
        if left == right and (
            (now == "CS" and left in ("EN", "AN")) or (now, left) == ("ES", "EN")
        ):
            found[place] = left
    for step in (1, -1):
        for place in range(len(found))[::step]:
            beside = found[place - step] if 0 <= place - step < len(found) else ""
            if found[place] == "ET" and beside == "EN":
                found[place] = "EN"
    strong, resolved = base, []
    for kind in found:
        strong = _STRONG.get(kind, strong)
        resolved.append("L" if kind == "EN" and strong == "L" else _STRONG.get(kind, kind))
    return resolved


def _neutral(kinds: list[str], base: str) -> list[str]:
    """Give what has no direction that of both its neighbours, else the paragraph's (N1, N2)."""
    sides = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    found, place = list(kinds), 0
    while place < len(found):
        end = place
        while end < len(found) and kinds[end] not in sides:
            end += 1
        left = sides[kinds[place - 1]] if place else base
        right = sides[kinds[end]] if end < len(found) else base
        found[place:end] = [left if left == right else base] * (end - place)
        place = end + 1
    return found


def _level(kind: str, base: int) -> int:
    """Return the level of a resolved kind (rules I1 and I2)."""
    if kind == "L":
        return base + base % 2
    return base + (1 - base % 2 if kind == "R" else 2 - base % 2)
