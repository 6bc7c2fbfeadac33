import logging
import re
from pathlib import Path
from typing import Any

import pytest
from data_files import changed
from hypothesis import given
from hypothesis import strategies as st

from backrun import Answers, RampUpSettings, Scenario, screen
from backrun.evidence import EvidenceError, Hazard, Question, hazards, questions, sources
from backrun.evidence.rows import read_rows
from backrun.evidence.screening import GRADES, STEPS
from backrun.link.reading import KNOWN, first_message
from backrun.models.screening.answers import CHECKLIST, CLEARABLE
from backrun.models.screening.decision import asked_questions
from backrun.models.screening.plan import as_screened

STUDIES = frozenset(sources())
ALL_CLEAR: dict[str, Any] = {
    "health": (),
    "age_65": "no",
    "activity": "active",
    "where": "straight",
    "lookout": "partner",
    "experience": "never",
}
DECISIONS = {"withhold": "withheld", "walking": "walking", "warn": "plan"}
LEADING = [row for row in questions().values() if row.leads_to and row.kind != "derived"]

ticked = st.none() | st.frozensets(st.sampled_from(CHECKLIST))
any_answers = st.builds(
    Answers,
    health=ticked,
    cleared=st.frozensets(st.sampled_from(CLEARABLE)),
    age_years=st.none() | st.integers(18, 90),
    **{
        row.key: st.none() | st.sampled_from([*row.options] or ["yes", "no"])
        for row in questions().values()
        if row.kind in ("choice", "yes_no") and not row.group
    },
)


def answered(**changes: Any) -> Answers:
    """Answer everything so that there is a plan, but for the changes."""
    return Answers(**{**ALL_CLEAR, **changes})


def saying_yes(key: str, **changes: Any) -> Answers:
    row = questions()[key]
    condition = {} if row.condition is None else {row.condition[0]: row.condition[1][0]}
    given = {"health": {key}} if row.group else {key: row.yes}
    return answered(**{"intensity": "easy", **condition, **given, **changes})


