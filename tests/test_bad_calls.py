"""Bad arguments of a function: the error names the argument, the value and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

import numpy as np
import pytest

from backrun import (
    Estimate,
    LogEntry,
    NotMeasuredError,
    RampUp,
    RampUpSettings,
    Scenario,
    adapt,
    compare,
    energy_per_minute,
    equal_effort_speed,
    joint_loading,
    joules_per_litre,
    matched_speed,
    oxygen_cost,
    runners_like_you,
    week_energy,
)
from backrun.link import read_settings

ME, DOWNHILL = Scenario(), Scenario(grade=-0.1)
RATIO, PLAN = Estimate(1.1, 1.3, 1.5), RampUp(ME, RampUpSettings())
PARTS = "allowed: any of equation, multiplier, person"


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
        (lambda: cost(["2.5"]), "speed_m_s: ['2.5'] is not a number; allowed: 0.1 to 12"),
        (lambda: cost(np.array(["2.5"])), "speed_m_s: array(['2.5']"),
        (lambda: cost([2.5, None]), "speed_m_s: [2.5, None] is not a number; allowed: 0.1 to 12"),
        (
            lambda: cost([2.0, 2.5], grade=[0.0, 0.1, 0.2]),
            "grade: 3 numbers for 2 speeds; allowed: one, or one a speed",
        ),
        (lambda: cost(level=0.9999999999999999), "level: 0.9999999999999999; allowed: between"),
        (lambda: cost(level=True), "level: True; allowed: between 0 and 1"),
        (lambda: cost(gait=""), "gait: ''; allowed: walking, running"),
        (lambda: oxygen_cost(2.5, direction=["forward"]), "direction: ['forward']; allowed: "),
        (lambda: cost(parts=None), f"parts: None; {PARTS}"),
        (lambda: cost(parts=("a",)), f"parts: ('a',); {PARTS}"),
        (lambda: cost(parts=""), f"parts: ''; {PARTS}"),
        (lambda: cost(parts=iter(())), "parts: <tuple_iterator"),
        (lambda: compare(ME, ["speed"]), "basis: ['speed']; allowed: speed, effort"),
        (lambda: compare(ME).ratio.per("x"), "per: 'x'; allowed: minute, km, mile, session, week"),
        (lambda: compare(ME).ratio.per("rows"), "per: 'rows'; allowed: minute, km"),
        (lambda: compare(ME).per([]), "per: []; allowed: minute, km"),
        (lambda: compare(ME, level="a"), "level: 'a'; allowed: between 0 and 1"),
        (lambda: compare(ME, level=1), "level: 1; allowed: between 0 and 1"),
        (lambda: compare(ME, level=10**400), "level: 1000"),
        (lambda: matched_speed(ME, level=3), "level: 3; allowed: between 0 and 1"),
        (lambda: week_energy(ME, level=0), "level: 0; allowed: between 0 and 1"),
        (lambda: energy_per_minute(10, 70, "cal"), "unit: 'cal'; allowed: kcal, kJ"),
        (lambda: energy_per_minute(10, -5), "mass_kg: -5; allowed: above 0"),
        (lambda: energy_per_minute(35, 10**400), "mass_kg: 1000"),
        (lambda: energy_per_minute(35, 1e308), "mass_kg: 1e+308; allowed: above 0, up to 1000"),
        (lambda: energy_per_minute(35, "70"), "mass_kg: '70'; allowed: above 0"),
        (lambda: energy_per_minute(35, [60, 70]), "mass_kg: [60, 70]; allowed: above 0"),
        (lambda: energy_per_minute(10, 70, []), "unit: []; allowed: kcal, kJ"),
        (lambda: energy_per_minute(nan, 70), "oxygen_ml_kg_min: nan; allowed: 0 to 1000"),
        (lambda: energy_per_minute(-5, 70), "oxygen_ml_kg_min: -5; allowed: 0 to 1000"),
        (lambda: energy_per_minute([35.0, -1.5], 70), "oxygen_ml_kg_min: -1.5; allowed: 0 to"),
        (lambda: joint_loading(10**400), "speed_m_s: 1000"),
        (lambda: energy_per_minute("x", 70), "oxygen_ml_kg_min: 'x' is not a number"),
        (lambda: joules_per_litre(nan), "respiratory_exchange_ratio: nan; allowed: "),
        (
            lambda: joules_per_litre("x"),
            "respiratory_exchange_ratio: 'x' is not a number; allowed: 0.707 to 1",
        ),
        (lambda: runners_like_you(RATIO, 0), "count: 0; allowed: 1 to 10000"),
        (lambda: runners_like_you(RATIO, 2.5), "count: 2.5 is not a whole number; allowed: 1 to"),
        (lambda: runners_like_you(RATIO, "5"), "count: '5' is not a number; allowed: 1 to 10000"),
        (
            lambda: runners_like_you(Estimate(0.0, 0.0, 0.0)),
            "ratio: central 0.0; allowed: above 0",
        ),
        (lambda: adapt(PLAN, [("w01-1", "done")]), "log: [('w01-1', 'done')]; allowed: a LogEntry"),
        (lambda: LogEntry([]), "Outcome: []; allowed: planned, done"),
        (
            lambda: read_settings({"start": "2026-11-23"}, today="soon"),
            "today: 'soon' is not a date; allowed: a date from 2020-01-01",
        ),
        (lambda: equal_effort_speed(100, ME), "forward_speed_m_s: 100; allowed: 0.1 to 12"),
        (lambda: equal_effort_speed(nan, ME), "forward_speed_m_s: nan; allowed: 0.1 to 12"),
    ],
)
def test_a_bad_argument_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        call()


@pytest.mark.parametrize("ask", [compare, matched_speed, week_energy])
def test_downhill_has_no_number(ask: Callable[[Scenario], object]) -> None:
    with pytest.raises(NotMeasuredError):
        ask(DOWNHILL)


def test_downhill_has_no_speed_of_equal_effort() -> None:
    with pytest.raises(NotMeasuredError):
        equal_effort_speed(3.0, DOWNHILL)
