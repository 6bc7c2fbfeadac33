from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from backrun.evidence import coefficient, coefficients, ratio_rows
from backrun.evidence.rows import Gait
from backrun.models.validation import pooling
from backrun.models.validation.forest import Line, forest
from backrun.models.validation.pooling import StudyEffect, net_log_ratios
from backrun.models.validation.random_effects import leave_one_study_out, pool

GAITS: tuple[Gait, ...] = ("running", "walking")
effects = st.lists(
    st.tuples(st.floats(-0.5, 0.7), st.floats(1e-4, 0.05)), min_size=2, max_size=8
).map(lambda pairs: [StudyEffect(f"s{i}", y, v, 10) for i, (y, v) in enumerate(pairs)])


def lines(gait: Gait, kind: str) -> list[Line]:
    return [line for line in forest(gait) if line.kind == kind]


class TestPooling:
    @given(effects)
    def test_another_program_finds_the_same(self, studies: list[StudyEffect]) -> None:
        values, variances = (
            np.array([getattr(study, name) for study in studies])
            for name in ("log_ratio", "variance")
        )
        pooled = pool(studies)
        # The condition itself: weighted squares of k - 1, or less where nothing is between.
        weights = 1 / (variances + pooled.between_studies**2)
        squares = weights @ (values - pooled.log_ratio) ** 2
        if pooled.between_studies > 0:
            assert squares == pytest.approx(len(studies) - 1, rel=1e-6)
        else:
            assert squares <= len(studies) - 1 + 1e-9
        assume(pooled.between_studies > 0)
        theirs = combine_effects(values, variances, method_re="iterated")
        # It calls its last step 0 where rounding carries it past the solution.
        assume(theirs.tau2 > 0)
        assert pooled.log_ratio == pytest.approx(theirs.mean_effect_re, abs=1e-3)
        assert pooled.standard_error == pytest.approx(theirs.sd_eff_w_re, abs=1e-3)

    @given(effects)
    def test_the_mean_lies_among_the_studies_and_the_weights_come_to_one(
        self, studies: list[StudyEffect]
    ) -> None:
        pooled = pool(studies)
        ratios = [study.log_ratio for study in studies]
        assert min(ratios) - 1e-9 <= pooled.log_ratio <= max(ratios) + 1e-9
        assert sum(pooled.weights) == pytest.approx(1.0)
        assert pooled.ratio == pytest.approx(exp(pooled.log_ratio))

    def test_studies_that_agree_have_nothing_between_them(self) -> None:
        alike = [StudyEffect(f"s{i}", 0.3, 0.01, 10) for i in range(3)]
        pooled = pool(alike)
        assert pooled.between_studies == 0
        assert pooled.standard_error == pytest.approx(sqrt(0.01 / 3))

    def test_one_study_is_its_own_pool(self) -> None:
        pooled = pool([StudyEffect("one", 0.25, 0.04, 5)])
        assert (pooled.log_ratio, pooled.standard_error) == (0.25, pytest.approx(0.2))

    def test_no_study_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^studies: there is none to pool$"):
            pool([])

    @pytest.mark.parametrize("gait", GAITS)
    def test_the_coefficients_are_what_it_finds(self, gait: Gait) -> None:
        pooled = pool(net_log_ratios(gait))
        assert pooled.ratio == pytest.approx(coefficient(f"multiplier_{gait}"), abs=5e-4)
        for name, value in (
            ("standard_error", pooled.standard_error),
            ("between_studies", pooled.between_studies),
        ):
            assert value == pytest.approx(coefficient(f"multiplier_{gait}_{name}"), abs=5e-5)


