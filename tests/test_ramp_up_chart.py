import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import any_scenarios, ramp_up_settings

from backrun import LogEntry, RampUp, RampUpSettings, Runner, Scenario, adapt, plan_ramp_up
from backrun.evidence import rules, stages
from backrun.figures.plan_energy_bars import plan_energy_bars
from backrun.figures.ramp_up_chart import PATTERNS, SHARES, ramp_up_chart, top_of
from backrun.models.ramp_up import OwnRamp, envelope, own_ramp, plan_energy
from backrun.reports.plan.rules import cited, energy_table, reason, rules_table, weeks_table
from backrun.reports.plan.session_card import OWN_CAUTION
from backrun.wording.ramp_up import (
    chart_summary,
    energy_summary,
    own_ramp_words,
    ramp_up_answer,
    session_name,
    stage_list,
    start_in_the_past,
)

START = date(2026, 11, 23)


def planned(**wishes: object) -> RampUp:
    return plan_ramp_up(Scenario(), RampUpSettings(start=START, **wishes))


def built(plan: RampUp, own: OwnRamp | None, dark: bool = False) -> dict[str, object]:
    """Return the traces by name, with every property checked by Plotly."""
    figure = ramp_up_chart(plan, envelope(plan), own, dark=dark).built()
    return {trace.name: trace for trace in figure.data}


def sums(plan: RampUp) -> list[float]:
    return [sum(s.backward_min for s in week.sessions if s.counts) for week in plan.weeks()]


class TestWeeks:
    def test_the_bars_are_the_minutes_of_each_week_by_stage(self) -> None:
        plan = planned()
        traces = built(plan, None)
        total = np.zeros(len(plan.weeks()))
        for stage in stages():
            if bar := traces.get(f"{stage.number} {stage.name}"):
                total[np.array(bar.x) - 1] += np.array(bar.y, dtype=float)
        assert total == pytest.approx(sums(plan), abs=0.01)

    @pytest.mark.parametrize("dark", [False, True])
    def test_no_two_stages_look_alike_and_walking_is_no_colour(self, dark: bool) -> None:
        scenario = Scenario(backward_share=0.9, week=Scenario().week.even(4, 60.0, 6.0))
        plan = plan_ramp_up(scenario, RampUpSettings(start=START, goal_min=15.0))
        bars = [trace for trace in built(plan, None, dark).values() if trace.type == "bar"]
        assert len(bars) == 6
        looks = {(bar.marker.color, bar.marker.pattern.shape) for bar in bars}
        assert len(looks) == 6
        assert bars[0].marker.color.endswith(",0.0)")
        assert sorted(SHARES.values()) == list(SHARES.values())
        assert set(PATTERNS) == {1, *SHARES}

    def test_a_number_stands_where_a_stage_begins(self) -> None:
        plan = planned()
        figure = ramp_up_chart(plan, envelope(plan), None, dark=False).built()
        numbers = next(
            trace for trace in figure.data if trace.to_plotly_json().get("mode") == "text"
        )
        wanted = [(w.number, w.sessions[0].stage) for w in plan.weeks() if w.sessions]
        begins = [wanted[0]] + [b for a, b in pairwise(wanted) if a[1] != b[1]]
        assert list(zip(numbers.x, map(int, numbers.text), strict=True)) == begins

    def test_lighter_weeks_are_marked(self) -> None:
        plan = planned()
        marked = built(plan, None)["lighter week"].x
        assert list(marked) == [week.number for week in plan.weeks() if week.lighter]

    def test_the_envelope_is_as_wide_as_the_weeks_and_holds_the_running(self) -> None:
        plan = planned()
        band = built(plan, None)["most allowed if all goes well"]
        # Steps that end halfway between weeks: those of the first and last one beyond the axis.
        assert band.line.shape == "hvh"
        assert list(band.x) == [*range(len(plan.weeks()) + 2)]
        assert (band.y[0], band.y[-1]) == (band.y[1], band.y[-2])
        running = [week.backward_s() / 60 for week in plan.weeks()]
        assert all(most >= now - 0.01 for most, now in zip(band.y[1:-1], running, strict=True))

    def test_a_missed_session_is_no_bar(self) -> None:
        plan = planned()
        missed = adapt(plan, {plan.sessions[0].key: LogEntry("missed")})
        bar = built(missed, None)["1 Backward walking"]
        assert bar.y[0] == pytest.approx(sums(plan)[0] - plan.sessions[0].backward_min)

    def test_dates_are_on_hover(self) -> None:
        assert (
            built(planned(), None)["1 Backward walking"].text[0] == "Week 1, from Mon 23 Nov 2026"
        )


