import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import EVIDENCE, checked, heading, opened, sent, warnings

from backrun import MODEL_VERSION, Scenario, compare
from backrun.evidence import sources
from backrun.evidence.studies import select_studies, studies
from backrun.evidence.uses import uses_by_study
from backrun.models.energy.sensitivity import sensitivity
from backrun.models.validation.evidence_grades import graded_findings
from backrun.models.validation.forward_equations import forward_equations
from backrun.reports.tables.findings import findings_list, findings_of, why_this_grade
from backrun.reports.tables.ledger import most_used_first, stands_on, study_card, use_note
from backrun.reports.tables.method import method, worked_example
from backrun.reports.tables.validity import is_it_right, unknown
from backrun.reports.tables.watch import equations_answer, heart_rate_answer
from backrun.ui.evidence.sections import SECTIONS
from backrun.wording.evidence import forest_summary, sensitivity_answer

ME = Scenario(pace_s_per_km=333.0)


def texts(app: AppTest) -> str:
    return "\n".join(text.value for text in app.markdown)


def charts(app: AppTest) -> list[Any]:
    return [element.proto for element in app.main if element.type == "plotly_chart"]


def opened_at(section: str, **link: Any) -> AppTest:
    return opened(EVIDENCE, section=section, **link)


def shown_studies(app: AppTest) -> list[str]:
    return app.dataframe[0].value.index.tolist()


class TestSections:
    def test_the_first_one_is_what_is_found(self) -> None:
        app = opened(EVIDENCE)
        assert app.segmented_control(key="section").value == "findings"
        assert [chart.alt for chart in charts(app)] == [
            forest_summary("running"),
            forest_summary("walking"),
        ]

    @pytest.mark.parametrize("section", SECTIONS)
    def test_a_link_opens_a_section_and_a_choice_another(self, section: str) -> None:
        app = opened_at(section, pace="5:33")
        assert app.segmented_control(key="section").value == section
        assert warnings(app) == []
        assert "5:33" in heading(app)
        other = "method" if section != "method" else "fit"
        app.segmented_control(key="section").set_value(other)
        checked(app.run())
        assert app.query_params == {"pace": "5:33", "section": other}
        assert app.segmented_control(key="section").value == other

    @pytest.mark.parametrize("section", ["nonsense", "", "Method"])
    def test_an_unknown_section_is_the_first_one(self, section: str) -> None:
        app = opened_at(section)
        assert app.segmented_control(key="section").value == "findings"
        assert warnings(app) == [
            f"section: {section!r}; allowed: findings, fit, you, studies, method; "
            "used instead: findings"
        ]

    def test_a_study_alone_opens_the_studies(self) -> None:
        app = opened(EVIDENCE, study="hooper2004")
        assert app.segmented_control(key="section").value == "studies"
        assert app.selectbox(key="study").value == "hooper2004"
        assert warnings(app) == []

    def test_a_shared_link_opens_the_same_section(self) -> None:
        app = opened_at("studies", study="hooper2004")
        app.button(key="share_button").click()
        link = checked(app.run()).code[0].value
        assert link.endswith("&section=studies&study=hooper2004")

    @pytest.mark.parametrize("section", SECTIONS)
    def test_the_answer_follows_the_person_in_every_section(self, section: str) -> None:
        app = opened_at(section)
        before = heading(app)
        app.select_slider(key="pace").set_value("5:00")
        checked(app.run())
        assert "5:00" in heading(app)
        assert heading(app) != before
        assert app.segmented_control(key="section").value == section

    @pytest.mark.parametrize("section", SECTIONS)
    def test_downhill_nothing_breaks(self, section: str) -> None:
        app = opened_at(section, grade="-4")
        assert heading(app).endswith("Downhill it was not measured, so no number is given for you.")

    def test_every_chart_has_words_and_a_table_below(self) -> None:
        for section in ("findings", "fit", "you"):
            app = opened_at(section)
            assert len(charts(app)) == 2
            assert all(chart.alt.endswith("has the data.") for chart in charts(app))
            drawer = app.main.expander[0]
            assert len(drawer.dataframe) == 0
            sent(app, drawer, bool_value=True)
            tables = app.main.expander[0].dataframe
            assert len(tables) == {"findings": 4, "fit": 3, "you": 2}[section]
            assert all(len(table.value) >= 4 for table in tables)

    def test_the_charts_follow_the_theme(self) -> None:
        for section in ("findings", "fit", "you"):
            app = opened_at(section)
            app.context["theme"] = "dark"
            assert all("#1F2523" not in chart.spec for chart in charts(checked(app.run())))


