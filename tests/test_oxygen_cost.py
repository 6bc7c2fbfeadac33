import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import directions, gaits, levels, parts, speeds, uphill

from backrun import LIMITS, NotMeasuredError, Scenario, compare, oxygen_cost
from backrun.estimate import Estimate
from backrun.scenario.scenario import PARTS

TRANSITIONS = {"forward": 1.97, "backward": 1.63}


def width(estimate: Estimate) -> float:
    return float(estimate.high - estimate.low)


@given(speeds, speeds, directions, gaits, uphill)
def test_faster_costs_more_within_a_gait(
    first: float, second: float, direction: str, gait: str, grade: float
) -> None:
    slow, fast = sorted((first, second))
    at_slow, at_fast = (
        oxygen_cost(speed, direction=direction, gait=gait, grade=grade).central
        for speed in (slow, fast)
    )
    assert at_slow <= at_fast
    if fast > slow * 1.001:
        assert at_slow < at_fast


@given(speeds, directions, gaits, uphill, uphill)
def test_steeper_costs_more(
    speed: float, direction: str, gait: str, first: float, second: float
) -> None:
    flat, steep = sorted((first, second))
    at_flat, at_steep = (
        oxygen_cost(speed, direction=direction, gait=gait, grade=grade).central
        for grade in (flat, steep)
    )
    assert at_flat <= at_steep * (1 + 1e-12)


@given(speeds, gaits, uphill)
def test_backward_costs_at_least_what_forward_does(speed: float, gait: str, grade: float) -> None:
    forward, backward = (
        oxygen_cost(speed, direction=direction, gait=gait, grade=grade)
        for direction in ("forward", "backward")
    )
    assert backward.central > forward.central
    assert backward.high > forward.high
    rest = 3.5
    multiplier = {"running": 1.310, "walking": 1.406}[gait]
    assert (backward.central - rest) / (forward.central - rest) == pytest.approx(multiplier)


@given(speeds, directions, gaits, st.floats(-0.45, 0.45), levels, parts)
def test_the_interval_holds_its_centre(
    speed: float, direction: str, gait: str, grade: float, level: float, chosen: tuple[str, ...]
) -> None:
    if direction == "backward":
        grade = abs(grade)
    cost = oxygen_cost(
        speed, direction=direction, gait=gait, grade=grade, level=level, parts=chosen
    )
    assert 3.5 < cost.low <= cost.central <= cost.high
    assert cost.level == level


@given(speeds, directions, gaits, uphill)
def test_switching_a_part_off_narrows_the_interval(
    speed: float, direction: str, gait: str, grade: float
) -> None:
    def cost(chosen: tuple[str, ...]) -> Estimate:
        return oxygen_cost(speed, direction=direction, gait=gait, grade=grade, parts=chosen)

    for part in PARTS:
        rest = tuple(other for other in PARTS if other != part)
        assert cost(rest).central == cost(PARTS).central
        # Forward knows no multiplier.
        if (direction, part) == ("forward", "multiplier"):
            assert width(cost(rest)) == width(cost(PARTS))
        else:
            assert width(cost(rest)) < width(cost(PARTS))
    assert width(cost(())) == 0.0


@given(speeds, directions, gaits, levels, levels)
def test_a_higher_level_is_wider(
    speed: float, direction: str, gait: str, first: float, second: float
) -> None:
    low, high = sorted((first, second))
    narrow, wide = (
        oxygen_cost(speed, direction=direction, gait=gait, level=level) for level in (low, high)
    )
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high
    if high > low + 1e-6:
        assert width(wide) > width(narrow)


@given(st.lists(st.tuples(speeds, uphill), min_size=1, max_size=8), directions, st.none() | gaits)
def test_arrays_give_what_scalars_give(
    rows: list[tuple[float, float]], direction: str, gait: str | None
) -> None:
    speed, grade = np.array(rows).T
    together = oxygen_cost(speed, direction=direction, grade=grade, gait=gait)
    assert together.central.shape == speed.shape
    alone = [
        oxygen_cost(float(s), direction=direction, grade=float(g), gait=gait)
        for s, g in zip(speed, grade, strict=True)
    ]
    for bound in ("low", "central", "high"):
        assert all(isinstance(getattr(one, bound), float) for one in alone)
        assert getattr(together, bound) == pytest.approx([getattr(one, bound) for one in alone])
    assert set(together.limits) == {name for one in alone for name in one.limits}
    assert len(set(together.limits)) == len(together.limits)


