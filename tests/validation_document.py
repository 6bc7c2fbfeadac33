"""Writes docs/validation.md from what the code computes: `python tests/validation_document.py`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from backrun.evidence import coefficient, coefficients, ratio_rows
from backrun.evidence.rows import Gait
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.measurements import (
    NO_NUMBER,
    measured_against_predicted,
    person_ratio,
)
from backrun.models.validation.published import published_checks
from backrun.models.validation.random_effects import leave_one_study_out
from backrun.reports.tables.evidence import asked, off_by, tolerance
from backrun.reports.tables.method import cite, few_studies
from backrun.reports.tables.validity import published_answer

DOCUMENT = Path(__file__).parents[1] / "docs" / "validation.md"
GAITS: tuple[Gait, ...] = ("running", "walking")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(grade: float) -> str:
    return f"{100 * grade:g} %".replace("-", "−")


def fill(text: str) -> str:
    """Wrap the paragraphs of a section; headings, tables and lists stay as they are."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        block if block[0] in "#|-" else textwrap.fill(" ".join(block.split()), 100)
        for block in blocks
    )


def signed(value: float, decimals: int = 1) -> str:
    return f"{value:+.{decimals}f}".replace("-", "−")


def baselines() -> str:
    accuracy = baseline_accuracy()
    by_name = accuracy.set_index("equation")
    mean, walking = by_name.loc["Consensus"], by_name.loc["LCDA, inside its range"]
    rows = [
        [
            row.gait,
            row.equation,
            str(row.n),
            f"{row.slowest:.2f}–{row.fastest:.2f}",
            signed(row.bias),
            f"{row.rmse:.1f}",
        ]
        for row in accuracy.itertuples()
    ]
    head = ["gait", "equation", "entries", "speeds, m/s", "bias, ml/kg/min", "RMSE, ml/kg/min"]
    return f"""## Forward: against the 2024 Compendium

The Compendium of Physical Activities lists METs at stated speeds; one MET is 3.5 ml/kg/min, and a
range of speeds stands for its middle. Bias is the mean of equation less Compendium, RMSE the root
mean square of the same differences.

{table(head, rows)}

The consensus that the model uses for running reads {signed(mean.bias)} ml/kg/min against the
Compendium (RMSE {mean.rmse:.1f}): it lies between two equations, of which Léger–Mercier agrees with
the Compendium and ACSM does not. Half of their distance counts as one standard deviation, so the
interval covers both. For walking, LCDA is off by {signed(walking.bias)} (RMSE {walking.rmse:.1f})
inside its range and rises above the Compendium beyond it, where the model runs."""


def ratios_against_predicted(gait: Gait) -> pd.DataFrame:
    """Return the pooled backward : forward ratios as measured, beside the model's for a person.

    Returns
    -------
    pandas.DataFrame
        One row a study: study_id, n, basis (gross or net), speed_m_s, grade, measured, low,
        central, high and within. A ratio of net costs is the multiplier itself, at any speed.
    """
    rows = []
    for row in ratio_rows():
        if not row.pooled or row.gait != gait:
            continue
        assumed = coefficient("body_support_study_speed")
        speed = None if row.basis == "net" else row.speed_low_m_s or assumed
        grade = (row.grade_low + row.grade_high) / 2
        predicted = person_ratio(gait, speed, grade)
        rows.append(
            {
                "study_id": row.study_id,
                "n": row.n,
                "basis": "net" if row.basis == "net" else "gross",
                "speed_m_s": speed,
                "grade": grade,
                "measured": row.measured,
                "low": predicted.low,
                "central": predicted.central,
                "high": predicted.high,
                "within": bool(predicted.low <= (row.measured or 0.0) <= predicted.high),
            }
        )
    return pd.DataFrame(rows)


def ratios() -> str:
    rows = [
        [
            cite(row.study_id),
            str(row.n),
            row.basis,
            "any" if np.isnan(row.speed_m_s) else f"{row.speed_m_s:g}",
            percent(row.grade),
            f"{row.measured:.2f}",
            f"{row.central:.2f} ({row.low:.2f}–{row.high:.2f})",
            "yes" if row.within else "no",
        ]
        for row in ratios_against_predicted("running").itertuples()
    ]
    head = ["study", "people", "ratio", "speed, m/s", "grade", "measured", "model", "inside"]
    return f"""## The four running ratios

Backward over forward at the same speed. The model's interval is the one for a single person
(80 %); a group mean should lie well inside it. These four studies made the multiplier, so this
table shows that it fits, not that it predicts; the section on leaving one study out asks for that.
The speed of the second study is assumed, the grade of the third is the middle of its six.

{table(head, rows)}"""


