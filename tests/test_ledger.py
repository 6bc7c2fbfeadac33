import re
from typing import get_args

import pytest

from backrun import MUSCLES, Scenario
from backrun.evidence import coefficients, rules, sources, uses, uses_by_study
from backrun.evidence.published import published_values
from backrun.evidence.rows import Gait
from backrun.evidence.studies import DESIGNS, TOPICS, select_studies, studies
from backrun.evidence.uses import KINDS
from backrun.models.energy.sensitivity import sensitivity
from backrun.models.validation.evidence_grades import Group, graded_findings
from backrun.models.validation.forest import forest
from backrun.models.validation.forward_equations import forward_equations
from backrun.models.validation.random_effects import leave_one_study_out
from backrun.reports.tables.evidence import (
    baseline_table,
    equations_table,
    forest_table,
    left_out_table,
    published_table,
    rule_grades_table,
    swings_table,
)
from backrun.reports.tables.findings import (
    CRITERIA,
    findings_list,
    findings_of,
    found,
    grade_steps_table,
    why_this_grade,
)
from backrun.reports.tables.ledger import (
    ASKABLE,
    askable_of,
    askable_uses,
    ledger_table,
    most_used_first,
    stands_on,
    study_card,
    use_label,
    use_note,
    used,
    uses_table,
)
from backrun.wording.evidence import (
    DESIGN_WORDS,
    GROUP_WORDS,
    KIND_COUNTED,
    KIND_WORDS,
    TOPIC_WORDS,
)

GAITS: tuple[Gait, ...] = ("running", "walking")


def test_every_key_has_words() -> None:
    assert set(TOPIC_WORDS) == set(TOPICS)
    assert set(DESIGN_WORDS) == set(DESIGNS)
    assert set(KIND_WORDS) == set(KIND_COUNTED) == set(KINDS)
    assert set(GROUP_WORDS) == set(get_args(Group))


class TestLedger:
    def test_every_study_is_a_row(self) -> None:
        table = ledger_table(select_studies())
        assert table.index.tolist() == [sources()[key].short for key in studies()]
        assert table["Used"].sum() == sum(key in use.studies for key in studies() for use in uses())
        assert (table["Found"] != "").all()

    def test_nothing_found_is_an_empty_table_with_its_columns(self) -> None:
        assert ledger_table(()).columns.tolist() == ["Used", "People", "Design", "Found"]

    def test_the_most_used_come_first_and_articles_carry_nothing(self) -> None:
        ordered = most_used_first(select_studies())
        counts = [used(study.study_id) for study in ordered]
        assert counts == sorted(counts, reverse=True)
        assert used("article_benefits") < used("williford1998")

    @pytest.mark.parametrize("key", studies())
    def test_a_card_says_what_is_known_and_gives_the_address(self, key: str) -> None:
        study, source, card = studies()[key], sources()[key], study_card(key)
        assert source.citation in card
        assert (source.link or "No DOI is known.") in card
        for text in (study.found, study.watch, DESIGN_WORDS[study.design]):
            assert text in card
        if study.n is not None:
            assert f"n\u202f=\u202f{study.n}" in card

    def test_what_stands_on_a_study_is_counted(self) -> None:
        said = stands_on("wright_weyand2001")
        assert "5 coefficients, 1 ratio, 2 measurements" in said
        assert "- Coefficient: Multiplier running\n" in said
        assert stands_on("mahaki2017").startswith("Read, and used for nothing here")
        assert "76 claims" in stands_on("article_benefits")

    @pytest.mark.parametrize("key", ["wright_weyand2001", "article_benefits", "backrun"])
    def test_the_table_of_uses_holds_them_all(self, key: str) -> None:
        table = uses_table(key)
        assert table["What"].tolist() == [use.title for use in uses_by_study()[key]]
        assert uses_table("mahaki2017").empty


class TestAsking:
    def test_every_coefficient_rule_and_claim_can_be_asked_for(self) -> None:
        keys = askable_uses()
        assert {use.kind for use in keys.values()} == set(ASKABLE)
        assert {f"coefficient/{name}" for name in coefficients()} <= set(keys)
        assert {f"rule/{name}" for name in rules()} <= set(keys)
        assert len([key for key in keys if key.startswith("claim/")]) == 183
        assert len({use_label(key) for key in keys}) > len(keys) - 10

    def test_what_is_asked_for_names_its_studies(self) -> None:
        note = use_note("coefficient/multiplier_running")
        assert note.startswith("**Multiplier running**. 1.31 (1.22 to 1.407) net backward")
        for key in coefficients()["multiplier_running"].studies:
            assert sources()[key].short in note
        assert "and on our own choice" not in note

    def test_our_own_choice_is_said(self) -> None:
        note = use_note("coefficient/correlation_forward_backward")
        assert note.endswith("It stands on no study: it is our own choice.")

    def test_a_claim_names_its_article(self) -> None:
        assert use_note("claim/advantages-1").endswith(
            " Said by “Advantages of running backwards” (article)."
        )

    @pytest.mark.parametrize("key", askable_uses())
    def test_there_and_back(self, key: str) -> None:
        assert use_note(key)[-1] == "."
        for study in askable_uses()[key].sources:
            assert key in askable_of(study)