class TestFindings:
    @pytest.mark.parametrize("group", ["energy", "joints", "muscles"])
    def test_a_group_is_listed_and_each_grade_explained(self, group: str) -> None:
        app = opened(EVIDENCE)
        app.segmented_control(key="grades_group").set_value(group)
        checked(app.run())
        assert findings_list(group) in texts(app)
        own = findings_of(group)
        last = list(own)[-1]
        assert why_this_grade(next(iter(own.values()))) in texts(app)
        app.selectbox(key=f"grade_of_{group}").set_value(last)
        assert why_this_grade(own[last]) in texts(checked(app.run()))


def test_what_lies_outside_the_measured_range_is_named() -> None:
    def named(**link: str) -> bool:
        return any(
            "Outside what was measured" in text.value for text in opened(EVIDENCE, **link).caption
        )

    assert named(pace="4:00")
    assert not named()


class TestForYou:
    def test_equations_heart_rate_swings_and_example_are_the_persons(self) -> None:
        app = opened_at("you", pace="5:33")
        shown = texts(app)
        assert equations_answer(ME, forward_equations(ME)) in shown
        assert heart_rate_answer(ME) in shown
        assert sensitivity_answer(sensitivity(ME), ME) in shown
        assert worked_example(ME) in shown

    def test_a_slider_moves_them(self) -> None:
        app = opened_at("you")
        before = [chart.spec for chart in charts(app)]
        app.slider(key="mass").set_value(90.0)
        after = [chart.spec for chart in charts(checked(app.run()))]
        assert before[0] != after[0]
        assert before[1] != after[1]

    def test_downhill_only_forward_is_left(self) -> None:
        app = opened_at("you", grade="-4")
        assert len(charts(app)) == 1
        assert "Downhill there is no answer to move" in texts(app)
        sent(app, app.main.expander[0], bool_value=True)
        assert len(app.main.expander[0].dataframe) == 1


class TestMethod:
    def test_method_validity_gaps_and_version(self) -> None:
        shown = texts(opened_at("method"))
        for part in (method(), is_it_right(), unknown(), f"### Version {MODEL_VERSION}"):
            assert part in shown

    def test_the_coefficients_are_a_drawer_away(self) -> None:
        app = opened_at("method")
        sent(app, app.main.expander[0], bool_value=True)
        assert len(app.main.expander[0].dataframe[0].value) == 35


