from itertools import pairwise
from math import exp, inf, log, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import Estimate, NotMeasuredError, joint_loading, joint_points
from backrun.evidence import joint_rows
from backrun.models.body.knee import KNEE, knee_at, measured_speeds, person_spread

speeds = st.floats(1.0, 3.0)


def change_of(key: str, speed: float | None = None) -> Estimate:
    change = joint_loading(speed)[key].change
    assert change is not None
    return change


class TestKnee:
    @pytest.mark.parametrize(
        ("key", "speed", "forward", "backward", "change"),
        [
            ("kneecap_force", 1.0, "3.4 body weights", "3.5 body weights", 0.029),
            ("kneecap_force", 3.0, "4.5 body weights", "3.4 body weights", -0.244),
            ("knee_moment", 1.0, "142 N m", "144 N m", 0.020),
            ("knee_moment", 3.0, "157 N m", "124 N m", -0.210),
        ],
    )
    def test_measured_speeds_give_the_measured_values(
        self, key: str, speed: float, forward: str, backward: str, change: float
    ) -> None:
        joint = joint_loading(speed)[key]
        assert (joint.forward, joint.backward) == (forward, backward)
        assert change_of(key, speed).central == pytest.approx(change, abs=1e-3)

    def test_there_is_no_benefit_at_a_very_slow_speed(self) -> None:
        assert joint_loading(1.0)["kneecap_force"].direction == "similar"
        assert joint_loading(3.0)["kneecap_force"].direction == "less"

    @pytest.mark.parametrize("key", KNEE)
    @given(st.lists(speeds, min_size=2, max_size=5).map(sorted))
    def test_the_benefit_grows_from_speed_to_speed(self, key: str, ordered: list[float]) -> None:
        path = [change_of(key, speed).central for speed in ordered]
        assert all(later <= earlier + 1e-12 for earlier, later in pairwise(path))

    @given(speeds)
    def test_the_change_is_that_of_the_two_values(self, speed: float) -> None:
        pair = knee_at("kneecap_force", speed)
        assert pair.change.central == pytest.approx(pair.backward / pair.forward - 1)
        assert pair.change.low < pair.change.central < pair.change.high

    def test_halfway_lies_halfway(self) -> None:
        pair = knee_at("kneecap_force", 2.0)
        assert (pair.forward, pair.backward) == pytest.approx((3.95, 3.45))

    def test_the_interval_is_that_of_one_runner(self) -> None:
        a, b = 1.5 / 4.5, 1.4 / 3.4
        spread = sqrt(a**2 + b**2 - a * b) * sqrt(1.1)
        change = change_of("kneecap_force", 3.0)
        assert change.high == pytest.approx(3.4 / 4.5 * exp(1.2816 * spread) - 1, rel=1e-3)
        assert change.low < -0.4
        assert change.high > 0

    def test_a_study_without_spreads_has_none(self) -> None:
        (row,) = (r for r in joint_rows() if (r.study_id, r.quantity) == ("odu1998", KNEE[0]))
        assert person_spread(row) is None

    @pytest.mark.parametrize(
        ("speed", "written"), [(0.99, "0.99"), (3.01, "3.01"), (0.0, "0"), (-1.0, "-1"), (12, "12")]
    )
    def test_outside_the_measured_speeds_is_refused(self, speed: float, written: str) -> None:
        with pytest.raises(NotMeasuredError) as caught:
            joint_loading(speed)
        assert str(caught.value) == (
            f"speed_m_s: {written} m/s; there are numbers for the knee from 1 to 3 m/s, "
            "where a study is placed that does not state its speed"
        )

    @pytest.mark.parametrize("speed", [nan, inf, True, "fast"])
    def test_what_is_no_speed_is_refused(self, speed: object) -> None:
        with pytest.raises(ValueError, match=r"^speed_m_s: .*1 to 3 m/s"):
            joint_loading(speed)  # type: ignore[arg-type]

    def test_by_default_the_fastest_measured_speed_is_taken(self) -> None:
        assert joint_loading() == joint_loading(measured_speeds()[1])


