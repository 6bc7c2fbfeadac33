"""The rules and stages of the ramp-up: limits for each level of caution, with their sources."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from backrun.evidence.rows import (
    DATA,
    EvidenceError,
    Gait,
    Optional,
    Row,
    RowType,
    read_rows,
    sources,
)

Caution = Literal["cautious", "standard", "experienced"]
CAUTIONS: tuple[Caution, ...] = get_args(Caution)
Strength = Literal["sourced", "own caution"]
Grade = Literal["A", "B", "C", "D"]
Studies = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda text: tuple(text.split()) if isinstance(text, str) else text),
]


class Rule(Row):
    """A rule of the ramp-up with a limit for each level of caution, or None if the stage sets it.

    `strength` tells whether a source gives the limit or we chose it as our own caution. `sentence`
    explains the rule for one session; `explain` fills in its fields.
    """

    name: str
    title: str
    cautious: Optional
    standard: Optional
    experienced: Optional
    unit: str
    source: Studies
    strength: Strength
    grade: Grade
    sentence: str

    def limit(self, caution: Caution) -> float:
        """Return the limit at a level of caution.

        Raises
        ------
        EvidenceError
            The rule has no single limit.
        """
        value: float | None = getattr(self, caution)
        if value is None:
            raise EvidenceError(f"ramp_up_rules.csv, {self.name}: has no single limit")
        return value

    @property
    def stated(self) -> str:
        """The limit with its unit; three limits if they differ between the levels of caution."""
        limits = [self.cautious, self.standard, self.experienced]
        shown = [f"{limit:g}" for limit in limits if limit is not None]
        alike = shown[:1] if len(set(shown)) == 1 else shown
        return f"{' / '.join(alike)} {self.unit}".strip()


class Stage(Row):
    """A stage of the ramp-up: the number, seconds and speed of its backward sections.

    Speeds are in m/s for walking, and a share of the forward speed for running.
    """

    number: int
    key: str
    name: str
    gait: Gait
    most_sections: int
    section_s: int
    total_s: int
    recovery_s: int
    speed_cautious: float
    speed_standard: float
    speed_experienced: float
    source: Studies
    strength: Strength
    grade: Grade
    sentence: str

    def speed_m_s(self, caution: Caution, forward_speed_m_s: float) -> float:
        """Return the highest speed of the stage, in m/s, at a forward speed."""
        speed = {
            "cautious": self.speed_cautious,
            "standard": self.speed_standard,
            "experienced": self.speed_experienced,
        }[caution]
        return speed if self.gait == "walking" else speed * forward_speed_m_s


class Spike(Row):
    """A group of sessions longer than the longest of the last 30 days, with its risk of injury.

    A session of the group is longer by a share from `above` to `up_to` (0.10 is 10 %).
    `hazard_ratio` is the rate of injuries as a multiple of the rate after sessions at most 10 %
    longer; `low` to `high` is its 95 % interval.
    """

    above: float
    up_to: Optional
    hazard_ratio: float
    low: float
    high: float
    study_id: str
    verified: bool


def _with_known_studies(file: str, row_type: type[RowType]) -> tuple[RowType, ...]:
    rows = read_rows(DATA / file, row_type, frozenset(sources()))
    for row in rows:
        for study in getattr(row, "source", ()):
            if study not in sources():
                raise EvidenceError(f"{file}: {study!r} is not in sources.csv")
    return rows


@cache
def rules() -> dict[str, Rule]:
    """Return the ramp-up's rules by name."""
    return {rule.name: rule for rule in _with_known_studies("ramp_up_rules.csv", Rule)}


@cache
def stages() -> tuple[Stage, ...]:
    """Return the ramp-up's stages in their order; the first one is walked."""
    return _with_known_studies("ramp_up_stages.csv", Stage)


@cache
def spikes() -> tuple[Spike, ...]:
    """Return the groups of sessions with a jump in length, the smallest jump first."""
    return _with_known_studies("session_spikes.csv", Spike)
