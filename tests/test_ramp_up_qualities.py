"""What a good plan is: it holds its goal, is no bolder with more caution, and gives no credit."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ramp_up_cases import plan as made_by_hand
from strategies import START, any_scenarios, numbers, ramp_up_settings

from backrun.evidence import CAUTIONS, Caution, rules, stages
from backrun.inputs.registry import LONGEST
from backrun.models.ramp_up import PlanError, RampUp, plan_ramp_up
from backrun.models.ramp_up.goal import Aim, State
from backrun.models.ramp_up.limits import stage_for
from backrun.models.ramp_up.weeks import continue_plan
from backrun.scenario.scenario import Day, Scenario, Week
from backrun.scenario.settings import RampUpSettings

SOME = settings(max_examples=100)
USUAL = RampUpSettings(start=START)


def full_weeks(plan: RampUp) -> list[State]:
    """Return what the weeks with sessions have come to, lighter ones left out."""
    return [State.of(week.sessions) for week in plan.weeks() if week.sessions and not week.lighter]


@SOME
@given(any_scenarios, ramp_up_settings())
def test_a_goal_that_is_reached_is_held_at_the_end(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    plan = plan_ramp_up(scenario, wishes)
    assume(not plan.shortfall)
    aim, last = Aim.of(scenario, wishes), full_weeks(plan)[-2:]
    assert aim.long_enough(last[-1])
    if len(plan.weeks()) < 50:
        assert all(map(aim.long_enough, last))


@pytest.mark.parametrize("goal_min", [2, 3, 5, 6, 10, 15])
@pytest.mark.parametrize("caution", CAUTIONS)
def test_the_usual_week_holds_every_goal_up_to_fifteen_minutes_or_says_what_it_takes(
    goal_min: float, caution: Caution
) -> None:
    wishes = USUAL.model_copy(update={"goal_min": float(goal_min), "caution": caution})
    plan = plan_ramp_up(Scenario(), wishes)
    # 20 % of 120 min are 24 min a week: 12 min in each of two sessions.
    if goal_min <= 12:
        assert plan.shortfall == ()
        assert max(s.backward_s for s in plan.sessions if s.gait == "running") == goal_min * 60
    else:
        assert "it takes at least 150 min a week" in plan.shortfall[0]
        assert plan.shortfall[-1] == "A goal of 12 min a session would hold."


def week_of_goal(scenario: Scenario, wishes: RampUpSettings, caution: Caution) -> int:
    """Return the first week with a run as long as the goal; 99 where there is none."""
    plan = plan_ramp_up(scenario, wishes.model_copy(update={"caution": caution}))
    goal = wishes.goal_min * 60
    return next(
        (
            plan.week_of(session.date)
            for session in plan.sessions
            if session.gait == "running" and session.backward_s >= goal
        ),
        99,
    )


@SOME
@given(any_scenarios, ramp_up_settings(), st.integers(1, 30))
def test_more_caution_never_arrives_earlier(
    scenario: Scenario, wishes: RampUpSettings, goal_min: int
) -> None:
    """Without absences: those can hit the week in which one plan grows and not another's.

    With the same time on every day: two days far apart may include a long one, which takes of the
    week's share what a short one has no time for, and two closer ones may not.
    """
    change = {"away": (), "minutes": 60.0, "goal_min": float(goal_min), "goal_share": None}
    wishes = wishes.model_copy(update=change)
    weeks = [week_of_goal(scenario, wishes, caution) for caution in CAUTIONS]
    assert weeks == sorted(weeks, reverse=True)


@SOME
@given(ramp_up_settings(), st.floats(3000.0, 9000.0), st.floats(2.0, 10.0))
def test_forward_running_earns_no_credit(
    wishes: RampUpSettings, week_s: float, more: float
) -> None:
    """Where the week's share is not in the way, running more forward changes nothing at all."""
    change = {"goal_share": None, "minutes": 60.0}
    wishes = wishes.model_copy(update=change)
    minutes = (week_s / 6 / 7, min(360.0, week_s / 6 / 7 * more))
    plans = [
        plan_ramp_up(Scenario(week=Week(days=(Day(minutes=each),) * 7)), wishes) for each in minutes
    ]
    assume(min(minutes) * 7 * 60 * 0.1 >= 3 * 30 * 60)
    assert plans[0].sessions == plans[1].sessions


@SOME
@given(ramp_up_settings())
def test_no_session_is_above_the_cap_however_much_is_run_forward(wishes: RampUpSettings) -> None:
    hours = Scenario(week=Week(days=(Day(minutes=360.0),) * 7), pace_s_per_km=300)
    plan = plan_ramp_up(hours, wishes.model_copy(update={"longest_backward_min": 0.0}))
    runs = [session for session in plan.sessions if session.gait == "running"]
    for number, session in enumerate(runs):
        before = [s for s in runs[:number] if (session.date - s.date).days <= 30]
        longest = max((s.backward_s for s in before), default=0)
        first = rules()["first_dose"].limit(wishes.caution)
        step = rules()["small_dose"].limit(wishes.caution)
        small = min(longest + step, 360)
        assert session.backward_s <= max(1.1 * longest, small if longest else first) + 1e-9