class TestOtherQuantities:
    @pytest.mark.parametrize(
        ("key", "status", "word", "grade"),
        [
            ("kneecap_force", "measured", "less", "C"),
            ("knee_moment", "measured", "less", "C"),
            ("step_rate", "measured", "more", "C"),
            ("contact_time", "not quantified", "less", "D"),
            ("landing", "not quantified", "different", "C"),
            ("impact", "contested", "contested", "D"),
            ("forefoot_load", "not quantified", "more", "C"),
            ("calf_load", "not quantified", "more", None),
        ],
    )
    def test_status_direction_and_grade(
        self, key: str, status: str, word: str, grade: str | None
    ) -> None:
        joint = joint_loading()[key]
        assert (joint.status, joint.direction, joint.grade) == (status, word, grade)
        assert (joint.change is not None) == (status == "measured")
        assert joint.studies
        assert joint.note

    def test_the_step_rate_has_the_widest_interval_that_its_p_allows(self) -> None:
        change = change_of("step_rate")
        assert change.central == pytest.approx(0.113)
        error = (float(change.high) - 0.113) / 1.2816 / sqrt(14)
        assert 0.113 / error == pytest.approx(4.318, rel=1e-3)

    def test_impact_shows_both_sides(self) -> None:
        joint = joint_loading()["impact"]
        assert [side.split(":")[0] for side in joint.sides] == [
            "More (Cavagna 2012)",
            "Less, unconfirmed (Threlkeld 1989)",
        ]
        assert (joint.forward, joint.backward) == ("", "")

    def test_only_the_contested_quantity_has_sides(self) -> None:
        assert [joint.key for joint in joint_loading().quantities if joint.sides] == ["impact"]

    def test_the_calf_is_expected_not_measured(self) -> None:
        joint = joint_loading()["calf_load"]
        assert not any(row.counted for row in joint.rows)
        assert joint.grade_steps[0] == "No grade: no result that counts."

    def test_unconfirmed_rows_decide_nothing(self) -> None:
        assert not [row for row in joint_rows() if row.counted and not row.verified]

    def test_stated_speeds_are_given(self) -> None:
        loading = joint_loading()
        assert loading["contact_time"].speed_range == (1.75, 3.5)
        assert loading["kneecap_force"].speed_range == (1.0, 3.0)
        assert loading["step_rate"].speed_range is None

    def test_only_the_knee_moves_with_speed(self) -> None:
        slow, fast = joint_loading(1.0), joint_loading(3.0)
        moving = [
            joint.key
            for joint, other in zip(slow.quantities, fast.quantities, strict=True)
            if joint != other
        ]
        assert tuple(moving) == KNEE


class TestFrames:
    def test_the_quantities_are_a_mapping_of_their_keys(self) -> None:
        loading = joint_loading()
        assert list(loading) == loading.to_frame()["quantity"].tolist()
        assert tuple(loading.values()) == loading.quantities
        assert "kneecap_force" in loading
        assert "x" not in loading
        with pytest.raises(KeyError, match=r"'x'; allowed: kneecap_force, "):
            loading["x"]

    def test_the_frame_has_a_row_a_quantity(self) -> None:
        frame = joint_loading(2.0).to_frame()
        assert len(frame) == 8
        assert {
            "quantity", "forward", "backward", "change_low", "change_central", "change_high",
            "speed_low", "speed_high", "grade", "studies", "status",
        } <= set(frame.columns)  # fmt: skip
        numbered = frame.set_index("quantity")["change_central"].notna()
        assert numbered[numbered].index.tolist() == ["kneecap_force", "knee_moment", "step_rate"]

    def test_the_points_are_the_published_pairs(self) -> None:
        points = joint_points()
        kneecap = points[points["quantity"] == "kneecap_force"].set_index("study_id")
        assert kneecap.loc["roos2012", ["forward", "forward_sd"]].tolist() == [4.5, 1.5]
        assert kneecap.loc["roos2012", ["backward", "backward_sd"]].tolist() == [3.4, 1.4]
        assert np.isnan(kneecap["speed_m_s"].astype("float64")).tolist() == [True, False, True]
        assert kneecap["placed_m_s"].isna().tolist() == [False, False, True]
        assert kneecap.loc["flynn1995", "matched"] == "no"
        assert kneecap.loc["flynn1995", "change"] == pytest.approx(-0.464, abs=1e-3)

    def test_interpolation_leaves_unmatched_speeds_out(self) -> None:
        assert knee_at("kneecap_force", 3.0).forward == 4.5
        assert log(knee_at("kneecap_force", 3.0).backward) == pytest.approx(log(3.4))
