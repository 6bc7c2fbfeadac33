import json
from math import inf
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import Estimate, Scenario, compare, judge_claim
from backrun.evidence import claims, claims_with_formula, ratio_rows, sources
from backrun.evidence.claims import CATEGORIES, VERDICTS, Category, select_claims
from backrun.figures import style
from backrun.figures.claim_verdicts import claim_verdicts
from backrun.figures.claims_axis import AxisRow, Kind, claims_axis, guess_rows, judged_rows
from backrun.figures.style import Chart
from backrun.models.claims.guess import claimed_factors, measured_factors
from backrun.models.claims.judge import claim_ratios, judge_row
from backrun.reports.tables import claim_notes
from backrun.reports.tables import claims as claim_tables
from backrun.wording.claim_gaits import live_table_note, on_foot
from backrun.wording.claims import (
    ARTICLE_WORDS,
    CATEGORY_WORDS,
    VERDICT_ICONS,
    VERDICT_MEANING,
    VERDICT_WORDS,
    claimed,
    claims_answer,
    claims_chart_summary,
    guess_answer,
    guess_chart_summary,
)
from backrun.wording.numbers import change

USUAL = compare(Scenario(), "speed").ratio.km
SENTENCES = ("30 % more", "2 to 3 times", "at least 30 % more", "less calories", "30 % slower")


def plainly(text: str) -> str:
    """Return a text with everyday spaces, dashes and signs."""
    for sign, plain in (("\u202f", " "), ("\u2060", ""), ("–", "-"), ("**", "")):
        text = text.replace(sign, plain)
    return text


def judged(text: str, *, dark: bool = False) -> Chart:
    verdict = judge_claim(text, Scenario())
    assert verdict.said is not None
    return claims_axis(judged_rows(verdict), verdict.said.quantity, dark=dark)


def guess(*, dark: bool = False) -> Chart:
    return claims_axis(guess_rows(1.8, USUAL), dark=dark)


def everything(*, dark: bool = False) -> Chart:
    return claim_verdicts(claims(), dark=dark)


def annotations(chart: Chart) -> list[str]:
    return [plainly(words["text"]) for words in chart.to_dict()["layout"]["annotations"]]


class TestEveryFigure:
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("draw", [*SENTENCES, guess, everything])
    def test_plotly_accepts_it_in_one_theme_alone(self, draw: Any, dark: bool) -> None:
        chart = judged(draw, dark=dark) if isinstance(draw, str) else draw(dark=dark)
        assert chart.built().layout.height > 100
        text = json.dumps(chart.to_dict(), allow_nan=False)
        assert style.TEXT[dark] in text
        for colours in (style.FORWARD, style.BACKWARD, style.GREY, style.TEXT):
            assert colours[not dark] not in text


