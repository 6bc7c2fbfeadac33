from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import exp, log, nan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import (
    LIMITS,
    MUSCLE_LABELS,
    MUSCLES,
    Day,
    Estimate,
    MuscleEmphasis,
    NotMeasuredError,
    Scenario,
    Week,
    muscle_emphasis,
    thigh_balance,
    week_emphasis,
)
from backrun.evidence import MuscleRow, muscle_rows, sources
from backrun.evidence.muscles import muscle_constant
from backrun.models.body.grades import GRADES, grading
from backrun.models.body.muscles import Muscle, muscle_from
from backrun.models.body.thigh import BACK_OF_THIGH, FRONT_OF_THIGH
from backrun.models.body.votes import Vote, cast_votes, direction, pooled_index

NOT_MEASURED = ("gluteus_maximus", "gluteus_medius", "iliopsoas", "peroneals", "abdominals")
MEASURED = tuple(key for key in MUSCLES if key not in NOT_MEASURED)

shares = st.floats(0.0, 1.0)
changes = st.lists(st.sampled_from(["up", "down", "none"]), max_size=8)


def index_of(muscle: Muscle) -> Estimate:
    assert muscle.index is not None
    return muscle.index


def leaving_out(key: str, study: str) -> Muscle:
    return muscle_from(key, [found for found in muscle_rows() if found.study_id != study])


def row(study: str, change: str, **columns: object) -> MuscleRow:
    """Return a walking study of 20 people at the same speed, with some columns changed."""
    (template,) = (
        found
        for found in muscle_rows()
        if (found.study_id, found.muscles) == ("truman2007", ("rectus_femoris",))
    )
    return template.model_copy(update={"study_id": study, "direction": change, "n": 20, **columns})


def votes(directions: Sequence[str], **columns: object) -> tuple[Vote, ...]:
    return cast_votes(row(f"study{i}", change, **columns) for i, change in enumerate(directions))


def log_width(estimate: Estimate) -> float:
    return log(float(estimate.high)) - log(float(estimate.low))


