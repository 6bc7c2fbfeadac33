"""The week as planned, day by day, against the same week run all forward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from backrun.estimate import Estimate
from backrun.models.energy.limits import refuse_downhill
from backrun.models.energy.matching import WEEK, Runs
from backrun.models.energy.oxygen_cost import LEVEL
from backrun.models.energy.side import Side, add_up, difference
from backrun.scenario.scenario import DAY_NAMES, Scenario


@dataclass(frozen=True, slots=True)
class WeekEnergy:
    """The energy of a week, in the scenario's unit, gross or net as it says.

    `forward` and `backward` hold one row a weekday: the forward part and the backward part of the
    run as planned. `all_forward` is the same run without turning round. `planned`,
    `planned_all_forward` and `difference` are the sums; `backward_minutes` (one a day) is the time
    that the backward part takes, longer than planned on the basis of the same distance. `limits`
    names the validity limits that what is run on any day crosses.
    """

    forward: Estimate
    backward: Estimate
    all_forward: Estimate
    planned: Estimate
    planned_all_forward: Estimate
    difference: Estimate
    forward_minutes: tuple[float, ...]
    backward_minutes: tuple[float, ...]
    limits: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a day: minutes and energies with their bounds."""
        columns: dict[str, object] = {
            "day": DAY_NAMES,
            "forward_min": self.forward_minutes,
            "backward_min": self.backward_minutes,
        }
        for name in ("forward", "backward", "all_forward"):
            estimate = getattr(self, name)
            for bound in ("low", "central", "high"):
                columns[f"{name}_{bound}"] = getattr(estimate, bound)
        return pd.DataFrame(columns)


def week_energy(scenario: Scenario, *, level: float = LEVEL) -> WeekEnergy:
    """Energy of the scenario's week as planned and all forward, on the scenario's basis.

    Parameters
    ----------
    scenario : Scenario
    level : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    WeekEnergy
        kcal, or kJ where the scenario says so, by day and in all.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.

    Examples
    --------
    >>> week = week_energy(Scenario())
    >>> round(week.difference.central - (week.planned + week.planned_all_forward * -1).central, 6)
    0.0
    """
    refuse_downhill(scenario.grade)
    runs = Runs.of(scenario, scenario.basis)
    turned_forward, backward = (_days(side) for side in runs.sides(scenario))
    total = np.array([day.minutes for day in scenario.week.days])
    turned = np.array([day.backward_minutes for day in scenario.week.days])
    rest_of_run, whole = (
        _days(Side.of(scenario, runs.pair.forward, np.concatenate((np.zeros(3), minutes))))
        for minutes in (total - turned, total)
    )
    forward_day, backward_day, whole_day = (
        side.estimate(level) for side in (rest_of_run, backward, whole)
    )
    everything = np.ones((1, 7))
    return WeekEnergy(
        forward=forward_day,
        backward=backward_day,
        all_forward=whole_day,
        planned=add_up(forward_day, everything)[0] + add_up(backward_day, everything)[0],
        planned_all_forward=add_up(whole_day, everything)[0],
        difference=difference(turned_forward.add(everything), backward.add(everything), level)[0],
        forward_minutes=tuple(map(float, total - turned)),
        backward_minutes=tuple(map(float, runs.backward_minutes[WEEK])),
        limits=runs.week_limits(scenario, total),
    )


def _days(side: Side) -> Side:
    return Side(side.energy[WEEK], side.net[WEEK], side.spreads[:, WEEK])
