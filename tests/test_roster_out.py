"""The files and tables of a roster: results, templates, reports; and edits of the roster."""

import csv
import re
from base64 import b64decode
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from roster_files import fixture
from strategies import any_scenarios
from test_roster import people

from backrun import MODEL_VERSION, PlanError, RampUpSettings, Scenario, Week, compare, plan_ramp_up
from backrun.figures.roster_chart import roster_chart
from backrun.link import read_link
from backrun.models.ramp_up import week_shortfall
from backrun.models.roster.clients import Client, seen_as
from backrun.models.roster.group import Group, judge_group
from backrun.reports.plan.tables import FORMULA_STARTS
from backrun.reports.roster.columns import COLUMNS
from backrun.reports.roster.edits import edited
from backrun.reports.roster.file import read_roster
from backrun.reports.roster.out import (
    entered,
    example_clients,
    results_csv,
    results_xlsx,
    template_csv,
    template_xlsx,
)
from backrun.reports.roster.sheet import MOST_CLIENTS
from backrun.reports.roster.tables import facts, group_table
from backrun.reports.roster.zip import MOST_REPORTS, ReportsZip, file_name
from backrun.units import System
from backrun.wording.roster import (
    DOWNHILL,
    NO_MINUTES,
    chart_caption,
    chart_summary,
    counted_words,
    goal_words,
    group_answer,
    group_remarks,
    kept_words,
)

ADDRESS = "https://backrun.example.org/"
THREE = read_roster(fixture("good_comma.csv")).clients
NOW = date(2026, 11, 21)
# Letters of any script, and signs with a meaning in a spreadsheet, a path or a web page.
names = st.text(min_size=1, max_size=30).filter(lambda text: text.strip() != "")
systems = st.sampled_from(["metric", "imperial"])


def judged(clients=THREE, view: Scenario | None = None, **wishes: object) -> Group:
    return judge_group(clients, view or Scenario(), RampUpSettings(**wishes))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


