from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from field_words import RANGES, allowed, shown
from hypothesis import given
from strategies import numbers

from backrun import (
    Answers,
    LogEntry,
    RampUpSettings,
    Runner,
    Scenario,
    joint_loading,
    muscle_emphasis,
    oxygen_cost,
)
from backrun.inputs.field import Variable, shorten
from backrun.inputs.registry import AGE, CHOICES, DAYS, GRADE, HEIGHT, MASS, PACE, SHARE, VARIABLES
from backrun.units import System

SYSTEMS: list[System] = ["metric", "imperial"]


def test_every_limit_is_listed_here() -> None:
    assert {name for name, _ in RANGES} == set(VARIABLES)


@pytest.mark.parametrize(("name", "system"), RANGES)
def test_says_what_is_allowed(name: str, system: System) -> None:
    assert VARIABLES[name].allowed(system) == allowed(name, system)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("variable", VARIABLES.values(), ids=VARIABLES)
def test_what_it_says_is_allowed_is_accepted(variable: Variable, system: System) -> None:
    low, _, rest = variable.allowed(system).partition(" to ")
    for text in (low, rest.split()[0]):
        assert variable.low <= variable.read(text, system) <= variable.high


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("variable", VARIABLES.values(), ids=VARIABLES)
def test_the_limits_themselves_are_accepted(variable: Variable, system: System) -> None:
    assert variable.check(variable.low, system) == variable.low
    assert variable.check(variable.high, system) == variable.high


@pytest.mark.parametrize(
    ("variable", "value", "system", "message"),
    [
        (MASS, 29.99, "metric", "Weight: 29.99 kg; allowed: 30 to 250 kg"),
        (MASS, 1e300, "metric", "Weight: 1e+300; allowed: 30 to 250 kg"),
        (MASS, 10**400, "metric", "Weight: 1000"),
        (MASS, True, "metric", "Weight: True is not a number; allowed: 30 to 250 kg"),
        (MASS, float("nan"), "metric", "Weight: nan is not a finite number; allowed: 30 to 250"),
        (PACE, -5.0, "metric", "Forward pace: -5.0; allowed: 2:30 to 15:00 /km"),
        (PACE, 100.0, "imperial", "Forward pace: 2:40.9344 /mile; allowed: 4:02 to 24:08 /mile"),
        (GRADE, 0.3, "metric", "Grade: 30 %; allowed: -10 to 25 %"),
        (AGE, 30.5, "metric", "Age: 30.5 is not a whole number; allowed: 18 to 90 years"),
        (DAYS, 8, "metric", f"{DAYS.label}: {shown('days', '8')}; allowed: {allowed('days')}"),
    ],
)
def test_messages_name_field_value_and_limits(
    variable: Variable, value: object, system: System, message: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the text is asserted below)
        variable.check(value, system)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("variable", VARIABLES.values(), ids=VARIABLES)
def test_a_checked_value_passes_again_unchanged(variable: Variable, system: System) -> None:
    @given(numbers(variable))
    def check(value: float) -> None:
        once = variable.check(value, system)
        assert variable.check(once, system) == once

    check()


def test_shows_values_in_both_systems() -> None:
    assert MASS.show(70.0) == "70 kg"
    assert MASS.show(70.0, "imperial") == "154.3 lb"
    assert PACE.show(360.0, "imperial") == "9:39 /mile"
    assert SHARE.show(0.7) == shown("share", "70")
    assert HEIGHT.show(1.75, "imperial") == "68.9 in"


def test_headings_and_steps_follow_the_system() -> None:
    assert PACE.heading() == "Forward pace, min/km"
    assert PACE.heading("imperial") == "Forward pace, min/mile"
    assert MASS.heading("imperial") == "Weight, lb"
    assert (MASS.step_in("metric"), MASS.step_in("imperial")) == (0.5, 1.0)
    assert GRADE.step_in("imperial") == GRADE.step


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_choices_accept_their_options_only(choice: object) -> None:
    choice = CHOICES[choice.name]
    for option in choice.options:
        assert choice.check(option) == option
    for other in ("sideways", "", None, 1, next(iter(choice.options)).upper() + " "):
        with pytest.raises(ValueError, match=f"^{choice.label}: .*; allowed: {choice.allowed()}$"):
            choice.check(other)


def test_shortens_what_would_flood_a_message() -> None:
    assert shorten("abc") == "'abc'"
    assert shorten("x" * 500) == "'" + "x" * 37 + "…'"


# The number as other libraries give it, and the same as Python's own.
FOREIGN_NUMBERS: list[tuple[Callable[[Any], object], object, float]] = [
    (lambda n: Runner(mass_kg=n).mass_kg, np.int64(70), 70.0),
    (lambda n: Runner(age_years=n).age_years, np.uint8(40), 40),
    (lambda n: Scenario(pace_s_per_km=n).pace_s_per_km, np.float32(360), 360.0),
    (lambda n: RampUpSettings(goal_min=n).goal_min, np.int64(10), 10.0),
    (lambda n: Answers(longest_backward_min=n).longest_backward_min, np.int64(3), 3.0),
    (lambda n: muscle_emphasis(n).share_backward, np.int64(1), 1.0),
    (lambda n: joint_loading(n).speed_m_s, np.int64(2), 2.0),
    (lambda n: LogEntry("painful", n).pain, np.int64(3), 3),
    (lambda n: oxygen_cost(2.5, direction="forward", level=n).level, np.float32(0.5), 0.5),
    (lambda n: oxygen_cost(n, direction="forward", level=0.5).level, Fraction(5, 2), 0.5),
    (lambda n: Runner(mass_kg=n).mass_kg, pd.Series([70])[0], 70.0),
]


@pytest.mark.parametrize(("held", "given", "number"), FOREIGN_NUMBERS)
def test_numbers_of_other_libraries_are_numbers(
    held: Callable[[Any], object], given: object, number: float
) -> None:
    assert held(given) == number
    assert type(held(given)) is type(number)


@pytest.mark.parametrize("given", [np.True_, np.array(70.0), pd.NA, 70 + 0j, np.str_("70")])
def test_what_only_looks_like_a_number_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match=r"is not a number; allowed: 30 to 250 kg"):
        MASS.check(given)


def test_columns_of_numbers_are_arrays() -> None:
    column = pd.Series([2.0, 2.5], dtype=object)
    cost = oxygen_cost(column, direction="forward")  # type: ignore[arg-type]
    assert np.shape(cost.central) == (2,)