class TestDecision:
    def test_all_clear_is_a_plan(self) -> None:
        screening = screen(answered())
        assert screening.decision == "plan"
        assert screening.reasons == screening.missing == ()
        assert (screening.place, screening.experience) == ("track", "never")
        assert screening.longest_backward_min == 0.0

    @pytest.mark.parametrize("key", [row.key for row in LEADING])
    def test_a_yes_leads_where_its_row_says(self, key: str) -> None:
        row, screening = questions()[key], screen(saying_yes(key))
        assert screening.decision == DECISIONS[row.leads_to]
        reason = next(reason for reason in screening.reasons if reason.question == key)
        assert (reason.why, reason.ask, reason.still_open) == (row.why, row.ask, row.still_open)
        assert (reason.sources, reason.strength, reason.grade) == (
            row.sources,
            row.strength,
            row.grade,
        )

    @pytest.mark.parametrize("key", CLEARABLE)
    def test_a_professional_can_clear_it(self, key: str) -> None:
        screening = screen(saying_yes(key, cleared={key}))
        assert screening.decision == "plan"
        assert key not in [reason.question for reason in screening.reasons]

    def test_nobody_clears_a_pregnancy_a_place_or_a_missing_partner(self) -> None:
        assert not {"pregnancy", "where", "lookout", "support", "activity"} & set(CLEARABLE)

    def test_clearing_one_leaves_the_other(self) -> None:
        screening = screen(answered(health={"heart", "fall"}, cleared={"heart"}))
        assert screening.decision == "withheld"
        assert [reason.question for reason in screening.reasons] == ["fall"]

    @pytest.mark.parametrize(("age", "decision"), [(18, "plan"), (64, "plan"), (65, "walking")])
    def test_from_65_on_only_supported_walking(self, age: int, decision: str) -> None:
        assert screen(answered(age_years=age, age_65=None)).decision == decision

    def test_a_given_age_wins_over_the_question(self) -> None:
        assert screen(answered(age_years=70, age_65="no")).decision == "walking"
        assert "age_65" not in screen(Answers(age_years=30)).missing

    @pytest.mark.parametrize("lookout", ["mirror", "nobody"])
    @pytest.mark.parametrize("key", ["bone", "neck"])
    def test_supported_walking_takes_somebody(self, key: str, lookout: str) -> None:
        screening = screen(saying_yes(key, lookout=lookout))
        assert screening.decision == "withheld"
        assert [reason.question for reason in screening.stops] == ["support"]

    def test_what_withholds_the_plan_also_closes_the_walking(self) -> None:
        screening = screen(answered(health={"bone", "chest"}, lookout="nobody"))
        assert [reason.question for reason in screening.reasons] == ["chest", "bone", "lookout"]
        assert [reason.question for reason in screening.stops] == ["chest"]
        assert [reason.question for reason in screening.warnings] == ["lookout"]

    @pytest.mark.parametrize(
        ("key", "words"),
        [
            ("fall", "A fall in the last 12 months"),
            ("age_65", "Are you 65 or over? Yes"),
            ("where", "Where will you do it? Neither of these"),
        ],
    )
    def test_a_reason_names_the_answer(self, key: str, words: str) -> None:
        assert screen(saying_yes(key)).reasons[0].words == words

    def test_a_warning_stops_nothing(self) -> None:
        screening = screen(answered(lookout="nobody"))
        assert (screening.decision, screening.stops) == ("plan", ())
        assert [reason.question for reason in screening.warnings] == ["lookout"]

    def test_a_hard_start_matters_to_the_inactive_alone(self) -> None:
        assert screen(answered(intensity="hard")).decision == "plan"
        assert screen(answered(activity="inactive", intensity="hard")).decision == "withheld"
        assert screen(answered(activity="inactive", intensity="easy")).decision == "plan"

    @pytest.mark.parametrize(
        ("where", "place"), [("treadmill", "treadmill"), ("straight", "track"), ("neither", None)]
    )
    def test_the_place_is_a_surface_of_the_model(self, where: str, place: str | None) -> None:
        assert screen(answered(where=where)).place == place

    def test_the_longest_session_is_handed_on(self) -> None:
        screening = screen(answered(experience="some", longest_backward_min=4))
        assert (screening.decision, screening.longest_backward_min) == ("plan", 4.0)

    @pytest.mark.parametrize(("age", "longest"), [(64, 4.0), (65, 0.0)])
    def test_only_a_plan_that_runs_begins_with_what_was_run(self, age: int, longest: float) -> None:
        given = answered(age_years=age, where="treadmill", experience="some")
        screening = screen(given.model_copy(update={"longest_backward_min": 4.0}))
        wishes = RampUpSettings(longest_backward_min=9.0)
        scenario, settings = as_screened(Scenario(surface="track"), wishes, screening)
        assert scenario == Scenario(surface="treadmill")
        assert settings == wishes.model_copy(update={"longest_backward_min": longest})


class TestUnanswered:
    def test_nothing_is_answered_by_default(self) -> None:
        screening = screen(Answers())
        assert screening.decision == "not answered"
        assert set(screening.missing) == {"health", *ALL_CLEAR}
        assert (screening.place, screening.experience) == (None, None)

    @pytest.mark.parametrize("key", ALL_CLEAR)
    def test_one_open_question_keeps_the_plan_back(self, key: str) -> None:
        screening = screen(answered(**{key: None}))
        assert (screening.decision, screening.missing) == ("not answered", (key,))

    @pytest.mark.parametrize("experience", ["some", "regular"])
    def test_who_has_run_backward_says_how_long(self, experience: str) -> None:
        assert screen(answered(experience=experience)).missing == ("longest_backward_min",)

    def test_the_inactive_say_how_hard(self) -> None:
        assert screen(answered(activity="inactive")).missing == ("intensity",)

    def test_one_yes_that_withholds_needs_no_further_answer(self) -> None:
        screening = screen(Answers(health={"chest"}))
        assert screening.decision == "withheld"
        assert "where" in screening.missing

    @given(any_answers)
    def test_a_plan_has_every_answer_and_no_stop(self, answers: Answers) -> None:
        screening = screen(answers)
        if screening.decision in ("plan", "walking"):
            assert screening.missing == ()
            assert screening.place is not None
            assert screening.experience is not None
        if screening.decision == "plan":
            assert screening.stops == ()
            assert not (answers.health or set()) - answers.cleared
        if screening.decision == "withheld":
            assert {reason.leads_to for reason in screening.stops} == {"withhold"}

    @given(any_answers)
    def test_every_open_question_is_one_that_is_asked(self, answers: Answers) -> None:
        asked = {"health" if row.group else row.key for row in asked_questions(answers)}
        assert set(screen(answers).missing) <= asked


