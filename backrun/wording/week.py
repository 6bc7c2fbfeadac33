"""The week in words: what it burns, what is advised, and what stands for a week without minutes."""

from __future__ import annotations

from backrun.evidence import coefficients
from backrun.models.energy.comparison import Comparison
from backrun.models.energy.oxygen_cost import gait_at
from backrun.models.energy.week import WeekEnergy
from backrun.scenario.scenario import Scenario
from backrun.units import speed_m_s
from backrun.wording.energy import BASIS_WORDS, distance_of
from backrun.wording.numbers import amount, signed


def week_summary(scenario: Scenario, week: WeekEnergy) -> str:
    """Return the answer for the week: planned against all forward."""
    unit = scenario.energy_unit
    planned = f"**{amount(week.planned, unit)}** {scenario.counted}"
    minutes = scenario.week.backward_minutes
    if not any(day.minutes for day in scenario.week.days):
        return f"Your week holds no running yet: {planned}."
    if not minutes:
        return f"Your week holds no backward minutes: {planned}, all forward."
    taken = sum(week.backward_minutes)
    longer = f", {taken:.0f} to cover the same distance," if round(taken) != round(minutes) else ""
    of_them, make = ("minute", "makes") if minutes == 1 else ("minutes", "make")
    return (
        f"Your week burns {planned}. Its {minutes:g} backward {of_them}{longer} {make} "
        f"**{signed(week.difference, unit)}** against the same week all forward, "
        f"{BASIS_WORDS[scenario.basis]}."
    )


def activity_context(scenario: Scenario) -> str:
    """Set the week's minutes against the WHO's weekly range."""
    low, high = coefficients()["activity_minutes"].range
    minutes = {"walking": 0.0, "running": 0.0}
    for day in scenario.week.days:
        speed = speed_m_s(day.pace_s_per_km or scenario.pace_s_per_km)
        minutes[gait_at(speed, "forward")] += day.minutes
    counted = minutes["walking"] + 2 * minutes["running"]
    held = [
        f"{each:g} {'minute' if each == 1 else 'minutes'} of {gait}"
        for gait, each in minutes.items()
        if each
    ]
    place = "below" if counted < low else "within" if counted <= high else "above"
    return (
        f"Your week holds {' and '.join(held) or 'no running'}. For adults the WHO advises "
        f"{low:g}–{high:g} minutes of moderate activity a week, such as brisk walking, or half of "
        f"that if vigorous, as running mostly is: you are {place} that range."
    )


def with_energy(scenario: Scenario, comparison: Comparison) -> Scenario:
    """Return the scenario per distance where its week without backward minutes has no energy."""
    if comparison.per(scenario.per):
        return scenario
    return scenario.model_copy(update={"per": distance_of(scenario)})