class TestResults:
    def test_a_row_has_entries_numbers_limits_and_a_link(self) -> None:
        found = rows(results_csv(judged(), ADDRESS))
        anna = compare(THREE[0].scenario)
        assert [row["Name"] for row in found] == ["Anna", "Ben Ångström", "李雷"]
        assert (found[0]["Weight, kg"], found[0]["Forward pace, min/km"]) == ("61.5", "5:30")
        assert found[1]["Day by day"] == "mon40-4_sat60-10@5:50"
        assert found[0]["Results"] == (
            "at the same speed, per kilometre, gross, 80 % intervals for one person"
        )
        for heading, rates in (
            ("Forward, kcal", anna.forward),
            ("Backward, kcal", anna.backward),
            ("More backward, kcal", anna.difference),
            ("Backward : forward", anna.ratio),
        ):
            assert float(found[0][heading]) == pytest.approx(rates.km.central, abs=1e-4)
            assert float(found[0][f"{heading}, low"]) == pytest.approx(rates.km.low, abs=1e-4)
            assert float(found[0][f"{heading}, high"]) == pytest.approx(rates.km.high, abs=1e-4)
        assert found[0]["Backward pace, min/km"] == "5:30"
        assert found[2]["Outside what was measured"] == (
            "the people measured were mostly students and young athletes; none is known to have "
            "been under 18 or over 50 years old"
        )
        assert found[0]["Model"] == MODEL_VERSION

    def test_the_bounds_of_a_pace_are_in_order(self) -> None:
        found = rows(results_csv(judged(view=Scenario(basis="effort")), ADDRESS))[0]
        low, middle, high = (
            found[f"Backward pace, min/km{end}"] for end in (", low", "", ", high")
        )
        assert low < middle < high

    def test_links_open_the_same_person_and_hold_no_name(self) -> None:
        view = Scenario(basis="time", per="week")
        for client, row in zip(THREE, rows(results_csv(judged(view=view), ADDRESS)), strict=True):
            address, _, query = row["Link"].partition("?")
            parameters = dict(pair.split("=", 1) for pair in query.split("&"))
            assert address == ADDRESS
            assert read_link(parameters) == (seen_as(client.scenario, view), [])
            assert not any(word in row["Link"] for word in client.name.split())

    def test_who_has_no_number_has_empty_cells_and_a_reason(self) -> None:
        clients = [
            Client("Downhill", Scenario(grade=-0.05)),
            Client("Forward", Scenario(week=Week.even(2, 30.0, 0.0))),
        ]
        downhill, forward = rows(
            results_csv(judged(clients, Scenario(per="week", units="imperial")), ADDRESS)
        )
        assert downhill["Outside what was measured"] == DOWNHILL
        assert forward["Outside what was measured"] == NO_MINUTES
        assert downhill["Backward : forward"] == forward["Forward, kcal"] == ""

    def test_excel_holds_numbers_as_numbers_and_the_same_cells(self) -> None:
        group = judged()
        sheet = load_workbook(BytesIO(results_xlsx(group, ADDRESS))).active
        assert sheet is not None
        head, *body = sheet.iter_rows(values_only=True)
        table = rows(results_csv(group, ADDRESS))
        assert list(head) == list(table[0])
        for cells, row in zip(body, table, strict=True):
            for heading, cell in zip(head, cells, strict=True):
                text = (
                    ""
                    if cell is None
                    else f"{cell:.15g}"
                    if isinstance(cell, (int, float))
                    else cell
                )
                assert text == row[str(heading)]
        assert isinstance(body[0][1], float)
        assert sheet.freeze_panes == "B2"

    @given(st.lists(st.tuples(names, any_scenarios), max_size=4), any_scenarios)
    @settings(max_examples=40)
    def test_no_cell_begins_as_a_formula_does(self, people, view: Scenario) -> None:
        clients = [Client(name, scenario) for name, scenario in people]
        data = results_csv(judged(clients, view), ADDRESS)
        for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                # A number below zero is no formula.
                assert not cell.startswith(FORMULA_STARTS) or re.fullmatch(r"-[\d.e-]+", cell)

    @given(st.lists(any_scenarios, min_size=1, max_size=4), systems)
    @settings(max_examples=40)
    def test_results_read_back_to_the_same_people(self, scenarios, system: System) -> None:
        plain = Scenario()
        clients = tuple(
            Client(f"Client {n}", seen_as(scenario, plain)) for n, scenario in enumerate(scenarios)
        )
        group = judged(clients, Scenario(units=system))
        for data in (results_csv(group, ADDRESS), results_xlsx(group, ADDRESS)):
            file = read_roster(data)
            assert file.problems == ()
            assert file.clients == clients


class TestTemplates:
    @pytest.mark.parametrize("system", ["metric", "imperial"])
    @pytest.mark.parametrize("make", [template_csv, template_xlsx])
    def test_a_template_is_a_roster(self, make, system: System) -> None:
        file = read_roster(make(system), "metric")
        assert file.problems == ()
        assert [client.name for client in file.clients] == [c.name for c in example_clients()]
        for found, wanted in zip(file.clients, example_clients(), strict=True):
            assert found.scenario == wanted.scenario

    def test_it_has_every_column_with_its_unit(self) -> None:
        heads = template_csv("imperial").decode("utf-8-sig").splitlines()[0]
        assert '"Weight, lb","Forward pace, min/mile"' in heads

    def test_paces_and_names_are_columns_of_text_in_excel(self) -> None:
        sheet = load_workbook(BytesIO(template_xlsx("metric"))).active
        assert sheet is not None
        assert sheet["C2"].value == "7:30"
        assert sheet["C2"].number_format == "@"
        assert isinstance(sheet["B2"].value, int | float)


