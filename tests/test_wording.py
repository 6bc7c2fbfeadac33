import re
from math import log10
from typing import get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import bases, parts, scenarios

from backrun import (
    Day,
    Estimate,
    Scenario,
    Week,
    compare,
    matched_speed,
    runners_like_you,
    week_energy,
)
from backrun.inputs.registry import PART_LABELS, PER
from backrun.models.energy.limits import LIMITS
from backrun.scenario.scenario import Basis, Per
from backrun.units import System, pace_s_per_km, show_pace
from backrun.wording.energy import (
    BASIS_WORDS,
    PER_WORDS,
    answer,
    chart_summary,
    counted_runners,
    main_uncertainty,
    outside_measured,
    pace,
    pace_interval,
    realism,
    runner_dots,
    what_counts,
)
from backrun.wording.numbers import (
    DASH,
    THIN,
    amount,
    central,
    change,
    interval,
    rounded,
    signed,
    step_of,
)
from backrun.wording.week import activity_context, week_summary

THIN_SPACE, WORD_JOINER, EN_DASH, MINUS = "\u202f", "\u2060", "\u2013", "\u2212"
systems = st.sampled_from(get_args(System))
widths = st.just(0.0) | st.floats(1e-3, 1e4)
estimates = st.tuples(st.floats(-1e5, 1e5), widths, widths).map(
    lambda of: Estimate(of[0] - of[1], of[0], of[0] + of[2])
)
ratios = st.lists(st.floats(0.3, 3.0), min_size=20, max_size=20).map(lambda x: np.sort(x))


def plainly(text: str) -> str:
    """Return a text with everyday spaces, dashes and signs."""
    return (
        text.replace(THIN_SPACE, " ")
        .replace(WORD_JOINER, "")
        .replace(EN_DASH, "-")
        .replace(MINUS, "-")
        .replace("**", "")
    )


def answered(**fields: object) -> str:
    scenario = Scenario().model_copy(update=fields)
    return plainly(answer(scenario, compare(scenario), matched_speed(scenario)))


PACE = "8:34 /km"


class TestDigits:
    @pytest.mark.parametrize(
        ("estimate", "text"),
        [
            (Estimate(20.0, 61.3, 110.0), "60 kcal (20-110)"),
            (Estimate(1213.0, 1480.0, 1795.0), "1 500 kcal (1 200-1 800)"),
            (Estimate(71.2, 83.4, 96.1), "83 kcal (71-96)"),
            (Estimate(8.31, 8.45, 8.62), "8.45 kcal (8.31-8.62)"),
            (Estimate(-5.2, 1.8, 9.4), "2 kcal (-5 to 9)"),
            (Estimate(-90.0, -50.0, -20.0), "-50 kcal (-90 to -20)"),
            (Estimate(12.3456, 12.3456, 12.3456), "12.3 kcal"),
            (Estimate(0.0, 0.0, 0.0), "0 kcal"),
        ],
    )
    def test_the_digits_follow_the_interval(self, estimate: Estimate, text: str) -> None:
        assert plainly(amount(estimate, "kcal")) == text

    def test_spaces_and_dashes_keep_a_number_on_one_line(self) -> None:
        text = amount(Estimate(1213.0, 1480.0, 1795.0), "kcal")
        assert text == (
            f"1{THIN_SPACE}500{THIN_SPACE}kcal "
            f"(1{THIN_SPACE}200{WORD_JOINER}{EN_DASH}{WORD_JOINER}1{THIN_SPACE}800)"
        )
        assert (THIN, DASH) == (THIN_SPACE, WORD_JOINER + EN_DASH + WORD_JOINER)

    @given(estimates)
    def test_the_step_is_a_power_of_ten_below_the_width(self, estimate: Estimate) -> None:
        step = step_of(estimate)
        assert log10(step) == pytest.approx(round(log10(step)), abs=1e-9)
        width = float(estimate.high - estimate.low)
        if width > 0:
            # Four to forty steps: enough digits to see the interval, none that it does not know.
            assert width / step <= 40 + 1e-6
            most = max(abs(float(estimate.low)), abs(float(estimate.high)))
            assert width / step >= 4 - 1e-6 or most / step >= 1000 - 1e-6
            assert most / step < 1e4 + 1e-6

    @given(estimates)
    def test_numbers_read_back_within_half_a_step(self, estimate: Estimate) -> None:
        step = step_of(estimate)
        for value in (estimate.low, estimate.central, estimate.high):
            text = rounded(float(value), step)
            assert "-" not in text
            read = float(text.replace(THIN_SPACE, "").replace(MINUS, "-"))
            assert abs(read - value) <= 0.5 * step * (1 + 1e-6) + 1e-9 * abs(value)

    @given(estimates)
    def test_a_minus_sign_never_stands_beside_a_dash(self, estimate: Estimate) -> None:
        text = interval(estimate)
        assert not (MINUS in text and EN_DASH in text)

    @pytest.mark.parametrize("value", [-0.0, -0.004, 0.004])
    def test_zero_has_no_sign(self, value: float) -> None:
        assert rounded(value, 0.1) == "0.0"

    @pytest.mark.parametrize(
        ("estimate", "text"),
        [
            (Estimate(5.0, 20.0, 35.0), "+20 kcal (5-35)"),
            (Estimate(-35.0, -20.0, -5.0), "-20 kcal (-35 to -5)"),
            (Estimate(-5.0, 0.2, 5.0), "0 kcal (-5 to 5)"),
            (Estimate(-5.0, 0.8, 5.0), "+1 kcal (-5 to 5)"),
            (Estimate(0.0, 0.0, 0.0), "no difference"),
        ],
    )
    def test_differences_carry_their_sign(self, estimate: Estimate, text: str) -> None:
        assert plainly(signed(estimate, "kcal")) == text


