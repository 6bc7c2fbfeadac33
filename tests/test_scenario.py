import math
from collections.abc import Callable

import pytest
from field_words import allowed, label, shown
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies import any_scenarios, numbers

from backrun import Day, Runner, Scenario, Week
from backrun.inputs import registry
from backrun.inputs.registry import BACKWARD, MINUTES
from backrun.scenario.scenario import DAY_KEYS, PARTS, REST

# How each number is given, its name in the registry, and a value below and above its limits.
NUMBERS: dict[str, tuple[Callable[[object], object], str, float, float]] = {
    "mass": (lambda v: Runner(mass_kg=v), "mass", 29.9, 250.1),
    "age": (lambda v: Runner(age_years=v), "age", 17, 91),
    "height": (lambda v: Runner(height_m=v), "height", 1.19, 2.21),
    "pace": (lambda v: Scenario(pace_s_per_km=v), "pace", 149, 901),
    "share": (lambda v: Scenario(backward_share=v), "share", 0.29, 1.11),
    "grade": (lambda v: Scenario(grade=v), "grade", -0.11, 0.26),
    "minutes": (lambda v: Day(minutes=v), "minutes", -1.0, 361.0),
    "backward": (lambda v: Day(minutes=360.0, backward_minutes=v), "backward", -1.0, 361.0),
    "own pace": (lambda v: Day(pace_s_per_km=v), "pace", 149, 901),
}
SHOWN = {
    "mass": ("29.9", "250.1"),
    "age": ("17", "91"),
    "height": ("119", "221"),
    "pace": ("2:29", "15:01"),
    "share": ("29", "111"),
    "grade": ("-11", "26"),
    "minutes": ("-1", "361"),
    "backward": ("-1", "361"),
}
NO_NUMBERS = {
    "text": ("fast", "'fast' is not a number"),
    "digits as text": ("70", "'70' is not a number"),
    "empty": ("", "'' is not a number"),
    "list": ([1.0], "[1.0] is not a number"),
    "truth": (True, "True is not a number"),
    "NaN": (math.nan, "nan is not a finite number"),
    "infinity": (math.inf, "inf is not a finite number"),
    "minus infinity": (-math.inf, "-inf is not a finite number"),
    "too long": ("9" * 600, "'9999999999999999999999999999999999999…' is not a number"),
}
CHOICES = {
    "sex": (lambda v: Runner(sex=v), "female, male"),
    "units": (lambda v: Scenario(units=v), "metric, imperial"),
    "surface": (lambda v: Scenario(surface=v), "treadmill, track"),
    "basis": (lambda v: Scenario(basis=v), "speed, effort, distance, time"),
    "per": (lambda v: Scenario(per=v), "minute, km, mile, session, week"),
    "counted": (lambda v: Scenario(counted=v), "gross, net"),
    "energy": (lambda v: Scenario(energy_unit=v), "kcal, kJ"),
}


def words(build: Callable[[object], object], value: object) -> str:
    """Return the words with which a constructor refuses a value."""
    with pytest.raises(ValidationError) as caught:
        build(value)
    assert isinstance(caught.value, ValueError)
    (error,) = caught.value.errors()
    return str(error["msg"]).removeprefix("Value error, ")


@pytest.mark.parametrize("kind", NO_NUMBERS)
@pytest.mark.parametrize("field", NUMBERS)
def test_what_is_no_number_is_refused(field: str, kind: str) -> None:
    build, name, *_ = NUMBERS[field]
    value, complaint = NO_NUMBERS[kind]
    assert words(build, value) == f"{label(name)}: {complaint}; allowed: {allowed(name)}"


@pytest.mark.parametrize("side", [0, 1], ids=["below", "above"])
@pytest.mark.parametrize("field", NUMBERS)
def test_what_is_out_of_range_is_refused(field: str, side: int) -> None:
    build, name, *bounds = NUMBERS[field]
    value = shown(name, SHOWN[name][side])
    assert words(build, bounds[side]) == f"{label(name)}: {value}; allowed: {allowed(name)}"