class TestAxis:
    def test_the_claim_comes_first_and_then_every_way_to_take_it(self) -> None:
        verdict = judge_claim("2 to 3 times", Scenario())
        first, *others = judged_rows(verdict)
        assert (first.kind, first.low, first.high, first.middle) == ("claim", 2, 3, None)
        assert [row.label for row in others] == [
            "Same speed",
            "Same effort, per minute",
            "Same effort, per distance",
            "Own pace, per distance",
            "Own pace, per minute",
        ]
        for row, reading in zip(others, verdict.readings, strict=True):
            assert (row.low, row.middle, row.high) == (
                reading.ratio.low,
                reading.ratio.central,
                reading.ratio.high,
            )
        assert plainly(others[0].value) == "12-46 % more: no"
        assert plainly(others[1].value) == "the same: no"

    def test_what_was_not_read_is_not_drawn(self) -> None:
        assert judged_rows(judge_claim("hello", Scenario())) == []

    def test_words_stand_beside_the_lines_and_colour_is_not_the_only_sign(self) -> None:
        chart = guess()
        words = annotations(chart)
        for word in ("Your guess", "80 % more", "Popular articles, 3 claims", "2-3 times"):
            assert word in words
        (marks,) = chart.to_dict()["data"]
        assert set(marks["marker"]["symbol"]) == {"diamond", "square", "circle-open", "circle"}
        assert len(get_args(Kind)) == 4

    def test_forward_is_the_blue_line_at_one_and_the_axis_starts_at_zero(self) -> None:
        layout = judged("30 % more").to_dict()["layout"]
        assert (layout["shapes"][0]["x0"], layout["shapes"][0]["x1"]) == (1, 1)
        assert layout["shapes"][0]["line"]["color"] == style.FORWARD[False]
        assert layout["xaxis"]["range"][0] == 0
        assert layout["xaxis"]["title"]["text"] == "Energy backward, where forward is 1"
        slower = judged("30 % slower").to_dict()["layout"]["xaxis"]
        assert slower["title"]["text"] == "Speed backward, where forward is 1"

    def test_no_line_strikes_out_words(self) -> None:
        def grounds(chart: Chart, side: str) -> set[str | None]:
            words = chart.to_dict()["layout"]["annotations"]
            return {word.get("bgcolor") for word in words if word["xanchor"] == side}

        page = style.BACKGROUND[False]
        assert grounds(guess(), "right") == grounds(guess(), "left") == {page}
        assert grounds(judged("2 to 3 times"), "left") == {page}
        # A band is seen behind words as well as before them.
        assert grounds(judged("2 to 3 times"), "right") == {None}

    def test_an_open_range_runs_to_the_edge(self) -> None:
        layout = judged("at least 30 % more").to_dict()["layout"]
        edge = layout["xaxis"]["range"][1]
        assert (layout["shapes"][1]["x0"], layout["shapes"][1]["x1"]) == (1.3, edge)

    @given(scenarios(), st.floats(0.01, 100), st.floats(0.01, 100) | st.just(inf), st.booleans())
    @example(Scenario(), 1.0, 1.0, False)
    def test_everything_lies_within_the_axis(
        self, scenario: Scenario, first: float, second: float, dark: bool
    ) -> None:
        low, high = sorted((first, second))
        rows = [AxisRow("claim", "The claim", low, high, "so")]
        rows += guess_rows(1.5, claim_ratios(scenario)["energy", "speed", None])
        specification = claims_axis(rows, dark=dark).to_dict()
        json.dumps(specification, allow_nan=False)
        right = specification["layout"]["xaxis"]["range"][1]
        for shape in specification["layout"]["shapes"]:
            assert 0 <= shape["x0"] <= shape["x1"] <= right + 1e-3
        assert all(0 < place <= right for place in specification["data"][0]["x"])


class TestGuess:
    def test_it_is_set_against_articles_studies_and_the_person(self) -> None:
        rows = guess_rows(1.8, USUAL)
        assert [row.kind for row in rows] == ["guess", "claim", "claim", *["study"] * 4, "person"]
        assert claimed_factors() == [(1.3, 1.3, 2), (2.0, 3.0, 3)]
        pooled = [row for row in ratio_rows() if row.pooled and row.gait == "running"]
        assert len(measured_factors()) == len(pooled)
        assert [round(ratio, 2) for _, _, ratio in measured_factors()] == [1.15, 1.29, 1.35, 1.35]

    @pytest.mark.parametrize(
        ("factor", "told"),
        [(1.0, "too low"), (1.1, "too low"), (1.3, "within what 8 in 10"), (2.0, "too high")],
    )
    def test_it_is_answered(self, factor: float, told: str) -> None:
        said = plainly(guess_answer(factor, USUAL, "net"))
        assert told in said
        assert said.endswith("at the same speed it is 12-46 % more, net.")

    def test_table_and_summary_say_the_same(self) -> None:
        table = claim_tables.guess_table(1.8, USUAL)
        assert [plainly(text) for text in table["Energy backward"]][:3] == [
            "80 % more",
            "30 % more",
            "2-3 times",
        ]
        assert len(table) == len(guess_rows(1.8, USUAL))
        assert "80 % more" in plainly(guess_chart_summary(1.8, USUAL))


