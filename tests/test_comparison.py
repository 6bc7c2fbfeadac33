import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import bases, levels, scenarios

from backrun import Comparison, Day, Estimate, Runner, Scenario, Week, compare
from backrun.scenario.scenario import PARTS, REST

RATES = ("minute", "km", "mile", "session", "week")
QUANTITIES = ("forward", "backward", "difference", "ratio")


def rates(comparison: Comparison, *quantities: str) -> dict[str, Estimate]:
    """Return all rates of some quantities that exist, by name."""
    found = {
        f"{quantity} {rate}": getattr(getattr(comparison, quantity), rate)
        for quantity in quantities
        for rate in RATES
    }
    return {name: estimate for name, estimate in found.items() if estimate is not None}


def width(estimate: Estimate) -> float:
    return float(estimate.high - estimate.low)


def with_mass(scenario: Scenario, mass: float) -> Scenario:
    runner = scenario.runner.model_copy(update={"mass_kg": mass, "sex": None})
    return scenario.model_copy(update={"runner": runner})


@given(scenarios(), bases, st.floats(30.0, 125.0))
def test_energy_is_linear_in_mass(scenario: Scenario, basis: str, mass: float) -> None:
    once, twice = (compare(with_mass(scenario, m), basis) for m in (mass, 2 * mass))
    doubled = rates(twice, "forward", "backward", "difference")
    for name, estimate in rates(once, "forward", "backward", "difference").items():
        for bound in ("low", "central", "high"):
            expected = 2 * getattr(estimate, bound)
            assert getattr(doubled[name], bound) == pytest.approx(expected, abs=1e-9)
    same = rates(twice, "ratio")
    for name, estimate in rates(once, "ratio").items():
        assert same[name].central == pytest.approx(estimate.central)


@given(scenarios(), bases)
def test_zero_minutes_cost_zero(scenario: Scenario, basis: str) -> None:
    comparison = compare(scenario.model_copy(update={"week": Week()}), basis)
    for name in ("forward", "backward", "difference"):
        for rate in ("session", "week"):
            estimate = getattr(getattr(comparison, name), rate)
            assert (estimate.low, estimate.central, estimate.high) == (0.0, 0.0, 0.0)
    # A ratio of nothing to nothing does not exist.
    assert comparison.ratio.session is None
    assert comparison.ratio.week is None


@given(scenarios(), bases, levels)
def test_the_interval_holds_its_centre(scenario: Scenario, basis: str, level: float) -> None:
    for name, estimate in rates(compare(scenario, basis, level=level), *QUANTITIES).items():
        assert estimate.low <= estimate.central <= estimate.high, name
        assert estimate.level == level


@given(scenarios(), bases, st.sampled_from(PARTS))
def test_switching_a_part_off_narrows_the_interval(
    scenario: Scenario, basis: str, part: str
) -> None:
    def answers(parts: tuple[str, ...]) -> dict[str, Estimate]:
        return rates(compare(scenario.model_copy(update={"parts": parts}), basis), *QUANTITIES)

    whole, less = answers(PARTS), answers(tuple(p for p in PARTS if p != part))
    for name, estimate in less.items():
        assert estimate.central == pytest.approx(whole[name].central), name
        assert width(estimate) <= width(whole[name]) * (1 + 1e-9) + 1e-9, name
    for name, estimate in answers(()).items():
        assert width(estimate) <= 1e-9 * (1 + abs(float(estimate.central))), name


@given(scenarios(), bases, levels, levels)
def test_a_higher_level_is_wider(
    scenario: Scenario, basis: str, first: float, second: float
) -> None:
    low, high = sorted((first, second))
    narrow, wide = (rates(compare(scenario, basis, level=by), *QUANTITIES) for by in (low, high))
    for name, estimate in narrow.items():
        assert wide[name].low - estimate.low <= 1e-9, name
        assert estimate.high - wide[name].high <= 1e-9, name


@given(scenarios(), bases)
def test_the_week_is_the_sum_of_its_days(scenario: Scenario, basis: str) -> None:
    days = [
        compare(
            scenario.model_copy(
                update={"week": Week(days=tuple(d if i == at else REST for i in range(7)))}
            ),
            basis,
        )
        for at, d in enumerate(scenario.week.days)
    ]
    week = compare(scenario, basis)
    for name in ("forward", "backward"):
        for bound in ("low", "central", "high"):
            total = sum(getattr(getattr(day, name).week, bound) for day in days)
            assert getattr(getattr(week, name).week, bound) == pytest.approx(total, abs=1e-9)
    total = sum(day.difference.week.central for day in days)
    assert week.difference.week.central == pytest.approx(total, abs=1e-6)


@given(scenarios(), bases)
def test_a_session_is_the_mean_of_the_days_with_backward_minutes(
    scenario: Scenario, basis: str
) -> None:
    days = sum(day.backward_minutes > 0 for day in scenario.week.days)
    comparison = compare(scenario, basis)
    for name in ("forward", "backward", "difference"):
        of = getattr(comparison, name)
        assert of.session.central * max(days, 1) == pytest.approx(of.week.central)


@given(scenarios(), bases)
def test_difference_and_ratio_follow_from_the_two_sides(scenario: Scenario, basis: str) -> None:
    comparison = compare(scenario, basis)
    for rate in RATES:
        forward, backward = (getattr(getattr(comparison, d), rate) for d in ("forward", "backward"))
        difference, ratio = (getattr(getattr(comparison, q), rate) for q in ("difference", "ratio"))
        assert difference.central == pytest.approx(backward.central - forward.central, abs=1e-6)
        if ratio is not None:
            assert ratio.central == pytest.approx(backward.central / forward.central)
        assert getattr(comparison.forward, rate) == comparison.forward.per(rate)


