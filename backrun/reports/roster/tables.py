"""A group as tables for the screen: everybody in a row, or a few side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from backrun.estimate import Estimate
from backrun.inputs.registry import MASS
from backrun.models.energy.comparison import compare, matched_speed
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.roster.clients import seen_as
from backrun.models.roster.group import Group
from backrun.reports.roster.file import Problem
from backrun.wording.energy import PER_WORDS, outside_measured, pace, pace_bounds
from backrun.wording.numbers import amount, change, interval, signed, step_of
from backrun.wording.roster import DOWNHILL, NO_MINUTES, measured_words

ROOM, NO_ROOM = "yes", "no"


def group_table(group: Group) -> pd.DataFrame:
    """Return the group, a row a client in the order of the roster; numbers as numbers, to sort."""
    view, energy = group.view, group.energy
    rows = []
    for place, client in enumerate(group.clients):
        number = group.number_of.get(place)
        row: dict[str, object] = {
            "Name": client.name,
            "Forward pace": pace(client.scenario.forward_speed_m_s, view),
            "Backward pace": None,
            f"More backward, {view.energy_unit}": None,
            "80 % interval": None,
            "Change": None,
            "Room for a plan": NO_ROOM if group.shortfalls[place] else ROOM,
            "Outside what was measured": measured_words(group, place),
        }
        if number is not None:
            more = energy.difference[number]
            row |= {
                "Backward pace": pace(float(energy.backward_speed[number].central), view),
                f"More backward, {view.energy_unit}": _to_step(more),
                "80 % interval": interval(more),
                "Change": change(energy.ratio[number]),
            }
        rows.append(row)
    return pd.DataFrame(rows)


def _to_step(estimate: Estimate) -> float:
    """Return a central value to the digits that its interval allows, as a number."""
    step = step_of(estimate)
    return round(round(float(estimate.central) / step) * step, 9)


def facts(group: Group, place: int) -> dict[str, str]:
    """Return one client in words: paces, energies, effort, limits, room for a plan."""
    view, client = group.view, group.clients[place]
    scenario = seen_as(client.scenario, view)
    found = {
        "Weight": MASS.show(scenario.runner.mass_kg, view.units),
        "Forward pace": pace(scenario.forward_speed_m_s, view),
    }
    try:
        comparison, matched = compare(scenario), matched_speed(scenario)
    except NotMeasuredError:
        return found | {"Outside what was measured": DOWNHILL} | _room(group, place)
    found |= {
        "Backward pace": pace(float(comparison.backward_speed.central), view),
        "Equal effort": f"{pace(float(matched.central), view)}{pace_bounds(matched, view)}",
        "Effort, share of forward": f"{interval(comparison.effort * 100)} %",
    }
    unit, per = view.energy_unit, PER_WORDS[view.per]
    if (rates := comparison.per(view.per)) is None:
        found[f"Energy {per}"] = NO_MINUTES
    else:
        forward, backward, more, ratio = rates
        found |= {
            f"Forward {per}": amount(forward, unit),
            f"Backward {per}": amount(backward, unit),
            f"More backward {per}": signed(more, unit),
            "Change": change(ratio),
        }
    crossed = outside_measured(scenario, comparison, matched)
    return found | {"Outside what was measured": crossed or "no"} | _room(group, place)


def _room(group: Group, place: int) -> dict[str, str]:
    reasons = group.shortfalls[place]
    return {"Room for a plan": f"{NO_ROOM}: {' '.join(reasons)}" if reasons else ROOM}


def problems_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Return what in a file could not be used, a row a cell."""
    return pd.DataFrame(
        [
            {"Row": problem.row, "Column": problem.column, "What is wrong": problem.message}
            for problem in problems
        ]
    )
