"""Is the model right, what is unknown, and what changed between versions of the numbers."""

from __future__ import annotations

from statistics import median
from typing import Any, Final

from backrun.evidence import coefficient, coefficients, sources
from backrun.evidence.versions import versions
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.measurements import measured_against_predicted
from backrun.models.validation.published import Check, published_checks
from backrun.models.validation.random_effects import leave_one_study_out
from backrun.reports.tables.evidence import asked, off_by
from backrun.reports.tables.method import cite
from backrun.wording.numbers import THIN

LEFT_OUT_READ: Final = (
    "The multiplier on energy above rest, pooled again without one study and used to predict that "
    "study. It shows how much hangs on a single one, and how far a new one may be off."
)


def fit_answer() -> str:
    """Say in Markdown how many measurements the model meets, and which it does not."""
    rows = measured_against_predicted().dropna(subset=["central"])
    outside = rows[~rows["within"].astype(bool)]
    named = "; ".join(_measured(row) for row in outside.itertuples())
    return (
        f"**{int(rows['within'].sum())} of {len(rows)}** measured group means lie inside the "
        f"model's 80{THIN}% interval for one person. Outside: {named}. On the level the model "
        "costs more than those ten people spent; on the steepest slope it reads low, far above the "
        f"25{THIN}% at which a scenario ends.\n\n{published_answer()}"
    )


def published_answer() -> str:
    """Say how the model does against published values, apart from the arithmetic that must hold."""
    checks = published_checks()
    arithmetic = [check for check in checks if check.published.arithmetic]
    judged = [c for c in checks if c.passed is not None and not c.published.arithmetic]
    bare = [check for check in checks if check.passed is None]
    missed = "; ".join(_miss(check) for check in judged if not check.passed)
    usual = median(abs(check.per_cent) for check in bare)
    widest = max(bare, key=lambda check: abs(check.per_cent))
    return (
        f"Of {len(judged)} published means whose spread is known, "
        f"**{sum(check.passed is True for check in judged)}** are met within two standard errors. "
        f"Missed: {missed}. {len(bare)} more values came without a spread, so none can be called "
        f"met; half of them are off by {usual:.0f}{THIN}% or less, and one is plainly missed: "
        f"{_miss(widest)}. Apart from these, {sum(check.passed is True for check in arithmetic)} "
        f"of {len(arithmetic)} sums come out as by hand or as tabled: that checks the arithmetic, "
        "not the model."
    )


def _miss(check: Check) -> str:
    source = sources()[check.published.study_id].short
    _, _, what = asked(check.published).partition(": ")
    return f"{source}, {what} ({off_by(check)})"


def _measured(row: Any) -> str:
    grade = f"{100 * row.grade:.0f}{THIN}%"
    return f"{sources()[row.study_id].short}, {row.direction} {row.gait} at {grade}"


def is_it_right() -> str:
    """Return in Markdown how the model does against measurements, and what that cannot show."""
    accuracy = baseline_accuracy().set_index("equation")
    bias, off = accuracy["bias"], accuracy["rmse"]
    running, walking = "Consensus", "LCDA, inside its range"
    rows = measured_against_predicted().dropna(subset=["central"])
    inside = int(rows["within"].sum())
    missed = {
        gait: leave_one_study_out(gait)["error"].abs().mean() for gait in ("running", "walking")
    }
    return f"""
- **Forward**, against the 2024 Compendium: running reads {_signed(bias[running])} ml/kg/min
  (root mean square {off[running]:.1f}), walking {_signed(bias[walking])} ({off[walking]:.1f})
  inside its equation's speeds.
- **Every measurement** that can be set beside a number of the model: {inside} of {len(rows)} group
  means lie inside the 80{THIN}% interval for one person.
- **Each study predicted from the others**: off by {missed["running"]:.0f}{THIN}% on average for
  running, {missed["walking"]:.0f}{THIN}% for walking.
- **Published values**: {published_answer()} The tests hold the model to every number that it gives
  for these, so none moves unseen.
- **What this cannot show**: the studies are small, on treadmills, with students and young
  athletes as far as is stated. Four made the multiplier, so agreeing with them shows that it fits,
  not that it predicts.
"""


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def unknown() -> str:
    """Return as a Markdown table what nobody has measured, and what is done about it."""
    table = coefficients()
    fastest = table["range_backward_running"].range[1]
    slowest, oldest = table["range_backward_running"].range[0], table["range_age"].range[1]
    practice = cite("heath2001")
    rows = (
        ("Downhill, backward", "No number at all", "any measurement"),
        (
            "Outdoors, on a track or road",
            "The treadmill's ratio, marked; the air is added forward and backward alike",
            "oxygen measured on a track, both ways",
        ),
        (
            f"Faster than {fastest:g} m/s, or running slower than {slowest:g}",
            "The same ratio, dashed and marked: no slope with speed can be told from the studies",
            "ratios at several speeds in more than four people",
        ),
        (
            "Beginners",
            "The ratio of the people measured, trained where it is said. Four weeks of practice "
            f"took 19 % off the oxygen of walking backward ({practice}), so a beginner likely "
            "spends more",
            "the same people before and after practice, running",
        ),
        (f"Over {oldest:g} years", "The same ratio, marked", "anyone over that age"),
        ("Children", "No number: the app is for adults", "any measurement"),
        (
            "The fuel burnt backward",
            f"An exchange ratio of {coefficient('respiratory_exchange_ratio'):g}, assumed; its "
            "whole range moves energy by −5 to +2 %",
            "carbon dioxide measured beside oxygen",
        ),
        (
            "Whether the ratio is the same for all",
            "One running study saw no significant difference "
            f"({cite('paes_fernandez2016')}); its numbers could not be read",
            "its table, or a larger study",
        ),
    )
    head = "| Not known | What is done here | What would settle it |\n|---|---|---|\n"
    return head + "\n".join(f"| **{what}** | {done} | {wanted} |" for what, done, wanted in rows)


def version_list() -> str:
    """Return as Markdown what changed in the numbers, the newest version first."""
    return "\n".join(f"- **{row.version}**: {row.changed}" for row in reversed(versions()))
