from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ramp_up_plans import any_sessions, session

from backrun.evidence import EvidenceError, rules, sources
from backrun.evidence import session_card as evidence
from backrun.evidence.session_card import PART_HEADINGS, card_rows
from backrun.reports.plan.session_card import NOT_PROVEN, plain, session_card, title
from backrun.scenario.scenario import Scenario
from backrun.wording.numbers import DASH, THIN

TRACK = session(2, surface="track")


def _text(part: str, **changes: object) -> str:
    card = session_card(replace(TRACK, **changes), Scenario())
    return " ".join(line.text for p in card.parts if p.heading == part for line in p.lines)


@given(any_sessions, st.sampled_from(["metric", "imperial"]))
def test_every_card_has_every_part_in_order_and_a_source_at_each_line(session, units) -> None:
    card = session_card(session, Scenario(units=units))
    assert [part.heading for part in card.parts] == list(PART_HEADINGS.values())
    for part in card.parts:
        assert part.lines
        for line in part.lines:
            assert line.sources
            assert set(line.sources) <= set(sources())
            assert line.own == (line.sources == ("backrun",))
            assert line.grade == "D" or not line.own
            assert "{" not in line.text
    assert {unit in card.to_text() for unit in ("/km", "km/h")} == {units == "metric"}


@given(any_sessions)
def test_both_forms_hold_every_line_and_say_that_nothing_is_proven(session) -> None:
    card = session_card(session, Scenario())
    text, markdown = card.to_text(), card.to_markdown()
    assert text.endswith(NOT_PROVEN)
    assert markdown.endswith(NOT_PROVEN)
    assert "No trial has measured injuries from backward running" in NOT_PROVEN
    for part in card.parts:
        for line in part.lines:
            assert plain(line.text) in text
            assert line.text in markdown
    assert THIN not in text
    assert DASH not in text


def test_technique_says_what_the_issue_of_it_is() -> None:
    said = _text("Technique")
    for words in ("short, quick steps", "front of the foot first", "upright"):
        assert words in said
    assert "over the left and the right shoulder in turn" in _text("Looking round")
    assert "small, slow steps" in _text("Technique", stage=1)
    assert "quick" not in _text("Technique", stage=1)


def test_a_treadmill_has_its_own_place_and_no_looking_round() -> None:
    strip, belt = _text("Place"), _text("Place", surface="treadmill")
    assert "strip of 20 to 50 m" in strip
    assert "treadmill" not in strip
    assert "safety cord" in belt
    assert "strip" not in belt
    assert "shoulder" not in _text("Looking round", surface="treadmill")
    assert "Never turn round on a moving belt" in _text("Technique", surface="treadmill")


def test_a_slope_and_a_single_section_change_the_card() -> None:
    assert "Uphill" not in _text("Place")
    assert "Uphill at 3 %" in _text("Place", grade=0.03)
    assert "Between sections" in _text("Technique")
    assert "Between sections" not in _text("Technique", sections=1)
    one = session_card(replace(TRACK, sections=1), Scenario())
    assert one.dose.startswith("One section of 30 s running backward at 10:00")


def test_the_dose_names_every_number_of_the_session() -> None:
    assert plain(session_card(TRACK, Scenario()).dose) == (
        "4 sections of 30 s running backward at 10:00 /km, 6.0 km/h. "
        "Between them 1 min 30 s walking forward. "
        "With warm-up and cool-down 16 min 30 s, of it 2 min backward."
    )
    imperial = session_card(replace(TRACK, grade=0.05), Scenario(units="imperial")).dose
    assert "at 16:05 /mile, 3.7 mph, 5 % uphill." in plain(imperial)


def test_titles_are_short_enough_for_a_calendar() -> None:
    assert title(TRACK) == "Backward run 4 × 30 s"
    assert title(session(0)) == "Backward walk 5 × 60 s"


def test_own_cautions_are_marked_and_studies_linked() -> None:
    card = session_card(TRACK, Scenario())
    assert "You stumble: one is enough for today. (our own caution)" in card.to_text()
    assert "then let the heel come down. (Sterzing 2016)" in card.to_text()
    assert (
        "[Sterzing 2016](https://doi.org/10.1016/j.gaitpost.2016.03.009); grade C"
        in card.to_markdown()
    )


def test_lines_without_a_study_are_never_graded_as_one() -> None:
    for row in card_rows():
        assert (row.basis == "own") == (row.source == "backrun")
        if row.basis in ("study", "measured"):
            assert not any(key.startswith(("article", "backwards")) for key in row.sources)


def test_a_line_and_a_rule_on_the_same_studies_have_the_same_grade() -> None:
    graded = {rule.source: rule.grade for rule in rules().values() if rule.strength == "sourced"}
    shared = {
        row.key: (row.grade, graded[row.sources]) for row in card_rows() if row.sources in graded
    }
    assert {"downhill", "sore", "pain"} <= set(shared)
    assert all(line == rule for line, rule in shared.values()), shared


@pytest.mark.parametrize(
    ("study", "short"),
    [
        ("article_fitness", "“Can Running Backwards Really…?” (article)"),
        ("article_reverse_running", "“Reverse Running” (article)"),
        ("backwardsrunning_uk", "Backwards Running UK (club)"),
        ("c25k", "NHS Couch to 5K"),
        ("parq_plus", "PAR-Q+"),
        ("sterzing2016", "Sterzing 2016"),
    ],
)
def test_articles_clubs_and_programmes_are_cited_by_a_name_that_says_what_they_are(
    study: str, short: str
) -> None:
    assert sources()[study].short == short


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("part", "lunch", "line 2, part: Input should be 'warm_up'"),
        ("basis", "rumour", "line 2, basis: Input should be 'guideline'"),
        ("surface", "ice", "line 2, surface: Input should be 'any'"),
        ("source", "nobody1999", "nobody1999' is not in sources.csv"),
    ],
)
def test_a_bad_row_is_named(
    column: str, value: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = card_rows()[0].model_dump() | {column: value}
    file = tmp_path / "session_card.csv"
    file.write_text(",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n")
    monkeypatch.setattr(evidence, "DATA", tmp_path)
    with pytest.raises(EvidenceError, match=message):
        evidence.card_rows.__wrapped__()
