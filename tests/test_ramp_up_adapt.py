"""After a session: the plan goes on, back or not at all, and still keeps every rule."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_scenarios, ramp_up_settings

from backrun import Scenario
from backrun.evidence import stages
from backrun.figures.ramp_up_chart import week_axis
from backrun.models.ramp_up import most_allowed
from backrun.models.ramp_up.adapt import LogEntry, adapt
from backrun.models.ramp_up.check import check_plan
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.models.ramp_up.session import OUTCOMES, Outcome, Session
from backrun.models.ramp_up.words import day_text
from backrun.reports.plan.session_card import session_card
from backrun.scenario.scenario import Day, Week
from backrun.scenario.settings import RampUpSettings
from backrun.wording.ramp_up import chart_summary, ramp_up_answer, slow_runs

MONDAY = date(2026, 11, 23)
PLAN = plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY))


def done_until(plan: RampUp, key: str) -> dict[str, LogEntry]:
    """Log every session before one as done."""
    keys = [session.key for session in plan.sessions]
    return {known: LogEntry("done") for known in keys[: keys.index(key)]}


def after(plan: RampUp, key: str, entry: LogEntry) -> RampUp:
    return adapt(plan, done_until(plan, key) | {key: entry})


def session_of(plan: RampUp, key: str) -> Session:
    return next(session for session in plan.sessions if session.key == key)


def test_an_empty_log_changes_nothing() -> None:
    assert adapt(PLAN, {}) == PLAN


def test_what_went_as_planned_changes_nothing_to_come() -> None:
    adapted = adapt(PLAN, done_until(PLAN, "w10-1"))
    assert [s.date for s in adapted.sessions] == [s.date for s in PLAN.sessions]
    assert [s.backward_s for s in adapted.sessions] == [s.backward_s for s in PLAN.sessions]
    assert adapted.changes == ()


def test_a_missed_session_is_not_made_up_for() -> None:
    adapted = after(PLAN, "w09-1", LogEntry("missed"))
    week = next(week for week in adapted.weeks() if week.number == 9)
    planned = next(week for week in PLAN.weeks() if week.number == 9)
    assert week.backward_s() < planned.backward_s()
    assert len(adapted.changes) == 1
    assert "missed, and not made up for" in adapted.changes[0]


def test_after_a_break_it_says_that_it_starts_anew() -> None:
    away = [s.key for s in PLAN.sessions if date(2027, 1, 16) <= s.date <= date(2027, 3, 4)]
    log = done_until(PLAN, away[0]) | {key: LogEntry("missed") for key in away}
    adapted = adapt(PLAN, log)
    following = next(s for s in adapted.sessions if s.outcome == "planned")
    assert following.stage == 2
    assert following.why[-1].rule == "break_days"
    assert len(adapted.changes) == 2
    assert adapted.changes[0].startswith(f"{len(away)} sessions from ")
    assert "After more than 30 days without backward running" in adapted.changes[1]


@pytest.mark.parametrize("entry", [LogEntry("painful", 4), LogEntry("fell")])
@pytest.mark.parametrize("key", ["w01-1", "w01-2", "w02-1"])
def test_what_goes_wrong_while_walking_makes_no_walk_longer_or_faster(
    key: str, entry: LogEntry
) -> None:
    adapted = after(PLAN, key, entry)
    hurt = session_of(adapted, key)
    following = next(s for s in adapted.sessions if s.date > hurt.date and s.outcome == "planned")
    assert following.gait == "walking"
    assert (following.date - hurt.date).days >= 7
    assert following.backward_s <= hurt.backward_s
    assert following.speed_m_s <= hurt.speed_m_s
    faster = replace(following, speed_m_s=1.2 * following.speed_m_s)
    others = [s for s in adapted.sessions if s.key != following.key]
    broken = check_plan(adapted.with_sessions([*others, faster]), PLAN.scenario, PLAN.settings)
    assert {"pain", "fall"} & {one.rule for one in broken}


@pytest.mark.parametrize(
    "entry", [LogEntry("sore"), LogEntry("painful", 1), LogEntry("painful", 4), LogEntry("fell")]
)
def test_what_the_last_session_asks_for_is_planned(entry: LogEntry) -> None:
    last = PLAN.sessions[-1]
    adapted = after(PLAN, last.key, entry)
    following = [s for s in adapted.sessions if s.date > last.date]
    assert following
    assert following[0].stage <= last.stage
    assert following[0].backward_s <= last.backward_s
    assert not adapted.shortfall


def test_nothing_grows_after_soreness() -> None:
    adapted = after(PLAN, "w14-1", LogEntry("sore"))
    sore = session_of(adapted, "w14-1")
    later = [
        s for s in adapted.sessions if s.date > sore.date and s.date < sore.date + timedelta(14)
    ]
    assert later
    assert all((s.date - sore.date).days >= 4 for s in later)
    assert all(s.backward_s <= sore.backward_s for s in later)
    assert all(s.speed_m_s <= sore.speed_m_s for s in later)
    assert "sore" in adapted.changes[0]


@pytest.mark.parametrize(("pain", "stage"), [(3, 4), (4, 4)])
def test_pain_means_a_week_of_rest_and_a_stage_back(pain: int, stage: int) -> None:
    adapted = after(PLAN, "w14-1", LogEntry("painful", pain))
    hurt = session_of(adapted, "w14-1")
    following = next(s for s in adapted.sessions if s.date > hurt.date)
    assert hurt.stage == stage + 1
    assert following.stage == stage
    assert (following.date - hurt.date).days >= 7


def test_little_pain_goes_on_without_growing() -> None:
    adapted = after(PLAN, "w14-1", LogEntry("painful", 2))
    hurt = session_of(adapted, "w14-1")
    week = next(week for week in adapted.weeks() if week.number == 15)
    assert week.sessions
    assert all(s.stage == hurt.stage and s.backward_s <= hurt.backward_s for s in week.sessions)


@pytest.mark.parametrize(
    "entry", [LogEntry("sore"), LogEntry("painful", 1), LogEntry("painful", 4), LogEntry("fell")]
)
@pytest.mark.parametrize("key", ["w08-1", "w12-2", "w24-1"])
def test_what_goes_wrong_in_a_lighter_week_is_no_more_in_the_next(
    key: str, entry: LogEntry
) -> None:
    adapted = after(PLAN, key, entry)
    hurt = session_of(adapted, key)
    to_come = [s for s in adapted.sessions if s.date > hurt.date]
    first = adapted.week_of(to_come[0].date)
    for following in to_come:
        if adapted.week_of(following.date) == first and following.gait == hurt.gait:
            assert following.backward_s <= hurt.backward_s
            assert following.speed_m_s <= hurt.speed_m_s
            longer = following.lasting(hurt.backward_s + 5)
            others = [s for s in adapted.sessions if s.key != following.key]
            edited = adapted.with_sessions([*others, longer])
            broken = check_plan(edited, PLAN.scenario, PLAN.settings)
            assert {"soreness", "mild_pain", "pain"} & {one.rule for one in broken}


def test_what_goes_wrong_on_a_short_day_is_no_more_on_a_long_one_of_its_week() -> None:
    days = tuple(Day(minutes={0: 14.0, 4: 60.0}.get(number, 0.0)) for number in range(7))
    week = plan_ramp_up(Scenario(week=Week(days=days)), RampUpSettings(start=MONDAY))
    short, long = (s for s in week.sessions if week.week_of(s.date) == 7)
    assert short.backward_s < long.backward_s
    adapted = after(week, short.key, LogEntry("painful", 1))
    following = [s for s in adapted.sessions if s.date > short.date]
    assert all(s.backward_s <= short.backward_s for s in following[:2])


def test_strong_pain_ends_the_plan_whatever_was_noted_of_later_sessions() -> None:
    log = done_until(PLAN, "w14-1") | {"w12-1": LogEntry("painful", 8)}
    adapted = adapt(PLAN, log)
    assert all(s.outcome != "planned" for s in adapted.sessions)
    assert "professional" in adapted.changes[0]
    assert ramp_up_answer(adapted).startswith("The plan **ended on ")


def test_strong_pain_ends_the_plan() -> None:
    adapted = after(PLAN, "w14-1", LogEntry("painful", 5))
    assert adapted.sessions[-1].key == "w14-1"
    assert "professional" in adapted.changes[0]


def test_a_fall_leads_back_to_walking() -> None:
    adapted = after(PLAN, "w14-1", LogEntry("fell"))
    fall = session_of(adapted, "w14-1")
    following = next(s for s in adapted.sessions if s.date > fall.date)
    assert following.gait == "walking"
    assert (following.date - fall.date).days >= 7


def test_an_illness_means_a_week_of_rest_and_a_lighter_one() -> None:
    adapted = after(PLAN, "w14-1", LogEntry("ill"))
    ill = session_of(adapted, "w14-1")
    following = next(s for s in adapted.sessions if s.date > ill.date)
    assert (following.date - ill.date).days >= 7
    assert following.lighter_week


@pytest.mark.parametrize(
    ("entry", "rule", "stage"),
    [
        (LogEntry("painful", 4), "pain", 4),
        (LogEntry("fell"), "fall", 1),
        (LogEntry("ill"), "illness", 5),
    ],
)
def test_a_missed_session_takes_nothing_back(entry: LogEntry, rule: str, stage: int) -> None:
    adapted = after(PLAN, "w14-1", entry)
    hurt = session_of(adapted, "w14-1")
    missed = next(s for s in adapted.sessions if s.date > hurt.date)
    again = adapt(adapted, {missed.key: LogEntry("missed")})
    following = next(s for s in again.sessions if s.outcome == "planned" and s.date > missed.date)
    assert following.stage == stage
    every_fourth = again.week_of(following.date) % 4 == 0
    assert following.lighter_week == (rule == "illness" or every_fourth)
    assert again.changes[:-1] == adapted.changes
    assert "missed, and not made up for" in again.changes[-1]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (LogEntry("sore"), "soreness"),
        (LogEntry("painful", 1), "mild_pain"),
        (LogEntry("painful", 4), "pain"),
        (LogEntry("fell"), "fall"),
    ],
)
@pytest.mark.parametrize("key", ["w01-3", "w04-1"])
def test_what_a_short_session_asks_for_holds_after_a_long_break_too(
    key: str, entry: LogEntry, rule: str
) -> None:
    """A walk made short by hand, and the short run of a lighter week."""
    short = [s.lasting(min(s.backward_s, 300)) if s.key == key else s for s in PLAN.sessions]
    hurt = next(s for s in short if s.key == key)
    until = hurt.date + timedelta(days=40)
    missed = {s.key: LogEntry("missed") for s in short if hurt.date < s.date <= until}
    log = done_until(PLAN, key) | {key: entry} | missed
    adapted = adapt(PLAN.with_sessions(short), log)
    following = next(s for s in adapted.sessions if s.outcome == "planned")
    assert (following.date - hurt.date).days > 30
    assert following.why[-1].rule in (rule, "break_days")
    if following.gait == hurt.gait:
        assert following.backward_s <= hurt.backward_s
        longer = following.lasting(hurt.backward_s + 5)
        others = [s for s in adapted.sessions if s.key != following.key]
        plan = adapted.with_sessions([*others, longer])
        assert rule in {found.rule for found in check_plan(plan, plan.scenario, plan.settings)}


@pytest.mark.parametrize("outcome", ["done", "sore", "painful", "fell"])
@pytest.mark.parametrize("key", ["w01-1", "w03-1"])
def test_a_session_broken_off_after_seconds_does_not_end_the_plan(
    key: str, outcome: Outcome
) -> None:
    short = [s.lasting(15) if s.key == key else s for s in PLAN.sessions]
    entry = LogEntry(outcome, 2 if outcome == "painful" else None)
    adapted = adapt(PLAN.with_sessions(short), done_until(PLAN, key) | {key: entry})
    broken_off = session_of(adapted, key)
    following = next(s for s in adapted.sessions if s.outcome == "planned")
    # The week after the one of w03-1 is a lighter one: less than the shortest is none.
    assert (following.date - broken_off.date).days <= 14
    assert adapted.shortfall == ()
    assert check_plan(adapted, adapted.scenario, adapted.settings) == []
    if outcome == "painful":
        assert following.backward_s == 20


def test_an_illness_after_pain_asks_for_both() -> None:
    hurt = after(PLAN, "w14-1", LogEntry("painful", 4)).sessions
    day = next(s.date for s in hurt if s.key == "w14-1")
    log = done_until(PLAN, "w14-1") | {
        "w14-1": LogEntry("painful", 4),
        "w14-2": LogEntry("ill"),
    }
    adapted = adapt(PLAN, log)
    ill = session_of(adapted, "w14-2")
    following = next(s for s in adapted.sessions if s.outcome == "planned" and s.date > ill.date)
    assert following.date >= ill.date + timedelta(days=7) > day + timedelta(days=7)
    assert (following.stage, following.lighter_week) == (4, True)
    assert len(adapted.changes) == 2


@pytest.mark.parametrize("entry", [LogEntry("painful", 5), LogEntry("fell"), LogEntry("missed")])
def test_an_entry_that_is_taken_back_leaves_no_trace(entry: LogEntry) -> None:
    noted = adapt(PLAN, {"w02-1": entry})
    assert noted.sessions != PLAN.sessions
    again = adapt(noted, {"w02-1": LogEntry("planned")})
    assert again.changes == ()
    assert [(s.key, s.date, s.backward_s, s.stage, s.outcome) for s in again.sessions] == [
        (s.key, s.date, s.backward_s, s.stage, s.outcome)
        for s in PLAN.sessions
        if entry.outcome == "missed" or s.key not in ("w02-2", "w02-3")
    ]


@pytest.mark.parametrize("entry", ["done", None, ("painful", 3)])
def test_what_is_no_entry_is_refused(entry: object) -> None:
    with pytest.raises(ValueError, match=r"^Session w01-1: .+; allowed: a LogEntry"):
        adapt(PLAN, {"w01-1": entry})


def test_an_unknown_session_is_refused() -> None:
    with pytest.raises(ValueError, match="Session: 'w99-1' is not in the plan"):
        adapt(PLAN, {"w99-1": LogEntry("done")})


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (("won",), "Outcome: 'won'; allowed: planned, done, missed"),
        (("painful",), "Pain: not given; allowed: 0 to 10"),
        (("painful", 11), "Pain: 11; allowed: 0 to 10"),
        (("painful", 2.5), r"Pain: 2\.5; allowed: 0 to 10"),
        (("painful", True), "Pain: True; allowed: 0 to 10"),
    ],
)
def test_a_bad_entry_is_named(entry: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LogEntry(*entry)  # type: ignore[arg-type]


entries = st.sampled_from(OUTCOMES).flatmap(
    lambda outcome: st.builds(
        LogEntry, st.just(outcome), st.integers(0, 10) if outcome == "painful" else st.none()
    )
)


@settings(max_examples=300)
@given(any_scenarios, ramp_up_settings(), st.data())
def test_whatever_happens_what_is_to_come_keeps_every_rule(
    scenario: Scenario, wishes: RampUpSettings, data: st.DataObject
) -> None:
    plan = plan_ramp_up(scenario, wishes)
    for _ in range(data.draw(st.integers(1, 6))):
        open_keys = [s.key for s in plan.sessions if s.outcome == "planned"]
        if not open_keys:
            break
        log = {key: data.draw(entries) for key in open_keys[: data.draw(st.integers(1, 6))]}
        adapted = adapt(plan, log)
        assert check_plan(adapted, scenario, wishes) == []
        assert adapt(adapted, log) == adapted
        plan = adapted


def test_a_plan_that_pain_has_ended_says_so_and_nothing_of_weeks() -> None:
    adapted = after(PLAN, "w04-1", LogEntry("painful", 5))
    assert ramp_up_answer(adapted) == (
        f"The plan **ended on {day_text(adapted.sessions[-1].date)}**: have a professional look "
        "at the pain first"
    )


def test_walking_again_after_a_fall_is_not_walking_first() -> None:
    wanted = ramp_up_answer(PLAN).split("first ")[1]
    assert wanted in ramp_up_answer(after(PLAN, "w07-1", LogEntry("fell")))


@pytest.mark.parametrize("key", ["w01-1", "w10-2"])
def test_the_week_after_an_illness_is_lighter_in_plan_and_words(key: str) -> None:
    adapted = after(PLAN, key, LogEntry("ill"))
    ill = session_of(adapted, key)
    week = next(week for week in adapted.weeks() if week.first > ill.date and week.sessions)
    as_planned = max(s.backward_s for s in PLAN.sessions if s.key[:3] == key[:3])
    assert week.lighter
    assert {session.why[0].rule for session in week.sessions} == {"illness"}
    assert all(session.backward_s < as_planned for session in week.sessions)
    assert re.search(rf"lighter in weeks .*\b{week.number}\b", chart_summary(adapted, None))


def test_the_most_allowed_is_never_below_a_plan_that_keeps_the_rules() -> None:
    adapted = after(PLAN, "w01-1", LogEntry("missed"))
    assert len(adapted.weeks()) > len(PLAN.weeks())
    for most, week in zip(most_allowed(adapted, PLAN), adapted.weeks(), strict=True):
        assert most >= week.backward_s() / 60


def test_a_speed_that_waits_for_the_length_says_so() -> None:
    caps = {stage.number: stage.speed_m_s("standard", 1000 / 360) for stage in stages()}
    waiting = [
        s
        for s in PLAN.sessions
        if s.gait == "running" and s.speed_m_s < min(caps[s.stage], 0.7 * 1000 / 360) - 1e-6
    ]
    assert waiting
    assert {session.why[1].rule for session in waiting} <= {"one_at_a_time", "speed_step"}


def test_few_weeks_have_whole_numbers_on_their_axis() -> None:
    assert week_axis(2, False)["dtick"] == 1
    assert "dtick" not in week_axis(25, False)


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (LogEntry("sore"), "soreness"),
        (LogEntry("painful", 1), "mild_pain"),
        (LogEntry("painful", 3), "pain"),
        (LogEntry("ill"), "illness"),
        (LogEntry("fell"), "fall"),
    ],
)
def test_the_week_after_says_why_and_the_one_after_it_no_more(entry: LogEntry, rule: str) -> None:
    adapted = after(PLAN, "w09-1", entry)
    named = [
        {rule in {why.rule for why in session.why} for session in week.sessions}
        for week in adapted.weeks()
        if week.number > 9 and week.sessions
    ]
    assert named[:2] == [{True}, {False}]
    assert all(len(set(session.why)) == len(session.why) for session in adapted.sessions)


def test_a_slope_says_which_rule_it_keeps() -> None:
    steep = plan_ramp_up(Scenario(grade=0.03), RampUpSettings(start=MONDAY))
    rules = [
        ({why.rule for why in session.why} & {"grade_step", "uphill"}, session.grade)
        for session in steep.sessions
    ]
    assert any(grade > 0 for _, grade in rules)
    assert all(bool(named) == (grade > 0) for named, grade in rules)


def test_runs_slower_than_people_run_are_named() -> None:
    slow = plan_ramp_up(Scenario(pace_s_per_km=480), RampUpSettings(start=MONDAY))
    first = next(session for session in slow.sessions if session.gait == "running")
    assert first.slow
    weeks = slow_runs(slow)
    assert weeks.startswith(f"Weeks {slow.week_of(first.date)}")
    assert "runs below 5.9 km/h, at which most people would walk backward" in weeks
    assert "most people would walk backward" in session_card(first, slow.scenario).to_text()


def test_runs_as_fast_as_people_run_are_not_named() -> None:
    fast = plan_ramp_up(Scenario(pace_s_per_km=300), RampUpSettings(start=MONDAY))
    assert slow_runs(fast) == ""
    cards = [session_card(session, fast.scenario).to_text() for session in fast.sessions]
    assert not any("most people would walk backward" in card for card in cards)
