import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import MUSCLES, joint_loading, muscle_emphasis
from backrun.evidence import RatioRow, joint_rows, muscle_rows, ratio_rows
from backrun.evidence.muscles import Finding, joint_quantities
from backrun.models.body.grades import GRADES, Asked, grading
from backrun.models.body.votes import Vote, cast_votes
from backrun.models.validation import evidence_grades
from backrun.models.validation.evidence_grades import (
    GradedFinding,
    Group,
    graded_findings,
    ratio_votes,
)


def finding(key: str) -> GradedFinding:
    return next(each for each in graded_findings() if each.key == key)


def result(study: str, **fields: object) -> Finding:
    usual: dict[str, object] = {
        "comparison": "direction",
        "gait": "running",
        "speed_low_m_s": None,
        "speed_high_m_s": None,
        "matched": "yes",
        "direction": "up",
        "ratio": 1.3,
        "n": 12,
        "report": "paper",
        "verified": True,
        "locator": "abstract",
        "note": "",
    }
    return Finding.model_validate({**usual, "study_id": study, **fields})


@st.composite
def results(draw: st.DrawFn) -> list[Finding]:
    drawn = []
    for number in range(draw(st.integers(1, 5))):
        direction = draw(st.sampled_from(["up", "down", "none"]))
        ratio = {"up": 1.3, "down": 0.8, "none": None}[direction]
        drawn.append(
            result(
                f"study{number}",
                gait=draw(st.sampled_from(["running", "walking"])),
                matched=draw(st.sampled_from(["yes", "no", "unknown"])),
                direction=direction,
                ratio=draw(st.sampled_from([ratio, None])),
                n=draw(st.integers(1, 120)),
                report=draw(st.sampled_from(["paper", "conference", "student"])),
            )
        )
    return drawn


def rank(votes: tuple[Vote, ...]) -> int:
    grade = grading(votes).grade
    assert grade is not None
    return GRADES.index(grade)


class TestTheRule:
    @given(results(), st.data())
    def test_more_people_in_a_study_of_the_majority_never_lower_it(
        self, rows: list[Finding], data: st.DataObject
    ) -> None:
        before = cast_votes(rows)
        weight = {sign: sum(v.weight for v in before if v.sign == sign) for sign in (1, 0, -1)}
        majority = max(weight, key=lambda sign: weight[sign])
        chosen = data.draw(
            st.sampled_from([i for i, vote in enumerate(before) if vote.sign == majority])
        )
        more = list(rows)
        more[chosen] = rows[chosen].model_copy(update={"n": (rows[chosen].n or 0) + 40})
        assert rank(cast_votes(more)) <= rank(before)

    @given(results(), st.data())
    def test_a_better_design_never_lowers_it(
        self, rows: list[Finding], data: st.DataObject
    ) -> None:
        chosen = data.draw(st.integers(0, len(rows) - 1))
        better = list(rows)
        better[chosen] = rows[chosen].model_copy(update={"report": "paper"})
        assert rank(cast_votes(better)) <= rank(cast_votes(rows))

    @given(results())
    def test_one_more_direct_study_that_agrees_never_lowers_it(self, rows: list[Finding]) -> None:
        agreeing = [row.model_copy(update={"direction": "up", "ratio": 1.3}) for row in rows]
        one_more = [*agreeing, result("another", n=50)]
        assert rank(cast_votes(one_more)) <= rank(cast_votes(agreeing))

    @given(results())
    def test_the_steps_name_the_five_criteria_and_the_weakest_decides(
        self, rows: list[Finding]
    ) -> None:
        graded = grading(cast_votes(rows))
        named = [re.split(r"[,:]", step)[0] for step in graded.steps[:5]]
        assert named == ["Directness", "Design", "Studies", "People", "Agreement"]
        allowed = [step.removesuffix(".")[-1] for step in graded.steps[:5]]
        assert graded.grade == max(allowed)
        assert (len(graded.steps) == 5) == (graded.grade == "A")

    def test_a_walking_study_is_direct_for_a_question_about_walking_alone(self) -> None:
        votes = cast_votes([result("one", gait="walking"), result("two", gait="walking", n=20)])
        about_walking, about_running = grading(votes, Asked("walking")), grading(votes)
        assert "2 walking studies with a number at the same speed: allows A" in " ".join(
            about_walking.steps
        )
        assert "no running study with a number at the same speed: allows C" in " ".join(
            about_running.steps
        )

    def test_a_hundred_people_in_three_agreeing_papers_earn_an_a(self) -> None:
        rows = [result(f"study{number}", n=40) for number in range(3)]
        assert grading(cast_votes(rows)).grade == "A"
        assert grading(cast_votes(rows[:2])).grade == "B"
        assert grading(cast_votes(rows[:1])).grade == "C"


