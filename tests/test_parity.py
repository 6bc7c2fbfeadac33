"""App, command line, report, roster and Python give one answer to one question."""

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from test_cli import WELL
from test_pages import COACH, checked, figures, heading, opened
from test_ramp_up_page import answer as said
from test_ramp_up_page import planned, shown

from backrun import (
    Answers,
    Comparison,
    RampUpSettings,
    Scenario,
    compare,
    judge_claim,
    matched_speed,
    screen,
)
from backrun.cli import main
from backrun.cli.show import plain
from backrun.models.roster.clients import Client, group_energy
from backrun.models.roster.group import judge_group
from backrun.models.screening.plan import screened_plan
from backrun.reports.report import report_pdf
from backrun.reports.roster.file import read_roster
from backrun.reports.roster.out import results_csv
from backrun.wording.energy import answer, pace, pace_interval
from backrun.wording.numbers import amount, central, interval, signed
from backrun.wording.ramp_up import ramp_up_answer

pytestmark = pytest.mark.usefixtures("before_the_start")

LINKS: dict[str, dict[str, str]] = {
    "as the app starts": {},
    "a walker of 60, in kilojoules, net": {
        "mass": "81.5",
        "pace": "10:20",
        "share": "75",
        "age": "60",
        "sex": "female",
        "height": "168",
        "basis": "effort",
        "energy": "kJ",
        "counted": "net",
    },
    "in miles, uphill, on a track": {
        "units": "imperial",
        "mass_lb": "135",
        "pace_mile": "8:50",
        "grade": "3",
        "surface": "track",
        "basis": "distance",
        "per": "mile",
    },
    "a week day by day, in the same time": {
        "pace": "5:07",
        "week": "mon40-6_sat60-10@5:30",
        "basis": "time",
        "per": "week",
        "person": "false",
    },
}
each = pytest.mark.parametrize("query", LINKS.values(), ids=LINKS)


def asked(query: dict[str, str]) -> Scenario:
    scenario, rejected = Scenario.from_query(query)
    assert rejected == []
    return scenario


def typed(capsys, *arguments: str) -> Any:
    """Run a command and return what it prints as JSON."""
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def link_of(query: dict[str, str]) -> str:
    return "?" + "&".join(f"{key}={text}" for key, text in query.items())


def without_spaces(text: str) -> str:
    """Return a text as PDF files keep it: their lines break anywhere between words."""
    return re.sub(r"[\s\u2060*]+", "", text)


@each
def test_the_sentence_is_one(query: dict[str, str], capsys) -> None:
    scenario = asked(query)
    wanted = answer(scenario, compare(scenario), matched_speed(scenario))
    assert heading(opened(**query)) == wanted
    assert typed(capsys, "compare", "--link", link_of(query))["answer"] == plain(wanted)
    report = PdfReader(BytesIO(report_pdf(scenario, now=date(2026, 11, 21)))).pages[0]
    assert without_spaces(wanted) in without_spaces(report.extract_text())


@each
def test_the_figures_are_the_same(query: dict[str, str], capsys) -> None:
    scenario = asked(query)
    comparison, matched = compare(scenario), matched_speed(scenario)
    forward, backward, more = (
        rates.per(scenario.per)
        for rates in (comparison.forward, comparison.backward, comparison.difference)
    )
    assert forward is not None
    assert backward is not None
    assert more is not None
    unit = scenario.energy_unit
    shown = {label: value for label, (value, _) in figures(opened(**query)).items()}
    assert shown["Forward"] == f"{central(forward)}\u202f{unit}"
    assert shown["Difference"] == signed(more, unit).split(" (")[0]
    assert shown["Equal effort"] == pace(float(matched.central), scenario)
    assert main(["compare", "--link", link_of(query)]) == 0
    printed = without_spaces(capsys.readouterr().out)
    report = PdfReader(BytesIO(report_pdf(scenario, now=date(2026, 11, 21)))).pages[0]
    paper = without_spaces(report.extract_text())
    for energy in (forward, backward):
        assert without_spaces(amount(energy, unit)) in printed
        assert without_spaces(f"{central(energy)}{unit}{interval(energy)}") in paper
    assert without_spaces(signed(more, unit)) in printed
    assert without_spaces(pace_interval(matched, scenario)) in printed
    assert without_spaces(pace_interval(matched, scenario)) in paper


