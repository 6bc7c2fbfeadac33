import csv
import re
from collections import Counter
from math import exp, inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_scenarios, scenarios

from backrun import ClaimVerdict, Estimate, Runner, Scenario, compare, judge_claim, matched_speed
from backrun.evidence import EvidenceError, coefficient, sources
from backrun.evidence.claims import (
    VERDICTS,
    Verdict,
    claims,
    claims_with_formula,
    read_claims,
    select_claims,
)
from backrun.evidence.rows import DATA
from backrun.models.body.muscles import muscle_emphasis
from backrun.models.claims.judge import agreement, claim_ratios, judge_row
from backrun.models.energy import oxygen_cost
from backrun.models.validation.pooling import net_log_ratios
from backrun.wording.numbers import DASH, central, change, interval

BY_ID = {claim.claim_id: claim for claim in claims()}


class TestData:
    def test_all_claims_of_the_five_articles_are_there(self) -> None:
        assert len(claims()) == len(BY_ID) == 183
        assert Counter(claim.article for claim in claims()) == {
            "article_advantages": 16,
            "article_benefits": 76,
            "article_odd_method": 27,
            "article_fitness": 34,
            "article_reverse_running": 30,
        }
        assert Counter(claim.category for claim in claims()) == {
            "safety": 34,
            "muscle": 33,
            "other": 33,
            "joint": 24,
            "cognition": 16,
            "progression": 14,
            "balance": 9,
            "energy": 9,
            "posture": 7,
            "weight": 4,
        }
        assert Counter(claim.verdict for claim in claims()) == {
            "supported": 40,
            "partly": 77,
            "unsupported": 18,
            "contradicted": 11,
            "unknown": 37,
        }

    def test_each_is_said_once_in_plain_sentences(self) -> None:
        assert len({claim.claim for claim in claims()}) == 183
        for claim in claims():
            for text in (claim.claim, claim.finding):
                assert text[0].isupper(), claim.claim_id
                assert text.endswith("."), claim.claim_id
                # Nothing that Markdown or HTML would take for a sign of its own.
                assert not set(text) & set("*_`[]<>|~$\\#"), claim.claim_id

    def test_every_verdict_rests_on_studies_or_says_that_there_are_none(self) -> None:
        for claim in claims():
            assert set(claim.studies) <= set(sources()), claim.claim_id
            assert not claim.advice or claim.verdict in ("supported", "partly"), claim.claim_id
        assert sum(claim.advice for claim in claims()) == 25

    def test_no_finding_says_that_the_glutes_were_never_measured(self) -> None:
        # jphysiolsci2007 recorded them in walking; the text that could be read gives no result.
        about = [claim for claim in claims() if "glutes" in claim.claim + claim.finding]
        assert len(about) == 7
        for claim in about:
            assert not re.search(
                "never measured|not measured|unmeasured|no measurement", claim.finding
            ), claim.claim_id

    def test_unconfirmed_reports_decide_nothing(self) -> None:
        unconfirmed = {"threlkeld1989", "guinness_records", "mahaki2017", "devita1991"}
        for claim in claims():
            assert not unconfirmed & {*claim.studies_for, *claim.studies_against}, claim.claim_id

    def test_what_went_with_injuries_is_not_told_as_their_cause(self) -> None:
        # frandsen2025 followed runners up and changed nothing.
        about = [claim for claim in claims() if "frandsen2025" in claim.studies]
        assert len(about) == 4
        for claim in about:
            assert not re.search(r"\b(rais|rose|caus|lead)", claim.finding), claim.claim_id

    def test_a_questionnaire_before_exercise_is_cited_where_it_is_named(self) -> None:
        named = [claim for claim in claims() if "questionnaire" in claim.finding]
        assert named
        assert all("parq_plus" in claim.studies for claim in named)

    def test_a_caution_with_a_reason_that_does_not_hold_holds_in_part(self) -> None:
        """The muscles are the same both ways, so they are not why balance is harder."""
        assert BY_ID["benefits-60"].verdict == "partly"
        assert BY_ID["benefits-60"].studies_against == ("bates1986",)

    def test_a_muscle_has_its_name_its_range_and_its_grade(self) -> None:
        """No bare percentage, and the one muscle that was measured, not its whole group."""
        findings = [claim.finding for claim in claims() if claim.category == "muscle"]
        numbered = [finding for finding in findings if "times" in finding]
        assert len(numbered) == 7
        centre = central(muscle_emphasis()["rectus_femoris"].index)
        for finding in numbered:
            assert "rectus femoris" in finding
            assert f"{centre} times as active ({ranged('rectus_femoris')}" in finding
        assert sum(ranged("tibialis_anterior") in finding for finding in numbered) == 1
        for finding in findings:
            assert not re.search(r"\d %(?! of body weight)", finding), finding

    def test_the_extra_energy_in_words_is_that_of_the_model(self) -> None:
        usual = compare(Scenario(), "speed").ratio.km.central
        net = compare(Scenario(counted="net"), "speed").ratio.km.central
        said = f"{100 * (usual - 1):.0f} % (31 % above rest)"
        assert f"{100 * (net - 1):.0f}" == "31"
        for claim_id in ("reverse_running-3", "benefits-13"):
            assert said in BY_ID[claim_id].finding
        assert said.replace("%", "% more energy", 1) in BY_ID["reverse_running-11"].finding

    def test_energy_and_speed_claims_have_a_formula(self) -> None:
        found = {
            claim.claim_id: (claim.quantity, claim.low, claim.high)
            for claim in claims_with_formula()
        }
        assert found == {
            "advantages-8": ("energy", 1.3, 1.3),
            "benefits-13": ("energy", 1.0, None),
            "fitness-1": ("energy", 2.0, 3.0),
            "fitness-5": ("energy", 2.0, 3.0),
            "fitness-34": ("energy", 2.0, 3.0),
            "reverse_running-3": ("energy", 1.0, None),
            "reverse_running-11": ("energy", 1.0, None),
            "reverse_running-12": ("energy", 1.3, 1.3),
            "reverse_running-20": ("speed", None, 1.0),
        }


