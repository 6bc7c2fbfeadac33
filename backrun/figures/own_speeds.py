"""The person's own speeds, as every chart of energy against speed marks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backrun.estimate import Estimate
from backrun.models.energy.comparison import Comparison
from backrun.scenario.scenario import Scenario
from backrun.units import pace_s_per_km, pace_unit


@dataclass(frozen=True, slots=True)
class OwnSpeed:
    """A speed (m/s) with its energy a minute; hollow where it is solved for, not chosen."""

    direction: str
    text: str
    speed: float
    energy_per_minute: float
    hollow: bool = False


def own_speeds(
    scenario: Scenario, comparison: Comparison, matched: Estimate
) -> tuple[OwnSpeed, ...]:
    """Return the speeds to mark: forward, backward, and backward at the same effort.

    `matched` is the backward speed of the same effort.
    """
    forward, backward = comparison.forward.minute.central, comparison.backward.minute.central
    speed = scenario.forward_speed_m_s
    points = [OwnSpeed("forward", "you, forward", speed, float(forward))]
    if comparison.basis != "effort":
        speed = float(comparison.backward_speed.central)
        points.append(OwnSpeed("backward", "you, backward", speed, float(backward)))
    # At the same effort a minute costs the same, by definition.
    equal = OwnSpeed("backward", "same effort", float(matched.central), float(forward), hollow=True)
    return (*points, equal)


def speed_range(points: Sequence[OwnSpeed]) -> tuple[float, float]:
    """Return the slowest and the fastest speed (m/s) that a chart of these speeds shows."""
    speeds = [point.speed for point in points]
    return 0.82 * min(speeds), 1.18 * max(speeds)


def pace_ticks(slowest: float, fastest: float, scenario: Scenario) -> list[tuple[float, str]]:
    """Return speeds of round paces with their texts, far enough apart to be read."""
    unit = pace_unit(scenario.units)
    slow, fast = (unit.of(pace_s_per_km(speed)) for speed in (slowest, fastest))
    for step in (15, 30, 60, 120, 240, 480):
        paces = range(int(fast // step + 1) * step, int(slow) + 1, step)
        if len(paces) <= 7:
            break
    return [(1000.0 / unit.read(unit.show(pace, 0)), unit.show(pace, 0)) for pace in paces]
