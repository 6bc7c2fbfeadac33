"""Which backward run stands against a forward one: the same speed, effort, distance or time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backrun.evidence import coefficient, coefficients
from backrun.evidence.rows import Direction, Gait
from backrun.models.oxygen_cost import (
    Array,
    Net,
    crossed_limits,
    gait_is_walking,
    multiplier_spread,
    net_cost,
)
from backrun.models.side import Side
from backrun.scenario import Basis, Scenario
from backrun.units import METRES_PER_MILE

# Speeds (m/s) on which the cost curves are inverted; the running curve is all but a straight line.
GRID = np.linspace(0.1, 12.0, 596)
# Rows of the runs: a minute, a kilometre and a mile at the person's pace, then seven days.
DISTANCES = slice(1, 3)
WEEK = slice(3, 10)


def equal_effort_speed(
    forward_speed_m_s: float | Array, scenario: Scenario, deviation: float = 0.0
) -> Array:
    """Backward speed (m/s) that takes the oxygen of running forward at `forward_speed_m_s`.

    It is a running speed if people run backward at it, else a walking speed. `deviation` shifts the
    multiplier by so many standard deviations of one person; grade and surface are the scenario's.

    >>> round(float(equal_effort_speed(1000 / 360, Scenario())), 2)
    2.13
    """
    cost = partial(net_cost, grade=scenario.grade, surface=scenario.surface)
    target = cost(forward_speed_m_s, direction="forward").central

    def solve(gait: Gait) -> Array:
        curve = cost(GRID, direction="backward", gait=gait).central
        shift = np.exp(deviation * multiplier_spread(gait, scenario.parts))
        return np.interp(target, curve * shift, GRID)

    running = solve("running")
    return np.where(running >= coefficient("transition_backward"), running, solve("walking"))


def backward_speed(forward_speed_m_s: Array, scenario: Scenario, basis: Basis) -> Array:
    """Return the backward speed (m/s) that a basis sets against a forward speed (m/s)."""
    if basis == "speed":
        return forward_speed_m_s
    if basis == "effort":
        return equal_effort_speed(forward_speed_m_s, scenario)
    return forward_speed_m_s * scenario.backward_share


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a comparison, one row each: rates at the person's pace, then the seven days."""

    forward_speed: Array
    backward_speed: Array
    forward_minutes: Array
    backward_minutes: Array
    forward: Net
    backward: Net
    speed_spread: Array
    """Log spread of the backward speed: not 0 where it is solved for."""

    @classmethod
    def of(cls, scenario: Scenario, basis: Basis) -> Runs:
        """Return the rows of a scenario on a basis."""
        pace = scenario.pace_s_per_km
        paces = [pace] * 3 + [day.pace_s_per_km or pace for day in scenario.week.days]
        forward_speed = 1000.0 / np.array(paces)
        speed = backward_speed(forward_speed, scenario, basis)
        days = np.array([day.backward_minutes for day in scenario.week.days])
        longer = forward_speed / speed if basis == "distance" else np.ones_like(speed)
        cost = partial(
            net_cost, grade=scenario.grade, surface=scenario.surface, parts=scenario.parts
        )
        forward = cost(forward_speed, direction="forward")
        if basis == "effort":
            # The oxygen is equal by definition: the doubt about the multiplier sits in the speed.
            slow, fast = (equal_effort_speed(forward_speed, scenario, by) for by in (1.0, -1.0))
            spread = np.log(fast / slow) / 2
            backward = Net(forward.central, forward.shared, np.zeros_like(speed), forward.walking)
        else:
            spread = np.zeros_like(speed)
            backward = cost(speed, direction="backward")
        return cls(
            forward_speed,
            speed,
            _minutes(forward_speed, days),
            _minutes(speed, days * longer[WEEK]),
            forward,
            backward,
            spread,
        )

    def sides(self, scenario: Scenario) -> tuple[Side, Side]:
        """Return the energies forward and backward."""
        forward = Side.of(scenario, self.forward, self.forward_minutes)
        backward = Side.of(scenario, self.backward, self.backward_minutes)
        # A doubtful speed makes the time for a distance doubtful, and with it all of its energy.
        multiplier = backward.multiplier.copy()
        multiplier[DISTANCES] += (
            self.speed_spread[DISTANCES] * backward.energy[DISTANCES] / backward.net[DISTANCES]
        )
        return forward, Side(backward.energy, backward.net, backward.shared, multiplier)

    def limits(self, scenario: Scenario) -> tuple[str, ...]:
        """Return the names of the validity limits crossed at the person's pace."""
        names: tuple[str, ...] = ()
        speeds: Array
        direction: Direction
        for direction, speeds in (
            ("forward", self.forward_speed),
            ("backward", self.backward_speed),
        ):
            walking = gait_is_walking(speeds[:1], direction, None)
            names += crossed_limits(
                speeds[:1], walking, direction, scenario.grade, scenario.surface
            )
        youngest, oldest = coefficients()["range_age"].range
        age = scenario.runner.age_years
        if age is not None and not youngest <= age <= oldest:
            names += ("age",)
        return tuple(dict.fromkeys(names))


def _minutes(speed: Array, days: Array) -> Array:
    metres = np.array([1000.0, METRES_PER_MILE])
    return np.concatenate(([1.0], metres / speed[0] / 60.0, days))
