from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import CLAIMS_PAGE, chart, checked, heading, opened, scenario

from backrun import Scenario, judge_claim
from backrun.evidence import claims, claims_with_formula
from backrun.evidence.claims import select_claims
from backrun.models.claims.judge import claim_ratios, judge_row
from backrun.models.claims.parser import EXAMPLES
from backrun.reports.tables.claim_notes import claim_details, claim_heading, counted
from backrun.ui.claims import CHECK, CLAIMS_A_PAGE, GUESS, SHOWN_FIRST
from backrun.ui.markdown import plain
from backrun.wording.claim_gaits import live_table_note
from backrun.wording.claims import GUESS_QUESTION, claims_answer, guess_answer


def answer(of: Scenario) -> str:
    ratios = claim_ratios(of)
    verdicts = [judge_row(claim, ratios) for claim in claims_with_formula()]
    return claims_answer(verdicts, ratios["energy", "speed", None], of)


def typed(text: str, **link: Any) -> AppTest:
    app = opened(CLAIMS_PAGE, **link)
    app.text_input(key="claim_text").input(text)
    return checked(app.run())


def said(app: AppTest) -> str:
    """Return the verdict on the sentence in the field."""
    texts = [text.value for text in app.markdown if " **" in text.value[:40]]
    return next(text for text in texts if text.startswith(":material/")).split(" ", 1)[1]


def bold(of: str, scenario: Scenario) -> str:
    return f"**{plain(judge_claim(of, scenario).sentence)}**"


def listed(app: AppTest) -> list[str]:
    labels = [place.label for place in app.main.expander]
    return [label for label in labels if label.startswith("**")]


class TestCheck:
    def test_the_first_visit_judges_a_popular_claim_and_answers_for_the_person(self) -> None:
        app = opened(CLAIMS_PAGE)
        assert heading(app) == answer(Scenario())
        assert said(app) == bold(SHOWN_FIRST, Scenario())
        assert any(SHOWN_FIRST in caption.value for caption in app.caption)
        assert app.query_params == {}
        table = next(text.value for text in app.markdown if "| Claim of an article |" in text.value)
        assert all(claim.claim in table for claim in claims_with_formula())
        assert live_table_note(Scenario(), ()) in [caption.value for caption in app.caption]
        assert not any("you walk" in caption.value for caption in app.caption)

    @pytest.mark.parametrize("pace", ["10:00", "14:59"])
    def test_a_pace_that_is_walked_is_named_under_the_claim_and_at_the_table(
        self, pace: str
    ) -> None:
        app = opened(CLAIMS_PAGE, pace=pace)
        noted = [caption.value for caption in app.caption if "you walk" in caption.value]
        assert len(noted) == 2
        assert all(f"At {pace}" in note for note in noted)

    @pytest.mark.parametrize("text", ["30 % more", "100 steps back = 1000 forward", "30 % slower"])
    def test_a_typed_claim_is_judged_and_drawn(self, text: str) -> None:
        app = typed(text)
        assert said(app) == bold(text, Scenario())
        assert "where forward is 1" in chart(app).spec
        assert chart(app).alt.startswith("The claim, ")

    def test_the_verdict_follows_a_slider(self) -> None:
        app = typed("60 % more")
        app.select_slider(key="pace").set_value("10:00")
        checked(app.run())
        slow = Scenario(pace_s_per_km=600)
        assert scenario(app) == slow
        assert heading(app) == answer(slow)
        assert said(app) == bold("60 % more", slow)
        assert said(app) != bold("60 % more", Scenario())
        assert app.text_input(key="claim_text").value == "60 % more"

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_an_example_fills_the_field(self, example: str) -> None:
        app = opened(CLAIMS_PAGE)
        app.pills(key="claim_example").set_value(example)
        checked(app.run())
        assert app.text_input(key="claim_text").value == example
        assert app.pills(key="claim_example").value is None
        assert said(app) == bold(example, Scenario())

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("hello", "No percentage, factor or ratio was found in it"),
            ("knee load falls by 24 %", "something else than energy or speed"),
            ("a million times the calories", "allowed: 0.01 to 100 times"),
            ("x" * 2000, "The text has 2000 characters; allowed: at most 300"),
        ],
    )
    def test_what_cannot_be_read_is_said_with_examples(self, text: str, message: str) -> None:
        app = typed(text)
        assert plain(message) in app.info[0].value
        assert "The sentences above show what can be read" in app.info[0].value
        assert heading(app) == answer(Scenario())

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script> 30 % more calories",
            "<img src=x onerror=alert(1)> twice the calories",
            "[30 % more calories](javascript:alert(1)) **bold** $x^2$ :red[x]",
            "</p><h1>30 % more energy",
        ],
    )
    def test_what_was_typed_is_never_drawn_again(self, text: str) -> None:
        app = typed(text)
        for element in app.main:
            drawn = str(getattr(element, "value", "")) if element.type != "text_input" else ""
            for piece in ("script", "onerror", "javascript", "<h1>", ":red"):
                assert piece not in drawn

    def test_a_claim_about_walking_is_marked(self) -> None:
        app = typed("walking backward burns 40 % more calories")
        assert any("At 6:00\u202f/km you run both ways" in text.value for text in app.caption)

    def test_what_lies_outside_the_measured_range_is_named(self) -> None:
        app = opened(CLAIMS_PAGE, pace="4:00")
        assert any("Outside what was measured" in text.value for text in app.caption)
        app = opened(CLAIMS_PAGE, pace="12:00")
        assert any("for other ways to take a claim" in text.value for text in app.caption)

    def test_downhill_is_refused_and_the_collection_stays(self) -> None:
        app = opened(CLAIMS_PAGE, grade="-3")
        assert heading(app) == "There is no number for running backward downhill"
        assert len(listed(app)) == CLAIMS_A_PAGE

    def test_the_sentence_stays_on_the_way_through_the_pages(self) -> None:
        app = typed("30 % more", pace="5:00")
        for page in ("pages/week.py", CLAIMS_PAGE):
            app.switch_page(page)
            checked(app.run())
        assert app.text_input(key="claim_text").value == "30 % more"
        assert said(app) == bold("30 % more", Scenario(pace_s_per_km=300))


