"""Which backward run stands against a forward one: the same speed, effort, distance or time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from backrun.estimate import Array
from backrun.evidence import coefficient, coefficients
from backrun.evidence.rows import Direction, Gait
from backrun.inputs.field import numbers_within
from backrun.models.energy.limits import limit_masks, refuse_downhill
from backrun.models.energy.oxygen_cost import Net, multiplier_spread, net_cost
from backrun.models.energy.side import Side
from backrun.scenario.scenario import Basis, Scenario, Surface
from backrun.units import METRES_PER_MILE

# Speeds in m/s, and whether each is walked.
Run: TypeAlias = tuple[Array, npt.NDArray[np.bool_]]
Masks: TypeAlias = dict[str, npt.NDArray[np.bool_]]

# Speeds (m/s) on which the cost curves are inverted; the running curve is all but a straight line.
GRID = np.linspace(0.1, 12.0, 596)
# Rows of the runs: a minute, a kilometre and a mile at the person's pace, then seven days.
PACE = slice(0, 1)
DISTANCES = slice(1, 3)
WEEK = slice(3, 10)
WITHOUT_BACKWARD = ("forward_running_speed", "forward_walking_speed", "age")
"""The validity limits that a run crosses without a step backward."""


@dataclass(frozen=True, slots=True)
class Match:
    """Backward speeds (m/s) of equal effort, their log spreads, and whether they are walked."""

    speed: Array
    spread: Array
    walking: npt.NDArray[np.bool_]


def equal_effort_speed(forward_speed_m_s: float | Array, scenario: Scenario) -> Array:
    """Backward speed (m/s) that takes the oxygen of running forward at `forward_speed_m_s`.

    Parameters
    ----------
    forward_speed_m_s : float or array
        Forward speed in m/s, of any shape.
    scenario : Scenario
        Its grade and surface count.

    Returns
    -------
    array
        m/s, in the shape of the forward speed: a running speed if people run backward at it, else
        a walking speed.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.
    ValueError
        A speed that is not 0.1 to 12 m/s.

    Notes
    -----
    Solves the backward oxygen cost of `oxygen_cost` for the speed, with its sources.

    Examples
    --------
    >>> round(float(equal_effort_speed(1000 / 360, Scenario())), 2)
    2.13
    """
    speed = numbers_within("forward_speed_m_s", forward_speed_m_s, 0.1, 12.0)
    refuse_downhill(scenario.grade)
    return equal_effort(speed, scenario).speed


def equal_effort(forward_speed_m_s: float | Array, scenario: Scenario) -> Match:
    """Return the backward speeds of equal effort with their spreads and their gait."""
    cost = partial(net_cost, grade=scenario.grade, surface=scenario.surface)
    target = cost(forward_speed_m_s, direction="forward").central

    def solve(gait: Gait) -> tuple[Array, Array]:
        curve = _backward_curve(gait, scenario.grade, scenario.surface)
        shift = np.exp(multiplier_spread(gait, scenario.parts))
        slow, speed, fast = (
            np.interp(target / factor, curve, GRID) for factor in (shift, 1.0, 1.0 / shift)
        )
        return speed, np.log(fast / slow) / 2

    running, walking = solve("running"), solve("walking")
    change = coefficient("transition_backward")
    # The gait of the central speed holds for its bounds too: no one changes gait within an error.
    walks = running[0] < change
    # Between the dearest walk and the cheapest run no speed has this effort: only both by turns.
    slow = np.minimum(walking[0], change)
    return Match(np.where(walks, slow, running[0]), np.where(walks, walking[1], running[1]), walks)


def between_gaits(speed: Array, walking: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return where no backward speed has the effort, which lies between walking and running.

    Everybody runs at the speed of the change, so what is walked there stands for such an effort.
    """
    return np.asarray(walking & (speed == coefficient("transition_backward")))


def crossed(
    forward: Run,
    backward: Run,
    grade: float | Array,
    surface: Surface,
    age: float | Array | None,
) -> Masks:
    """Return for each validity limit, by name, which runs cross it forward, backward or together.

    An age in years that is not given crosses nothing, nor does one in an array that is no number.
    """
    masks: Masks = {}
    ways: tuple[tuple[Direction, Run], ...] = (("forward", forward), ("backward", backward))
    for direction, (speed, walking) in ways:
        found = limit_masks(speed, walking, direction, grade, surface)
        masks |= {name: masks.get(name, False) | mask for name, mask in found.items()}
    masks["gait"] = forward[1] != backward[1]
    masks["between_gaits"] = between_gaits(*backward)
    youngest, oldest = coefficients()["range_age"].range
    years = np.nan if age is None else age
    masks["age"] = np.asarray((years < youngest) | (years > oldest))
    return masks


