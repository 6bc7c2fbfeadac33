import re

import pytest
from hypothesis import given
from strategies import scenarios

from backrun import Day, Scenario, Week, compare, matched_speed, week_energy
from backrun.evidence import coefficients, ratio_rows, sources
from backrun.models.energy.curves import POINTS, energy_curves
from backrun.models.validation.measurements import measured_against_predicted
from backrun.reports.tables.energy import (
    coefficient_table,
    comparison_table,
    curves_table,
    ratio_table,
    validation_table,
    week_table,
)
from backrun.scenario.scenario import DAY_NAMES
from backrun.wording.energy import pace
from backrun.wording.numbers import amount, change, signed


def assert_no_gaps(table: object, *optional: str) -> None:
    """Every cell says something, but for the columns that may stay empty."""
    for name, column in table.items():
        assert column.notna().all(), name
        if name not in optional:
            assert (column.astype(str).str.strip() != "").all(), name


class TestComparisonTable:
    def test_each_comparison_says_whether_it_was_measured(self) -> None:
        measured = comparison_table(Scenario(pace_s_per_km=720.0, backward_share=1.0))["Measured"]
        assert measured.to_dict() == {
            "Same speed": "yes",
            "Same effort": "not all",
            "Same distance": "yes",
            "Same time": "yes",
        }

    @given(scenarios())
    def test_the_four_comparisons_in_full(self, scenario: Scenario) -> None:
        table = comparison_table(scenario)
        assert table.index.tolist() == ["Same speed", "Same effort", "Same distance", "Same time"]
        assert_no_gaps(table)
        distance = "mile" if scenario.units == "imperial" else "kilometre"
        assert table.columns.tolist() == [
            "Backward pace",
            "Its interval",
            "Energy per minute",
            f"Energy per {distance}",
            "Effort, share of forward",
            "Difference over your week",
            "Measured",
        ]
        for basis, (_, row) in zip(
            ("speed", "effort", "distance", "time"), table.iterrows(), strict=True
        ):
            result = compare(scenario, basis)
            assert row["Backward pace"] == pace(float(result.backward_speed.central), scenario)
            assert row["Energy per minute"] == change(result.ratio.minute)
            assert row[f"Energy per {distance}"] == change(result.ratio.km)
            expected = signed(result.difference.week, scenario.energy_unit)
            assert row["Difference over your week"] == (expected if result.ratio.week else "–")

    def test_a_day_outside_what_was_measured_is_not_all_measured(self) -> None:
        fast = Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=160.0)
        scenario = Scenario(week=Week(days=(fast, *[Day()] * 6)))
        assert comparison_table(scenario).loc["Same speed", "Measured"] == "not all"

    def test_equal_effort_is_equal(self) -> None:
        row = comparison_table(Scenario()).loc["Same effort"]
        assert row["Difference over your week"] == "no difference"
        assert row["Energy per minute"] == "the same"
        assert row["Effort, share of forward"] == "100\u202f%"
        assert row["Backward pace"] == pace(float(matched_speed(Scenario()).central), Scenario())