class TestWhatTheRowsSay:
    @pytest.mark.parametrize(
        ("key", "word", "grade", "up", "down", "none"),
        [
            ("rectus_femoris", "much more", "B", 4, 0, 1),
            ("vastus_lateralis", "similar", "D", 0, 1, 0),
            ("vastus_medialis", "similar", "D", 2, 1, 0),
            ("tibialis_anterior", "more", "C", 6, 0, 0),
            ("gastrocnemius_medialis", "similar", "D", 2, 1, 1),
            ("gastrocnemius_lateralis", "similar", "D", 1, 0, 2),
            ("soleus", "similar", "D", 1, 0, 1),
            ("biceps_femoris", "similar", "D", 2, 2, 1),
            ("semitendinosus", "similar", "D", 1, 0, 0),
            ("erector_spinae", "more", "C", 2, 0, 0),
        ],
    )
    def test_directions_grades_and_votes(
        self, key: str, word: str, grade: str, up: int, down: int, none: int
    ) -> None:
        muscle = muscle_emphasis()[key]
        assert (muscle.direction, muscle.grade) == (word, grade)
        signs = [vote.sign for vote in muscle.votes]
        assert (signs.count(1), signs.count(-1), signs.count(0)) == (up, down, none)
        assert muscle.n_studies == len(signs) == len(set(muscle.studies))
        assert muscle.conflict == (up > 0 and down > 0)

    @pytest.mark.parametrize("key", NOT_MEASURED)
    @pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
    def test_what_was_not_measured_never_has_a_number(self, key: str, share: float) -> None:
        muscle = muscle_emphasis(share)[key]
        assert (muscle.index, muscle.grade, muscle.n_studies) == (None, None, 0)
        assert muscle.direction == "not measured"
        assert muscle.grade_steps == (
            "No grade: no result that counts.",
            "A grade would need a result that compares the two directions.",
        )
        line = muscle_emphasis(share).to_frame().set_index("muscle").loc[key]
        assert line[["index_low", "index_central", "index_high", "grade"]].isna().all()

    def test_a_muscle_recorded_without_a_result_keeps_its_row(self) -> None:
        (found,) = muscle_emphasis()["gluteus_maximus"].rows
        assert found.study_id == "jphysiolsci2007"
        assert found.left_out == "result not in the text that could be read"

    def test_the_range_of_the_front_thigh_holds_the_number_that_was_measured(self) -> None:
        index = index_of(muscle_emphasis()["rectus_femoris"])
        assert 1.0 < index.low < index.central < index.high
        assert index.high == pytest.approx(2.135)

    def test_the_indices_close_on_the_active_muscle_of_the_whole_leg(self) -> None:
        """Ten per cent (standard error three) more active muscle, Wright and Weyand 2001."""
        (whole,) = (r for r in muscle_rows() if r.measure == "active muscle volume")
        leg = [key for key in MEASURED if key != "erector_spinae"]
        mean = sum(float(index_of(muscle_emphasis()[key]).central) for key in leg) / len(leg)
        assert whole.ratio is not None
        assert mean == pytest.approx(whole.ratio, abs=0.06)

    def test_the_running_number_ranks_first_and_the_shin_second(self) -> None:
        ranked = sorted(MEASURED, key=lambda key: -float(index_of(muscle_emphasis()[key]).central))
        assert ranked[:3] == ["rectus_femoris", "tibialis_anterior", "erector_spinae"]

    def test_names_are_plain_and_roles_have_sources(self) -> None:
        assert MUSCLE_LABELS["rectus_femoris"] == "Rectus femoris (front of the thigh)"
        assert tuple(MUSCLE_LABELS) == MUSCLES
        for muscle in muscle_emphasis().muscles:
            assert muscle.role_note.endswith(".")
            assert set(muscle.role_studies) <= set(sources())

    def test_the_muscles_are_a_mapping_of_their_keys(self) -> None:
        emphasis = muscle_emphasis(0.5)
        assert list(emphasis) == list(MUSCLES)
        assert tuple(emphasis.values()) == emphasis.muscles
        assert "soleus" in emphasis
        assert "kneecap_force" not in emphasis
        with pytest.raises(KeyError, match=r"'x'; allowed: rectus_femoris, .*soleus"):
            emphasis["x"]

    def test_the_front_thigh_drives_and_the_calf_brakes(self) -> None:
        emphasis = muscle_emphasis()
        for key in FRONT_OF_THIGH:
            assert "brakes" in emphasis[key].role_forward
            assert "brakes" not in emphasis[key].role_backward
        for key in ("gastrocnemius_medialis", "gastrocnemius_lateralis", "soleus"):
            assert (emphasis[key].role_forward, emphasis[key].role_backward) == ("drives", "brakes")


class TestWhatDoesNotCount:
    @pytest.mark.parametrize("study", ["und2001", "und2003"])
    def test_slopes_never_enter(self, study: str) -> None:
        level = tuple(found for found in muscle_rows() if found.study_id != study)
        for key in MUSCLES:
            with_slope, without = muscle_from(key, muscle_rows()), muscle_from(key, level)
            assert with_slope.index == without.index
            assert with_slope.grade == without.grade
            assert study not in with_slope.studies

    def test_an_unconfirmed_row_enters_neither_as_a_number_nor_as_a_direction(self) -> None:
        claims = [
            row("claim", "up", verified=False, gait="running", ratio=9.0, n=500),
            row("claim2", "up", verified=False, gait="running", n=500),
        ]
        before = muscle_from("rectus_femoris", muscle_rows())
        after = muscle_from("rectus_femoris", (*muscle_rows(), *claims))
        assert (after.index, after.grade, after.votes) == (before.index, before.grade, before.votes)
        assert len(after.rows) == len(before.rows) + 2


