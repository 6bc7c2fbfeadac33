"""From oxygen to energy: kcal or kJ per minute, gross and net of rest."""

from __future__ import annotations

from typing import TypeVar, cast

from backrun.estimate import Array
from backrun.evidence import coefficient, coefficients
from backrun.inputs.field import number_within, numbers_within, one_of, real_number, shorten
from backrun.scenario.scenario import Counted, Runner
from backrun.units import JOULES_PER, EnergyUnit

MINUTES_PER_DAY = 24 * 60
# In ml/kg/min: several times what anybody takes up.
MOST_OXYGEN = 1000.0
# In kg: more than anybody weighs.
MOST_MASS = 1000.0
Oxygen = TypeVar("Oxygen", float, Array)


def joules_per_litre(respiratory_exchange_ratio: float | None = None) -> float:
    """Energy per litre of oxygen, in joules.

    Parameters
    ----------
    respiratory_exchange_ratio : float, optional
        0.707 to 1.00; by default 0.90, moderate exercise on mixed fuel.

    Returns
    -------
    float
        J per litre.

    Raises
    ------
    ValueError
        A ratio outside its range: above 1.00 energy comes without oxygen.

    References
    ----------
    garby_astrup1987: 16040 + 4940 RER.

    Examples
    --------
    >>> round(joules_per_litre(1.0) / 4184, 3)
    5.014
    """
    if respiratory_exchange_ratio is None:
        ratio = coefficient("respiratory_exchange_ratio")
    else:
        low, high = coefficients()["respiratory_exchange_ratio"].range
        ratio = number_within("respiratory_exchange_ratio", respiratory_exchange_ratio, low, high)
    return coefficient("energy_per_litre") + coefficient("energy_per_litre_by_ratio") * ratio


def energy_per_minute(
    oxygen_ml_kg_min: Oxygen,
    mass_kg: float,
    unit: EnergyUnit = "kcal",
    respiratory_exchange_ratio: float | None = None,
) -> Oxygen:
    """Energy per minute of an oxygen uptake.

    Parameters
    ----------
    oxygen_ml_kg_min : float or array
        Oxygen uptake in ml/kg/min, 0 to 1000, of any shape.
    mass_kg : float
        Above 0, up to 1000.
    unit : {"kcal", "kJ"}
    respiratory_exchange_ratio : float, optional
        See `joules_per_litre`.

    Returns
    -------
    float or array
        Energy in kcal/min or kJ/min, in the shape of the oxygen.

    Raises
    ------
    ValueError
        An oxygen uptake, mass or respiratory exchange ratio outside its range, or an unknown unit.

    References
    ----------
    garby_astrup1987, as in `joules_per_litre`.

    Examples
    --------
    >>> round(energy_per_minute(3.5, 70.0), 2)
    1.2
    """
    one_of("unit", unit, JOULES_PER)
    mass = real_number(mass_kg)
    if mass is None or not 0 < mass <= MOST_MASS:
        raise ValueError(f"mass_kg: {shorten(mass_kg)}; allowed: above 0, up to {MOST_MASS:g}")
    litres = numbers_within("oxygen_ml_kg_min", oxygen_ml_kg_min, 0.0, MOST_OXYGEN) * mass / 1000.0
    energy = litres * joules_per_litre(respiratory_exchange_ratio) / JOULES_PER[unit]
    return cast("Oxygen", energy if energy.ndim else float(energy))


def energy_per_oxygen(mass_kg: float, unit: EnergyUnit = "kcal") -> float:
    """Return the energy of a minute at 1 ml/kg/min, for a mass and a unit that were checked."""
    return mass_kg / 1000.0 * joules_per_litre() / JOULES_PER[unit]


def resting_oxygen(runner: Runner) -> float:
    """Resting oxygen uptake in ml/kg/min: one MET, or Mifflin–St Jeor where it can be computed.

    Parameters
    ----------
    runner : Runner
        Mifflin–St Jeor needs height, age and sex; without them it is 3.5 ml/kg/min.

    Returns
    -------
    float
        ml/kg/min.

    References
    ----------
    mifflin1990.

    Examples
    --------
    >>> resting_oxygen(Runner())
    3.5
    """
    if runner.height_m is None or runner.age_years is None or runner.sex is None:
        return coefficient("rest")
    kcal_per_day = (
        coefficient("mifflin_mass") * runner.mass_kg
        + coefficient("mifflin_height") * runner.height_m * 100.0
        + coefficient("mifflin_age") * runner.age_years
        + coefficient(f"mifflin_{runner.sex}")
    )
    return kcal_per_day / MINUTES_PER_DAY / energy_per_oxygen(runner.mass_kg)


def counted_rest(runner: Runner, counted: Counted) -> float:
    """Return how much of the resting uptake (ml/kg/min) stays in the energy counted.

    The equations put 3.5 ml/kg/min of rest into a gross cost. Net takes the person's own rest out.
    """
    rest = coefficient("rest")
    return rest if counted == "gross" else rest - resting_oxygen(runner)