@given(speeds, directions)
def test_the_gait_follows_the_transition_speed(speed: float, direction: str) -> None:
    gait = "walking" if speed < TRANSITIONS[direction] else "running"
    assert oxygen_cost(speed, direction=direction) == oxygen_cost(
        speed, direction=direction, gait=gait
    )


@given(st.floats(2.0, 7.0))
def test_a_track_adds_the_air(speed: float) -> None:
    treadmill, track = (
        oxygen_cost(speed, direction="forward", surface=surface).central
        for surface in ("treadmill", "track")
    )
    # Half of it: one of the two equations of the consensus knows the air.
    assert track - treadmill == pytest.approx(0.000525542 * (3.6 * speed) ** 3 / 2)


INSIDE = [
    {"speed_m_s": 2.22, "direction": "forward"},
    {"speed_m_s": 6.94, "direction": "forward"},
    {"speed_m_s": 0.45, "direction": "forward"},
    {"speed_m_s": 1.96, "direction": "forward"},
    {"speed_m_s": 1.97, "direction": "forward", "gait": "walking"},
    {"speed_m_s": 1.75, "direction": "backward"},
    {"speed_m_s": 3.50, "direction": "backward"},
    {"speed_m_s": 1.11, "direction": "backward"},
    {"speed_m_s": 1.57, "direction": "backward"},
    {"speed_m_s": 3.0, "direction": "backward", "grade": 0.25},
    {"speed_m_s": 1.5, "direction": "backward", "grade": 0.10},
    {"speed_m_s": 3.0, "direction": "forward", "grade": 0.45},
    {"speed_m_s": 3.0, "direction": "forward", "grade": -0.45},
    {"speed_m_s": 3.0, "direction": "forward", "surface": "track"},
]
OUTSIDE = [
    ("forward_running_speed", {"speed_m_s": 2.21, "direction": "forward"}),
    ("forward_running_speed", {"speed_m_s": 6.95, "direction": "forward"}),
    ("forward_walking_speed", {"speed_m_s": 0.44, "direction": "forward"}),
    ("forward_walking_speed", {"speed_m_s": 1.98, "direction": "forward", "gait": "walking"}),
    ("backward_running_speed", {"speed_m_s": 1.74, "direction": "backward"}),
    ("backward_running_speed", {"speed_m_s": 3.51, "direction": "backward"}),
    ("backward_walking_speed", {"speed_m_s": 1.10, "direction": "backward"}),
    ("backward_walking_speed", {"speed_m_s": 1.58, "direction": "backward"}),
    ("grade", {"speed_m_s": 3.0, "direction": "backward", "grade": 0.26}),
    ("grade", {"speed_m_s": 1.5, "direction": "backward", "grade": 0.11}),
    ("surface", {"speed_m_s": 3.0, "direction": "backward", "surface": "track"}),
]


@pytest.mark.parametrize("call", INSIDE, ids=str)
def test_inside_the_measured_range_no_limit_is_named(call: dict[str, object]) -> None:
    assert oxygen_cost(**call).limits == ()


@pytest.mark.parametrize(("name", "call"), OUTSIDE, ids=str)
def test_outside_the_measured_range_its_limit_is_named(name: str, call: dict[str, object]) -> None:
    assert oxygen_cost(**call).limits == (name,)


def test_every_limit_has_a_case_and_a_sentence() -> None:
    # Age and a change of gait belong to a person's comparison; test_comparison has their cases.
    # What was measured of muscles belongs to test_muscles.
    assert {name for name, _ in OUTSIDE} | {"age", "between_gaits", "gait", "muscles_grade"} == set(
        LIMITS
    )
    assert all("measured" in sentence for sentence in LIMITS.values())