class TestLeavingOneStudyOut:
    @pytest.mark.parametrize("study", sorted({r.study_id for r in muscle_rows() if not r.left_out}))
    def test_the_verdict_moves_away_from_the_study(self, study: str) -> None:
        for key, with_it in muscle_emphasis().items():
            without = leaving_out(key, study)
            if study not in with_it.studies:
                assert (without.index, without.votes) == (with_it.index, with_it.votes)
                continue
            assert study not in without.studies
            if without.index is None:
                assert with_it.n_studies == 1
                continue
            (sign,) = (vote.sign for vote in with_it.votes if vote.study == study)
            before, after = index_of(with_it).central, index_of(without).central
            if sign:
                assert sign * (before - after) >= -1e-12
            else:
                assert abs(log(float(after))) >= abs(log(float(before))) - 1e-12

    def test_without_the_running_number_the_front_thigh_falls_back_to_walking(self) -> None:
        without = leaving_out("rectus_femoris", "masumoto_bws")
        assert (without.direction, without.grade) == ("more", "C")
        assert index_of(without).central < 1.2

    @pytest.mark.parametrize(
        ("study", "key", "word"),
        [
            ("cho2007_kjsb", "biceps_femoris", "up"),
            ("koreapt415930", "biceps_femoris", "down"),
            ("truman2007", "gastrocnemius_medialis", "up"),
            ("cho2007_kjsb", "gastrocnemius_medialis", "down"),
        ],
    )
    def test_a_balance_of_conflicting_studies_tips(self, study: str, key: str, word: str) -> None:
        before = index_of(muscle_emphasis()[key]).central
        after = index_of(leaving_out(key, study)).central
        assert (after > before) == (word == "up")

    def test_the_last_study_takes_the_number_with_it(self) -> None:
        muscle = leaving_out("vastus_lateralis", "zhang2014_cn")
        assert (muscle.index, muscle.direction, muscle.grade) == (None, "not measured", None)


