"""What a session card says: one row a line, with what it rests on and when it holds."""

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

    `surface` and `gait` say for which sessions it holds; `when` asks for more than one section, a
    slope, or a speed at which people walk. The fields of `text` are filled in from the session.
    """

    part: CardPartKey
    text: str
    surface: Literal["any", "treadmill", "track"]
    gait: Literal["any"] | Gait
    when: Literal["", "sections", "uphill", "slow"]


@cache
def card_rows() -> tuple[CardRow, ...]:
    """Return the lines of all session cards, in their order."""
    rows = read_rows(DATA / "session_card.csv", CardRow, frozenset(sources()))
    for row in rows:
        for study in row.sources:
            if study not in sources():
                raise EvidenceError(f"session_card.csv, {row.key}: {study!r} is not in sources.csv")
    return rows
