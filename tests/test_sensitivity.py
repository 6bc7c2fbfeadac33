import pytest
from hypothesis import assume, given, settings
from strategies import scenarios

from backrun import NotMeasuredError, Runner, Scenario, compare
from backrun.models.energy.calories import joules_per_litre
from backrun.models.energy.sensitivity import Sensitivity, Swing, sensitivity
from backrun.scenario.scenario import PARTS

KEYS = {
    *("mass", "pace", "share", "grade"),
    *("basis", "counted", "surface"),
    *("equation", "multiplier", "person", "fuel"),
}


# One scenario is compared a dozen times.
few = settings(max_examples=25)


def swing(found: Sensitivity, key: str) -> Swing:
    return next(each for each in found.swings if each.key == key)


def extra(scenario: Scenario, per: str = "km") -> float:
    return getattr(compare(scenario).difference, per).central


class TestSigns:
    @few
    @given(scenarios())
    def test_heavier_steeper_and_more_per_litre_is_more(self, scenario: Scenario) -> None:
        same_speed = scenario.model_copy(update={"basis": "speed"})
        # Between the two changes of gait one way is walked and the other run.
        assume("gait" not in compare(same_speed).limits)
        found = sensitivity(same_speed)
        for key in ("mass", "grade", "fuel"):
            each = swing(found, key)
            assert each.high >= each.low - 1e-9, key
        assert swing(found, "mass").low <= found.answer + 1e-9 <= swing(found, "mass").high + 2e-9

    @few
    @given(scenarios())
    def test_every_swing_holds_the_answer_or_starts_from_it(self, scenario: Scenario) -> None:
        found = sensitivity(scenario)
        for each in found.swings:
            if each.key in (*PARTS, "basis", "counted", "surface"):
                low, high = sorted((each.low, each.high))
                assert low - 1e-9 <= found.answer <= high + 1e-9, each.key

    @few
    @given(scenarios())
    def test_the_widest_comes_first_and_each_input_is_there_once(self, scenario: Scenario) -> None:
        found = sensitivity(scenario)
        widths = [each.width for each in found.swings]
        assert widths == sorted(widths, reverse=True)
        keys = [each.key for each in found.swings]
        assert len(set(keys)) == len(keys)
        assert set(keys) == KEYS - (set(PARTS) - set(scenario.parts))

    def test_the_backward_speed_counts_where_it_is_used(self) -> None:
        same_speed, same_time = (sensitivity(Scenario(basis=b)) for b in ("speed", "time"))
        assert swing(same_speed, "share").width == 0
        assert swing(same_time, "share").width > 0


class TestSteps:
    def test_an_end_is_the_answer_of_the_changed_scenario(self) -> None:
        found = sensitivity(Scenario())
        mass = swing(found, "mass")
        assert (mass.low_at, mass.high_at) == ("65", "75")
        assert mass.low == pytest.approx(extra(Scenario(runner=Runner(mass_kg=65))))
        pace = swing(found, "pace")
        assert (pace.low_at, pace.high_at) == ("330", "390")
        assert pace.high == pytest.approx(extra(Scenario(pace_s_per_km=390)))
        basis = swing(found, "basis")
        assert (basis.low_at, basis.high_at) == ("speed", "distance")
        assert basis.high == pytest.approx(extra(Scenario(basis="distance")))

    def test_an_unknown_part_moves_over_its_own_interval(self) -> None:
        found = sensitivity(Scenario())
        for part in PARTS:
            alone = compare(Scenario(parts=(part,))).difference.km
            each = swing(found, part)
            assert (each.low, each.high) == pytest.approx((alone.low, alone.high))
            assert each.kind == "unknown"

    def test_the_fuel_is_the_energy_of_a_litre(self) -> None:
        found = sensitivity(Scenario())
        fuel = swing(found, "fuel")
        assert fuel.high / fuel.low == pytest.approx(
            joules_per_litre(1.0) / joules_per_litre(0.707)
        )

    def test_a_limit_is_not_crossed(self) -> None:
        edge = Scenario(
            runner=Runner(mass_kg=30), pace_s_per_km=150, backward_share=1.1, grade=0.25
        )
        found = sensitivity(edge)
        assert swing(found, "mass").low_at == "30"
        assert swing(found, "pace").low_at == "150"
        assert swing(found, "share").high_at == "1.1"
        assert (swing(found, "grade").low_at, swing(found, "grade").high_at) == ("0.2", "0.25")

    def test_the_grade_never_goes_downhill(self) -> None:
        grade = swing(sensitivity(Scenario()), "grade")
        assert (grade.low_at, grade.high_at) == ("0", "0.05")

    def test_counting_rest_matters_where_the_time_differs(self) -> None:
        # At the same speed both ways take as long, so what is taken off is the same.
        assert swing(sensitivity(Scenario()), "counted").width == pytest.approx(0, abs=1e-9)
        assert swing(sensitivity(Scenario(basis="time")), "counted").width > 1


class TestRate:
    @pytest.mark.parametrize(
        ("settings", "per"),
        [
            ({}, "km"),
            ({"per": "minute"}, "minute"),
            ({"per": "mile"}, "km"),
            ({"per": "km", "units": "imperial"}, "mile"),
            ({"per": "week"}, "km"),
            ({"per": "session", "units": "imperial"}, "mile"),
        ],
    )
    def test_it_is_the_rate_of_the_scenario(self, settings: dict[str, str], per: str) -> None:
        scenario = Scenario.model_validate(settings)
        found = sensitivity(scenario)
        assert found.per == per
        assert found.answer == pytest.approx(extra(scenario, per))

    def test_per_minute_the_basis_matters_most(self) -> None:
        found = sensitivity(Scenario(per="minute"))
        assert found.swings[0].key == "basis"
        assert found.swings[0].low < 0 < found.swings[0].high

    def test_kilojoules_are_kilojoules(self) -> None:
        kcal, kj = (sensitivity(Scenario(energy_unit=unit)) for unit in ("kcal", "kJ"))
        assert kj.answer == pytest.approx(4.184 * kcal.answer)


def test_downhill_there_is_no_answer_to_move() -> None:
    with pytest.raises(NotMeasuredError, match="backward downhill has not been measured"):
        sensitivity(Scenario(grade=-0.02))