class TestTheRule:
    def test_nothing_but_the_prior_is_no_change(self) -> None:
        pool = pooled_index(())
        assert pool.central == 1.0
        assert pool.high == pytest.approx(exp(1.2816 * muscle_constant("prior_spread")), rel=1e-4)

    def test_one_direction_is_a_step_shrunk_toward_no_change(self) -> None:
        (vote,) = votes(["up"])
        assert vote.ratio == muscle_constant("step")
        assert vote.weight == pytest.approx(0.4 * 20 / 30)
        share = vote.weight / (vote.weight + muscle_constant("prior_weight"))
        assert pooled_index([vote]).central == pytest.approx(vote.ratio**share)

    def test_the_mirror_image_of_the_votes_is_the_mirror_image_of_the_index(self) -> None:
        up, down = pooled_index(votes(["up", "up"])), pooled_index(votes(["down", "down"]))
        assert down.central == pytest.approx(1 / float(up.central))
        assert (down.low, down.high) == pytest.approx((1 / float(up.high), 1 / float(up.low)))

    def test_running_weighs_more_than_walking_more_than_water(self) -> None:
        modes = [votes(["up"], gait=gait)[0].weight for gait in ("running", "walking", "water")]
        assert modes == sorted(modes, reverse=True)
        assert len(set(modes)) == 3

    def test_the_same_speed_weighs_more(self) -> None:
        speeds = [votes(["up"], matched=m)[0].weight for m in ("yes", "unknown", "no")]
        assert speeds == sorted(speeds, reverse=True)
        assert len(set(speeds)) == 3

    def test_more_people_weigh_more_and_silence_half(self) -> None:
        sizes = [votes(["none"], n=n)[0].weight for n in (None, 8, 20, 200)]
        assert sizes == sorted(sizes)
        assert len(set(sizes)) == 4
        assert votes(["none"], inferred=True)[0].weight == sizes[2] / 2

    def test_a_study_counts_once_however_many_rows_it_has(self) -> None:
        once = pooled_index(cast_votes([row("one", "up")]))
        twice = pooled_index(cast_votes([row("one", "up"), row("one", "up")]))
        assert twice.central == pytest.approx(once.central)

    @given(changes, st.randoms())
    def test_the_order_of_the_rows_does_not_matter(self, given: list[str], random: Random) -> None:
        cast = list(votes(given))
        first = pooled_index(cast)
        random.shuffle(cast)
        second = pooled_index(cast)
        assert (second.low, second.central, second.high) == pytest.approx(
            (first.low, first.central, first.high)
        )

    @given(changes, st.none() | st.floats(1.01, 4.0))
    def test_one_more_up_never_lowers_the_index(self, given: list[str], number: float) -> None:
        numbers = [] if number is None else [row("number", "up", gait="running", ratio=number)]
        cast = (*votes(given), *cast_votes(numbers))
        more = (*cast, *cast_votes([row("new", "up")]))
        assert pooled_index(more).central >= float(pooled_index(cast).central) - 1e-12

    @given(st.integers(1, 12), st.sampled_from(["up", "down", "none"]))
    def test_one_more_of_the_same_mind_narrows_the_range(self, number: int, change: str) -> None:
        fewer, more = (pooled_index(votes([change] * size)) for size in (number, number + 1))
        assert log_width(more) < log_width(fewer)

    @given(st.integers(2, 8), st.integers(1, 7))
    def test_conflict_leaves_a_wider_range_than_agreement(self, number: int, against: int) -> None:
        against = min(against, number - 1)
        agreeing = pooled_index(votes(["up"] * number))
        split = pooled_index(votes(["up"] * (number - against) + ["down"] * against))
        assert log_width(split) > log_width(agreeing)

    def test_a_mere_direction_does_not_speak_against_a_larger_number(self) -> None:
        number = cast_votes([row("number", "up", gait="running", ratio=3.0, n=40)])
        with_walkers = (*number, *votes(["up", "up", "up"]))
        assert pooled_index(with_walkers).central == pytest.approx(pooled_index(number).central)
        assert pooled_index(with_walkers).low > pooled_index(number).low

    @given(changes, st.floats(0.2, 5.0))
    def test_the_range_holds_every_number_measured_in_running(
        self, given: list[str], ratio: float
    ) -> None:
        change = "up" if ratio > 1 else "down" if ratio < 1 else "none"
        cast = (*votes(given), *cast_votes([row("number", change, gait="running", ratio=ratio)]))
        pool = pooled_index(cast)
        assert pool.low <= ratio <= pool.high

    @pytest.mark.parametrize(
        ("index", "word"),
        [
            (0.5, "less"),
            (0.95, "less"),
            (0.96, "similar"),
            (1.0, "similar"),
            (1.05, "similar"),
            (1.06, "more"),
            (1.24, "more"),
            (1.25, "much more"),
            (3.0, "much more"),
        ],
    )
    def test_sizes_have_names(self, index: float, word: str) -> None:
        assert direction(index) == word


class TestOurChoices:
    @pytest.mark.parametrize("factor", [0.5, 2.0])
    @pytest.mark.parametrize(
        "name",
        [
            "weight_walking",
            "weight_water",
            "weight_matched_no",
            "weight_inferred",
            "people_half",
            "people_unknown",
            "prior_weight",
            "prior_spread",
        ],
    )
    def test_half_or_twice_a_constant_turns_no_verdict_round(
        self, monkeypatch: pytest.MonkeyPatch, name: str, factor: float
    ) -> None:
        monkeypatch.setattr(
            "backrun.models.body.votes.muscle_constant",
            lambda asked: muscle_constant(asked) * (factor if asked == name else 1.0),
        )
        verdicts = {key: muscle_from(key, muscle_rows()).direction for key in MEASURED}
        assert verdicts["rectus_femoris"] == "much more"
        assert verdicts["tibialis_anterior"] == "more"
        assert "less" not in verdicts.values()


