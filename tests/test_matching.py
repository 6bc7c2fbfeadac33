from typing import get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import Scenario, compare, equal_effort_speed, oxygen_cost
from backrun.evidence.rows import Gait
from backrun.models.energy.matching import Runs, between_gaits, equal_effort
from backrun.scenario.scenario import PARTS, Surface


@given(scenarios())
def test_the_matched_speed_takes_the_forward_oxygen(scenario: Scenario) -> None:
    speed = scenario.forward_speed_m_s
    match = equal_effort(speed, scenario)
    where = {"grade": scenario.grade, "surface": scenario.surface}
    forward = oxygen_cost(speed, direction="forward", **where)
    walking, running = (
        oxygen_cost(float(match.speed), direction="backward", gait=gait, **where).central
        for gait in get_args(Gait)
    )
    if between_gaits(match.speed, match.walking):
        assert walking < forward.central < running
    else:
        backward = walking if match.walking else running
        assert backward == pytest.approx(forward.central, rel=1e-3)


# Above some 20 % the walking equation passes the running one, so that a forward walk is matched by
# a backward run at a higher speed; no measurement says which of the two equations is wrong there.
@given(scenarios(grade=st.floats(0.0, 0.15)))
def test_equal_effort_is_slower_backward(scenario: Scenario) -> None:
    speed = scenario.forward_speed_m_s
    assert 0.1 < float(equal_effort_speed(speed, scenario)) < speed


@given(scenarios())
def test_nobody_runs_backward_below_the_change_of_gait(scenario: Scenario) -> None:
    match = equal_effort(scenario.forward_speed_m_s, scenario)
    assert bool(match.walking) or float(match.speed) >= 1.63


def test_at_six_minutes_a_kilometre_it_is_about_77_percent() -> None:
    speed = Scenario().forward_speed_m_s
    share = float(equal_effort_speed(speed, Scenario())) / speed
    assert share == pytest.approx(0.77, abs=0.01)


def test_arrays_give_what_scalars_give() -> None:
    speeds = np.linspace(1.2, 6.0, 30)
    together = equal_effort_speed(speeds, Scenario())
    assert together.tolist() == [float(equal_effort_speed(s, Scenario())) for s in speeds]


def test_every_pace_has_an_interval_of_equal_effort() -> None:
    for pace in range(150, 901):
        speed = compare(Scenario(pace_s_per_km=float(pace)), "effort").backward_speed
        assert speed.low < speed.central < speed.high, pace


@given(scenarios())
def test_switching_a_part_off_narrows_the_speed(scenario: Scenario) -> None:
    def width(parts: tuple[str, ...]) -> float:
        chosen = scenario.model_copy(update={"parts": parts})
        speed = compare(chosen, "effort").backward_speed
        return float(speed.high - speed.low)

    for part in PARTS:
        assert width(tuple(p for p in PARTS if p != part)) <= width(PARTS)
    # The forward equation is the same on both sides of the match.
    assert width(("multiplier", "person")) == width(PARTS)
    assert width(("equation",)) == 0.0


def test_walking_to_match_a_run_names_the_walking_limit() -> None:
    """At 8:00 /km the effort lies between the fastest backward walk and the slowest run."""
    comparison = compare(Scenario(pace_s_per_km=480.0), "effort")
    assert comparison.backward_speed.central == 1.63
    assert "between_gaits" in comparison.limits
    assert "backward_walking_speed" in comparison.limits
    assert "backward_running_speed" not in comparison.limits


@pytest.mark.parametrize("grade", [0.0, 0.05])
@pytest.mark.parametrize("surface", get_args(Surface))
def test_the_speed_of_equal_effort_never_falls_as_forward_speed_rises(
    grade: float, surface: Surface
) -> None:
    paces = np.arange(900.0, 150.0, -1.0)
    speeds = equal_effort_speed(1000 / paces, Scenario(grade=grade, surface=surface))
    assert (np.diff(speeds) >= 0).all()


@given(scenarios())
def test_the_speed_found_has_the_effort_unless_it_lies_between_the_gaits(
    scenario: Scenario,
) -> None:
    """The model at that speed, as if the person had chosen it."""
    matched = compare(scenario, "effort")
    share = float(matched.backward_speed.central) / scenario.forward_speed_m_s
    assume(0.2 <= share <= 1.0)
    chosen = scenario.model_copy(update={"backward_share": share})
    effort = float(compare(chosen, "time").effort.central)
    if "between_gaits" not in matched.limits:
        assert effort == pytest.approx(1.0, abs=0.003)


@given(scenarios(), st.sampled_from(["speed", "time", "distance"]))
def test_other_bases_take_the_speed_as_it_is(scenario: Scenario, basis: str) -> None:
    speed = compare(scenario, basis).backward_speed
    expected = scenario.forward_speed_m_s * (1.0 if basis == "speed" else scenario.backward_share)
    assert speed.low == speed.central == speed.high == pytest.approx(expected)


@given(scenarios())
def test_the_same_distance_takes_longer_backward(scenario: Scenario) -> None:
    days = np.array([day.backward_minutes for day in scenario.week.days])
    for basis, factor in (("distance", 1 / scenario.backward_share), ("time", 1.0), ("speed", 1.0)):
        runs = Runs.of(scenario, basis)
        assert runs.forward_minutes[3:] == pytest.approx(days)
        assert runs.backward_minutes[3:] == pytest.approx(days * factor)