class TestForest:
    @pytest.mark.parametrize("gait", GAITS)
    def test_the_studies_are_those_of_the_pool_with_their_own_errors(self, gait: Gait) -> None:
        studies = net_log_ratios(gait)
        shown = lines(gait, "study")
        assert [line.study_id for line in shown] == [study.study_id for study in studies]
        for line, study in zip(shown, studies, strict=True):
            assert line.ratio.central == pytest.approx(exp(study.log_ratio))
            half = 1.959964 * sqrt(study.variance)
            assert line.ratio.high == pytest.approx(exp(study.log_ratio + half))
            assert line.ratio.low == pytest.approx(exp(study.log_ratio - half))
            assert (line.n, line.ratio.level) == (study.n, 0.95)
        assert sum(line.weight for line in shown) == pytest.approx(1.0)

    @pytest.mark.parametrize("gait", GAITS)
    def test_mean_new_study_and_person_are_those_of_the_coefficients(self, gait: Gait) -> None:
        mean, new_study, person = forest(gait)[-3:]
        table = coefficients()[f"multiplier_{gait}"]
        assert (mean.ratio.low, mean.ratio.central, mean.ratio.high) == (
            table.low,
            table.value,
            table.high,
        )
        error, between, people = (
            coefficient(name)
            for name in (
                f"multiplier_{gait}_standard_error",
                f"multiplier_{gait}_between_studies",
                f"multiplier_person_{gait}",
            )
        )
        factor = exp(1.959964 * sqrt(error**2 + between**2))
        assert new_study.ratio.high == pytest.approx(table.value * factor, rel=1e-6)
        factor = exp(1.281552 * sqrt(error**2 + between**2 + people**2))
        assert person.ratio.low == pytest.approx(table.value / factor, rel=1e-6)
        assert [line.ratio.level for line in (mean, new_study, person)] == [0.95, 0.95, 0.80]

    def test_published_intervals(self) -> None:
        mean, new_study, person = forest("running")[-3:]
        assert (mean.ratio.low, mean.ratio.high) == (1.220, 1.407)
        assert (new_study.ratio.low, new_study.ratio.high) == pytest.approx(
            (1.154, 1.488), abs=1e-3
        )
        assert (person.ratio.low, person.ratio.high) == pytest.approx((1.138, 1.509), abs=1e-3)

    @pytest.mark.parametrize("gait", GAITS)
    def test_what_is_not_pooled_is_shown_and_weighs_nothing(self, gait: Gait) -> None:
        left_out = lines(gait, "not pooled")
        rows = [row for row in ratio_rows() if row.gait == gait and not row.pooled]
        assert [line.study_id for line in left_out] == [row.study_id for row in rows]
        assert all(line.weight == 0 and line.note for line in left_out)
        assert [line.ratio is None for line in left_out] == [row.ratio is None for row in rows]

    def test_an_assumed_spread_is_marked(self) -> None:
        assumed = {line.study_id for gait in GAITS for line in lines(gait, "study") if line.assumed}
        assert assumed == {"rasica2020", "kim_choi2001", "hooper2004"}


class TestLeavingOneOut:
    @pytest.mark.parametrize("gait", GAITS)
    def test_each_study_is_left_out_once(self, gait: Gait) -> None:
        table = leave_one_study_out(gait)
        assert table["study_id"].tolist() == [study.study_id for study in net_log_ratios(gait)]
        for row in table.itertuples():
            rest = [study for study in net_log_ratios(gait) if study.study_id != row.study_id]
            assert row.multiplier == pytest.approx(pool(rest).ratio)
            assert row.error == pytest.approx(100 * (row.multiplier / row.net_ratio - 1))

    def test_without_the_lowest_study_the_multiplier_rises(self) -> None:
        table = leave_one_study_out("running").set_index("study_id")
        everyone = coefficient("multiplier_running")
        assert table["multiplier"].idxmax() == table["net_ratio"].idxmin() == "williford1998"
        assert table.loc["williford1998", "multiplier"] > everyone
        assert table.loc["wright_weyand2001", "multiplier"] < everyone

    def test_two_studies_predict_each_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        two = ratio_rows()[:1] + ratio_rows()[3:4]
        monkeypatch.setattr(pooling, "ratio_rows", lambda: two)
        table = leave_one_study_out("running")
        assert table["multiplier"].tolist() == pytest.approx(table["net_ratio"].tolist()[::-1])
