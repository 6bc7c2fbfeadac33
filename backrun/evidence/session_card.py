"""The lines of a session card, each with its evidence and its condition."""

from __future__ import annotations

from functools import cache
from typing import Literal

from backrun.evidence.rows import DATA, EvidenceError, Gait, read_rows, sources
from backrun.evidence.screening import Grounded

CardPartKey = Literal[
    "warm_up", "technique", "place", "shoes", "looking_round", "stop", "afterwards"
]
PART_HEADINGS: dict[CardPartKey, str] = {
    "warm_up": "Warm-up",
    "technique": "Technique",
    "place": "Place",
    "shoes": "Shoes",
    "looking_round": "Looking round",
    "stop": "Stop when",
    "afterwards": "Afterwards",
}


class CardRow(Grounded):
    """One line of a session card.

    The card shows the line if the session has this `surface` and `gait`, and the condition `when`
    is true: more than one section, an uphill grade, or a speed at which people walk. The session
    gives the values for the fields in `text`.
    """

    part: CardPartKey
    text: str
    surface: Literal["any", "treadmill", "track"]
    gait: Literal["any"] | Gait
    when: Literal["", "sections", "uphill", "slow"]


@cache
def card_rows() -> tuple[CardRow, ...]:
    """Return the lines of all session cards, in the order of the card."""
    rows = read_rows(DATA / "session_card.csv", CardRow, frozenset(sources()))
    for row in rows:
        for study in row.sources:
            if study not in sources():
                raise EvidenceError(f"session_card.csv, {row.key}: {study!r} is not in sources.csv")
    return rows