class TestChange:
    @pytest.mark.parametrize(
        ("low", "high", "text"),
        [
            (1.12, 1.46, "12-46 % more"),
            (0.81, 1.04, "19 % less to 4 % more"),
            (0.70, 0.90, "10-30 % less"),
            (1.0, 1.2, "0-20 % more"),
            (0.8, 1.0, "0-20 % less"),
            (1.31, 1.31, "31 % more"),
            (0.9, 0.9, "10 % less"),
            (1.0, 1.0, "the same"),
            (0.996, 1.004, "the same"),
        ],
    )
    def test_a_ratio_as_a_change(self, low: float, high: float, text: str) -> None:
        assert plainly(change(Estimate(low, (low + high) / 2, high))) == text

    @given(st.floats(0.3, 3.0), st.floats(1.0, 2.0))
    def test_a_change_reads_back_to_the_bounds(self, centre: float, spread: float) -> None:
        ratio = Estimate(centre / spread, centre, centre * spread)
        text = plainly(change(ratio))
        numbers = [int(number) for number in re.findall(r"\d+", text)] or [0]
        if " to " in text:
            numbers[0] *= -1
        elif "less" in text:
            numbers = [-number for number in reversed(numbers)]
        bounds = [round(100 * (bound - 1)) for bound in (ratio.low, ratio.high)]
        assert [numbers[0], numbers[-1]] == bounds


class TestPace:
    def test_in_the_units_of_the_person(self) -> None:
        assert plainly(pace(1000 / 360, Scenario())) == "6:00 /km"
        assert plainly(pace(1000 / 360, Scenario(units="imperial"))) == "9:39 /mile"

    def test_the_faster_end_first(self) -> None:
        speed = Estimate(2.0, 2.2, 2.5)
        assert plainly(pace_interval(speed, Scenario())) == "6:40-8:20"
        assert plainly(pace_interval(Estimate(2.0, 2.0, 2.0), Scenario())) == "8:20"


