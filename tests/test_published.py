import re

import pytest

from backrun import oxygen_cost
from backrun.evidence import EvidenceError, compendium, oxygen_cost_rows, ratio_rows, sources
from backrun.evidence.published import (
    QUANTITIES,
    PublishedValue,
    published_values,
)
from backrun.evidence.rows import read_rows
from backrun.models.published import COMPUTE, Check, published_checks
from backrun.models.validation import ratios_against_predicted


@pytest.mark.parametrize(
    "check",
    published_checks(),
    ids=lambda check: f"{check.published.study_id} {check.published.quantity}",
)
def test_the_model_agrees_with_what_was_published(check: Check) -> None:
    row = check.published
    assert check.computed == pytest.approx(row.value, abs=row.tolerance)
    assert check.passed


def test_every_kind_of_value_is_checked_and_can_be_computed() -> None:
    assert {row.quantity for row in published_values()} == set(QUANTITIES) == set(COMPUTE)
    assert len(published_values()) == 50
    assert all(row.tolerance > 0 for row in published_values())


def test_a_check_fails_beyond_its_tolerance() -> None:
    row = published_values()[0]
    edge = row.value + row.tolerance
    assert Check(row, edge - 1e-9).passed
    failed = Check(row, edge + 1e-6)
    assert not failed.passed
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
        ({"tolerance": ""}, "tolerance: Input should be a valid number"),
    ],
)
def test_a_bad_row_is_named(tmp_path, changes: dict[str, str], message: str) -> None:
    row = published_values()[0].model_dump(mode="json") | changes
    path = tmp_path / "published_values.csv"
    path.write_text(",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")
    with pytest.raises(EvidenceError, match=re.escape(f"line 2, {message}")):
        read_rows(path, PublishedValue, frozenset(sources()))
