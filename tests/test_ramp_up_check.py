"""The checker: published doses pass, jumps do not, and each limit ends where it says it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ramp_up_cases import Case, cases, plan
from strategies import any_scenarios, ramp_up_settings

from backrun.evidence import Caution, rules, sources
from backrun.models.ramp_up import Session, Violation, check_plan, plan_ramp_up
from backrun.models.ramp_up.check import STOPS, Judge
from backrun.models.ramp_up.day_limits import available_days
from backrun.models.ramp_up.limits import LAST_STAGE, stage_for
from backrun.models.ramp_up.plan import RampUp, by_week
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

CASES = cases()
# Rules that say why a session is as it is, or why nothing counts, and that no plan can break.
EXPLAIN_ONLY = {"walk_goal", "goal", "forward_credit", "experience"}
MANY = settings(max_examples=400)
SOME = settings(max_examples=150)


def found(plan: RampUp) -> list[Violation]:
    return check_plan(plan, plan.scenario, plan.settings)


def broken(text: str, rule: str, week_min: float = 900.0, **wishes: object) -> list[Violation]:
    """Return how sessions break one rule, in a week with room enough for the others."""
    return [v for v in found(plan(text, week_min, **wishes)) if v.rule == rule]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_published_doses_pass_and_others_break_the_rules_they_break(case: Case) -> None:
    assert {violation.rule for violation in found(case.plan)} == case.broken


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_worst_of_a_week_is_its_first_stop_or_else_what_comes_first(case: Case) -> None:
    sessions, settings = case.plan.sessions, case.plan.settings
    judge = Judge(case.plan.scenario, settings, sessions)
    for number, of_week in by_week(sessions, settings.start):
        all_found = [violation for violation in found(case.plan) if violation.week == number]
        stops = [violation for violation in all_found if violation.severity == "stop"]
        assert judge.worst(number, of_week) == next(iter(stops or all_found), None)


def test_every_rule_has_a_plan_that_breaks_it() -> None:
    assert {rule for case in CASES for rule in case.broken} == set(rules()) - EXPLAIN_ONLY


def test_the_cases_name_known_sources() -> None:
    assert {study for case in CASES for study in case.source} <= set(sources())


@pytest.mark.parametrize("case", [c for c in CASES if c.broken], ids=lambda case: case.name)
def test_a_violation_names_session_week_and_numbers(case: Case) -> None:
    keys = {session.key: session for session in case.plan.sessions}
    for violation in found(case.plan):
        assert case.plan.week_of(keys[violation.key].date) == violation.week
        assert keys[violation.key].outcome == "planned"
        assert violation.message.endswith(".")
        assert not set("{}") & set(violation.message)
        assert (violation.severity == "stop") >= (violation.rule in STOPS)


@pytest.mark.parametrize(
    ("sections", "above", "hazard", "severity"),
    [
        ("10x66", "", "", ""),  # 660 s: exactly 10 % above 600
        ("7x95", "10.8 %", "1.64 times the rate of injuries (95 % interval 1.31–2.05)", "caution"),
        ("10x78", "30 %", "1.64", "caution"),
        ("11x71", "30.2 %", "1.52 times the rate of injuries (95 % interval 1.16–2.00)", "stop"),
        ("12x100", "100 %", "1.52", "stop"),
        ("14x86", "100.7 %", "2.28 times the rate of injuries (95 % interval 1.50–3.48)", "stop"),
    ],
)
def test_a_spike_is_named_by_its_band(
    sections: str, above: str, hazard: str, severity: str
) -> None:
    past = " ".join(f"{day}:6:5x120@1.8=done" for day in (0, 2, 5, 7, 9, 12))
    spikes = broken(f"{past} 14:6:{sections}@1.8", "session_cap")
    if not above:
        assert spikes == []
        return
    (spike,) = spikes
    assert spike.severity == severity
    assert f"is {above} above the longest of the last 30 days" in spike.message
    assert hazard in spike.message
    assert "10 min on Sat 5 Dec 2026 allow 11 min" in spike.message


@pytest.mark.parametrize(("day", "length", "passes"), [
    (30, "6x110", True),
    (31, "6x110", False),
    (31, "5x99", True),
    (31, "10x50", False),
])  # fmt: skip
def test_the_longest_counts_for_thirty_days(day: int, length: str, passes: bool) -> None:
    past = "0:5:5x120@1.8=done 12:5:5x90@1.8=done"
    assert (broken(f"{past} {day}:5:{length}@1.8", "session_cap") == []) == passes


@pytest.mark.parametrize(("day", "passes"), [(42, True), (43, False)])
def test_a_break_lasts_more_than_thirty_days(day: int, passes: bool) -> None:
    past = "0:5:5x120@1.8=done 12:5:5x90@1.8=done"
    assert (broken(f"{past} {day}:5:2x30@1.6", "break_days") == []) == passes
    assert broken(f"{past} {day}:2:2x30@1.6", "break_days") == []
    assert broken(f"{past} {day}:2:2x30@1.6", "stage_order") == []


@pytest.mark.parametrize(
    ("caution", "days", "count"), [("cautious", 21, 4), ("standard", 14, 3), ("experienced", 7, 2)]
)
def test_a_stage_opens_after_its_days_and_its_sessions(
    caution: Caution, days: int, count: int
) -> None:
    def named(sessions: int, day: int) -> set[str]:
        past = " ".join(f"{4 * n}:2:2x30@1.3=done" for n in range(sessions))
        made = plan(f"{past} {day}:3:2x30@1.3", caution=caution)
        return {v.rule for v in found(made)} & {"stage_order", "stage_sessions"}

    assert named(count, days) == set()
    assert named(count, days - 1) == {"stage_order"}
    assert named(count - 1, days) == {"stage_sessions"}


def test_a_walk_in_between_opens_no_running_stage() -> None:
    past = "0:5:5x120@1.8=done 14:1:10x60@0.66=done 28:1:10x60@0.66=done"
    (closed,) = broken(f"{past} 42:5:2x30@1.6", "stage_order")
    assert "now it is stage 1" in closed.message


TWICE = "0:5:5x96@1.3=done 3:5:5x96@1.3=done 7:5:5x96@1.3=done 10:5:5x96@1.3=done"


@pytest.mark.parametrize(
    ("caution", "past", "week", "rule"),
    [
        # The best of four weeks is 16 min: 10 % is 17:36, 20 % is 19:12, 30 % is 20:48.
        ("cautious", TWICE, "14:5:5x105@1.3 18:5:9x59@1.3", None),
        ("cautious", TWICE, "14:5:5x105@1.3 18:5:6x89@1.3", "weekly_growth"),
        ("standard", TWICE, "14:5:4x96@1.3 16:5:4x96@1.3 18:5:4x96@1.3", None),
        ("standard", TWICE, "14:5:4x96@1.3 16:5:4x96@1.3 18:5:4x97@1.3", "weekly_growth"),
        ("standard", TWICE, "14:5:4x104@1.3 16:5:4x104@1.3 18:5:4x104@1.3", "weekly_growth"),
        ("standard", TWICE, "14:5:4x104@1.3 16:5:4x104@1.3 18:5:4x105@1.3", "weekly_stop"),
        ("experienced", TWICE, "14:5:4x104@1.3 16:5:4x104@1.3 18:5:4x104@1.3", None),
        ("experienced", TWICE, "14:5:4x104@1.3 16:5:4x104@1.3 18:5:4x105@1.3", "weekly_stop"),
    ],
)
def test_a_week_grows_up_to_its_cap(
    caution: Caution, past: str, week: str, rule: str | None
) -> None:
    made = plan(f"{past} {week}", 900.0, caution=caution)
    weekly = [v for v in found(made) if v.rule in ("weekly_growth", "weekly_stop", "small_week")]
    assert [v.rule for v in weekly] == ([rule] if rule else [])
    for violation in weekly:
        assert "16 min" in violation.message
        assert violation.severity == ("stop" if rule == "weekly_stop" else "caution")


@pytest.mark.parametrize(("week", "passes"), [(42, True), (49, False)])
def test_a_week_is_held_against_the_best_of_four(week: int, passes: bool) -> None:
    """After weeks off three sessions are no growth while the big week is one of the last four."""
    past = "14:5:5x100@1.3=done 16:5:5x100@1.3=done 18:5:5x100@1.3=done 35:5:5x100@1.3=done"
    of_week = " ".join(f"{week + day}:5:5x100@1.3" for day in (0, 2, 4))
    assert (broken(f"{past} {of_week}", "weekly_stop") == []) == passes


@pytest.mark.parametrize(
    ("caution", "longest", "length", "rule"),
    [
        ("standard", "5x60", "6x60", None),  # 5 min and a section of 60 s
        ("standard", "5x60", "5x73", "small_dose"),
        ("standard", "4x60", "5x60", None),
        ("standard", "4x60", "5x61", "small_dose"),
        ("cautious", "4x60", "5x54", None),  # 4 min and 30 s
        ("cautious", "4x60", "5x55", "small_dose"),
        ("standard", "5x64", "6x60", None),  # 5:20: a section would end above 6 min
        ("standard", "5x64", "7x52", "small_dose"),
        ("standard", "5x66", "7x51", None),  # 5:30: here 10 % is more than what is left to 6 min
        ("standard", "5x66", "7x52", "session_cap"),
        ("standard", "6x60", "6x66", None),  # 6 min: from here on it is 10 %
        ("standard", "6x60", "7x57", "session_cap"),
    ],
)
def test_small_doses_grow_by_a_section_up_to_six_minutes(
    caution: Caution, longest: str, length: str, rule: str | None
) -> None:
    made = plan(f"0:5:{longest}@1.3=done 7:5:{length}@1.3", 900.0, caution=caution)
    assert [v.rule for v in found(made) if "dose" in v.rule or "cap" in v.rule] == (
        [rule] if rule else []
    )


@pytest.mark.parametrize("longest_backward_min", [10.0, 10 - 1e-11, (660 / 1.1 - 5e-9) / 60])
def test_a_length_a_hair_above_the_cap_is_judged_too(longest_backward_min: float) -> None:
    wishes = {"longest_backward_min": longest_backward_min}
    assert len(broken("0:5:6x110@1.8", "session_cap", **wishes)) <= 1
    (spike,) = broken("0:5:7x95@1.8", "session_cap", **wishes)
    assert "10 min before the plan allow" in spike.message


@pytest.mark.parametrize(
    ("longest_backward_min", "stage"),
    [(0, 1), (0.5, 1), (1.99, 1), (2, 3), (2.99, 3), (3, 4), (5.99, 4), (6, 5), (15, 5), (60, 5)],
)
def test_experience_opens_the_stage_it_has_reached_and_never_the_last(
    longest_backward_min: float, stage: int
) -> None:
    for number in range(1, 7):
        text = f"0:{number}:1x30@{0.6 if number == 1 else 1.3}"
        closed = broken(text, "stage_order", longest_backward_min=longest_backward_min)
        assert (closed == []) == (number <= stage)


@pytest.mark.parametrize(("day", "passes"), [(15, True), (16, False)])
def test_experience_fades_with_no_session_in_the_plan(day: int, passes: bool) -> None:
    text = f"{day}:5:5x120@1.8"
    assert (broken(text, "stage_order", longest_backward_min=10.0) == []) == passes
    assert (broken(text, "first_dose", longest_backward_min=10.0) == []) == passes


def test_what_is_past_is_not_judged_and_counts_unless_missed() -> None:
    hour = "0:5:30x120@3.0^-10=done"
    assert found(plan(hour)) == []
    assert broken(f"{hour} 2:5:10x90@1.8", "session_cap") == []
    assert broken(f"{hour.replace('done', 'missed')} 2:5:10x90@1.8", "first_dose") != []
    # What lies before the last entry happened, whatever was noted of it.
    assert found(plan("0:5:30x120@3.0^-10 2:1:5x60@0.6=done")) == []


def test_nothing_is_judged_in_a_plan_without_sessions() -> None:
    assert check_plan(plan(""), Scenario(), RampUpSettings()) == []


def test_the_order_of_the_sessions_does_not_matter() -> None:
    for case in CASES:
        turned = replace(case.plan, sessions=case.plan.sessions[::-1])
        assert found(turned) == found(case.plan)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stage": 0}, "Session s01, stage: 0; allowed: 1 to 6"),
        ({"stage": 7}, "Session s01, stage: 7; allowed: 1 to 6"),
        ({"sections": 0}, "Session s01, sections: 0; allowed: 1 or more"),
        ({"sections": -3}, "Session s01, sections: -3; allowed: 1 or more"),
        ({"section_s": 0}, "Session s01, section_s: 0; allowed: 1 s or more"),
        ({"section_s": float("nan")}, "Session s01, section_s: nan; allowed: 1 s or more"),
        ({"speed_m_s": 0.0}, "Session s01, speed_m_s: 0.0; allowed: above 0 m/s"),
        ({"speed_m_s": float("nan")}, "Session s01, speed_m_s: nan; allowed: above 0 m/s"),
        ({"speed_m_s": float("inf")}, "Session s01, speed_m_s: inf; allowed: above 0 m/s"),
        ({"grade": float("nan")}, "Session s01, grade: nan; allowed: a finite number"),
    ],
)
def test_a_session_that_cannot_be_is_refused(changes: dict[str, float], message: str) -> None:
    (session,) = plan("0:1:10x60@0.66").sessions
    with pytest.raises(ValueError, match=f"^{message}$"):
        replace(session, **changes)


# Each way to spoil a session of a plan, and the rules of which one at least has to be named.
Spoil = Callable[[RampUp, int], Session]


def longer(made: RampUp, place: int) -> Session:
    """More than 15 % and a section above all that was before, and above any first dose."""
    session, settings = made.sessions[place], made.settings
    before = [s.backward_s for s in made.sessions[:place] if s.gait == session.gait]
    longest = max([600.0, *before, settings.longest_backward_min * 60])
    return replace(session, sections=1, section_s=int(1.16 * longest) + 61)


def faster(made: RampUp, place: int) -> Session:
    session = made.sessions[place]
    top = session.row.speed_m_s(made.settings.caution, made.scenario.forward_speed_m_s)
    return replace(session, speed_m_s=1.01 * top)


def the_day_after(made: RampUp, place: int) -> Session:
    assume(place > 0)
    return replace(made.sessions[place], date=made.sessions[place - 1].date + timedelta(days=1))


def blocked_day(made: RampUp, place: int) -> Session:
    session, away = made.sessions[place], made.settings.away
    weekdays = available_days(made.scenario, made.settings)
    near = (session.date + timedelta(days=n) for n in (-3, -2, -1, 1, 2, 3))
    blocked = [day for day in near if day.weekday() not in weekdays or day in away]
    assume(blocked)
    return replace(session, date=blocked[0])


def before_the_start(made: RampUp, place: int) -> Session:
    return replace(made.sessions[place], date=made.settings.start - timedelta(days=1 + place))


def downhill(made: RampUp, place: int) -> Session:
    return replace(made.sessions[place], grade=-0.001)


def uphill(made: RampUp, place: int) -> Session:
    return replace(made.sessions[place], grade=0.051)


def two_stages_on(made: RampUp, place: int) -> Session:
    session = made.sessions[place]
    # Someone who is back from a longer dose may have the stage without a session in between.
    assume(stage_for(made.settings.longest_backward_min) < session.stage + 2 <= LAST_STAGE)
    return replace(session, stage=session.stage + 2)


SPOILT: list[tuple[Spoil, set[str]]] = [
    (longer, {"session_cap", "small_dose", "first_walk", "first_dose"}),
    (faster, {"speed_cap", "walking_speed"}),
    (the_day_after, {"rest_day", "first_apart"}),
    (blocked_day, {"available"}),
    (before_the_start, {"available"}),
    (downhill, {"level"}),
    (uphill, {"uphill"}),
    (two_stages_on, {"stage_order", "break_days"}),
]


@MANY
@given(any_scenarios, ramp_up_settings(), st.sampled_from(SPOILT), st.data())
def test_a_spoilt_session_is_named(
    runner: Scenario, wishes: RampUpSettings, spoilt: tuple[Spoil, set[str]], data: st.DataObject
) -> None:
    made = plan_ramp_up(runner, wishes)
    assume(made.sessions)
    place = data.draw(st.integers(0, len(made.sessions) - 1))
    spoil, expected = spoilt
    session = spoil(made, place)
    others = [other for other in made.sessions if other.key != session.key]
    named = check_plan(made.with_sessions([*others, session]), runner, wishes)
    assert expected & {violation.rule for violation in named if violation.key == session.key}


@SOME
@given(any_scenarios, ramp_up_settings(), st.data())
def test_a_lighter_week_that_is_not_lighter_is_named(
    runner: Scenario, wishes: RampUpSettings, data: st.DataObject
) -> None:
    made = plan_ramp_up(runner, wishes)
    weeks = {week.number: week for week in made.weeks() if week.sessions}
    lighter = [week for week in weeks.values() if week.lighter]
    assume(lighter)
    week = data.draw(st.sampled_from(lighter))
    gait = week.sessions[0].gait
    before = [weeks[week.number - n] for n in (1, 2, 3) if week.number - n in weeks]
    best = max(before, key=lambda week: week.backward_s(gait), default=None)
    assume(best is not None and best.backward_s(gait))
    days = timedelta(7 * (week.number - best.number))
    copied = [replace(s, key=f"c{s.key}", date=s.date + days) for s in best.sessions]
    others = [session for session in made.sessions if session not in week.sessions]
    named = check_plan(made.with_sessions([*others, *copied]), runner, wishes)
    assert (week.number, "lighter_week") in {(v.week, v.rule) for v in named}


@SOME
@given(any_scenarios, ramp_up_settings(), st.data())
def test_one_session_more_than_a_week_may_have_is_named(
    runner: Scenario, wishes: RampUpSettings, data: st.DataObject
) -> None:
    made = plan_ramp_up(runner, wishes)
    most = rules()["week_sessions"].limit(wishes.caution)
    full = [week for week in made.weeks() if len(week.sessions) == most]
    assume(full)
    week = data.draw(st.sampled_from(full))
    taken = {session.date for session in week.sessions}
    free = [day for n in range(7) if (day := week.first + timedelta(n)) not in taken]
    more = replace(week.sessions[0], key="more", date=data.draw(st.sampled_from(free)))
    named = check_plan(made.with_sessions([*made.sessions, more]), runner, wishes)
    assert (week.number, "week_sessions") in {(v.week, v.rule) for v in named}


@SOME
@given(any_scenarios, ramp_up_settings(), st.data())
def test_a_plan_that_goes_on_as_before_after_a_long_break_is_named(
    runner: Scenario, wishes: RampUpSettings, data: st.DataObject
) -> None:
    made = plan_ramp_up(runner, wishes)
    later = [n for n, session in enumerate(made.sessions) if n and session.stage > 2]
    assume(later)
    place = data.draw(st.sampled_from(later))
    gap = made.sessions[place].date - made.sessions[place - 1].date
    shift = timedelta(days=31) - min(gap, timedelta(days=30))
    moved = [replace(s, date=s.date + shift) for s in made.sessions[place:]]
    named = check_plan(made.with_sessions([*made.sessions[:place], *moved]), runner, wishes)
    rules_named = {v.rule for v in named if v.key == moved[0].key}
    assert rules_named & {"break_days", "stage_order"}