class TestTables:
    def test_the_group_has_a_row_a_client_and_numbers_to_sort(self) -> None:
        table = group_table(judged(example_clients()))
        assert table["Name"].tolist() == [client.name for client in example_clients()]
        assert table["More backward, kcal"].tolist() == [21.0, 18.0, 20.0, 20.0, 22.0]
        assert table["Change"][1] == "12\u2060–\u206046\u202f% more"
        assert table["Room for a plan"].tolist() == ["no", "yes", "yes", "yes", "yes"]

    def test_facts_agree_with_the_comparison(self) -> None:
        found = facts(judged(view=Scenario(per="week")), 0)
        assert found["Weight"] == "61.5 kg"
        assert found["Room for a plan"] == "yes"
        assert {"Forward per week", "Backward per week", "More backward per week"} <= found.keys()

    def test_facts_say_why_there_is_no_number(self) -> None:
        group = judged(
            [
                Client("Ann", Scenario(grade=-0.01)),
                Client("Ben", Scenario(week=Week.even(0, 0, 0))),
            ],
            Scenario(per="session"),
        )
        assert facts(group, 0)["Outside what was measured"] == DOWNHILL
        assert facts(group, 1)["Energy per session"] == NO_MINUTES
        assert facts(group, 1)["Room for a plan"].startswith("no: Your week has 0 min of running.")


class TestWords:
    def test_the_answer_names_basis_rate_and_count(self) -> None:
        answer = group_answer(judged(view=Scenario(basis="distance", per="session")))
        assert answer.startswith("Over the same distance going backward takes your 3 clients **")
        assert answer.endswith("** energy per session")

    def test_nobody_has_a_number(self) -> None:
        group = judged([Client("Ann", Scenario(grade=-0.05))])
        assert group_answer(group) == "None of your 1 client has a number to compare"
        assert f"**1** without a number: {DOWNHILL}" in group_remarks(group)
        assert chart_summary(group) == "Nobody in the group has a number."

    def test_remarks_count(self) -> None:
        clients = people(60)
        group = judged(clients, Scenario(per="week"))
        said = group_remarks(group)
        assert f"**{group.outside}** outside what was measured" in said
        assert f"**15** without a number: {DOWNHILL}" in said
        assert f"**{group.energy.without_minutes.size}** without a number: {NO_MINUTES}" in said
        assert f"**{group.without_room}** whose week cannot hold a plan to 10 min" in said
        assert group_remarks(judged([Client("Ann", Scenario())])).endswith(
            "everybody is within what was measured."
        )

    def test_one_and_none_are_no_group(self) -> None:
        one = judged([Client("Ann", Scenario())])
        assert group_remarks(one).startswith("That is the centre; the interval is 12")
        assert chart_summary(one).startswith("What one client spends more backward than forward")
        assert chart_summary(one).count("(Ann)") == 1
        none = judged([Client("Ann", Scenario(grade=-0.05))])
        assert group_remarks(none).startswith(f"**1** without a number: {DOWNHILL}")

    def test_parts_that_do_not_count_are_named(self) -> None:
        of_equation = judged(view=Scenario(parts=("equation",), per="week"))
        assert counted_words(of_equation) == (
            "at the same speed, per week (the backward minutes alone), gross, "
            "80 % intervals of “forward equation” alone"
        )
        without = judged(view=Scenario(parts=()))
        assert "(80" not in group_remarks(without)
        assert counted_words(without).endswith("no intervals, as no part of the uncertainty counts")

    def test_the_goal_is_named(self) -> None:
        assert goal_words(judged(goal_min=6)) == "6 min a session"
        assert goal_words(judged(goal_share=0.05)) == "5 % of the week"

    def test_kept_and_left_out(self) -> None:
        assert kept_words(2, 1, 0) == "2 clients kept; 1 row was left out."
        assert kept_words(1, 0, 1) == "All rows are kept, 1 client; 1 column was left out."
        assert kept_words(2, 0, 3) == "All rows are kept, 2 clients; 3 columns were left out."
        assert kept_words(0, 2, 1) == "0 clients kept; 2 rows and 1 column were left out."


