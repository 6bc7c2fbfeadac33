import re

import pytest
from hypothesis import given
from strategies import any_scenarios

from backrun import (
    Runner,
    Scenario,
    compare,
    energy_per_minute,
    joules_per_litre,
    oxygen_cost,
    resting_oxygen,
)
from backrun.evidence import coefficient, coefficients, sources
from backrun.reports.tables.method import HOW_TO_USE, cite, cite_speed, method, worked_example
from backrun.units import JOULES_PER
from backrun.wording.energy import pace
from backrun.wording.numbers import amount

OXYGEN = "ml\u202fO₂/kg/min"
MIXED = Runner(mass_kg=55.5, age_years=33, sex="female", height_m=1.62)


def ground(scenario: Scenario) -> dict[str, object]:
    return {"grade": scenario.grade, "surface": scenario.surface, "parts": scenario.parts}


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(counted="net", runner=MIXED),
        Scenario(units="imperial", energy_unit="kJ"),
        Scenario(grade=0.1, surface="track"),
        Scenario(grade=-0.05),
        Scenario(pace_s_per_km=700.0, parts=("person",)),
    ],
    ids=["default", "net", "imperial", "uphill", "downhill", "walking"],
)
class TestWorkedExample:
    def test_the_oxygen_is_that_of_the_model(self, scenario: Scenario) -> None:
        speed = scenario.forward_speed_m_s
        text = worked_example(scenario)
        forward = oxygen_cost(speed, direction="forward", **ground(scenario))
        assert f"the model takes **{amount(forward, OXYGEN)}**" in text
        if scenario.grade < 0:
            assert "Backward downhill: not measured, so no number." in text
        else:
            backward = oxygen_cost(speed, direction="backward", **ground(scenario))
            assert f"Backward at the same speed: **{amount(backward, OXYGEN)}**." in text

    def test_the_speed_is_said_in_both_ways(self, scenario: Scenario) -> None:
        speed = scenario.forward_speed_m_s
        assert f"{pace(speed, scenario)} is {speed:.2f}\u202fm/s." in worked_example(scenario)

    def test_a_reader_who_multiplies_gets_the_same_energy(self, scenario: Scenario) -> None:
        line = worked_example(scenario).split("\n")[-1].replace("\u202f", " ")
        oxygen, mass, litre, unit, energy, shown = re.fullmatch(
            r"4\. Energy: ([\d.]+) ml ÷ 1000 × ([\d.]+) kg × ([\d.]+) (kcal|kJ) per litre is "
            r"([\d.]+) (kcal|kJ) a minute forward, gross; at rest you take [\d.]+ ml O₂/kg/min\.",
            line,
        ).groups()
        assert unit == shown == scenario.energy_unit
        product = float(oxygen) / 1000 * float(mass) * float(litre)
        assert product == pytest.approx(float(energy), rel=0.01)
        model = oxygen_cost(scenario.forward_speed_m_s, direction="forward", **ground(scenario))
        minute = energy_per_minute(model.central, scenario.runner.mass_kg, scenario.energy_unit)
        assert float(energy) == pytest.approx(minute, rel=0.005)
        if scenario.grade >= 0 and scenario.counted == "gross":
            comparison = compare(scenario)
            assert float(energy) == pytest.approx(comparison.forward.minute.central, rel=0.005)

    def test_rest_is_that_of_the_person(self, scenario: Scenario) -> None:
        rest = re.search(r"at rest you take ([\d.]+)", worked_example(scenario)).group(1)
        assert float(rest) == pytest.approx(resting_oxygen(scenario.runner), abs=0.05)


def test_on_a_track_the_equation_for_it_is_worked_out() -> None:
    treadmill, track = (
        re.search(r"Léger–Mercier ([\d.]+)", worked_example(Scenario(surface=surface))).group(1)
        for surface in ("treadmill", "track")
    )
    assert float(track) > float(treadmill)


