"""Forward against backward running, per minute, kilometre, mile, session and week."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import get_args

import numpy as np

from backrun.estimate import Estimate
from backrun.inputs.field import one_of
from backrun.models.energy.limits import crossed_limits, refuse_downhill
from backrun.models.energy.matching import WEEK, Runs, between_gaits, equal_effort
from backrun.models.energy.oxygen_cost import LEVEL, deviations
from backrun.models.energy.rates import Rates
from backrun.models.energy.side import Side, add_up, difference, ratio
from backrun.models.energy.spread import uncertainty_shares
from backrun.scenario.scenario import Basis, Part, Per, Scenario

# What is added up of the rows of a comparison: its three rates as they are, and the week.
SUMS = np.vstack((np.eye(3, 10), np.r_[np.zeros(3), np.ones(7)]))
# The row of a kilometre.
KILOMETRE = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Forward against backward running for one person, on one basis.

    Attributes
    ----------
    basis : {"speed", "effort", "distance", "time"}
        What is equal.
    forward, backward, difference : Rates
        Energy in the scenario's unit, gross or net as it says; difference is backward less forward.
    ratio : Rates
        Backward over forward.
    backward_speed : Estimate
        m/s; an interval where it is solved for (same effort), else a single value.
    effort : Estimate
        Oxygen uptake backward over forward, at these speeds.
    uncertainty : dict of str to float
        Each part's share of the variance of the extra energy per kilometre: 0 to 1 by part
        ("equation", "multiplier", "person"), 1 in all; 0 for parts that the scenario leaves out.
    limits : tuple of str
        Names of the validity limits crossed at the person's pace, grade, surface and age.
    week_limits : tuple of str
        Those that days with backward minutes and a pace of their own cross beyond them: they hold
        for session and week.
    """

    basis: Basis
    forward: Rates
    backward: Rates
    difference: Rates
    ratio: Rates
    backward_speed: Estimate
    effort: Estimate
    uncertainty: dict[Part, float]
    limits: tuple[str, ...]
    week_limits: tuple[str, ...] = ()

    def per(self, per: Per) -> tuple[Estimate, Estimate, Estimate, Estimate] | None:
        """Return forward, backward, difference and ratio per minute, km, mile, session or week.

        None where the week has no backward minutes, of which there is no ratio.
        """
        forward, backward = self.forward.per(per), self.backward.per(per)
        difference, ratio = self.difference.per(per), self.ratio.per(per)
        if forward is None or backward is None or difference is None or ratio is None:
            return None
        return forward, backward, difference, ratio


def compare(scenario: Scenario, basis: Basis | None = None, *, level: float = LEVEL) -> Comparison:
    """Compare forward with backward running for one person.

    Parameters
    ----------
    scenario : Scenario
    basis : {"speed", "effort", "distance", "time"}, optional
        What is equal: the speed; the oxygen uptake; the distance, or the minutes, at the person's
        own backward speed. By default the scenario's basis.
    level : float, default 0.80
        Probability of the intervals.

    Returns
    -------
    Comparison
        Energies in kcal or kJ, gross or net, as the scenario says.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill, where nothing backward was measured.
    ValueError
        An unknown basis or level.

    Notes
    -----
    Sums over days add the bounds: one person errs the same way on every day. What forward and
    backward have in common leaves differences and ratios as far as it cancels.

    Examples
    --------
    >>> compare(Scenario(), "effort").ratio.minute.central
    1.0
    """
    basis = scenario.basis if basis is None else basis
    one_of("basis", basis, get_args(Basis))
    refuse_downhill(scenario.grade)
    runs = Runs.of(scenario, basis)
    sides = runs.sides(scenario)
    forward, backward = (side.add(SUMS) for side in sides)
    forward_energy, backward_energy = (add_up(side.estimate(level), SUMS) for side in sides)
    share = 1.0 / max(1, sum(day.backward_minutes > 0 for day in scenario.week.days))
    limits = runs.limits(scenario)
    own_paces = any(day.pace_s_per_km for day in scenario.week.days)
    of_days = runs.week_limits(scenario, runs.forward_minutes[WEEK]) if own_paces else ()
    return Comparison(
        basis=basis,
        forward=Rates.of(forward_energy, share),
        backward=Rates.of(backward_energy, share),
        difference=Rates.of(difference(forward, backward, level), share),
        ratio=_ratios(forward, backward, level),
        backward_speed=_backward_speed(runs, level, limits),
        effort=_effort(runs, sides, scenario, level),
        uncertainty=uncertainty_shares(
            forward,
            backward,
            KILOMETRE,
            "walking" if runs.pair.backward.walking[0] else "running",
            scenario.parts,
        ),
        limits=limits,
        week_limits=tuple(name for name in of_days if name not in limits),
    )


def compared_ratios(scenario: Scenario, basis: Basis) -> tuple[Rates, Estimate, tuple[str, ...]]:
    """Return ratio, backward speed (m/s) and limits of a comparison, without its energies.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.
    """
    refuse_downhill(scenario.grade)
    runs = Runs.of(scenario, basis)
    forward, backward = (side.add(SUMS) for side in runs.sides(scenario))
    limits = runs.limits(scenario)
    return _ratios(forward, backward, LEVEL), _backward_speed(runs, LEVEL, limits), limits


def matched_speed(scenario: Scenario, *, level: float = LEVEL) -> Estimate:
    """Backward speed (m/s) that takes the oxygen of the person's forward pace, with its interval.

    Parameters
    ----------
    scenario : Scenario
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Estimate
        m/s; `limits` names those that this speed crosses.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.

    Notes
    -----
    As `equal_effort_speed`; the interval is that of the multiplier and the person.

    Examples
    --------
    >>> round(float(matched_speed(Scenario()).central), 2)
    2.13
    """
    refuse_downhill(scenario.grade)
    match = equal_effort(np.array([scenario.forward_speed_m_s]), scenario)
    limits = crossed_limits(
        match.speed, match.walking, "backward", scenario.grade, scenario.surface
    )
    if between_gaits(match.speed, match.walking).any():
        limits += ("between_gaits",)
    return _speed(float(match.speed[0]), float(match.spread[0]), level, limits)


def _backward_speed(runs: Runs, level: float, limits: tuple[str, ...]) -> Estimate:
    speed, spread = float(runs.pair.backward_speed[0]), float(runs.pair.speed_spread[0])
    return _speed(speed, spread, level, limits)


def _speed(central: float, spread: float, level: float, limits: tuple[str, ...]) -> Estimate:
    factor = math.exp(deviations(level) * spread)
    return Estimate(central / factor, central, central * factor, level, limits)


def _ratios(forward: Side, backward: Side, level: float) -> Rates:
    """Return the ratios; that of a week without backward minutes does not exist."""
    used = np.eye(4 if forward.energy[3] > 0 else 3, 4)
    return Rates.of(ratio(forward.add(used), backward.add(used), level), 1.0)


def _effort(runs: Runs, counted: tuple[Side, Side], scenario: Scenario, level: float) -> Estimate:
    """Return the gross oxygen of a minute backward over that of a minute forward."""
    if scenario.counted != "gross":
        counted = runs.sides(scenario.model_copy(update={"counted": "gross"}))
    forward, backward = (side.add(SUMS[:1]) for side in counted)
    return ratio(forward, backward, level)[0]