class TestRoom:
    @given(
        st.builds(
            Week.even,
            st.integers(1, 7),
            st.sampled_from([10.0, 15.0, 20.0, 26.0, 30.0, 45.0, 60.0, 90.0]),
            st.just(0.0),
        ),
        st.sampled_from([3.0, 6.0, 10.0, 20.0]),
        st.sampled_from(["cautious", "standard", "experienced"]),
    )
    @settings(max_examples=60)
    def test_a_week_that_cannot_hold_a_plan_is_known_without_planning(
        self, week: Week, goal: float, caution: str
    ) -> None:
        scenario = Scenario(week=week)
        wishes = RampUpSettings(start=date(2026, 11, 23), goal_min=goal, caution=caution)
        short = judge_group([Client("Ann", scenario)], Scenario(), wishes).shortfalls[0]
        assert short == week_shortfall(scenario, wishes)
        if short:
            assert plan_ramp_up(scenario, wishes).shortfall

    def test_a_week_of_rest_has_no_room(self) -> None:
        rest = Client("Ann", Scenario(week=Week.even(0, 0.0, 0.0)))
        assert judged([rest]).without_room == 1
        with pytest.raises(PlanError):
            plan_ramp_up(rest.scenario)

    def test_the_caution_of_the_plan_counts(self) -> None:
        """With fewer sessions a week, a session's part of the goal is too long for the day."""
        short = Scenario(pace_s_per_km=150, week=Week.even(4, 20.0, 0.0))
        room = [
            judged([Client("Ann", short)], goal_share=0.2, caution=caution).without_room
            for caution in ("cautious", "standard")
        ]
        assert room == [1, 0]

    def test_the_coachs_own_days_and_absences_do_not_count(self) -> None:
        own = {"days": ("Mon",), "minutes": 15.0, "away": ["2026-12-24"]}
        assert judged(**own).settings == judged().settings.model_copy(
            update={"start": judged(**own).settings.start}
        )


class TestChart:
    @pytest.mark.parametrize("dark", [False, True])
    @pytest.mark.parametrize("count", [4, 40, 400])
    def test_everybody_is_in_order_and_the_outside_is_marked(self, count: int, dark: bool) -> None:
        clients = [replace(c, name=f"<b>{c.name}</b>&") for c in people(count)]
        group = judged(clients)
        chart = roster_chart(group, dark=dark).built()
        marks = next(trace for trace in chart.data if trace.name == "difference")
        assert len(marks.text) == len(group.energy.answered)
        assert all(label.startswith("&lt;b&gt;") for label in marks.text)
        order = np.argsort(np.asarray(group.energy.difference.central), kind="stable")
        if len(order) <= 40:
            assert np.all(np.diff(marks.x) >= 0)
            assert [symbol == "diamond-open" for symbol in marks.marker.symbol] == [
                bool(group.energy.limits[number]) for number in order
            ]
            assert "Hollow marks" in chart_caption(group)
        else:
            bars = next(trace for trace in chart.data if trace.name == "outside")
            assert len(b64decode(bars.x["bdata"])) == 4 * 3 * group.outside
            assert "Grey bars" in chart_caption(group)

    def test_the_words_name_the_least_and_the_most(self) -> None:
        said = chart_summary(judged(example_clients()))
        assert "(Recreational 5 km) to +22" in said
        assert said.endswith("(Football player). The table has the data.")