@each
def test_every_number_of_the_command_line_is_the_librarys(query: dict[str, str], capsys) -> None:
    scenario = asked(query)
    comparison = compare(scenario)
    content = typed(capsys, "compare", "--link", link_of(query))
    assert content["scenario"] == scenario.to_query()
    assert content["limits"] == list(comparison.limits)
    for name in ("forward", "backward", "difference", "ratio"):
        for per in ("minute", "km", "mile", "session", "week"):
            wanted = getattr(comparison, name).per(per)
            for bound in ("low", "central", "high"):
                assert content[name][per][bound] == getattr(wanted, bound)


@each
def test_a_roster_of_one_has_the_same_numbers(query: dict[str, str], tmp_path, capsys) -> None:
    scenario = asked(query)
    client = Client("Anna", scenario)
    wanted = compare(scenario)
    group = group_energy([client], scenario)
    of_group = {
        name: getattr(group, name)[0] for name in ("forward", "backward", "difference", "ratio")
    }
    file = tmp_path / "clients.csv"
    file.write_bytes(results_csv(judge_group([client], scenario, RampUpSettings()), "http://x/"))
    view = [
        f"--{key}={query[key]}"
        for key in ("units", "basis", "per", "counted", "energy")
        if key in query
    ]
    without = ["--without=person"] if "person" in query else []
    content = typed(capsys, "roster", str(file), *view, *without)["clients"][0]
    for name, estimate in of_group.items():
        rate = getattr(wanted, name).per(scenario.per)
        for bound in ("low", "central", "high"):
            assert getattr(estimate, bound) == pytest.approx(getattr(rate, bound))
            assert content[name][bound] == pytest.approx(getattr(rate, bound))
    assert content["limits"] == list(wanted.limits)
    assert content["link"].split("?")[1] == "&".join(
        f"{key}={text}" for key, text in scenario.to_query().items()
    )
    app = opened(COACH, **query)
    app.file_uploader(key="roster_upload").set_value(("x.csv", file.read_bytes(), "text/csv"))
    table = checked(app.run()).dataframe[0].value
    assert read_roster(file.read_bytes()).clients[0].name == table["Name"][0] == "Anna"
    assert table["80 % interval"][0] == interval(per_of(wanted, scenario))


def per_of(comparison: Comparison, scenario: Scenario) -> Any:
    return comparison.difference.per(scenario.per)


@each
def test_a_claim_is_judged_alike(query: dict[str, str], capsys) -> None:
    verdict = judge_claim("2 to 3 times the calories", asked(query))
    content = typed(capsys, "claim", verdict.text, "--link", link_of(query))
    app = opened("pages/claims.py", **query)
    app.text_input(key="claim_text").input(verdict.text)
    checked(app.run())
    assert content["sentence"] == plain(verdict.sentence)
    assert any(verdict.sentence in re.sub(r"\\(.)", r"\1", text.value) for text in app.markdown)


@each
def test_a_plan_is_the_same_plan(query: dict[str, str], tmp_path, capsys) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(WELL), encoding="utf-8")
    asked_for = ["--answers", str(answers), "--start", "2026-11-23", "--link", link_of(query)]
    content = typed(capsys, "plan", *asked_for)
    scenario, settings = asked(query), RampUpSettings(start=date(2026, 11, 23))
    given = Answers(**WELL, age_years=scenario.runner.age_years)
    plan = screened_plan(scenario, settings, screen(given))
    assert plan is not None
    assert [session["key"] for session in content["sessions"]] == [s.key for s in plan.sessions]
    app = planned(start="2026-11-23", **query)
    assert content["answer"] == plain(ramp_up_answer(plan)) == plain(said(app))
    assert [(s["date"], s["backward_s"]) for s in content["sessions"]] == [
        (session.date.isoformat(), session.backward_s) for session in shown(app).sessions
    ]
    paper = report_pdf(scenario, plan=plan, now=date.today())
    printed = tmp_path / "report.pdf"
    assert main(["report", "-o", str(printed), *asked_for]) == 0
    assert printed.read_bytes() == paper