def measurements() -> str:
    measured = measured_against_predicted()
    compared = measured.dropna(subset=["central"])
    rows = [
        [
            cite(row.study_id),
            f"{row.direction} {row.gait}",
            "" if pd.isna(row.speed_m_s) else f"{row.speed_m_s:g}",
            percent(row.grade),
            row.quantity,
            f"{row.measured:.2f}",
            f"{row.central:.2f} ({row.low:.2f}–{row.high:.2f})",
            "yes" if row.within else "no",
        ]
        for row in compared.itertuples()
    ]
    head = ["study", "what", "speed, m/s", "grade", "quantity", "measured", "model", "inside"]
    left_out = measured[measured["central"].isna()]
    reasons = "\n".join(
        f"- {cite(row.study_id)}, {row.direction} {row.gait}"
        + ("" if pd.isna(row.speed_m_s) else f" at {row.speed_m_s:g} m/s")
        + f": {row.reason.removeprefix(NO_NUMBER).strip()}"
        for row in left_out.itertuples()
    )
    steep = compared[(compared["gait"] == "running") & (compared["grade"] == 0.45)].iloc[0]
    short = 100 * (steep["central"] / steep["measured"] - 1)
    level = compared[
        (compared["gait"] == "walking") & (compared["study_id"] == "minetti2002")
    ].iloc[0]
    over = 100 * (level["central"] / level["measured"] - 1)
    return f"""## Measured oxygen and cost, against the model

Every verified measurement that can be set beside a number of the model; {compared["within"].sum()}
of {len(compared)} group means lie inside the 80 % interval for one person. A net cost that was
published without a speed stands against the model's lowest cost per metre at that grade, at any
speed inside the forward equation's range.

{table(head, rows)}

Forward running at the steepest measured grade, {percent(steep["grade"])}, costs more than the model
says (model {signed(short, 0)} %): the uphill term of the ACSM equation is a straight line, the
measured cost bends upward. It is far above the 25 % at which a scenario ends. Walking on the level
at {level["speed_m_s"]:g} m/s cost less than the walking equation says (model {signed(over, 0)} %),
and running on the level too.

Verified, but without a number to compare with:

{reasons}"""


def published() -> str:
    measured = [check for check in published_checks() if not check.published.arithmetic]
    rows = [
        [
            cite(check.published.study_id),
            asked(check.published),
            f"{check.published.value:g}",
            f"{check.computed:.4g}",
            check.published.unit,
            off_by(check),
            tolerance(check.published),
        ]
        for check in measured
    ]
    head = ["source", "what", "published", "model", "unit", "off by", "tolerance"]
    return f"""## Published values

{published_answer().replace("**", "")}

{table(head, rows)}

The sums are equations worked by hand, the energy of a litre of oxygen and of rest, and the bias and
root mean square of the first table. The tests hold the model to every number under "model"."""


def left_out() -> str:
    parts = []
    for gait in GAITS:
        frame = leave_one_study_out(gait)
        rows = [
            [
                cite(row.study_id),
                str(row.n),
                f"{row.net_ratio:.3f}",
                f"{row.multiplier:.3f}",
                signed(row.error),
            ]
            for row in frame.itertuples()
        ]
        size = frame["error"].abs().mean()
        value = coefficients()[f"multiplier_{gait}"]
        head = [
            "study left out",
            "people",
            "its net ratio",
            "multiplier without it",
            "error of predicting it, %",
        ]
        between = coefficient(f"multiplier_{gait}_between_studies")
        parts.append(
            f"""### {gait.capitalize()}

All studies together: {value.value:.3f} (95 % interval {value.low:.3f} to {value.high:.3f}), with a
standard deviation of {100 * between:.0f} % between studies. Predicting each study from the others
misses by {size:.0f} % on average.

{table(head, rows)}"""
        )
    return "\n\n".join(
        [
            """## Leaving one study out

The multiplier on net cost (above 3.5 ml/kg/min), pooled again without one study, then used to
predict that study's net ratio.""",
            few_studies(),
            *parts,
        ]
    )


def document() -> str:
    """Return the text of docs/validation.md."""
    introduction = """# Validation

How far the model is from what was measured. All tables are computed from the evidence files; a test
fails when this page and the code disagree. `python tests/validation_document.py` writes it anew."""
    limits = """## What this cannot show

The pooled studies are small, on treadmills, with students and young athletes as far as is
stated. No study gives the energy of going backward downhill, outdoors, above 3.5 m/s, over 50 years
of age or as a beginner: there is nothing to hold the model against."""
    sections = (
        introduction,
        baselines(),
        ratios(),
        measurements(),
        published(),
        left_out(),
        limits,
    )
    return "\n\n".join(map(fill, sections)) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
