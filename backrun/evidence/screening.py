"""The screening questions, with their consequences and reasons, and the hazards."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BeforeValidator, model_validator

from backrun.evidence.rows import DATA, EvidenceError, Row, read_rows, sources

Step = Literal["health", "place", "experience"]
STEPS: tuple[Step, ...] = ("health", "place", "experience")
LeadsTo = Literal["", "warn", "walking", "withhold"]
Basis = Literal["guideline", "measured", "study", "opinion", "own"]
Strength = Literal["sourced", "own caution"]
Grade = Literal["A", "B", "C", "D"]

# Nobody has tested screening before backward running, so no basis earns an A. B: a guideline that
# many experts wrote for all exercise, or a measurement of the very hazard. C: a study of something
# similar. D: advice of one expert, or our own.
GRADES: Final[dict[Basis, Grade]] = {
    "guideline": "B",
    "measured": "B",
    "study": "C",
    "opinion": "D",
    "own": "D",
}


def _options(text: object) -> object:
    """Read `key=words|key=words` into a dictionary."""
    if not isinstance(text, str) or not text:
        return {}
    pairs = [option.partition("=") for option in text.split("|")]
    if not all(key and words for key, _, words in pairs):
        raise ValueError(f"{text!r} is not of the form key=words|key=words")
    return {key: words for key, _, words in pairs}


class Grounded(Row):
    """A row with its basis (the kind of evidence) and its sources (keys in one text)."""

    key: str
    basis: Basis
    source: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources."""
        return tuple(self.source.split())

    @property
    def strength(self) -> Strength:
        """Whether a source says so or only backrun does."""
        return "own caution" if self.basis == "own" else "sourced"

    @property
    def grade(self) -> Grade:
        """Grade of evidence from A (strong) to D (advice), by the basis of the row."""
        return GRADES[self.basis]


class Question(Grounded):
    """One question of the screening.

    The answer `yes` has a consequence, `leads_to`: `withhold` (no plan until a professional has
    cleared the person), `walking` (only backward walking with support) or `warn`. The screen shows
    the questions of one `group` as one list to tick, and a question without a group alone.
    `asked_if` (question=answer|answer) names the answers to an earlier question that make the app
    ask this question; empty: always. The app never asks a `derived` question: the other answers
    decide it. `ask` names the question for a professional or the action to take; `still_open`
    names the training that remains possible.
    """

    step: Step
    group: str
    kind: Literal["yes_no", "choice", "number", "derived"]
    question: str
    options: Annotated[dict[str, str], BeforeValidator(_options)]
    yes: str
    leads_to: LeadsTo
    asked_if: str
    clearable: bool
    why: str
    ask: str
    still_open: str

    @model_validator(mode="after")
    def _fits_together(self) -> Question:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("options: a choice has options, other kinds have none")
        if self.kind == "choice" and self.yes and self.yes not in self.options:
            raise ValueError(f"yes: {self.yes!r} is not one of the options")
        if self.leads_to and not (self.why and self.ask and self.still_open):
            raise ValueError("leads_to: who stops somebody says why, what to ask, what stays open")
        return self

    @property
    def condition(self) -> tuple[str, tuple[str, ...]] | None:
        """The earlier question, and its answers that lead to this question; None: always asked."""
        if not self.asked_if:
            return None
        question, _, answers = self.asked_if.partition("=")
        return question, tuple(answers.split("|"))


class Hazard(Grounded):
    """One hazard of running backward: the remedy, the people who should not run, the surface."""

    hazard: str
    what_to_do: str
    who_should_not: str
    surface: Literal["any", "treadmill", "track"]
    in_articles: bool


GroundedType = TypeVar("GroundedType", bound=Grounded)


def _table(name: str, row_type: type[GroundedType]) -> dict[str, GroundedType]:
    table = {row.key: row for row in read_rows(DATA / name, row_type, frozenset(sources()))}
    for row in table.values():
        for study in row.sources:
            if study not in sources():
                raise EvidenceError(f"{name}, {row.key}: {study!r} is not in sources.csv")
    return table


@cache
def questions() -> dict[str, Question]:
    """Return the screening questions by key, in the order of the screening."""
    return _table("screening_questions.csv", Question)


@cache
def hazards() -> dict[str, Hazard]:
    """Return the hazards of running backward by key."""
    return _table("safety.csv", Hazard)