@lru_cache(maxsize=64)
def _backward_curve(gait: Gait, grade: float, surface: Surface) -> Array:
    """Return the net cost along the grid; it depends on the ground alone, not on the person."""
    return net_cost(GRID, direction="backward", gait=gait, grade=grade, surface=surface).central


@dataclass(frozen=True, slots=True)
class Pair:
    """Forward runs and the backward runs that stand against them, one row each; speeds in m/s.

    `speed_spread` is the log spread of the backward speed: not 0 where it is solved for. `longer`
    is the time backward over the time forward.
    """

    forward_speed: Array
    forward: Net
    backward: Net
    backward_speed: Array
    speed_spread: Array
    longer: Array

    @classmethod
    def of(
        cls,
        forward_speed: Array,
        share: float | Array,
        scenario: Scenario,
        basis: Basis,
        grade: float | Array | None = None,
    ) -> Pair:
        """Return the pairs at forward speeds (m/s), backward at a share of them or as solved for.

        Surface and parts of the uncertainty are the scenario's, and so is the grade unless one a
        row is given, which the same effort cannot be solved for.
        """
        cost = partial(
            net_cost,
            grade=scenario.grade if grade is None else grade,
            surface=scenario.surface,
            parts=scenario.parts,
        )
        forward = cost(forward_speed, direction="forward")
        if basis == "effort":
            # The oxygen is equal by definition: the doubt about the multiplier sits in the speed.
            match = equal_effort(forward_speed, scenario)
            speed, spread = match.speed, match.spread
            backward = Net(forward.central, forward.spreads, match.walking)
        else:
            speed = forward_speed * (1.0 if basis == "speed" else share)
            spread = np.zeros_like(forward_speed)
            backward = cost(speed, direction="backward")
        longer = forward_speed / speed if basis == "distance" else np.ones_like(speed)
        return cls(forward_speed, forward, backward, speed, spread, longer)

    def crossed(
        self, rows: slice | int, grade: float | Array, surface: Surface, age: float | Array | None
    ) -> Masks:
        """Return for each validity limit, by name, which of the rows cross it."""
        forward = self.forward_speed[rows], self.forward.walking[rows]
        backward = self.backward_speed[rows], self.backward.walking[rows]
        return crossed(forward, backward, grade, surface, age)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a comparison, one row each: rates at the person's pace, then the seven days."""

    pair: Pair
    forward_minutes: Array
    backward_minutes: Array

    @classmethod
    def of(cls, scenario: Scenario, basis: Basis) -> Runs:
        """Return the rows of a scenario on a basis."""
        pace = scenario.pace_s_per_km
        paces = [pace] * 3 + [day.pace_s_per_km or pace for day in scenario.week.days]
        forward_speed = 1000.0 / np.array(paces)
        days = np.array([day.backward_minutes for day in scenario.week.days])
        pair = Pair.of(forward_speed, scenario.backward_share, scenario, basis)
        forward_minutes = _minutes(forward_speed, days)
        return cls(pair, forward_minutes, _minutes(pair.backward_speed, days * pair.longer[WEEK]))

    def sides(self, scenario: Scenario) -> tuple[Side, Side]:
        """Return the energies forward and backward."""
        forward = Side.of(scenario, self.pair.forward, self.forward_minutes)
        backward = Side.of(scenario, self.pair.backward, self.backward_minutes)
        return forward, backward.at_doubtful_speed(self.pair.speed_spread, DISTANCES)

    def limits(self, scenario: Scenario) -> tuple[str, ...]:
        """Return the names of the validity limits crossed at the person's pace."""
        masks = self._crossed(scenario, PACE)
        return tuple(name for name, mask in masks.items() if mask.any())

    def week_limits(self, scenario: Scenario, minutes: Array) -> tuple[str, ...]:
        """Return the names of the validity limits that the days cross, each at its pace.

        Forward counts where a day has some of `minutes`, backward where it has backward ones: what
        nobody runs crosses nothing.
        """
        masks = self._crossed(scenario, WEEK)
        ahead, turned = minutes > 0, self.forward_minutes[WEEK] > 0
        return tuple(
            name
            for name, mask in masks.items()
            if (mask & (ahead if name in WITHOUT_BACKWARD else turned)).any()
        )

    def _crossed(self, scenario: Scenario, rows: slice) -> Masks:
        age = scenario.runner.age_years
        return self.pair.crossed(rows, scenario.grade, scenario.surface, age)


def _minutes(speed: Array, days: Array) -> Array:
    metres = np.array([1000.0, METRES_PER_MILE])
    return np.concatenate(([1.0], metres / speed[0] / 60.0, days))