class TestBadAnswers:
    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            ({"health": {"flu"}}, "Health: 'flu'; allowed: any of heart, chest, "),
            ({"health": "fall"}, None),
            ({"health": 3}, "Health: 3; allowed: any of heart, "),
            ({"health": {"heart": "no"}}, "Health: {'heart': 'no'}; allowed: any of heart, "),
            ({"health": [["fall"]]}, "Health: ['fall']; allowed: any of heart, "),
            ({"cleared": {"pregnancy"}}, "Cleared: 'pregnancy'; allowed: any of heart, "),
            ({"cleared": None}, None),
            ({"age_years": 12}, "Age: 12 years; allowed: 18 to 90 years"),
            ({"age_years": "old"}, "Age: 'old' is not a number; allowed: 18 to 90 years"),
            ({"age_65": True}, "Are you 65 or over?: True; allowed: yes, no"),
            ({"where": "ice"}, "Where will you do it?: 'ice'; allowed: treadmill, straight, "),
            ({"lookout": []}, "Who or what sees behind you?: []; allowed: partner, mirror, nobo"),
            ({"experience": "<b>"}, "How often have you run backward?: '<b>'; allowed: never, "),
            (
                {"longest_backward_min": -1},
                "Longest backward running in one session of the last 30 days: -1 min; "
                "allowed: 0 to 60 min",
            ),
            (
                {"longest_backward_min": float("nan")},
                "Longest backward running in one session of the last 30 days: nan is not a finite",
            ),
            (
                {"experience": "never", "longest_backward_min": 5},
                "Longest backward running in one session of the last 30 days: 5 min; "
                "allowed: 0 min for somebody who has never run backward",
            ),
            ({"shoes": "red"}, "Extra inputs are not permitted"),
        ],
    )
    def test_they_are_named(self, answers: dict[str, Any], message: str | None) -> None:
        if message is None:
            assert screen(Answers(**answers)).decision != "plan"
            return
        with pytest.raises(ValueError, match=re.escape(message)) as caught:
            Answers(**answers)
        assert first_message(caught.value).startswith(message)

    def test_a_refusal_does_not_print_the_other_answers(self) -> None:
        with pytest.raises(ValueError, match="Where will you do it") as caught:
            Answers(health={"pregnancy"}, where="ice")
        assert "pregnancy" not in str(caught.value)
        with pytest.raises(ValueError, match="never run backward") as caught:
            Answers(health={"pregnancy"}, experience="never", longest_backward_min=2)
        assert "pregnancy" not in str(caught.value)

    def test_answers_cannot_be_changed(self) -> None:
        with pytest.raises(ValueError, match="frozen"):
            answered().health = None


