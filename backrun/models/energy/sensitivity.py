"""Which input moves a person's answer most: each alone, over a stated step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from backrun.estimate import Estimate
from backrun.evidence import coefficients
from backrun.inputs.field import Variable
from backrun.inputs.registry import GRADE, MASS, PACE, SHARE
from backrun.models.energy.calories import joules_per_litre
from backrun.models.energy.comparison import SUMS
from backrun.models.energy.limits import refuse_downhill
from backrun.models.energy.matching import Runs
from backrun.models.energy.oxygen_cost import LEVEL
from backrun.models.energy.side import difference
from backrun.scenario.scenario import PARTS, Basis, Counted, Part, Per, Scenario, Surface

Kind = Literal["choice", "person", "unknown"]
SMALLEST = 0.05
"""A change that no digit shown tells, in the unit of the answer."""
RATES: tuple[Per, ...] = ("minute", "km", "mile")
"""What an answer is per, in the order of the rows of a comparison."""
MASS_STEP, PACE_STEP, SHARE_STEP, GRADE_STEP = 5.0, 30.0, 0.10, 0.05
"""Steps of the person's inputs, to either side: kg, s/km, share of forward speed, rise over run."""


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one input moves the answer.

    Attributes
    ----------
    key : str
        Name of the input; `basis`, `counted` and `surface` are choices, `equation`, `multiplier`
        and `person` the parts of the uncertainty, `fuel` the energy of a litre of oxygen.
    kind : {"choice", "person", "unknown"}
        What one decides, what one is and does, and what nobody knows.
    low_at, high_at : str
        The input at the ends, as a number in SI or the name of the option; for a part of the
        uncertainty the ends of its 80 % interval.
    low, high : float
        The answer there: backward less forward energy, in the scenario's unit and rate.
    """

    key: str
    kind: Kind
    low_at: str
    high_at: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the answers at the ends are."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The answer with its interval, what it is per, and what each input makes of it.

    `extra` is backward less forward energy; `swings` has the widest first.
    """

    extra: Estimate
    per: Per
    swings: tuple[Swing, ...]

    @property
    def answer(self) -> float:
        """The centre of the answer."""
        return float(self.extra.central)

    def leaves_alone(self, swing: Swing) -> bool:
        """Whether an input moves the answer by less than a hundredth of it."""
        return swing.width < max(SMALLEST, abs(self.answer) / 100)


def sensitivity(scenario: Scenario) -> Sensitivity:
    """Move each input alone, and see what becomes of the extra energy of running backward.

    Parameters
    ----------
    scenario : Scenario
        Basis, counting and unit are the scenario's, but where they are what is moved; so is the
        rate, per minute or else per the person's own distance: session and week would only add
        minutes that have no say in the answer.

    Returns
    -------
    Sensitivity
        Backward less forward energy, in the scenario's unit. Inputs at a limit move to the other
        side only; the grade never goes below 0, where nothing was measured.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.

    Examples
    --------
    >>> sensitivity(Scenario()).swings[0].key
    'person'
    """
    refuse_downhill(scenario.grade)
    distance: Per = "mile" if scenario.units == "imperial" else "km"
    per: Per = "minute" if scenario.per == "minute" else distance
    scenario = scenario.model_copy(update={"per": per})
    extra = _difference(scenario)
    answer = float(extra.central)
    swings = (*_numbers(scenario), *_choices(scenario, answer), *_unknowns(scenario, answer))
    return Sensitivity(extra, per, tuple(sorted(swings, key=lambda swing: -swing.width)))


def _answer(scenario: Scenario) -> float:
    return float(_difference(scenario).central)


def _difference(scenario: Scenario) -> Estimate:
    """Return the difference of `compare` alone, in a third of its time: it is asked for often."""
    row = RATES.index(scenario.per)
    sides = Runs.of(scenario, scenario.basis).sides(scenario)
    forward, backward = (side.add(SUMS[row : row + 1]) for side in sides)
    return difference(forward, backward, LEVEL)[0]


def _numbers(scenario: Scenario) -> Iterator[Swing]:
    runner = scenario.runner
    steps: tuple[tuple[Variable, float, float], ...] = (
        (MASS, runner.mass_kg, MASS_STEP),
        (PACE, scenario.pace_s_per_km, PACE_STEP),
        (SHARE, scenario.backward_share, SHARE_STEP),
        (GRADE, scenario.grade, GRADE_STEP),
    )
    for variable, value, step in steps:
        floor = max(variable.low, 0.0)
        ends = max(value - step, floor), min(value + step, variable.high)
        low, high = (_answer(_with(scenario, variable, end)) for end in ends)
        yield Swing(variable.name, "person", f"{ends[0]:.12g}", f"{ends[1]:.12g}", low, high)


def _with(scenario: Scenario, variable: Variable, value: float) -> Scenario:
    """Return the scenario with one number changed."""
    if variable is MASS:
        runner = scenario.runner.model_copy(update={"mass_kg": value})
        return scenario.model_copy(update={"runner": runner})
    field = {PACE.name: "pace_s_per_km", SHARE.name: "backward_share", GRADE.name: "grade"}
    return scenario.model_copy(update={field[variable.name]: value})


def _choices(scenario: Scenario, answer: float) -> Iterator[Swing]:
    options: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("basis", scenario.basis, get_args(Basis)),
        ("counted", scenario.counted, get_args(Counted)),
        ("surface", scenario.surface, get_args(Surface)),
    )
    for name, now, every in options:
        answers = {
            option: answer if option == now else _answer(scenario.model_copy(update={name: option}))
            for option in every
        }
        lowest, highest = (of(answers, key=answers.__getitem__) for of in (min, max))
        yield Swing(name, "choice", lowest, highest, answers[lowest], answers[highest])


def _unknowns(scenario: Scenario, answer: float) -> Iterator[Swing]:
    """Move each part of the uncertainty over its 80 % interval, and the fuel over its range."""
    for part in PARTS:
        if part in scenario.parts:
            alone: tuple[Part, ...] = (part,)
            ends = _difference(scenario.model_copy(update={"parts": alone}))
            yield Swing(part, "unknown", "low", "high", float(ends.low), float(ends.high))
    usual = joules_per_litre()
    fat, sugar = coefficients()["respiratory_exchange_ratio"].range
    low, high = (answer * joules_per_litre(ratio) / usual for ratio in (fat, sugar))
    yield Swing("fuel", "unknown", f"{fat:g}", f"{sugar:g}", low, high)
