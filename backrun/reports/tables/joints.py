"""Knees, steps and landing in words: the change at the person's speed, or why none is known."""

from __future__ import annotations

from functools import cache

from backrun.estimate import Estimate
from backrun.evidence.muscles import muscle_constant
from backrun.inputs.registry import GRADE
from backrun.models.body.joints import Joint, JointLoading, joint_loading
from backrun.models.body.knee import KNEE, knee_at, knee_rows, measured_speeds, placed_studies
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace
from backrun.wording.numbers import DASH, THIN, change


def knee_answer(scenario: Scenario) -> str:
    """Return the change of the knee's force at the person's pace, or say that none is known."""
    own, speed = pace(scenario.forward_speed_m_s, scenario), scenario.forward_speed_m_s
    slowest, fastest = measured_speeds()
    if not slowest <= speed <= fastest:
        # Round inward, so that the slowest and fastest pace in the text do have a number.
        slow, fast = (
            pace(1000 / (1000 / end + inward), scenario)
            for end, inward in ((slowest, -0.49), (fastest, 0.49))
        )
        return (
            f"At your pace of {own} there is no number for the knee: the studies both ways are "
            f"taken to reach from {slow} to {fast}. {_assumed_speed(scenario)}"
        )
    person, force = knee_at("kneecap_force", speed).change, joints()["kneecap_force"]
    mean = round(100 * float(person.central))
    moved = f"{abs(mean)}{THIN}% {'less' if mean < 0 else 'more'}" if mean else "about the same"
    between = dict.fromkeys(row.study_id for row in knee_rows("kneecap_force"))
    level = ""
    if scenario.grade:
        shown = GRADE.show(scenario.grade, scenario.units)
        level = f" That was measured on the level, not at your grade of {shown}."
    return (
        f"At your pace of {own}, run both ways, the peak force under the kneecap is "
        f"**{moved}** backward on average, for one person "
        f"**{_change(person)}**: grade {force.grade}, interpolated between the "
        f"speeds of its studies ({cite(*between)}). {_assumed_speed(scenario)}{level}"
    )


def _assumed_speed(scenario: Scenario) -> str:
    """Name the knee study that does not state its speed, and the speed that we assume for it."""
    speed = muscle_constant("knee_study_speed")
    return (
        f"One of them, {cite(*placed_studies())}, does **not state its speed**: we place it at "
        f"{speed:.1f}{THIN}m/s ({pace(speed, scenario)}), and what is said here leans on it."
    )


@cache
def joints() -> JointLoading:
    """Return the joint quantities, the knee's at the fastest measured speed."""
    return joint_loading()


@cache
def other_joints() -> str:
    """Return the other joint quantities as a Markdown list, also those without a number."""
    return "\n".join(_line(joint) for joint in joints().quantities if joint.key not in KNEE)


def _line(joint: Joint) -> str:
    if joint.status == "contested":
        said = f"contested. {' '.join(joint.sides)}"
    else:
        said = (
            f"forward {joint.forward}, backward {joint.backward}; {_how_much(joint)}. {joint.note}"
        )
    return f"- **{joint.label}**: {said} ({cite(*joint.studies)})"


def _how_much(joint: Joint) -> str:
    grade = f"grade {joint.grade}" if joint.grade else "no grade"
    if joint.direction == "different":
        return grade
    much = "how much is not known"
    if joint.change is not None:
        much = f"{_change(joint.change)} for one person"
    speeds = ""
    if joint.speed_range is not None:
        speeds = (
            f", measured at {joint.speed_range[0]:.1f}{DASH}{joint.speed_range[1]:.1f}{THIN}m/s"
        )
    return f"{much}{speeds}, {grade}"


def _change(share: Estimate) -> str:
    return change(share.apply(lambda value: 1 + value))
