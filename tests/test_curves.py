from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import levels, scenarios

from backrun import Runner, Scenario, Week, compare, energy_per_minute, oxygen_cost
from backrun.evidence import coefficient, coefficients
from backrun.models.energy.curves import POINTS, Piece, curve_minutes, energy_curves
from backrun.scenario.scenario import Per

ends = st.tuples(st.floats(0.3, 8.0), st.floats(0.05, 4.0)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
MINUTE = Scenario(per="minute")


def of(pieces: tuple[Piece, ...], direction: str) -> list[Piece]:
    return [piece for piece in pieces if piece.direction == direction]


@given(scenarios(), ends)
def test_pieces_join_from_end_to_end_without_overlap(
    scenario: Scenario, span: tuple[float, float]
) -> None:
    pieces = energy_curves(scenario, *span)
    assert [piece.direction for piece in pieces] == sorted(
        (piece.direction for piece in pieces), reverse=True
    )
    for direction in ("forward", "backward"):
        own = of(pieces, direction)
        assert own[0].speed_m_s[0] == span[0]
        assert own[-1].speed_m_s[-1] == span[1]
        for piece in own:
            assert piece.speed_m_s.shape == piece.energy.central.shape == (POINTS,)
            assert (np.diff(piece.speed_m_s) > 0).all()
        for before, after in pairwise(own):
            assert before.speed_m_s[-1] == after.speed_m_s[0]
            # Two pieces that meet differ in gait or in whether they were measured.
            assert (before.gait, before.measured) != (after.gait, after.measured)


@given(scenarios(), ends)
def test_the_gait_changes_at_the_transition_and_nowhere_else(
    scenario: Scenario, span: tuple[float, float]
) -> None:
    for piece in energy_curves(scenario, *span):
        change = coefficient(f"transition_{piece.direction}")
        walked = piece.speed_m_s.max() <= change
        assert walked == (piece.gait == "walking")
        assert walked or piece.speed_m_s.min() >= change


@given(scenarios(), ends)
def test_each_piece_lies_wholly_inside_or_outside_what_was_measured(
    scenario: Scenario, span: tuple[float, float]
) -> None:
    for piece in energy_curves(scenario, *span):
        low, high = coefficients()[f"range_{piece.direction}_{piece.gait}"].range
        inside = low <= piece.speed_m_s[0] and piece.speed_m_s[-1] <= high
        outside = piece.speed_m_s[-1] <= low or piece.speed_m_s[0] >= high
        assert (inside, outside) == (piece.measured, not piece.measured)


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("gait", ["walking", "running"])
@pytest.mark.parametrize("end", [0, 1])
def test_measured_turns_at_each_limit(direction: str, gait: str, end: int) -> None:
    limit = coefficients()[f"range_{direction}_{gait}"].range[end]
    step = 0.01
    pieces = of(energy_curves(Scenario(), limit - step, limit + step), direction)
    below = [piece for piece in pieces if piece.speed_m_s[-1] <= limit and piece.gait == gait]
    above = [piece for piece in pieces if piece.speed_m_s[0] >= limit and piece.gait == gait]
    # At the change of gait there is no piece of this gait on the far side.
    expected = [end == 1, end == 0]
    assert [all(piece.measured for piece in side) for side in (below, above) if side] == [
        wanted for wanted, side in zip(expected, (below, above), strict=True) if side
    ]
    assert below or above


@given(scenarios(), ends, levels)
def test_curves_are_the_energies_of_the_oxygen_cost(
    scenario: Scenario, span: tuple[float, float], level: float
) -> None:
    gross = scenario.model_copy(update={"per": "minute", "counted": "gross"})
    for piece in energy_curves(gross, *span, level=level):
        oxygen = oxygen_cost(
            piece.speed_m_s,
            direction=piece.direction,
            gait=piece.gait,
            grade=scenario.grade,
            surface=scenario.surface,
            parts=scenario.parts,
            level=level,
        )
        one = energy_per_minute(1.0, scenario.runner.mass_kg, scenario.energy_unit)
        for bound in ("low", "central", "high"):
            assert getattr(piece.energy, bound) == pytest.approx(one * getattr(oxygen, bound))


@given(scenarios())
def test_the_curve_passes_through_the_comparison(scenario: Scenario) -> None:
    """At the person's own pace the forward curve says what the comparison says."""
    days = tuple(day.model_copy(update={"pace_s_per_km": None}) for day in scenario.week.days)
    scenario = scenario.model_copy(update={"week": Week(days=days)})
    speed = scenario.forward_speed_m_s
    forward = of(energy_curves(scenario, speed, speed + 1.0), "forward")[0]
    expected = compare(scenario, "time").forward.per(scenario.per)
    for bound in ("low", "central", "high"):
        assert getattr(forward.energy, bound)[0] == pytest.approx(getattr(expected, bound))


LINE = Scenario(
    runner=Runner(mass_kg=30.0, age_years=18, sex="male", height_m=2.0), counted="net", parts=()
)


@given(scenarios(), ends)
@example(LINE.model_copy(update={"per": "minute"}), (0.5, 1.5))
def test_bands_hold_their_line(scenario: Scenario, span: tuple[float, float]) -> None:
    for piece in energy_curves(scenario, *span):
        band = piece.energy
        assert (band.low <= band.central).all()
        assert (band.central <= band.high).all()
        assert np.isfinite(band.high).all()


@pytest.mark.parametrize(
    ("per", "minutes"),
    [
        ("minute", 1.0),
        ("km", 1000.0 / 2.5 / 60.0),
        ("mile", 1609.344 / 2.5 / 60.0),
        ("session", 6.0),
        ("week", 18.0),
    ],
)
def test_minutes_of_every_rate(per: Per, minutes: float) -> None:
    assert curve_minutes(Scenario(per=per), np.array([2.5])) == pytest.approx([minutes])


def test_over_the_same_distance_the_minutes_follow_the_speed() -> None:
    scenario = Scenario(per="week", basis="distance")
    speed = scenario.forward_speed_m_s
    assert curve_minutes(scenario, np.array([speed, speed / 2])) == pytest.approx([18.0, 36.0])


@pytest.mark.parametrize("per", get_args(Per))
def test_a_week_of_rest_draws_curves_too(per: Per) -> None:
    week = Scenario(per=per).week.even(0, 0.0, 0.0)
    pieces = energy_curves(Scenario(per=per, week=week), 1.0, 4.0)
    zero = [bool((piece.energy.high == 0).all()) for piece in pieces]
    assert all(zero) if per in ("session", "week") else not any(zero)


def test_running_backward_costs_more_at_every_measured_speed() -> None:
    pieces = energy_curves(MINUTE, 2.3, 3.4)
    forward, backward = (of(pieces, direction)[0] for direction in ("forward", "backward"))
    assert forward.measured
    assert backward.measured
    assert (backward.energy.central > forward.energy.central).all()
