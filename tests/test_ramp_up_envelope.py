"""What is drawn and told of a plan: its envelope, one's own ramp, its energy, its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from ramp_up_cases import plan as made_by_hand
from strategies import START, any_scenarios, planned_scenarios, ramp_up_settings

from backrun import RampUpSettings, Runner, Scenario, oxygen_cost
from backrun.evidence import rules
from backrun.models.energy.calories import energy_per_minute
from backrun.models.ramp_up import (
    LogEntry,
    RampUp,
    adapt,
    check_plan,
    envelope,
    longest_goal,
    longest_own,
    own_ramp,
    own_weeks,
    plan_energy,
    plan_ramp_up,
    week_by_week,
)

SOME = settings(max_examples=100)
USUAL = RampUpSettings(start=START)
PLAN = plan_ramp_up(Scenario(), USUAL)
COLUMNS = [
    *("key", "date", "week", "stage", "direction_gait", "sections", "section_s", "recovery_s"),
    *("backward_min", "session_min", "speed_m_s", "grade", "surface", "lighter_week"),
    *("outcome", "why"),
]
ramps = st.tuples(st.floats(1.0, 60.0), st.floats(0.0, 1.0))


def with_ramp(plan: RampUp, first_min: float, growth: float) -> RampUp:
    change = {"own_first_min": first_min, "own_growth": growth}
    return replace(plan, settings=plan.settings.model_copy(update=change))


class TestEnvelope:
    @SOME
    @given(planned_scenarios, ramp_up_settings())
    def test_no_week_of_a_plan_is_above_it(
        self, scenario: Scenario, wishes: RampUpSettings
    ) -> None:
        plan = plan_ramp_up(scenario, wishes)
        most, weeks = envelope(plan), plan.weeks()
        assert len(most) == len(weeks)
        for allowed, week in zip(most, weeks, strict=True):
            assert allowed >= week.backward_s() / 60
            assert allowed * 60 <= scenario.week.minutes * 60 * 0.2 + 1e-9

    def test_it_does_not_hang_on_the_goal(self) -> None:
        small = plan_ramp_up(Scenario(), USUAL.model_copy(update={"goal_min": 3.0}))
        weeks = len(small.weeks())
        largest = plan_ramp_up(Scenario(), USUAL.model_copy(update={"goal_min": 30.0}))
        assert np.all(np.array(envelope(small)) >= np.array(envelope(largest))[:weeks])

    @SOME
    @given(any_scenarios, planned_scenarios, ramp_up_settings())
    def test_it_hangs_on_nothing_of_the_scenario_but_the_week(
        self, scenario: Scenario, other: Scenario, wishes: RampUpSettings
    ) -> None:
        plan = plan_ramp_up(scenario, wishes)
        turned = other.model_copy(update={"week": scenario.week})
        assert envelope(plan) == envelope(replace(plan, scenario=turned))
        # Nor is it anything else than the plan for the longest goal, and this one where it is more.
        longest = {
            week.number: week.backward_s() / 60
            for week in plan_ramp_up(scenario, longest_goal(wishes)).weeks()
        }
        for most, week in zip(envelope(plan), plan.weeks(), strict=True):
            if week.number in longest:
                assert most == max(week.backward_s() / 60, longest[week.number])

    def test_without_a_session_it_is_empty(self) -> None:
        away = tuple(START + timedelta(n) for n in range(365))
        empty = plan_ramp_up(Scenario(), USUAL.model_copy(update={"away": away}))
        assert envelope(empty) == ()
        assert own_ramp(empty).minutes == ()
        assert own_ramp(empty).broken == {}


class TestOwnRamp:
    @SOME
    @given(planned_scenarios, ramp_up_settings(), ramps)
    def test_its_minutes_are_those_of_the_idea(
        self, scenario: Scenario, wishes: RampUpSettings, ramp: tuple[float, float]
    ) -> None:
        plan = with_ramp(plan_ramp_up(scenario, wishes), *ramp)
        first, growth = ramp
        own = own_ramp(plan)
        for week, minutes in zip(plan.weeks(), own.minutes, strict=True):
            idea = min(first * (1 + growth) ** (week.number - 1), 60.0) * len(week.sessions)
            assert minutes == pytest.approx(idea)

    @SOME
    @given(any_scenarios, planned_scenarios, ramp_up_settings(), ramps)
    def test_it_hangs_on_nothing_of_the_scenario_but_the_week(
        self,
        scenario: Scenario,
        other: Scenario,
        wishes: RampUpSettings,
        ramp: tuple[float, float],
    ) -> None:
        plan = with_ramp(plan_ramp_up(scenario, wishes), *ramp)
        turned = other.model_copy(update={"week": scenario.week})
        assert own_ramp(plan) == own_ramp(replace(plan, scenario=turned))

    @SOME
    @given(planned_scenarios, ramp_up_settings(), ramps, st.integers(1, 30).map(float))
    def test_it_is_the_same_where_that_of_the_longest_goal_is_known(
        self,
        scenario: Scenario,
        wishes: RampUpSettings,
        ramp: tuple[float, float],
        goal_min: float,
    ) -> None:
        longest = with_ramp(plan_ramp_up(scenario, longest_goal(wishes)), *ramp)
        known = [*own_weeks(longest.weeks(), scenario, longest.settings)]
        for wish in (wishes, wishes.model_copy(update={"goal_min": goal_min, "goal_share": None})):
            plan = with_ramp(plan_ramp_up(scenario, wish), *ramp)
            assert own_ramp(plan, known) == own_ramp(plan)

    def test_weeks_that_are_known_are_not_judged_again(self) -> None:
        known = [*own_weeks(PLAN.weeks(), Scenario(), USUAL)]
        own = own_ramp(PLAN, known)
        worst = {week.number: week.worst for week in known}
        assert own.broken
        assert all(violation is worst[number] for number, violation in own.broken.items())

    @SOME
    @given(planned_scenarios, ramp_up_settings(), ramps)
    @example(
        # A break before the first session that is as long as any may be.
        Scenario(),
        RampUpSettings(
            start=START, days=("Mon",), away=[START + timedelta(days=1 + n) for n in range(35)]
        ),
        (1.0, 1.0),
    )
    def test_weeks_as_long_as_any_may_be_are_the_same_in_all_ramps(
        self, scenario: Scenario, wishes: RampUpSettings, ramp: tuple[float, float]
    ) -> None:
        first, growth = ramp
        idea = wishes.model_copy(update={"own_first_min": first, "own_growth": growth})
        weeks = [*week_by_week(scenario, wishes)]
        longest = [*own_weeks(weeks, scenario, longest_own(wishes))]
        found = [*own_weeks(weeks, scenario, idea, longest)]
        assert found == [*own_weeks(weeks, scenario, idea)]

    def test_weeks_as_long_as_any_may_be_are_judged_once(self) -> None:
        longest = [*own_weeks(PLAN.weeks(), Scenario(), longest_own(USUAL))]
        idea = USUAL.model_copy(update={"own_first_min": 30.0})
        found = [*own_weeks(PLAN.weeks(), Scenario(), idea, longest)]
        # 30, 36, 43.2 and 51.8 min come first.
        assert [own is longest[place] for place, own in enumerate(found)].index(True) == 4 + 5
        assert found[9:] == longest[9:]

    def test_a_session_moved_before_the_start_is_in_none_of_its_weeks(self) -> None:
        early = replace(PLAN.sessions[0], date=START - timedelta(days=3))
        own = own_ramp(PLAN.with_sessions([early, *PLAN.sessions[1:]]))
        assert len(own.minutes) == len(PLAN.weeks())
        assert set(own.broken) <= {week.number for week in PLAN.weeks()}

    def test_running_from_the_first_day_leaves_out_the_walking(self) -> None:
        own = own_ramp(with_ramp(PLAN, 1.0, 0.0))
        assert own.broken[1].rule == "stage_order"
        assert own.broken[1].severity == "stop"

    def test_the_gravest_of_a_week_is_named(self) -> None:
        own = own_ramp(with_ramp(PLAN, 30.0, 0.5))
        judged = replace(PLAN, sessions=())
        assert all(violation.week == week for week, violation in own.broken.items())
        assert set(own.broken) <= {week.number for week in PLAN.weeks()}
        assert own.broken[2].severity == "stop"
        assert check_plan(judged, Scenario(), USUAL) == []

    @pytest.mark.parametrize("growth", [0.0, 0.05, 0.10])
    @pytest.mark.parametrize("first", [1.0, 2.0, 2.5, 3.0, 7.0])
    def test_ten_percent_a_week_is_never_called_more(self, first: float, growth: float) -> None:
        """Dividing into whole seconds must not push a session above the cap that the idea keeps."""
        settings = USUAL.model_copy(update={"longest_backward_min": 7.0, "goal_min": 12.0})
        own = own_ramp(with_ramp(plan_ramp_up(Scenario(), settings), first, growth))
        rules_named = {violation.rule for violation in own.broken.values()}
        assert not rules_named & {"session_cap", "weekly_growth", "weekly_stop"}

    def test_a_jump_of_more_than_ten_percent_a_week_is_named(self) -> None:
        own = own_ramp(with_ramp(PLAN, 7.0, 0.15))
        assert "session_cap" in {violation.rule for violation in own.broken.values()}

    def test_it_is_the_minutes_that_are_judged_and_not_the_speed(self) -> None:
        for first, growth in ((1.0, 0.1), (5.0, 0.2), (20.0, 1.0)):
            own = own_ramp(with_ramp(PLAN, first, growth))
            named = {violation.rule for violation in own.broken.values()}
            assert not named & {"speed_cap", "speed_step", "one_at_a_time", "level", "uphill"}

    def test_who_has_run_backward_before_may_go_on_as_before(self) -> None:
        settings = USUAL.model_copy(update={"longest_backward_min": 7.0, "goal_min": 12.0})
        own = own_ramp(with_ramp(plan_ramp_up(Scenario(), settings), 4.0, 0.0))
        assert {violation.rule for violation in own.broken.values()} == {"lighter_week"}
        assert set(own.broken) == {8}


class TestEnergy:
    @SOME
    @given(any_scenarios, ramp_up_settings())
    def test_it_holds_its_centre_and_is_nothing_in_weeks_without_a_session(
        self, scenario: Scenario, wishes: RampUpSettings
    ) -> None:
        plan = plan_ramp_up(scenario, wishes)
        energy, weeks = plan_energy(plan), plan.weeks()
        for part in (energy.backward, energy.difference):
            assert np.shape(part.central) == (len(weeks),)
            assert np.all(part.low <= part.central)
            assert np.all(part.central <= part.high)
        empty = [not week.sessions for week in weeks]
        for bound in (energy.backward.low, energy.backward.central, energy.backward.high):
            assert np.all(np.asarray(bound)[empty] == 0)
            assert np.all(np.asarray(bound)[np.logical_not(empty)] > 0)

    @SOME
    @given(planned_scenarios, ramp_up_settings(), st.floats(1.1, 3.0))
    def test_it_is_linear_in_mass(
        self, scenario: Scenario, wishes: RampUpSettings, factor: float
    ) -> None:
        plan = plan_ramp_up(scenario, wishes)
        heavier = replace(
            plan, scenario=scenario.model_copy(update={"runner": Runner(mass_kg=70 * factor)})
        )
        light, heavy = plan_energy(plan), plan_energy(heavier)
        for part in ("low", "central", "high"):
            once, more = (np.asarray(getattr(e.backward, part)) for e in (light, heavy))
            assert more == pytest.approx(factor * once)

    def test_a_week_is_the_sum_of_its_sessions(self) -> None:
        each = [
            plan_energy(replace(PLAN, sessions=(session,))).backward for session in PLAN.sessions
        ]
        whole = plan_energy(PLAN).backward
        for week in PLAN.weeks():
            alone = [
                part
                for part, session in zip(each, PLAN.sessions, strict=True)
                if PLAN.week_of(session.date) == week.number
            ]
            for bound in ("low", "central", "high"):
                parts = [np.asarray(getattr(part, bound))[-1] for part in alone]
                # One person's errors are the same in every session, so bounds add up too.
                assert np.asarray(getattr(whole, bound))[week.number - 1] == pytest.approx(
                    sum(parts), rel=1e-3
                )

    def test_a_session_costs_what_the_model_says(self) -> None:
        made = made_by_hand("0:5:5x120@1.9")
        gross = oxygen_cost(1.9, direction="backward").central
        per_minute = energy_per_minute(float(gross), 70.0, "kcal")
        assert np.asarray(plan_energy(made).backward.central)[0] == pytest.approx(10 * per_minute)
        uptake = oxygen_cost(made.scenario.forward_speed_m_s, direction="forward").central
        forward = energy_per_minute(float(uptake), 70.0, "kcal")
        assert np.asarray(plan_energy(made).difference.central)[0] == pytest.approx(
            10 * (per_minute - forward)
        )

    def test_uphill_costs_more(self) -> None:
        level, steep = made_by_hand("0:6:5x120@1.9"), made_by_hand("0:6:5x120@1.9^2")
        costs = [np.asarray(plan_energy(plan).backward.central)[0] for plan in (level, steep)]
        assert costs[1] > costs[0]

    def test_a_slope_is_compared_with_the_same_slope(self) -> None:
        steep = made_by_hand("0:6:5x120@1.9^2")
        forward, backward = (
            energy_per_minute(oxygen_cost(speed, direction=direction, grade=0.02).central, 70.0)
            for speed, direction in (
                (steep.scenario.forward_speed_m_s, "forward"),
                (1.9, "backward"),
            )
        )
        extra = 10 * (backward - forward)
        assert np.asarray(plan_energy(steep).difference.central)[0] == pytest.approx(extra)

    def test_what_was_missed_costs_nothing(self) -> None:
        missed = adapt(PLAN, {"w01-1": LogEntry("missed")})
        before, after = (np.asarray(plan_energy(p).backward.central)[0] for p in (PLAN, missed))
        assert after == pytest.approx(before * 2 / 3)

    def test_a_higher_level_is_wider(self) -> None:
        narrow, wide = plan_energy(PLAN, level=0.5), plan_energy(PLAN, level=0.95)
        assert np.all(wide.backward.low < narrow.backward.low)
        assert np.all(wide.backward.high > narrow.backward.high)

    def test_a_plan_without_sessions_has_no_week(self) -> None:
        energy = plan_energy(RampUp(Scenario(), USUAL))
        assert np.shape(energy.backward.central) == (0,)


class TestTable:
    def test_it_has_a_row_a_session_and_the_columns_it_promises(self) -> None:
        frame = PLAN.to_frame()
        assert list(frame.columns) == COLUMNS
        assert len(frame) == len(PLAN.sessions)
        first, last = frame.iloc[0], frame.iloc[-1]
        assert first["date"] == date(2026, 11, 23)
        assert (first["week"], first["stage"]) == (1, "Backward walking")
        assert (first["direction_gait"], last["direction_gait"]) == (
            "backward walking",
            "backward running",
        )
        assert (last["sections"], last["section_s"], last["backward_min"]) == (5, 120, 10.0)
        assert last["session_min"] == 5 + 10 + 4 * 1.5 + 5
        assert frame["lighter_week"].sum() == sum(s.lighter_week for s in PLAN.sessions)

    def test_a_plan_without_sessions_has_the_columns_too(self) -> None:
        frame = RampUp(Scenario(), USUAL).to_frame()
        assert list(frame.columns) == COLUMNS
        assert frame.empty

    @SOME
    @given(any_scenarios, ramp_up_settings())
    def test_every_reason_can_be_said(self, scenario: Scenario, wishes: RampUpSettings) -> None:
        plan = plan_ramp_up(scenario, wishes)
        assume(plan.sessions)
        for session in plan.sessions:
            assert session.why
            for why in session.why:
                assert why.rule in rules()
                assert not set("{}") & set(why.sentence)
                assert why.sentence.endswith(".")
                assert "1 sessions" not in why.sentence

    @SOME
    @given(planned_scenarios, ramp_up_settings())
    def test_a_reason_that_names_a_length_allows_the_session(
        self, scenario: Scenario, wishes: RampUpSettings
    ) -> None:
        """The first reason is what limits the length, and no session is longer than it says."""
        for week in plan_ramp_up(scenario, wishes).weeks():
            total = sum(session.backward_s for session in week.sessions)
            for session in week.sessions:
                why, facts = session.why[0], dict(session.why[0].facts)
                if why.rule in ("session_cap", "small_dose"):
                    assert session.backward_s < seconds(facts["allowed"]) + 1
                if why.rule in ("weekly_growth", "small_week"):
                    assert total < seconds(facts["allowed"]) + 1
                if why.rule in ("goal", "walk_goal", "first_dose", "first_walk"):
                    assert session.backward_s < seconds(facts["limit"]) + 1


def seconds(text: str) -> int:
    """Read a duration such as `2 min 30 s`."""
    parts = text.split()
    units = {"min": 60, "s": 1}
    return sum(int(n) * units[unit] for n, unit in zip(parts[::2], parts[1::2], strict=True))
