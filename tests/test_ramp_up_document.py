from ramp_up_document import DOCUMENT, GROUPS, document

from backrun.evidence import rules, stages

TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_the_page_is_what_rules_and_plans_say() -> None:
    assert document() == TEXT, "docs/ramp_up.md has drifted: run `python tests/ramp_up_document.py`"


def test_every_rule_stands_in_one_group() -> None:
    names = [name for group in GROUPS.values() for name in group]
    assert sorted(names) == sorted(rules())


def test_it_says_plainly_that_no_trial_was_made() -> None:
    assert "No trial has measured injuries from backward running" in TEXT
    assert "cautious, not proven" in TEXT


def test_every_rule_and_stage_is_listed_with_its_limits_and_strength() -> None:
    lines = TEXT.splitlines()
    for rule in rules().values():
        (row,) = [line for line in lines if f"(`{rule.name}`)" in line]
        assert f"| {rule.strength} | {rule.grade} |" in row
        if rule.standard is not None:
            assert f"| {rule.cautious:g} | {rule.standard:g} | {rule.experienced:g} |" in row
    for stage in stages():
        assert any(line.startswith(f"| {stage.number} {stage.name} |") for line in lines)


def test_no_field_of_a_sentence_is_left_open() -> None:
    assert not set("{}") & set(TEXT)