class TestFindings:
    @pytest.mark.parametrize("group", get_args(Group))
    def test_every_finding_is_listed_with_its_grade(self, group: str) -> None:
        lines = findings_list(group).split("\n")[2:]
        own = findings_of(group)
        assert len(lines) == len(own)
        for line, finding in zip(lines, own.values(), strict=True):
            assert line.startswith(f"| {finding.label} |")
            assert f"**{finding.grade or '–'}**" in line

    def test_what_was_found_is_said_with_its_interval(self) -> None:
        own = {each.key: found(each) for each in graded_findings()}
        assert own["energy_running"].replace("\u2060", "") == (
            "1.31 (1.22–1.41) times forward, above rest"
        )
        assert own["equal_effort"] == "About 77\u202f% of the forward speed, computed"
        assert own["heart_rate"] == "About 13 a minute more running backward, 11 walking"
        assert own["kneecap_force"] == "Forward 4.5 body weights, backward 3.4 body weights"
        assert own["impact"].startswith("Contested")
        assert own["calf_load"].endswith("expected, not measured")
        assert own[MUSCLES[0]].startswith("Much more")
        assert own["iliopsoas"] == "Not measured: no number, no direction"

    @pytest.mark.parametrize("finding", graded_findings(), ids=lambda finding: finding.key)
    def test_the_steps_and_what_would_raise_it_are_shown(self, finding: object) -> None:
        text = why_this_grade(finding)
        for step in finding.why:
            assert f"- {step}" in text
        assert finding.raised_by in text
        for study in finding.studies:
            assert sources()[study].short in text

    def test_the_table_has_a_column_a_criterion(self) -> None:
        table = grade_steps_table()
        assert len(table) == len(graded_findings())
        assert set(CRITERIA) < set(table.columns)
        for _, row in table.iterrows():
            allowed = [row[name][-1] for name in CRITERIA if row[name]]
            assert row["Grade"] == (max(allowed) if allowed else "none")


class TestTables:
    def test_the_forest_has_every_line(self) -> None:
        table = forest_table()
        assert len(table) == sum(len(forest(gait)) for gait in GAITS)
        pooled = table[table["Share of the pool"] != ""]
        assert len(pooled) == 7
        assert table["Interval"].str.contains("spread assumed").sum() == 3

    @pytest.mark.parametrize("gait", GAITS)
    def test_each_study_left_out_is_a_line(self, gait: Gait) -> None:
        text = left_out_table(gait)
        for row in leave_one_study_out(gait).itertuples():
            assert re.search(
                rf"{re.escape(sources()[row.study_id].short)}.*\| {row.n} \| {row.net_ratio:.2f} "
                rf"\| {row.multiplier:.2f} \|",
                text,
            )
        assert "| -" not in text.replace("|---", "")

    def test_every_published_value_is_there_with_tolerance_and_verdict(self) -> None:
        table = published_table()
        assert len(table) == len(published_values())
        assert set(table["Within"]) == {"yes", "no", ""}
        arithmetic = table[table["Kind"] == "arithmetic"]
        assert set(arithmetic["Within"]) == {"yes"}
        assert arithmetic["Tolerance"].str.endswith(", rounding").all()
        bare = table[table["Within"] == ""]
        assert set(bare["Tolerance"]) == {"none: no spread given"}
        assert "−28\u202f%" in set(bare["Off by"])
        what = table["What"].str.replace("\u202f", " ").tolist()
        assert what[0] == "ACSM running: 2.2352 m/s, level"
        assert "ACSM running: 2.5 m/s, grade −10 %" in what
        assert "Oxygen: backward, walking, 1.341 m/s, level" in what
        assert "Resting energy: male, 70 kg, 1.75 m, 30 years" in what
        assert "Energy per litre: exchange ratio 0.85" in what
        assert "Root mean square: LCDA, all speeds" in what
        assert not any("_" in text or " m s " in text or " kg " in text for text in what)

    def test_the_baselines_are_those_of_the_document(self) -> None:
        table = baseline_table()
        assert table.loc["Consensus", "Bias, ml/kg/min"] == "+1.6"
        assert table.loc["Consensus", "Root mean square"] == "2.2"

    def test_every_rule_has_a_grade_and_says_who_gives_its_limit(self) -> None:
        table = rule_grades_table()
        assert len(table) == len(rules())
        assert set(table["Grade"]) <= set("ABCD")
        assert table.loc["No jump in one session", "Grade"] == "B"
        assert table.loc["No jump in one session", "Limit given by"] == "a source"
        assert table.loc["Never downhill", "Limit"] == "0 % at least"

    def test_an_equation_has_a_value_or_a_reason(self) -> None:
        for scenario in (Scenario(), Scenario(units="imperial", grade=-0.05)):
            table = equations_table(scenario, forward_equations(scenario))
            assert len(table) == 5
            assert ((table["ml/kg/min"] != "") | (table["Note"] != "")).all()
        assert "kcal per mile, gross" in table.columns

    def test_every_swing_is_a_row(self) -> None:
        found_ = sensitivity(Scenario())
        table = swings_table(Scenario(), found_)
        assert len(table) == len(found_.swings)
        assert table.loc["Weight", "Lower with"] == "65 kg"
