"""The rules, stages and jumps in length as data: they match the sources; bad rows are errors."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from data_files import BadRow, changed, check_refused
from ramp_up_cases import MONDAY, cases

from backrun import RampUpSettings, Scenario
from backrun.evidence import (
    CAUTIONS,
    EvidenceError,
    Rule,
    Stage,
    ramp_up,
    rules,
    spikes,
    stages,
)
from backrun.evidence.ramp_up import Spike
from backrun.models.ramp_up import check_plan, plan_ramp_up, ramp_up_rules

# Limits that a source gives, at standard caution, with their strength.
PUBLISHED = [
    ("session_cap", 10, "sourced"),  # Frandsen 2025: no more than 10 % above the longest
    ("weekly_stop", 30, "sourced"),  # Nielsen 2014: more than 30 %
    ("first_walk", 600, "sourced"),  # Alghadir 2019: 10 min, three times a week
    ("walk_goal", 600, "sourced"),
    ("first_dose", 120, "sourced"),  # four sections of at most 30 s
    ("walking_speed", 0.667, "sourced"),  # Park 2021: 2.4 km/h in the first week
    ("rest_day", 2, "sourced"),  # Couch to 5K: a rest day between
    ("week_sessions", 3, "sourced"),
    ("soreness", 4, "sourced"),  # Nottle 2005: up to 96 h
    ("pain", 2, "sourced"),  # Esculier: at most 2 of 10
    ("mild_pain", 2, "sourced"),
    ("break_days", 30, "own caution"),
    ("stage_order", 14, "own caution"),
    ("share_start", 10, "own caution"),
    ("share_later", 20, "own caution"),
    ("lighter_week", 30, "own caution"),
]
# For these rules a higher limit is more cautious, for all others a lower limit.
MORE_IS_CAUTIOUS = {"stage_order", "stage_sessions", "first_apart", "lighter_week"}
BAD = [
    (Rule, "ramp_up_rules.csv", 2, {"cautious": "many"}, "cautious: Input should be"),
    (Rule, "ramp_up_rules.csv", 3, {"standard": "nan"}, "standard: Input should be a finite"),
    (Rule, "ramp_up_rules.csv", 4, {"strength": "proven"}, "strength: Input should be 'sourced'"),
    (Rule, "ramp_up_rules.csv", 5, {"grade": "E"}, "grade: Input should be 'A', 'B', 'C' or 'D'"),
    (Rule, "ramp_up_rules.csv", 2, {"note": "x"}, "note: Extra inputs are not permitted"),
    (Stage, "ramp_up_stages.csv", 2, {"gait": "hopping"}, "gait: Input should be"),
    (Stage, "ramp_up_stages.csv", 3, {"section_s": "half"}, "section_s: Input should be a valid"),
    (Stage, "ramp_up_stages.csv", 4, {"most_sections": ""}, "most_sections: Input should be"),
    (Stage, "ramp_up_stages.csv", 5, {"speed_standard": "inf"}, "speed_standard: Input should be"),
    (Spike, "session_spikes.csv", 2, {"hazard_ratio": "high"}, "hazard_ratio: Input should be"),
    (Spike, "session_spikes.csv", 3, {"verified": "maybe"}, "verified: Input should be"),
    (Spike, "session_spikes.csv", 3, {"study_id": "nobody1999"}, "study_id: 'nobody1999' is not"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[1]} {bad[2]} {bad[3]}")
def test_bad_rows_are_named_by_file_line_and_column(tmp_path: Path, bad: BadRow) -> None:
    check_refused(tmp_path, bad)


@pytest.mark.parametrize(
    ("name", "load"), [("ramp_up_rules.csv", rules), ("ramp_up_stages.csv", stages)]
)
def test_an_unknown_source_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, load: object
) -> None:
    changed(tmp_path, name, 2, source="alghadir2019 nobody1999")
    monkeypatch.setattr(ramp_up, "DATA", tmp_path)
    with pytest.raises(EvidenceError, match=f"^{name}: 'nobody1999' is not in sources.csv$"):
        load.__wrapped__()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "limit", "strength"), PUBLISHED)
def test_limits_are_those_of_their_sources(name: str, limit: float, strength: str) -> None:
    rule = rules()[name]
    assert rule.limit("standard") == limit
    assert rule.strength == strength


def test_a_rule_without_a_single_limit_says_so() -> None:
    with pytest.raises(EvidenceError, match=r"^ramp_up_rules\.csv, stage_dose: has no single lim"):
        rules()["stage_dose"].limit("standard")


def test_sourced_rules_name_a_source_and_no_one_is_better_than_its_evidence() -> None:
    for rule in ramp_up_rules():
        assert rule.source or rule.strength == "own caution"
        assert rule.grade != "A"
        if not rule.source:
            assert rule.grade == "D"


def test_every_rule_has_its_own_name_and_title() -> None:
    assert len({rule.title for rule in ramp_up_rules()}) == len(ramp_up_rules())
    assert [rule.name for rule in ramp_up_rules()] == list(rules())


@pytest.mark.parametrize("rule", ramp_up_rules(), ids=lambda rule: rule.name)
def test_more_caution_never_allows_more(rule: Rule) -> None:
    limits = [getattr(rule, caution) for caution in CAUTIONS]
    if None in limits:
        assert limits == [None] * 3
    else:
        assert limits == sorted(limits, reverse=rule.name in MORE_IS_CAUTIOUS)


def test_stages_follow_each_other_and_get_longer() -> None:
    assert [stage.number for stage in stages()] == [1, 2, 3, 4, 5, 6]
    assert [stage.gait for stage in stages()] == ["walking"] + ["running"] * 5
    running = stages()[1:]
    assert [stage.total_s for stage in running] == [120, 180, 360, 900, 1800]
    for stage in stages():
        assert stage.most_sections * stage.section_s >= stage.total_s
        speeds = [stage.speed_m_s(caution, 3.0) for caution in CAUTIONS]
        assert speeds == sorted(speeds)
    for caution in CAUTIONS:
        by_stage = [stage.speed_m_s(caution, 3.0) for stage in running]
        assert by_stage == sorted(by_stage)


def test_walking_speeds_do_not_hang_on_the_forward_speed() -> None:
    walking, first = stages()[:2]
    assert walking.speed_m_s("standard", 2.0) == walking.speed_m_s("standard", 4.0)
    assert first.speed_m_s("standard", 4.0) == 2 * first.speed_m_s("standard", 2.0) == 2.4


def test_spikes_are_the_published_ones() -> None:
    """Frandsen 2025: rate ratios with 95 % intervals, of 588 071 sessions."""
    assert [(s.above, s.up_to, s.hazard_ratio, s.low, s.high) for s in spikes()] == [
        (0.10, 0.30, 1.64, 1.31, 2.05),
        (0.30, 1.00, 1.52, 1.16, 2.00),
        (1.00, None, 2.28, 1.50, 3.48),
    ]
    assert all(spike.verified for spike in spikes())


def test_every_sentence_is_filled_by_the_facts_that_the_code_gives() -> None:
    plans = [
        plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY, longest_backward_min=longest))
        for longest in (0.0, 3.0)
    ]
    filled = {
        violation.rule
        for case in cases()
        for violation in check_plan(case.plan, case.plan.scenario, case.plan.settings)
    } | {
        why.rule
        for plan in plans
        for session in plan.sessions
        for why in session.why
        if why.sentence
    }
    bare = {
        rule.name
        for rule in ramp_up_rules()
        if not any(field for _, field, _, _ in Formatter().parse(rule.sentence))
    }
    assert filled | bare == set(rules())
    assert bare == {"forward_credit"}
