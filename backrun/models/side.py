"""Energies of runs in one direction, and what is left of their errors in differences and ratios."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backrun.estimate import Estimate
from backrun.models.calories import counted_rest, energy_per_minute
from backrun.models.oxygen_cost import Array, Net, deviations
from backrun.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Side:
    """Runs in one direction, one row a run: energy, its part above rest, and its log spreads.

    `shared` is the spread that forward and backward have in common, `multiplier` the one that only
    backward has; both act on the part above rest.
    """

    energy: Array
    net: Array
    shared: Array
    multiplier: Array

    @classmethod
    def of(cls, scenario: Scenario, net: Net, minutes: Array) -> Side:
        """Return the energy of runs of so many minutes, in the scenario's unit, gross or net."""
        scale = minutes * energy_per_minute(1.0, scenario.runner.mass_kg, scenario.energy_unit)
        rest = counted_rest(scenario.runner, scenario.counted)
        return cls(scale * (rest + net.central), scale * net.central, net.shared, net.multiplier)

    def add(self, sums: Array) -> Side:
        """Add runs up, one sum a row of `sums` (1 where a run counts): errors add linearly."""
        net = sums @ self.net
        divisor = np.where(net > 0, net, 1.0)
        return Side(
            sums @ self.energy,
            net,
            sums @ (self.net * self.shared) / divisor,
            sums @ (self.net * self.multiplier) / divisor,
        )

    def estimate(self, level: float) -> Estimate:
        """Return the energies with their intervals."""
        factor = np.exp(deviations(level) * np.hypot(self.shared, self.multiplier))
        rest = self.energy - self.net
        return Estimate(rest + self.net / factor, self.energy, rest + self.net * factor, level)


def difference(forward: Side, backward: Side, level: float) -> Estimate:
    """Return backward less forward energy; shared errors cancel as far as they do."""
    shared = backward.net * backward.shared - forward.net * forward.shared
    spread = deviations(level) * np.hypot(shared, backward.net * backward.multiplier)
    central = backward.energy - forward.energy
    return Estimate(central - spread, central, central + spread, level)


def ratio(forward: Side, backward: Side, level: float) -> Estimate:
    """Return backward over forward energy; rows without any energy must be left out before."""
    share_backward, share_forward = backward.net / backward.energy, forward.net / forward.energy
    shared = share_backward * backward.shared - share_forward * forward.shared
    spread = np.exp(deviations(level) * np.hypot(shared, share_backward * backward.multiplier))
    central = backward.energy / forward.energy
    return Estimate(central / spread, central, central * spread, level)