@pytest.mark.parametrize("field", ["mass", "pace", "share", "grade", "minutes", "backward"])
def test_what_is_required_cannot_be_none(field: str) -> None:
    build, name, *_ = NUMBERS[field]
    assert words(build, None) == f"{label(name)}: None is not a number; allowed: {allowed(name)}"


@pytest.mark.parametrize("value", ["sideways", "", 1, 1.5, math.nan, [], "x" * 600])
@pytest.mark.parametrize("field", CHOICES)
def test_unknown_options_are_refused(field: str, value: object) -> None:
    build, options = CHOICES[field]
    message = words(build, value)
    assert message.startswith(f"{registry.CHOICES[field].label}: {repr(value)[:30]}")
    assert message.endswith(f"; allowed: {options}")


@pytest.mark.parametrize(
    "value", ["weather", "", None, 1, ("person", "weather"), [[]], {"person": False}]
)
def test_unknown_parts_are_refused(value: object) -> None:
    message = words(lambda parts: Scenario(parts=parts), value)
    allowed = "allowed: any of equation, multiplier, person"
    assert message == f"Uncertainty: {value!r}; {allowed}"


def test_parts_are_kept_in_one_order_and_once() -> None:
    assert Scenario(parts=("person", "equation", "person")).parts == ("equation", "person")
    assert Scenario(parts=[]).parts == ()


def test_more_backward_than_minutes_is_refused() -> None:
    message = words(lambda v: Day(minutes=20.0, backward_minutes=v), 30.0)
    assert message == "Backward: 30 min; allowed: at most the day's 20 min"


@pytest.mark.parametrize("model", [Runner, Day, Week, Scenario])
def test_unknown_names_are_refused(model: type) -> None:
    with pytest.raises(ValidationError, match=r"shoe_size\s+Extra inputs are not permitted"):
        model(shoe_size=43)


@pytest.mark.parametrize("count", [0, 6, 8])
def test_a_week_has_seven_days(count: int) -> None:
    with pytest.raises(ValidationError, match=f"7 items after validation, not {count}"):
        Week(days=(REST,) * count)


@pytest.mark.parametrize("value", ["monday", 5, None])
def test_a_week_is_made_of_days(value: object) -> None:
    with pytest.raises(ValidationError, match="week"):
        Scenario(week=value)


@pytest.mark.parametrize("days", [-1, 8, 2.5, "two", math.nan])
def test_running_days_are_checked(days: float) -> None:
    with pytest.raises(ValueError, match=rf"^{label('days')}: .*; allowed: {allowed('days')}$"):
        Week.even(days, 40.0, 6.0)


@given(days=st.integers(0, 7), minutes=numbers(MINUTES), share=st.floats(0.0, 1.0))
def test_an_even_week_is_recognised(days: int, minutes: float, share: float) -> None:
    week = Week.even(days, minutes, min(minutes, minutes * share))
    assert sum(day.minutes > 0 for day in week.days) in (days, 0)
    even = week.as_even()
    assert even is not None
    assert Week.even(*even) == week


def test_an_uneven_week_is_recognised() -> None:
    days = [REST] * 7
    days[0], days[1] = Day(minutes=30.0), Day(minutes=40.0)
    assert Week(days=tuple(days)).as_even() is None
    days[1] = Day(minutes=30.0, pace_s_per_km=300.0)
    assert Week(days=tuple(days)).as_even() is None


def test_a_scenario_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Scenario().grade = 0.1


def test_every_field_has_a_default() -> None:
    scenario = Scenario()
    assert scenario.forward_speed_m_s == pytest.approx(1000 / 360)
    assert scenario.backward_speed_m_s == pytest.approx(0.7 * 1000 / 360)
    assert scenario.parts == PARTS
    assert len(scenario.week.days) == len(DAY_KEYS)
    assert max(day.backward_minutes for day in scenario.week.days) <= BACKWARD.high


@given(any_scenarios)
def test_a_scenario_can_be_built_again_from_its_parts(scenario: Scenario) -> None:
    assert Scenario(**scenario.model_dump()) == scenario
