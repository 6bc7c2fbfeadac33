"""The main findings: what was found, how sure it is, why, and what would raise the grade."""

from __future__ import annotations

from functools import cache

import pandas as pd

from backrun.models.body.joints import joint_loading
from backrun.models.body.muscles import muscle_emphasis
from backrun.models.energy.heart_rate import heart_rate
from backrun.models.energy.matching import equal_effort_speed
from backrun.models.validation.evidence_grades import GradedFinding, Group, graded_findings
from backrun.models.validation.forest import forest
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.wording.body import verdict
from backrun.wording.evidence import GROUP_WORDS, ratio_text
from backrun.wording.numbers import THIN

CRITERIA = ("Directness", "Design", "Studies", "People", "Agreement")
USUAL_SPEED = 1000 / 360
"""Forward speed in m/s at which the speed of equal effort is told."""


def findings_of(group: Group) -> dict[str, GradedFinding]:
    """Return the findings of a group by key, in their order."""
    return {each.key: each for each in graded_findings() if each.group == group}


@cache
def findings_list(group: Group) -> str:
    """Return a group of findings as a Markdown table: what was found, grade, studies, people."""
    head = "| Finding | What was found | Grade | Studies, people |\n|---|---|---|---|\n"
    return head + "\n".join(
        f"| {each.label} | {found(each)} | **{each.grade or '–'}** | {_counted(each)} |"
        for each in findings_of(group).values()
    )


def _counted(finding: GradedFinding) -> str:
    if not finding.studies:
        return "none"
    return f"{len(finding.studies)}, {finding.people or 'not stated'}"


def found(finding: GradedFinding) -> str:
    """Say what was found: a number with its interval, a direction, or that nothing was."""
    if finding.group == "muscles":
        return verdict(muscle_emphasis()[finding.key])
    if finding.group == "joints":
        return _joint(finding.key)
    if finding.key == "equal_effort":
        share = float(equal_effort_speed(USUAL_SPEED, Scenario())) / USUAL_SPEED
        return f"About {100 * share:.0f}{THIN}% of the forward speed, computed"
    if finding.key == "heart_rate":
        running, walking = (heart_rate(gait).excess for gait in ("running", "walking"))
        return f"About {running:.0f} a minute more running backward, {walking:.0f} walking"
    gait = finding.key.removeprefix("energy_")
    mean = forest("walking" if gait == "walking" else "running")[-3]
    return "" if mean.ratio is None else f"{ratio_text(mean.ratio)} times forward, above rest"


def _joint(key: str) -> str:
    joint = joint_loading()[key]
    if joint.status == "contested":
        return "Contested: studies disagree"
    said = f"Forward {joint.forward}, backward {joint.backward}"
    return said if joint.grade else f"{said}: expected, not measured"


def why_this_grade(finding: GradedFinding) -> str:
    """Return the steps from the studies to the grade, and what would raise it, as Markdown."""
    steps = "\n".join(f"- {step}" for step in finding.why)
    grade = f"**Grade {finding.grade}**: the weakest step decides." if finding.grade else ""
    raised = f"**What would raise it.** {finding.raised_by}" if finding.raised_by else ""
    studies = f"Studies: {cite(*finding.studies)}." if finding.studies else ""
    return "\n\n".join(part for part in (steps, grade, raised, studies) if part)


def grade_steps_table() -> pd.DataFrame:
    """Return what each criterion of the rule allows each finding: the weakest decides."""
    rows = []
    for finding in graded_findings():
        steps = {step.split(",")[0]: step for step in finding.why}
        rows.append(
            {
                "Finding": finding.label,
                "About": GROUP_WORDS[finding.group],
                "Grade": finding.grade or "none",
                **{name: _step(steps.get(name, "")) for name in CRITERIA},
                "What would raise it": finding.raised_by,
            }
        )
    return pd.DataFrame(rows).set_index("Finding")


def _step(step: str) -> str:
    """Shorten `People, 48 in stated results: allows B.` to `48 in stated results: B`."""
    said = step.partition(", ")[2].removesuffix(".")
    return said.replace(": allows ", ": ")
