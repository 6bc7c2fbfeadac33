"""The ramp-up's rules and stages: limits by level of caution, each with its source and strength."""

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
    """A rule of the ramp-up: a limit a level of caution, or none where the stage sets it.

    `strength` says whether a source gives the limit or whether it is the app's own caution;
    `sentence` explains the rule on a concrete session, its fields filled in by `explain`.
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
            When the rule has no single limit.
        """
        value: float | None = getattr(self, caution)
        if value is None:
            raise EvidenceError(f"ramp_up_rules.csv, {self.name}: has no single limit")
        return value

    @property
    def stated(self) -> str:
        """The limit in words with its unit: one for all, or one each for the levels of caution."""
        limits = [self.cautious, self.standard, self.experienced]
        shown = [f"{limit:g}" for limit in limits if limit is not None]
        alike = shown[:1] if len(set(shown)) == 1 else shown
        return f"{' / '.join(alike)} {self.unit}".strip()


class Stage(Row):
    """A stage of the ramp-up: how many sections of how many seconds, and how fast.

    Speeds are m/s for walking, and a share of the forward speed for running.
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
    """A band of sessions above the longest of 30 days, and the injuries that went with it.

    `above` and `up_to` are shares above the longest; `hazard_ratio` has a 95 % interval.
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
    """Return the bands of session spikes, the smallest first."""
    return _with_known_studies("session_spikes.csv", Spike)