class TestPrivacy:
    def test_no_answer_has_a_place_in_a_link(self) -> None:
        assert not {*Answers.model_fields, *questions()} & KNOWN

    @pytest.mark.parametrize("field", [*Answers.model_fields, "fall"])
    def test_a_link_cannot_answer(self, field: str) -> None:
        scenario, (rejected,) = Scenario.from_query({field: "yes"})
        assert scenario == Scenario()
        assert "is not a parameter of a backrun link" in rejected.message

    def test_nothing_prints_the_answers(self, caplog: pytest.LogCaptureFixture) -> None:
        answers = saying_yes("pregnancy")
        screening = screen(answers)
        caplog.set_level(logging.DEBUG)
        logging.getLogger("test").info("%r %s %r %r", answers, answers, screening, [screening])
        logging.getLogger("test").info("%r", screening.reasons)
        printed = caplog.text.lower()
        assert "answers()" in printed
        for secret in ("pregnan", "withh", "straight", "track", "partner", "never"):
            assert secret not in printed


class TestData:
    def test_there_are_three_steps_and_each_asks(self) -> None:
        steps = [row.step for row in questions().values()]
        assert sorted(set(steps), key=steps.index) == list(STEPS)
        assert steps == sorted(steps, key=STEPS.index)

    def test_what_the_screening_has_to_cover_is_covered(self) -> None:
        parq = {row.key for row in questions().values() if "parq_plus" in row.sources}
        assert {"heart", "chest", "dizziness", "chronic", "medicine", "joint", "supervised"} <= parq
        acsm = {row.key for row in questions().values() if "riebe2015" in row.sources}
        assert {"activity", "disease", "intensity"} <= acsm
        assert {"fall", "neck", "pregnancy", "bone", "injury", "alertness"} <= set(CHECKLIST)

    @pytest.mark.parametrize("rows", [questions(), hazards()], ids=["questions", "hazards"])
    def test_every_row_has_known_sources_and_a_grade(self, rows: dict[str, Any]) -> None:
        for row in rows.values():
            assert row.sources, row.key
            assert set(row.sources) <= STUDIES, row.key
            assert row.grade == GRADES[row.basis], row.key
            # Our own caution is never passed off as a finding.
            assert ("backrun" in row.sources) == (row.strength == "own caution"), row.key

    def test_nothing_is_graded_as_tested(self) -> None:
        assert "A" not in {row.grade for row in (*questions().values(), *hazards().values())}

    def test_every_condition_names_a_choice_and_its_options(self) -> None:
        for row in questions().values():
            if row.condition is not None:
                asked, answers = row.condition
                assert set(answers) <= set(questions()[asked].options), row.key

    def test_hazards_are_told_in_sentences(self) -> None:
        for hazard in hazards().values():
            assert hazard.what_to_do.endswith("."), hazard.key
            assert hazard.who_should_not, hazard.key
        assert {hazard.surface for hazard in hazards().values()} == {"any", "treadmill", "track"}

    @pytest.mark.parametrize(
        ("model", "name", "columns", "message"),
        [
            (Question, "screening_questions.csv", {"leads_to": "stop"}, "leads_to: Input should"),
            (Question, "screening_questions.csv", {"kind": "essay"}, "kind: Input should be"),
            (Question, "screening_questions.csv", {"options": "a=A"}, "row: Value error, options"),
            (Question, "screening_questions.csv", {"options": "a"}, "options: Value error, 'a' is"),
            (Question, "screening_questions.csv", {"ask": ""}, "row: Value error, leads_to: who"),
            (Question, "screening_questions.csv", {"basis": "hope"}, "basis: Input should be"),
            (
                Question,
                "screening_questions.csv",
                {"kind": "choice", "options": "a=A|b=B"},
                "row: Value error, yes: 'yes' is not one of the options",
            ),
            (Hazard, "safety.csv", {"surface": "ice"}, "surface: Input should be"),
            (Hazard, "safety.csv", {"in_articles": "partly"}, "in_articles: Input should be"),
        ],
    )
    def test_bad_rows_are_named(
        self, tmp_path: Path, model: Any, name: str, columns: dict[str, str], message: str
    ) -> None:
        with pytest.raises(EvidenceError) as caught:
            read_rows(changed(tmp_path, name, 3, **columns), model, STUDIES)
        assert str(caught.value).startswith(f"{name}, line 3, {message}")