class TestEdits:
    def test_a_row_keeps_what_was_not_edited_to_the_last_digit(self) -> None:
        imperial = read_roster(fixture("good_semicolon.csv")).clients
        clients, problems = edited(imperial, {0: {"pace": "5:00"}}, [], [], "metric")
        assert problems == []
        assert clients[0].scenario.runner == imperial[0].scenario.runner
        assert clients[0].scenario.pace_s_per_km == 300.0
        assert clients[1] is imperial[1]

    def test_edits_are_in_the_units_shown(self) -> None:
        clients, _ = edited(THREE, {0: {"mass": 150, "pace": "8:00"}}, [], [], "imperial")
        assert clients[0].scenario.runner.mass_kg == pytest.approx(68.0389, abs=1e-4)
        assert clients[0].scenario.pace_s_per_km == pytest.approx(480 / 1.609344)

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            ({"mass": 9000}, "Anna: Weight: 9000 kg; allowed: 30 to 250 kg; kept as it was"),
            (
                {"mass": None},
                "Anna: Weight: nothing given; allowed: 30 to 250 kg; kept as it was",
            ),
            ({"name": ""}, "Anna: Name: nothing given; allowed: 1 to 100 characters; kept as"),
            ({"name": "=1"}, "Anna: Name: '=1' is a formula; allowed: a value; kept as it was"),
            (
                {"name": "ben ångström"},
                "Anna: Name: 'ben ångström' is in the roster already; allowed: each name once",
            ),
            ({"sex": "x"}, "Anna: Sex: 'x'; allowed: female, male; kept as it was"),
            ({"backward": 99}, "Anna: Backward: 99 min; allowed: at most the run's 40 min;"),
        ],
    )
    def test_a_bad_edit_is_named_and_the_client_kept(self, cells, message: str) -> None:
        clients, problems = edited(THREE, {0: cells}, [], [], "metric")
        assert clients == THREE
        assert len(problems) == 1
        assert problems[0].startswith(message)

    def test_a_good_edit_stays_when_a_later_cell_of_its_row_is_bad(self) -> None:
        clients, problems = edited(THREE, {0: {"mass": 65.0, "pace": "abc"}}, [], [], "metric")
        assert clients[0].scenario.runner.mass_kg == 65.0
        assert clients[0].scenario.pace_s_per_km == THREE[0].scenario.pace_s_per_km
        assert len(problems) == 1
        assert "Forward pace: 'abc'" in problems[0]

    def test_cells_that_are_good_together_alone_need_not_be(self) -> None:
        cells = {"name": "Anna", "minutes": 20, "backward": 20}
        clients, problems = edited(THREE, {0: cells}, [], [], "metric")
        assert problems == []
        assert clients[0].scenario.week.backward_minutes > 0

    def test_an_emptied_optional_cell_is_as_the_app_starts(self) -> None:
        clients, problems = edited(THREE, {0: {"share": None, "age": None}}, [], [], "metric")
        assert problems == []
        assert clients[0].scenario.backward_share == Scenario().backward_share
        assert clients[0].scenario.runner.age_years is None

    def test_another_case_of_the_own_name_is_no_repetition(self) -> None:
        clients, problems = edited(THREE, {0: {"name": "ANNA"}}, [], [], "metric")
        assert (clients[0].name, problems) == ("ANNA", [])

    def test_rows_are_added_and_taken_out(self) -> None:
        new = {"name": "Cleo", "mass": 55.5, "pace": "6:10", "surface": "track"}
        clients, problems = edited(THREE, {}, [new, {}, {"name": None}], [0, 7], "metric")
        assert problems == []
        assert [client.name for client in clients] == ["Ben Ångström", "李雷", "Cleo"]
        assert clients[-1].scenario.surface == "track"

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            (
                {"name": "Cleo"},
                "New client: Weight: nothing given; allowed: 30 to 250 kg; left out",
            ),
            (
                {"name": "anna", "mass": 60, "pace": "5:00"},
                "New client: Name: 'anna' is in the roster already; allowed: each name once; left",
            ),
        ],
    )
    def test_a_bad_new_row_is_named_and_left_out(self, cells, message: str) -> None:
        clients, problems = edited(THREE, {}, [cells], [], "metric")
        assert clients == THREE
        assert problems[0].startswith(message)

    def test_a_week_typed_beside_a_run_wins(self) -> None:
        cells = {"week": "tue30-5", "days": 4, "minutes": 60}
        clients, problems = edited(THREE, {0: cells}, [], [], "metric")
        assert clients[0].scenario.week == read_link({"week": "tue30-5"})[0].week
        assert problems == []

    def test_there_are_never_more_than_five_thousand(self) -> None:
        full = tuple(Client(f"Client {n}", Scenario()) for n in range(MOST_CLIENTS))
        new = {"name": "One more", "mass": 60, "pace": "5:00"}
        clients, problems = edited(full, {}, [new], [], "metric")
        assert len(clients) == MOST_CLIENTS
        assert problems == [
            "New client: 5000 clients are there; allowed: at most that many; left out"
        ]

    @given(
        st.dictionaries(
            st.sampled_from([column.key for column in COLUMNS] + ["nonsense"]),
            st.none() | st.text(max_size=12) | st.floats() | st.integers() | st.booleans(),
        )
    )
    @example({"name": "0", "mass": None, "week": "0 0"})
    def test_any_edit_leaves_three_valid_clients(self, cells) -> None:
        clients, problems = edited(THREE, {1: cells}, [], [], "metric")
        assert len(clients) == 3
        # One cell can have several problems (each word of a week is read alone).
        bad = {column.key for column in COLUMNS for p in problems if f": {column.label}: " in p}
        assert clients[1] == THREE[1] or not bad.issuperset(cells)
        assert [client.name for client in clients].count("Anna") == 1

    def test_what_was_entered_reads_back(self) -> None:
        keys = [column.key for column in COLUMNS]
        anna = dict(zip(keys, entered(THREE[0], "metric"), strict=True))
        assert (anna["name"], anna["mass"], anna["pace"], anna["week"]) == (
            "Anna",
            "61.5",
            "5:30",
            "",
        )


