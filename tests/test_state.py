from decimal import Decimal
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_scenarios

from backrun import Day, Runner, Scenario, Week
from backrun.inputs.field import Variable
from backrun.inputs.registry import CHOICES, VARIABLES
from backrun.link.rounding import roundings, snap
from backrun.scenario.scenario import PARTS
from backrun.scenario.settings import RampUpSettings
from backrun.ui import late, state
from backrun.ui.state import DEFAULTS, parameters, texts
from backrun.units import System

systems = st.sampled_from(get_args(System))
numbered = [(variable, system) for variable in VARIABLES.values() for system in get_args(System)]


def reading(monkeypatch: pytest.MonkeyPatch, **widgets: object) -> dict[str, Any]:
    """Put values into the session that `state.read` finds, past every widget's own limits."""
    session: dict[str, Any] = dict(widgets)
    monkeypatch.setattr(state, "st", SimpleNamespace(session_state=session))
    return session


class TestSnap:
    @given(any_scenarios)
    def test_snapping_twice_changes_nothing(self, scenario: Scenario) -> None:
        once = snap(scenario)
        assert snap(once) == once
        assert texts(once) == texts(scenario)

    @given(any_scenarios)
    def test_a_snapped_scenario_is_valid(self, scenario: Scenario) -> None:
        # `model_copy` checks nothing, so the fields go through the model once more.
        assert Scenario.model_validate(snap(scenario).model_dump()) == snap(scenario)

    @given(any_scenarios)
    def test_no_number_moves_by_more_than_a_last_digit(self, scenario: Scenario) -> None:
        snapped = snap(scenario)
        for variable, before, after in (
            (VARIABLES["mass"], scenario.runner.mass_kg, snapped.runner.mass_kg),
            (VARIABLES["height"], scenario.runner.height_m, snapped.runner.height_m),
            (VARIABLES["pace"], scenario.pace_s_per_km, snapped.pace_s_per_km),
            (VARIABLES["share"], scenario.backward_share, snapped.backward_share),
            (VARIABLES["grade"], scenario.grade, snapped.grade),
        ):
            if before is None:
                assert after is None
                continue
            digit = float(variable.in_system(scenario.units).si) * 10.0**-variable.decimals
            # Half a digit, or a whole one where the nearest would lie outside the limits.
            assert abs(after - before) <= digit * (1 + 1e-9), variable.name

    @given(any_scenarios)
    def test_everything_else_stays(self, scenario: Scenario) -> None:
        snapped = snap(scenario)
        for field in set(Scenario.model_fields) - {
            "runner",
            "pace_s_per_km",
            "backward_share",
            "grade",
            "week",
        }:
            assert getattr(snapped, field) == getattr(scenario, field)
        for before, after in zip(scenario.week.days, snapped.week.days, strict=True):
            assert before.model_dump(exclude={"pace_s_per_km"}) == after.model_dump(
                exclude={"pace_s_per_km"}
            )
            # Half a second a mile, at most.
            assert (before.pace_s_per_km or 0) == pytest.approx(after.pace_s_per_km or 0, abs=1.0)
        assert snapped.runner.age_years == scenario.runner.age_years
        assert snapped.runner.sex == scenario.runner.sex

    def test_the_digits_are_those_of_the_widgets(self) -> None:
        exact = Scenario(
            runner=Runner(mass_kg=71.26, height_m=1.7546),
            pace_s_per_km=333.4,
            backward_share=0.7149,
            grade=0.01234,
        )
        shown = snap(exact)
        assert (shown.runner.mass_kg, shown.runner.height_m) == (71.3, 1.755)
        assert (shown.pace_s_per_km, shown.backward_share, shown.grade) == (333.0, 0.71, 0.012)

    def test_a_slope_too_small_to_show_is_level(self) -> None:
        written = texts(Scenario(grade=-0.0004))
        assert written["grade"] == "0"
        assert parameters(Scenario(grade=-0.0004)) == {}


class TestRoundings:
    def test_digits_that_are_lost_are_named(self) -> None:
        scenario, _ = Scenario.from_query({"mass": "70.25", "pace": "5:33.4", "share": "60"})
        assert roundings(scenario, ("mass", "pace", "share")) == [
            "Weight: 70.25 kg has more digits than this page keeps; used instead: 70.2 kg",
            "Forward pace: 5:33.4 /km has more digits than this page keeps; used instead: 5:33 /km",
        ]

    def test_a_days_own_pace_is_named_too(self) -> None:
        scenario, _ = Scenario.from_query({"week": "sat60-10@5:30.4"})
        assert roundings(scenario, ("week",)) == [
            "Saturday: Forward pace: 5:30.4 /km has more digits than this page keeps; "
            "used instead: 5:30 /km"
        ]
        assert texts(scenario)["week"] == "sat60-10@5:30"

    def test_what_was_not_given_is_not_named(self) -> None:
        # 70 kg are 154.32… lb, which nobody typed.
        scenario = Scenario(units="imperial")
        assert roundings(scenario, ("units",)) == []
        assert roundings(scenario, ("mass",)) == []

    @given(any_scenarios)
    def test_what_the_page_wrote_loses_nothing(self, scenario: Scenario) -> None:
        written = texts(scenario)
        read, _ = Scenario.from_query(written)
        assert roundings(read, written) == []


