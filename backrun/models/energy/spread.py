"""What the interval is made of, and what it means for twenty runners."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from backrun.estimate import Array, Estimate
from backrun.evidence.rows import Gait
from backrun.inputs.field import number_within, real_number, shorten
from backrun.models.energy.oxygen_cost import deviations, multiplier_spread
from backrun.models.energy.side import Side
from backrun.scenario.scenario import Part

RUNNERS = 20
MOST_RUNNERS = 10_000


def runners_like_you(ratio: Estimate, count: int = RUNNERS) -> Array:
    """Return the ratios of `count` runners, equally likely, drawn from a ratio's distribution.

    Parameters
    ----------
    ratio : Estimate
        Backward over forward, above 0.
    count : int
        1 to 10 000.

    Returns
    -------
    array
        `count` ratios, lowest first, at the (i + 1/2) / count quantiles of a log-normal.

    Raises
    ------
    ValueError
        A ratio that is not above 0, or a count that is none.

    Examples
    --------
    >>> runners_like_you(Estimate(1.1, 1.3, 1.5363636), 4).round(2)
    array([1.12, 1.25, 1.36, 1.51])
    """
    central = real_number(ratio.central)
    if central is None or central <= 0:
        raise ValueError(f"ratio: central {shorten(ratio.central)}; allowed: above 0")
    if not isinstance(number_within("count", count, 1, MOST_RUNNERS), int):
        raise ValueError(f"count: {count} is not a whole number; allowed: 1 to {MOST_RUNNERS}")
    spread = np.log(ratio.high / ratio.central) / deviations(ratio.level)
    normal = NormalDist()
    quantiles = np.array([normal.inv_cdf((runner + 0.5) / count) for runner in range(count)])
    return np.asarray(ratio.central * np.exp(spread * quantiles))


def uncertainty_shares(
    forward: Side, backward: Side, row: int, gait: Gait, parts: tuple[Part, ...]
) -> dict[Part, float]:
    """Return each part's share of the variance of the extra energy in one row of two sides.

    `gait` is that of running backward, `parts` what the interval counts. The shares are 1 in all;
    with no part left all are 0.
    """
    errors = backward.net * backward.spreads - forward.net * forward.spreads
    equation, economy, multiplier = (float(error) ** 2 for error in errors[:, row])
    own = tuple(part for part in parts if part == "person")
    whole_multiplier = multiplier_spread(gait, parts) or 1.0
    of_person = (multiplier_spread(gait, own) / whole_multiplier) ** 2
    variances: dict[Part, float] = {
        "equation": equation,
        "multiplier": multiplier * (1.0 - of_person),
        "person": economy + multiplier * of_person,
    }
    whole = sum(variances.values()) or 1.0
    return {part: variance / whole for part, variance in variances.items()}
