from pathlib import Path

import pytest
from data_files import STUDIES, BadRow, check_refused

from backrun.evidence import (
    CompendiumEntry,
    EvidenceError,
    OxygenCostRow,
    RatioRow,
    coefficient,
    coefficients,
    compendium,
    oxygen_cost_rows,
    ratio_rows,
    sources,
)
from backrun.evidence.rows import DATA, read_rows

BAD = [
    (OxygenCostRow, "oxygen_cost.csv", 4, {"study_id": "nobody1999"}, "study_id: 'nobody1999' is"),
    (OxygenCostRow, "oxygen_cost.csv", 5, {"direction": "sideways"}, "direction: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 5, {"gait": "hopping"}, "gait: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 2, {"speed_m_s": "fast"}, "speed_m_s: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 2, {"vo2_sd": "nan"}, "vo2_sd: Input should be a finite"),
    (OxygenCostRow, "oxygen_cost.csv", 2, {"n": "12.5"}, "n: Input should be a valid integer"),
    (OxygenCostRow, "oxygen_cost.csv", 2, {"grade_low": ""}, "grade_low: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 9, {"verified": "maybe"}, "verified: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 9, {"transition": "walk"}, "transition: Input should be"),
    (OxygenCostRow, "oxygen_cost.csv", 2, {"shoes": "red"}, "shoes: Extra inputs are not"),
    (RatioRow, "backward_forward_ratios.csv", 3, {"unit": "kcal"}, "unit: Input should be"),
    (RatioRow, "backward_forward_ratios.csv", 3, {"unit": ""}, "row: Value error, unit: a forward"),
    (RatioRow, "backward_forward_ratios.csv", 2, {"ratio": "more"}, "ratio: Input should be"),
    (RatioRow, "backward_forward_ratios.csv", 2, {"ratio": ""}, "row: Value error, ratio: a"),
    (RatioRow, "backward_forward_ratios.csv", 2, {"n": ""}, "row: Value error, n: a pooled row"),
    (
        RatioRow,
        "backward_forward_ratios.csv",
        2,
        {"verified": "no"},
        "row: Value error, pooled",
    ),
    (CompendiumEntry, "compendium_mets.csv", 8, {"mets": "eight"}, "mets: Input should be"),
    (CompendiumEntry, "compendium_mets.csv", 8, {"study_id": "rasica2020"}, "study_id: Input"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[1]} {bad[2]} {bad[3]}")
def test_bad_rows_are_named_by_file_line_and_column(tmp_path: Path, bad: BadRow) -> None:
    check_refused(tmp_path, bad)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "oxygen_cost.csv"
    path.write_text("study_id,direction\nwilliford1998,forward\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"oxygen_cost\.csv, line 2, gait: Field required"):
        read_rows(path, OxygenCostRow, STUDIES)


def test_a_line_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "compendium_mets.csv"
    whole = (DATA / path.name).read_text(encoding="utf-8").splitlines()
    path.write_text(f"{whole[0]}\n{whole[1]},surplus\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"compendium_mets\.csv, line 2, "):
        read_rows(path, CompendiumEntry, STUDIES)


def test_an_error_is_a_value_error() -> None:
    assert issubclass(EvidenceError, ValueError)


def test_every_data_file_loads() -> None:
    assert len(oxygen_cost_rows()) == 30
    assert len(ratio_rows()) == 11
    assert len(compendium()) == 76
    assert len(sources()) == 140


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        oxygen_cost_rows()[0].n = 1000


def test_coefficients_are_numbers_inside_their_intervals() -> None:
    for row in coefficients().values():
        if row.low is not None and row.high is not None:
            assert row.low <= row.high, row.name
            if row.value is not None:
                assert row.low <= row.value <= row.high, row.name
        assert row.studies, row.name
        assert row.unit, row.name


def test_assumed_coefficients_say_why() -> None:
    assumed = [row for row in coefficients().values() if row.assumed]
    assert {"multiplier_person_walking", "correlation_forward_backward"} <= {
        row.name for row in assumed
    }
    assert all(row.note for row in assumed)
    # Our own choices must not look like findings.
    assert all(row.assumed for row in coefficients().values() if "backrun" in row.studies)


@pytest.mark.parametrize("name", ["speed_of_light", "range_age"])
def test_a_coefficient_without_a_value_is_refused(name: str) -> None:
    with pytest.raises(EvidenceError, match=rf"^coefficients\.csv: no value for '{name}'$"):
        coefficient(name)


def test_a_range_that_is_not_there_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"^coefficients\.csv, rest: has no range$"):
        _ = coefficients()["rest"].range


@pytest.mark.parametrize(
    ("study", "link"),
    [
        ("williford1998", "https://doi.org/10.1097/00005768-199809000-00011"),
        ("hooper2004", "https://pubmed.ncbi.nlm.nih.gov/15029939/"),
        ("backrun", None),
    ],
)
def test_sources_link_to_the_paper(study: str, link: str | None) -> None:
    assert sources()[study].link == link


@pytest.mark.parametrize(
    ("code", "speed"),
    [(12029, 4.55 * 0.44704), (12060, 6.7 * 0.44704), (17151, None), (12150, None)],
)
def test_compendium_speeds_are_the_middle_of_the_stated_range(
    code: int, speed: float | None
) -> None:
    (entry,) = (e for e in compendium() if (e.code, e.study_id) == (code, "compendium2024"))
    assert entry.speed_m_s == (None if speed is None else pytest.approx(speed))


def test_compendium_speeds_are_those_of_the_description() -> None:
    for entry in compendium():
        for speed in (entry.speed_low_mph, entry.speed_high_mph):
            if speed is not None:
                assert f"{speed:g}" in entry.description, entry.code
        assert ("mph" in entry.description) == (entry.speed_high_mph is not None), entry.code
        if entry.grade == 0.0:
            assert "level" in entry.description or " 0% grade" in entry.description, entry.code
