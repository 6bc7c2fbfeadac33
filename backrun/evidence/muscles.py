"""Muscle and joint findings, the muscles of the body map, and the constants that weigh findings.

The app shows an unconfirmed row (`verified` is no: nobody has read it in the source itself), but
does not use it in an index, a joint quantity or a grade of evidence.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from backrun.evidence.rows import (
    DATA,
    EvidenceError,
    Optional,
    OptionalCount,
    Row,
    read_rows,
    sources,
)

Mode = Literal["running", "walking", "water"]
Matched = Literal["yes", "no", "unknown"]
Change = Literal["up", "down", "none", "unknown"]
Report = Literal["paper", "conference", "student"]
Comparison = Literal[
    "direction", "slope", "training", "landing", "step length", "function", "absolute", "review"
]

Keys = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda text: tuple(text.split()) if isinstance(text, str) else text),
]


class MuscleEntry(Row):
    """A muscle of the body map: its name, its place, and its roles forward and backward.

    A role combines "brakes" (works while it lengthens), "drives" (while it shortens) and
    "stabilises" (at one length), or is "not known". We inferred the roles; no study measured them.
    """

    muscle: str
    name: str
    place: str
    role_forward: str
    role_backward: str
    role_note: str
    role_source: Keys

    @model_validator(mode="after")
    def _roles_are_known_words(self) -> MuscleEntry:
        for role in (self.role_forward, self.role_backward):
            words = set(role.split(" and "))
            if role != "not known" and not words <= {"brakes", "drives", "stabilises"}:
                raise ValueError(f"role: {role!r} is not made of brakes, drives, stabilises")
        return self

    @property
    def label(self) -> str:
        """Name and place, for the screen."""
        return f"{self.name} ({self.place})"


class Finding(Row):
    """The fields that muscle and joint rows share: one study's result, backward against forward.

    Speeds are in m/s if the study states them; `ratio` is the backward value divided by the
    forward value; `matched` tells whether people went both ways at the same speed; `report` is the
    kind of publication.
    """

    study_id: str
    comparison: Comparison
    gait: Mode
    inferred: bool = False
    speed_low_m_s: Optional
    speed_high_m_s: Optional
    matched: Matched
    direction: Change
    ratio: Optional
    n: OptionalCount
    report: Report
    verified: bool
    locator: str
    note: str

    @property
    def change(self) -> float | None:
        """The backward value divided by the forward value, or None without a number."""
        return self.ratio

    @model_validator(mode="after")
    def _ratio_is_possible(self) -> Finding:
        if self.ratio is not None and self.ratio <= 0:
            raise ValueError(f"ratio: {self.ratio:g} is not above 0")
        if self.ratio is not None and (
            (self.direction == "up" and self.ratio <= 1)
            or (self.direction == "down" and self.ratio >= 1)
        ):
            raise ValueError(f"ratio: {self.ratio:g} is not {self.direction}")
        return self


class MuscleRow(Finding):
    """The activity of one muscle, backward against forward, in one study.

    `measured` is the study's own name of the muscle, `muscles` are the keys of the same muscles on
    the body map. Grades are rise over run. `inferred` marks a "none" (no change) that the study
    does not state: its list of changes leaves the muscle out.
    """

    measured: str
    muscles: Keys
    grade_low: float
    grade_high: float
    measure: str
    inferred: bool

    @model_validator(mode="after")
    def _muscles_are_on_the_map(self) -> MuscleRow:
        for muscle in self.muscles:
            if muscle not in muscle_table():
                raise ValueError(f"muscles: {muscle!r} is not in muscles.csv")
        return self

    @property
    def left_out(self) -> str:
        """The reason why the row enters no index, or "" if the row enters one."""
        if not self.muscles:
            return "speaks for no single muscle of the map"
        if not self.verified:
            return "unconfirmed: not read in the source"
        if self.comparison != "direction":
            return "not a measurement of backward against forward"
        if self.grade_low or self.grade_high:
            return "uphill: slope and direction cannot be told apart"
        return "result not in the text that could be read" if self.direction == "unknown" else ""


class JointRow(Finding):
    """A joint force, moment, contact or stride quantity, backward against forward, in one study.

    The app's answer about the quantity rests on the `counted` rows; the others are context.
    """

    quantity: str
    measure: str
    forward: Optional
    forward_sd: Optional
    backward: Optional
    backward_sd: Optional
    unit: str
    counted: bool

    @model_validator(mode="after")
    def _counted_rows_are_usable(self) -> JointRow:
        if self.quantity not in joint_quantities():
            raise ValueError(f"quantity: {self.quantity!r} is not in joint_quantities.csv")
        if self.counted and not self.verified:
            raise ValueError("counted: an unverified row never decides")
        if self.counted and self.comparison != "direction":
            raise ValueError("counted: only backward against forward counts")
        if (self.forward is None) != (self.backward is None):
            raise ValueError("forward: a pair needs both values")
        if self.forward is not None and not self.unit:
            raise ValueError("unit: a forward value needs a unit")
        return self

    @property
    def change(self) -> float | None:
        """The backward value divided by the forward value, or None without a number."""
        if self.forward is not None and self.backward is not None:
            return self.backward / self.forward
        return self.ratio


class JointQuantity(Row):
    """A quantity of the joints: its name, how well it is known, and its state in each direction."""

    quantity: str
    label: str
    status: Literal["measured", "contested", "not quantified"]
    forward: str
    backward: str
    note: str


class Constant(Row):
    """A number that sets how much a finding counts: our own choice, with its reason."""

    name: str
    value: float
    unit: str
    note: str


@cache
def muscle_table() -> dict[str, MuscleEntry]:
    """Return the muscles of the body map by key, in the order of the file."""
    studies = frozenset(sources())
    rows = read_rows(DATA / "muscles.csv", MuscleEntry, studies)
    for row in rows:
        for study in row.role_source:
            if study not in studies:
                raise EvidenceError(f"muscles.csv, {row.muscle}: {study!r} is not in sources.csv")
    return {row.muscle: row for row in rows}


@cache
def muscle_rows() -> tuple[MuscleRow, ...]:
    """Return all measured muscle activities, also those that enter no index."""
    return read_rows(DATA / "muscle_activity.csv", MuscleRow, frozenset(sources()))


@cache
def joint_quantities() -> dict[str, JointQuantity]:
    """Return the joint quantities by key, in the order of the file."""
    rows = read_rows(DATA / "joint_quantities.csv", JointQuantity, frozenset())
    return {row.quantity: row for row in rows}


@cache
def joint_rows() -> tuple[JointRow, ...]:
    """Return the measured joint, contact and stride quantities."""
    return read_rows(DATA / "joint_loading.csv", JointRow, frozenset(sources()))


@cache
def muscle_constants() -> dict[str, Constant]:
    """Return the constants by name, in the order of the table."""
    rows = read_rows(DATA / "muscle_constants.csv", Constant, frozenset())
    return {row.name: row for row in rows}


def muscle_constant(name: str) -> float:
    """Return the value of one constant.

    Raises
    ------
    EvidenceError
        The table has no such constant.
    """
    row = muscle_constants().get(name)
    if row is None:
        raise EvidenceError(f"muscle_constants.csv: no value for {name!r}")
    return row.value