class TestGrades:
    def test_without_a_number_for_running_nothing_is_better_than_c(self) -> None:
        assert grading(votes(["up"] * 8, n=100)).grade == "C"
        assert grading(votes(["up"] * 8, n=100, gait="running")).grade == "C"

    def test_two_large_running_studies_that_agree_are_an_a(self) -> None:
        numbers = cast_votes(
            row(f"run{i}", "up", gait="running", ratio=1.5, n=60, report="paper") for i in range(3)
        )
        graded = grading(numbers)
        assert graded.grade == "A"
        assert not any("would need" in step for step in graded.steps)
        assert len(graded.steps) == 5

    @pytest.mark.parametrize(
        ("columns", "grade", "step"),
        [
            ({"matched": "no"}, "C", "Directness, no running study with a number at the same"),
            ({"report": "student"}, "C", "Design, no full paper: allows C."),
            ({"n": 6}, "C", "People, 18 in stated results: allows C."),
            ({"n": None}, "D", "People, none in stated results: allows D."),
            ({"inferred": True}, "D", "People, none in stated results: allows D."),
        ],
    )
    def test_the_weakest_criterion_decides(
        self, columns: dict[str, object], grade: str, step: str
    ) -> None:
        strong: dict[str, object] = {"gait": "running", "ratio": 1.5, "n": 60, "report": "paper"}
        cast = cast_votes(row(f"run{i}", "up", **(strong | columns)) for i in range(3))
        graded = grading(cast)
        assert graded.grade == grade
        assert any(found.startswith(step) for found in graded.steps)
        assert graded.steps[-1].startswith(f"Grade {chr(ord(grade) - 1)} would need ")

    def test_studies_that_contradict_each_other_lower_the_grade(self) -> None:
        agreeing, split = votes(["up"] * 6), votes(["up", "down", "none"] * 2)
        assert (grading(agreeing).grade, grading(split).grade) == ("C", "D")
        assert grading(split).steps[-1] == "Grade C would need studies that agree more."

    @given(st.lists(st.sampled_from(["up", "down", "none"]), min_size=1, max_size=9))
    def test_the_grade_is_the_lowest_that_a_criterion_allows(self, given: list[str]) -> None:
        graded = grading(votes(given))
        allowed = [step[-2] for step in graded.steps if ": allows " in step]
        assert len(allowed) == 5
        assert graded.grade == max(allowed)
        assert graded.grade in GRADES

    def test_what_would_raise_the_front_thigh_is_said(self) -> None:
        assert muscle_emphasis()["rectus_femoris"].grade_steps[-1] == (
            "Grade A would need a second running study with a number at the same speed; "
            "results stated for 100 people in all."
        )