class TestVerdictsByCategory:
    def test_every_claim_is_counted_once(self) -> None:
        data = everything().to_dict()["data"]
        assert [part["name"] for part in data] == [VERDICT_WORDS[verdict] for verdict in VERDICTS]
        assert sum(sum(part["x"]) for part in data) == 183
        for part, verdict in zip(data, VERDICTS, strict=True):
            for name, number in zip(part["y"], part["x"], strict=True):
                own = [
                    claim
                    for claim in claims()
                    if CATEGORY_WORDS[claim.category] == name and claim.verdict == verdict
                ]
                assert number == len(own)
            assert part["text"] == [str(number) if number else "" for number in part["x"]]

    def test_the_fullest_category_comes_first_and_empty_ones_are_left_out(self) -> None:
        assert everything().to_dict()["data"][0]["y"][:2] == ["Safety", "Muscles"]
        few = claim_verdicts(select_claims(categories=["weight", "joint"]), dark=False)
        assert few.to_dict()["data"][0]["y"] == ["Joints", "Weight"]
        assert few.to_dict()["layout"]["height"] < everything().to_dict()["layout"]["height"]

    @pytest.mark.parametrize("dark", [False, True])
    def test_no_two_verdicts_look_alike(self, dark: bool) -> None:
        markers = [part["marker"] for part in everything(dark=dark).to_dict()["data"]]
        looks = {(marker["color"], marker["pattern"]["shape"]) for marker in markers}
        assert len(looks) == len(VERDICTS)

    def test_the_table_holds_the_same_counts(self) -> None:
        table = claim_tables.verdict_table(claims())
        assert int(table["All"].sum()) == 183
        assert int(table.loc["Muscles", "Partly"]) == 20
        assert list(table.columns) == [*VERDICT_WORDS.values(), "All"]


