"""Knees, steps and landing in words: at the person's own speed, or why there is no number."""

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
    """Say what happens to the knee at the person's pace, or that it was not measured there."""
    own, speed = pace(scenario.forward_speed_m_s, scenario), scenario.forward_speed_m_s
    slowest, fastest = measured_speeds()
    if not slowest <= speed <= fastest:
        # Rounded inward: the last pace named is one that has a number.
        slow, fast = (
            pace(1000 / (1000 / end + inward), scenario)
            for end, inward in ((slowest, -0.49), (fastest, 0.49))
        )
        return (
            f"At your pace of {own} there is no number for the knee: the studies both ways are "
            f"taken to reach from {slow} to {fast}. {_placed(scenario)}"
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
        f"speeds of its studies ({cite(*between)}). {_placed(scenario)}{level}"
    )


def _placed(scenario: Scenario) -> str:
    """Say which study of the knee does not state its speed, and where we place it."""
    speed = muscle_constant("knee_study_speed")
    return (
        f"One of them, {cite(*placed_studies())}, does **not state its speed**: we place it at "
        f"{speed:.1f}{THIN}m/s ({pace(speed, scenario)}), and what is said here leans on it."
    )


@cache
def joints() -> JointLoading:
    """Return the joint quantities at the fastest speed at which the knee was measured."""
    return joint_loading()


@cache
def other_joints() -> str:
    """Return what is known beside the knee as a Markdown list: contested and unquantified too."""
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