class TestAnswer:
    @pytest.mark.parametrize(
        ("basis", "text"),
        [
            (
                "speed",
                "At the same speed (6:00 /km) running backward costs 12-46 % more energy, per "
                "minute and per kilometre. At the same effort your pace would be 7:49 /km, and "
                "you would burn the same per minute.",
            ),
            (
                "effort",
                "At the same effort your backward pace would be 7:49 /km (6:49-8:58) instead of "
                "6:00 /km. You burn the same per minute, by definition, and 13-49 % more per "
                "kilometre.",
            ),
            (
                "distance",
                "Over the same distance, at your backward pace of 8:34 /km, running backward "
                "costs 16-49 % more energy and takes 43 % longer.",
            ),
            (
                "time",
                "In the same time, at your backward pace of 8:34 /km, running backward costs "
                "19 % less to 4 % more energy than running forward at 6:00 /km.",
            ),
        ],
    )
    def test_the_default_runner(self, basis: Basis, text: str) -> None:
        assert answered(basis=basis) == text

    def test_a_pace_without_an_interval_stands_once(self) -> None:
        assert "would be 7:49 /km instead of" in answered(basis="effort", parts=("equation",))

    @pytest.mark.parametrize(
        ("pace_s_per_km", "words"),
        [(630.0, "walking backward costs"), (360.0, "running backward costs")],
    )
    def test_who_walks_is_not_said_to_run(self, pace_s_per_km: float, words: str) -> None:
        assert words in answered(basis="time", pace_s_per_km=pace_s_per_km)

    def test_a_week_without_backward_minutes_is_said_to_have_none(self) -> None:
        nothing = Week.even(3, 40.0, 0.0)
        assert "no backward minutes" in answered(per="week", week=nothing)
        assert "no backward minutes" not in answered(per="km", week=nothing)

    @given(scenarios())
    def test_the_basis_and_both_paces_are_named(self, scenario: Scenario) -> None:
        comparison, matched = compare(scenario), matched_speed(scenario)
        text = answer(scenario, comparison, matched)
        assert f"**same {scenario.basis}**" in text
        paces = {"speed": matched, "effort": matched, "time": comparison.backward_speed}
        shown = paces.get(scenario.basis, comparison.backward_speed)
        assert pace(float(shown.central), scenario) in text
        if scenario.basis != "distance":
            assert pace(scenario.forward_speed_m_s, scenario) in text

    @given(scenarios(), bases)
    def test_no_unit_of_the_other_system_is_named(self, scenario: Scenario, basis: Basis) -> None:
        scenario = scenario.model_copy(update={"basis": basis})
        text = answer(scenario, compare(scenario), matched_speed(scenario))
        foreign = "kilometre|/km" if scenario.units == "imperial" else "mile"
        assert re.search(foreign, text) is None

    def test_without_a_difference_the_sentence_still_reads(self) -> None:
        # Without any doubt, 77 % of the speed takes just the same energy in the same time.
        assert "costs the same energy as running forward" in answered(
            basis="time", backward_share=0.77, parts=()
        )

    @pytest.mark.parametrize(
        ("share", "text"),
        [(1.0, "takes as long."), (1.1, "takes 9 % less time."), (0.5, "takes 100 % longer.")],
    )
    def test_the_time_that_the_distance_takes(self, share: float, text: str) -> None:
        assert answered(basis="distance", backward_share=share).endswith(text)


class TestRealism:
    @pytest.mark.parametrize(
        ("effort", "ending"),
        [
            (Estimate(1.1, 1.3, 1.5), "harder than your usual run, so expect to hold it only for"),
            (Estimate(0.9, 1.1, 1.3), "about as hard as your usual run, or harder."),
            (Estimate(0.8, 0.92, 1.04), "about as hard as your usual run, or easier."),
            (Estimate(0.7, 0.8, 0.9), "easier than your usual run."),
            (Estimate(1.0, 1.0, 1.0), "the effort of your usual run, by definition."),
        ],
    )
    def test_the_effort_decides_the_words(self, effort: Estimate, ending: str) -> None:
        assert ending in realism(Scenario(), effort, PACE)

    def test_who_walks_has_a_usual_walk(self) -> None:
        walker = Scenario(pace_s_per_km=720.0)
        for effort in (1.0, 1.2, 0.8):
            said = realism(walker, Estimate(effort, effort, effort), PACE)
            assert "your usual walk" in said
            assert "run" not in said

    def test_the_share_is_said_with_its_interval(self) -> None:
        text = plainly(realism(Scenario(), Estimate(0.81, 0.92, 1.04), PACE))
        assert text.startswith("Backward at 8:34 /km asks for 81-104 % of your forward effort")

    @given(scenarios(), bases)
    def test_only_equal_effort_is_equal_by_definition(
        self, scenario: Scenario, basis: Basis
    ) -> None:
        effort = compare(scenario, basis).effort
        if basis == "effort":
            assert realism(scenario, effort, PACE).endswith("by definition.")
        elif scenario.parts:
            assert not realism(scenario, effort, PACE).endswith("by definition.")