class TestCurvesTable:
    @given(scenarios())
    def test_start_middle_and_end_of_every_piece(self, scenario: Scenario) -> None:
        pieces = energy_curves(scenario, 1.0, 4.5)
        table = curves_table(scenario, pieces)
        assert_no_gaps(table)
        assert set(table.index) == {"forward", "backward"}
        # Where two pieces meet, a row that says the same twice is said once.
        assert 2 * len(pieces) < len(table) <= 3 * len(pieces)
        assert set(table["Speed measured"]) <= {"yes", "no"}
        shown = set(zip(table.index, table["Speed, m/s"], table["Speed measured"], strict=True))
        for piece in pieces:
            for index in (0, POINTS // 2, POINTS - 1):
                speed = f"{piece.speed_m_s[index]:.2f}"
                assert (piece.direction, speed, "yes" if piece.measured else "no") in shown

    def test_the_unit_is_in_the_head_and_paces_in_the_units_of_the_person(self) -> None:
        scenario = Scenario(units="imperial", energy_unit="kJ", per="mile", counted="net")
        table = curves_table(scenario, energy_curves(scenario, 2.0, 4.0))
        assert "Energy, kJ per mile, net" in table
        assert table["Pace"].str.fullmatch(r"\d+:\d\d\u202f/mile").all()

    def test_the_numbers_are_those_of_the_curve(self) -> None:
        scenario = Scenario(per="minute")
        pieces = energy_curves(scenario, 2.3, 3.0)
        table = curves_table(scenario, pieces)
        for value, piece in zip(
            table["Energy, kcal per minute, gross"].iloc[[0, 3]], pieces, strict=True
        ):
            assert float(value) == pytest.approx(piece.energy.central[0], abs=0.5)


class TestWeekTable:
    @given(scenarios())
    def test_seven_days_that_agree_with_the_week(self, scenario: Scenario) -> None:
        week = week_energy(scenario)
        table = week_table(scenario, week)
        assert table.index.tolist() == list(DAY_NAMES)
        assert_no_gaps(table)
        for day, (_, row) in enumerate(table.iterrows()):
            plan = scenario.week.days[day]
            expected = plan.minutes - plan.backward_minutes
            assert row["Forward, min"] == pytest.approx(expected, abs=0.051)
            if scenario.basis != "distance":
                assert row["Backward, min"] == pytest.approx(plan.backward_minutes, abs=0.051)
            for column, estimate in (
                ("Forward part", week.forward),
                ("Backward part", week.backward),
                ("All forward instead", week.all_forward),
            ):
                assert row[column] == amount(estimate[day], scenario.energy_unit)

    def test_days_of_rest_are_zero(self) -> None:
        scenario = Scenario(week=Week())
        table = week_table(scenario, week_energy(scenario))
        assert (table["Forward part"] == "0\u202fkcal").all()
        assert (table["Backward, min"] == 0).all()

    def test_the_same_distance_takes_longer(self) -> None:
        scenario = Scenario(basis="distance", backward_share=0.5)
        table = week_table(scenario, week_energy(scenario))
        assert table.loc["Monday", "Backward, min"] == 12.0


class TestCoefficientTable:
    def test_every_coefficient_once_with_a_number_and_a_unit(self) -> None:
        table = coefficient_table()
        assert table.index.tolist() == [name.replace("_", " ") for name in coefficients()]
        assert_no_gaps(table, "Value", "Range", "n", "Assumed", "Source", "Note")
        assert ((table["Value"] != "") | (table["Range"] != "")).all()

    def test_every_coefficient_has_a_source_or_is_assumed(self) -> None:
        table = coefficient_table()
        assert ((table["Source"] != "") | (table["Assumed"] == "assumed")).all()
        for name, row in coefficients().items():
            shown = table.loc[name.replace("_", " ")]
            assert shown["Assumed"] == ("assumed" if row.assumed else "")
            for study in row.studies:
                if study != "backrun":
                    assert sources()[study].short in shown["Source"]

    def test_values_read_back(self) -> None:
        table = coefficient_table()
        for name, row in coefficients().items():
            shown = table.loc[name.replace("_", " ")]
            if row.value is not None:
                assert float(shown["Value"]) == pytest.approx(row.value, rel=1e-5)
            if row.low is not None:
                assert [float(end) for end in shown["Range"].split(" to ")] == [row.low, row.high]


class TestRatioTable:
    def test_every_ratio_row_pooled_or_not(self) -> None:
        table = ratio_table()
        assert len(table) == len(ratio_rows())
        assert_no_gaps(table, "People", "Note")
        assert table["In the pool"].tolist() == [
            "yes" if row.pooled else "no" for row in ratio_rows()
        ]
        assert table["Gait"].tolist() == [row.gait for row in ratio_rows()]
        assert table.index.tolist() == [sources()[row.study_id].short for row in ratio_rows()]

    def test_ratios_are_those_of_the_studies(self) -> None:
        table = ratio_table()
        keys = zip((row.study_id for row in ratio_rows()), table["Gait"], strict=True)
        shown = dict(zip(keys, table["Backward : forward"], strict=True))
        assert shown["wright_weyand2001", "running"] == "1.35"
        assert shown["williford1998", "running"] == "1.15"
        assert shown["williford1998", "walking"] == "1.28"
        # What could not be read stays unread; a number is never made up.
        assert shown["paes_fernandez2016", "running"] == "not read"
        assert all(re.fullmatch(r"\d\.\d\d|not read", text) for text in shown.values())

    def test_nothing_unread_is_pooled(self) -> None:
        table = ratio_table()
        unread = table[table["Backward : forward"] == "not read"]
        assert set(unread["In the pool"]) == {"no"}


def test_the_validation_table_holds_every_verified_measurement() -> None:
    table = validation_table()
    assert len(table) == len(measured_against_predicted())
    assert set(table["Inside"]) == {"yes", "no", ""}
    # What is not judged says why: no number to compare with, or a number the model was given.
    assert (table.loc[table["Inside"] == "", "Note"] != "").all()
    assert (table.loc[table["Inside"] != "", "Measured"] != "").all()
