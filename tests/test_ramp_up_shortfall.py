"""What a plan says where it cannot hold a goal: that it is true, and that following it helps."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import assume, example, given, settings
from strategies import START, planned_scenarios, ramp_up_settings

from backrun.models.ramp_up import plan_ramp_up, week_shortfall
from backrun.models.ramp_up.goal import Aim
from backrun.scenario.scenario import Day, Scenario, Week
from backrun.scenario.settings import RampUpSettings

SOME = settings(max_examples=150)
USUAL = RampUpSettings(start=START)
HOLDS = re.compile(r"A goal of (\d+) (min a session|% of the week) would hold\.")


def runs(*minutes: float) -> Scenario:
    """Return someone with runs on the first days of the week."""
    days = (*(Day(minutes=each) for each in minutes), *[Day()] * (7 - len(minutes)))
    return Scenario(week=Week(days=days))


def short(scenario: Scenario, **wishes: object) -> tuple[str, ...]:
    return plan_ramp_up(scenario, RampUpSettings(start=START, **wishes)).shortfall


@SOME
@given(planned_scenarios, ramp_up_settings())
def test_the_goal_that_would_hold_does(scenario: Scenario, wishes: RampUpSettings) -> None:
    reasons = plan_ramp_up(scenario, wishes).shortfall
    match = HOLDS.fullmatch(reasons[-1]) if reasons else None
    assume(match is not None)
    assert match is not None
    number, by_share = float(match[1]), match[2].startswith("%")
    change = {"goal_share": number / 100} if by_share else {"goal_min": number}
    assert number < (100 * wishes.goal_share if wishes.goal_share else wishes.goal_min)
    assert (wishes.goal_share is not None) == by_share
    assert plan_ramp_up(scenario, wishes.model_copy(update=change)).shortfall == ()


@SOME
@given(planned_scenarios, ramp_up_settings())
def test_a_reason_is_gone_once_there_is_as_much_as_it_takes(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    """More time or more running, as much as is named and no more; other reasons may remain."""
    for reason in plan_ramp_up(scenario, wishes).shortfall:
        if match := re.search(r"take at least (\d+) min with warm-up", reason):
            assume(float(match[1]) <= 180)
            eased = scenario, wishes.model_copy(update={"minutes": float(match[1])})
        elif match := re.search(r"it takes at least (\d+) min (a week|of running)", reason):
            assume(float(match[1]) <= 360 * 7)
            even = Week(days=(Day(minutes=float(match[1]) / 7),) * 7)
            minutes = {"minutes": wishes.minutes or 120.0}
            eased = scenario.model_copy(update={"week": even}), wishes.model_copy(update=minutes)
        else:
            continue
        kind = re.sub(r"[\d.]+", "", reason)
        assert kind not in {re.sub(r"[\d.]+", "", r) for r in plan_ramp_up(*eased).shortfall}


@SOME
@given(planned_scenarios, ramp_up_settings())
# Six longer sections take less time than seven that meet the goal more closely.
@example(runs(0, 0, 0, 0, 0, 0, 60), RampUpSettings(start=START, days=("Mon",), goal_min=12.125))
def test_what_a_week_is_too_small_for_no_plan_holds(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    reasons = week_shortfall(scenario, wishes)
    plan = plan_ramp_up(scenario, wishes)
    if reasons and plan.sessions:
        assert plan.shortfall[: len(reasons)] == reasons
    if not plan.shortfall:
        assert reasons == ()


@SOME
@given(planned_scenarios, ramp_up_settings())
@example(runs(300, 300), RampUpSettings(start=START, goal_share=0.2, minutes=20))
def test_every_reason_is_a_sentence_with_numbers(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    for reason in plan_ramp_up(scenario, wishes).shortfall:
        assert reason.endswith(".")
        assert re.search(r"\d", reason)
        assert not re.search(r"nan|inf\b|[{}]| {2}|\b1 (sessions|weeks)", reason)


@pytest.mark.parametrize(
    ("scenario", "wishes", "reasons"),
    [
        (
            runs(40, 0, 40),
            {"goal_min": 10},
            (
                "10 min in 2 sessions a week is more than 20 % of your 80 min of running; it "
                "takes at least 100 min a week.",
                "A goal of 8 min a session would hold.",
            ),
        ),
        (
            runs(60, 0, 60, 0, 60),
            {"goal_min": 10, "minutes": 20},
            (
                "10 min backward in a session take at least 26 min with warm-up, recovery and "
                "cool-down; your longest day has 20 min.",
                "A goal of 6 min a session would hold.",
            ),
        ),
        (
            runs(2),
            {"goal_min": 10},
            (
                "Your week has 2 min of running. Backward running starts with 10 % of it, so the "
                "plan stays with backward walking; it takes at least 4 min of running a week to "
                "go on.",
            ),
        ),
        (
            runs(360),
            {"goal_share": 0.2},
            (
                "Your goal comes to 72 min a week, more than 1 session of 30 min, the longest of "
                "any stage.",
                "A goal of 8 % of the week would hold.",
            ),
        ),
        (
            runs(10, 0, 10),
            {"goal_share": 0.01, "minutes": 30},
            (
                "Your goal comes to 12 s a week, less than the 20 s of the shortest session.",
            ),
        ),
        (
            runs(9, 9),
            {"goal_min": 1},
            (
                "No session fits: every available day is taken by your absences, or has less than "
                "the 11 min that the shortest session takes.",
            ),
        ),
        (
            runs(60, 0, 60, 0, 60),
            {"goal_min": 10, "away": [START + timedelta(14 + n) for n in range(350)]},
            (
                "The goal is not held at the end of 2 weeks of sessions; they get no further than "
                "backward walking.",
            ),
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    scenario: Scenario, wishes: dict[str, object], reasons: tuple[str, ...]
) -> None:
    assert short(scenario, **wishes) == reasons


def test_days_side_by_side_are_one_day_for_a_goal() -> None:
    """On Monday and Tuesday alone there is one session a week, which may have all of the share."""
    wishes = USUAL.model_copy(update={"days": ("Mon", "Tue"), "goal_min": 8.0, "minutes": 60.0})
    assert plan_ramp_up(runs(40), wishes).shortfall == ()
    assert plan_ramp_up(runs(39), wishes).shortfall != ()


def test_walking_alone_is_held_without_a_run() -> None:
    plan = plan_ramp_up(runs(2), USUAL.model_copy(update={"days": ("Mon", "Thu")}))
    assert {session.gait for session in plan.sessions} == {"walking"}
    assert Aim.of(runs(2), USUAL).stage == 1


def test_a_goal_lost_to_a_late_absence_is_not_called_held() -> None:
    """Reached in autumn, lost to weeks away before the year is over."""
    wishes = USUAL.model_copy(update={"goal_min": 6.0})
    assert plan_ramp_up(Scenario(), wishes).shortfall == ()
    late = tuple(START + timedelta(days=7 * 11 + n) for n in range(7 * 39))
    plan = plan_ramp_up(Scenario(), wishes.model_copy(update={"away": late}))
    assert max(session.backward_s for session in plan.sessions if session.stage > 1) == 360
    assert plan.sessions[-1].stage == 2
    assert plan.shortfall[0].startswith("The goal is not held at the end of ")
