"""The written rule for evidence grades: five criteria, the weakest decides.

=========== ===================== ================== =================== ==============
grade       A                     B                  C                   D
=========== ===================== ================== =================== ==============
directness  two running studies   one such study     directions alone,
            with a number at the                     walking, or other
            same speed                               speeds
design      two full papers       one full paper     abstracts and
                                                     student work alone
studies     three                 two                one
people      100                   30                 15                  fewer
agreement   90 % of the weight    75 %               50 %                less
            on one side
=========== ===================== ================== =================== ==============

All studies compare the same people both ways, so design asks for the kind of report. People count
where a result is stated, not where it is inferred from silence. Up, down and no change are the
sides. So without a number for running nothing is better than C. No vote, no grade.

The same rule serves questions about walking, or with something else held equal: `Asked` says which
studies are direct.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from backrun.evidence.muscles import Mode, muscle_constant
from backrun.models.body.votes import Vote

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: which gait, and with what held equal both ways.

    A result is direct where its row is of that gait and `matched` in what is held.
    """

    gait: Mode = "running"
    held: str = "at the same speed"

    def met_by(self, vote: Vote) -> bool:
        """Whether a result is a number for what is asked."""
        return vote.number and vote.row.gait == self.gait and vote.row.matched == "yes"

    @property
    def direct(self) -> str:
        """The study that would answer it."""
        return f"a {self.gait} study with a number {self.held}"


USUAL = Asked()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What one criterion allows, why, and what the next grade needs ("" at the top)."""

    allows: Grade
    why: str
    needs: str


@dataclass(frozen=True, slots=True)
class Grading:
    """A grade (None without any vote) with its reasons.

    `steps` holds one sentence a criterion, then one on what the next grade would need.
    """

    grade: Grade | None
    steps: tuple[str, ...]


def grading(votes: Sequence[Vote], asked: Asked = USUAL) -> Grading:
    """Grade the results of one question by the rule of this module."""
    if not votes:
        # Walking, or a direction alone, would do for the lowest one.
        needed = "A grade would need a result that compares the two directions."
        return Grading(None, ("No grade: no result that counts.", needed))
    criteria = (
        _directness(votes, asked),
        _design(votes),
        _studies(votes),
        _people(votes),
        _agreement(votes),
    )
    lowest = max(criterion.allows for criterion in criteria)
    steps = [f"{criterion.why}: allows {criterion.allows}." for criterion in criteria]
    if lowest != "A":
        needs = "; ".join(criterion.needs for criterion in criteria if criterion.allows == lowest)
        steps.append(f"Grade {_above(lowest)} would need {needs}.")
    return Grading(lowest, tuple(steps))


def _above(grade: Grade) -> Grade:
    return GRADES[GRADES.index(grade) - 1]


def _count(number: int, one: str, several: str) -> str:
    return f"{number or 'no'} {several if number > 1 else one}"


def _by_number(number: int) -> Grade:
    """Grade a count: none is C, one B, two or more A."""
    return "A" if number > 1 else "B" if number else "C"


def _directness(votes: Sequence[Vote], asked: Asked) -> Criterion:
    direct = len({vote.study for vote in votes if asked.met_by(vote)})
    count = _count(direct, f"{asked.gait} study", f"{asked.gait} studies")
    needs = asked.direct if direct == 0 else "a second " + asked.direct.removeprefix("a ")
    return Criterion(_by_number(direct), f"Directness, {count} with a number {asked.held}", needs)


def _design(votes: Sequence[Vote]) -> Criterion:
    papers = len({vote.study for vote in votes if vote.row.report == "paper"})
    count = _count(papers, "full paper", "full papers")
    return Criterion(_by_number(papers), f"Design, {count}", "one more full paper")


def _studies(votes: Sequence[Vote]) -> Criterion:
    number = len({vote.study for vote in votes})
    return Criterion(_by_number(number - 1), f"Studies, {number}", "one more study")


def _people(votes: Sequence[Vote]) -> Criterion:
    stated = {vote.study: vote.row.n or 0 for vote in votes if not vote.row.inferred}
    people = sum(stated.values())
    grade = _reached("people", people)
    least = 0.0 if grade == "A" else muscle_constant(f"people_grade_{_above(grade).lower()}")
    why = f"People, {people or 'none'} in stated results"
    return Criterion(grade, why, f"results stated for {least:g} people in all")


def _agreement(votes: Sequence[Vote]) -> Criterion:
    total = sum(vote.weight for vote in votes)
    side = max(sum(vote.weight for vote in votes if vote.sign == sign) for sign in (1, 0, -1))
    why = f"Agreement, {100 * side / total:.0f} % of the weight on one side"
    return Criterion(_reached("agreement", side / total), why, "studies that agree more")


def _reached(name: str, value: float) -> Grade:
    for grade in GRADES[:-1]:
        if value >= muscle_constant(f"{name}_grade_{grade.lower()}"):
            return grade
    return "D"
