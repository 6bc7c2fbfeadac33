"""How the backward multiplier is pooled: each study as a log ratio of net costs, with its variance.

The coefficient table holds the pooled values; a test pools again and fails when they drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from backrun.evidence import RatioRow, coefficient, ratio_rows
from backrun.evidence.rows import Gait
from backrun.models.energy.equations import lcda_walking
from backrun.models.energy.oxygen_cost import forward_running


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One study's log ratio of net cost, backward over forward, its variance and its people."""

    study_id: str
    log_ratio: float
    variance: float
    n: int


def net_log_ratios(gait: Gait) -> tuple[StudyEffect, ...]:
    """Return the pooled studies of a gait as net log ratios, in the order of the data file.

    Rest (3.5 ml/kg/min) is taken off both sides of a ratio that is gross or does not say; one that
    is net stays. Where a study gives no spread, single people are taken to scatter as in the one
    that does (0.089); two separate spreads are joined with a correlation of 0.5.
    """
    return tuple(
        _effect(row, gait)
        for row in ratio_rows()
        if row.pooled and row.verified and row.gait == gait
    )


def _effect(row: RatioRow, gait: Gait) -> StudyEffect:
    forward, backward = _net_values(row)
    people = row.n or 0
    if row.ratio_sem is not None and row.ratio is not None:
        # The error of backward over forward, carried over to the part above rest.
        gross_forward = forward + coefficient("rest")
        variance = (row.ratio_sem * gross_forward / backward) ** 2
    elif row.forward_sd is not None and row.backward_sd is not None:
        spread_forward, spread_backward = row.forward_sd / forward, row.backward_sd / backward
        together = (
            2 * coefficient("correlation_forward_backward") * spread_forward * spread_backward
        )
        variance = (spread_forward**2 + spread_backward**2 - together) / people
    else:
        variance = coefficient(f"multiplier_person_{gait}") ** 2 / people
    return StudyEffect(row.study_id, log(backward / forward), variance, people)


def _net_values(row: RatioRow) -> tuple[float, float]:
    """Return the net forward and backward cost, in the row's unit (a bare ratio: ml/kg/min)."""
    rest = coefficient("rest")
    if row.forward is not None and row.backward is not None:
        if row.unit == "J/kg/m":
            per_second = rest / 60.0 * coefficient("energy_per_ml_walking_equation")
            rest = per_second / coefficient("body_support_study_speed")
        return row.forward - rest, row.backward - rest
    if row.ratio is None:
        raise ValueError(f"{row.study_id}: has neither a ratio nor two values")
    if row.basis == "net":
        return 1.0, row.ratio
    if row.speed_low_m_s is None:
        raise ValueError(f"{row.study_id}: a gross ratio without a speed cannot be made net")
    grade = (row.grade_low + row.grade_high) / 2
    if row.gait == "walking":
        forward = float(lcda_walking(row.speed_low_m_s, grade))
    else:
        forward = float(forward_running(row.speed_low_m_s, grade, "treadmill")[0])
    return forward - rest, forward * row.ratio - rest