@pytest.mark.parametrize("grade", [-0.001, -0.1, -0.45, np.array([0.0, -0.05])])
def test_backward_downhill_is_refused_in_plain_words(grade: object) -> None:
    with pytest.raises(NotMeasuredError) as caught:
        oxygen_cost(2.5, direction="backward", grade=grade)
    assert str(caught.value) == (
        "grade: what it takes to go backward downhill has not been measured at all; "
        "allowed for backward: 0 % and uphill"
    )
    assert isinstance(caught.value, ValueError)


def test_a_comparison_downhill_is_refused_in_the_same_words() -> None:
    with pytest.raises(NotMeasuredError, match="backward downhill has not been measured at all"):
        compare(Scenario(grade=-0.02))


def test_one_part_may_be_named_alone() -> None:
    """As a scenario takes it."""
    one, several = (
        oxygen_cost(2.5, direction="backward", parts=parts) for parts in ("person", ["person"])
    )
    assert one == several


@given(st.floats(1.0, 6.0), st.floats(-0.2, -0.001))
def test_forward_downhill_works_and_is_cheaper(speed: float, grade: float) -> None:
    down, level = (
        oxygen_cost(speed, direction="forward", gait="running", grade=g) for g in (grade, 0.0)
    )
    assert 3.5 < down.central < level.central


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"speed_m_s": 0.0}, "speed_m_s: 0; allowed: 0.1 to 12"),
        ({"speed_m_s": 0.09}, "speed_m_s: 0.09; allowed: 0.1 to 12"),
        ({"speed_m_s": -2.0}, "speed_m_s: -2; allowed: 0.1 to 12"),
        ({"speed_m_s": 12.1}, "speed_m_s: 12.1; allowed: 0.1 to 12"),
        ({"speed_m_s": float("nan")}, "speed_m_s: nan; allowed: 0.1 to 12"),
        ({"speed_m_s": float("inf")}, "speed_m_s: inf; allowed: 0.1 to 12"),
        ({"speed_m_s": np.array([2.0, 13.0])}, "speed_m_s: 13; allowed: 0.1 to 12"),
        ({"speed_m_s": "fast"}, "speed_m_s: 'fast' is not a number; allowed: 0.1 to 12"),
        ({"speed_m_s": ""}, "speed_m_s: '' is not a number; allowed: 0.1 to 12"),
        ({"speed_m_s": None}, "speed_m_s: None is not a number; allowed: 0.1 to 12"),
        ({"grade": 0.46}, "grade: 0.46; allowed: -0.45 to 0.45"),
        ({"grade": -0.46}, "grade: -0.46; allowed: -0.45 to 0.45"),
        ({"grade": float("nan")}, "grade: nan; allowed: -0.45 to 0.45"),
        ({"grade": "steep"}, "grade: 'steep' is not a number; allowed: -0.45 to 0.45"),
        ({"level": 0}, "level: 0; allowed: between 0 and 1"),
        ({"level": 1}, "level: 1; allowed: between 0 and 1"),
        ({"level": 80}, "level: 80; allowed: between 0 and 1"),
        ({"level": float("nan")}, "level: nan; allowed: between 0 and 1"),
        ({"direction": "sideways"}, "direction: 'sideways'; allowed: forward, backward"),
        ({"direction": ""}, "direction: ''; allowed: forward, backward"),
        ({"gait": "hopping"}, "gait: 'hopping'; allowed: walking, running"),
        ({"surface": "sand"}, "surface: 'sand'; allowed: treadmill, track"),
        (
            {"parts": ("weather",)},
            "parts: ('weather',); allowed: any of equation, multiplier, person",
        ),
        ({"parts": ""}, "parts: ''; allowed: any of equation, multiplier, person"),
    ],
    ids=str,
)
def test_bad_input_is_named(change: dict[str, object], message: str) -> None:
    call = {"speed_m_s": 2.5, "direction": "forward"} | change
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the text is asserted below)
        oxygen_cost(**call)
    assert str(caught.value) == message
