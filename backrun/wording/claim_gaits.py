"""Notes on the gait that a claim is judged on, where the person's pace is not a run both ways."""

from __future__ import annotations

from collections.abc import Sequence

from backrun.evidence import coefficient
from backrun.models.claims.parser import Said
from backrun.models.claims.verdict import ClaimVerdict
from backrun.models.energy.oxygen_cost import gait_at
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace


def on_foot(said: Said | None, scenario: Scenario) -> str:
    """Say so where a sentence is judged on another gait than its own; else nothing.

    A sentence that names no gait is one about running.
    """
    if said is None:
        return ""
    if not said.walking:
        return _for_running(scenario)
    speed, slowest = scenario.forward_speed_m_s, coefficient("transition_backward")
    if speed < slowest:
        return ""
    return (
        f"The sentence is about walking. {_gaits(scenario)}. Set a pace slower than "
        f"{pace(slowest, scenario)} to judge it for walking."
    )


def live_table_note(scenario: Scenario, verdicts: Sequence[ClaimVerdict]) -> str:
    """Say what the table of claims with numbers judges, and on which gait where that is not plain.

    The collection of all claims judges more, so that the verdicts of one claim can differ.
    """
    note = (
        "Judged here is the number alone, or the “more” or “less”, at your "
        f"{pace(scenario.forward_speed_m_s, scenario)}. The collection below judges the whole "
        "sentence, so its verdict can be another."
    )
    if any(verdict.verdict == "unknown" for verdict in verdicts):
        note += " Unknown is what sets a walk against a run, which nobody has compared."
    return f"{note} {_for_running(scenario)}".rstrip()


def _for_running(scenario: Scenario) -> str:
    """Say so where the person's pace is walked, one way or both; else nothing."""
    fastest = coefficient("transition_forward")
    if scenario.forward_speed_m_s >= fastest:
        return ""
    walks_both = gait_at(scenario.forward_speed_m_s, "backward") == "walking"
    compared = "walking is compared, not running"
    if not walks_both:
        compared = "running backward is set against walking forward"
    return (
        f"{_gaits(scenario)}, so {compared}. Set a pace faster than {pace(fastest, scenario)} to "
        "compare running."
    )


def _gaits(scenario: Scenario) -> str:
    """Name the gaits of a pace: `At 10:00 /km you walk forward and run backward`."""
    speed = scenario.forward_speed_m_s
    ahead, back = gait_at(speed, "forward"), gait_at(speed, "backward")
    does = {"walking": "walk", "running": "run"}
    both = f"{does[ahead]} both ways"
    each = f"{does[ahead]} forward and {does[back]} backward"
    return f"At {pace(speed, scenario)} you {both if ahead == back else each}"
