"""The numbers behind the charts as tables, in the words and units of the screen."""

from __future__ import annotations

from dataclasses import astuple
from typing import get_args

import pandas as pd

from backrun.estimate import Estimate
from backrun.evidence import RatioRow, coefficients, ratio_rows, sources
from backrun.models.energy.comparison import Comparison, compare
from backrun.models.energy.curves import POINTS, Piece
from backrun.models.energy.oxygen_cost import LEVEL
from backrun.models.energy.week import WeekEnergy
from backrun.models.validation.measurements import measured_against_predicted
from backrun.scenario.scenario import DAY_NAMES, Basis, Scenario
from backrun.wording.energy import PER_WORDS, distance_of, pace, pace_interval
from backrun.wording.numbers import THIN, amount, central, change, interval, signed


def comparison_table(scenario: Scenario) -> pd.DataFrame:
    """Return the four comparisons, a row each."""
    rows = []
    bases: tuple[Basis, ...] = get_args(Basis)
    for basis in bases:
        result = compare(scenario, basis)
        rows.append(
            {
                "Equal": f"Same {basis}",
                "Backward pace": pace(float(result.backward_speed.central), scenario),
                "Its interval": pace_interval(result.backward_speed, scenario),
                "Energy per minute": change(result.ratio.minute),
                f"Energy {PER_WORDS[distance_of(scenario)]}": change(result.ratio.km),
                "Effort, share of forward": f"{interval(result.effort * 100)}{THIN}%",
                "Difference over your week": _over_week(result, scenario),
                "Measured": "not all" if result.limits + result.week_limits else "yes",
            }
        )
    return pd.DataFrame(rows).set_index("Equal")


def _over_week(result: Comparison, scenario: Scenario) -> str:
    """Return the difference over the week; a dash where it has no backward minutes."""
    rates = result.per("week")
    return "–" if rates is None else signed(rates[2], scenario.energy_unit)


def curves_table(scenario: Scenario, pieces: tuple[Piece, ...]) -> pd.DataFrame:
    """Return the chart of energy against speed as a table."""
    rate = f"{scenario.energy_unit} {PER_WORDS[scenario.per]}, {scenario.counted}"
    rows = []
    for piece in pieces:
        for index in (0, POINTS // 2, POINTS - 1):
            speed = float(piece.speed_m_s[index])
            low, middle, high = (float(bound[index]) for bound in astuple(piece.energy))
            energy = Estimate(low, middle, high, LEVEL)
            rows.append(
                {
                    "Direction": piece.direction,
                    "Gait": piece.gait,
                    "Pace": pace(speed, scenario),
                    "Speed, m/s": f"{speed:.2f}",
                    f"Energy, {rate}": central(energy),
                    "80 % interval": interval(energy),
                    "Speed measured": "yes" if piece.measured else "no",
                }
            )
    return pd.DataFrame(rows).drop_duplicates().set_index("Direction")


def week_table(scenario: Scenario, week: WeekEnergy) -> pd.DataFrame:
    """Return the week's energies by day, with intervals."""
    unit = scenario.energy_unit
    rows = [
        {
            "Day": name,
            "Forward, min": round(week.forward_minutes[day], 1),
            "Backward, min": round(week.backward_minutes[day], 1),
            "Forward part": amount(week.forward[day], unit),
            "Backward part": amount(week.backward[day], unit),
            "All forward instead": amount(week.all_forward[day], unit),
        }
        for day, name in enumerate(DAY_NAMES)
    ]
    return pd.DataFrame(rows).set_index("Day")


def coefficient_table() -> pd.DataFrame:
    """Return the coefficient table with citations."""
    rows = [
        {
            "Name": row.name.replace("_", " "),
            "Value": "" if row.value is None else f"{row.value:g}",
            "Range": "" if row.low is None else f"{row.low:g} to {row.high:g}",
            "Unit": row.unit,
            "People": row.population,
            "n": "" if row.n is None else str(row.n),
            "Assumed": "assumed" if row.assumed else "",
            "Source": "; ".join(
                sources()[study].short for study in row.studies if study != "backrun"
            ),
            "Note": row.note,
        }
        for row in coefficients().values()
    ]
    return pd.DataFrame(rows).set_index("Name")


def ratio_table() -> pd.DataFrame:
    """Return the measured ratios, pooled and not, one a row."""
    rows = [
        {
            "Study": sources()[row.study_id].short,
            "Gait": row.gait,
            "People": "" if row.n is None else str(row.n),
            "Backward : forward": _ratio_text(row),
            "Counted": row.basis,
            "In the pool": "yes" if row.pooled else "no",
            "Note": row.note,
        }
        for row in ratio_rows()
    ]
    return pd.DataFrame(rows).set_index("Study")


def _ratio_text(row: RatioRow) -> str:
    return "not read" if row.measured is None else f"{row.measured:.2f}"


def validation_table() -> pd.DataFrame:
    """Return every verified measurement against the model, or why it cannot be compared."""
    frame = measured_against_predicted()
    numbers = frame[["measured", "central", "low", "high"]].map(_two_decimals)
    compared = frame["measured"].notna()
    table = pd.DataFrame(
        {
            "Study": [sources()[study].short for study in frame["study_id"]],
            "Direction": frame["direction"],
            "Gait": frame["gait"],
            "Quantity": frame["quantity"],
            "Measured": numbers["measured"],
            "Model": numbers["central"],
            "80 % of people": (numbers["low"] + " to " + numbers["high"]).where(compared, ""),
            "Inside": frame["within"].map({True: "yes", False: "no"}).fillna(""),
            "Note": frame["reason"],
        }
    )
    return table.set_index("Study")


def _two_decimals(value: object) -> str:
    return "" if value is pd.NA else f"{value:.2f}"
