import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import any_scenarios

from backrun import MODEL_VERSION, Scenario, compare
from backrun.evidence import coefficients
from backrun.evidence.versions import versions
from backrun.models.energy.heart_rate import heart_rate
from backrun.models.energy.matching import between_gaits, equal_effort
from backrun.models.energy.sensitivity import sensitivity
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.evidence_grades import graded_findings
from backrun.models.validation.forest import forest
from backrun.models.validation.forward_equations import energy_per_distance, forward_equations
from backrun.models.validation.measurements import measured_against_predicted
from backrun.models.validation.published import published_checks
from backrun.reports.tables.validity import (
    fit_answer,
    is_it_right,
    published_answer,
    unknown,
    version_list,
)
from backrun.reports.tables.watch import equations_answer, heart_rate_answer
from backrun.units import show_pace
from backrun.wording.evidence import (
    evidence_answer,
    forest_summary,
    sensitivity_answer,
    swing_ends,
    swing_label,
)
from backrun.wording.numbers import amount, signed


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2060", "")


class TestIsItRight:
    def test_the_numbers_are_computed(self) -> None:
        text = plain(" ".join(is_it_right().split()))
        bias = baseline_accuracy().set_index("equation")["bias"]["Consensus"]
        assert f"running reads {bias:+.1f} ml/kg/min" in text
        rows = measured_against_predicted().dropna(subset=["central"])
        assert f"{rows['within'].sum()} of {len(rows)} group means lie inside" in text
        assert "off by 7 % on average for running, 15 % for walking" in text
        assert f"{len(published_checks())} of {len(published_checks())}" not in text
        assert plain(published_answer()) in text

    def test_what_lies_outside_is_named(self) -> None:
        text, _, published = plain(fit_answer()).partition("\n\n")
        assert published == plain(published_answer())
        assert text.startswith("**13 of 16** measured group means")
        assert text.count("Minetti 2002") == 3
        assert "forward running at 45 %" in text


class TestUnknown:
    @pytest.mark.parametrize(
        "what",
        ["Downhill", "Outdoors", "Beginners", "Over 50 years", "Children", "Faster than 3.5"],
    )
    def test_each_gap_has_what_is_done_and_what_would_settle_it(self, what: str) -> None:
        (line,) = (line for line in unknown().split("\n") if line.startswith(f"| **{what}"))
        _, _, done, wanted, _ = line.split("|")
        assert done.strip()
        assert wanted.strip()

    def test_the_limits_are_those_of_the_table(self) -> None:
        low, high = coefficients()["range_backward_running"].range
        assert f"Faster than {high:g} m/s, or running slower than {low:g}" in unknown()


class TestVersions:
    def test_the_last_one_is_the_present_one_and_each_is_there_once(self) -> None:
        names = [row.version for row in versions()]
        assert names[-1] == MODEL_VERSION, "add a line to backrun/evidence/data/versions.csv"
        assert names[0] == "1.0"
        assert len(set(names)) == len(names)
        assert names == sorted(names, key=lambda name: [int(part) for part in name.split(".")])

    def test_every_version_has_its_results_on_record(self) -> None:
        folder = Path(__file__).parent / "reference"
        recorded = {path.stem.removeprefix("model_") for path in folder.glob("model_*.csv")}
        assert {row.version for row in versions()} == recorded

    def test_the_paces_between_the_gaits_are_those_of_the_model(self) -> None:
        speeds = np.linspace(1.8, 2.3, 5001)
        match = equal_effort(speeds, Scenario())
        between = speeds[between_gaits(match.speed, match.walking)]
        fast, slow = (show_pace(1000 / end, "metric") for end in (between.max(), between.min()))
        assert f"forward paces of some {fast} to {slow} /km" in versions()[1].changed

    def test_the_newest_comes_first(self) -> None:
        first = version_list().split("\n")[0]
        assert first == f"- **{MODEL_VERSION}**: {versions()[-1].changed}"

    def test_the_numbers_told_are_those_of_the_table(self) -> None:
        for gait, said in (("running", "1.31 times"), ("walking", "1.41 times")):
            value = coefficients()[f"multiplier_{gait}"].value
            assert f"{value:.2f} times" == said
            assert said in versions()[0].changed


def told(scenario: Scenario) -> str:
    """Return the answer of the Evidence page for a scenario."""
    comparison = None if scenario.grade < 0 else compare(scenario, "speed")
    return plain(evidence_answer(scenario, comparison))