class TestWords:
    def test_every_key_has_words(self) -> None:
        assert set(VERDICT_WORDS) == set(VERDICT_ICONS) == set(VERDICT_MEANING) == set(VERDICTS)
        assert set(CATEGORY_WORDS) == set(CATEGORIES) == set(get_args(Category))
        assert set(ARTICLE_WORDS) == {claim.article for claim in claims()}

    @pytest.mark.parametrize(
        ("low", "high", "text"),
        [
            (1.3, 1.3, "30 % more"),
            (1.2, 1.3, "20-30 % more"),
            (0.7, 0.7, "30 % less"),
            (1.0, 1.0, "the same"),
            (2.0, 2.0, "2 times"),
            (2.0, 3.0, "2-3 times"),
            (1.0, 2.0, "1-2 times"),
            (1.3, inf, "at least 30 % more"),
            (2.0, inf, "at least 2 times"),
            (0.0, 1.3, "at most 30 % more"),
            (1.0, inf, "more"),
            (0.0, 1.0, "less"),
        ],
    )
    def test_a_claimed_range_is_put_in_words(self, low: float, high: float, text: str) -> None:
        assert plainly(claimed(low, high)) == text

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (
                "30 % more",
                "Supported: at the same speed it is 12-46 % more for you, and “30 % more” fits "
                "that. Per minute at the same effort it would be the same.",
            ),
            (
                "2 to 3 times",
                "Contradicted: at the same speed it is 12-46 % more for you, not “2-3 times”. "
                "Nothing that can be held equal makes it true.",
            ),
            (
                "the same calories",
                "Partly: at the same speed it is 12-46 % more for you, not “the same”. It would "
                "be true per minute at the same effort or in the same time at your own backward "
                "pace.",
            ),
            (
                "60 % more",
                "Unsupported: at the same speed it is 12-46 % more for you, and fewer than one in "
                "ten people like you would find “60 % more”. Nothing that can be held equal makes "
                "it true.",
            ),
            (
                "up to twice the calories",
                "Partly: at the same speed it is 12-46 % more for you, which agrees with “1-2 "
                "times” only in part.",
            ),
            (
                "26 % slower",
                "Supported: at the same effort it is 12-33 % slower for you, and “26 % slower” "
                "fits that.",
            ),
        ],
    )
    def test_the_sentence_names_number_basis_and_claim(self, text: str, sentence: str) -> None:
        assert plainly(judge_claim(text, Scenario()).sentence) == sentence

    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("30 % more", "30 % more, energy backward against forward"),
            (
                "30 % more a mile at the same speed",
                "30 % more, energy backward against forward, at the same speed, per distance",
            ),
            ("5 minutes back = 10 forward", "2 times, energy backward against forward, per minute"),
            ("a quarter slower", "25 % slower backward than forward"),
            ("hello", "No percentage, factor or ratio was found in it."),
        ],
    )
    def test_it_says_what_was_read(self, text: str, read: str) -> None:
        assert plainly(judge_claim(text, Scenario()).read) == read

    def test_the_answer_counts_the_popular_claims(self) -> None:
        ratios = claim_ratios(Scenario())
        verdicts = [judge_row(claim, ratios) for claim in claims_with_formula()]
        answer = plainly(claims_answer(verdicts, USUAL, Scenario()))
        assert answer == (
            "Of 9 popular claims about energy and speed, 6 hold for you at 6:00 /km and 3 do not: "
            "at the same speed going backward costs 12-46 % more energy, gross."
        )
        partly = [judge_claim("40 % more", Scenario()), judge_claim("twice", Scenario())]
        assert "0 hold for you at 6:00 /km, 1 in part and 1 does not:" in plainly(
            claims_answer(partly, USUAL, Scenario())
        )

    def test_the_answer_counts_what_cannot_be_judged(self) -> None:
        scenario = Scenario(pace_s_per_km=600)
        ratios = claim_ratios(scenario)
        verdicts = [judge_row(claim, ratios) for claim in claims_with_formula()]
        answer = plainly(claims_answer(verdicts, ratios["energy", "speed", None], scenario))
        assert "1 holds for you at 10:00 /km and 8 cannot be judged: at the same speed" in answer

    def test_a_claim_about_walking_is_marked_where_the_person_runs(self) -> None:
        said = judge_claim("walking backward burns 40 % more calories", Scenario()).said
        note = plainly(on_foot(said, Scenario()))
        assert note.startswith("The sentence is about walking. At 6:00 /km you run both ways")
        # Slower than this one walks both ways: at 9:00 one walks forward and runs backward.
        assert "slower than 10:13 /km" in note
        mixed = plainly(on_foot(said, Scenario(pace_s_per_km=540)))
        assert "At 9:00 /km you walk forward and run backward" in mixed
        assert on_foot(said, Scenario(pace_s_per_km=700)) == ""
        assert on_foot(judge_claim("30 % more", Scenario()).said, Scenario()) == ""
        assert on_foot(None, Scenario()) == ""

    @pytest.mark.parametrize("text", ["2 to 3 times", "running backward burns 30 % more calories"])
    def test_a_claim_about_running_is_marked_where_the_person_walks(self, text: str) -> None:
        said = judge_claim(text, Scenario()).said
        slow = plainly(on_foot(said, Scenario(pace_s_per_km=899)))
        assert "At 14:59 /km you walk both ways, so walking is compared, not running" in slow
        assert "faster than 8:28 /km" in slow
        partly = plainly(on_foot(said, Scenario(pace_s_per_km=600)))
        assert "At 10:00 /km you walk forward and run backward" in partly
        assert "faster than 8:28 /km" in partly
        assert on_foot(said, Scenario(pace_s_per_km=507)) == ""
        imperial = plainly(on_foot(said, Scenario(pace_s_per_km=600, units="imperial")))
        assert "At 16:06 /mile" in imperial

    def test_the_live_table_says_what_it_judges(self) -> None:
        running = plainly(live_table_note(Scenario(), ()))
        assert "the number alone" in running
        assert "at your 6:00 /km" in running
        assert "judges the whole sentence" in running
        assert "walk" not in running
        assert "you walk both ways" in live_table_note(Scenario(pace_s_per_km=899), ())
        assert "Unknown" not in running

    @pytest.mark.parametrize("pace", [480, 540])
    def test_the_live_table_says_why_a_claim_is_unknown(self, pace: float) -> None:
        scenario = Scenario(pace_s_per_km=pace)
        ratios = claim_ratios(scenario)
        verdicts = [judge_row(claim, ratios) for claim in claims_with_formula()]
        assert "sets a walk against a run" in live_table_note(scenario, verdicts)

    def test_the_chart_of_a_judged_claim_is_said_in_words(self) -> None:
        summary = plainly(claims_chart_summary(judge_claim("2 to 3 times", Scenario())))
        assert summary.startswith(
            "The claim, 2-3 times, against your own numbers: at the same speed"
        )
        assert summary.endswith("The table below has the data.")

    def test_the_table_of_a_judged_claim_has_every_way(self) -> None:
        table = claim_tables.judged_table(judge_claim("30 % more per mile", Scenario()))
        assert list(table["Meant by the sentence"]) == ["yes", "no", "yes", "yes", "no"]
        assert list(table["Verdict"])[:2] == ["supported", "contradicted"]
        assert plainly(table["Yours"].iloc[0]) == plainly(change(USUAL))


