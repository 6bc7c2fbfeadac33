"""The planner: whatever it writes keeps every rule that the checker knows."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import integers
from strategies import START, any_scenarios, planned_scenarios, ramp_up_settings

from backrun.evidence import rules
from backrun.evidence.rows import Gait
from backrun.models.ramp_up import (
    FilledWeek,
    PlanError,
    RampUp,
    Session,
    beginning,
    boldest,
    check_plan,
    continue_plan,
    forerunner,
    longest_goal,
    paced,
    plan_of,
    plan_ramp_up,
    twin,
    week_by_week,
)
from backrun.models.ramp_up.day_limits import available_days
from backrun.models.ramp_up.limits import LENGTH_STAGE
from backrun.models.ramp_up.planner import Planned
from backrun.models.ramp_up.weeks import _Planner
from backrun.scenario.scenario import Day, Scenario, Week
from backrun.scenario.settings import RampUpSettings

GAITS: tuple[Gait, ...] = ("walking", "running")


@settings(max_examples=2000)
@given(planned_scenarios, ramp_up_settings())
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
    lighter_every_fourth(plan)
    stages_last_and_breaks_lead_back(plan)


@settings(max_examples=500)
@given(planned_scenarios, ramp_up_settings(), integers(1, 30).map(float))
@example(
    # What was run before would let a later stage come first, but is forgotten by the first run.
    Scenario(
        pace_s_per_km=150.0,
        backward_share=0.5,
        week=Week(days=(*[Day()] * 6, Day(minutes=4.0))),
    ),
    RampUpSettings(
        start=START,
        days=("Mon",),
        away=tuple(START + timedelta(days=n) for n in range(15)),
        caution="cautious",
        longest_backward_min=3.0,
    ),
    1.0,
)
def test_a_plan_is_the_same_where_that_of_its_forerunner_is_known(
    scenario: Scenario, wishes: RampUpSettings, goal_min: float
) -> None:
    for wish in (wishes, wishes.model_copy(update={"goal_min": goal_min, "goal_share": None})):
        assert plan_like(scenario, wish) == plan_ramp_up(scenario, wish)


@settings(max_examples=500)
@given(planned_scenarios, ramp_up_settings())
@example(Scenario(pace_s_per_km=891.0, backward_share=0.62), RampUpSettings(start=START))
@example(Scenario(backward_share=0.79, units="imperial"), RampUpSettings(start=START))
def test_a_plan_is_that_of_its_twin_at_other_speeds(
    scenario: Scenario, wishes: RampUpSettings
) -> None:
    alike = twin(scenario, wishes)
    assert twin(alike, wishes) == alike
    planned = continue_plan(alike, wishes)
    assert tuple(paced(planned, scenario, wishes, alike)) == continue_plan(scenario, wishes)


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({"pace_s_per_km": 250.0}, 0.7),
        ({"pace_s_per_km": 890.0, "backward_share": 0.75}, 0.75),
        ({"backward_share": 0.3}, 0.6),
        ({"backward_share": 1.1}, 0.8),
    ],
)
def test_one_plan_stands_for_all_paces_and_for_wishes_beyond_the_stages(
    changes: dict[str, float], share: float
) -> None:
    found = twin(Scenario(backward_share=0.7).model_copy(update=changes), RampUpSettings())
    assert found == Scenario(backward_share=share)


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({"backward_share": 0.5}, 0.6),
        ({"backward_share": 0.6}, 0.6),
        ({"backward_share": 0.61}, 1.1),
        ({"backward_share": 0.9, "pace_s_per_km": 250.0}, 1.1),
        ({"grade": 0.05}, 1.1),
        ({"pace_s_per_km": 890.0}, 1.1),
        ({"backward_share": 0.3}, 0.6),
    ],
)
def test_all_paces_and_most_speeds_have_the_same_forerunner(
    changes: dict[str, object], share: float
) -> None:
    found = forerunner(Scenario().model_copy(update=changes), RampUpSettings(start=START))
    assert found == boldest(Scenario()).model_copy(update={"backward_share": share})


def test_who_never_walks_faster_than_in_the_first_week_has_neither_forerunner_nor_twin() -> None:
    for slow in (Scenario(pace_s_per_km=900.0), Scenario(pace_s_per_km=600.0, backward_share=0.4)):
        assert forerunner(slow, RampUpSettings(start=START)) == slow
        assert twin(slow, RampUpSettings(start=START)) == slow
    # Where caution has everybody walk like that, there is nothing to be slower than.
    careful = RampUpSettings(start=START, caution="cautious")
    assert forerunner(Scenario(pace_s_per_km=900.0), careful) == boldest(Scenario())


def plan_like(
    scenario: Scenario, wishes: RampUpSettings, planned: Planned = week_by_week
) -> RampUp:
    def sessions(goal: RampUpSettings) -> tuple[Session, ...]:
        return continue_plan(scenario, goal, beginning(scenario, goal, planned))

    return plan_of(scenario, wishes, sessions)


def test_a_plan_begins_with_what_it_has_in_common_with_the_longest_one() -> None:
    wishes = RampUpSettings(start=START)
    longest = [*week_by_week(boldest(Scenario()), longest_goal(wishes, LENGTH_STAGE))]
    plan = plan_ramp_up(Scenario(), wishes)
    known = plan_like(Scenario(), wishes, lambda *_: longest)
    # The sessions themselves, not such as are equal to them.
    planned = [session for week in longest for session in week.sessions]
    shared = [now for now, then in zip(known.sessions, planned, strict=False) if now is then]
    assert known == plan
    assert len(shared) > len(plan.sessions) * 0.7


def test_no_more_is_planned_than_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[int] = []
    fill = _Planner._fill

    def noted(planner: _Planner, number: int) -> FilledWeek:
        filled.append(number)
        return fill(planner, number)

    monkeypatch.setattr(_Planner, "_fill", noted)
    weeks = week_by_week(Scenario(), longest_goal(RampUpSettings(start=START)))
    first = [session for week in islice(weeks, 2) for session in week.sessions]
    assert [session.key for session in first][:4] == ["w01-1", "w01-2", "w01-3", "w02-1"]
    assert filled == [1, 2]


def test_a_plan_without_a_day_is_refused_before_its_first_session_is_asked_for() -> None:
    rest = Scenario(week=Week(days=(Day(),) * 7))
    with pytest.raises(PlanError, match="Days: none is available"):
        week_by_week(rest, RampUpSettings(start=START))


def lighter_every_fourth(plan: RampUp) -> None:
    weeks = plan.weeks()
    for week in weeks:
        assert week.lighter == (week.number % 4 == 0)
        assert all(session.lighter_week == week.lighter for session in week.sessions)
        for gait in GAITS:
            three = weeks[max(week.number - 4, 0) : week.number - 1]
            before = max((other.backward_s(gait) for other in three), default=0)
            if week.lighter and before:
                assert week.backward_s(gait) <= 0.7 * before + 1e-9


def stages_last_and_breaks_lead_back(plan: RampUp) -> None:
    days = rules()["stage_order"].limit(plan.settings.caution)
    least = rules()["stage_sessions"].limit(plan.settings.caution)
    block: list[Session] = []
    for before, session in pairwise(plan.sessions):
        block = [*block, before] if block and block[-1].stage == before.stage else [before]
        if (session.date - before.date).days > 30:
            ran = any(s.gait == "running" for s in plan.sessions if s.date < session.date)
            assert session.stage <= (2 if ran else 1)
            block = []
        elif session.stage > before.stage:
            assert session.stage == before.stage + 1
            assert (session.date - block[0].date).days >= days
            assert len(block) >= least


@settings(max_examples=100)
@given(any_scenarios, ramp_up_settings())
def test_the_same_wishes_give_the_same_plan(scenario: Scenario, wishes: RampUpSettings) -> None:
    assert plan_ramp_up(scenario, wishes) == plan_ramp_up(scenario, wishes)


@settings(max_examples=100)
@given(any_scenarios, ramp_up_settings())
def test_nothing_but_what_is_run_shapes_a_plan(scenario: Scenario, wishes: RampUpSettings) -> None:
    """Weight, age, paces of single days, units and how energy is counted change no session."""
    bare = Scenario(
        pace_s_per_km=scenario.pace_s_per_km,
        backward_share=scenario.backward_share,
        grade=scenario.grade,
        surface=scenario.surface,
        units=scenario.units,
        week=Week(days=tuple(Day(minutes=day.minutes) for day in scenario.week.days)),
    )
    assert plan_ramp_up(bare, wishes).sessions == plan_ramp_up(scenario, wishes).sessions
