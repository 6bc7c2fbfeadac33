import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ramp_up_plans import FIRST_DOSE, MONDAY, any_sessions, plan, session
from strategies import any_scenarios, ramp_up_settings

from backrun import RampUpSettings, Scenario
from backrun.evidence import MODEL_VERSION
from backrun.models.ramp_up.adapt import LogEntry, adapt
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.models.ramp_up.session import OUTCOMES
from backrun.reports.plan.file import (
    MOST_BYTES,
    MOST_SESSIONS,
    PlanFileError,
    read_plan,
    write_plan,
)

FILE = json.loads(write_plan(plan()))


def _changed(path: tuple[str | int, ...], value: object) -> bytes:
    """Return the file of a good plan with one value in it changed."""
    content = json.loads(write_plan(plan()))
    inner: Any = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return json.dumps(content).encode()


def _without(path: tuple[str | int, ...]) -> bytes:
    content = json.loads(write_plan(plan()))
    inner: Any = content
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return json.dumps(content).encode()


def _message(data: bytes) -> str:
    with pytest.raises(PlanFileError) as problem:
        read_plan(data)
    return str(problem.value)


def test_the_file_says_what_it_is() -> None:
    assert FILE["format"] == "backrun plan"
    assert FILE["version"] == 1
    assert FILE["model"] == MODEL_VERSION
    assert FILE["scenario"] == plan().scenario.to_query()
    assert len(FILE["sessions"]) == len(plan().sessions)
    assert set(FILE) == {
        "format",
        "version",
        "model",
        "scenario",
        "settings",
        "sessions",
        "changes",
        "shortfall",
    }


def test_the_log_of_what_was_done_comes_back() -> None:
    done = [
        session(n, outcome=outcome, pain=3 if outcome == "painful" else None)
        for n, outcome in enumerate(OUTCOMES[1:])
    ]
    made = plan(*done, longest_backward_min=12.5, away=["2026-12-24"], days=("Tue", "Sat"))
    assert read_plan(write_plan(made)) == made


@settings(max_examples=40)
@given(any_scenarios, ramp_up_settings(), st.data())
def test_any_plan_and_any_adapted_plan_come_back_exactly(scenario, wishes, data) -> None:
    made = plan_ramp_up(scenario, wishes)
    assert read_plan(write_plan(made)) == made
    assert len(write_plan(made)) < MOST_BYTES
    if made.sessions:
        key = data.draw(st.sampled_from([session.key for session in made.sessions]))
        outcome = data.draw(st.sampled_from(OUTCOMES))
        pain = data.draw(st.integers(0, 10)) if outcome == "painful" else None
        adapted = adapt(made, {key: LogEntry(outcome, pain)})
        assert read_plan(write_plan(adapted)) == adapted


@given(any_sessions)
def test_any_session_comes_back_exactly(session) -> None:
    made = plan(session, start=min(session.date, date(2099, 1, 1)))
    assert read_plan(write_plan(made)) == made


def test_sessions_come_back_by_date_and_a_byte_order_mark_does_no_harm() -> None:
    content = dict(FILE, sessions=FILE["sessions"][::-1])
    assert read_plan(b"\xef\xbb\xbf" + json.dumps(content, indent=2).encode()) == plan()