class TestTexts:
    @given(any_scenarios)
    def test_they_read_back_to_what_is_shown(self, scenario: Scenario) -> None:
        assert Scenario.from_query(texts(scenario)) == (snap(scenario), [])

    @given(any_scenarios)
    def test_the_address_reads_back_to_what_is_shown(self, scenario: Scenario) -> None:
        # What the address leaves out is a default, and the widgets show that in their digits too.
        again, rejected = Scenario.from_query(parameters(scenario))
        assert (snap(again), rejected) == (snap(scenario), [])

    def test_defaults_leave_the_address_empty(self) -> None:
        assert parameters(Scenario()) == {}
        assert parameters(Scenario(units="imperial")) == {"units": "imperial"}

    @given(any_scenarios)
    def test_the_address_holds_only_what_differs(self, scenario: Scenario) -> None:
        address, usual = parameters(scenario), DEFAULTS[scenario.units]
        assert set(address) <= set(texts(scenario))
        for key, text in address.items():
            assert text.removesuffix(".0") != usual.get(key)

    def test_number_fields_are_written_as_the_browser_writes_them(self) -> None:
        scenario = Scenario(runner=Runner(height_m=1.75), week=Week.even(2, 50.0, 8.0))
        address = parameters(scenario)
        assert (address["minutes"], address["backward"], address["height"]) == (
            "50.0",
            "8.0",
            "175.0",
        )
        assert address["days"] == "2"

    def test_the_model_version_is_no_widget(self) -> None:
        assert "model" not in texts(Scenario())


class TestBounds:
    @pytest.mark.parametrize(("variable", "system"), numbered, ids=str)
    def test_they_are_the_limits_rounded_inward(self, variable: Variable, system: System) -> None:
        low, high = variable.bounds(system)
        digit = Decimal(1).scaleb(-variable.decimals)
        unit = variable.in_system(system)
        for bound, limit, outward in ((low, variable.low, -1), (high, variable.high, 1)):
            assert variable.check(
                int(bound) if variable.whole else float(bound * unit.si)
            ) == pytest.approx(limit, abs=float(digit * unit.si))
            beyond = float((bound + outward * digit) * unit.si)
            assert not variable.low - 1e-9 <= beyond <= variable.high + 1e-9

    def test_in_pounds_and_inches(self) -> None:
        assert VARIABLES["mass"].bounds("imperial") == (Decimal("66.2"), Decimal("551.1"))
        assert VARIABLES["pace"].bounds("imperial") == (242, 1448)

    @given(any_scenarios)
    def test_every_snapped_value_lies_inside(self, scenario: Scenario) -> None:
        shown = texts(scenario)
        for variable in VARIABLES.values():
            text = shown.get(variable.key(scenario.units))
            if text is not None and ":" not in text:
                low, high = variable.bounds(scenario.units)
                assert low <= Decimal(text) <= high, variable.name


class TestUnitsSwitch:
    @given(any_scenarios)
    def test_there_and_back_keeps_the_person(self, scenario: Scenario) -> None:
        start = snap(scenario.model_copy(update={"units": "metric"}))
        there = snap(start.model_copy(update={"units": "imperial"}))
        back = snap(there.model_copy(update={"units": "metric"}))
        assert back.runner.mass_kg == pytest.approx(start.runner.mass_kg, abs=0.1001)
        assert back.pace_s_per_km == pytest.approx(start.pace_s_per_km, abs=1.0001)
        assert (back.backward_share, back.grade) == (start.backward_share, start.grade)
        assert back.week == start.week
        if start.runner.height_m is not None:
            # An inch is coarser than a centimetre.
            assert back.runner.height_m == pytest.approx(start.runner.height_m, abs=0.0254)


