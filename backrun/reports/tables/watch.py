"""Why a watch, a treadmill and a website disagree: the equations and the heart rate in words."""

from __future__ import annotations

from backrun.models.energy.calories import joules_per_litre, resting_oxygen
from backrun.models.energy.comparison import compare
from backrun.models.energy.heart_rate import STUDY, heart_rate
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.energy.oxygen_cost import gait_at
from backrun.models.validation.forward_equations import ForwardEquations, energy_per_distance
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.units import JOULES_PER
from backrun.wording.energy import distance_of, pace
from backrun.wording.evidence import distance_words
from backrun.wording.numbers import DASH, THIN, amount, rounded

ROUND_LITRE = 5.0
"""Kilocalories per litre of oxygen by a common convention."""


def equations_answer(scenario: Scenario, found: ForwardEquations) -> str:
    """Say how far the equations lie apart for this person, and what else two devices differ in."""
    low, high = (energy_per_distance(value, scenario) for value in found.spread)
    unit = f"{scenario.energy_unit} {distance_words(scenario)}, gross"
    rest = energy_per_distance(resting_oxygen(scenario.runner), scenario)
    joules = JOULES_PER[scenario.energy_unit]
    litre, convention = joules_per_litre() / joules, ROUND_LITRE * JOULES_PER["kcal"] / joules
    said = (
        f"At your {pace(scenario.forward_speed_m_s, scenario)} the published equations give "
        f"**{rounded(low, 1.0)}{DASH}{rounded(high, 1.0)}{THIN}{unit}** for the same "
        f"{'walk' if found.gait == 'walking' else 'run'}. A watch, a treadmill and a website each "
        "take one of them, or one of their own."
    )
    if low == high:
        said = (
            f"At your {pace(scenario.forward_speed_m_s, scenario)} downhill one equation speaks: "
            f"**{rounded(low, 1.0)}{THIN}{unit}**. The others are for the level and uphill; a "
            "watch, a treadmill and a website may still take one made for the level."
        )
    return (
        f"{said} They also differ in whether rest counts ({rounded(rest, 1.0)}{THIN}"
        f"{scenario.energy_unit} of that), and in the energy of a litre of oxygen: "
        f"{convention:.4g}{THIN}{scenario.energy_unit} by convention, "
        f"{litre:.2f} here ({cite('garby_astrup1987')}), {100 * (convention / litre - 1):.0f}"
        f"{THIN}% apart."
    )


def heart_rate_answer(scenario: Scenario) -> str:
    """Say how much a heart rate learned forward overstates backward, and what it makes of yours."""
    running, walking = heart_rate("running"), heart_rate("walking")
    excess = (running.excess + walking.excess) / 2
    over = {gait: 100 * (heart_rate(gait).overstated - 1) for gait in ("running", "walking")}
    said = (
        f"At the same oxygen uptake the heart beat about **{excess:.0f} times a minute faster "
        f"backward**, the mean of {running.excess:.0f} beats running and {walking.excess:.0f} "
        f"walking ({cite(STUDY)}, {running.n} athletes). A watch that has learned your forward "
        f"runs reads those beats as oxygen: it overstates running backward by about "
        f"**{over['running']:.0f}{THIN}%** and walking backward by "
        f"**{over['walking']:.0f}{THIN}%**, at the speeds measured, "
        f"{running.speed_m_s:.1f} and {walking.speed_m_s:.1f} m/s. "
    )
    trust = (
        "It is one study and two points of a line: grade D. Backward, trust pace and effort, not "
        "the calories of a heart-rate watch."
    )
    return f"{said}{_for_you(scenario)} {trust}"


def _for_you(scenario: Scenario) -> str:
    gross = scenario.model_copy(update={"counted": "gross"})
    try:
        comparison = compare(gross, "speed")
    except NotMeasuredError:
        return "Downhill there is no number for you to overstate."
    rate = comparison.backward.mile if distance_of(scenario) == "mile" else comparison.backward.km
    gait = gait_at(scenario.forward_speed_m_s, "backward")
    shown = rate * heart_rate(gait).overstated
    return (
        f"At your forward pace a backward {distance_of(scenario)} takes "
        f"{amount(rate, scenario.energy_unit)} gross; such a watch would show some "
        f"**{amount(shown, scenario.energy_unit)}**."
    )