def test_seven_weeks_away_lead_back_to_first_runs() -> None:
    away = tuple(START + timedelta(days=7 * 14 + n) for n in range(49))
    plan = plan_ramp_up(Scenario(), USUAL.model_copy(update={"away": away}))
    last, following = next(
        (before, after)
        for before, after in pairwise(plan.sessions)
        if (after.date - before.date).days > 30
    )
    assert (last.stage, following.stage, following.backward_s) == (5, 2, 120)
    assert plan.shortfall == ()


@SOME
@given(any_scenarios, ramp_up_settings(), numbers(LONGEST))
def test_experience_starts_at_its_stage(
    scenario: Scenario, wishes: RampUpSettings, longest: float
) -> None:
    wishes = wishes.model_copy(update={"away": (), "longest_backward_min": longest})
    plan = plan_ramp_up(scenario, wishes)
    assume(plan.sessions and Aim.of(scenario, wishes).stage > 1)
    first = plan.sessions[0]
    assert first.stage == min(stage_for(longest), Aim.of(scenario, wishes).stage)
    assert first.stage < 6
    if first.gait == "running":
        assert first.backward_s <= max(1.1 * longest * 60, min(longest * 60 + 60, 360)) + 1e-9


@pytest.mark.parametrize(
    ("longest", "stage"), [(0, 1), (1, 1), (2, 3), (3, 4), (6, 5), (15, 5), (30, 5), (60, 5)]
)
def test_an_experienced_runner_starts_where_she_is(longest: float, stage: int) -> None:
    wishes = USUAL.model_copy(update={"longest_backward_min": float(longest)})
    first, *others = plan_ramp_up(Scenario(), wishes).sessions
    assert first.stage == stage
    assert ("experience" in {why.rule for why in first.why}) == (stage > 1)
    assert not any(why.rule == "experience" for session in others for why in session.why)


@pytest.mark.parametrize("caution", CAUTIONS)
def test_half_a_minute_is_no_experience(caution: Caution) -> None:
    hours = Scenario(week=Week.even(4, 60.0, 0.0))
    wishes = USUAL.model_copy(update={"caution": caution, "longest_backward_min": 0.5})
    never = wishes.model_copy(update={"longest_backward_min": 0.0})
    assert plan_ramp_up(hours, wishes).sessions == plan_ramp_up(hours, never).sessions


@SOME
@given(scenario=any_scenarios, wishes=ramp_up_settings())
def test_nobody_walks_faster_than_the_first_runs(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    try:
        plan = plan_ramp_up(scenario, wishes)
    except PlanError:
        return
    walked = [session.speed_m_s for session in plan.sessions if session.gait == "walking"]
    run = [session.speed_m_s for session in plan.sessions if session.gait == "running"]
    if walked and run:
        assert max(walked) <= min(run) + 1e-9


def test_a_stage_never_holds_more_than_it_may() -> None:
    for caution in CAUTIONS:
        plan = plan_ramp_up(Scenario(), USUAL.model_copy(update={"caution": caution}))
        for session in plan.sessions:
            stage = stages()[session.stage - 1]
            assert session.backward_s <= stage.total_s
            assert session.section_s <= stage.section_s
            assert session.sections <= stage.most_sections


def test_days_with_time_come_before_days_far_apart() -> None:
    """Two short days and a long one: the goal needs the long one, wherever it lies."""
    for long_day in range(7):
        week = Week(days=tuple(Day(minutes=60.0 if n == long_day else 16.0) for n in range(7)))
        plan = plan_ramp_up(Scenario(week=week), USUAL.model_copy(update={"goal_min": 8.0}))
        assert plan.shortfall == ()
        assert max(plan.sessions, key=lambda s: s.backward_s).date.weekday() == long_day


def test_days_without_time_for_a_session_are_left_out() -> None:
    week = Week(days=(*[Day(minutes=10.0)] * 4, Day(minutes=60.0), Day(), Day(minutes=60.0)))
    plan = plan_ramp_up(Scenario(week=week), USUAL)
    assert {session.date.weekday() for session in plan.sessions} == {4, 6}


def test_no_weekday_at_all_is_refused() -> None:
    with pytest.raises(
        PlanError, match="Days: none is available; allowed: at least one of Mon, Tue"
    ):
        plan_ramp_up(Scenario(week=Week()), USUAL)


def test_a_year_away_leaves_no_session_and_says_so() -> None:
    away = tuple(START + timedelta(days=n) for n in range(365))
    plan = plan_ramp_up(Scenario(), USUAL.model_copy(update={"away": away}))
    assert plan.sessions == ()
    assert plan.weeks() == ()
    assert plan.shortfall[0].startswith("No session fits: every available day is taken by your")


def test_a_walk_and_a_run_of_one_week_count_apart() -> None:
    """Ten minutes of walking are no ten minutes of running."""
    mixed = made_by_hand("0:1:10x60@0.66 3:2:2x30@1.3").sessions
    assert State.of(mixed).session_s == 60
    assert State.of(mixed[:1]).session_s == 600


def test_a_plan_goes_on_from_what_was_done() -> None:
    plan = plan_ramp_up(Scenario(), USUAL)
    eight = tuple(session for session in plan.sessions if plan.week_of(session.date) <= 8)
    assert continue_plan(Scenario(), USUAL, eight) == plan.sessions