class TestTwentyRunners:
    def test_the_counts_are_those_of_the_runners(self) -> None:
        runners = np.array([0.9, 1.0, 1.004, 1.1, 1.3, 1.31, 1.9, 2.0])
        assert plainly(counted_runners(runners, "runners", "effort", "km")) == (
            "Of 8 runners like you, 5 spend more energy backward per kilometre, at the same "
            "effort: 4 at least 30 % more, 1 twice as much."
        )

    @pytest.mark.parametrize("basis", get_args(Basis))
    def test_the_basis_is_named(self, basis: Basis) -> None:
        assert BASIS_WORDS[basis] in counted_runners(np.array([1.2]), "walkers", basis, "km")

    @staticmethod
    def rows(ratios: np.ndarray) -> dict[str, str]:
        head, rule, *rows = runner_dots(ratios).split("\n")
        assert head == "| Energy backward | One dot, one person |"
        assert rule == "|---|---|"
        return {
            plainly(label): dots
            for label, dots in (re.fullmatch(r"\| (.+) \| (.*) \|", row).groups() for row in rows)
        }

    @given(ratios)
    def test_every_runner_is_one_dot_in_the_right_row(self, ratios: np.ndarray) -> None:
        rows = self.rows(ratios)
        same = (ratios > 1 - 0.005) & (ratios < 1 + 0.005)
        assert sum(map(len, re.findall("[●◆○]+", " ".join(rows.values())))) == 20
        assert rows.pop("the same", "").count("○") == same.sum()
        ratios = ratios[~same]
        for label, dots in rows.items():
            low, high, word = re.fullmatch(r"(\d+)-(\d+) % (more|less)", label).groups()
            bounds = (1 - int(high) / 100, 1 - int(low) / 100)
            if word == "more":
                bounds = (1 + int(low) / 100, 1 + int(high) / 100)
            # A runner on the line between two rows may stand in either.
            surely = ((ratios > bounds[0] + 1e-9) & (ratios < bounds[1] - 1e-9)).sum()
            at_most = ((ratios > bounds[0] - 1e-9) & (ratios < bounds[1] + 1e-9)).sum()
            assert surely <= dots.count("●") + dots.count("◆") <= at_most

    @given(ratios)
    def test_blue_diamonds_are_exactly_those_who_spend_less(self, ratios: np.ndarray) -> None:
        text = runner_dots(ratios)
        assert text.count("◆") == (ratios <= 1 - 0.005).sum()
        assert all(re.fullmatch("◆+", dots) for dots in re.findall(r":blue\[(.*?)\]", text))
        assert all(re.fullmatch("●+", dots) for dots in re.findall(r":orange\[(.*?)\]", text))

    @given(ratios)
    def test_dots_of_more_are_as_many_as_the_sentence_counts(self, ratios: np.ndarray) -> None:
        said = re.search(
            r"\*\*(\d+)\*\* spend more", counted_runners(ratios, "runners", "speed", "km")
        )
        assert said is not None
        assert runner_dots(ratios).count("●") == int(said[1])

    def test_who_spends_the_same_stands_in_a_row_of_its_own(self) -> None:
        assert self.rows(np.ones(20)) == {"the same": f":gray[{'○' * 20}]"}
        mixed = self.rows(np.array([0.85, 0.999, 1.001, 1.25]))
        assert list(mixed) == [
            "10-20 % less",
            "0-10 % less",
            "the same",
            "0-10 % more",
            "10-20 % more",
            "20-30 % more",
        ]

    @given(ratios)
    def test_rows_leave_no_gap(self, ratios: np.ndarray) -> None:
        labels = [label for label in self.rows(ratios) if label != "the same"]
        assume(labels)
        lows = [
            -int(re.findall(r"\d+", label)[1])
            if "less" in label
            else int(re.findall(r"\d+", label)[0])
            for label in labels
        ]
        assert lows == list(range(lows[0], lows[-1] + 1, 10))

    @given(scenarios())
    def test_at_equal_effort_nobody_spends_less_in_a_minute(self, scenario: Scenario) -> None:
        runners = runners_like_you(compare(scenario, "effort").ratio.minute)
        assert "◆" not in runner_dots(runners)
        assert "**0** spend more" in counted_runners(runners, "runners", "effort", "km")


class TestUncertainty:
    @given(scenarios())
    def test_percentages_add_up_and_the_largest_comes_first(self, scenario: Scenario) -> None:
        shares = compare(scenario).uncertainty
        text = plainly(main_uncertainty(shares))
        if not scenario.parts:
            assert text == (
                "All three parts of the uncertainty are switched off: the interval is a line."
            )
            return
        percents = [int(number) for number in re.findall(r"(\d+) %", text)]
        assert len(percents) == 3
        assert sum(percents) == pytest.approx(100, abs=1)
        assert percents == sorted(percents, reverse=True)
        largest = max(shares, key=shares.__getitem__)
        assert f": {PART_LABELS[largest].lower()}, {percents[0]} % of its variance" in text

    def test_in_words(self) -> None:
        shares = {"equation": 0.05, "multiplier": 0.35, "person": 0.60}
        assert plainly(main_uncertainty(shares)) == (
            "What makes the interval of the extra energy over a distance wide: person to person, "
            "60 % of its variance; between studies 35 % and forward equation 5 %."
        )