class TestOwnRamp:
    def test_crosses_stand_at_the_weeks_that_break_a_rule_and_name_it(self) -> None:
        plan = planned()
        own = own_ramp(plan)
        crosses = built(plan, own)["breaks a rule"]
        assert list(crosses.x) == list(own.broken)
        for number, text in zip(crosses.x, crosses.text, strict=True):
            assert rules()[own.broken[number].rule].title in text

    def test_an_exploding_ramp_leaves_the_axis_and_says_so(self) -> None:
        plan = planned(own_first_min=30.0, own_growth=1.0)
        own, most = own_ramp(plan), envelope(plan)
        top = top_of(plan, most)
        line = built(plan, own)["my own ramp"]
        assert max(line.y) == pytest.approx(top, abs=0.01)
        assert line.marker.symbol[-1] == "triangle-up"
        assert top <= 1.3 * max(*most, *sums(plan)) + 1e-9
        assert "180" in line.text
        assert "%{text} min" in line.hovertemplate
        assert "beyond the top of the chart" in own_ramp_words(plan, own, top)

    def test_a_ramp_within_the_rules_has_no_cross(self) -> None:
        plan = planned()
        kept = OwnRamp(tuple(week.backward_s() / 60 for week in plan.weeks()), {})
        assert len(built(plan, kept)["breaks a rule"].x) == 0
        words = own_ramp_words(plan, kept, 30.0)
        assert words.endswith("keeps every rule.")
        assert "longer each week on the days of the plan" in words

    def test_the_words_name_every_rule_once_with_all_its_weeks(self) -> None:
        plan = planned()
        own = own_ramp(plan)
        words = own_ramp_words(plan, own, 1e9)
        for rule in {violation.rule for violation in own.broken.values()}:
            assert words.count(f"**{rules()[rule].title}**") == 1
        assert f"**{len(own.broken)} of {len(own.minutes)} weeks**" in words

    def test_without_it_the_chart_has_no_such_line(self) -> None:
        assert not {"my own ramp", "breaks a rule"} & set(built(planned(), None))


class TestEnergy:
    @pytest.mark.parametrize("dark", [False, True])
    def test_bars_and_intervals_are_the_model_s(self, dark: bool) -> None:
        plan = planned(away=[START + timedelta(days=n) for n in range(28, 35)])
        energy = plan_energy(plan)
        backward, difference = plan_energy_bars(plan, energy, dark=dark).built().data
        weeks = [week.number - 1 for week in plan.weeks() if week.sessions]
        assert [x - 1 for x in backward.x] == weeks
        assert len(weeks) < len(plan.weeks())
        assert backward.y == pytest.approx(energy.backward.central[weeks], abs=0.06)
        low = np.array(difference.y) - np.array(difference.error_y.arrayminus)
        assert low == pytest.approx(energy.difference.low[weeks], abs=0.11)

    def test_limits_are_those_of_the_sessions_that_count(self) -> None:
        plan = planned()
        slow_walks = {"backward_walking_speed", "gait"}
        assert slow_walks <= set(plan_energy(plan).limits)
        old = replace(plan, scenario=Scenario(runner=Runner(age_years=70)))
        assert "age" in plan_energy(old).limits
        missed = [replace(session, outcome="missed") for session in plan.sessions]
        assert plan_energy(old.with_sessions(missed)).limits == ()

    def test_the_unit_and_what_is_counted_are_on_the_axis(self) -> None:
        plan = planned()
        other = replace(plan, scenario=Scenario(energy_unit="kJ", counted="net"))
        figure = plan_energy_bars(other, plan_energy(other), dark=False).built()
        assert figure.layout.yaxis.title.text == "Energy, kJ a week, net"
        assert " kJ " in energy_summary(other, plan_energy(other)).replace("\u202f", " ")


