import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import bases, numbers, scenarios

from backrun import Runner, Scenario, compare, energy_per_minute, joules_per_litre, resting_oxygen
from backrun.inputs.registry import MASS
from backrun.models.energy.calories import counted_rest


def test_energy_per_litre_is_at_a_ratio_of_0_9_by_default() -> None:
    assert joules_per_litre() == joules_per_litre(0.90)


@pytest.mark.parametrize("ratio", [0.5, 0.706, 1.01, float("nan"), float("inf")])
def test_refuses_a_ratio_outside_its_range(ratio: float) -> None:
    with pytest.raises(ValueError, match=rf"respiratory_exchange_ratio: {ratio}; allowed: 0.707"):
        joules_per_litre(ratio)


@given(st.floats(0.0, 100.0), numbers(MASS), st.floats(0.707, 1.0))
def test_energy_is_linear_in_oxygen_and_mass(oxygen: float, mass: float, ratio: float) -> None:
    energy = energy_per_minute(oxygen, mass, "kJ", ratio)
    assert energy == pytest.approx(oxygen * mass / 1000 * joules_per_litre(ratio) / 1000)
    assert energy_per_minute(2 * oxygen, mass, "kJ", ratio) == pytest.approx(2 * energy)
    assert energy_per_minute(oxygen, 2 * mass, "kJ", ratio) == pytest.approx(2 * energy)
    assert energy_per_minute(oxygen, mass, "kcal", ratio) == pytest.approx(energy / 4.184)


def test_every_oxygen_of_a_list_has_its_energy() -> None:
    energy = energy_per_minute([1.0, 2.0], 70.0)  # type: ignore[type-var]
    assert energy.tolist() == [energy_per_minute(1.0, 70.0), energy_per_minute(2.0, 70.0)]


def test_no_oxygen_costs_nothing() -> None:
    assert energy_per_minute(0.0, 70.0) == 0.0


@pytest.mark.parametrize("missing", ["height_m", "age_years", "sex"])
def test_rest_is_one_met_where_something_is_missing(missing: str) -> None:
    known = {"height_m": 1.75, "age_years": 30, "sex": "male"}
    assert resting_oxygen(Runner(**known)) != 3.5
    assert resting_oxygen(Runner(**{**known, missing: None})) == 3.5


@given(scenarios(), bases, st.booleans())
def test_gross_less_net_is_rest(scenario: Scenario, basis: str, mifflin: bool) -> None:
    runner = scenario.runner.model_copy(
        update={"age_years": 35, "sex": "female", "height_m": 1.7} if mifflin else {"sex": None}
    )
    assert (resting_oxygen(runner) == 3.5) is not mifflin
    gross, net = (
        compare(scenario.model_copy(update={"runner": runner, "counted": counted}), basis)
        for counted in ("gross", "net")
    )
    rest = energy_per_minute(resting_oxygen(runner), runner.mass_kg, scenario.energy_unit)
    for direction in ("forward", "backward"):
        with_rest, without = (getattr(c, direction).minute for c in (gross, net))
        for bound in ("low", "central", "high"):
            difference = getattr(with_rest, bound) - getattr(without, bound)
            assert difference == pytest.approx(rest, rel=1e-6)


@given(scenarios())
def test_gross_keeps_the_rest_of_the_equations(scenario: Scenario) -> None:
    assert counted_rest(scenario.runner, "gross") == 3.5
    assert counted_rest(scenario.runner, "net") == 3.5 - resting_oxygen(scenario.runner)
