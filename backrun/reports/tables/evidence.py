"""The tables of the Evidence page: the forest, checks, equations, rules, what moves the answer."""

from __future__ import annotations

import pandas as pd

from backrun.evidence import rules, sources
from backrun.evidence.published import PublishedValue
from backrun.evidence.rows import Gait
from backrun.models.energy.sensitivity import Sensitivity
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.forest import forest
from backrun.models.validation.forward_equations import ForwardEquations, energy_per_distance
from backrun.models.validation.published import Check, published_checks
from backrun.models.validation.random_effects import leave_one_study_out
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.wording.evidence import (
    distance_words,
    line_label,
    line_value,
    swing_ends,
    swing_label,
)
from backrun.wording.numbers import THIN, rounded

GAITS: tuple[Gait, ...] = ("running", "walking")
ARGUMENT_UNITS = {"speed_m_s": "m/s", "mass_kg": "kg", "height_m": "m", "age_years": "years"}


def rule_grades_table() -> pd.DataFrame:
    """Return the ramp-up's rules with limit, grade, and whether a source gives the limit."""
    rows = [
        {
            "Rule": rule.title,
            "Limit": rule.stated,
            "Grade": rule.grade,
            "Limit given by": "a source" if rule.strength == "sourced" else "our own caution",
            "Sources": "; ".join(sources()[key].short for key in rule.source),
        }
        for rule in rules().values()
    ]
    return pd.DataFrame(rows).set_index("Rule")


def forest_table() -> pd.DataFrame:
    """Return the forest as a table: both gaits, every study, pooled or not, and what they say."""
    rows = [
        {
            "Study": line_label(line),
            "Gait": gait,
            "Ratio of net energy": line_value(line),
            "Interval": ""
            if line.ratio is None or line.kind == "not pooled"
            else f"{round(100 * line.ratio.level)}{THIN}%"
            + (", spread assumed" if line.assumed else ""),
            "Share of the pool": f"{round(100 * line.weight)}{THIN}%"
            if line.kind == "study"
            else "",
            "Note": line.note,
        }
        for gait in GAITS
        for line in forest(gait)
    ]
    return pd.DataFrame(rows).set_index("Study")


def left_out_table(gait: Gait) -> str:
    """Return as Markdown what each study's ratio is predicted to be from the others."""
    rows = [
        f"| {cite(str(row.study_id))} | {row.n} | {row.net_ratio:.2f} | {row.multiplier:.2f} | "
        f"{row.error:+.0f}{THIN}% |".replace("| -", "| −")
        for row in leave_one_study_out(gait).itertuples()
    ]
    head = (
        f"| Left out, {gait} | People | Its ratio | From the others | Off by |\n"
        "|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows)


def baseline_table() -> pd.DataFrame:
    """Return how far each forward equation is from the 2024 Compendium."""
    rows = [
        {
            "Equation": row.equation,
            "Gait": row.gait,
            "Entries": row.n,
            "Speeds, m/s": f"{row.slowest:.2f} to {row.fastest:.2f}",
            "Bias, ml/kg/min": f"{row.bias:+.1f}",
            "Root mean square": f"{row.rmse:.1f}",
        }
        for row in baseline_accuracy().itertuples()
    ]
    return pd.DataFrame(rows).set_index("Equation")


def published_table() -> pd.DataFrame:
    """Return every published value with the model's, how far it is off, and its tolerance."""
    rows = [
        {
            "Source": sources()[check.published.study_id].short,
            "What": asked(check.published),
            "Published": f"{check.published.value:g}",
            "Model": f"{check.computed:.4g}",
            "Unit": check.published.unit,
            "Off by": off_by(check),
            "Tolerance": tolerance(check.published),
            "Within": {True: "yes", False: "no", None: ""}[check.passed],
            "Kind": "arithmetic" if check.published.arithmetic else "measured or tabled",
            "Where": check.published.locator,
        }
        for check in published_checks()
    ]
    return pd.DataFrame(rows).set_index("Source")


def off_by(check: Check) -> str:
    """Say how far the model is from a published value, in per cent of it."""
    return f"{check.per_cent:+.0f}{THIN}%".replace("-", "−")


def tolerance(row: PublishedValue) -> str:
    """Say how far the model may be off, and where that comes from."""
    if row.tolerance is None:
        return "none: no spread given"
    why = "rounding" if row.arithmetic else "two standard errors"
    return f"± {row.tolerance:g}, {why}"


def asked(row: PublishedValue) -> str:
    """Say what a published value is: `Oxygen: backward, walking, 1.341 m/s, level`."""
    arguments = ", ".join(_argument(name, value) for name, value in row.asked.items())
    quantity = "root mean square" if row.quantity == "rmse" else row.quantity
    return f"{quantity[0].upper()}{quantity[1:]}: {arguments}"


def _argument(name: str, value: str) -> str:
    """Say what a value was asked with: a speed, a grade in per cent, or a word as it is."""
    if name == "grade":
        percent = 100 * float(value)
        return f"grade {percent:g}{THIN}%".replace("-", "−") if percent else "level"
    if name == "respiratory_exchange_ratio":
        return f"exchange ratio {value}"
    unit = ARGUMENT_UNITS.get(name)
    return f"{value}{THIN}{unit}" if unit else value


def equations_table(scenario: Scenario, found: ForwardEquations) -> pd.DataFrame:
    """Return what each equation says of the person's pace, or why it says nothing."""
    unit = f"{scenario.energy_unit} {distance_words(scenario)}, gross"
    rows = [
        {
            "Equation": each.label,
            "ml/kg/min": "" if each.oxygen is None else f"{each.oxygen:.1f}",
            unit: ""
            if each.oxygen is None
            else rounded(energy_per_distance(each.oxygen, scenario), 1.0),
            "In the model": "yes" if each.in_model else "no",
            "Note": each.note,
            "Source": sources()[each.studies[0]].short,
        }
        for each in found.equations
    ]
    return pd.DataFrame(rows).set_index("Equation")


def swings_table(scenario: Scenario, found: Sensitivity) -> pd.DataFrame:
    """Return how far each input alone moves the answer, the widest first."""
    unit = scenario.energy_unit
    rows = []
    for swing in found.swings:
        lower, higher = swing_ends(swing, scenario)
        low, high = sorted((swing.low, swing.high))
        rows.append(
            {
                "Input": swing_label(swing),
                "Lower with": lower,
                f"Extra there, {unit}": rounded(low, 0.1),
                "Higher with": higher,
                f"Extra then, {unit}": rounded(high, 0.1),
            }
        )
    return pd.DataFrame(rows).set_index("Input")