class TestEnergy:
    def test_running_is_held_back_by_people_and_by_the_study_that_saw_no_difference(self) -> None:
        running = finding("energy_running")
        assert running.grade == "B"
        assert running.people == 4 + 13 + 8 + 13 + 10
        assert "paes_fernandez2016" in running.studies
        assert any("Agreement, 79 %" in step for step in running.why)
        assert running.raised_by == (
            "Grade A would need results stated for 100 people in all; studies that agree more."
        )

    def test_what_is_second_hand_or_repeated_has_no_say(self) -> None:
        for gait in ("running", "walking"):
            studies = {vote.study for vote in ratio_votes(gait)}
            assert not studies & {"cavagna2011", "lee_lee2016", "compendium2024"}

    def test_the_numbers_are_those_of_the_data(self) -> None:
        votes = {vote.study: vote for vote in ratio_votes("running")}
        assert votes["wright_weyand2001"].ratio == 1.35
        assert votes["williford1998"].ratio == pytest.approx(31.33 / 27.15)
        assert votes["paes_fernandez2016"].sign == 0
        assert votes["masumoto_bws"].row.report == "conference"
        assert votes["rasica2020"].row.report == "paper"

    def test_nobody_measured_the_speed_of_equal_effort(self) -> None:
        equal = finding("equal_effort")
        assert equal.grade == "C"
        assert equal.raised_by == (
            "Grade B would need a running study with a number at the same oxygen uptake."
        )

    def test_one_small_study_of_the_heart_rate_is_a_d(self) -> None:
        heart = finding("heart_rate")
        assert (heart.grade, heart.people, heart.studies) == ("D", 13, ("williford1998",))

    def test_a_study_that_could_be_read_would_change_the_grade(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read(row: RatioRow) -> RatioRow:
            if row.study_id != "paes_fernandez2016":
                return row
            return row.model_copy(update={"ratio": 1.3, "n": 80, "pooled": True})

        rows = tuple(map(read, ratio_rows()))
        monkeypatch.setattr(evidence_grades, "ratio_rows", lambda: rows)
        assert grading(ratio_votes("running")).grade == "A"

    def test_an_unconfirmed_row_has_no_say(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = tuple(row.model_copy(update={"verified": False}) for row in ratio_rows())
        monkeypatch.setattr(evidence_grades, "ratio_rows", lambda: rows)
        assert ratio_votes("running") == ()


class TestReuse:
    def test_joints_and_muscles_keep_their_own_grades(self) -> None:
        for joint in joint_loading().quantities:
            graded = finding(joint.key)
            assert (graded.group, graded.grade, graded.label) == (
                "joints",
                joint.grade,
                joint.label,
            )
            assert (*graded.why, *filter(None, [graded.raised_by])) == joint.grade_steps
        for muscle in muscle_emphasis().muscles:
            graded = finding(muscle.key)
            assert (graded.group, graded.grade) == ("muscles", muscle.grade)
            assert (*graded.why, *filter(None, [graded.raised_by])) == muscle.grade_steps

    def test_every_finding_is_there_once(self) -> None:
        keys = [each.key for each in graded_findings()]
        energy = ["energy_running", "energy_walking", "equal_effort", "heart_rate"]
        assert keys == [*energy, *joint_quantities(), *MUSCLES]
        assert [each.group for each in graded_findings()] == sorted(
            (each.group for each in graded_findings()), key=get_args(Group).index
        )

    def test_no_grade_without_a_study_and_none_below_the_top_without_what_would_raise_it(
        self,
    ) -> None:
        for each in graded_findings():
            assert (each.grade is None) == (not each.studies)
            assert bool(each.raised_by) == (each.grade != "A")
            assert each.why

    def test_people_are_counted_once_a_study(self) -> None:
        stated = {row.study_id: row.n for row in (*muscle_rows(), *joint_rows()) if row.n}
        for each in graded_findings():
            if each.group != "energy":
                assert each.people <= sum(stated.get(study, 0) for study in each.studies)


def test_a_finding_is_frozen() -> None:
    first = graded_findings()[0]
    assert replace(first, grade="A").grade == "A"
    with pytest.raises(AttributeError):
        first.grade = "A"  # type: ignore[misc]