def test_a_file_of_an_older_model_is_read_with_the_model_of_today() -> None:
    content = json.loads(write_plan(plan()))
    content["model"] = content["scenario"]["model"] = "0.9"
    assert read_plan(json.dumps(content).encode()) == plan()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{}", "data: '{}'; allowed: the bytes of a backrun plan"),
        (None, "data: None; allowed: the bytes"),
        (b"", "The file is not JSON (line 1: Expecting value); allowed: a backrun plan"),
        (b"<!doctype html>", "The file is not JSON (line 1"),
        (b"PK\x03\x04", "The file is not JSON"),
        (
            b'{"version": ' + b"1" * 5000 + b"}",
            "The file holds a number that is too long to be read",
        ),
        (b"\xff\xfe{\x00", "The file is not UTF-8 text (byte 1); allowed: a backrun plan"),
        (b"[]", 'The file is not a backrun plan; allowed: "format": "backrun plan"'),
        (b"null", "The file is not a backrun plan"),
        (b'{"format": "other"}', "The file is not a backrun plan"),
        (b"{}" + b" " * 2_000_000, "The file has 2,000 kB; allowed: at most 200 kB"),
        (b'{"a": 1, "a": 2}', "'a' is there twice; allowed: once"),
        (b'{"a": NaN}', "NaN is not a number; allowed: finite numbers"),
        (b'{"a": -Infinity}', "-Infinity is not a number"),
        (b"[" * 90_000, "The file is nested too deep to be a backrun plan"),
        (b'{"a":' * 30_000, "The file is nested too deep"),
        (b'{"format": "backrun plan"}', "Version: None; allowed: 1"),
    ],
)
def test_what_is_not_a_plan_is_named(data: bytes, message: str) -> None:
    assert _message(data).startswith(message)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("version",), 2, "Version: 2; allowed: 1"),
        (("version",), True, "Version: True; allowed: 1"),
        (("version",), "1", "Version: '1'; allowed: 1"),
        (("sessions",), FILE["sessions"] * 2000, "The file has "),
        (("sessions",), [None] * 10_000, "The plan has 10000 sessions; allowed: 200"),
        (("sessions",), {}, "sessions: {}; allowed: a valid list"),
        (("sessions", 1, "section_s"), -60, "sessions, number 2, section_s: -60; allowed: greater"),
        (("sessions", 0, "sections"), 0, "sessions, number 1, sections: 0; allowed: greater"),
        (("sessions", 0, "sections"), 2.5, "sessions, number 1, sections: 2.5; allowed: a valid"),
        (("sessions", 0, "sections"), "4", "sessions, number 1, sections: '4'; allowed: a valid"),
        (("sessions", 0, "stage"), 7, "sessions, number 1, stage: 7; allowed: less than or equal"),
        (("sessions", 0, "stage"), True, "sessions, number 1, stage: True; allowed: a valid int"),
        (("sessions", 0, "speed_m_s"), 0, "sessions, number 1, speed_m_s: 0; allowed: greater"),
        (("sessions", 0, "speed_m_s"), 1e300, "sessions, number 1, speed_m_s: 1e+300; allowed"),
        (("sessions", 0, "grade"), -0.1, "sessions, number 1, grade: -0.1; allowed: greater"),
        (("sessions", 0, "surface"), "ice", "sessions, number 1, surface: 'ice'; allowed: 'tread"),
        (("sessions", 0, "outcome"), "won", "sessions, number 1, outcome: 'won'; allowed: 'plan"),
        (("sessions", 0, "pain"), 11, "sessions, number 1, pain: 11; allowed: less than or"),
        (
            ("sessions", 0, "pain"),
            3,
            "sessions, number 1: Pain: 3 with the outcome planned; allowed: 0 to 10 with painful",
        ),
        (
            ("sessions", 0, "outcome"),
            "painful",
            "sessions, number 1: Pain: None with the outcome painful; allowed",
        ),
        (
            ("sessions", 1, "key"),
            FILE["sessions"][0]["key"],
            f"Session key {FILE['sessions'][0]['key']!r} is there twice; allowed: once",
        ),
        (("sessions", 0, "key"), "<b>", "sessions, number 1, key: '<b>'; allowed: a key such as"),
        (
            ("sessions", 0, "date"),
            "2026-02-30",
            "sessions, number 1, date: Date: '2026-02-30' is not a date; allowed: a date from",
        ),
        (("sessions", 0, "date"), 7, "sessions, number 1, date: Date: 7 is not a date"),
        (
            ("sessions", 0, "date"),
            "2026-11-22",
            "sessions, number 1, date: 2026-11-22; allowed: 2026-11-23 to 2028-11-24",
        ),
        (
            ("sessions", 0, "date"),
            "2098-01-01",
            "sessions, number 1, date: 2098-01-01; allowed: 2026-11-23 to 2028-11-24",
        ),
        (("sessions", 0, "colour"), 1, "sessions, number 1, colour: is not known in a backrun"),
        (
            ("sessions", 0, "why", 0, "rule"),
            "luck",
            "sessions, number 1, why, number 1: Rule: 'luck'; allowed: a rule of the ramp-up",
        ),
        (
            ("sessions", 0, "why", 0, "facts"),
            {"limit": "2 min"},
            "sessions, number 1, why, number 1: Facts: break_days is missing; the rule is first_",
        ),
        (("model",), 1.0, "model: 1.0; allowed: a valid string"),
        (("model",), "<script>", "model: '<script>'; allowed: plain words, without markup"),
        (("scenario", "pace"), "abc", "Scenario: Forward pace: 'abc' is not minutes:seconds"),
        (("scenario", "pace"), 6, "scenario, pace: 6; allowed: a valid string"),
        (("scenario", "health"), "fall", "Scenario: 'health' is not a parameter"),
        (("settings",), 7, "settings: 7; allowed: a valid dictionary"),
        (("settings", "goal_min"), 99, "Settings, goal_min: Goal: 99 min; allowed: 1 to 30 min"),
        (("settings", "longest_backward_min"), -1, "Settings, longest_backward_min: Longest"),
        (("settings", "start"), "soon", "Settings, start: Start: 'soon' is not a date; allowed"),
        (("settings", "days"), ["Someday"], "Settings, days: Days: 'Someday'; allowed: Mon"),
        (("settings", "health"), {"fall": "yes"}, "Settings, health: is not known in a backrun"),
        (("changes",), ["x"] * 51, "changes: ['x', 'x'"),
    ],
)
def test_what_is_wrong_in_a_plan_is_named(path, value, message: str) -> None:
    assert _message(_changed(path, value)).startswith(message)


