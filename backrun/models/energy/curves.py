"""Energy against speed, forward and backward: the curves behind the chart of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backrun.estimate import Array
from backrun.evidence import coefficient, coefficients
from backrun.evidence.rows import Direction, Gait
from backrun.models.energy.oxygen_cost import LEVEL, net_cost
from backrun.models.energy.side import Side
from backrun.scenario.scenario import Scenario
from backrun.units import METRES_PER_MILE

POINTS = 7


@dataclass(frozen=True, slots=True)
class Band:
    """Low, central and high energy along a stretch of speeds."""

    low: Array
    central: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a curve between two limits: speeds in m/s, energy, and whether measured."""

    direction: Direction
    gait: Gait
    measured: bool
    speed_m_s: Array
    energy: Band


def energy_curves(
    scenario: Scenario, slowest: float, fastest: float, *, level: float = LEVEL
) -> tuple[Piece, ...]:
    """Energy (the scenario's unit, rate and basis) against speed, in pieces cut at every limit.

    Parameters
    ----------
    scenario : Scenario
    slowest, fastest : float
        Ends of the curves, m/s.
    level : float, default 0.80

    Returns
    -------
    tuple of Piece
        Slowest first, forward before backward; `measured` is False outside the measured speeds.
    """
    return tuple(
        piece
        for direction in ("forward", "backward")
        for piece in _pieces(scenario, direction, slowest, fastest, level)
    )


def curve_minutes(scenario: Scenario, speed: Array) -> Array:
    """Return the minutes at each speed that the scenario's rate stands for.

    Session and week are the minutes run backward; over the same distance, the distance that they
    cover at the forward pace.
    """
    if scenario.per == "minute":
        return np.ones_like(speed)
    if scenario.per in ("km", "mile"):
        return (METRES_PER_MILE if scenario.per == "mile" else 1000.0) / speed / 60.0
    days = [day.backward_minutes for day in scenario.week.days if day.backward_minutes]
    minutes = sum(days) / (max(len(days), 1) if scenario.per == "session" else 1)
    if scenario.basis == "distance":
        return minutes * scenario.forward_speed_m_s / speed
    return np.full_like(speed, minutes)


def _pieces(
    scenario: Scenario, direction: Direction, slowest: float, fastest: float, level: float
) -> list[Piece]:
    change = coefficient(f"transition_{direction}")
    pieces: list[Piece] = []
    gaits: tuple[tuple[Gait, float, float], ...] = (
        ("walking", slowest, min(change, fastest)),
        ("running", max(change, slowest), fastest),
    )
    for gait, start, end in gaits:
        if start < end:
            pieces += _stretches(scenario, direction, gait, start, end, level)
    return pieces


def _stretches(
    scenario: Scenario, direction: Direction, gait: Gait, start: float, end: float, level: float
) -> list[Piece]:
    """Return the pieces of one gait, cut where its measured speeds begin and end."""
    low, high = coefficients()[f"range_{direction}_{gait}"].range
    cuts = sorted({start, end, *(cut for cut in (low, high) if start < cut < end)})
    speed = np.concatenate([np.linspace(*ends, POINTS) for ends in pairwise(cuts)])
    net = net_cost(
        speed,
        direction=direction,
        grade=scenario.grade,
        gait=gait,
        surface=scenario.surface,
        parts=scenario.parts,
    )
    energy = Side.of(scenario, net, curve_minutes(scenario, speed)).estimate(level)
    return [
        Piece(
            direction,
            gait,
            low <= (first + last) / 2 <= high,
            speed[part],
            Band(*(np.asarray(bound)[part] for bound in (energy.low, energy.central, energy.high))),
        )
        for index, (first, last) in enumerate(pairwise(cuts))
        for part in (slice(index * POINTS, (index + 1) * POINTS),)
    ]
