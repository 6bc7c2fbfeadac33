"""How far the forward equations are from the 2024 Compendium of Physical Activities."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from backrun.estimate import Array
from backrun.evidence import CompendiumEntry, coefficient, coefficients, compendium
from backrun.evidence.rows import Gait
from backrun.models.energy.equations import acsm_running, lcda_walking, leger_mercier
from backrun.models.energy.oxygen_cost import forward_running

# Codes of the Compendium: running at a stated speed, and walking on a firm surface.
RUNNING_CODES = range(12029, 12133)
WALKING_CODES = range(17152, 17232)


def baseline_accuracy() -> pd.DataFrame:
    """Compare the forward equations with the 2024 Compendium.

    Returns
    -------
    pandas.DataFrame
        One row an equation: gait, equation, n (entries), slowest and fastest (m/s), bias and rmse
        (ml/kg/min, equation less Compendium). Running: codes 12029 to 12132. Walking: level entries
        on a firm surface, codes 17152 to 17231, inside the equation's range of speeds and all.

    Examples
    --------
    >>> baseline_accuracy()["n"].tolist()
    [14, 14, 14, 5, 7]
    """
    running, walking = level_entries("running"), level_entries("walking")
    slowest, fastest = coefficients()["range_forward_walking"].range
    inside = [entry for entry in walking if slowest <= (entry.speed_m_s or 0.0) <= fastest]
    return pd.DataFrame(
        [
            _accuracy("running", "Consensus", running, _consensus),
            _accuracy("running", "ACSM", running, acsm_running),
            _accuracy("running", "Léger–Mercier", running, leger_mercier),
            _accuracy("walking", "LCDA, inside its range", inside, lcda_walking),
            _accuracy("walking", "LCDA, all speeds", walking, lcda_walking),
        ]
    )


def level_entries(gait: Gait) -> list[CompendiumEntry]:
    """Return the verified entries of the 2024 Compendium on level ground that state a speed."""
    if gait == "running":
        return _entries(RUNNING_CODES)
    return [entry for entry in _entries(WALKING_CODES) if entry.grade == 0.0]


def _entries(codes: range) -> list[CompendiumEntry]:
    return [
        entry
        for entry in compendium()
        if entry.study_id == "compendium2024"
        and entry.verified
        and entry.code in codes
        and entry.speed_m_s is not None
    ]


def _consensus(speed: Array) -> Array:
    return np.asarray(forward_running(speed, 0.0, "treadmill")[0])


def _accuracy(
    gait: Gait, name: str, entries: list[CompendiumEntry], equation: Callable[[Array], object]
) -> dict[str, object]:
    speed = np.array([entry.speed_m_s for entry in entries], dtype=float)
    measured = coefficient("rest") * np.array([entry.mets for entry in entries])
    error = np.asarray(equation(speed)) - measured
    return {
        "gait": gait,
        "equation": name,
        "n": len(entries),
        "slowest": float(speed.min()),
        "fastest": float(speed.max()),
        "bias": float(error.mean()),
        "rmse": float(np.sqrt((error**2).mean())),
    }
