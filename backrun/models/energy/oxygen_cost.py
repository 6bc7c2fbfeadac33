"""Gross oxygen uptake of walking and running, forward and backward, by speed and grade."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import get_args

import numpy as np
import numpy.typing as npt

from backrun.estimate import Array, Estimate, Number
from backrun.evidence import coefficient
from backrun.evidence.rows import Direction, Gait
from backrun.inputs.field import numbers_within, one_of, real_number, shorten
from backrun.models.energy.equations import (
    acsm_running,
    lcda_walking,
    leger_mercier,
    minetti_running,
)
from backrun.models.energy.limits import crossed_limits, refuse_downhill
from backrun.scenario.scenario import PARTS, Part, Surface, checked_parts

LEVEL = 0.80
"""Probability that an interval is meant to hold."""


@dataclass(frozen=True, slots=True)
class Net:
    """Central net oxygen cost (ml/kg/min above rest) and its log spreads, one a speed.

    `spreads` has three rows that are independent of each other: the forward equation and the
    person's own economy, both shared by forward and backward, and the multiplier, 0 when forward.
    """

    central: Array
    spreads: Array
    walking: npt.NDArray[np.bool_]


def forward_running(speed: Number, grade: Number, surface: Surface) -> tuple[Number, Number]:
    """Return the consensus of ACSM and Léger–Mercier, and half their difference, in ml/kg/min.

    Downhill, the level net cost is scaled by the measured ratio of Minetti 2002.
    """
    acsm = acsm_running(speed, grade)
    leger = leger_mercier(speed, grade, track=surface == "track")
    rest = coefficient("rest")
    downhill = minetti_running(np.minimum(grade, 0.0)) / minetti_running(0.0)
    consensus = rest + ((acsm + leger) / 2 - rest) * downhill
    return consensus, np.abs(acsm - leger) / 2


def gait_is_walking(speed: Array, direction: Direction, gait: Gait | None) -> npt.NDArray[np.bool_]:
    """Return True where the person walks: below the transition speed, unless the gait is fixed."""
    if gait is not None:
        return np.full(np.shape(speed), gait == "walking")
    return np.asarray(speed < coefficient(f"transition_{direction}"))


def gait_at(speed_m_s: float, direction: Direction) -> Gait:
    """Return the gait that goes with a speed.

    >>> gait_at(1.8, direction="forward"), gait_at(1.8, direction="backward")
    ('walking', 'running')
    """
    return "walking" if speed_m_s < coefficient(f"transition_{direction}") else "running"


def net_cost(
    speed: Number,
    *,
    direction: Direction,
    grade: float | Array = 0.0,
    gait: Gait | None = None,
    surface: Surface = "treadmill",
    parts: tuple[Part, ...] = PARTS,
) -> Net:
    """Return the net oxygen cost and its log spreads; `oxygen_cost` explains the arguments."""
    speed = np.asarray(speed, dtype=float)
    rest = coefficient("rest")
    walking = gait_is_walking(speed, direction, gait)
    running_gross, disagreement = forward_running(speed, grade, surface)
    forward = np.where(walking, lcda_walking(speed, grade), running_gross) - rest
    error = np.where(walking, coefficient("equation_walking"), disagreement)

    person = np.where(walking, coefficient("person_walking"), coefficient("person_running"))
    equation_spread = error / forward if "equation" in parts else 0.0
    person_spread = person if "person" in parts else 0.0
    multiplier, multiplier_error = np.ones_like(forward), np.zeros_like(forward)
    if direction == "backward":
        multiplier = np.where(
            walking, coefficient("multiplier_walking"), coefficient("multiplier_running")
        )
        multiplier_error = np.where(
            walking, multiplier_spread("walking", parts), multiplier_spread("running", parts)
        )
    spreads = np.empty((3, *np.shape(forward)))
    spreads[0], spreads[1], spreads[2] = equation_spread, person_spread, multiplier_error
    return Net(forward * multiplier, spreads, walking)


def multiplier_spread(gait: Gait, parts: tuple[Part, ...] = PARTS) -> float:
    """Return the log standard deviation of one person's multiplier."""
    variance = 0.0
    if "multiplier" in parts:
        variance += coefficient(f"multiplier_{gait}_standard_error") ** 2
        variance += coefficient(f"multiplier_{gait}_between_studies") ** 2
    if "person" in parts:
        variance += coefficient(f"multiplier_person_{gait}") ** 2
    return float(np.sqrt(variance))


