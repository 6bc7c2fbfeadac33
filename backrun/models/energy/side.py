"""Energies of runs in one direction, and what is left of their errors in differences and ratios."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backrun.estimate import Array, Estimate
from backrun.models.energy.calories import counted_rest, energy_per_oxygen
from backrun.models.energy.oxygen_cost import Net, deviations
from backrun.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Side:
    """Runs in one direction, one row a run: energy, its part above rest, and its log spreads.

    `spreads` has the three rows of `Net`: forward equation, person, multiplier. They act on the
    part above rest; each is shared by all runs of a person, and independent of the other two.
    """

    energy: Array
    net: Array
    spreads: Array

    @classmethod
    def of(cls, scenario: Scenario, net: Net, minutes: Array) -> Side:
        """Return the energy of runs of so many minutes, in the scenario's unit, gross or net."""
        per_oxygen = energy_per_oxygen(scenario.runner.mass_kg, scenario.energy_unit)
        rest = counted_rest(scenario.runner, scenario.counted)
        return cls.lasting(net, minutes, per_oxygen, rest)

    @classmethod
    def lasting(
        cls, net: Net, minutes: Array, per_oxygen: float | Array, rest: float | Array
    ) -> Side:
        """Return the energy of runs of so many minutes, for one person or for one a run.

        `per_oxygen` is the energy of a minute at 1 ml/kg/min, `rest` the resting uptake that
        counts.
        """
        scale = minutes * per_oxygen
        return cls(scale * (rest + net.central), scale * net.central, net.spreads)

    def add(self, sums: Array) -> Side:
        """Add runs up, one sum a row of `sums` (1 where a run counts): errors add linearly."""
        net = sums @ self.net
        divisor = np.where(net > 0, net, 1.0)
        return Side(sums @ self.energy, net, (self.net * self.spreads) @ sums.T / divisor)

    def at_doubtful_speed(self, spread: Array, rows: slice = slice(None)) -> Side:
        """Return the energies where rows cover a distance at a speed of some log spread.

        A doubtful speed makes the time for a distance doubtful, and with it all of its energy.
        """
        spreads = self.spreads.copy()
        spreads[-1, rows] += spread[rows] * self.energy[rows] / self.net[rows]
        return Side(self.energy, self.net, spreads)

    def estimate(self, level: float) -> Estimate:
        """Return the energies with their intervals."""
        factor = np.exp(deviations(level) * np.linalg.norm(self.spreads, axis=0))
        # The centre is put together as the bounds are, so that rounding cannot push it past them.
        rest = self.energy - self.net
        return Estimate(rest + self.net / factor, rest + self.net, rest + self.net * factor, level)


def add_up(rows: Estimate, sums: Array) -> Estimate:
    """Add energies up bound by bound, one sum a row of `sums`: one person errs alike every day."""
    low, central, high = (sums @ np.asarray(part) for part in (rows.low, rows.central, rows.high))
    return Estimate(low, central, high, rows.level)


def difference(forward: Side, backward: Side, level: float) -> Estimate:
    """Return backward less forward energy; shared errors cancel as far as they do."""
    parts = backward.net * backward.spreads - forward.net * forward.spreads
    spread = deviations(level) * np.linalg.norm(parts, axis=0)
    central = backward.energy - forward.energy
    return Estimate(central - spread, central, central + spread, level)


def ratio(forward: Side, backward: Side, level: float) -> Estimate:
    """Return backward over forward energy; rows without any energy must be left out before."""
    share_backward, share_forward = backward.net / backward.energy, forward.net / forward.energy
    parts = share_backward * backward.spreads - share_forward * forward.spreads
    spread = np.exp(deviations(level) * np.linalg.norm(parts, axis=0))
    central = backward.energy / forward.energy
    return Estimate(central / spread, central, central * spread, level)
