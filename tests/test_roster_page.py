"""The Coach page on the server: uploads, edits and results."""

import json
from typing import Any

import pytest
from roster_files import fixture, rows_of
from streamlit.testing.v1 import AppTest
from test_pages import COACH, checked, edit, heading, opened, scenario, sent, warnings

from backrun import Scenario
from backrun.link.rounding import snap
from backrun.models.roster.clients import seen_as
from backrun.models.roster.group import judge_group
from backrun.reports.roster.file import read_roster
from backrun.reports.roster.out import example_clients
from backrun.scenario.settings import RampUpSettings
from backrun.ui.roster import state as roster_state
from backrun.wording.roster import UPLOAD_FIRST, group_answer, group_remarks

THREE = read_roster(fixture("good_comma.csv")).clients
BEN = 1


def uploaded(data: bytes, name: str = "clients.csv", app: AppTest | None = None) -> AppTest:
    app = app or opened(COACH)
    app.file_uploader(key="roster_upload").set_value((name, data, "text/csv"))
    return checked(app.run())


def expected(clients: Any, view: Scenario | None = None) -> str:
    return group_answer(judge_group(clients, view or Scenario(), RampUpSettings()))


def held(app: AppTest) -> roster_state.Roster:
    roster = app.session_state["roster_held"]
    assert isinstance(roster, roster_state.Roster)
    return roster


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


