"""The digits that people see: a link from the page has those, and says where another had more."""

from __future__ import annotations

from collections.abc import Container

from backrun.inputs.registry import PACE, VARIABLES
from backrun.scenario.scenario import DAY_NAMES, Scenario


def snap(scenario: Scenario) -> Scenario:
    """Return the scenario in the digits that the widgets show, as the address has it."""
    runner, system = scenario.runner, scenario.units
    shown = {
        name: None if value is None else VARIABLES[name].shown(value, system)
        for name, value in _rounded_numbers(scenario).items()
    }
    days = tuple(
        day
        if day.pace_s_per_km is None
        else day.model_copy(update={"pace_s_per_km": PACE.shown(day.pace_s_per_km, system)})
        for day in scenario.week.days
    )
    person = {"mass_kg": shown["mass"], "height_m": shown["height"]}
    ground = {
        "runner": runner.model_copy(update=person),
        "week": scenario.week.model_copy(update={"days": days}),
        "pace_s_per_km": shown["pace"],
        "backward_share": shown["share"],
        "grade": shown["grade"],
    }
    return scenario.model_copy(update=ground)


def _rounded_numbers(scenario: Scenario) -> dict[str, float | None]:
    """Return by name the numbers whose widgets show fewer digits than a link may hold."""
    return {
        "mass": scenario.runner.mass_kg,
        "height": scenario.runner.height_m,
        "pace": scenario.pace_s_per_km,
        "share": scenario.backward_share,
        "grade": scenario.grade,
    }


def roundings(scenario: Scenario, given: Container[str]) -> list[str]:
    """Say which numbers among the given parameters have more digits than the widgets show."""
    system = scenario.units
    messages = [
        VARIABLES[name].rounding(value, system)
        for name, value in _rounded_numbers(scenario).items()
        if value is not None and VARIABLES[name].key(system) in given
    ]
    if "week" in given:
        messages += [
            f"{name}: {message}"
            for name, day in zip(DAY_NAMES, scenario.week.days, strict=True)
            if day.pace_s_per_km is not None
            if (message := PACE.rounding(day.pace_s_per_km, system))
        ]
    return [message for message in messages if message]
