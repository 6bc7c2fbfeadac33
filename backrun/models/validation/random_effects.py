"""Pooling by random effects, and each study predicted from the others.

The coefficient table holds the pooled values; tests pool again, here and with another program, and
fail when they drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence.rows import Gait
from backrun.models.validation.pooling import StudyEffect, net_log_ratios

STEPS, CLOSE = 100, 1e-14


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pooled log ratio, its standard error, the deviation between studies, and their weights."""

    log_ratio: float
    standard_error: float
    between_studies: float
    weights: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The pooled ratio."""
        return exp(self.log_ratio)


def pool(studies: Sequence[StudyEffect]) -> Pooled:
    """Pool log ratios by random effects, the variance between studies after Paule and Mandel.

    Parameters
    ----------
    studies : sequence of StudyEffect
        One or more; a single one has no variance between studies.

    Raises
    ------
    ValueError
        There is no study.

    Notes
    -----
    The variance between studies is the one at which the weighted squares come to what chance alone
    would give, sum(w (y - m)^2) = k - 1 with w = 1 / (v + between); it is found by Newton's steps,
    and is 0 where the studies differ less than that.
    """
    if not studies:
        raise ValueError("studies: there is none to pool")
    values = np.array([study.log_ratio for study in studies])
    variances = np.array([study.variance for study in studies])
    between = 0.0
    for _ in range(STEPS):
        weights = 1.0 / (variances + between)
        mean = weights @ values / weights.sum()
        excess = weights @ (values - mean) ** 2 - (len(values) - 1)
        step = excess / (weights**2 @ (values - mean) ** 2) if excess > 0 else 0.0
        between += step
        if step < CLOSE:
            break
    weights = 1.0 / (variances + between)
    total = float(weights.sum())
    shares = tuple(float(weight) / total for weight in weights)
    return Pooled(float(weights @ values) / total, 1 / sqrt(total), sqrt(between), shares)


def t_interval(gait: Gait, level: float = 0.95) -> Estimate:
    """Return the pooled ratio of a gait with the interval after Hartung and Knapp.

    The model takes the normal interval. With three or four studies the spread between them is
    itself hardly known; Student's t allows for that, and its interval is far wider.

    Examples
    --------
    >>> found = t_interval("running")
    >>> round(found.low, 2), round(found.high, 2)
    (1.17, 1.47)
    """
    studies = net_log_ratios(gait)
    pooled, freedom = pool(studies), len(studies) - 1
    # Scaled by how far the studies lie apart, but never down: that is 1 where any is between them.
    excess = sum(
        (study.log_ratio - pooled.log_ratio) ** 2 / (study.variance + pooled.between_studies**2)
        for study in studies
    )
    error = pooled.standard_error * sqrt(max(1.0, excess / freedom))
    factor = exp(t_deviations(level, freedom) * error)
    return Estimate(pooled.ratio / factor, pooled.ratio, pooled.ratio * factor, level)


def t_deviations(level: float, freedom: int) -> float:
    """Return how many standard errors an interval by Student's t spans to each side.

    Along the angle whose tangent is t over the root of the degrees of freedom, the density is a
    power of the cosine: no tail runs to infinity.
    """
    angles = np.linspace(0.0, np.pi / 2, 100_001)
    density = np.cos(angles) ** (freedom - 1)
    area = np.append(0.0, np.cumsum(density[1:] + density[:-1]))
    return sqrt(freedom) * float(np.tan(np.interp(level, area / area[-1], angles)))


def leave_one_study_out(gait: Gait) -> pd.DataFrame:
    """Pool the multiplier of a gait without each study in turn, and predict that study with it.

    Returns
    -------
    pandas.DataFrame
        One row a study left out: study_id, n (people), net_ratio (its own), multiplier (of the
        others) and error (of predicting it, in per cent).

    Examples
    --------
    >>> leave_one_study_out("running")["error"].round(1).tolist()
    [-7.3, -1.4, -4.5, 15.3]
    """
    studies = net_log_ratios(gait)
    rows = []
    for left_out in studies:
        multiplier = pool([study for study in studies if study is not left_out]).ratio
        measured = exp(left_out.log_ratio)
        error = 100.0 * (multiplier / measured - 1.0)
        rows.append((left_out.study_id, left_out.n, measured, multiplier, error))
    return pd.DataFrame(rows, columns=["study_id", "n", "net_ratio", "multiplier", "error"])