class TestBlend:
    def test_all_forward_is_one_for_every_measured_muscle(self) -> None:
        emphasis = muscle_emphasis(0.0)
        for key in MEASURED:
            index = index_of(emphasis[key])
            assert (index.low, index.central, index.high) == (1.0, 1.0, 1.0)
            assert emphasis[key].direction == "similar"

    def test_all_backward_is_the_index(self) -> None:
        for key in MEASURED:
            muscle = muscle_emphasis(1.0)[key]
            assert index_of(muscle) == pooled_index(muscle.votes)

    @given(st.lists(shares, min_size=2, max_size=5).map(sorted))
    def test_the_blend_is_monotone(self, ordered: list[float]) -> None:
        for key in MEASURED:
            whole = index_of(muscle_emphasis()[key])
            for bound in ("low", "central", "high"):
                path = [getattr(index_of(muscle_emphasis(s)[key]), bound) for s in ordered]
                sign = 1 if getattr(whole, bound) >= 1 else -1
                assert all(sign * (later - earlier) >= -1e-12 for earlier, later in pairwise(path))

    def test_half_the_minutes_are_half_the_change(self) -> None:
        half, whole = (index_of(muscle_emphasis(s)["rectus_femoris"]) for s in (0.5, 1.0))
        assert half.central - 1 == pytest.approx((whole.central - 1) / 2)

    @pytest.mark.parametrize(
        ("share", "message"),
        [
            (-0.01, "share_backward: -0.01; allowed: 0 to 1"),
            (1.5, "share_backward: 1.5; allowed: 0 to 1"),
            (nan, "share_backward: nan; allowed: 0 to 1"),
            (True, "share_backward: True is not a number; allowed: 0 to 1"),
            ("half", "share_backward: 'half' is not a number; allowed: 0 to 1"),
            (None, "share_backward: None is not a number; allowed: 0 to 1"),
        ],
    )
    def test_a_bad_share_is_refused(self, share: object, message: str) -> None:
        with pytest.raises(ValueError, match="share_backward") as caught:
            muscle_emphasis(share)  # type: ignore[arg-type]
        assert str(caught.value) == message

    def test_the_frame_has_the_promised_columns(self) -> None:
        frame = muscle_emphasis().to_frame()
        assert frame.columns.tolist() == [
            "muscle",
            "index_low",
            "index_central",
            "index_high",
            "direction",
            "role_forward",
            "role_backward",
            "grade",
            "n_studies",
        ]
        assert tuple(frame["muscle"]) == MUSCLES


class TestWeek:
    @given(scenarios())
    def test_the_week_blends_by_minutes(self, scenario: Scenario) -> None:
        emphasis = week_emphasis(scenario)
        week = scenario.week
        assert emphasis.share_backward * week.minutes == pytest.approx(week.backward_minutes)
        assert emphasis.muscles == muscle_emphasis(emphasis.share_backward).muscles

    def test_a_week_of_rest_changes_nothing(self) -> None:
        assert week_emphasis(Scenario(week=Week())) == muscle_emphasis(0.0)

    def test_a_week_all_backward_is_the_index(self) -> None:
        week = Week(days=(Day(minutes=30, backward_minutes=30), *[Day()] * 6))
        assert week_emphasis(Scenario(week=week)) == muscle_emphasis(1.0)

    def test_uphill_names_its_limit(self) -> None:
        assert week_emphasis(Scenario(grade=0.05)).limits == ("muscles_grade",)
        assert week_emphasis(Scenario(grade=0.0)).limits == ()
        assert LIMITS["muscles_grade"] == "muscles were measured on level ground only"

    def test_downhill_is_refused(self) -> None:
        with pytest.raises(NotMeasuredError, match="backward downhill has not been measured"):
            week_emphasis(Scenario(grade=-0.05))


class TestThigh:
    def test_the_front_works_more_than_the_back_and_it_is_not_certain(self) -> None:
        balance = thigh_balance()
        assert balance.direction == "front"
        assert balance.low < 1.0 < balance.high
        assert balance.grade == "D"
        assert "masumoto_bws" in balance.studies
        assert not hasattr(balance, "central")

    def test_the_range_follows_from_the_muscles(self) -> None:
        emphasis: MuscleEmphasis = muscle_emphasis()

        def mean(keys: tuple[str, ...], bound: str) -> float:
            return sum(log(getattr(index_of(emphasis[key]), bound)) for key in keys) / len(keys)

        front, back = FRONT_OF_THIGH, BACK_OF_THIGH
        centre = mean(front, "central") - mean(back, "central")
        below = mean(front, "central") - mean(front, "low")
        above = mean(back, "high") - mean(back, "central")
        assert log(thigh_balance().low) == pytest.approx(centre - (below**2 + above**2) ** 0.5)


def test_a_muscle_is_frozen() -> None:
    muscle = muscle_emphasis()["soleus"]
    assert replace(muscle, label="Calf").label == "Calf"
    with pytest.raises(AttributeError):
        muscle.label = "Calf"  # type: ignore[misc]
