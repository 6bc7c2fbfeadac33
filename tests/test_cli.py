"""The command line: what it prints, what it refuses in the app's words, and its exit codes."""

import io
import json
import re
import subprocess
import sys
import tomllib
from datetime import date
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from icalendar import Calendar
from pypdf import PdfReader
from roster_files import FIXTURES, fixture, rows_of
from strategies import any_scenarios

from backrun import (
    MODEL_VERSION,
    Answers,
    RampUpSettings,
    Scenario,
    compare,
    judge_claim,
    link,
    plan_ramp_up,
    screen,
)
from backrun.cli import main
from backrun.cli.options import scenario_of
from backrun.cli.parser import parser
from backrun.models.energy.limits import DOWNHILL, LIMITS
from backrun.models.ramp_up import check_plan
from backrun.models.ramp_up.words import duration
from backrun.models.screening.plan import screened_plan
from backrun.reports.plan.file import read_plan
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.reports.roster.file import read_roster
from backrun.scenario.scenario import PARTS
from backrun.wording.ramp_up import BEFORE_A_PLAN, ramp_up_answer

pytestmark = pytest.mark.usefixtures("before_the_start")

ROOT = Path(__file__).parent.parent
START = "2026-11-23"
WELL: dict[str, object] = {
    "health": [],
    "activity": "active",
    "age_65": "no",
    "where": "straight",
    "lookout": "partner",
    "experience": "never",
}


