import csv
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t as student
from statsmodels.stats.meta_analysis import combine_effects
from validation_document import GAITS

from backrun.evidence import EvidenceError, RatioRow, coefficient, coefficients, ratio_rows, sources
from backrun.evidence.rows import DATA, Gait, oxygen_cost_rows, read_rows
from backrun.models.validation import pooling
from backrun.models.validation.pooling import net_log_ratios
from backrun.models.validation.random_effects import leave_one_study_out, t_deviations, t_interval
from backrun.reports.tables.method import few_studies


def as_written(name: str, column: str) -> tuple[float, float]:
    """Return a number of the coefficient table, and half a unit of its last digit."""
    with (DATA / "coefficients.csv").open(newline="", encoding="utf-8") as file:
        (text,) = (row[column] for row in csv.DictReader(file) if row["name"] == name)
    return float(text), 0.5 * 10.0 ** -len(text.partition(".")[2])


def check(name: str, column: str, computed: float) -> None:
    value, tolerance = as_written(name, column)
    assert computed == pytest.approx(value, abs=tolerance), f"{name}, {column} has drifted"


@pytest.mark.parametrize("gait", GAITS)
def test_the_multiplier_is_what_the_studies_pool_to(gait: Gait) -> None:
    studies = net_log_ratios(gait)
    pooled = combine_effects(
        np.array([study.log_ratio for study in studies]),
        np.array([study.variance for study in studies]),
        method_re="iterated",
    )
    low, high = pooled.conf_int()[1]
    name = f"multiplier_{gait}"
    check(name, "value", exp(pooled.mean_effect_re))
    check(name, "low", exp(low))
    check(name, "high", exp(high))
    check(f"{name}_standard_error", "value", pooled.sd_eff_w_re)
    check(f"{name}_between_studies", "value", sqrt(pooled.tau2))
    for row in (name, f"{name}_standard_error", f"{name}_between_studies"):
        assert coefficients()[row].n == sum(study.n for study in studies)
        assert coefficients()[row].studies == tuple(study.study_id for study in studies)


@pytest.mark.parametrize("gait", GAITS)
def test_the_cautious_interval_is_that_of_another_program(gait: Gait) -> None:
    studies = net_log_ratios(gait)
    pooled = combine_effects(
        np.array([study.log_ratio for study in studies]),
        np.array([study.variance for study in studies]),
        method_re="iterated",
        use_t=True,
    )
    low, high = pooled.conf_int()[3]
    found = t_interval(gait)
    assert (found.low, found.high) == pytest.approx((exp(low), exp(high)), rel=1e-4)
    assert f"{gait} {found.low:.2f}" in few_studies()


@pytest.mark.parametrize("freedom", [1, 2, 3, 10])
def test_students_t_is_the_known_one(freedom: int) -> None:
    for level in (0.5, 0.8, 0.95):
        known = student.ppf((1 + level) / 2, freedom)
        assert t_deviations(level, freedom) == pytest.approx(known, rel=1e-5)


def test_the_pooled_studies_are_the_verified_ones() -> None:
    assert [study.study_id for study in net_log_ratios("running")] == [
        "wright_weyand2001",
        "masumoto_bws",
        "rasica2020",
        "williford1998",
    ]
    assert [study.study_id for study in net_log_ratios("walking")] == [
        "williford1998",
        "kim_choi2001",
        "hooper2004",
    ]


def test_an_unverified_row_never_enters_a_fit(tmp_path: Path) -> None:
    lines = (DATA / "backward_forward_ratios.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "ratios.csv"
    lines[3] = lines[3].replace(",yes,yes,", ",no,yes,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"^ratios\.csv, line 4, .*an unverified row never ent"):
        read_rows(path, RatioRow, frozenset(sources()))


def test_an_unverified_row_is_left_out_however_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(row.model_copy(update={"verified": False}) for row in ratio_rows())
    monkeypatch.setattr(pooling, "ratio_rows", lambda: rows)
    assert net_log_ratios("running") == ()


def test_a_gross_ratio_without_a_speed_cannot_be_made_net(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = ratio_rows()[0].model_copy(update={"speed_low_m_s": None})
    monkeypatch.setattr(pooling, "ratio_rows", lambda: (bare,))
    with pytest.raises(ValueError, match="wright_weyand2001: a gross ratio without a speed"):
        net_log_ratios("running")


def test_rest_comes_off_both_sides_of_a_gross_ratio() -> None:
    (williford,) = (s for s in net_log_ratios("running") if s.study_id == "williford1998")
    assert williford.log_ratio == pytest.approx(log((31.33 - 3.5) / (27.15 - 3.5)))
    (rasica,) = (s for s in net_log_ratios("running") if s.study_id == "rasica2020")
    assert rasica.log_ratio == pytest.approx(log(1.35))


@pytest.mark.parametrize("gait", GAITS)
def test_personal_spread_follows_from_the_measured_spreads(gait: Gait) -> None:
    """0.24 of 3.40 and 2.51 of 23.65 running, 0.50 of 1.64 and 2.29 of 8.92 walking."""
    rows = {
        row.study_id: row
        for row in oxygen_cost_rows()
        if row.verified
        and (row.gait, row.direction, row.grade_low) == (gait, "forward", 0.0)
        and row.study_id in ("minetti2002", "williford1998")
    }
    minetti, williford = rows["minetti2002"], rows["williford1998"]
    spreads = [
        (minetti.net_cost_sd / minetti.net_cost_j_kg_m, minetti.n),
        (williford.vo2_sd / (williford.vo2_ml_kg_min - coefficient("rest")), williford.n),
    ]
    freedom = sum(n - 1 for _, n in spreads)
    pooled = sqrt(sum(spread**2 * (n - 1) for spread, n in spreads) / freedom)
    check(f"person_{gait}", "value", pooled)
    assert coefficients()[f"person_{gait}"].n == sum(n for _, n in spreads)


def test_personal_multiplier_follows_from_the_standard_error() -> None:
    (row,) = (r for r in ratio_rows() if r.study_id == "wright_weyand2001")
    check("multiplier_person_running", "value", row.ratio_sem * sqrt(row.n) / row.ratio)
    assert coefficient("multiplier_person_walking") == coefficient("multiplier_person_running")
    assert coefficients()["multiplier_person_walking"].assumed


def test_the_change_of_gait_is_the_measured_one() -> None:
    (row,) = (r for r in oxygen_cost_rows() if r.transition == "preferred")
    assert coefficient("transition_backward") == row.speed_m_s


def test_a_study_left_out_is_predicted_by_the_others() -> None:
    running, walking = (leave_one_study_out(gait) for gait in GAITS)
    assert running["error"].abs().max() < 16.0
    assert walking["error"].abs().max() < 25.0
    # Whichever study is left out, running backward costs more.
    assert running["multiplier"].min() > 1.2
