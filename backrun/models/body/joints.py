"""What running backward does to knees, steps and landing, against forward at the same speed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence import sources
from backrun.evidence.muscles import JointRow, joint_quantities, joint_rows, muscle_constant
from backrun.inputs.field import real_number, shorten
from backrun.models.body.grades import Grade, grading
from backrun.models.body.knee import KNEE, knee_at, measured_speeds, numbers
from backrun.models.body.votes import cast_votes, direction
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.energy.oxygen_cost import LEVEL, deviations

Status = Literal["measured", "contested", "not quantified"]
JointDirection = Literal["less", "similar", "more", "different", "contested"]


@dataclass(frozen=True, slots=True)
class Joint:
    """One quantity, backward against forward.

    Attributes
    ----------
    key, label : str
        Name in code, and on the screen.
    status : {"measured", "contested", "not quantified"}
    direction : {"less", "similar", "more", "different", "contested"}
        What it is backward.
    forward, backward : str
        Values with their unit, or words; "" where the studies contest it.
    change : Estimate or None
        Backward over forward, less 1, for one person; None where no number can be given.
    speed_range : tuple of float, or None
        Slowest and fastest speed measured in m/s; None where no speed is stated.
    grade : {"A", "B", "C", "D"} or None
    grade_steps : tuple of str
        Why that grade, and what the next would need.
    studies : tuple of str
        Keys of the studies that carry the answer; where none does, of those it is expected from.
    sides : tuple of str
        For a contested quantity what each side says, a sentence each.
    note : str
    rows : tuple of JointRow
        All rows of the quantity, with those that are context only.
    """

    key: str
    label: str
    status: Status
    direction: JointDirection
    forward: str
    backward: str
    change: Estimate | None
    speed_range: tuple[float, float] | None
    grade: Grade | None
    grade_steps: tuple[str, ...]
    studies: tuple[str, ...]
    sides: tuple[str, ...]
    note: str
    rows: tuple[JointRow, ...]


@dataclass(frozen=True, slots=True)
class JointLoading(Mapping[str, Joint]):
    """All quantities at one speed in m/s: a mapping of their keys to them."""

    speed_m_s: float
    quantities: tuple[Joint, ...]

    def __getitem__(self, key: str) -> Joint:
        """Return one quantity by its key."""
        for quantity in self.quantities:
            if quantity.key == key:
                return quantity
        raise KeyError(f"{shorten(key)}; allowed: {', '.join(self)}")

    def __iter__(self) -> Iterator[str]:
        return (quantity.key for quantity in self.quantities)

    def __len__(self) -> int:
        return len(self.quantities)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a quantity; a change without a number is missing."""
        columns: dict[str, object] = {
            "quantity": [quantity.key for quantity in self.quantities],
            "forward": [quantity.forward for quantity in self.quantities],
            "backward": [quantity.backward for quantity in self.quantities],
        }
        for bound in ("low", "central", "high"):
            changes = [quantity.change for quantity in self.quantities]
            columns[f"change_{bound}"] = numbers(
                [None if change is None else getattr(change, bound) for change in changes]
            )
        for position, name in enumerate(("speed_low", "speed_high")):
            ranges = [quantity.speed_range for quantity in self.quantities]
            columns[name] = numbers([None if ends is None else ends[position] for ends in ranges])
        for name in ("grade", "status", "direction", "note"):
            columns[name] = [getattr(quantity, name) for quantity in self.quantities]
        columns["studies"] = [" ".join(quantity.studies) for quantity in self.quantities]
        return pd.DataFrame(columns)