class TestRead:
    """What a forged widget value does: the browser alone enforces a widget's limits."""

    @given(any_scenarios)
    def test_the_widgets_say_the_scenario(self, scenario: Scenario) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            session = reading(monkeypatch, **state._widget_values(texts(scenario)))
            assert state.read(scenario.units) == (snap(scenario), [])
            assert session[state.SCENARIO] == snap(scenario)

    @given(any_scenarios, any_scenarios)
    def test_a_move_says_what_the_whole_page_would(self, before: Scenario, then: Scenario) -> None:
        held = state._widget_values(texts(before))
        moved = state._widget_values(texts(then.model_copy(update={"units": before.units})))
        with pytest.MonkeyPatch.context() as monkeypatch:
            session = reading(monkeypatch, **held)
            state.read(before.units)
            session |= {key: moved[key] for key in state._beside_the_answer(before.units)}
            by_move = state.read(before.units, whole=False)
            assert by_move == state.read(before.units)

    @given(any_scenarios)
    def test_the_sidebar_says_all_but_what_stands_above_the_answer(
        self, scenario: Scenario
    ) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            reading(monkeypatch, **state._widget_values(texts(scenario)))
            read, sidebar = state.read(scenario.units)[0], state.read_sidebar(scenario.units)
        usual = Scenario()
        above = {
            name: getattr(usual, name)
            for name in ("pace_s_per_km", "backward_share", "basis", "per", "counted")
        }
        mass = {"mass_kg": usual.runner.mass_kg}
        assert sidebar == read.model_copy(
            update={**above, "runner": read.runner.model_copy(update=mass)}
        )

    def test_a_bad_value_in_the_sidebar_is_named_at_every_move(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = reading(monkeypatch, age=17, mass=70.0)
        state.read("metric")
        session["mass"] = 80.0
        scenario, rejected = state.read("metric", whole=False)
        assert scenario.runner.mass_kg == 80.0
        assert [problem.field for problem in rejected] == ["age"]

    def test_what_a_callback_shows_is_read_with_the_whole_page(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = reading(monkeypatch, grade=0.0, mass=70.0)
        session[state.settings_state.SETTINGS] = RampUpSettings()
        monkeypatch.setattr(late, "st", SimpleNamespace(session_state=session))
        monkeypatch.setattr(state.address, "show", lambda parameters: None)
        state.read("metric")
        state.replace(Scenario(grade=0.05))
        assert state.read("metric", whole=late.Late.of_run().whole)[0].grade == 0.05

    def test_without_widgets_it_is_the_default_runner(self) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            reading(monkeypatch)
            assert state.read("metric") == (Scenario(), [])

    @pytest.mark.parametrize(
        ("key", "value", "message"),
        [
            ("mass", 9999.0, "Weight: 9999 kg; allowed: 30 to 250 kg"),
            ("mass", float("nan"), "Weight: 'nan' is not a number; allowed: 30 to 250 kg"),
            ("mass", [], "Weight: '[]' is not a number; allowed: 30 to 250 kg"),
            ("pace", "1:00", "Forward pace: 1:00 /km; allowed: 2:30 to 15:00 /km"),
            ("pace", 7, "Forward pace: '7' is not minutes:seconds; allowed: 2:30 to 15:00 /km"),
            ("age", 17, "Age: 17 years; allowed: 18 to 90 years"),
            ("share", 200.0, "Backward speed: 200 % of forward; allowed: 30 to 110 % of forward"),
            ("days", 8, "Running: 8 days a week; allowed: 0 to 7 days a week"),
            ("backward", 50.0, "Backward: 50 min; allowed: at most the run's 40 min"),
            (
                "basis",
                "sideways",
                "Compare at the same: 'sideways'; allowed: speed, effort, distance, time",
            ),
            ("person", "maybe", "Person to person: 'maybe'; allowed: true, false"),
        ],
    )
    def test_a_bad_value_is_named_and_the_rest_kept(
        self, monkeypatch: pytest.MonkeyPatch, key: str, value: object, message: str
    ) -> None:
        widgets = {"height": 180.0, "surface": "track", key: value}
        reading(monkeypatch, **widgets)
        scenario, rejected = state.read("metric")
        assert [problem.message for problem in rejected] == [message]
        assert str(rejected[0]).startswith(f"{message}; used instead: ")
        assert (scenario.runner.height_m, scenario.surface) == (1.8, "track")

    @given(
        st.dictionaries(
            st.sampled_from(
                sorted({*(v.key(s) for v, s in numbered), *CHOICES, *PARTS, "week", "units"})
            ),
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text(max_size=20)
            | st.lists(st.integers(), max_size=2),
        ),
        systems,
    )
    def test_nothing_forged_raises(self, widgets: dict[str, object], system: System) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            reading(monkeypatch, **widgets)
            scenario, rejected = state.read(system)
        assert Scenario.model_validate(scenario.model_dump()) == scenario
        assert scenario.units == system
        assert all(problem.message and problem.used for problem in rejected)

    def test_a_week_day_by_day_silences_the_even_week(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reading(monkeypatch, week="tue30-5", days=4, minutes=60.0, backward=90.0)
        scenario, rejected = state.read("metric")
        run = Day(minutes=30.0, backward_minutes=5.0)
        assert scenario.week.days[1] == run
        assert sum(day.minutes for day in scenario.week.days) == 30.0
        assert rejected == []

    def test_widgets_of_the_other_units_are_not_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reading(monkeypatch, mass=90.0, mass_lb=200.0)
        assert state.read("metric")[0].runner.mass_kg == 90.0
        assert state.read("imperial")[0].runner.mass_kg == pytest.approx(90.72, abs=0.005)