class TestWords:
    def test_the_answer_says_weeks_start_goal_and_walking(self) -> None:
        assert re.fullmatch(
            r"In \*\*\d+ weeks\*\* from \*\*Mon 23 Nov 2026\*\* to \*\*10 min\*\* of backward "
            r"running a session, (twice|three times) a week; first \*\*2 weeks of backward "
            r"walking\*\*",
            ramp_up_answer(planned()),
        )

    def test_who_has_run_backward_needs_no_walks(self) -> None:
        assert "walking" not in ramp_up_answer(planned(longest_backward_min=5.0))

    def test_a_week_without_room_walks(self) -> None:
        plan = plan_ramp_up(
            Scenario(week=Scenario().week.even(1, 3.0, 0.0)),
            RampUpSettings(start=START, minutes=40.0),
        )
        assert "of backward walking** from **Mon 23 Nov 2026**" in ramp_up_answer(plan)

    def test_no_session_at_all(self) -> None:
        plan = planned().with_sessions([])
        assert ramp_up_answer(plan) == "No backward session fits your days"
        assert chart_summary(plan, None) == "No session fits."
        assert ramp_up_chart(plan, (), None, dark=False).built()
        assert plan_energy_bars(plan, plan_energy(plan), dark=False).built()

    @pytest.mark.parametrize(
        ("days", "words"), [(-3, ""), (0, ""), (1, "1 day ago"), (19, "19 days ago")]
    )
    def test_a_start_in_the_past(self, days: int, words: str) -> None:
        said = start_in_the_past(RampUpSettings(start=START), START + timedelta(days=days))
        assert words in said
        assert bool(said) == bool(words)

    def test_the_stages_are_listed_by_number(self) -> None:
        assert stage_list(planned()).startswith("**1** Backward walking · **2** First short runs")

    @settings(max_examples=25)
    @given(any_scenarios, ramp_up_settings())
    def test_any_plan_can_be_drawn_and_said(
        self, scenario: Scenario, wishes: RampUpSettings
    ) -> None:
        plan = plan_ramp_up(scenario, wishes)
        most, own, energy = envelope(plan), own_ramp(plan), plan_energy(plan)
        assert ramp_up_chart(plan, most, own, dark=True).built()
        assert plan_energy_bars(plan, energy, dark=True).built()
        assert len(weeks_table(plan, most, own)) == len(plan.weeks())
        assert len(energy_table(plan, energy)) == len(plan.weeks())
        for words in (
            ramp_up_answer(plan),
            chart_summary(plan, own),
            energy_summary(plan, energy),
            own_ramp_words(plan, own, top_of(plan, most)),
        ):
            assert words
            assert "nan" not in words


class TestTables:
    def test_the_weeks_have_the_chart_s_numbers(self) -> None:
        plan = planned()
        own, most = own_ramp(plan), envelope(plan)
        table = weeks_table(plan, most, own)
        total = table["Walking backward, min"] + table["Running backward, min"]
        assert total.to_numpy() == pytest.approx(sums(plan), abs=0.06)
        assert table["Most allowed, min"].to_numpy() == pytest.approx(most, abs=0.06)
        assert (table["It breaks"] != "").sum() == len(own.broken)
        assert "My own ramp, min" not in weeks_table(plan, most, None)

    def test_every_rule_stands_in_the_table_with_its_sources(self) -> None:
        rows = rules_table().splitlines()[2:]
        assert len(rows) == len(rules())
        for row, rule in zip(rows, rules().values(), strict=True):
            assert row.startswith(f"| {rule.title} |")
            assert cited(rule) == OWN_CAUTION or cited(rule) in row
            assert rule.strength in row
        assert all(row.count("|") == rows[0].count("|") for row in rows)

    def test_a_reason_names_rule_strength_and_source(self) -> None:
        plan = planned()
        for session in plan.sessions:
            for why in session.why:
                words = reason(why, rules()[why.rule])
                assert why.sentence in words
                assert f"grade {rules()[why.rule].grade}" in words
                assert cited(rules()[why.rule]) in words

    def test_a_session_has_a_short_name(self) -> None:
        name = session_name(planned().sessions[0])
        assert name.replace("\u202f", " ") == "Mon 23 Nov 2026, walk 10 × 60 s"
