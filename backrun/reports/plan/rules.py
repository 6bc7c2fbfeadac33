"""The ramp-up as tables: its weeks, the reader's own ramp, the rules with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from backrun.evidence import Rule, sources
from backrun.evidence.ramp_up import CAUTIONS
from backrun.inputs.registry import CAUTION
from backrun.models.ramp_up import OwnRamp, PlanEnergy, RampUp, Why, ramp_up_rules
from backrun.models.ramp_up.words import day_text
from backrun.reports.plan.session_card import OWN_CAUTION
from backrun.reports.tables.method import cite

OURS: Final = "backrun"


def weeks_table(plan: RampUp, envelope: Sequence[float], own: OwnRamp | None) -> pd.DataFrame:
    """Return a row a week: stages, sessions, minutes, the most allowed, the reader's own ramp."""
    rows = []
    for week, most in zip(plan.weeks(), envelope, strict=True):
        counted = [session for session in week.sessions if session.counts]
        row = {
            "Week": week.number,
            "From": day_text(week.first),
            "Stage": ", ".join(dict.fromkeys(f"{s.stage} {s.row.name}" for s in counted)),
            "Sessions": len(counted),
            "Walking backward, min": round(week.backward_s("walking") / 60, 2),
            "Running backward, min": round(week.backward_s() / 60, 2),
            # Of running: a plan of walks alone has no such limit.
            **({"Most allowed, min": round(most, 2)} if any(envelope) else {}),
            "Lighter": "yes" if week.lighter else "",
        }
        if own is not None:
            broken = own.broken.get(week.number)
            row["My own ramp, min"] = round(own.minutes[week.number - 1], 2)
            row["It breaks"] = broken.message if broken else ""
        rows.append(row)
    return pd.DataFrame(rows)


def energy_table(plan: RampUp, energy: PlanEnergy) -> pd.DataFrame:
    """Return a row a week: energy backward and the difference from the same minutes forward."""
    unit = plan.scenario.energy_unit
    weeks = plan.weeks()
    columns: dict[str, object] = {"Week": [week.number for week in weeks]}
    for name, estimate in (("Backward", energy.backward), ("Difference", energy.difference)):
        for part in ("central", "low", "high"):
            values = np.asarray(getattr(estimate, part), dtype=float)
            columns[f"{name}, {part}, {unit}"] = values.round(1)
    return pd.DataFrame(columns)


def rules_table() -> str:
    """Return every rule as a Markdown table: limits by level of caution, strength, sources."""
    levels = ", ".join(CAUTION.options[level].lower() for level in CAUTIONS)
    head = f"| Rule | Limit ({levels}) | Strength and sources |\n|---|---|---|"
    return "\n".join([head, *map(_rule_row, ramp_up_rules())])


def _rule_row(rule: Rule) -> str:
    said = "" if cited(rule) == OWN_CAUTION else f": {cited(rule)}"
    return f"| {rule.title} | {rule.stated} | {rule.strength}, grade {rule.grade}{said} |"


def cited(rule: Rule) -> str:
    """Return a rule's sources as Markdown, linked; our own caution named as such."""
    known = [key for key in rule.source if key in sources() and key != OURS]
    return cite(*known) if known else OWN_CAUTION


def reason(why: Why, rule: Rule) -> str:
    """Return one reason for a session as Markdown: its rule, the sentence, strength and source."""
    strength = OWN_CAUTION if rule.strength == "own caution" else "from studies or programmes"
    return f"**{rule.title}.** {why.sentence} *({strength}, grade {rule.grade}: {cited(rule)})*"