class TestReports:
    def test_a_report_each_with_name_link_and_no_plan(self) -> None:
        job = ReportsZip(THREE, Scenario(), ADDRESS, coach="Kim", note="Slowly.", now=NOW)
        made = []
        while not job.finished:
            job.make_next()
            made.append(job.done)
        assert made == [1, 2, 3]
        with ZipFile(BytesIO(job.data())) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == ["001 Anna.pdf", "002 Ben Ångström.pdf", "003 李雷.pdf"]
            pages = [
                page.extract_text()
                for page in PdfReader(BytesIO(archive.read("001 Anna.pdf"))).pages
            ]
        assert "Anna" in pages[0]
        assert "There is no plan in this report." in pages[1]
        assert "Slowly." in "".join(pages)

    def test_the_same_clients_give_the_same_bytes(self) -> None:
        def made() -> bytes:
            job = ReportsZip(THREE[:1], Scenario(), ADDRESS, now=NOW)
            job.make_next()
            return job.data()

        assert made() == made()

    def test_it_can_be_left_in_the_middle(self) -> None:
        job = ReportsZip(THREE, Scenario(), ADDRESS, now=NOW)
        job.make_next()
        with ZipFile(BytesIO(job.data())) as archive:
            assert len(archive.namelist()) == 1

    def test_who_runs_downhill_has_a_report_too(self) -> None:
        job = ReportsZip([Client("Ann", Scenario(grade=-0.05))], Scenario(), ADDRESS, now=NOW)
        job.make_next()
        assert job.finished

    def test_not_more_than_one_file_can_hold(self) -> None:
        with pytest.raises(ValueError, match=r"^Reports: 201; allowed: at most 200 at once$"):
            ReportsZip(people(MOST_REPORTS + 1), Scenario(), ADDRESS, now=NOW)

    def test_a_file_name_keeps_vowels_that_are_marks(self) -> None:
        assert file_name(3, "हिन्दी") == "003 हिन्दी.pdf"

    @given(st.integers(1, 5000), st.text(max_size=100))
    def test_a_file_name_has_nothing_of_a_path(self, number: int, name: str) -> None:
        found = file_name(number, name)
        assert found.startswith(f"{number:03d} ")
        assert not set('/\\:*?"<>|\n\t\0') & set(found)
        assert ".." not in found
        assert len(found) <= 70
