"""People as arrays: what of everybody's scenario enters the energy model."""

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
    """What of the people counts, in arrays whose last axis is the person.

    `speed` is in m/s: at the person's pace, then on the seven days; `minutes` are the backward
    minutes of the days. `age` is in years, not a number where it is not given. `per_oxygen` is the
    energy of a minute at 1 ml/kg/min, `rest` the resting uptake that counts.
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
        """Return the arrays of people, energies counted and in the unit as the view says."""
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
        """Return some of the people."""
        return People(*(getattr(self, field.name)[..., places] for field in fields(self)))

    def grounds(self, places: Places, view: Scenario) -> list[Places]:
        """Return places that can be computed together: on one surface, and for effort one grade.

        The speed of the same effort is solved for on one grade at a time.
        """
        grade = self.grade[places] if view.basis == "effort" else np.zeros(len(places))
        kinds, kind = np.unique([self.track[places], grade], axis=1, return_inverse=True)
        return [places[kind == number] for number in range(kinds.shape[1])]