@given(scenarios(), bases)
def test_a_mile_is_a_longer_kilometre(scenario: Scenario, basis: str) -> None:
    comparison = compare(scenario, basis)
    for name in ("forward", "backward"):
        of = getattr(comparison, name)
        assert of.mile.central == pytest.approx(1.609344 * of.km.central)
        assert of.mile.high == pytest.approx(1.609344 * of.km.high)


@given(scenarios())
def test_kilojoules_are_kilocalories_times_4_184(scenario: Scenario) -> None:
    kcal, kilojoule = (
        compare(scenario.model_copy(update={"energy_unit": unit})) for unit in ("kcal", "kJ")
    )
    assert kilojoule.backward.km.high == pytest.approx(4.184 * kcal.backward.km.high)
    assert kilojoule.ratio.km.high == pytest.approx(kcal.ratio.km.high)


@given(scenarios())
def test_the_basis_of_the_scenario_is_the_default(scenario: Scenario) -> None:
    assert compare(scenario) == compare(scenario, scenario.basis)


class TestHeadlineFacts:
    """What the evidence supports, on the default runner at 6:00 /km."""

    def test_same_speed_costs_about_1_3_times_per_minute_and_per_km(self) -> None:
        ratio = compare(Scenario(), "speed").ratio
        assert ratio.minute.central == pytest.approx(1.3, abs=0.03)
        assert ratio.km.central == pytest.approx(ratio.minute.central)

    def test_same_effort_costs_the_same_per_minute_and_about_1_3_times_per_km(self) -> None:
        ratio = compare(Scenario(), "effort").ratio
        assert (ratio.minute.low, ratio.minute.central, ratio.minute.high) == (1.0, 1.0, 1.0)
        assert ratio.km.central == pytest.approx(1.3, abs=0.03)
        assert ratio.km.low < ratio.km.central < ratio.km.high

    @pytest.mark.parametrize("share", [0.70, 0.72, 0.74])
    def test_at_the_speed_people_choose_a_minute_costs_less(self, share: float) -> None:
        comparison = compare(Scenario(backward_share=share), "time")
        assert comparison.ratio.minute.central < 1.0
        assert comparison.difference.week.central < 0.0
        assert comparison.ratio.km.central > 1.2

    def test_it_is_never_double(self) -> None:
        assert compare(Scenario(), "speed").ratio.km.high < 1.5

    def test_the_effort_backward_is_higher_at_the_same_speed_only(self) -> None:
        assert compare(Scenario(), "speed").effort.central > 1.2
        assert compare(Scenario(), "effort").effort.central == 1.0
        assert compare(Scenario(), "time").effort.central < 1.0


def test_the_default_runner_crosses_no_limit_at_equal_effort() -> None:
    assert compare(Scenario(), "effort").limits == ()
    assert compare(Scenario(), "time").limits == ()


@pytest.mark.parametrize(
    ("age", "limits"), [(None, ()), (18, ()), (50, ()), (51, ("age",)), (90, ("age",))]
)
def test_an_age_that_was_not_measured_is_named(age: int | None, limits: tuple[str, ...]) -> None:
    assert compare(Scenario(runner=Runner(age_years=age)), "effort").limits == limits


@pytest.mark.parametrize(
    ("scenario", "limit"),
    [
        (Scenario(pace_s_per_km=150.0), "backward_running_speed"),
        (Scenario(pace_s_per_km=480.0), "forward_running_speed"),
        (Scenario(pace_s_per_km=600.0), "backward_running_speed"),
        (Scenario(pace_s_per_km=900.0, backward_share=0.5, basis="time"), "backward_walking_speed"),
        (Scenario(pace_s_per_km=700.0, grade=0.2), "grade"),
        (Scenario(surface="track"), "surface"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_limits_are_named_for_a_person(scenario: Scenario, limit: str) -> None:
    assert limit in compare(scenario).limits


@pytest.mark.parametrize("basis", ["sideways", "", 1])
def test_an_unknown_basis_is_refused(basis: object) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the text is asserted below)
        compare(Scenario(), basis)
    assert str(caught.value) == f"basis: {basis!r}; allowed: speed, effort, distance, time"


@pytest.mark.parametrize("level", [0, 1, -1, 80, float("nan")])
def test_an_unknown_level_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=rf"^level: {level}; allowed: between 0 and 1$"):
        compare(Scenario(), level=level)


def test_own_paces_move_the_week_but_not_the_kilometre() -> None:
    run = Day(minutes=40.0, backward_minutes=10.0)
    fast = Day(minutes=40.0, backward_minutes=10.0, pace_s_per_km=240.0)
    usual, own = (
        compare(Scenario(week=Week(days=(day, *(REST,) * 6))), "speed") for day in (run, fast)
    )
    assert own.forward.km == usual.forward.km
    assert own.forward.week.central > usual.forward.week.central


@pytest.mark.parametrize(("share", "named"), [(0.9, False), (0.5, True)])
def test_running_against_walking_is_named(share: float, named: bool) -> None:
    comparison = compare(Scenario(backward_share=share), "time")
    assert ("gait" in comparison.limits) is named
