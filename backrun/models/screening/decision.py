"""Screening: whether a plan is shown at all, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from backrun.evidence.screening import Grade, LeadsTo, Question, Strength, questions
from backrun.models.screening.answers import Answers, Experience
from backrun.scenario.scenario import Surface

Decision = Literal["plan", "walking", "withheld", "not answered"]

# The app's own caution, as the row of the question says.
OLDEST_WITHOUT_CLEARANCE: Final = 64
PLACES: Final[dict[str, Surface]] = {"treadmill": "treadmill", "straight": "track"}
_SEVERITY: Final[tuple[LeadsTo, ...]] = ("withhold", "walking", "warn")


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """Why something stands in the way of the plan, what to ask, and what is still open."""

    question: str
    words: str
    leads_to: LeadsTo
    why: str
    ask: str
    still_open: str
    sources: tuple[str, ...]
    strength: Strength
    grade: Grade


@dataclass(frozen=True, slots=True, repr=False)
class Screening:
    """What the answers lead to; the severest reasons come first.

    `decision` is "plan", "walking" (only backward walking with support), "withheld" or "not
    answered"; `missing` names the questions still to be answered ("health" is the checklist).
    `place` and `experience` are None until they are answered.
    """

    decision: Decision
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    longest_backward_min: float
    place: Surface | None
    experience: Experience | None

    @property
    def stops(self) -> tuple[Reason, ...]:
        """The reasons that decide: those that withhold the plan, or else allow walking only."""
        severest = self.reasons[0].leads_to if self.reasons else ""
        return tuple(
            reason for reason in self.reasons if reason.leads_to == severest and severest != "warn"
        )

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """The reasons to take care that do not stop the plan."""
        return tuple(reason for reason in self.reasons if reason.leads_to == "warn")


def screen(answers: Answers) -> Screening:
    """Decide whether a plan is shown.

    A single "yes" that withholds the plan decides at once; otherwise every question has to be
    answered. Clearance by a professional takes a reason away where it can.

    Parameters
    ----------
    answers : Answers

    Returns
    -------
    Screening

    Notes
    -----
    The questions, what they lead to and their sources are rows of `screening_questions.csv`:
    the seven PAR-Q+ themes, the ACSM questions, and cautions for moving without sight.

    Examples
    --------
    >>> screen(Answers(health={"fall"})).decision
    'withheld'
    >>> screen(Answers(health=())).missing
    ('activity', 'age_65', 'where', 'lookout', 'experience')
    """
    stopping = [
        row
        for row in flagged_questions(answers)
        if not (row.clearable and row.key in answers.cleared)
    ]
    leads = {row.leads_to for row in stopping}
    alone = answers.lookout in ("mirror", "nobody")
    if alone and "walking" in leads and "withhold" not in leads:
        stopping.append(questions()["support"])
    missing = tuple(
        dict.fromkeys(
            "health" if row.group else row.key
            for row in asked_questions(answers)
            if _answer(row, answers) is None
        )
    )
    return Screening(
        decision=_decide({row.leads_to for row in stopping}, missing),
        reasons=tuple(map(_reason, sorted(stopping, key=lambda r: _SEVERITY.index(r.leads_to)))),
        missing=missing,
        longest_backward_min=answers.longest_backward_min or 0.0,
        place=PLACES.get(answers.where or ""),
        experience=answers.experience,
    )


def asked_questions(answers: Answers) -> tuple[Question, ...]:
    """Return the questions that these answers leave to be asked, in their order."""
    rows = [row for row in questions().values() if row.kind != "derived"]
    return tuple(
        row
        for row in rows
        if row.condition is None or getattr(answers, row.condition[0]) in row.condition[1]
    )


def flagged_questions(answers: Answers) -> tuple[Question, ...]:
    """Return the questions whose answer leads somewhere, cleared or not."""
    return tuple(
        row for row in asked_questions(answers) if row.leads_to and _answer(row, answers) == row.yes
    )


def _answer(row: Question, answers: Answers) -> object:
    if row.group:
        return None if answers.health is None else "yes" if row.key in answers.health else "no"
    if row.key == "age_65" and answers.age_years is not None:
        return "yes" if answers.age_years > OLDEST_WITHOUT_CLEARANCE else "no"
    return getattr(answers, row.key)


def _decide(leads: set[LeadsTo], missing: tuple[str, ...]) -> Decision:
    if "withhold" in leads:
        return "withheld"
    if missing:
        return "not answered"
    return "walking" if "walking" in leads else "plan"


def _reason(row: Question) -> Reason:
    stands_alone = not row.group and row.kind != "derived"
    return Reason(
        question=row.key,
        words=f"{row.question} {row.options.get(row.yes, 'Yes')}" if stands_alone else row.question,
        leads_to=row.leads_to,
        why=row.why,
        ask=row.ask,
        still_open=row.still_open,
        sources=row.sources,
        strength=row.strength,
        grade=row.grade,
    )