def oxygen_cost(
    speed_m_s: Number,
    *,
    direction: Direction,
    grade: float | Array = 0.0,
    gait: Gait | None = None,
    level: float = LEVEL,
    surface: Surface = "treadmill",
    parts: tuple[Part, ...] = PARTS,
) -> Estimate:
    """Gross oxygen uptake for one person, in ml/kg/min.

    Parameters
    ----------
    speed_m_s : float or array
        Speed in m/s, 0.1 to 12, of any shape.
    direction : {"forward", "backward"}
        Which way the person faces.
    grade : float or array, default 0
        Rise over run as a fraction, -0.45 to 0.45; backward not below 0. Of a shape that NumPy
        broadcasts with the speed's.
    gait : {"walking", "running"}, optional
        Fixes the gait; by default it follows the transition speeds, backward 1.63 m/s and forward
        1.97.
    level : float, default 0.80
        Probability of the interval.
    surface : {"treadmill", "track"}, default "treadmill"
        A track adds the air resistance of Léger and Mercier.
    parts : tuple of {"equation", "multiplier", "person"}
        Which parts of the uncertainty count.

    Returns
    -------
    Estimate
        ml/kg/min, of the shape of speed and grade together. `limits` names the measured ranges that
        any element leaves.

    Raises
    ------
    NotMeasuredError
        Backward downhill: nothing was measured, so no number is given.
    ValueError
        A speed, grade, level, direction, gait, surface or part outside what is allowed.

    Notes
    -----
    Forward running is the mean of the ACSM and the Léger–Mercier equation [1, 2], half their
    difference counted as one standard deviation; forward walking is LCDA [3]. Backward, on net
    cost,

    .. math:: V_b = V_{rest} + m (V_f - V_{rest})

    with one multiplier m for running and one for walking, pooled by random effects [4 to 8].

    References
    ----------
    [1] acsm_guidelines, [2] leger_mercier1984, [3] looney2019, [4] wright_weyand2001,
    [5] masumoto_bws, [6] rasica2020, [7] williford1998, [8] kim_choi2001, hooper2004.

    Examples
    --------
    >>> round(oxygen_cost(2.235, direction="backward").central, 1)
    36.9
    """
    one_of("direction", direction, get_args(Direction))
    if gait is not None:
        one_of("gait", gait, get_args(Gait))
    one_of("surface", surface, get_args(Surface))
    parts = checked_parts(parts, "parts")
    speed = numbers_within("speed_m_s", speed_m_s, 0.1, 12.0)
    slope = numbers_within("grade", grade, -0.45, 0.45)
    _check_shapes(speed, slope)
    if direction == "backward":
        refuse_downhill(slope)
    net = net_cost(speed, direction=direction, grade=slope, gait=gait, surface=surface, parts=parts)
    limits = crossed_limits(speed, net.walking, direction, slope, surface)
    return gross(net, level, limits, scalar=speed.ndim == slope.ndim == 0)


def _check_shapes(speed: Array, grade: Array) -> None:
    try:
        np.broadcast_shapes(speed.shape, grade.shape)
    except ValueError:
        raise ValueError(
            f"grade: {grade.size} numbers for {speed.size} speeds; allowed: one, or one a speed"
        ) from None


def gross(net: Net, level: float, limits: tuple[str, ...], *, scalar: bool) -> Estimate:
    """Turn a net cost with log spreads into a gross estimate in ml/kg/min."""
    rest = coefficient("rest")
    factor = np.exp(deviations(level) * np.linalg.norm(net.spreads, axis=0))
    bounds = rest + net.central / factor, rest + net.central, rest + net.central * factor
    low, central, high = (float(bound) for bound in bounds) if scalar else bounds
    return Estimate(low, central, high, level, limits)


def deviations(level: float) -> float:
    """Return how many standard deviations a central interval of this level spans to each side.

    Raises
    ------
    ValueError
        A level that is not between 0 and 1.
    """
    number = real_number(level)
    # The digits of a level next to 1 are lost on the way to a quantile.
    if number is None or not (0 < number < 1 and (1.0 + number) / 2.0 < 1):
        raise ValueError(f"level: {shorten(level)}; allowed: between 0 and 1")
    return _deviations(number)


@lru_cache(maxsize=64)
def _deviations(level: float) -> float:
    return NormalDist().inv_cdf((1.0 + level) / 2.0)
