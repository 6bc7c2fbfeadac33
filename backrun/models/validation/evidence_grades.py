"""The grades of the main findings, each by the one written rule of `backrun.models.body.grades`.

How a row of the energy data speaks: a ratio of the pool is a result with a number; a study whose
numbers could not be read, and which reports no significant difference, is a "no change". What is
second-hand, repeats another paper or compares different people has no say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from backrun.evidence import RatioRow, ratio_rows
from backrun.evidence.muscles import Finding, Matched, Report, joint_rows, muscle_rows
from backrun.evidence.rows import Gait
from backrun.models.body.grades import Asked, Grade, Grading, grading
from backrun.models.body.joints import joint_loading
from backrun.models.body.muscles import muscle_emphasis
from backrun.models.body.votes import Vote, cast_votes
from backrun.models.energy.heart_rate import STUDY, heart_rate

Group = Literal["energy", "joints", "muscles"]


@dataclass(frozen=True, slots=True)
class GradedFinding:
    """A main finding and its grade.

    Attributes
    ----------
    key : str
    group : {"energy", "joints", "muscles"}
    label : str
        What it is about, in a few words.
    grade : {"A", "B", "C", "D"} or None
        None where nothing was measured.
    why : tuple of str
        One sentence a criterion, with what it allows.
    raised_by : str
        What the next grade would need; "" at the top.
    studies : tuple of str
        Keys of the studies that count.
    people : int
        People in stated results.
    """

    key: str
    group: Group
    label: str
    grade: Grade | None
    why: tuple[str, ...]
    raised_by: str
    studies: tuple[str, ...]
    people: int


@cache
def graded_findings() -> tuple[GradedFinding, ...]:
    """Return the main findings: energy first, then joints and steps, then every muscle.

    Examples
    --------
    >>> [(finding.key, finding.grade) for finding in graded_findings()[:2]]
    [('energy_running', 'B'), ('energy_walking', 'B')]
    """
    return (*_energy(), *_joints(), *_muscles())


def _energy() -> tuple[GradedFinding, ...]:
    same_effort = Asked(held="at the same oxygen uptake")
    return (
        _graded(
            "energy_running",
            "Energy of running backward, same speed",
            ratio_votes("running"),
            Asked(),
        ),
        _graded(
            "energy_walking",
            "Energy of walking backward, same speed",
            ratio_votes("walking"),
            Asked(gait="walking"),
        ),
        _graded(
            "equal_effort",
            "Backward speed at the same effort",
            # The studies held the speed, so the speed of equal effort is computed from them.
            ratio_votes("running", matched="no"),
            same_effort,
        ),
        _graded("heart_rate", "Heart beats at the same effort", _heart_rate_votes(), same_effort),
    )


def ratio_votes(gait: Gait, *, matched: Matched = "yes") -> tuple[Vote, ...]:
    """Return what the energy studies of a gait say, as votes.

    Parameters
    ----------
    gait : {"walking", "running"}
    matched : {"yes", "no", "unknown"}
        Whether what the question holds equal was held equal.
    """
    rows = [row for row in ratio_rows() if row.gait == gait and row.verified and _speaks(row)]
    return cast_votes(_finding(row, matched) for row in rows)


def _speaks(row: RatioRow) -> bool:
    return row.pooled or row.measured is None


def _finding(row: RatioRow, matched: Matched) -> Finding:
    ratio = row.measured
    direction = "none" if ratio is None else "up" if ratio > 1 else "down"
    return Finding(
        study_id=row.study_id,
        comparison="direction",
        gait=row.gait,
        speed_low_m_s=row.speed_low_m_s,
        speed_high_m_s=row.speed_high_m_s,
        matched=matched,
        direction=direction,
        ratio=ratio,
        n=row.n,
        report=_report(row.study_id),
        verified=row.verified,
        locator=row.locator,
        note=row.note,
    )


def _report(study: str) -> Report:
    """Return what kind of text a study stands in, as the muscle and joint rows know it."""
    known = {row.study_id: row.report for row in (*muscle_rows(), *joint_rows())}
    return known.get(study, "paper")


def _heart_rate_votes() -> tuple[Vote, ...]:
    found = heart_rate("running")
    ratio = found.beats / found.expected_beats
    finding = Finding(
        study_id=STUDY,
        comparison="direction",
        gait="running",
        speed_low_m_s=found.speed_m_s,
        speed_high_m_s=found.speed_m_s,
        matched="yes",
        direction="up" if ratio > 1 else "down",
        ratio=ratio,
        n=found.n,
        report=_report(STUDY),
        verified=True,
        locator="abstract",
        note="Read off the line through the forward means.",
    )
    return cast_votes((finding,))


def _graded(key: str, label: str, votes: Sequence[Vote], asked: Asked) -> GradedFinding:
    studies = {vote.study: vote.row.n or 0 for vote in votes if not vote.row.inferred}
    return _from(key, "energy", label, grading(votes, asked), tuple(studies), sum(studies.values()))


def _from(
    key: str, group: Group, label: str, graded: Grading, studies: tuple[str, ...], people: int
) -> GradedFinding:
    raised = [step for step in graded.steps if " would need " in step]
    return GradedFinding(
        key=key,
        group=group,
        label=label,
        grade=graded.grade,
        why=tuple(step for step in graded.steps if step not in raised),
        raised_by=raised[0] if raised else "",
        studies=studies,
        people=people,
    )


def _joints() -> tuple[GradedFinding, ...]:
    return tuple(
        _from(
            joint.key,
            "joints",
            joint.label,
            Grading(joint.grade, joint.grade_steps),
            joint.studies if joint.grade else (),
            sum({row.study_id: row.n or 0 for row in joint.rows if row.counted}.values()),
        )
        for joint in joint_loading().quantities
    )


def _muscles() -> tuple[GradedFinding, ...]:
    return tuple(
        _from(
            muscle.key,
            "muscles",
            muscle.label,
            Grading(muscle.grade, muscle.grade_steps),
            muscle.studies,
            sum(
                {
                    vote.study: vote.row.n or 0 for vote in muscle.votes if not vote.row.inferred
                }.values()
            ),
        )
        for muscle in muscle_emphasis().muscles
    )