class TestWeek:
    def test_the_default_week(self) -> None:
        assert plainly(week_summary(Scenario(), week_energy(Scenario()))) == (
            "Your week burns 1 510 kcal (1 330-1 730) gross. Its 18 backward minutes make +60 kcal "
            "(20-100) against the same week all forward, at the same speed."
        )

    def test_a_minute_is_one(self) -> None:
        scenario = Scenario(week=Week.even(1, 1.0, 1.0), counted="net")
        text = plainly(week_summary(scenario, week_energy(scenario)))
        assert text.startswith(
            "Your week burns 14 kcal (12-17) net. Its 1 backward minute makes +3"
        )
        assert activity_context(scenario).startswith("Your week holds 1 minute of running. ")

    @given(scenarios())
    def test_a_week_without_backward_minutes_is_all_forward(self, scenario: Scenario) -> None:
        scenario = scenario.model_copy(update={"week": Week.even(3, 40.0, 0.0)})
        text = week_summary(scenario, week_energy(scenario))
        assert text.startswith("Your week holds no backward minutes: **")
        assert text.endswith(f"** {scenario.counted}, all forward.")

    def test_a_week_of_rest_has_no_running(self) -> None:
        rest = Scenario(week=Week.even(0, 0.0, 0.0))
        assert plainly(week_summary(rest, week_energy(rest))) == (
            "Your week holds no running yet: 0 kcal gross."
        )

    def test_one_minute_is_one(self) -> None:
        one = Scenario(week=Week.even(1, 1.0, 1.0))
        assert "Its 1 backward minute makes **" in week_summary(one, week_energy(one))
        assert activity_context(one).startswith("Your week holds 1 minute of running. ")

    @given(scenarios())
    def test_the_summary_names_basis_unit_and_planned_energy(self, scenario: Scenario) -> None:
        week = week_energy(scenario)
        text = week_summary(scenario, week)
        assert amount(week.planned, scenario.energy_unit) in text
        if any(day.backward_minutes for day in scenario.week.days):
            assert text.endswith(f"{BASIS_WORDS[scenario.basis]}.")
            assert signed(week.difference, scenario.energy_unit) in text

    @pytest.mark.parametrize(
        ("minutes", "place"),
        [
            (0, "below"),
            (74, "below"),
            (75, "within"),
            (150, "within"),
            (151, "above"),
        ],
    )
    def test_the_minutes_stand_against_the_advice(self, minutes: int, place: str) -> None:
        text = activity_context(Scenario(week=Week.even(1, float(minutes), 0.0)))
        held = f"{minutes} minutes of running" if minutes else "no running"
        assert text.startswith(f"Your week holds {held}. ")
        assert "the WHO advises 150–300 minutes of moderate activity" in text
        assert text.endswith(f"you are {place} that range.")

    @pytest.mark.parametrize(
        ("minutes", "place"), [(149, "below"), (150, "within"), (301, "above")]
    )
    def test_walking_is_not_vigorous(self, minutes: int, place: str) -> None:
        week = Week.even(1, float(minutes), 0.0)
        text = activity_context(Scenario(pace_s_per_km=720.0, week=week))
        assert text.startswith(f"Your week holds {minutes} minutes of walking. ")
        assert text.endswith(f"you are {place} that range.")

    def test_each_day_counts_at_its_own_pace(self) -> None:
        days = (Day(minutes=60.0), Day(minutes=45.0, pace_s_per_km=720.0), *[Day()] * 5)
        text = activity_context(Scenario(week=Week(days=days)))
        assert "45 minutes of walking and 60 minutes of running" in text
        assert text.endswith("you are within that range.")

    def test_thousands_of_minutes_are_written_out(self) -> None:
        week = Week.even(7, 360.0, 360.0)
        scenario = Scenario(basis="distance", backward_share=0.5, week=week)
        text = week_summary(scenario, week_energy(scenario))
        assert "Its 2520 backward minutes, 5040 to cover the same distance, make" in text

    def test_minutes_over_the_same_distance_are_those_that_they_take(self) -> None:
        scenario = Scenario(basis="distance", backward_share=0.5, week=Week.even(3, 40.0, 6.0))
        text = week_summary(scenario, week_energy(scenario))
        assert "Its 18 backward minutes, 36 to cover the same distance, make" in text


