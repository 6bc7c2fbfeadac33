import pytest
from hypothesis import given
from strategies import bases, levels, scenarios

from backrun import (
    Day,
    Estimate,
    NotMeasuredError,
    Runner,
    Scenario,
    Week,
    WeekEnergy,
    compare,
    week_energy,
)
from backrun.scenario.scenario import DAY_NAMES, PARTS, REST

BOUNDS = ("low", "central", "high")


def on(scenario: Scenario, **fields: object) -> WeekEnergy:
    return week_energy(scenario.model_copy(update=fields))


def width(estimate: Estimate) -> float:
    return float(estimate.high - estimate.low)


@given(scenarios(), bases)
def test_the_week_is_the_sum_of_its_days(scenario: Scenario, basis: str) -> None:
    week = on(scenario, basis=basis)
    for bound in BOUNDS:
        forward, backward, whole = (
            sum(getattr(part, bound)) for part in (week.forward, week.backward, week.all_forward)
        )
        assert getattr(week.planned, bound) == pytest.approx(forward + backward)
        assert getattr(week.planned_all_forward, bound) == pytest.approx(whole)


@given(scenarios(), bases)
def test_a_day_does_not_depend_on_the_other_days(scenario: Scenario, basis: str) -> None:
    week = on(scenario, basis=basis)
    for at, day in enumerate(scenario.week.days):
        alone = on(
            scenario,
            basis=basis,
            week=Week(days=tuple(day if index == at else REST for index in range(7))),
        )
        assert week.backward[at].high == pytest.approx(
            alone.planned.high - alone.forward[at].high, abs=1e-6
        )


@given(scenarios(), bases)
def test_the_difference_is_planned_less_all_forward(scenario: Scenario, basis: str) -> None:
    week = on(scenario, basis=basis)
    expected = week.planned.central - week.planned_all_forward.central
    assert week.difference.central == pytest.approx(expected, abs=1e-6)
    assert week.difference.low <= week.difference.central <= week.difference.high


@given(scenarios(), bases, levels)
def test_the_week_agrees_with_the_comparison(scenario: Scenario, basis: str, level: float) -> None:
    week = week_energy(scenario.model_copy(update={"basis": basis}), level=level)
    comparison = compare(scenario, basis, level=level)
    for bound in BOUNDS:
        backward = sum(getattr(week.backward, bound))
        assert backward == pytest.approx(getattr(comparison.backward.week, bound), abs=1e-9)
        assert getattr(week.difference, bound) == pytest.approx(
            getattr(comparison.difference.week, bound), abs=1e-6
        )


@given(scenarios(), bases)
def test_switching_a_part_off_narrows_the_week(scenario: Scenario, basis: str) -> None:
    whole = on(scenario, basis=basis, parts=PARTS)
    for part in PARTS:
        less = on(scenario, basis=basis, parts=tuple(p for p in PARTS if p != part))
        for name in ("planned", "planned_all_forward", "difference"):
            assert width(getattr(less, name)) <= width(getattr(whole, name)) * (1 + 1e-9) + 1e-9


@given(scenarios(), bases)
def test_a_week_of_rest_costs_nothing(scenario: Scenario, basis: str) -> None:
    week = on(scenario, basis=basis, week=Week())
    for name in ("planned", "planned_all_forward", "difference"):
        estimate = getattr(week, name)
        assert (estimate.low, estimate.central, estimate.high) == (0.0, 0.0, 0.0)


@given(scenarios(), bases)
def test_a_week_all_forward_is_not_changed_by_the_basis(scenario: Scenario, basis: str) -> None:
    days = tuple(day.model_copy(update={"backward_minutes": 0.0}) for day in scenario.week.days)
    week = on(scenario, basis=basis, week=Week(days=days))
    for bound in BOUNDS:
        assert getattr(week.planned, bound) == pytest.approx(
            getattr(week.planned_all_forward, bound)
        )
    assert week.difference.central == 0.0


@given(scenarios(), bases)
def test_minutes_are_those_of_the_plan(scenario: Scenario, basis: str) -> None:
    week = on(scenario, basis=basis)
    for day, forward, backward in zip(
        scenario.week.days, week.forward_minutes, week.backward_minutes, strict=True
    ):
        longer = 1 / scenario.backward_share if basis == "distance" else 1.0
        assert forward == pytest.approx(day.minutes - day.backward_minutes, abs=1e-9)
        assert backward == pytest.approx(day.backward_minutes * longer)


def test_the_table_has_a_row_a_day() -> None:
    run = Day(minutes=40.0, backward_minutes=10.0)
    week = week_energy(Scenario(week=Week(days=(REST, run, *(REST,) * 5))))
    table = week.to_frame()
    assert tuple(table["day"]) == DAY_NAMES
    assert table["forward_min"].tolist() == [0.0, 30.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert table["backward_central"].sum() == pytest.approx(week.backward[1].central)
    assert table.notna().all().all()


def test_downhill_is_refused() -> None:
    with pytest.raises(NotMeasuredError, match="backward downhill has not been measured at all"):
        week_energy(Scenario(grade=-0.05))


def test_the_same_scenario_has_an_equal_week() -> None:
    assert week_energy(Scenario()) == week_energy(Scenario())
    assert week_energy(Scenario()) != week_energy(Scenario(pace_s_per_km=330.0))


class TestLimits:
    def test_what_nobody_runs_crosses_nothing(self) -> None:
        """A fast pace of rest days, and of a day that is all forward, is nowhere run backward."""
        slow = Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=360.0)
        fast = Day(minutes=40.0, pace_s_per_km=170.0)
        scenario = Scenario(pace_s_per_km=170.0, week=Week(days=(slow, fast, *[REST] * 5)))
        assert week_energy(scenario).limits == ()

    def test_the_fast_day_is_named_where_it_is_run_backward(self) -> None:
        fast = Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=160.0)
        scenario = Scenario(week=Week(days=(fast, *[REST] * 6)))
        assert week_energy(scenario).limits == ("backward_running_speed",)
        assert compare(scenario).limits == ()
        assert compare(scenario).week_limits == ("backward_running_speed",)

    def test_a_week_all_forward_crosses_what_forward_runs_cross(self) -> None:
        scenario = Scenario(
            runner=Runner(age_years=70), surface="track", week=Week.even(3, 40.0, 0.0)
        )
        assert week_energy(scenario).limits == ("age",)
        assert week_energy(scenario.model_copy(update={"week": Week()})).limits == ()

    def test_days_at_the_persons_pace_add_nothing(self) -> None:
        scenario = Scenario(pace_s_per_km=170.0, surface="track")
        assert compare(scenario).week_limits == ()
        assert set(week_energy(scenario).limits) == set(compare(scenario).limits)
