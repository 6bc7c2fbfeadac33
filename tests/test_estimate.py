from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import Estimate

finite = st.floats(-1e6, 1e6)
estimates = st.tuples(finite, finite, finite).map(lambda bounds: Estimate(*sorted(bounds)))


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ((2.0, 1.0, 3.0), "not in order"),
        ((1.0, 4.0, 3.0), "not in order"),
        ((1.0, float("nan"), 3.0), "not in order"),
        ((float("nan"), 1.0, 3.0), "not finite"),
        ((1.0, 2.0, float("inf")), "not finite"),
        ((None, None, None), "not finite"),
        (("low", "central", "high"), "low is not a number"),
        ((1.0, 10**400, 10**400), "central is not a number"),
        ((np.array([1.0, 5.0]), np.array([2.0, 2.0]), np.array([3.0, 6.0])), "not in order"),
    ],
)
def test_refuses_bounds_that_are_no_interval(bounds: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Estimate(*bounds)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 80.0, float("nan"), "80", None, True])
def test_refuses_a_level_that_is_no_probability(level: Any) -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        Estimate(1.0, 2.0, 3.0, level)


@given(estimates, estimates)
def test_adds_bound_to_bound(first: Estimate, second: Estimate) -> None:
    both = first + second
    assert (both.low, both.central, both.high) == (
        first.low + second.low,
        first.central + second.central,
        first.high + second.high,
    )


def test_adding_keeps_each_limit_once() -> None:
    first = Estimate(1.0, 2.0, 3.0, limits=("grade", "age"))
    second = Estimate(1.0, 2.0, 3.0, limits=("age", "surface"))
    assert (first + second).limits == ("grade", "age", "surface")


def test_refuses_to_add_intervals_of_different_levels() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        Estimate(1.0, 2.0, 3.0, 0.8) + Estimate(1.0, 2.0, 3.0, 0.9)


@given(estimates, st.floats(-100.0, 100.0))
def test_scaling_keeps_the_order(estimate: Estimate, factor: float) -> None:
    scaled = estimate * factor
    assert {scaled.low, scaled.high} == {estimate.low * factor, estimate.high * factor}
    assert scaled.central == estimate.central * factor


@pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series])
def test_several_numbers_of_any_kind_are_counted_with_as_arrays(kind: Callable[..., Any]) -> None:
    several = Estimate(kind([1.0, 2.0]), kind([2.0, 3.0]), kind([3.0, 4.0]))
    for twice in (several * 2, several + several):
        assert twice == Estimate(np.array([2, 4]), np.array([4, 6]), np.array([6, 8]))


@given(st.integers(-1000, 1000))
def test_one_number_of_any_kind_is_a_float(number: int) -> None:
    for alike in (number, np.float32(number), np.array(number)):
        single = Estimate(alike, alike, alike)
        assert single == Estimate(float(number), float(number), float(number))
        assert {type(single.low), type(single.central), type(single.high)} == {float}


def test_a_falling_change_swaps_the_bounds() -> None:
    pace = Estimate(2.0, 2.5, 4.0).apply(lambda speed: 1000.0 / speed)
    assert (pace.low, pace.central, pace.high) == (250.0, 400.0, 500.0)


def test_picks_one_element_with_its_limits() -> None:
    rows = Estimate(np.array([1.0, 4.0]), np.array([2.0, 5.0]), np.array([3.0, 6.0]), 0.9, ("age",))
    assert rows[1] == Estimate(4.0, 5.0, 6.0, 0.9, ("age",))


def test_equal_are_those_that_are_equal_in_every_element() -> None:
    one = Estimate(np.array([1.0, 2.0]), np.array([2.0, 3.0]), np.array([3.0, 4.0]))
    assert one == replace(one, low=np.array([1.0, 2.0]))
    assert one != replace(one, low=np.array([1.0, 1.5]))
    assert one != replace(one, level=0.5)
    assert one != replace(one, limits=("grade",))
    assert one != one[0]
    assert one[0] != one
    assert one[0] == Estimate(1.0, 2.0, 3.0)
    assert one[0] != "1.0"
    assert hash(one[0]) == hash(Estimate(1.0, 2.0, 3.0))