class TestOutsideMeasured:
    def test_the_pace_of_equal_effort_is_judged_too(self) -> None:
        scenario = Scenario(pace_s_per_km=720.0)
        said = outside_measured(scenario, compare(scenario), matched_speed(scenario))
        assert said == f"for the pace of equal effort, {LIMITS['backward_walking_speed']}"

    def test_the_same_limit_is_named_once(self) -> None:
        scenario = Scenario(surface="track")
        said = outside_measured(scenario, compare(scenario), matched_speed(scenario))
        assert said == LIMITS["surface"]

    def test_inside_there_is_nothing_to_say(self) -> None:
        assert outside_measured(Scenario(), compare(Scenario()), matched_speed(Scenario())) == ""

    @pytest.mark.parametrize("per", ["session", "week"])
    def test_a_week_is_judged_at_the_paces_of_its_days(self, per: Per) -> None:
        fast = Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=160.0)
        scenario = Scenario(per=per, week=Week(days=(fast, *[Day()] * 6)))
        said = outside_measured(scenario, compare(scenario), matched_speed(scenario))
        assert said == (
            "for the days of your week with a pace of their own, "
            f"{LIMITS['backward_running_speed']}"
        )
        each = scenario.model_copy(update={"per": "km"})
        assert outside_measured(each, compare(each), matched_speed(each)) == ""


class TestWhatCounts:
    def test_a_rate_of_its_own_needs_no_words(self) -> None:
        assert what_counts(Scenario()) == ""

    def test_a_week_counts_its_backward_minutes(self) -> None:
        assert what_counts(Scenario(per="week")) == PER.help

    def test_the_paces_of_the_days_are_named_where_they_count(self) -> None:
        run = Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=300.0)
        scenario = Scenario(per="session", week=Week(days=(run, *[Day()] * 6)))
        assert "each day counts at its own pace" in what_counts(scenario)
        forward = run.model_copy(update={"backward_minutes": 0.0})
        scenario = Scenario(per="session", week=Week(days=(forward, *[Day()] * 6)))
        assert what_counts(scenario) == PER.help


class TestOtherGait:
    """Where one way is walked and the other run, the answer says what is set against what."""

    @pytest.mark.parametrize("basis", ["speed", "distance", "time"])
    def test_it_is_named(self, basis: Basis) -> None:
        scenario = Scenario(pace_s_per_km=600.0, backward_share=1.0, basis=basis)
        text = answer(scenario, compare(scenario), matched_speed(scenario))
        assert "running backward costs" in text
        assert "energy than walking forward" in text

    def test_running_both_ways_is_taken_for_granted(self) -> None:
        text = answer(Scenario(), compare(Scenario()), matched_speed(Scenario()))
        assert "energy, per minute" in text


class TestChartSummary:
    @given(scenarios())
    def test_it_says_what_the_chart_shows(self, scenario: Scenario) -> None:
        comparison = compare(scenario)
        text = chart_summary(scenario, comparison)
        assert f"Energy {PER_WORDS[scenario.per]} against speed" in text
        assert f"against speed, {scenario.counted}, " in text
        if (rates := comparison.per(scenario.per)) is None:
            assert "Your week holds no backward minutes yet." in text
            return
        for word, energy in zip(("forward", "backward"), rates, strict=False):
            assert f"{word} {amount(energy, scenario.energy_unit)}" in text
        assert BASIS_WORDS[scenario.basis] in text


@given(scenarios(), parts)
def test_no_sentence_says_what_a_computer_would(
    scenario: Scenario, chosen: tuple[str, ...]
) -> None:
    scenario = scenario.model_copy(update={"parts": chosen})
    comparison, matched, week = compare(scenario), matched_speed(scenario), week_energy(scenario)
    runners = runners_like_you(comparison.ratio.per(scenario.per) or comparison.ratio.km)
    sentences = [
        answer(scenario, comparison, matched),
        realism(scenario, comparison.effort, PACE),
        counted_runners(runners, "runners", comparison.basis, "km"),
        runner_dots(runners),
        main_uncertainty(comparison.uncertainty),
        week_summary(scenario, week),
        activity_context(scenario),
        chart_summary(scenario, comparison),
        central(comparison.difference.km),
        pace_interval(matched, scenario),
        show_pace(pace_s_per_km(float(matched.central)), scenario.units),
    ]
    for sentence in sentences:
        assert re.search(r"\b(nan|none|inf|infinity|array|true|false)\b", sentence, re.I) is None
        assert not re.search(r"[A-Za-z]Error|np\.|%[a-z]|\{|\}", sentence), sentence