class TestLedger:
    def test_every_study_is_listed_and_the_most_used_one_shown(self) -> None:
        app = opened_at("studies")
        ordered = most_used_first(select_studies())
        assert shown_studies(app) == [sources()[study.study_id].short for study in ordered]
        first = ordered[0].study_id
        assert app.selectbox(key="study").value == first
        assert study_card(first) in texts(app)
        assert stands_on(first) in texts(app)

    def test_search_and_filters_narrow_it(self) -> None:
        app = opened_at("studies")
        app.text_input(key="ledger_search").input("lactate")
        checked(app.run())
        assert shown_studies(app) == ["Flynn 1994"]
        assert study_card("flynn1994") in texts(app)
        app.text_input(key="ledger_search").input("")
        app.multiselect(key="ledger_topic").set_value(["load"])
        app.multiselect(key="ledger_design").set_value(["trial"])
        checked(app.run())
        assert set(shown_studies(app)) == {
            sources()[study.study_id].short
            for study in select_studies(topics=["load"], designs=["trial"])
        }

    def test_nothing_that_fits_is_said(self) -> None:
        app = opened_at("studies")
        app.text_input(key="ledger_search").input("<b>*nothing*")
        checked(app.run())
        assert app.info[0].value == "No study fits all of this. Take a word or a filter away."
        assert len(app.dataframe) == 0

    @pytest.mark.parametrize("key", ["roos2012", "mahaki2017", "article_fitness"])
    def test_a_link_opens_a_study(self, key: str) -> None:
        app = opened_at("studies", study=key)
        assert app.selectbox(key="study").value == key
        assert study_card(key) in texts(app)

    @pytest.mark.parametrize("key", ["nobody", "backrun", ""])
    def test_an_unknown_study_is_the_first_one(self, key: str) -> None:
        app = opened_at("studies", study=key)
        assert app.selectbox(key="study").value in studies()
        message = f"study: {key!r} is not among the studies; used instead: the first of them"
        assert warnings(app) == [message]

    def test_a_linked_study_stays_though_the_filters_hide_it(self) -> None:
        app = opened_at("studies", study="roos2012")
        app.text_input(key="ledger_search").input("lactate")
        checked(app.run())
        assert app.selectbox(key="study").value == "roos2012"
        assert shown_studies(app) == ["Flynn 1994"]

    def test_a_choice_of_the_box_is_in_the_address(self) -> None:
        app = opened_at("studies")
        app.selectbox(key="study").set_value("hooper2004")
        checked(app.run())
        assert app.query_params["study"] == "hooper2004"
        assert study_card("hooper2004") in texts(app)

    def test_a_row_of_the_table_chooses_its_study(self) -> None:
        app = opened_at("studies")
        wanted = most_used_first(select_studies())[4].study_id
        rows = json.dumps({"selection": {"rows": [4], "columns": [], "cells": []}})
        sent(app, app.dataframe[0], string_value=rows)
        assert app.selectbox(key="study").value == wanted

    def test_what_stands_behind_a_number_is_shown(self) -> None:
        app = opened_at("studies")
        app.selectbox(key="behind").set_value("coefficient/multiplier_running")
        checked(app.run())
        assert use_note("coefficient/multiplier_running") in texts(app)
        assert set(shown_studies(app)) == {
            sources()[key].short
            for key in ("wright_weyand2001", "masumoto_bws", "rasica2020", "williford1998")
        }

    def test_from_a_study_to_all_studies_of_what_stands_on_it(self) -> None:
        app = opened_at("studies", study="wright_weyand2001")
        app.text_input(key="ledger_search").input("wright")
        checked(app.run())
        app.selectbox(key="one_use").set_value("coefficient/multiplier_running")
        checked(app.run())
        assert app.selectbox(key="behind").value == "coefficient/multiplier_running"
        assert app.selectbox(key="one_use").value is None
        assert app.text_input(key="ledger_search").value == ""
        assert len(shown_studies(app)) == 4

    def test_our_own_choice_has_no_study_to_show(self) -> None:
        app = opened_at("studies")
        app.selectbox(key="behind").set_value("coefficient/correlation_forward_backward")
        checked(app.run())
        assert "It stands on no study: it is our own choice." in texts(app)
        assert len(app.dataframe) == 0

    def test_everything_that_stands_on_a_study_is_a_drawer_away(self) -> None:
        app = opened_at("studies", study="roos2012")
        sent(app, app.main.expander[0], bool_value=True)
        table = app.main.expander[0].dataframe[0].value
        assert len(table) == len(uses_by_study()["roos2012"])

    def test_a_study_that_carries_nothing_has_no_drawer(self) -> None:
        app = opened_at("studies", study="mahaki2017")
        assert len(app.main.expander) == 0
        assert "used for nothing here" in texts(app)


def test_the_heading_names_the_grade_of_the_rule() -> None:
    grade = next(each for each in graded_findings() if each.key == "energy_running").grade
    assert f"**grade {grade}**" in heading(opened(EVIDENCE))
    assert compare(Scenario(), "speed").ratio.km.low > 1
