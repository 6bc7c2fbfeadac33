import pytest
from hypothesis import given
from strategies import any_scenarios

from backrun import Scenario, oxygen_cost
from backrun.evidence import oxygen_cost_rows, sources
from backrun.models.energy.heart_rate import heart_rate
from backrun.models.validation.forward_equations import (
    ForwardEquation,
    forward_equations,
    minetti_walking,
)

KEYS = ["acsm", "leger_mercier", "compendium", "minetti", "lcda"]


def at(key: str, **settings: object) -> ForwardEquation:
    scenario = Scenario.model_validate(settings)
    return next(each for each in forward_equations(scenario).equations if each.key == key)


def pace(speed_m_s: float) -> float:
    return 1000.0 / speed_m_s


class TestValues:
    """By hand, from the equations as published."""

    @pytest.mark.parametrize(
        ("key", "settings", "oxygen"),
        [
            ("acsm", {"pace_s_per_km": pace(3.0)}, 0.2 * 180 + 3.5),
            ("acsm", {"pace_s_per_km": pace(3.0), "grade": 0.05}, 0.2 * 180 + 0.9 * 9 + 3.5),
            ("leger_mercier", {"pace_s_per_km": 360}, 2.209 + 3.163 * 10),
            (
                "leger_mercier",
                {"pace_s_per_km": 240, "surface": "track"},
                2.209 + 3.163 * 15 + 0.000525542 * 15**3,
            ),
            ("compendium", {"pace_s_per_km": pace(6.7 * 0.44704)}, 10.5 * 3.5),
            ("compendium", {"pace_s_per_km": pace(10 * 0.44704)}, 14.8 * 3.5),
            ("minetti", {"pace_s_per_km": pace(3.0)}, 3.5 + 3.6 * 180 / 20.9),
            ("lcda", {"pace_s_per_km": 900}, (1.44 + 2.030 + 0.366) * 60 / 20.9),
        ],
    )
    def test_as_published(self, key: str, settings: dict[str, object], oxygen: float) -> None:
        assert at(key, **settings).oxygen == pytest.approx(oxygen, abs=0.02)

    def test_the_table_is_read_between_its_entries(self) -> None:
        low, middle, high = (
            at("compendium", pace_s_per_km=pace(mph * 0.44704)).oxygen for mph in (7.0, 7.25, 7.5)
        )
        assert middle == pytest.approx((low + high) / 2)

    def test_minetti_walking_meets_the_measured_steepest_grade(self) -> None:
        assert minetti_walking(0.0) == 2.5
        assert minetti_walking(0.45) == pytest.approx(17.33, abs=1.11)
        assert minetti_walking(-0.10) == pytest.approx(0.81, abs=0.37)


class TestWhatSaysNothing:
    def test_a_runner_gets_no_walking_equation_and_a_walker_no_running_one(self) -> None:
        runs, walks = (
            {each.key: each for each in forward_equations(scenario).equations}
            for scenario in (Scenario(), Scenario(pace_s_per_km=700))
        )
        assert runs["lcda"].oxygen is None
        assert runs["lcda"].note == "For walking, 0.45 to 1.97 m/s; you run at this pace."
        assert walks["acsm"].oxygen is walks["leger_mercier"].oxygen is None
        assert "you walk" in walks["acsm"].note
        assert walks["lcda"].oxygen is not None

    def test_on_a_slope_the_compendium_says_nothing(self) -> None:
        assert at("compendium", grade=0.05).oxygen is None
        assert "added here" in at("leger_mercier", grade=0.05).note

    def test_downhill_only_minetti_speaks(self) -> None:
        found = forward_equations(Scenario(grade=-0.1))
        assert [each.key for each in found.equations if each.oxygen is not None] == ["minetti"]
        assert [each.key for each in found.equations if each.in_model][-1] == "minetti"

    def test_faster_than_the_table_it_says_nothing(self) -> None:
        fast = at("compendium", pace_s_per_km=150)
        assert fast.oxygen is None
        assert fast.note == "Its entries go from 2.03 to 5.36 m/s."


@given(any_scenarios)
def test_every_scenario_gets_five_equations_and_a_reason_for_each_gap(scenario: Scenario) -> None:
    found = forward_equations(scenario)
    assert [each.key for each in found.equations] == KEYS
    for each in found.equations:
        assert each.oxygen is None or 0 < each.oxygen < 250
        assert each.oxygen is not None or each.note
        assert set(each.studies) <= set(sources())
    low, high = found.spread
    assert low <= high
    assert found.model == oxygen_cost(
        scenario.forward_speed_m_s,
        direction="forward",
        grade=scenario.grade,
        surface=scenario.surface,
        parts=scenario.parts,
    )


def test_the_model_lies_between_the_equations_that_it_uses() -> None:
    found = forward_equations(Scenario())
    used = [each.oxygen for each in found.equations if each.in_model and each.oxygen]
    assert min(used) < found.model.central < max(used)
    assert sum(used) / len(used) == pytest.approx(found.model.central)


class TestHeartRate:
    def test_the_watch_overstates_by_what_the_measurements_say(self) -> None:
        running, walking = heart_rate("running"), heart_rate("walking")
        assert 100 * (running.overstated - 1) == pytest.approx(18, abs=0.5)
        assert 100 * (walking.overstated - 1) == pytest.approx(31, abs=0.5)
        assert (running.excess + walking.excess) / 2 == pytest.approx(12, abs=0.5)

    def test_by_hand(self) -> None:
        beats_per_ml = (146 - 113) / (27.15 - 12.42)
        running = heart_rate("running")
        assert running.expected_beats == pytest.approx(146 + beats_per_ml * (31.33 - 27.15))
        assert running.read_off == pytest.approx(27.15 + (168 - 146) / beats_per_ml)
        assert (running.beats, running.oxygen, running.n) == (168, 31.33, 13)
        assert (running.speed_m_s, heart_rate("walking").speed_m_s) == (2.235, 1.341)

    def test_a_row_without_a_heart_rate_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = tuple(
            row.model_copy(update={"heart_rate_bpm": None})
            if row.study_id == "williford1998"
            else row
            for row in oxygen_cost_rows()
        )
        monkeypatch.setattr("backrun.models.energy.heart_rate.oxygen_cost_rows", lambda: rows)
        with pytest.raises(ValueError, match="williford1998: forward walking has no oxygen or hea"):
            heart_rate("running")
