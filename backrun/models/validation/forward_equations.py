"""The forward equations side by side for one person: why a watch and a website disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from backrun.estimate import Estimate
from backrun.evidence import coefficient, coefficients
from backrun.evidence.rows import Gait
from backrun.models.energy.calories import energy_per_minute
from backrun.models.energy.equations import (
    acsm_running,
    lcda_walking,
    leger_mercier,
    minetti_running,
)
from backrun.models.energy.oxygen_cost import oxygen_cost
from backrun.models.validation.baselines import level_entries
from backrun.scenario.scenario import Scenario
from backrun.units import METRES_PER_MILE

Key = Literal["acsm", "leger_mercier", "compendium", "minetti", "lcda"]


@dataclass(frozen=True, slots=True)
class ForwardEquation:
    """What one equation or table says of a person's forward pace.

    Attributes
    ----------
    key : {"acsm", "leger_mercier", "compendium", "minetti", "lcda"}
    label : str
    studies : tuple of str
        Keys of its sources.
    oxygen : float or None
        Gross oxygen uptake in ml/kg/min; None where it says nothing of this pace.
    note : str
        Why there is no value, or what is to be known of it.
    in_model : bool
        Whether the model uses it at this pace.
    """

    key: Key
    label: str
    studies: tuple[str, ...]
    oxygen: float | None
    note: str
    in_model: bool


@dataclass(frozen=True, slots=True)
class ForwardEquations:
    """All equations at one pace, and the model's own answer (ml/kg/min, 80 % interval)."""

    gait: Gait
    equations: tuple[ForwardEquation, ...]
    model: Estimate

    @property
    def spread(self) -> tuple[float, float]:
        """Lowest and highest value among the equations, in ml/kg/min."""
        values = [each.oxygen for each in self.equations if each.oxygen is not None]
        return min(values), max(values)


def forward_equations(scenario: Scenario) -> ForwardEquations:
    """Return what each equation says of a person's forward pace and grade.

    Parameters
    ----------
    scenario : Scenario
        Pace, grade and surface count; the person's gait is the model's.

    Returns
    -------
    ForwardEquations
        ml/kg/min, gross. An equation for the other gait says nothing, nor does the Compendium on a
        slope or outside its speeds. Downhill the equations for level ground say nothing.

    References
    ----------
    acsm_guidelines, leger_mercier1984, compendium2024, minetti2002, looney2019.

    Examples
    --------
    >>> [round(each.oxygen) for each in forward_equations(Scenario()).equations if each.oxygen]
    [37, 34, 33, 32]
    """
    speed, grade = scenario.forward_speed_m_s, scenario.grade
    gait: Gait = "walking" if speed < coefficient("transition_forward") else "running"
    model = oxygen_cost(
        speed,
        direction="forward",
        grade=grade,
        surface=scenario.surface,
        parts=scenario.parts,
    )
    equations = (
        _acsm(speed, grade, gait),
        _leger(speed, grade, gait, track=scenario.surface == "track"),
        _compendium(speed, grade, gait),
        _minetti(speed, grade, gait),
        _lcda(speed, grade, gait),
    )
    return ForwardEquations(gait, equations, model)


FOR_RUNNING = "For running; you walk at this pace."
LEVEL_UP = "For level ground and uphill."


def _acsm(speed: float, grade: float, gait: Gait) -> ForwardEquation:
    value = float(acsm_running(speed, grade)) if gait == "running" and grade >= 0 else None
    note = FOR_RUNNING if gait == "walking" else LEVEL_UP if grade < 0 else ""
    return ForwardEquation(
        "acsm", "ACSM running", ("acsm_guidelines",), value, note, gait == "running"
    )


def _leger(speed: float, grade: float, gait: Gait, *, track: bool) -> ForwardEquation:
    runs = gait == "running" and grade >= 0
    value = float(leger_mercier(speed, grade, track=track)) if runs else None
    note = FOR_RUNNING if gait == "walking" else LEVEL_UP if grade < 0 else ""
    if runs and grade > 0:
        note = "Made for level ground; the ACSM term for the slope is added here."
    label = f"Léger–Mercier, {'track' if track else 'treadmill'}"
    return ForwardEquation(
        "leger_mercier", label, ("leger_mercier1984",), value, note, gait == "running"
    )


def _compendium(speed: float, grade: float, gait: Gait) -> ForwardEquation:
    speeds, oxygen = _compendium_curve(gait)
    inside = speeds[0] <= speed <= speeds[-1] and grade == 0
    note = "Between its entries, which state a speed; one MET is 3.5 ml/kg/min."
    if grade != 0:
        note = "Its entries used here are for level ground."
    elif not inside:
        note = f"Its entries go from {speeds[0]:.2f} to {speeds[-1]:.2f} m/s."
    value = float(np.interp(speed, speeds, oxygen)) if inside else None
    return ForwardEquation(
        "compendium", "2024 Compendium", ("compendium2024",), value, note, in_model=False
    )


@cache
def _compendium_curve(gait: Gait) -> tuple[Sequence[float], Sequence[float]]:
    """Return speeds in m/s, rising, and the oxygen of the entries there."""
    points = sorted((entry.speed_m_s or 0.0, entry.mets) for entry in level_entries(gait))
    rest = coefficient("rest")
    return [speed for speed, _ in points], [rest * mets for _, mets in points]


def _minetti(speed: float, grade: float, gait: Gait) -> ForwardEquation:
    cost = minetti_running(grade) if gait == "running" else minetti_walking(grade)
    per_minute = 60.0 / coefficient("energy_per_ml_walking_equation")
    value = coefficient("rest") + float(cost) * speed * per_minute
    note = "Net cost by gradient from 10 runners, rest added; the same at every speed."
    used = grade < 0 and gait == "running"
    return ForwardEquation("minetti", "Minetti", ("minetti2002",), value, note, in_model=used)


def _lcda(speed: float, grade: float, gait: Gait) -> ForwardEquation:
    slowest, fastest = coefficients()["range_forward_walking"].range
    walks = gait == "walking"
    value = float(lcda_walking(speed, grade)) if walks else None
    note = "" if walks else f"For walking, {slowest:g} to {fastest:g} m/s; you run at this pace."
    return ForwardEquation("lcda", "LCDA walking", ("looney2019",), value, note, walks)


def minetti_walking(grade: float) -> float:
    """Net cost of walking in J/kg/m by gradient, Minetti 2002, valid from -0.45 to 0.45.

    >>> minetti_walking(0.0)
    2.5
    """
    i = grade
    return 280.5 * i**5 - 58.7 * i**4 - 76.8 * i**3 + 51.9 * i**2 + 19.6 * i + 2.5


def energy_per_distance(oxygen: float, scenario: Scenario) -> float:
    """Turn gross ml/kg/min at a person's pace into energy per kilometre, or per mile if imperial.

    >>> round(energy_per_distance(35.34, Scenario()), 1)
    72.7
    """
    metres = METRES_PER_MILE if scenario.units == "imperial" else 1000.0
    minutes = metres / scenario.forward_speed_m_s / 60.0
    return energy_per_minute(oxygen, scenario.runner.mass_kg, scenario.energy_unit) * minutes
