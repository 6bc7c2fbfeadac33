"""Bad input in a call: refused with the argument's name, its value and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

import pytest

from backrun import (
    NotMeasuredError,
    Scenario,
    compare,
    energy_per_minute,
    equal_effort_speed,
    joules_per_litre,
    matched_speed,
    oxygen_cost,
    uncertainty_shares,
    week_energy,
)

ME, DOWNHILL = Scenario(), Scenario(grade=-0.1)


def cost(speed: object = 2.5, **more: object) -> object:
    return oxygen_cost(speed, direction="backward", **more)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cost("2.5"), "speed_m_s: '2.5' is not a number; allowed: 0.1 to 12"),
        (lambda: cost(True), "speed_m_s: True is not a number"),
        (lambda: cost(10**400), "speed_m_s: 1000"),
        (lambda: cost(nan), "speed_m_s: nan; allowed: 0.1 to 12"),
        (lambda: cost(inf), "speed_m_s: inf; allowed: 0.1 to 12"),
        (lambda: cost(level=[0.5, 0.8]), "level: [0.5, 0.8]; allowed: between 0 and 1"),
        (lambda: cost(parts=None), "parts: None; allowed: equation, multiplier, person"),
        (lambda: cost(parts=("a",)), "parts: 'a'; allowed: equation, multiplier, person"),
        (lambda: compare(ME, level="a"), "level: 'a'; allowed: between 0 and 1"),
        (lambda: compare(ME, level=1), "level: 1; allowed: between 0 and 1"),
        (lambda: matched_speed(ME, level=3), "level: 3; allowed: between 0 and 1"),
        (lambda: week_energy(ME, level=0), "level: 0; allowed: between 0 and 1"),
        (lambda: energy_per_minute(10, 70, "cal"), "unit: 'cal'; allowed: kcal, kJ"),
        (lambda: energy_per_minute(10, -5), "mass_kg: -5; allowed: above 0"),
        (lambda: joules_per_litre(nan), "respiratory_exchange_ratio: nan; allowed: "),
        (lambda: equal_effort_speed(100, ME), "forward_speed_m_s: 100; allowed: 0.1 to 12"),
        (lambda: equal_effort_speed(nan, ME), "forward_speed_m_s: nan; allowed: 0.1 to 12"),
    ],
)
def test_a_bad_argument_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        call()


@pytest.mark.parametrize("ask", [compare, matched_speed, uncertainty_shares, week_energy])
def test_downhill_has_no_number(ask: Callable[[Scenario], object]) -> None:
    with pytest.raises(NotMeasuredError):
        ask(DOWNHILL)


def test_downhill_has_no_speed_of_equal_effort() -> None:
    with pytest.raises(NotMeasuredError):
        equal_effort_speed(3.0, DOWNHILL)