def test_downhill_the_values_for_the_level_are_named_as_such() -> None:
    step = worked_example(Scenario(grade=-0.05)).split("\n")[1]
    acsm, leger, scale, taken = (
        float(number)
        for number in re.search(
            r"running on the level, ACSM gives ([\d.]+), Léger–Mercier ([\d.]+); their mean above "
            r"rest is scaled by ([\d.]+) for the slope \(\[Minetti 2002\].*takes \*\*([\d.]+)",
            step,
        ).groups()
    )
    rest = coefficient("rest")
    assert rest + ((acsm + leger) / 2 - rest) * scale == pytest.approx(taken, abs=0.6)
    assert "on the level" not in worked_example(Scenario(grade=0.05))


@given(any_scenarios)
def test_every_scenario_is_worked_out_in_four_steps(scenario: Scenario) -> None:
    lines = worked_example(scenario).split("\n")
    assert [line.split(". ")[0] for line in lines] == ["1", "2", "3", "4"]
    assert re.search(r"\b(nan|inf|None)\b", "\n".join(lines)) is None


class TestCitations:
    @pytest.mark.parametrize("key", sources())
    def test_every_source_can_be_cited(self, key: str) -> None:
        row, text = sources()[key], cite(key)
        assert text == (f"[{row.short}]({row.link})" if row.link else row.short)

    def test_several_are_joined(self) -> None:
        assert cite("rasica2020", "hooper2004").count(", ") == 1

    def test_an_unknown_source_is_an_error(self) -> None:
        with pytest.raises(KeyError, match="nobody1900"):
            cite("nobody1900")

    def test_every_link_of_the_method_leads_to_a_source(self) -> None:
        known = {row.link for row in sources().values()}
        links = re.findall(r"\]\((.*?)\)", method())
        cited = re.findall(r"\[[A-Z][\w–]+ \d{4}\]\(", method())
        assert len(links) == len(cited) > 0
        assert set(links) <= known


class TestMethod:
    def test_the_numbers_come_from_the_coefficient_table(self) -> None:
        text = method()
        for gait in ("running", "walking"):
            row = coefficients()[f"multiplier_{gait}"]
            assert f"m = {row.value:.2f} ({row.low:.2f}–{row.high:.2f})" in " ".join(text.split())
        assert f"{coefficient('transition_backward'):g} m/s" in text
        assert f"below {coefficient('transition_forward'):g} m/s" in text
        assert f"gives {joules_per_litre() / JOULES_PER['kcal']:.2f} kcal" in text

    def test_the_equations_are_those_of_the_model(self) -> None:
        text = method()
        assert f"$V = {coefficient('rest'):g} + 0.2\\,S + 0.9\\,S\\,G$" in text
        assert "$V = 2.209 + 3.163\\,v$" in text
        whole, by_ratio = (
            coefficient(name) for name in ("energy_per_litre", "energy_per_litre_by_ratio")
        )
        assert (whole, by_ratio) == (16040, 4940)
        assert "(16\\,040 + 4940\\,R)" in text
        assert text.count("$") % 2 == 0

    def test_how_to_use_it_says_what_to_read(self) -> None:
        assert "four questions" in HOW_TO_USE
        assert HOW_TO_USE.count("\n- **") == 5

    def test_it_is_a_numbered_list(self) -> None:
        assert re.findall(r"^(\d)\. ", method(), re.M) == list("12345678")


@pytest.mark.parametrize(
    ("speed", "direction", "cited", "not_cited"),
    [
        (1.4, "forward", "Looney", "Léger"),
        (2.8, "forward", "Léger", "Looney"),
        (1.4, "backward", "Hooper", "Wright"),
        (2.8, "backward", "Wright", "Hooper"),
    ],
)
def test_each_gait_cites_its_own_studies(
    speed: float, direction: str, cited: str, not_cited: str
) -> None:
    text = cite_speed(speed, direction)
    assert cited in text
    assert not_cited not in text
