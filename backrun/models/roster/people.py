"""Many people as arrays: the fields of their scenarios that the energy model needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from backrun.estimate import Array
from backrun.models.energy.calories import counted_rest, energy_per_oxygen
from backrun.scenario.scenario import Scenario

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class People:
    """The people of a group as arrays; the last axis is the person.

    `speed` has 8 rows in m/s: the person's own pace, then the seven days. `minutes` has 7 rows:
    the backward minutes of the days. `age` is in years, NaN if not given. `per_oxygen` is the
    energy (kcal or kJ) of one minute at an oxygen uptake of 1 ml/kg/min. `rest` is the oxygen
    uptake at rest (ml/kg/min) that net energy leaves out; 0 for gross energy.
    """

    scenario: npt.NDArray[np.object_]
    speed: Array
    minutes: Array
    share: Array
    grade: Array
    track: npt.NDArray[np.bool_]
    age: Array
    per_oxygen: Array
    rest: Array

    @classmethod
    def of(cls, scenarios: Sequence[Scenario], view: Scenario) -> People:
        """Return the arrays of some scenarios; the view gives the energy unit and gross or net."""
        paces, minutes = [], []
        for scenario in scenarios:
            pace, days = scenario.pace_s_per_km, scenario.week.days
            paces.append([pace, *(day.pace_s_per_km or pace for day in days)])
            minutes.append([day.backward_minutes for day in days])
        objects = np.empty(len(scenarios), dtype=object)
        objects[:] = scenarios
        runners = [scenario.runner for scenario in scenarios]
        mass = np.array([runner.mass_kg for runner in runners])
        return cls(
            objects,
            1000.0 / np.array(paces).reshape(-1, 8).T,
            np.array(minutes).reshape(-1, 7).T,
            np.array([scenario.backward_share for scenario in scenarios]),
            np.array([scenario.grade for scenario in scenarios]),
            np.array([scenario.surface == "track" for scenario in scenarios], dtype=bool),
            np.array([runner.age_years or np.nan for runner in runners]),
            mass * energy_per_oxygen(1.0, view.energy_unit),
            np.array([counted_rest(runner, view.counted) for runner in runners]),
        )

    def at(self, places: Places) -> People:
        """Return the people at some places of the group."""
        return People(*(getattr(self, field.name)[..., places] for field in fields(self)))

    def grounds(self, places: Places, view: Scenario) -> list[Places]:
        """Split places into sets that one computation can handle: each on one surface.

        For the same effort each set also has one grade, because the solver for the speed of equal
        effort takes one grade at a time.
        """
        grade = self.grade[places] if view.basis == "effort" else np.zeros(len(places))
        kinds, kind = np.unique([self.track[places], grade], axis=1, return_inverse=True)
        return [places[kind == number] for number in range(kinds.shape[1])]