@pytest.mark.parametrize(
    "path",
    [
        *(("scenario", key) for key in Scenario().to_query()),
        *(("settings", key) for key in RampUpSettings.model_fields),
        ("scenario",),
        ("settings",),
        ("sessions",),
        ("sessions", 0, "pain"),
    ],
)
def test_what_is_missing_is_named(path) -> None:
    assert "is missing" in _message(_without(path))
    assert str(path[-1]) in _message(_without(path))


def test_an_empty_scenario_is_not_a_person() -> None:
    assert _message(_changed(("scenario",), {})) == "Scenario, units: is missing"


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "[click](https://example.org)",
        "![](https://example.org/pixel)",
        "https://example.org",
        "see WWW.example.org",
        "=HYPERLINK(1)",
        "$x$",
        "`code`",
        "two\nlines",
        "null\x00",
        "right\u202eto left",
        "\ud800",
        "a" * 600,
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        ("changes", 0),
        ("shortfall", 0),
        ("sessions", 0, "why", 0, "facts", "limit"),
        ("sessions", 0, "key"),
        ("model",),
    ],
)
def test_hostile_texts_never_get_in(path, text: str) -> None:
    content = dict(FILE, changes=["ok"], shortfall=["ok"])
    good = json.loads(json.dumps(content))
    inner: Any = good
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    message = _message(json.dumps(good).encode())
    assert "allowed" in message
    assert len(message) < 200
    # The message goes to the screen: what it quotes is short and on one line.
    assert message.isprintable()


def test_a_fact_is_short() -> None:
    path = ("sessions", 0, "why", 0, "facts", "limit")
    assert "allowed: at most 80 characters" in _message(_changed(path, "a" * 90))


def test_no_answer_of_the_screening_is_in_the_file() -> None:
    assert set(FILE["settings"]) == {
        "start",
        "days",
        "minutes",
        "away",
        "goal_min",
        "goal_share",
        "caution",
        # Experience rather than health, and needed to judge the first sessions again.
        "longest_backward_min",
        "own_first_min",
        "own_growth",
    }
    assert "longest" not in " ".join(plan().settings.to_query())


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (plan(session(2, key="Robert'); --")), "key"),
        (plan(session(2, why=(replace(FIRST_DOSE, rule="luck"),))), "Rule: 'luck'"),
        (plan(session(2, date=MONDAY - timedelta(days=1))), "date: 2026-11-22; allowed"),
        (plan(*[session(2, key=f"w01-{n}") for n in range(201)]), "201 sessions; allowed: 200"),
        (plan(session(3), session(2)), "does not read back as it is"),
        (replace(plan(), changes=("<b>",)), "allowed: plain words"),
    ],
)
def test_a_plan_that_could_not_be_read_back_is_not_written(made: RampUp, message: str) -> None:
    with pytest.raises(PlanFileError, match="allowed") as problem:
        write_plan(made)
    assert message in str(problem.value)


def test_two_hundred_sessions_are_not_too_many() -> None:
    made = plan(*[session(2, key=f"w01-{n:03d}") for n in range(MOST_SESSIONS)])
    assert len(made.sessions) == 200
    assert read_plan(write_plan(made)) == made


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary() | st.text().map(str.encode) | values.map(lambda v: json.dumps(v).encode()))
@example(b'{"a":' + b"9" * 5000 + b"}")
@example(b"\xef\xbb\xbf")
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    with pytest.raises(PlanFileError):
        read_plan(data)


@given(st.data(), values)
def test_no_value_anywhere_in_a_plan_does_more_than_be_refused(data, value) -> None:
    paths = [(key,) for key in FILE]
    paths += [("settings", key) for key in FILE["settings"]]
    paths += [("scenario", key) for key in FILE["scenario"]]
    paths += [("sessions", 0, key) for key in FILE["sessions"][0]]
    paths += [("sessions", 0, "why", 0, key) for key in ("rule", "facts")]
    file = _changed(data.draw(st.sampled_from(paths)), value)
    found = None
    with suppress(PlanFileError):
        found = read_plan(file)
    assert found is None or read_plan(write_plan(found)) == found


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_no_damage_does_more_than_be_refused(place: int, damage: bytes) -> None:
    file = write_plan(plan())
    found = None
    with suppress(PlanFileError):
        found = read_plan(file[:place] + damage + file[place + 1 :])
    assert found is None or read_plan(write_plan(found)) == found