@pytest.fixture
def run(capsys):
    """Run a command: exit code, what is printed, and what is said about it."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def answers(tmp_path):
    """Write answers of the screening into a file."""

    def write(**changes: object) -> Path:
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(WELL | changes), encoding="utf-8")
        return file

    return write


class TestWhole:
    def test_it_is_installed_by_the_package(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        module, _, name = project["scripts"]["backrun"].partition(":")
        assert getattr(import_module(module), name) is main

    @pytest.mark.parametrize("command", ["compare", "plan", "claim", "report", "roster"])
    def test_help_has_examples_that_can_be_read(self, command: str, capsys) -> None:
        with pytest.raises(SystemExit) as done:
            main([command, "--help"])
        assert done.value.code == 0
        text = capsys.readouterr().out
        lines = [line.strip() for line in text.splitlines()]
        examples = [line for line in lines if line.startswith(f"backrun {command} ")]
        assert len(examples) >= 2
        import shlex

        for example in examples:
            parser().parse_args(shlex.split(example)[1:])
        assert "exit codes: 0 done" in text

    def test_the_version_is_the_models(self, capsys) -> None:
        with pytest.raises(SystemExit):
            main(["--version"])
        assert capsys.readouterr().out == f"backrun, model {MODEL_VERSION}\n"

    @pytest.mark.parametrize(
        "arguments",
        [
            ("compare", "--per", "week"),
            ("claim", "2 to 3 times the calories", "--pace", "10:00"),
            ("plan", "--goal", "30"),
            ("roster", str(FIXTURES / "out_of_range.csv")),
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_json_has_no_sign_that_only_a_screen_needs(self, run, answers, arguments) -> None:
        screened = ("--answers", answers()) if arguments[0] == "plan" else ()
        out = run(*arguments, *screened, "--json")[1]
        assert json.loads(out)
        assert not {"*", "\u202f", "\u2060"} & set(out)

    @pytest.mark.parametrize("arguments", [[], ["jog"], ["compare", "--nothing"], ["claim"]])
    def test_what_is_no_command_ends_with_2(self, arguments: list[str], capsys) -> None:
        with pytest.raises(SystemExit) as refusal:
            main(arguments)
        assert refusal.value.code == 2
        assert capsys.readouterr().err.startswith("usage: backrun")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
    @pytest.mark.parametrize("more", [(), ("--json",)])
    def test_an_output_without_room_is_named(self, more: tuple[str, ...]) -> None:
        call = "import sys; from backrun.cli import main; sys.exit(main())"
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-c", call, "compare", *more],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == (
            "backrun compare: the output cannot be written: No space left on device\n"
        )

    def test_a_terminal_without_our_signs_still_gets_an_answer(self, monkeypatch) -> None:
        printed = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, "stdout", printed)
        assert main(["compare"]) == 0
        printed.seek(0)
        assert "12?46 % more" in printed.read()


class TestCompare:
    def test_the_answer_and_its_figures(self, run) -> None:
        code, out, err = run("compare")
        assert (code, err) == (0, "")
        assert out.startswith(
            "At the same speed (6:00 /km) running backward costs 12–46 % more energy, per minute "
            "and per kilometre."
        )
        assert "Difference    +20 kcal (8–33) per kilometre, gross" in out
        assert "Equal effort  7:49 /km (6:49–8:58)" in out
        assert not {"*", "\u202f", "\u2060"} & set(out)

    def test_a_pace_without_an_interval_stands_once(self, run) -> None:
        parts = ("--without", "multiplier", "--without", "person")
        assert "Equal effort  7:49 /km\n" in run("compare", *parts)[1]

    def test_limits_are_named(self, run) -> None:
        assert (
            "treadmills only; the people measured were mostly students and young athletes; "
            "none is known to have been under 18 or over 50 years old."
            in run("compare", "--surface", "track", "--age", "60")[1]
        )

    def test_a_week_without_backward_minutes_has_no_number(self, run) -> None:
        code, out, _ = run("compare", "--per", "week", "--backward", "0")
        assert code == 0
        assert "Energy        your week holds no backward minutes yet" in out

    def test_a_week_says_what_it_counts(self, run) -> None:
        assert "count the backward minutes of your week" in run("compare", "--per", "week")[1]
        assert "count the backward minutes of your week" not in run("compare")[1]

    def test_the_intervals_are_those_of_the_parts_that_count(self, run) -> None:
        assert "\n80 % intervals for one person; model" in run("compare")[1]
        out = run("compare", "--without", "person", "--without", "multiplier")[1]
        assert "\n80 % intervals of “forward equation” alone; model" in out
        every = [word for part in PARTS for word in ("--without", part)]
        assert "\nNo intervals, as no part of the uncertainty counts" in run("compare", *every)[1]

    def test_json(self, run) -> None:
        code, out, _ = run("compare", "--mass", "62", "--pace", "5:30", "--json")
        content = json.loads(out)
        wanted = compare(Scenario.from_query({"mass": "62", "pace": "5:30"})[0])
        assert code == 0
        assert content["model"] == MODEL_VERSION
        assert content["scenario"]["pace"] == "5:30"
        assert content["ratio"]["km"] == {
            "low": wanted.ratio.km.low,
            "central": wanted.ratio.km.central,
            "high": wanted.ratio.km.high,
            "level": 0.8,
        }
        assert content["difference"]["week"]["central"] == wanted.difference.week.central

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--mass", "9000"], "Weight: 9000 kg; allowed: 30 to 250 kg"),
            (["--mass-lb", "9000"], "Weight: 9000 lb; allowed: 67 to 551 lb"),
            (
                ["--pace", "abc"],
                "Forward pace: 'abc' is not minutes:seconds; allowed: 2:30 to 15:00 /km",
            ),
            (["--basis", "sideways"], "Compare at the same: 'sideways'; allowed: speed, effort,"),
            (
                ["--link", "http://x/?foo=1"],
                "'foo' is not a parameter of a backrun link",
            ),
            (
                ["--week", "mon40-50"],
                "Monday: Backward: 50 min; allowed: at most the day's 40 min",
            ),
        ],
    )
    def test_a_bad_value_is_named_in_the_apps_words(self, run, arguments, message: str) -> None:
        code, out, err = run("compare", *arguments)
        assert (code, out) == (2, "")
        assert err.startswith(f"backrun compare: {message}")

    def test_every_bad_value_is_named(self, run) -> None:
        assert (
            len(run("compare", "--mass", "1", "--pace", "x", "--share", "2")[2].splitlines()) == 3
        )

    def test_downhill_there_is_no_answer(self, run) -> None:
        assert run("compare", "--grade", "-3") == (3, "", f"backrun compare: {DOWNHILL}\n")

    @given(any_scenarios)
    def test_every_scenario_can_be_given_as_a_link(self, scenario: Scenario) -> None:
        given = parser().parse_args(["compare", "--link", link("http://x/", scenario)])
        assert scenario_of(given) == scenario

    @given(any_scenarios)
    def test_every_scenario_can_be_given_as_options(self, scenario: Scenario) -> None:
        query = scenario.to_query()
        del query["model"]
        options = [
            f"--{key.replace('_', '-')}={text}"
            for key, text in query.items()
            if key not in ("equation", "multiplier", "person")
        ]
        options += [
            f"--without={part}"
            for part in ("equation", "multiplier", "person")
            if query[part] == "false"
        ]
        assert scenario_of(parser().parse_args(["compare", *options])) == scenario

    def test_two_units_for_one_quantity_are_refused(self, run) -> None:
        code, out, err = run("compare", "--mass", 60, "--mass-lb", 150)
        assert (code, out) == (2, "")
        assert "Weight is given in two units; allowed: one" in err

    @pytest.mark.parametrize(
        "options", [("--week", "mon40", "--days", 4), ("--link", "?week=mon40&days=4")]
    )
    def test_two_ways_to_write_a_week_are_refused(self, run, options: tuple[object, ...]) -> None:
        code, out, err = run("compare", *options)
        assert (code, out) == (2, "")
        assert "Running is given beside a week day by day; allowed: one of them" in err

    @pytest.mark.parametrize(
        ("link", "options", "wanted"),
        [
            ("?week=mon40-6", ("--days", 3, "--minutes", 60, "--backward", 10), "3 60 10"),
            ("?days=5&minutes=30", ("--week", "mon40-6"), "mon40-6"),
        ],
    )
    def test_a_week_given_as_options_wins_over_the_links_own(
        self, run, link: str, options: tuple[object, ...], wanted: str
    ) -> None:
        query = json.loads(run("compare", "--link", link, *options, "--json")[1])["scenario"]
        even = " ".join(query.get(key, "") for key in ("days", "minutes", "backward"))
        assert query.get("week", even) == wanted

    def test_a_goal_given_as_an_option_wins_over_the_links_share(self, run, answers) -> None:
        link = ("--link", "?goal_share=10", "--goal", 8)
        out = run("plan", "--answers", answers(), "--start", START, *link, "--json")[1]
        runs = [s for s in json.loads(out)["sessions"] if s["gait"] == "running"]
        assert max(session["backward_s"] for session in runs) == 480

    def test_imperial_counts_by_the_mile_unless_told_otherwise(self, run) -> None:
        assert "per mile" in run("compare", "--units", "imperial")[1].split("Forward")[1]
        kept = run("compare", "--units", "imperial", "--per", "km")[1].split("Forward")[1]
        assert "per kilometre" in kept

    def test_a_link_that_is_no_address_is_named(self, run) -> None:
        code, _, err = run("compare", "--link", "http://[x")
        assert code == 2
        assert "is no address; allowed: a link of the app" in err

    @pytest.mark.parametrize("address", ["https://x.org", "https://x.org/", "https://x.org/week"])
    def test_a_link_without_parameters_is_the_app_as_it_starts(self, run, address: str) -> None:
        assert run("compare", "--link", address) == run("compare")

    def test_a_link_of_another_model_is_answered_and_said(self, run) -> None:
        code, out, err = run("compare", "--link", "?mass=90&model=0.9")
        assert (code, out) == run("compare", "--mass", "90")[:2]
        assert err == "backrun compare: The link was made with model '0.9'; numbers may differ\n"

    def test_options_win_over_the_link_in_either_unit(self) -> None:
        given = parser().parse_args(["compare", "--link", "?mass=90&pace=5:00", "--mass-lb", "135"])
        scenario = scenario_of(given)
        assert scenario.runner.mass_kg == pytest.approx(61.235, abs=1e-3)
        assert scenario.pace_s_per_km == 300.0


class TestClaim:
    def test_a_claim_is_judged(self, run) -> None:
        verdict = judge_claim("2 to 3 times the calories", Scenario())
        code, out, _ = run("claim", "2 to 3 times the calories")
        assert code == 0
        assert out.startswith("Read as: 2–3 times, energy backward against forward.\nContradicted:")
        assert out.endswith("\n\nCounted gross, 80 % intervals for one person.\n")
        assert len(out.splitlines()) == 5 + len(verdict.readings)

    def test_json_has_null_for_an_open_end(self, run) -> None:
        content = json.loads(run("claim", "at least 20 % more", "--json")[1])
        assert (content["low"], content["high"]) == (1.2, None)
        assert content["verdict"] == judge_claim("at least 20 % more", Scenario()).verdict
        assert {reading["basis"] for reading in content["readings"]} == {
            "speed",
            "effort",
            "distance",
            "time",
        }

    def test_a_walk_against_a_run_is_named_with_the_pace_that_would_do(self, run) -> None:
        code, out, _ = run("claim", "30 % more", "--pace", "10:00")
        assert code == 0
        assert "Unknown: at your pace the model walks one way and runs the other" in out
        assert "walk forward and run backward" in out
        assert "faster than 8:28" in out
        content = json.loads(run("claim", "30 % more", "--pace", "10:00", "--json")[1])
        assert content["verdict"] == "unknown"
        assert "faster than 8:28" in content["note"]
        assert json.loads(run("claim", "30 % more", "--json")[1])["note"] == ""

    def test_limits_are_named(self, run) -> None:
        given = ("claim", "30 % more", "--pace", "12:00")
        assert run(*given)[1].endswith(
            "Outside what was measured: for other ways to take a claim, "
            f"{LIMITS['backward_walking_speed']}.\n\n"
            "Counted gross, 80 % intervals for one person.\n"
        )
        out = run(*given, "--surface", "track")[1]
        assert f"Outside what was measured: {LIMITS['surface']}; for other ways" in out
        readings = json.loads(run(*given, "--json")[1])["readings"]
        assert [reading["limits"] for reading in readings][:2] == [[], ["backward_walking_speed"]]

    def test_what_cannot_be_read_says_why(self, run) -> None:
        problem = judge_claim("hello", Scenario()).problem
        assert run("claim", "hello") == (2, "", f"backrun claim: {problem}\n")

    def test_downhill_the_verdict_is_unknown(self, run) -> None:
        code, out, _ = run("claim", "30 % more", "--grade", "-2", "--json")
        assert code == 3
        assert json.loads(out)["verdict"] == "unknown"


class TestPlan:
    def test_without_answers_there_is_none(self, run, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        code, out, err = run("plan")
        assert (code, out) == (3, "")
        assert err.startswith("backrun plan: a plan comes after the screening")

    def test_a_plan_with_its_dates(self, run, answers) -> None:
        code, out, err = run("plan", "--answers", answers(), "--start", START)
        wanted = screened_plan(
            Scenario(), RampUpSettings(start=date(2026, 11, 23)), screen(Answers(**WELL))
        )
        assert wanted is not None
        assert (code, err) == (0, "")
        assert out.startswith(ramp_up_answer(wanted).replace("**", "") + f".\n{NOT_PROVEN}\n")
        assert len([line for line in out.splitlines() if "Backward" in line]) == len(
            wanted.sessions
        )
        assert out.rstrip().endswith(duration(wanted.sessions[-1].total_s))

    def test_json_is_the_plan_of_the_library(self, run, answers) -> None:
        out = run("plan", "--answers", answers(), "--start", START, "--goal", 6, "--json")[1]
        content = json.loads(out)
        settings = RampUpSettings(start=date(2026, 11, 23), goal_min=6)
        plan = plan_ramp_up(Scenario(surface="track"), settings)
        assert [(s["key"], s["backward_s"]) for s in content["sessions"]] == [
            (session.key, session.backward_s) for session in plan.sessions
        ]
        assert check_plan(plan, plan.scenario, settings) == []
        assert "health" not in out

    def test_it_says_what_the_page_says_beside_a_plan(self, run, answers) -> None:
        given = ("plan", "--answers", answers(), "--start", START, "--pace", "12:00", "--grade", 3)
        out = run(*given)[1]
        remarks = json.loads(run(*given, "--json")[1])["remarks"]
        ground, slow = remarks
        assert ground == "Planned for the place that you gave in the screening: track or road."
        assert "runs below 5.9 km/h, at which most people would walk backward" in slow
        assert all(f"\n- {remark}\n" in out for remark in remarks)
        assert "Backward run 5 × 120 s, 3 % uphill" in out

    def test_a_reason_stops_it_and_says_what_to_ask(self, run, answers) -> None:
        code, out, err = run("plan", "--answers", answers(health=["fall"]))
        stop = screen(Answers(**WELL | {"health": ["fall"]})).stops[0]
        assert (code, out) == (3, "")
        assert err.splitlines()[0] == "backrun plan: there is no plan for now, and here is why"
        assert BEFORE_A_PLAN["withheld"].lower() in err
        assert stop.why in err
        assert f"Ask: {stop.ask}" in err
        assert f"Still open: {stop.still_open}" in err

    def test_what_is_not_answered_is_named(self, run, answers) -> None:
        code, _, err = run("plan", "--answers", answers(where=None))
        assert code == 3
        assert err.startswith("backrun plan: not answered yet: where; a plan comes after")

    def test_where_only_walking_is_allowed_only_walks_are_planned(self, run, answers) -> None:
        sessions = json.loads(run("plan", "--answers", answers(age_65="yes"), "--json")[1])
        assert {session["gait"] for session in sessions["sessions"]} == {"walking"}

    def test_walks_fall_short_of_no_goal(self, run, answers) -> None:
        out_of_reach = ("--start", START, "--goal", 30, "--json")
        running = json.loads(run("plan", "--answers", answers(), *out_of_reach)[1])
        assert running["shortfall"]
        walking = json.loads(run("plan", "--answers", answers(age_65="yes"), *out_of_reach)[1])
        assert walking["shortfall"] == []

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"{", "is not JSON; allowed: what --questions prints"),
            (b"[]", ": []; allowed: a JSON object of answers"),
            (b'{"heart": true}', "'heart' is not a question; allowed: health, cleared, "),
            (b'{"where": "moon"}', "'moon'; allowed: treadmill, straight, neither"),
            (b"\xff", "is not JSON"),
        ],
    )
    def test_bad_answers_are_named(self, run, tmp_path, content: bytes, message: str) -> None:
        file = tmp_path / "answers.json"
        file.write_bytes(content)
        code, _, err = run("plan", "--answers", file)
        assert code == 2
        assert message in err

    def test_answers_come_from_the_standard_input(self, run, monkeypatch) -> None:
        typed = io.TextIOWrapper(io.BytesIO(json.dumps(WELL).encode()))
        monkeypatch.setattr(sys, "stdin", typed)
        assert run("plan", "--answers", "-")[0] == 0

    def test_a_terminal_is_asked(self, run, monkeypatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        # Two slips and none of the list; exercises, not 65, a treadmill, a partner, regularly;
        # 70 minutes, and then 5.
        typed = ("x", "99", "0", "1", "2", "1", "1", "9", "3", "70", "5")
        monkeypatch.setattr(sys, "stdin", Terminal("\n".join(typed)))
        code, out, _ = run("plan", "--start", START)
        settings = RampUpSettings(start=date(2026, 11, 23), longest_backward_min=5)
        assert code == 0
        assert out.count("Allowed: numbers from 0 to 14.") == 2
        assert "Allowed: 1 to 3." in out
        assert "days: 70 min; allowed: 0 to 60 min" in out
        assert plan_ramp_up(Scenario(), settings).sessions[0].date.isoformat() in out
        monkeypatch.setattr(sys, "stdin", Terminal("0\n1\n"))
        assert run("plan")[0] == 3

    @pytest.mark.parametrize("more", [("-o", "plan.csv"), ("--answers", "answers.json")])
    def test_questions_leave_no_plan_undone(self, run, more) -> None:
        assert run("plan", "--questions", *more) == (
            2,
            "",
            "backrun plan: --questions is given beside a plan; allowed: one of them\n",
        )

    def test_questions_are_printed_to_be_answered(self, run) -> None:
        code, out, _ = run("plan", "--questions")
        content = json.loads(out)
        assert code == 0
        assert content.keys() <= Answers.model_fields.keys()
        assert set(content["where"]["allowed"]) == {"treadmill", "straight", "neither"}

    @pytest.mark.parametrize("suffix", ["csv", "xlsx", "ics", "json", "zip"])
    def test_a_plan_is_written_as_its_ending_says(self, run, answers, tmp_path, suffix) -> None:
        file = tmp_path / f"plan.{suffix}"
        assert run("plan", "--answers", answers(), "--start", START, "-o", file)[0] == 0
        data = file.read_bytes()
        if suffix == "json":
            assert read_plan(data).settings.start == date(2026, 11, 23)
        elif suffix == "ics":
            assert Calendar.from_ical(data).walk("VEVENT")
        else:
            assert data.startswith(b"\xef\xbb\xbfDate" if suffix == "csv" else b"PK")

    def test_another_ending_is_refused_before_any_question(self, run) -> None:
        code, _, err = run("plan", "-o", "plan.doc")
        assert code == 2
        assert err == (
            "backrun plan: --output: 'plan.doc'; allowed endings: .csv, .xlsx, .ics, .json, .zip\n"
        )

    @pytest.mark.parametrize(
        ("option", "value", "message"),
        [
            ("--goal", "99", "Goal: 99 min; allowed: 1 to 30 min"),
            ("--start", "soon", "Start: 'soon' is not a date"),
            ("--on", "someday", "Days: 'someday'; allowed: Mon, Tue"),
            ("--start", "2020-01-01", "Start: 2020-01-01 is more than a year away; allowed: "),
            ("--start", "2099-12-01", "Start: 2099-12-01 is more than a year away; allowed: "),
        ],
    )
    def test_a_bad_setting_is_named(self, run, answers, option, value, message) -> None:
        code, _, err = run("plan", "--answers", answers(), option, value)
        assert code == 2
        assert err.startswith(f"backrun plan: {message}")

    def test_a_week_without_a_run_has_no_day(self, run, answers) -> None:
        code, _, err = run("plan", "--answers", answers(), "--days", 0)
        assert code == 2
        assert err.startswith("backrun plan: Days: none is available")


class TestReport:
    def test_a_report_is_written(self, run, tmp_path) -> None:
        file = tmp_path / "anna.pdf"
        code, out, _ = run(
            "report", "-o", file, "--client", "Anna", "--coach", "Kim", "--pace", "5:30"
        )
        text = "".join(page.extract_text() for page in PdfReader(file).pages)
        assert code == 0
        assert out == f"{file}: {len(file.read_bytes()) / 1000:.0f} kB, without a plan.\n"
        assert "Anna" in text
        assert "Kim" in text

    def test_with_answers_it_holds_the_plan(self, run, tmp_path, answers) -> None:
        file = tmp_path / "anna.pdf"
        code, out, _ = run("report", "-o", file, "--answers", answers(), "--json")
        assert code == 0
        assert json.loads(out)["plan"] is True
        assert json.loads(out)["bytes"] == len(file.read_bytes())

    def test_a_goal_without_a_screening_is_named(self, run, tmp_path) -> None:
        file = tmp_path / "anna.pdf"
        code, _, err = run("report", "-o", file, "--goal", "8", "--goal-share", "5")
        assert (code, file.exists()) == (2, False)
        assert err == (
            "backrun report: --goal, --goal-share: shapes a plan, which needs a screening; "
            "allowed with --answers\n"
        )

    def test_a_screening_that_stops_the_plan_stops_the_report(self, run, tmp_path, answers) -> None:
        file = tmp_path / "anna.pdf"
        assert run("report", "-o", file, "--answers", answers(health=["fall"]))[0] == 3
        assert not file.exists()

    def test_another_ending_is_refused(self, run, tmp_path) -> None:
        code, _, err = run("report", "-o", tmp_path / "anna.txt")
        assert (code, list(tmp_path.iterdir())) == (2, [])
        assert err.endswith("anna.txt'; allowed endings: .pdf\n")

    def test_a_name_that_is_no_text_is_named(self, run, tmp_path) -> None:
        code, _, err = run("report", "-o", tmp_path / "anna.pdf", "--client", "\udcff")
        assert (code, list(tmp_path.iterdir())) == (2, [])
        assert err == (
            "backrun report: Client: '\\udcff' holds '\\udcff', which is no letter; "
            "allowed: text in UTF-8\n"
        )

    def test_a_place_that_cannot_be_written_is_named(self, run, tmp_path) -> None:
        file = tmp_path / "none" / "anna.pdf"
        code, _, err = run("report", "-o", file)
        assert code == 2
        assert err == f"backrun report: {file} cannot be written: No such file or directory\n"


class TestRoster:
    def test_a_good_list(self, run) -> None:
        code, out, err = run("roster", FIXTURES / "good_comma.csv")
        assert "at the same speed, per kilometre, gross, 80 % intervals for one person." in out
        assert (code, err) == (0, "")
        assert out.startswith("At the same speed going backward takes your 3 clients 28 % more")
        assert len(out.splitlines()) == 8

    def test_less_has_the_minus_sign_of_its_interval(self, run) -> None:
        given = ("roster", FIXTURES / "good_comma.csv", "--basis", "time", "--per", "week")
        out = run(*given, "--counted", "net", "--energy", "kJ")[1]
        assert re.search(r"  −\d+ +−\d+ to ", out)
        assert not re.search(r" -\d", out)

    def test_bad_rows_are_named_and_the_good_ones_answered(self, run) -> None:
        file = FIXTURES / "text_in_number.csv"
        code, out, err = run("roster", file, "--json")
        assert code == 1
        assert err.splitlines() == [
            f"{file}: {problem}" for problem in read_roster(file.read_bytes()).problems
        ]
        content = json.loads(out)
        assert [client["name"] for client in content["clients"]] == ["Anna"]
        assert [problem["row"] for problem in content["problems"]] == [3, 4]
        assert content["clients"][0]["link"].startswith("http://localhost:8501/?units=metric&mass=")

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("latin_1.csv", "The file is not UTF-8 text (byte 21 is 0xe9); allowed: CSV in"),
            ("picture.xlsx", "The file is a PNG picture; allowed: CSV in UTF-8 or Excel (.xlsx)"),
            ("none.csv", "cannot be read: No such file or directory"),
        ],
    )
    def test_a_file_that_cannot_be_used(self, run, name: str, message: str) -> None:
        code, out, err = run("roster", FIXTURES / name)
        assert (code, out) == (2, "")
        assert message in err

    def test_only_bad_rows_are_no_answer(self, run, tmp_path) -> None:
        file = tmp_path / "clients.csv"
        file.write_bytes(b"Name,Weight,Pace\nAnna,1,5:30\n")
        code, _, err = run("roster", file)
        assert code == 2
        assert err.splitlines()[-1] == "backrun roster: no row can be used"

    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    def test_results_and_templates_read_back(self, run, tmp_path, suffix: str) -> None:
        template, results = tmp_path / f"template.{suffix}", tmp_path / f"results.{suffix}"
        assert run("roster", "--template", template, "--units", "imperial")[0] == 0
        assert run("roster", template, "--basis", "effort", "-o", results)[0] == 0
        assert (
            read_roster(results.read_bytes()).clients == read_roster(template.read_bytes()).clients
        )

    @pytest.mark.parametrize(
        "more",
        [(FIXTURES / "good_comma.csv",), ("-o", "results.csv"), ("--reports", "reports.zip")],
    )
    def test_a_template_leaves_nothing_else_undone(self, run, tmp_path, more) -> None:
        template = tmp_path / "template.csv"
        code, out, err = run("roster", "--template", template, *more)
        assert (code, out) == (2, "")
        assert err == (
            f"backrun roster: --template: {str(template)!r} is given beside a list or its results; "
            "allowed: one of them\n"
        )
        assert not template.exists()

    def test_all_reports_in_one_file(self, run, tmp_path) -> None:
        file = tmp_path / "reports.zip"
        code, _, _ = run("roster", FIXTURES / "duplicate_name.csv", "--reports", file)
        assert code == 1
        with ZipFile(file) as archive:
            assert archive.namelist() == ["001 Anna.pdf", "002 Ben.pdf"]

    @pytest.mark.parametrize("command", ["report", "roster"])
    def test_an_address_with_parameters_is_refused(self, run, tmp_path, command: str) -> None:
        given = ["-o", tmp_path / "a.pdf"] if command == "report" else [FIXTURES / "good_comma.csv"]
        code, out, err = run(command, *given, "--address", "https://x/?a=1")
        assert (code, out) == (2, "")
        assert err == (
            f"backrun {command}: address: 'https://x/?a=1'; "
            "allowed: that of a page, without ? and #\n"
        )

    @pytest.mark.parametrize("command", ["report", "roster"])
    @pytest.mark.parametrize("address", ["example.org", "javascript:alert(1)", "https:///week"])
    def test_an_address_that_no_browser_opens_is_refused(
        self, run, tmp_path, command: str, address: str
    ) -> None:
        given = ["-o", tmp_path / "a.pdf"] if command == "report" else [FIXTURES / "good_comma.csv"]
        assert run(command, *given, "--address", address) == (
            2,
            "",
            f"backrun {command}: --address: '{address}'; "
            "allowed: such as https://backrun.example.org/\n",
        )

    def test_reports_with_another_ending_are_refused(self, run, tmp_path) -> None:
        list_of_three = FIXTURES / "good_comma.csv"
        code, _, err = run("roster", list_of_three, "--reports", tmp_path / "reports.pdf")
        assert (code, list(tmp_path.iterdir())) == (2, [])
        assert err.endswith("reports.pdf'; allowed endings: .zip\n")

    def test_too_many_reports_are_refused_before_the_first(self, run, tmp_path) -> None:
        clients = tmp_path / "clients.csv"
        clients.write_bytes(rows_of(201))
        results = tmp_path / "results.csv"
        code, _, err = run("roster", clients, "-o", results, "--reports", tmp_path / "reports.zip")
        assert (code, results.exists()) == (2, False)
        assert err == "backrun roster: Reports: 201; allowed: at most 200 at once\n"

    def test_units_are_those_of_headings_without_one(self, run, tmp_path) -> None:
        file = tmp_path / "clients.csv"
        file.write_bytes(b"Name,Weight,Pace\nAnna,135,8:51\n")
        out = run("roster", file, "--units", "imperial", "--json")[1]
        assert "mass_lb=135&" in json.loads(out)["clients"][0]["link"]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "no file; allowed: a CSV or Excel file, or --template FILE"),
            (["--template", "x.doc"], "--template: 'x.doc'; allowed endings: .csv, .xlsx"),
            (["x.csv", "-o", "x"], "--output: 'x'; allowed endings: .csv, .xlsx"),
        ],
    )
    def test_what_is_missing_is_named(self, run, arguments: list[str], message: str) -> None:
        assert run("roster", *arguments) == (2, "", f"backrun roster: {message}\n")

    def test_a_client_without_an_answer_has_none(self, run, tmp_path) -> None:
        file = tmp_path / "clients.csv"
        file.write_bytes(fixture("good_comma.csv").replace(b",2.5,", b",-2.5,"))
        code, out, _ = run("roster", file, "--json")
        ben = json.loads(out)["clients"][1]
        assert code == 0
        assert (ben["ratio"], ben["backward_speed_m_s"]) == (None, None)
        assert "backward downhill was never measured" in run("roster", file)[1]
