"""One muscle in depth: its role, its grade, and every study that names it."""

from __future__ import annotations

from functools import cache

from backrun.evidence import sources
from backrun.evidence.muscles import MuscleRow
from backrun.models.body.muscles import muscle_emphasis
from backrun.models.body.votes import Vote
from backrun.reports.tables.method import cite
from backrun.wording.body import name, place, verdict
from backrun.wording.numbers import DASH, THIN

FINDINGS = {"up": "More", "down": "Less", "none": "No change", "unknown": "No result readable"}
SPEEDS = {"yes": "the same speed", "no": "different speeds", "unknown": "speeds not stated"}
GAITS = {"running": "running", "walking": "walking", "water": "walking in water"}


@cache
def muscle_notes(key: str) -> str:
    """Return Markdown on one muscle: its verdict, its role, and why it has its grade."""
    muscle = muscle_emphasis()[key]
    roles = [study for study in muscle.role_studies if study != "backrun"]
    inferred = f" ({cite(*roles)})" if roles else ""
    grade = f"Grade {muscle.grade}." if muscle.grade else "No grade."
    steps = "\n".join(f"- {step}" for step in muscle.grade_steps)
    return (
        f"**{verdict(muscle)}.** {name(key)}, {place(key)}.\n\n"
        f"**Role.** Forward: {muscle.role_forward}. Backward: {muscle.role_backward}. "
        f"{muscle.role_note}{inferred}\n\n**{grade}**\n{steps}"
    )


@cache
def muscle_studies(key: str) -> str:
    """Return the studies that name a muscle as a Markdown list, those that count first."""
    muscle = muscle_emphasis()[key]
    votes = {id(vote.row): vote for vote in muscle.votes}
    rows = sorted(muscle.rows, key=lambda row: id(row) not in votes)
    if not rows:
        return f"No study names {name(key).lower()} and compares the two directions."
    return "\n".join(_study(row, votes.get(id(row))) for row in rows)


def _study(row: MuscleRow, vote: Vote | None) -> str:
    source = sources()[row.study_id]
    cited = f"[{source.citation}]({source.link})" if source.link else source.citation
    people = "people not stated" if row.n is None else f"n{THIN}={THIN}{row.n}"
    known = "Verified" if row.verified else "**Unconfirmed**"
    counts = f"Counts with weight {vote.weight:.2f}" if vote else f"Does not count: {row.left_out}"
    note = f" {row.note}" if row.note else ""
    return (
        f"- **{_finding(row)}**, {GAITS[row.gait]}, {_speed(row)}, {people}; {row.measured}, "
        f"{row.measure}. {cited}. {known} ({row.locator}). {counts}.{note}"
    )


def _speed(row: MuscleRow) -> str:
    words = SPEEDS[row.matched]
    if row.matched == "yes" and row.comparison == "direction":
        words += " both ways"
    if row.speed_low_m_s is None or row.speed_high_m_s is None:
        return words
    low, high = f"{row.speed_low_m_s:.1f}", f"{row.speed_high_m_s:.1f}"
    span = low if low == high else f"{low}{DASH}{high}"
    return f"{span}{THIN}m/s, {words}"


def _finding(row: MuscleRow) -> str:
    return FINDINGS[row.direction] if row.ratio is None else f"{row.ratio:.2f} times"