class TestWayIn:
    def test_first_there_is_an_upload_a_template_and_an_example(self) -> None:
        app = opened(COACH)
        assert heading(app) == UPLOAD_FIRST
        assert app.file_uploader(key="roster_upload").label == (
            "Your clients as CSV or Excel: at most 1 MB and 5000 rows"
        )
        assert {"Template (CSV)", "Template (Excel)"} <= set(buttons(app))
        assert not app.data_editor

    def test_an_upload_is_answered(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        assert heading(app) == expected(THREE)
        group = judge_group(THREE, Scenario(), RampUpSettings())
        assert group_remarks(group) in [text.value for text in app.markdown]
        assert app.dataframe[0].value["Name"].tolist() == ["Anna", "Ben Ångström", "李雷"]
        assert len(app.data_editor[0].value) == 3
        assert warnings(app) == []
        assert app.query_params == {}

    def test_the_example(self) -> None:
        app = opened(COACH)
        next(b for b in app.button if b.label == "Try it with an example").click()
        assert heading(checked(app.run())) == expected(example_clients())

    def test_a_file_that_cannot_be_used_leaves_the_list(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        uploaded(fixture("picture.csv"), app=app)
        assert [error.value.replace("\\", "") for error in app.error] == [
            "The file is a PNG picture; allowed: CSV in UTF-8 or Excel (.xlsx). "
            "What you had before stays as it is."
        ]
        assert heading(app) == expected(THREE)
        uploaded(fixture("good_semicolon.csv"), app=app)
        assert not app.error
        assert "your 2 clients" in heading(app)

    def test_a_refused_file_is_not_said_to_have_the_bad_rows_of_the_one_before(self) -> None:
        app = uploaded(fixture("text_in_number.csv"))
        uploaded(fixture("header_only.csv"), app=app)
        assert warnings(app) == []
        assert len(app.error) == 1

    def test_bad_rows_are_listed(self) -> None:
        app = uploaded(fixture("text_in_number.csv"))
        assert warnings(app) == ["1 client kept; 2 rows were left out."]
        assert not app.main.expander[1].dataframe
        sent(app, app.main.expander[1], bool_value=True)
        listed = app.main.expander[1].dataframe[0].value
        assert listed["Row"].tolist() == [3, 4]
        assert listed["What is wrong"][0] == (
            "Weight: 'heavy' is not a number; allowed: 30 to 250 kg"
        )

    def test_only_bad_rows(self) -> None:
        app = uploaded(b"Name,Weight,Pace\nAnna,1,5:30\n")
        assert heading(app) == UPLOAD_FIRST
        assert warnings(app) == ["0 clients kept; 1 row was left out."]

    def test_a_file_without_a_good_row_leaves_the_list(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        app = uploaded(b"Name,Weight,Pace\nAnna,1,5:30\n", app=app)
        assert len(held(app).clients) == 3
        (said,) = (error.value.replace("\\", "") for error in app.error)
        assert said == (
            "No row of this file can be used. Row 2: Weight: 1 kg; allowed: 30 to 250 kg. "
            "What you had before stays as it is."
        )

    def test_the_coachs_units_read_a_heading_without_one(self) -> None:
        app = uploaded(b"Name,Weight,Pace\nAnna,135,8:51\n", app=opened(COACH, units="imperial"))
        assert held(app).clients[0].scenario.runner.mass_kg == pytest.approx(61.235, abs=1e-3)
        assert app.data_editor[0].value["mass"][0] == 135.0

    def test_the_table_to_edit_has_paces_to_the_second(self) -> None:
        app = uploaded(fixture("good_comma.csv"), app=opened(COACH, units="imperial"))
        assert app.data_editor[0].value["pace"].tolist() == ["8:51", "10:04", "8:03"]
        edit(app, {0: {"share": 70.0}})
        # Values that the coach did not edit keep all their digits.
        assert held(app).clients[0].scenario.pace_s_per_km == THREE[0].scenario.pace_s_per_km

    def test_a_list_is_forgotten(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        next(b for b in app.button if b.label == "Forget this list").click()
        assert heading(checked(app.run())) == UPLOAD_FIRST
        assert "roster_held" not in app.session_state
        assert "roster_group" not in app.session_state


class TestView:
    def test_a_slider_leaves_the_group_alone(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        made = app.session_state["roster_group"]
        app.slider(key="mass").set_value(120.0)
        app.slider(key="share").set_value(50.0)
        assert heading(checked(app.run())) == expected(THREE)
        assert app.session_state["roster_group"] is made

    @pytest.mark.parametrize(
        ("key", "value", "view"),
        [
            ("basis", "effort", {"basis": "effort"}),
            ("per", "week", {"per": "week"}),
            ("counted", "net", {"counted": "net"}),
        ],
    )
    def test_a_switch_judges_the_group_anew(self, key: str, value: str, view: Any) -> None:
        app = uploaded(fixture("good_comma.csv"))
        app.segmented_control(key=key).set_value(value)
        assert heading(checked(app.run())) == expected(THREE, Scenario(**view))

    def test_other_units_start_the_table_anew_and_keep_the_people(self) -> None:
        app = edit(uploaded(fixture("good_comma.csv")), {0: {"mass": 70.5}})
        app.segmented_control(key="units_shown").set_value("imperial")
        checked(app.run())
        assert app.data_editor[0].value["mass"][0] == pytest.approx(155.43)
        assert held(app).clients[0].scenario.runner.mass_kg == 70.5
        assert held(app).clients[1:] == THREE[1:]

    def test_the_list_stays_on_the_way_through_the_pages(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        for page in ("pages/week.py", COACH):
            app.switch_page(page)
            checked(app.run())
        assert heading(app) == expected(THREE)


class TestEditor:
    def test_an_edit_counts_at_once(self) -> None:
        app = edit(uploaded(fixture("good_comma.csv")), {0: {"mass": 70.5, "pace": "5:00"}})
        anna = held(app).clients[0].scenario
        assert (anna.runner.mass_kg, anna.pace_s_per_km) == (70.5, 300.0)
        assert anna.runner.age_years == 34
        assert held(app).clients[1:] == THREE[1:]

    def test_a_bad_edit_is_named_and_the_good_one_kept(self) -> None:
        app = edit(uploaded(fixture("good_comma.csv")), {0: {"mass": 9000}, 1: {"share": 80}})
        assert warnings(app) == ["Anna: Weight: 9000 kg; allowed: 30 to 250 kg; kept as it was"]
        assert held(app).clients[0] == THREE[0]
        assert held(app).clients[1].scenario.backward_share == 0.8

    def test_rows_come_and_go(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        new = {"name": "Cleo", "mass": 55, "pace": "6:10"}
        edits = {"edited_rows": {}, "added_rows": [new, {}], "deleted_rows": [0]}
        sent(app, app.data_editor[0], string_value=json.dumps(edits))
        assert [client.name for client in held(app).clients] == ["Ben Ångström", "李雷", "Cleo"]
        assert "your 3 clients" in heading(app)

    def test_a_run_typed_over_a_week_day_by_day_wins(self) -> None:
        app = edit(uploaded(fixture("good_comma.csv")), {BEN: {"minutes": 30}})
        assert held(app).clients[BEN].scenario.week == Scenario().week.even(3, 30.0, 6.0)
        assert app.data_editor[0].value["week"].isna().all()


class TestOneClient:
    def test_a_client_becomes_the_runner_on_all_pages(self) -> None:
        app = uploaded(fixture("good_comma.csv"), app=opened(COACH, basis="time"))
        app.button(key=f"roster_open_{BEN}").click()
        checked(app.run())
        wanted = snap(seen_as(THREE[BEN].scenario, Scenario(basis="time")))
        assert scenario(app) == wanted
        assert "name" not in app.query_params
        assert any("is the runner on all pages now" in text.value for text in app.caption)
        assert f"roster_open_{BEN}" not in [button.key for button in app.button]

    def test_two_to_four_side_by_side_with_a_link_each(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        assert app.multiselect(key="roster_chosen").value == ["Anna", "Ben Ångström"]
        links = [code.value for code in app.code]
        assert len(links) == 2
        assert all("Anna" not in link and "Ben" not in link for link in links)
        app.multiselect(key="roster_chosen").set_value(["李雷"])
        assert len(checked(app.run()).code) == 1

    def test_another_list_starts_with_its_own_first_two(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        uploaded(rows_of(5), app=app)
        names = [client.name for client in held(app).clients]
        assert app.multiselect(key="roster_chosen").value == names[:2]
        assert len(app.code) == 2


class TestReports:
    def test_the_paper_is_that_of_the_country_as_in_the_share_dialog(self) -> None:
        app = uploaded(fixture("good_comma.csv"))
        assert app.segmented_control(key="roster_report_page").value == "A4"
        abroad = opened(COACH)
        abroad.context["locale"] = "en-US"
        uploaded(fixture("good_comma.csv"), app=abroad)
        assert abroad.segmented_control(key="roster_report_page").value == "Letter"

    def test_reports_are_made_a_few_a_run_and_can_be_cancelled(self) -> None:
        app = uploaded(rows_of(40))
        app.button(key="roster_reports_start").click()
        checked(app.run())
        job = app.session_state["roster_reports"]
        assert (job.done, len(job.clients)) == (0, 40)
        assert "roster_reports_cancel" in [button.key for button in app.button]
        app.button(key="roster_reports_cancel").click()
        checked(app.run())
        assert "roster_reports" not in app.session_state
        assert "Make 40 reports" in buttons(app)

    def test_many_clients_are_offered_in_parts(self) -> None:
        app = uploaded(rows_of(450))
        part = app.selectbox(key="roster_report_part")
        assert part.options == ["1 to 200", "201 to 400", "401 to 450"]
        part.set_value("401 to 450")
        assert "Make 50 reports" in buttons(checked(app.run()))

    def test_another_list_lets_the_reports_of_the_first_go(self) -> None:
        app = uploaded(rows_of(40))
        app.button(key="roster_reports_start").click()
        checked(app.run())
        uploaded(fixture("good_comma.csv"), app=app)
        assert "roster_reports" not in app.session_state
