import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import Estimate, Scenario, compare, runners_like_you
from backrun.scenario.scenario import PARTS

ratios = st.tuples(st.floats(0.5, 2.0), st.floats(1.001, 2.0)).map(
    lambda pair: Estimate(pair[0] / pair[1], pair[0], pair[0] * pair[1])
)


@given(ratios)
def test_sixteen_of_twenty_runners_stand_inside_80_percent(ratio: Estimate) -> None:
    runners = runners_like_you(ratio)
    assert len(runners) == 20
    assert ((runners > ratio.low) & (runners < ratio.high)).sum() == 16


@given(ratios, st.integers(1, 50))
def test_runners_stand_in_order_around_the_centre(ratio: Estimate, count: int) -> None:
    runners = runners_like_you(ratio, count)
    assert len(runners) == count
    assert (np.diff(runners) > 0).all()
    assert np.exp(np.log(runners).mean()) == pytest.approx(ratio.central)


def test_without_doubt_all_runners_are_alike() -> None:
    assert runners_like_you(Estimate(1.3, 1.3, 1.3), 4).tolist() == [1.3] * 4


@given(scenarios())
def test_shares_add_up_to_one(scenario: Scenario) -> None:
    shares = compare(scenario).uncertainty
    assert tuple(shares) == PARTS
    assert all(0.0 <= share <= 1.0 for share in shares.values())
    assert all(shares[part] == 0.0 for part in PARTS if part not in scenario.parts)
    total = sum(shares.values())
    assert total == pytest.approx(1.0) or total == 0.0


@given(scenarios())
def test_variances_of_the_parts_add_up(scenario: Scenario) -> None:
    """The parts are independent, so the shares leave nothing of the interval unexplained."""

    def variance(parts: tuple[str, ...]) -> float:
        km = compare(scenario.model_copy(update={"parts": parts})).difference.km
        return float(km.high - km.low) ** 2

    # The speed of equal effort is no straight line in the multiplier, so there they nearly do.
    tolerance = 0.05 if scenario.basis == "effort" else 1e-6
    total = sum(variance((part,)) for part in PARTS)
    assert variance(PARTS) == pytest.approx(total, rel=tolerance, abs=1e-9)


def test_without_parts_all_shares_are_zero() -> None:
    assert compare(Scenario(parts=())).uncertainty == dict.fromkeys(PARTS, 0.0)


def test_single_people_differ_most_from_their_own_forward_running() -> None:
    shares = compare(Scenario()).uncertainty
    assert max(shares, key=shares.__getitem__) == "person"
