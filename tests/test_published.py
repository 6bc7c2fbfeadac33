import re
from math import sqrt
from typing import get_args

import pytest
from validation_document import ratios_against_predicted

from backrun import oxygen_cost
from backrun.evidence import EvidenceError, compendium, oxygen_cost_rows, ratio_rows, sources
from backrun.evidence.published import PublishedValue, Quantity, published_values
from backrun.evidence.rows import read_rows
from backrun.models.validation.published import COMPUTE, Check, published_checks
from backrun.reports.tables.validity import published_answer

ARITHMETIC = [check for check in published_checks() if check.published.arithmetic]
MEASURED = [check for check in published_checks() if not check.published.arithmetic]
# What the model says of each measured value, in their order: however far off, it must not drift.
SAID = (
    *(3.6, 19.426, 1.80003, 4.03231),
    *(12.6804, 16.4076, 28.9892, 36.8909),
    *(13.1132, 17.0161),
    *(19.6961, 11.0534, 13.0851, 16.2053, 20.0072),
    *(29.5155, 34.9997, 37.8762, 42.0625, 47.8039, 55.124, 60.3509),
    *(1.2814, 1.27619, 1.31, 1.27257),
)


def named(check: Check) -> str:
    return f"{check.published.study_id} {check.published.quantity}"


@pytest.mark.parametrize("check", ARITHMETIC, ids=named)
def test_arithmetic_comes_out(check: Check) -> None:
    row = check.published
    assert check.computed == pytest.approx(row.value, abs=row.tolerance)
    assert check.passed


@pytest.mark.parametrize(("check", "said"), list(zip(MEASURED, SAID, strict=True)))
def test_what_the_model_says_of_a_measured_value_does_not_drift(check: Check, said: float) -> None:
    assert check.computed == pytest.approx(said, rel=1e-5)


def test_the_tolerance_of_a_mean_is_two_of_its_standard_errors() -> None:
    spreads = {
        (row.study_id, row.vo2_ml_kg_min or row.net_cost_j_kg_m): (
            (row.vo2_sd or row.net_cost_sd or 0.0) / sqrt(row.n or 1)
        )
        for row in oxygen_cost_rows()
        if row.direction == "forward" or row.study_id == "williford1998"
    } | {(row.study_id, row.ratio): row.ratio_sem or 0.0 for row in ratio_rows()}
    for check in MEASURED:
        row = check.published
        error = spreads.get((row.study_id, row.value), 0.0)
        assert bool(error) == bool(row.tolerance)
        assert (row.tolerance or 0.0) == pytest.approx(2 * error, abs=0.005)


def test_what_is_missed_is_said() -> None:
    assert len(ARITHMETIC) == 24
    assert [check.passed for check in MEASURED].count(True) == 6
    missed = [check for check in MEASURED if check.passed is False]
    assert [round(check.per_cent) for check in missed] == [6, 7, 18]
    text = published_answer().replace("\u202f", " ")
    assert "Of 9 published means whose spread is known, **6** are met" in text
    assert "Kim 2001, backward, walking, 1.389 m/s, level (−28 %)" in text
    assert "24 of 24 sums" in text


def test_every_kind_of_value_is_checked_and_can_be_computed() -> None:
    assert {row.quantity for row in published_values()} == set(get_args(Quantity)) == set(COMPUTE)
    assert len(published_values()) == 50
    assert all(row.tolerance is None or row.tolerance > 0 for row in published_values())


def test_a_check_fails_beyond_its_tolerance() -> None:
    row = published_values()[0]
    edge = row.value + row.tolerance
    assert Check(row, edge - 1e-9).passed
    failed = Check(row, edge + 1e-6)
    assert failed.passed is False
    assert Check(row.model_copy(update={"tolerance": None}), edge).passed is None
    assert failed.error == pytest.approx(row.tolerance, abs=1e-5)


def test_measured_oxygen_lies_inside_the_interval_of_one_person() -> None:
    for row in published_values():
        if row.quantity == "oxygen":
            asked = row.asked
            cost = oxygen_cost(
                float(asked["speed_m_s"]),
                direction=asked["direction"],
                gait=asked["gait"],
                grade=float(asked["grade"]),
            )
            assert cost.low <= row.value <= cost.high


def test_the_values_are_those_of_the_evidence() -> None:
    measured = {
        (row.study_id, row.direction, row.gait): row.vo2_ml_kg_min for row in oxygen_cost_rows()
    }
    codes = {
        f"code {entry.code}": entry.mets
        for entry in compendium()
        if entry.study_id == "compendium2024"
    }
    for row in published_values():
        if row.quantity != "oxygen":
            continue
        if row.study_id == "compendium2024":
            assert row.value == pytest.approx(3.5 * codes[row.locator])
        else:
            asked = row.asked
            assert row.value == measured[row.study_id, asked["direction"], asked["gait"]]


def test_the_four_ratios_are_those_of_the_pool() -> None:
    table = ratios_against_predicted("running").set_index("study_id")
    checks = [row for row in published_checks() if row.published.quantity.startswith("running")]
    assert [check.published.study_id for check in checks] == table.index.tolist()
    for check in checks:
        study = table.loc[check.published.study_id]
        assert study["measured"] == pytest.approx(check.published.value, abs=5e-4)
        assert study["central"] == pytest.approx(check.computed)
        assert check.published.quantity.endswith(study["basis"])
    assert {row.study_id for row in ratio_rows() if row.pooled and row.gait == "running"} == {
        check.published.study_id for check in checks
    }


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"study_id": "nobody1999"}, "study_id: 'nobody1999' is not in sources.csv"),
        ({"quantity": "luck"}, "quantity: Input should be 'ACSM running'"),
        ({"value": "high"}, "value: Input should be a valid number"),
        ({"tolerance": "close"}, "tolerance: Input should be a valid number"),
        ({"tolerance": ""}, "row: Value error, tolerance, tolerance_from: both or neither"),
        ({"tolerance_from": "guess"}, "tolerance_from: Input should be 'rounding'"),
    ],
)
def test_a_bad_row_is_named(tmp_path, changes: dict[str, str], message: str) -> None:
    row = published_values()[0].model_dump(mode="json") | changes
    path = tmp_path / "published_values.csv"
    path.write_text(",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")
    with pytest.raises(EvidenceError, match=re.escape(f"line 2, {message}")):
        read_rows(path, PublishedValue, frozenset(sources()))