def charts(app: AppTest) -> list[Any]:
    return [element for element in app.main if element.type == "plotly_chart"]


def guessing(**link: Any) -> AppTest:
    app = opened(CLAIMS_PAGE, **link)
    app.segmented_control(key="claims_mode").set_value(GUESS)
    return checked(app.run())


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return checked(app.run())


class TestGuess:
    def test_nothing_is_given_away_before_the_guess(self) -> None:
        app = guessing()
        assert heading(app) == GUESS_QUESTION
        assert not any(chart.proto.alt.startswith("The claim") for chart in charts(app))
        assert listed(app) == []
        assert listed(press(app, "Show the evidence"))

    def test_the_guess_is_set_against_the_evidence_and_can_be_made_again(self) -> None:
        app = guessing()
        app.slider(key="guess").set_value(80)
        app = press(checked(app.run()), "Show the evidence")
        usual = claim_ratios(Scenario())["energy", "speed", None]
        assert heading(app) == guess_answer(1.8, usual, "gross")
        assert chart(app).alt.startswith("Your guess, 80")
        app.slider(key="guess").set_value(30)
        assert heading(checked(app.run())) == guess_answer(1.3, usual, "gross")
        app = press(app, "Guess again")
        assert heading(app) == GUESS_QUESTION
        assert app.slider(key="guess").value == 30

    def test_the_guess_stays_in_the_session(self) -> None:
        app = guessing()
        app.slider(key="guess").set_value(45)
        app = press(checked(app.run()), "Show the evidence")
        for page in ("app.py", CLAIMS_PAGE):
            app.switch_page(page)
            checked(app.run())
        assert app.segmented_control(key="claims_mode").value == GUESS
        assert app.slider(key="guess").value == 45
        assert heading(app).startswith("You guessed **45")
        app.segmented_control(key="claims_mode").set_value(CHECK)
        assert heading(checked(app.run())) == answer(Scenario())


class TestCollection:
    def test_the_first_claims_are_listed_with_their_studies(self) -> None:
        app = opened(CLAIMS_PAGE)
        first = claims()[:CLAIMS_A_PAGE]
        assert listed(app) == [claim_heading(claim) for claim in first]
        texts = [text.value for text in app.markdown]
        assert counted(claims()) in texts
        assert all(claim_details(claim) in texts for claim in first)

    def test_search_and_filters_narrow_list_counts_and_picture(self) -> None:
        app = opened(CLAIMS_PAGE)
        app.text_input(key="claims_search").input("knee")
        app.pills(key="claims_verdict").set_value(["contradicted", "unknown"])
        app.pills(key="claims_category").set_value(["joint"])
        app.pills(key="claims_article").set_value(["article_benefits", "article_odd_method"])
        checked(app.run())
        wanted = select_claims(
            "knee",
            ["article_benefits", "article_odd_method"],
            ["joint"],
            ["contradicted", "unknown"],
        )
        assert 0 < len(wanted) < CLAIMS_A_PAGE
        assert listed(app) == [claim_heading(claim) for claim in wanted]
        assert counted(wanted) in [text.value for text in app.markdown]
        assert heading(app) == answer(Scenario())

    def test_no_claim_fits(self) -> None:
        app = opened(CLAIMS_PAGE)
        app.text_input(key="claims_search").input("<b>*")
        checked(app.run())
        assert app.info[0].value.startswith("No claim fits all of this.")
        assert listed(app) == []

    def test_paging_through_and_narrowing_from_a_far_page(self) -> None:
        app = opened(CLAIMS_PAGE)
        app.pagination(key="claims_page").set_value(23)
        checked(app.run())
        assert listed(app) == [claim_heading(claim) for claim in claims()[22 * CLAIMS_A_PAGE :]]
        app.pills(key="claims_verdict").set_value(["contradicted"])
        checked(app.run())
        wanted = [claim_heading(claim) for claim in select_claims(verdicts=["contradicted"])]
        assert listed(app)
        assert set(listed(app)) <= set(wanted)
