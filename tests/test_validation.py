import pytest
from validation_document import ratios_against_predicted

from backrun.evidence import coefficient, oxygen_cost_rows
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.measurements import (
    COST,
    NO_NUMBER,
    OXYGEN,
    TRANSITION,
    energetic_transition,
    measured_against_predicted,
)


def test_the_walking_error_of_the_model_is_the_one_measured_here() -> None:
    accuracy = baseline_accuracy().set_index("equation")
    assert round(accuracy.loc["LCDA, inside its range", "rmse"], 1) == coefficient(
        "equation_walking"
    )


def test_every_verified_row_is_there_and_no_other() -> None:
    table = measured_against_predicted()
    verified = [row for row in oxygen_cost_rows() if row.verified]
    assert table["study_id"].tolist() == [row.study_id for row in verified]
    assert table["n"].fillna(0).tolist() == [row.n or 0 for row in verified]


def test_unverified_rows_never_appear(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = oxygen_cost_rows()
    rows = (first.model_copy(update={"verified": False}), *rest)
    monkeypatch.setattr("backrun.models.validation.measurements.oxygen_cost_rows", lambda: rows)
    assert len(measured_against_predicted()) == len(rest)


def test_a_row_is_compared_or_says_why_not() -> None:
    table = measured_against_predicted()
    compared = table["central"].notna()
    assert compared.sum() == 16
    assert table.loc[compared, ["measured", "low", "high", "within"]].notna().all().all()
    assert table.loc[~compared, ["low", "high", "within"]].isna().all().all()
    assert table.loc[~compared, "reason"].str.len().min() > len(NO_NUMBER)
    assert set(table.loc[compared, "quantity"]) == {OXYGEN, COST, TRANSITION}


def test_within_means_between_the_bounds() -> None:
    table = measured_against_predicted().dropna(subset=["central"])
    inside = (table["low"] <= table["measured"]) & (table["measured"] <= table["high"])
    assert (inside == table["within"]).all()


def test_most_group_means_lie_inside_a_persons_interval() -> None:
    table = measured_against_predicted().dropna(subset=["central"])
    outside = table[~table["within"].astype(bool)]
    assert list(zip(outside["study_id"], outside["gait"], outside["grade"], strict=True)) == [
        ("minetti2002", "running", 0.0),
        ("minetti2002", "running", 0.45),
        ("minetti2002", "walking", 0.0),
    ]


def test_a_higher_level_takes_more_in() -> None:
    at_80, at_99 = (measured_against_predicted(level)["within"].sum() for level in (0.80, 0.99))
    assert at_99 > at_80


def test_walking_and_running_backward_cost_the_same_near_the_measured_speed() -> None:
    speed = energetic_transition()
    assert speed.low <= 1.85 <= speed.high
    assert speed.central == pytest.approx(1.85, abs=0.3)


def test_ratios_of_walking_are_compared_too() -> None:
    table = ratios_against_predicted("walking")
    assert table["study_id"].tolist() == ["williford1998", "kim_choi2001", "hooper2004"]
    assert table["measured"].tolist() == pytest.approx([1.284, 1.484, 1.185], abs=5e-4)
