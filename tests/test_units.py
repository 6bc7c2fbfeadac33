import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import units
from backrun.units import PER_KILOMETRE, PER_MILE, POUND, Unit

UNITS = [
    units.KILOGRAM,
    units.POUND,
    units.CENTIMETRE,
    units.INCH,
    units.PER_KILOMETRE,
    units.PER_MILE,
    units.PERCENT,
    units.MINUTE,
]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.text)
@given(value=st.floats(0.0, 3000.0).map(lambda value: round(value, 12)))
def test_what_is_written_reads_back_to_the_last_bit(unit: Unit, value: float) -> None:
    assert unit.read(unit.write(value)) == value


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        (units.KILOGRAM, "70", 70.0),
        (units.KILOGRAM, " 70,5 ", 70.5),
        (POUND, "154.3", 69.989302691),
        (units.PERCENT, "-10", -0.1),
        (units.INCH, "69", 1.7526),
        (PER_KILOMETRE, "6:00", 360.0),
        (PER_KILOMETRE, "5:30.5", 330.5),
        (PER_KILOMETRE, "1:00:00", 3600.0),
        (PER_MILE, "9:39.3638", 579.3638 / 1.609344),
    ],
)
def test_reads_what_people_type(unit: Unit, text: str, value: float) -> None:
    assert unit.read(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "1e3", "1.2.3", "--1", "70 kg", "6:00"])
def test_refuses_what_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        units.KILOGRAM.read(text)


@pytest.mark.parametrize("text", ["", "6", "6.5", "6:60", "6:5", "-6:00", "6:00:00:00", "six"])
def test_refuses_what_is_not_a_pace(text: str) -> None:
    with pytest.raises(ValueError, match="is not minutes:seconds"):
        PER_KILOMETRE.read(text)


def test_writes_the_fewest_decimals() -> None:
    assert units.KILOGRAM.write(70.0) == "70"
    assert PER_KILOMETRE.write(330.5) == "5:30.5"
    assert units.PERCENT.write(0.07) == "7"


def test_a_pace_never_shows_sixty_seconds() -> None:
    assert units.show_pace(359.6, "metric") == "6:00"


@pytest.mark.parametrize(("system", "unit"), [("metric", "/km"), ("imperial", "/mile")])
def test_pace_unit_follows_the_system(system: units.System, unit: str) -> None:
    assert units.pace_unit(system).text == unit


@given(st.floats(1.0, 12.0))
def test_pace_and_speed_are_each_others_inverse(speed: float) -> None:
    assert units.speed_m_s(units.pace_s_per_km(speed)) == pytest.approx(speed, rel=1e-14)


def test_a_value_beyond_all_digits_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="is not a number"):
        units.KILOGRAM.write(1e15)
