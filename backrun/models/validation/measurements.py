"""How well the model meets what was measured: every verified row, and the pooled ratios."""

from __future__ import annotations

import numpy as np
import pandas as pd

from backrun.estimate import Array, Estimate
from backrun.evidence import (
    OxygenCostRow,
    coefficient,
    coefficients,
    oxygen_cost_rows,
)
from backrun.evidence.rows import Gait
from backrun.models.energy.oxygen_cost import (
    LEVEL,
    deviations,
    multiplier_spread,
    net_cost,
    oxygen_cost,
)

OXYGEN = "oxygen uptake, ml/kg/min"
COST = "net cost, J/kg/m"
TRANSITION = "change of gait, m/s"
NO_NUMBER = "No number to compare with."


def measured_against_predicted(level: float = LEVEL) -> pd.DataFrame:
    """Put every verified row of the oxygen costs beside what the model says for one person.

    Returns
    -------
    pandas.DataFrame
        One row a measurement: study_id, direction, gait, speed_m_s, grade, n, quantity, measured,
        low, central, high, within (the measured mean lies inside the person's interval) and reason:
        why a row cannot be compared, or how it was where that needs saying. What is absent is NA.

    Notes
    -----
    A net cost without a speed stands against the model's lowest cost per metre at that grade, at
    any speed inside the forward equation's range.

    Examples
    --------
    >>> table = measured_against_predicted()
    >>> bool((table["low"] <= table["central"]).all())
    True
    """
    rows = [_compared(row, level) for row in oxygen_cost_rows() if row.verified]
    numbers = ("speed_m_s", "grade", "measured", "low", "central", "high")
    types = dict.fromkeys(numbers, "Float64") | {"n": "Int64", "within": "boolean"}
    return pd.DataFrame(rows).astype(types)


def _compared(row: OxygenCostRow, level: float) -> dict[str, object]:
    quantity, measured, predicted, reason = _comparison(row, level)
    bounds: tuple[object, ...] = (None, None, None, None)
    if predicted is not None and measured is not None:
        low, central, high = predicted.low, predicted.central, predicted.high
        bounds = low, central, high, bool(low <= measured <= high)
    return {
        "study_id": row.study_id,
        "direction": row.direction,
        "gait": row.gait,
        "speed_m_s": row.speed_m_s,
        "grade": (row.grade_low + row.grade_high) / 2,
        "n": row.n,
        "quantity": quantity,
        "measured": measured,
        **dict(zip(("low", "central", "high", "within"), bounds, strict=True)),
        "reason": reason,
    }


def _comparison(row: OxygenCostRow, level: float) -> tuple[str, float | None, Estimate | None, str]:
    """Return what is compared, the measured and the predicted value, and what needs saying."""
    grade = (row.grade_low + row.grade_high) / 2
    if row.transition == "preferred":
        return TRANSITION, row.speed_m_s, None, "The model takes this speed over as it is."
    if row.transition == "energetic":
        return TRANSITION, row.speed_m_s, energetic_transition(level), ""
    if row.vo2_ml_kg_min is not None and row.speed_m_s is not None:
        predicted = oxygen_cost(
            row.speed_m_s, direction=row.direction, grade=grade, gait=row.gait, level=level
        )
        return OXYGEN, row.vo2_ml_kg_min, predicted, ""
    if row.net_cost_j_kg_m is not None and row.direction == "forward":
        speed, reason = row.speed_m_s, ""
        if speed is None:
            speed = _cheapest_speed(row.gait, grade)
            reason = f"No speed given: against the model's lowest cost, at {speed:.2f} m/s."
        return COST, row.net_cost_j_kg_m, _net_cost_per_metre(speed, row.gait, grade, level), reason
    return "", None, None, f"{NO_NUMBER} {row.note}"


def _net_cost_per_metre(
    speed: float | Array, gait: Gait, grade: float, level: float = LEVEL
) -> Estimate:
    """Net cost of moving forward, in J/kg/m."""
    joules = coefficient("energy_per_ml_walking_equation") / 60.0
    oxygen = oxygen_cost(speed, direction="forward", grade=grade, gait=gait, level=level)
    return oxygen.apply(lambda gross: (gross - coefficient("rest")) * joules / speed)


def _cheapest_speed(gait: Gait, grade: float) -> float:
    speeds = np.linspace(*coefficients()[f"range_forward_{gait}"].range, 200)
    return float(speeds[np.argmin(_net_cost_per_metre(speeds, gait, grade).central)])


def energetic_transition(level: float = LEVEL) -> Estimate:
    """Backward speed (m/s) at which walking and running cost the same, on the level.

    The errors of the two multipliers are taken to be independent; a person's own economy moves both
    gaits alike and leaves the speed where it is.

    >>> round(float(energetic_transition().central), 2)
    2.13
    """
    speed = np.linspace(1.0, 4.0, 601)
    walking, running = (
        net_cost(speed, direction="backward", gait=gait) for gait in ("walking", "running")
    )
    dearer = np.log(walking.central / running.central)
    spread = deviations(level) * np.hypot(walking.spreads[-1], running.spreads[-1])
    low, central, high = (
        float(np.interp(0.0, dearer + shift, speed)) for shift in (spread, 0.0, -spread)
    )
    return Estimate(low, central, high, level)


def person_ratio(
    gait: Gait, speed: float | None, grade: float = 0.0, level: float = LEVEL
) -> Estimate:
    """Return a person's ratio at the same speed (m/s), gross; net, where the speed is None."""
    multiplier = coefficient(f"multiplier_{gait}")
    factor = float(np.exp(deviations(level) * multiplier_spread(gait)))
    net = Estimate(multiplier / factor, multiplier, multiplier * factor, level)
    if speed is None:
        return net
    above_rest = float(net_cost(speed, direction="forward", grade=grade, gait=gait).central)
    share = above_rest / (above_rest + coefficient("rest"))
    return net.apply(lambda ratio: 1.0 + share * (ratio - 1.0))
