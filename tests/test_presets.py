import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import Scenario, week_energy
from backrun.evidence import coefficient
from backrun.scenario.presets import PRESETS, apply_preset

names = st.sampled_from(sorted(PRESETS))
OTHER = Scenario(pace_s_per_km=251.0, backward_share=0.5)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_valid_scenario_that_survives_its_link(name: str) -> None:
    scenario = apply_preset(Scenario(), name)
    # `model_copy` checks nothing, so the fields go through the model once more.
    assert Scenario.model_validate(scenario.model_dump()) == scenario
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_changes_pace_backward_speed_and_week(name: str) -> None:
    scenario = apply_preset(OTHER, name)
    changed = {
        field
        for field in Scenario.model_fields
        if getattr(scenario, field) != getattr(OTHER, field)
    }
    assert {"pace_s_per_km", "backward_share"} <= changed <= {*PRESETS[name]}


def test_no_two_presets_are_the_same_runner() -> None:
    scenarios = [apply_preset(Scenario(), name) for name in PRESETS]
    assert all(scenarios.count(scenario) == 1 for scenario in scenarios)


@given(scenarios(), names)
def test_a_preset_keeps_the_person_and_the_settings(scenario: Scenario, name: str) -> None:
    preset = apply_preset(scenario, name)
    for field in set(Scenario.model_fields) - set(PRESETS[name]):
        assert getattr(preset, field) == getattr(scenario, field), field


@given(scenarios(), names, names)
def test_a_preset_leaves_nothing_of_the_one_before(scenario: Scenario, one: str, two: str) -> None:
    assert apply_preset(apply_preset(scenario, one), two) == apply_preset(scenario, two)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_runs_backward_some_of_its_week(name: str) -> None:
    scenario = apply_preset(Scenario(), name)
    share = sum(day.backward_minutes for day in scenario.week.days) / sum(
        day.minutes for day in scenario.week.days
    )
    assert 0.05 < share < 0.25
    assert week_energy(scenario).difference.central > 0


def test_the_walker_walks_and_the_others_run() -> None:
    change = coefficient("transition_forward")
    walks = {name for name in PRESETS if apply_preset(Scenario(), name).forward_speed_m_s < change}
    assert walks == {"Walker"}


def test_an_unknown_preset_is_an_error() -> None:
    with pytest.raises(KeyError, match="Sprinter"):
        apply_preset(Scenario(), "Sprinter")