def ranged(key: str) -> str:
    """Return the range and the grade of a muscle as the findings write them.

    In the digits of the Muscles page: one number has one rounding.
    """
    muscle = muscle_emphasis()[key]
    return f"{interval(muscle.index).replace(DASH, ' to ')}, grade {muscle.grade})"


def changed(folder: Path, which: str, **columns: str) -> Path:
    """Copy the claims with some columns of one of them changed."""
    with (DATA / "claims.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if row["claim_id"] == which).update(columns)
    copy = folder / "claims.csv"
    with copy.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return copy


@pytest.mark.parametrize(
    ("claim_id", "columns", "message"),
    [
        (
            "advantages-8",
            {"studies_for": "nobody1999"},
            "advantages-8: 'nobody1999' is not in sources",
        ),
        ("advantages-8", {"article": "article_gossip"}, "advantages-8: 'article_gossip' is not in"),
        ("advantages-9", {"claim_id": "fitness-1"}, "fitness-1: is there twice"),
        ("advantages-8", {"verdict": "true"}, "line 9, verdict: Input should be 'supported'"),
        ("advantages-8", {"category": "fun"}, "line 9, category: Input should be"),
        ("advantages-8", {"advice": "maybe"}, "line 9, advice: Input should be a valid boolean"),
        ("advantages-8", {"low": "lots"}, "line 9, low: Input should be a valid number"),
        ("advantages-8", {"low": "1.5"}, "line 9, row: Value error, low, high: factors over"),
        ("advantages-8", {"low": "0"}, "line 9, row: Value error, low, high: factors over"),
        ("advantages-8", {"low": "", "high": ""}, "line 9, row: Value error, quantity: a formula"),
        ("advantages-8", {"quantity": ""}, "line 9, row: Value error, quantity: a formula"),
        ("advantages-8", {"basis": "mood"}, "line 9, basis: Input should be"),
        ("advantages-8", {"studies_for": ""}, "line 9, row: Value error, studies_for: a supported"),
        (
            "advantages-6",
            {"studies_against": ""},
            "line 7, row: Value error, studies_against: a contradicted claim needs a study",
        ),
        (
            "advantages-13",
            {"studies_for": "roos2012"},
            "line 14, row: Value error, verdict: unknown, but studies are for or against it",
        ),
        (
            "advantages-8",
            {"studies_against": "rasica2020"},
            "line 9, row: Value error, studies: one of them is named twice",
        ),
    ],
)
def test_a_bad_row_is_named(
    tmp_path: Path, claim_id: str, columns: dict[str, str], message: str
) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_claims(changed(tmp_path, claim_id, **columns))
    assert message in str(caught.value)


class TestSelection:
    @pytest.mark.parametrize(
        ("chosen", "count"),
        [
            ({}, 183),
            ({"text": "boxers"}, 1),
            ({"text": "  EDGE hearing "}, 1),
            ({"text": "<b>"}, 0),
            ({"articles": ["article_fitness"]}, 34),
            ({"categories": ["energy", "weight"]}, 13),
            ({"verdicts": ["contradicted"]}, 11),
            ({"articles": ["article_fitness"], "verdicts": ["contradicted"]}, 5),
            ({"text": "hearing", "verdicts": ["supported"]}, 0),
        ],
    )
    def test_words_and_filters_narrow_the_list(self, chosen: dict[str, Any], count: int) -> None:
        assert len(select_claims(**chosen)) == count

    def test_the_name_of_a_study_finds_its_claims(self) -> None:
        found = select_claims("Roos 2012")
        assert len(found) == 18
        assert found == tuple(claim for claim in claims() if "roos2012" in claim.studies)

    def test_the_order_of_the_articles_stays(self) -> None:
        found = select_claims(categories=["energy"])
        assert [claim for claim in claims() if claim in found] == list(found)


GOLDEN: dict[str, Verdict] = {
    "advantages-8": "supported",
    "benefits-13": "supported",
    "fitness-1": "contradicted",
    "fitness-5": "contradicted",
    "fitness-34": "contradicted",
    "reverse_running-3": "supported",
    "reverse_running-11": "supported",
    "reverse_running-12": "supported",
    "reverse_running-20": "supported",
}

# Text, verdict for the default runner, and whether something must be equal for it to be true.
JUDGED: list[tuple[str, Verdict, str]] = [
    ("30 % more", "supported", "at the same speed, for the same distance"),
    ("a third more calories", "supported", "at the same speed, for the same distance"),
    ("20 to 30 % more", "supported", "at the same speed"),
    ("10 to 50 % more", "supported", "at the same speed"),
    ("up to 50 % more", "supported", "at the same speed"),
    ("burns more calories", "supported", "at the same speed"),
    ("40 % more", "partly", "for the same distance at the same effort"),
    ("13 % more", "partly", ""),
    ("0 to 100 % more", "partly", ""),
    ("up to twice the calories", "partly", ""),
    ("at least 30 % more", "partly", ""),
    ("50 % more", "unsupported", ""),
    ("60 % more", "unsupported", ""),
    ("twice the calories", "contradicted", ""),
    ("2 to 3 times the calories", "contradicted", ""),
    ("at least twice the calories", "contradicted", ""),
    ("100 steps back = 1000 forward", "contradicted", ""),
    ("1 lap backward equals 6 laps forward", "contradicted", ""),
    ("half the calories", "contradicted", ""),
    ("burns the same calories", "partly", "per minute at the same effort"),
    ("burns the same calories at the same effort", "supported", "per minute at the same effort"),
    ("burns the same calories at the same speed", "unsupported", "per minute at the same effort"),
    ("10 % less calories", "partly", "in the same time at your own backward pace"),
    ("30 % more at the same effort", "partly", "at the same speed, for the same distance"),
    ("30 % more per minute at the same effort", "contradicted", "at the same speed"),
    ("30 % more per mile at the same effort", "supported", "at the same speed"),
    ("more calories per minute at the same effort", "contradicted", "at the same speed"),
    ("25 % slower", "supported", "at the same effort"),
    ("slows you down", "supported", "at the same effort"),
    ("5 % slower", "unsupported", ""),
    ("twice as slow", "contradicted", ""),
    ("10 % faster", "contradicted", ""),
]


class TestVerdicts:
    @pytest.mark.parametrize(("claim_id", "verdict"), GOLDEN.items())
    def test_every_claim_with_a_formula_has_its_verdict(
        self, claim_id: str, verdict: Verdict
    ) -> None:
        assert judge_row(BY_ID[claim_id], claim_ratios(Scenario())).verdict == verdict
        assert GOLDEN.keys() == {claim.claim_id for claim in claims_with_formula()}

    def test_a_claim_without_a_formula_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^advantages-1: has no formula; allowed: claims ab"):
            judge_row(BY_ID["advantages-1"], claim_ratios(Scenario()))

    @pytest.mark.parametrize(("text", "verdict", "true_if"), JUDGED)
    def test_popular_sentences_for_the_default_runner(
        self, text: str, verdict: Verdict, true_if: str
    ) -> None:
        judged = judge_claim(text, Scenario())
        assert (judged.understood, judged.verdict) == (True, verdict)
        assert judged.true_if.startswith(true_if)
        assert bool(judged.true_if) == bool(true_if)

    def test_the_numbers_are_those_of_the_comparisons(self) -> None:
        scenario = Scenario(pace_s_per_km=300, backward_share=0.8, counted="net")
        judged = judge_claim("30 % more", scenario)
        assert (judged.low, judged.high) == (1.3, 1.3)
        assert judged.computed == {
            "speed": compare(scenario, "speed").ratio.km,
            "effort": Estimate(1.0, 1.0, 1.0),
            "distance": compare(scenario, "distance").ratio.km,
            "time": compare(scenario, "time").ratio.minute,
        }
        per_km = judge_claim("30 % more per mile", scenario).computed["effort"]
        assert per_km == compare(scenario, "effort").ratio.km
        share = judge_claim("30 % slower", scenario).computed["effort"]
        matched = matched_speed(scenario)
        assert share.central == pytest.approx(matched.central / scenario.forward_speed_m_s)
        assert share.low == pytest.approx(matched.low / scenario.forward_speed_m_s)

    @pytest.mark.parametrize(
        ("text", "scenario", "verdict"),
        [
            # Counted above rest the extra is larger.
            ("40 % more", Scenario(), "partly"),
            ("40 % more", Scenario(counted="net"), "supported"),
            # Walking backward costs more above walking forward than running above running.
            ("60 % more", Scenario(), "unsupported"),
            ("60 % more", Scenario(pace_s_per_km=899), "partly"),
            ("2 to 3 times", Scenario(pace_s_per_km=899), "partly"),
            # At one's own backward pace the share decides.
            ("10 % less calories in the same time", Scenario(), "supported"),
            ("10 % less calories in the same time", Scenario(backward_share=0.9), "unsupported"),
            # Without any doubt, only the number itself is left.
            ("40 % more at the same speed", Scenario(parts=()), "contradicted"),
            ("30 % more", Scenario(parts=()), "supported"),
        ],
    )
    def test_the_verdict_moves_with_the_person(
        self, text: str, scenario: Scenario, verdict: Verdict
    ) -> None:
        assert judge_claim(text, scenario).verdict == verdict

    @pytest.mark.parametrize(
        "text",
        [
            "At the same speed, running backward takes about 30 % more energy than running forward",
            "2 to 3 times the calories of running forward",
            "walking backward burns 40 % more calories",
        ],
    )
    def test_a_walk_set_against_a_run_gives_a_number_and_no_verdict(self, text: str) -> None:
        both_ways = [judge_claim(text, Scenario(pace_s_per_km=pace)) for pace in (507, 614)]
        assert all(judged.verdict != "unknown" for judged in both_ways)
        for pace in (509, 600, 612):
            scenario = Scenario(pace_s_per_km=pace)
            judged = judge_claim(text, scenario)
            assert judged.verdict == "unknown"
            assert judged.computed["speed"].low == compare(scenario, "speed").ratio.km.low
            assert "the model walks one way and runs the other, which nobody has compared" in (
                judged.sentence
            )
            assert change(judged.computed["speed"]) in judged.sentence
            faster = "walking" not in text
            assert ("Choose a faster pace, where it runs both" in judged.sentence) == faster
            assert ("Choose a slower pace, where it walks both" in judged.sentence) != faster
            assert "would be true" not in judged.sentence

    def test_what_is_equal_by_definition_needs_no_gait(self) -> None:
        said = "the same calories per minute at the same effort"
        per_km = "30 % more calories for the same distance, run backward at my own pace"
        for pace in (420, 480, 540, 600, 700):
            assert judge_claim(said, Scenario(pace_s_per_km=pace)).verdict == "supported"
        # At 8:00 one runs forward, and walks backward at one's own pace.
        assert judge_claim(per_km, Scenario(pace_s_per_km=480)).verdict == "unknown"
        # What can be judged at that pace is, and nothing is said of the rest.
        twice = judge_claim("twice the calories", Scenario(pace_s_per_km=480))
        assert twice.verdict == "contradicted"
        assert "Nothing that can be held equal" not in twice.sentence

    def test_what_does_not_matter_changes_nothing(self) -> None:
        usual = judge_claim("30 % more", Scenario())
        other = Scenario(basis="time", per="week", energy_unit="kJ", runner=Runner(mass_kg=120))
        for basis, ratio in judge_claim("30 % more", other).computed.items():
            assert ratio.low == pytest.approx(usual.computed[basis].low)
            assert ratio.high == pytest.approx(usual.computed[basis].high)

    def test_a_verdict_moves_when_its_evidence_is_taken_away(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # A grade of its own, because cost curves are kept by the ground they belong to.
        scenario = Scenario(grade=0.0123)
        said = ("a third more at the same speed", "40 % more at the same speed")
        assert [judge_claim(text, scenario).verdict for text in said] == ["supported", "partly"]
        (left,) = (row for row in net_log_ratios("running") if row.study_id == "williford1998")
        monkeypatch.setattr(
            oxygen_cost,
            "coefficient",
            lambda name: exp(left.log_ratio) if name == "multiplier_running" else coefficient(name),
        )
        assert [judge_claim(text, scenario).verdict for text in said] == ["partly", "unsupported"]

    def test_downhill_there_is_no_verdict(self) -> None:
        judged = judge_claim("30 % more", Scenario(grade=-0.03))
        assert (judged.understood, judged.verdict, judged.computed) == (True, "unknown", {})
        assert "nobody has measured it" in judged.sentence

    @pytest.mark.parametrize("text", ["", "hello", "x" * 301, "200 % less calories"])
    def test_what_cannot_be_read_is_said(self, text: str) -> None:
        judged = judge_claim(text, Scenario())
        assert (judged.understood, judged.verdict, judged.true_if) == (False, "unknown", "")
        assert (judged.low, judged.high, judged.computed) == (None, None, {})
        assert judged.sentence == f"This cannot be judged. {judged.read}"

    @pytest.mark.parametrize("text", [None, 30, ["30 % more"], b"30 % more"])
    def test_what_is_no_text_is_refused(self, text: Any) -> None:
        with pytest.raises(ValueError, match=r"^Claim: .* is not a text; allowed: a sentence of"):
            judge_claim(text, Scenario())


RATIO = Estimate(1.12, 1.28, 1.28**2 / 1.12)


class TestRule:
    @pytest.mark.parametrize(
        ("low", "high", "verdict"),
        [
            # The middle half runs from 1.19 to 1.37, the 80 % from 1.12 to 1.46, the 98 % from
            # 1.00 to 1.63; closed ranges reach half a step of five per cent further.
            (1.39, 1.39, "supported"),
            (1.41, 1.41, "partly"),
            (1.48, 1.48, "partly"),
            (1.50, 1.50, "unsupported"),
            (1.64, 1.64, "unsupported"),
            (1.67, 1.67, "contradicted"),
            (0.95, 0.95, "contradicted"),
            (1.10, 1.60, "supported"),
            (1.10, 1.80, "partly"),
            (1.18, inf, "supported"),
            (1.20, inf, "partly"),
            (1.47, inf, "unsupported"),
            (1.64, inf, "contradicted"),
            (0.0, 1.38, "supported"),
            (0.0, 1.30, "partly"),
            (0.0, 1.10, "unsupported"),
            (0.0, 0.99, "contradicted"),
        ],
    )
    def test_the_written_rule(self, low: float, high: float, verdict: Verdict) -> None:
        assert agreement(low, high, RATIO) == verdict

    @pytest.mark.parametrize(
        ("low", "high", "verdict"),
        [
            (1.0, 1.0, "supported"),
            (1.02, 1.02, "supported"),
            (1.05, 1.05, "contradicted"),
            (1.0, inf, "contradicted"),
            (0.0, 1.0, "contradicted"),
            (0.0, 1.3, "supported"),
        ],
    )
    def test_what_is_equal_by_definition(self, low: float, high: float, verdict: Verdict) -> None:
        assert agreement(low, high, Estimate(1.0, 1.0, 1.0)) == verdict

    @given(st.floats(0.5, 3.0), st.floats(1.0, 1.5), st.floats(1.0, 2.0), st.floats(1.0, 2.0))
    def test_moving_away_never_helps(
        self, central: float, spread: float, near: float, further: float
    ) -> None:
        ratio = Estimate(central / spread, central, central * spread)
        order = ("supported", "partly", "unsupported", "contradicted")
        first = order.index(agreement(central * near, central * near, ratio))
        away = near * further
        second = order.index(agreement(central * away, central * away, ratio))
        assert first <= second
        assert agreement(central, central, ratio) == "supported"


def checked(verdict: ClaimVerdict) -> None:
    assert verdict.verdict in VERDICTS
    assert verdict.sentence.endswith(".")
    assert verdict.read
    if verdict.low is None or verdict.high is None:
        assert verdict.verdict == "unknown"
        assert not verdict.understood
    else:
        assert verdict.low <= verdict.high


@given(st.text(max_size=310), any_scenarios)
@example("30 % more", Scenario(grade=-0.05))
def test_no_text_and_no_scenario_breaks_it(text: str, scenario: Scenario) -> None:
    checked(judge_claim(text, scenario))


@given(scenarios(), st.integers(-90, 400), st.sampled_from(["speed", "effort"]))
def test_any_person_gets_a_verdict_on_any_percentage(
    scenario: Scenario, percent: int, basis: str
) -> None:
    word = "less" if percent < 0 else "more"
    verdict = judge_claim(f"{abs(percent)} % {word} calories at the same {basis}", scenario)
    assert verdict.understood
    mixed = "gait" in compare(scenario, basis).limits
    assert (verdict.verdict == "unknown") <= mixed
    checked(verdict)
    if verdict.verdict == "supported":
        assert verdict.true_if