class TestAnswer:
    def test_it_says_what_is_known_how_well_and_what_it_is_for_you(self) -> None:
        text = told(Scenario())
        assert text == (
            "At the same speed running backward takes **1.31 times** the energy above rest (95 % "
            "interval 1.22–1.41): 4 studies, 38 people, **grade B**. For you at 6:00 /km: "
            "12–46 % more, gross."
        )

    def test_rest_is_counted_as_the_person_asks(self) -> None:
        net = Scenario(counted="net")
        assert told(net).endswith("For you at 6:00 /km: 14–51 % more, net.")
        assert told(net).split(" For you")[0] == told(Scenario()).split(" For you")[0]

    def test_at_a_walking_pace_the_studies_are_those_of_walking(self) -> None:
        text = told(Scenario(pace_s_per_km=720.0))
        assert text.startswith(
            "At the same speed walking backward takes **1.41 times** the energy above rest (95 % "
            "interval 1.20–1.65): 3 studies, 60 people, **grade B**. For you at 12:00 /km: "
        )

    def test_a_pace_walked_forward_and_run_backward_is_named_as_such(self) -> None:
        text = told(Scenario(pace_s_per_km=600.0))
        assert text.startswith("At the same speed running backward takes **1.31 times**")
        assert "At 10:00 /km you would walk forward and run backward" in text
        assert "no study has compared" in text

    @settings(max_examples=50)
    @given(any_scenarios)
    def test_the_studies_are_those_of_the_persons_backward_gait(self, scenario: Scenario) -> None:
        walks = scenario.forward_speed_m_s < coefficients()["transition_backward"].value
        gait = "walking" if walks else "running"
        (finding,) = (each for each in graded_findings() if each.key == f"energy_{gait}")
        pooled = [line.n for line in forest(gait) if line.kind == "study"]
        text = told(scenario)
        known = text.split("**.")[0]
        assert f"{gait} backward takes **{coefficients()[f'multiplier_{gait}'].value:.2f}" in known
        assert f"{len(pooled)} studies, {sum(pooled)} people, **grade {finding.grade}" in known
        assert text.endswith(f"{scenario.counted}.") or scenario.grade < 0

    def test_downhill_there_is_no_number_for_you(self) -> None:
        text = evidence_answer(Scenario(grade=-0.02), None)
        assert text.endswith("Downhill it was not measured, so no number is given for you.")

    def test_the_forest_is_told_in_words(self) -> None:
        assert plain(forest_summary("running")) == (
            "Backward over forward running, energy above rest: 4 studies, all together 1.31 "
            "(1.22–1.41), a new study 1.31 (1.15–1.49), one person 1.31 (1.14–1.51). The table "
            "below has the data."
        )


class TestWatch:
    def test_the_equations_disagree_by_so_much_for_you(self) -> None:
        found = forward_equations(Scenario())
        low, high = (energy_per_distance(value, Scenario()) for value in found.spread)
        assert f"**{low:.0f}–{high:.0f} kcal per kilometre, gross**" in plain(
            equations_answer(Scenario(), found)
        )

    def test_a_litre_of_oxygen_is_in_the_unit_of_the_rest(self) -> None:
        for unit, said in (
            ("kcal", "5 kcal by convention, 4.90 here"),
            ("kJ", "20.92 kJ by convention, 20.49 here"),
        ):
            scenario = Scenario(energy_unit=unit)
            text = plain(equations_answer(scenario, forward_equations(scenario)))
            assert said in text
            assert "2 % apart" in text

    def test_where_one_equation_speaks_there_is_no_disagreement(self) -> None:
        downhill = Scenario(grade=-0.05)
        text = plain(equations_answer(downhill, forward_equations(downhill)))
        assert "one equation speaks: **" in text
        assert "each take one of them" not in text
        assert "made for the level" in text

    def test_a_walk_is_not_called_a_run(self) -> None:
        walk = Scenario(pace_s_per_km=720.0)
        assert "for the same walk." in equations_answer(walk, forward_equations(walk))
        assert "for the same run." in equations_answer(Scenario(), forward_equations(Scenario()))

    def test_the_heart_rate_is_told_with_its_numbers(self) -> None:
        text = plain(heart_rate_answer(Scenario()))
        assert "**12 times a minute faster backward**" in text
        assert "the mean of 13 beats running and 11 walking" in text
        assert "running backward by about **18 %** and walking backward by **31 %**" in text
        rate = compare(Scenario(), "speed").backward.km
        shown = rate * heart_rate("running").overstated
        assert f"takes {plain(amount(rate, 'kcal'))} gross" in text
        assert f"would show some **{plain(amount(shown, 'kcal'))}**" in text

    def test_a_walker_gets_the_walking_factor(self) -> None:
        walker = Scenario(pace_s_per_km=800)
        shown = compare(walker, "speed").backward.km * heart_rate("walking").overstated
        assert f"some **{plain(amount(shown, 'kcal'))}**" in plain(heart_rate_answer(walker))

    def test_downhill_there_is_nothing_to_overstate(self) -> None:
        assert "no number for you to overstate" in heart_rate_answer(Scenario(grade=-0.02))

    @settings(max_examples=50)
    @given(any_scenarios)
    def test_any_scenario_has_words(self, scenario: Scenario) -> None:
        texts = (
            equations_answer(scenario, forward_equations(scenario)),
            heart_rate_answer(scenario),
        )
        for text in texts:
            assert not re.search(r"\b(nan|inf|None)\b", text)
        assert ("mile" in texts[0]) == (scenario.units == "imperial")


class TestSensitivity:
    def test_the_widest_is_named_with_its_ends(self) -> None:
        text = plain(sensitivity_answer(sensitivity(Scenario()), Scenario()))
        assert "per kilometre, at the same speed, gross: **+20 kcal (8–33)**" in text
        assert (
            "with **person to person**, from 10 to 30 kcal; then with **between studies**" in text
        )
        assert "It hardly moves with" in text
        assert "backward speed" in text
        same = Scenario(basis="effort", per="minute")
        assert "**no difference**" in sensitivity_answer(sensitivity(same), same)

    def test_the_answer_is_that_of_the_comparison_in_its_digits(self) -> None:
        scenario = Scenario(units="imperial", per="mile", energy_unit="kJ", basis="time")
        more = compare(scenario).difference.mile
        assert f"**{signed(more, 'kJ')}**" in sensitivity_answer(sensitivity(scenario), scenario)

    def test_the_ends_are_in_the_order_of_the_answer(self) -> None:
        scenario = Scenario(pace_s_per_km=700.0)
        found = sensitivity(scenario)
        pace = next(swing for swing in found.swings if swing.key == "pace")
        assert pace.low > pace.high
        assert swing_ends(pace, scenario) == ("12:10 /km", "11:10 /km")

    def test_every_swing_has_a_label_and_ends(self) -> None:
        for scenario in (Scenario(), Scenario(units="imperial", basis="time")):
            for swing in sensitivity(scenario).swings:
                assert swing_label(swing)
                assert all(swing_ends(swing, scenario))