def joint_loading(speed_m_s: float | None = None) -> JointLoading:
    """Compare knee load, steps and landing, backward against forward at the same speed.

    Parameters
    ----------
    speed_m_s : float, optional
        Speed both ways in m/s; by default the fastest at which the knee was measured.

    Returns
    -------
    JointLoading
        Force under the kneecap and knee moment are interpolated between the measured speeds,
        forward and backward alike, so that a measured speed gives back the measured values. Their
        interval is for one person: the spread of single runners in Roos 2012, forward and backward
        correlated as `correlation_forward_backward` says. The other quantities do not move with
        speed: no study says how they would.

    Raises
    ------
    NotMeasuredError
        The speed lies outside the speeds at which the knee was measured.
    ValueError
        The speed is not a number.

    Notes
    -----
    Roos 2012 leaves its speed out of the abstract; `knee_study_speed` places it.

    Examples
    --------
    >>> round(joint_loading(3.0)["kneecap_force"].change.central, 2)
    -0.24
    >>> joint_loading(1.0)["kneecap_force"].direction
    'similar'
    """
    slowest, fastest = measured_speeds()
    speed = fastest if speed_m_s is None else speed_m_s
    number = real_number(speed)
    if number is None or (isinstance(number, float) and math.isnan(number)):
        raise ValueError(
            f"speed_m_s: {shorten(speed)} is not a number; allowed: {slowest:g} to {fastest:g} m/s"
        )
    if not slowest <= number <= fastest:
        asked = shorten(number).removesuffix(".0")
        raise NotMeasuredError(
            f"speed_m_s: {asked} m/s; there are numbers for the knee from {slowest:g} to "
            f"{fastest:g} m/s, where a study is placed that does not state its speed"
        )
    speed = float(number)
    return JointLoading(speed, tuple(_joint(key, speed) for key in joint_quantities()))


def _joint(key: str, speed: float) -> Joint:
    entry = joint_quantities()[key]
    rows = tuple(row for row in joint_rows() if row.quantity == key)
    counted = [row for row in rows if row.counted]
    graded = grading(cast_votes(counted))
    pair = knee_at(key, speed) if key in KNEE else None
    change = pair.change if pair else _reported_change(counted)
    return Joint(
        key=key,
        label=entry.label,
        status=entry.status,
        direction=_direction(entry.status, change, counted or rows),
        forward=_amount(pair.forward, pair.unit) if pair else entry.forward,
        backward=_amount(pair.backward, pair.unit) if pair else entry.backward,
        change=None if entry.status == "contested" else change,
        speed_range=measured_speeds() if pair else _stated_speeds(counted),
        grade=graded.grade,
        grade_steps=graded.steps,
        studies=tuple(dict.fromkeys(row.study_id for row in counted or rows)),
        sides=_sides(rows) if entry.status == "contested" else (),
        note=entry.note,
        rows=rows,
    )


def _reported_change(counted: Sequence[JointRow]) -> Estimate | None:
    """Return the change that a single ratio with P < 0.001 stands for, for one person.

    The t of 0.001 bounds the standard error of the mean from above, and with n the spread of
    single people: the widest interval that the report allows.
    """
    row = next((row for row in counted if row.ratio is not None), None)
    if row is None or row.ratio is None or row.n is None:
        return None
    change = row.ratio - 1
    half = deviations(LEVEL) * change / muscle_constant("step_rate_t") * math.sqrt(row.n + 1)
    return Estimate(change - half, change, change + half, LEVEL)


def _direction(status: Status, change: Estimate | None, rows: Sequence[JointRow]) -> JointDirection:
    if status == "contested":
        return "contested"
    if change is not None:
        named = direction(1 + float(change.central))
        return "less" if named == "less" else "similar" if named == "similar" else "more"
    signs = {row.direction for row in rows}
    return "more" if signs == {"up"} else "less" if signs == {"down"} else "different"


def _stated_speeds(rows: Sequence[JointRow]) -> tuple[float, float] | None:
    ends = [(row.speed_low_m_s, row.speed_high_m_s) for row in rows]
    stated = [(low, high) for low, high in ends if low is not None and high is not None]
    if not stated:
        return None
    return min(low for low, _ in stated), max(high for _, high in stated)


def _amount(value: float, unit: str) -> str:
    return f"{value:.{0 if value >= 10 else 1}f} {unit}"


def _sides(rows: Sequence[JointRow]) -> tuple[str, ...]:
    """Say what each study of the counted measure holds, and whether that was read."""
    measures = {row.measure for row in rows if row.counted}
    return tuple(
        f"{'More' if row.direction == 'up' else 'Less'}{'' if row.verified else ', unconfirmed'} "
        f"({sources()[row.study_id].short}): {row.note}"
        for row in rows
        if row.measure in measures
    )