class TestNotes:
    def test_a_claim_opens_to_its_finding_and_its_studies_with_links(self) -> None:
        (claim,) = (claim for claim in claims() if claim.claim_id == "advantages-8")
        details = claim_notes.claim_details(claim)
        assert details.startswith(claim.finding)
        for study in claim.studies:
            assert sources()[study].citation in details
        assert "https://doi.org/10.1007/s00421-020-04474-7" in details
        assert details.index("**For it**") < details.index("**Against it**")
        assert "Its number alone" in details
        assert "judged at the top of this page" in details
        assert "Advantages of running backwards" in details

    def test_advice_and_missing_studies_are_named(self) -> None:
        for claim in claims():
            details = claim_notes.claim_details(claim)
            assert ("no study has tested it" in details) >= claim.advice
            assert ("No study of it is in the evidence." in details) == (not claim.studies)
            assert claim_notes.claim_heading(claim).startswith(f"**{VERDICT_WORDS[claim.verdict]}")

    def test_counts_and_meanings(self) -> None:
        assert plainly(claim_notes.counted(claims())) == (
            "183 claims: 40 supported, 77 partly, 18 unsupported, 11 contradicted, 37 unknown."
        )
        assert plainly(claim_notes.counted(select_claims("boxers"))) == "1 claim: 1 unknown."
        for words in VERDICT_MEANING.values():
            assert words in claim_notes.verdicts_explained()
        for key in ARTICLE_WORDS:
            assert sources()[key].citation in claim_notes.articles_named()

    def test_the_popular_claims_are_listed_with_their_verdicts(self) -> None:
        popular = claims_with_formula()
        ratios = claim_ratios(Scenario())
        table = claim_notes.popular_claims(popular, [judge_row(row, ratios) for row in popular])
        lines = table.splitlines()
        assert len(lines) == 2 + len(popular)
        assert lines[2].startswith(f"| {popular[0].claim} | :material/check_circle:")
        assert lines[2].endswith("Supported |")


def test_an_estimate_without_width_is_drawn() -> None:
    rows = guess_rows(1.0, Estimate(1.3, 1.3, 1.3))
    json.dumps(claims_axis(rows, dark=False).to_dict(), allow_nan=False)
    assert rows[-1].value.startswith("30")
