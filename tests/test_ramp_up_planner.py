"""The planner: whatever it writes keeps every rule that the checker knows."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import example, given, settings
from strategies import START, any_scenarios, ramp_up_settings

from backrun.models.ramp_up.check import check_plan
from backrun.models.ramp_up.day_limits import available_days
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.scenario import Day, Scenario, Week
from backrun.settings import RampUpSettings

MANY = settings(max_examples=2000)


@MANY
@given(any_scenarios, ramp_up_settings())
@example(
    # The 30 days of a break end between the first free day of a week and its first session.
    Scenario(week=Week(days=(*[Day()] * 5, Day(minutes=1.0), Day(minutes=6.0)))),
    RampUpSettings(
        start=START + timedelta(days=3),
        days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"),
        away=tuple(START + timedelta(days=88 + n) for n in range(29)),
        goal_min=1.0,
        caution="cautious",
    ),
)
def test_every_plan_keeps_every_rule(scenario: Scenario, wishes: RampUpSettings) -> None:
    plan = plan_ramp_up(scenario, wishes)
    assert check_plan(plan, scenario, wishes) == []
    for session in plan.sessions:
        assert session.date not in wishes.away
        assert session.date >= wishes.start
        assert session.date.weekday() in available_days(scenario, wishes)
    dates = [session.date for session in plan.sessions]
    assert dates == sorted(set(dates))


@settings(max_examples=200)
@given(any_scenarios, ramp_up_settings())
def test_the_same_wishes_give_the_same_plan(scenario: Scenario, wishes: RampUpSettings) -> None:
    assert plan_ramp_up(scenario, wishes) == plan_ramp_up(scenario, wishes)
