"""The planner: whatever it writes keeps every rule that the checker knows."""

from __future__ import annotations

from hypothesis import given, settings
from strategies import any_scenarios, ramp_up_settings

from backrun.models.ramp_up.check import check_plan
from backrun.models.ramp_up.limits import available_days
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

MANY = settings(max_examples=2000)


@MANY
@given(any_scenarios, ramp_up_settings())
def test_every_plan_keeps_every_rule(scenario: Scenario, wishes: RampUpSettings) -> None:
    plan = plan_ramp_up(scenario, wishes)
    assert check_plan(plan, scenario, wishes) == []
    for session in plan.sessions:
        assert session.date not in wishes.away
        assert session.date >= wishes.start
        assert session.date.weekday() in available_days(scenario, wishes)
    dates = [session.date for session in plan.sessions]
    assert dates == sorted(set(dates))
    assert plan_ramp_up(scenario, wishes) == plan
