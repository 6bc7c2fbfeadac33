import csv
from pathlib import Path

import pytest
from data_files import BadRow, check_refused

from backrun.evidence import EvidenceError
from backrun.evidence.muscles import (
    Constant,
    JointQuantity,
    JointRow,
    MuscleEntry,
    MuscleRow,
    joint_quantities,
    joint_rows,
    muscle_constant,
    muscle_constants,
    muscle_rows,
    muscle_table,
)
from backrun.evidence.rows import DATA

ACTIVITY, JOINTS = "muscle_activity.csv", "joint_loading.csv"
BAD = [
    (MuscleRow, ACTIVITY, 2, {"study_id": "nobody1999"}, "study_id: 'nobody1999' is not in"),
    (MuscleRow, ACTIVITY, 2, {"gait": "hopping"}, "gait: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"direction": "sideways"}, "direction: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"comparison": "guess"}, "comparison: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"matched": "perhaps"}, "matched: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"inferred": ""}, "inferred: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"report": "blog"}, "report: Input should be"),
    (MuscleRow, ACTIVITY, 3, {"n": "many"}, "n: Input should be a valid integer"),
    (MuscleRow, ACTIVITY, 3, {"grade_low": "steep"}, "grade_low: Input should be"),
    (MuscleRow, ACTIVITY, 2, {"ratio": "0.5"}, "row: Value error, ratio: 0.5 is not up"),
    (MuscleRow, ACTIVITY, 3, {"ratio": "-1"}, "row: Value error, ratio: -1 is not above 0"),
    (MuscleRow, ACTIVITY, 2, {"muscles": "biceps"}, "row: Value error, muscles: 'biceps' is not"),
    (MuscleRow, ACTIVITY, 2, {"shoes": "red"}, "shoes: Extra inputs are not"),
    (JointRow, JOINTS, 2, {"quantity": "mood"}, "row: Value error, quantity: 'mood' is not in"),
    (JointRow, JOINTS, 2, {"backward": ""}, "row: Value error, forward: a pair needs both"),
    (JointRow, JOINTS, 2, {"unit": ""}, "row: Value error, unit: a forward value needs"),
    (JointRow, JOINTS, 2, {"verified": "no"}, "row: Value error, counted: an unverified row"),
    (JointRow, JOINTS, 2, {"comparison": "training"}, "row: Value error, counted: only backward"),
    (JointRow, JOINTS, 2, {"forward_sd": "nan"}, "forward_sd: Input should be a finite"),
    (MuscleEntry, "muscles.csv", 2, {"role_forward": "flies"}, "row: Value error, role: 'flies'"),
    (JointQuantity, "joint_quantities.csv", 2, {"status": "sure"}, "status: Input should be"),
    (Constant, "muscle_constants.csv", 2, {"value": ""}, "value: Input should be"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[1]} {bad[2]} {bad[3]}")
def test_bad_rows_are_named_by_file_line_and_column(tmp_path: Path, bad: BadRow) -> None:
    check_refused(tmp_path, bad)


def test_every_data_file_loads() -> None:
    assert len(muscle_rows()) == 68
    assert len(joint_rows()) == 23
    assert len(muscle_table()) == 15
    assert len(joint_quantities()) == 8


def test_every_constant_says_why_and_is_there_once() -> None:
    with (DATA / "muscle_constants.csv").open(newline="", encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert list(muscle_constants()) == names
    assert all(row.note and row.unit for row in muscle_constants().values())


def test_an_unknown_constant_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"^muscle_constants\.csv: no value for 'luck'$"):
        muscle_constant("luck")


def test_weights_rank_as_the_rule_says() -> None:
    running, walking, water = (
        muscle_constant(f"weight_{mode}") for mode in ("running", "walking", "water")
    )
    assert running > walking > water > 0
    same, unknown, other = (
        muscle_constant(f"weight_matched_{matched}") for matched in ("yes", "unknown", "no")
    )
    assert same > unknown > other > 0


def test_a_study_that_hides_its_people_counts_less_than_any_that_does_not() -> None:
    stated = [row.n for row in muscle_rows() if row.n is not None and not row.left_out]
    assert muscle_constant("people_unknown") < min(stated)


@pytest.mark.parametrize(
    ("study", "reason"),
    [
        ("devita1991", "unconfirmed"),
        ("flynn1993", "unconfirmed"),
        ("grasso1998", "speaks for no single muscle"),
        ("wright_weyand2001", "speaks for no single muscle"),
        ("und2001", "uphill"),
        ("und2003", "uphill"),
        ("cipriani1995", "not a measurement of backward against forward"),
        ("cho2012_training", "not a measurement"),
        ("feng2020_review", "not a measurement"),
        ("yong2014_ffs", "not a measurement"),
        ("masumoto2005", "not a measurement"),
        ("sterzing2016", "speaks for no single muscle"),
    ],
)
def test_rows_that_do_not_count_say_why(study: str, reason: str) -> None:
    rows = [row for row in muscle_rows() if row.study_id == study]
    assert rows
    assert all(row.left_out.startswith(reason) for row in rows)


def test_the_same_speed_is_claimed_only_where_both_ways_or_a_speed_are_known() -> None:
    for row in muscle_rows():
        if row.comparison not in ("direction", "review") and row.speed_low_m_s is None:
            assert row.matched != "yes", row.study_id


def test_the_only_number_for_running_is_the_one_that_was_read() -> None:
    numbers = [
        (row.study_id, row.muscles, row.ratio)
        for row in muscle_rows()
        if row.ratio is not None and row.muscles and not row.left_out
    ]
    assert numbers == [("masumoto_bws", ("rectus_femoris",), 2.135)]


def test_no_unconfirmed_row_holds_a_number() -> None:
    rows = [*muscle_rows(), *joint_rows()]
    assert [row for row in rows if not row.verified and row.change is not None] == []


@pytest.mark.parametrize(
    ("study", "quantity", "forward", "backward", "change"),
    [
        ("roos2012", "kneecap_force", 4.5, 3.4, -0.244),
        ("roos2012", "knee_moment", 157, 124, -0.210),
        ("odu1998", "kneecap_force", 3.4, 3.5, 0.029),
        ("odu1998", "knee_moment", 141.6, 144.5, 0.020),
        ("flynn1995", "kneecap_force", 5.6, 3.0, -0.464),
        ("cavagna2012", "impact", 2.35, 2.60, 0.106),
    ],
)
def test_joint_values_are_the_published_ones(
    study: str, quantity: str, forward: float, backward: float, change: float
) -> None:
    (row,) = (
        row
        for row in joint_rows()
        if (row.study_id, row.quantity) == (study, quantity) and row.counted
    )
    assert (row.forward, row.backward) == (forward, backward)
    assert row.change is not None
    assert row.change - 1 == pytest.approx(change, abs=1e-3)


def test_the_contested_quantity_has_both_sides() -> None:
    contested = [key for key, entry in joint_quantities().items() if entry.status == "contested"]
    assert contested == ["impact"]
    sides = {row.direction for row in joint_rows() if row.measure == "peak vertical force"}
    assert sides == {"up", "down"}


def test_a_quantity_without_a_number_says_less_or_more_in_words() -> None:
    for entry in joint_quantities().values():
        if entry.status == "not quantified":
            assert entry.forward
            assert entry.backward
        assert entry.note
