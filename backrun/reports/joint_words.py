"""Knees, steps and landing in words: at the person's own speed, or why there is no number."""

from __future__ import annotations

from backrun.models.joints import Joint, JointLoading, joint_loading
from backrun.models.knee import KNEE, measured_speeds
from backrun.models.oxygen_cost import NotMeasuredError
from backrun.reports.method import cite
from backrun.scenario import Scenario
from backrun.wording import DASH, THIN, change, pace


def knee_answer(scenario: Scenario) -> str:
    """Say what happens to the knee at the person's pace, or that it was not measured there."""
    own = pace(scenario.forward_speed_m_s, scenario)
    try:
        loading = joint_loading(scenario.forward_speed_m_s)
    except NotMeasuredError:
        slowest, fastest = measured_speeds()
        # Rounded inward: the last pace named is one that has a number.
        slow, fast = (
            pace(1000 / (1000 / speed + inward), scenario)
            for speed, inward in ((slowest, -0.49), (fastest, 0.49))
        )
        return (
            f"At your pace of {own} the knee has **not been measured** both ways, so there is no "
            f"number: the studies reach from {slow} to {fast}."
        )
    force = loading["kneecap_force"]
    mean = 0 if force.change is None else round(100 * float(force.change.central))
    return (
        f"At your pace of {own}, run both ways, the peak force under the kneecap is "
        f"**{abs(mean)}{THIN}% {'less' if mean < 0 else 'more'}** backward on average, "
        f"for one person **{_change(force)}**: grade {force.grade}, interpolated between the "
        f"measured speeds ({cite(*force.studies)})."
    )


def other_joints(loading: JointLoading) -> str:
    """Return what is known beside the knee as a Markdown list: contested and unquantified too."""
    return "\n".join(_line(joint) for joint in loading.quantities if joint.key not in KNEE)


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
    much = "how much is not known" if joint.change is None else f"{_change(joint)} for one person"
    speeds = ""
    if joint.speed_range is not None:
        speeds = (
            f", measured at {joint.speed_range[0]:.1f}{DASH}{joint.speed_range[1]:.1f}{THIN}m/s"
        )
    return f"{much}{speeds}, {grade}"


def _change(joint: Joint) -> str:
    if joint.change is None:
        return joint.status
    return change(joint.change.apply(lambda share: 1 + share))
