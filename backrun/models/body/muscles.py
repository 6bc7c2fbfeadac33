"""What running backward asks of each muscle, against running forward at the same speed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence.muscles import MuscleRow, muscle_rows, muscle_table
from backrun.inputs.field import number_within, shorten
from backrun.models.body.grades import Grade, grading
from backrun.models.body.votes import Emphasis, Vote, cast_votes, direction, pooled_index
from backrun.models.energy.limits import refuse_downhill
from backrun.scenario.scenario import Scenario

MUSCLES: tuple[str, ...] = tuple(muscle_table())
"""Keys of the muscles of the map."""
MUSCLE_LABELS: dict[str, str] = {key: entry.label for key, entry in muscle_table().items()}
"""Plain names by key."""


@dataclass(frozen=True, slots=True)
class Muscle:
    """One muscle of the map.

    Attributes
    ----------
    key, label : str
        Name in code, and on the screen.
    index : Estimate or None
        Activity per minute of the blend against all forward, at the same speed; None where nothing
        was measured, whatever the share.
    direction : {"less", "similar", "more", "much more", "not measured"}
        By the centre of the index; a range that holds 1 says that it is not certain.
    role_forward, role_backward : str
        "brakes", "drives", "stabilises", two of them joined by " and ", or "not known".
    role_note : str
        A sentence on the role and what it is inferred from.
    role_studies : tuple of str
        Keys of the studies that the role is inferred from.
    grade : {"A", "B", "C", "D"} or None
        By the rule of `backrun.models.body.grades`; None where nothing was measured.
    grade_steps : tuple of str
        Why that grade, one sentence a criterion, then what would raise it.
    votes : tuple of Vote
        The single results that the index pools, always for all backward.
    rows : tuple of MuscleRow
        Every row that names the muscle; those that do not count say why (`left_out`).
    """

    key: str
    label: str
    index: Estimate | None
    direction: Emphasis
    role_forward: str
    role_backward: str
    role_note: str
    role_studies: tuple[str, ...]
    grade: Grade | None
    grade_steps: tuple[str, ...]
    votes: tuple[Vote, ...]
    rows: tuple[MuscleRow, ...]

    @property
    def studies(self) -> tuple[str, ...]:
        """Keys of the studies that count, each once."""
        return tuple(dict.fromkeys(vote.study for vote in self.votes))

    @property
    def n_studies(self) -> int:
        """Number of studies that count."""
        return len(self.studies)

    @property
    def conflict(self) -> bool:
        """Whether one study says up and another down."""
        return {1, -1} <= {vote.sign for vote in self.votes}


@dataclass(frozen=True, slots=True)
class MuscleEmphasis(Mapping[str, Muscle]):
    """All muscles of the map, for a share of the running minutes that is backward (0 to 1).

    A mapping of the keys in `MUSCLES` to their muscles. `limits` names the validity limits that
    the scenario crosses (`backrun.LIMITS` explains them).
    """

    share_backward: float
    muscles: tuple[Muscle, ...]
    limits: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Muscle:
        """Return one muscle by its key."""
        for muscle in self.muscles:
            if muscle.key == key:
                return muscle
        raise KeyError(f"{shorten(key)}; allowed: {', '.join(self)}")

    def __iter__(self) -> Iterator[str]:
        return iter(MUSCLES)

    def __len__(self) -> int:
        return len(MUSCLES)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a muscle; an index that was not measured is missing, not a number."""
        columns: dict[str, object] = {"muscle": [muscle.key for muscle in self.muscles]}
        for bound in ("low", "central", "high"):
            columns[f"index_{bound}"] = pd.array(
                [None if m.index is None else float(getattr(m.index, bound)) for m in self.muscles],
                dtype="Float64",
            )
        for name in ("direction", "role_forward", "role_backward", "grade", "n_studies"):
            columns[name] = [getattr(muscle, name) for muscle in self.muscles]
        return pd.DataFrame(columns)


def muscle_emphasis(share_backward: float = 1.0) -> MuscleEmphasis:
    """Muscle activity of running with a share of the minutes backward, against all forward.

    Parameters
    ----------
    share_backward : float
        Share of the minutes that is backward, 0 to 1.

    Returns
    -------
    MuscleEmphasis
        The index (activity per minute, same speed both ways) is 1 - share + share x the index of
        running all backward, bound by bound: 1 for every measured muscle at share 0, monotone in
        between. `backrun.models.body.votes` explains the rule, `backrun.models.body.grades` the
        grades.

    Raises
    ------
    ValueError
        The share is not a number from 0 to 1.

    Notes
    -----
    Validity: level ground. Figures from slopes never enter; unconfirmed rows enter neither as a
    number nor as a direction; nor do reviews, training effects and forward foot-strike studies.

    Examples
    --------
    >>> muscle_emphasis()["rectus_femoris"].direction
    'much more'
    >>> muscle_emphasis()["gluteus_medius"].index is None
    True
    """
    share = float(number_within("share_backward", share_backward, 0, 1))
    return MuscleEmphasis(share, tuple(_blend(muscle, share) for muscle in _all_backward()))


def week_emphasis(scenario: Scenario) -> MuscleEmphasis:
    """Muscle activity of the scenario's week against the same week all forward, by minutes.

    A week of rest asks nothing of any muscle either way, so it counts as share 0. The index stands
    for the same speed both ways: at a slower backward speed a muscle is likely asked for less.
    Uphill the answer of the level is given, with its limit named.

    Parameters
    ----------
    scenario : Scenario
        Its week, by minutes; downhill is refused.

    Returns
    -------
    MuscleEmphasis
        Indices without a unit: 1 is the week all forward.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.

    Examples
    --------
    >>> round(week_emphasis(Scenario()).share_backward, 2)
    0.15
    """
    refuse_downhill(scenario.grade)
    week = scenario.week
    share = week.backward_minutes / week.minutes if week.minutes else 0.0
    limits = ("muscles_grade",) if scenario.grade > 0 else ()
    return replace(muscle_emphasis(share), limits=limits)


def _blend(muscle: Muscle, share: float) -> Muscle:
    if muscle.index is None:
        return muscle
    index = muscle.index.apply(lambda ratio: 1 - share + share * ratio)
    return replace(muscle, index=index, direction=direction(float(index.central)))


@cache
def _all_backward() -> tuple[Muscle, ...]:
    return tuple(muscle_from(key, muscle_rows()) for key in MUSCLES)


def muscle_from(key: str, rows: Sequence[MuscleRow]) -> Muscle:
    """Judge one muscle, running all backward, from the rows given (any muscle's, any order)."""
    entry = muscle_table()[key]
    naming = tuple(row for row in rows if key in row.muscles)
    votes = cast_votes(row for row in naming if not row.left_out)
    index = pooled_index(votes) if votes else None
    graded = grading(votes)
    return Muscle(
        key=key,
        label=entry.label,
        index=index,
        direction="not measured" if index is None else direction(float(index.central)),
        role_forward=entry.role_forward,
        role_backward=entry.role_backward,
        role_note=entry.role_note,
        role_studies=entry.role_source,
        grade=graded.grade,
        grade_steps=graded.steps,
        votes=votes,
        rows=naming,
    )
