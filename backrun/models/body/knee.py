"""The knee at one speed, interpolated between the speeds at which it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence import coefficient
from backrun.evidence.muscles import JointRow, joint_quantities, joint_rows, muscle_constant
from backrun.models.energy.oxygen_cost import LEVEL, deviations

KNEE = ("kneecap_force", "knee_moment")
"""The quantities that were measured at more than one speed."""


@dataclass(frozen=True, slots=True)
class KneeLoad:
    """A forward and a backward value in one unit, and the change for one person.

    `change` is backward over forward, less 1.
    """

    forward: float
    backward: float
    unit: str
    change: Estimate


def placed_speed(row: JointRow) -> float:
    """Return the middle of a row's stated speeds in m/s, or where we place it."""
    if row.speed_low_m_s is None or row.speed_high_m_s is None:
        return muscle_constant("knee_study_speed")
    return (row.speed_low_m_s + row.speed_high_m_s) / 2


def placed_studies() -> tuple[str, ...]:
    """Return the keys of the knee's studies that do not state their speed."""
    rows = (row for key in KNEE for row in knee_rows(key))
    return tuple(dict.fromkeys(row.study_id for row in rows if row.speed_low_m_s is None))


def knee_rows(key: str) -> list[JointRow]:
    """Return the rows to interpolate between: both values, at the same speed, slowest first."""
    rows = (row for row in joint_rows() if row.quantity == key and row.counted)
    same_speed = [row for row in rows if row.matched == "yes" and row.change is not None]
    return sorted(same_speed, key=placed_speed)


def measured_speeds() -> tuple[float, float]:
    """Return the slowest and fastest speed (m/s) of the knee's studies, placed ones too."""
    speeds = [placed_speed(row) for key in KNEE for row in knee_rows(key)]
    return min(speeds), max(speeds)


def knee_at(key: str, speed_m_s: float) -> KneeLoad:
    """Interpolate a knee quantity at a measured speed or between two, forward and backward alike.

    Notes
    -----
    The log change of one person scatters with s^2 (1 + 1 / n): s is the spread of single runners
    where a study gives it, joined from the forward and the backward one with the correlation
    `correlation_forward_backward`; n is the smallest study's.
    """
    rows = knee_rows(key)
    speeds = [placed_speed(row) for row in rows]
    forward, backward = (
        float(np.interp(speed_m_s, speeds, [float(getattr(row, way) or 0.0) for row in rows]))
        for way in ("forward", "backward")
    )
    people = min(row.n or 1 for row in rows)
    spread = max(person_spread(row) or 0.0 for row in rows) * sqrt(1 + 1 / people)
    centre, half = log(backward / forward), deviations(LEVEL) * spread
    change = Estimate(exp(centre - half) - 1, backward / forward - 1, exp(centre + half) - 1, LEVEL)
    return KneeLoad(forward, backward, rows[0].unit, change)


def person_spread(row: JointRow) -> float | None:
    """Return the spread of single people's log change, or None where a study gives none."""
    if not (row.forward and row.backward and row.forward_sd and row.backward_sd):
        return None
    ways = row.forward_sd / row.forward, row.backward_sd / row.backward
    together = 2 * coefficient("correlation_forward_backward") * ways[0] * ways[1]
    return sqrt(ways[0] ** 2 + ways[1] ** 2 - together)


def joint_points() -> pd.DataFrame:
    """Return the confirmed forward and backward values of the joints, one row a study.

    Returns
    -------
    pandas.DataFrame
        quantity, label, study_id, speed_m_s (missing where not stated), placed_m_s (the stated
        speed, or where we place it; missing where the speeds differed), matched, forward,
        forward_sd, backward, backward_sd (standard deviations between people, missing where not
        stated), unit, n, change (backward over forward, less 1).

    Examples
    --------
    >>> joint_points()["change"].round(2).tolist()[:3]
    [-0.24, 0.03, -0.46]
    """
    rows = [row for row in joint_rows() if row.counted and row.forward is not None]
    columns: dict[str, object] = {
        "quantity": [row.quantity for row in rows],
        "label": [joint_quantities()[row.quantity].label for row in rows],
        "study_id": [row.study_id for row in rows],
        "speed_m_s": numbers([placed_speed(row) if row.speed_low_m_s else None for row in rows]),
        "placed_m_s": numbers(
            [placed_speed(row) if row.matched == "yes" else None for row in rows]
        ),
        "matched": [row.matched for row in rows],
    }
    for name in ("forward", "forward_sd", "backward", "backward_sd"):
        columns[name] = numbers([getattr(row, name) for row in rows])
    columns["unit"] = [row.unit for row in rows]
    columns["n"] = [row.n for row in rows]
    columns["change"] = [(row.change or 1.0) - 1 for row in rows]
    return pd.DataFrame(columns)


def numbers(values: list[float | None]) -> object:
    """Return a column in which a number that nobody gave is missing."""
    return pd.array(values, dtype="Float64")
