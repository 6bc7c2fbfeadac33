import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import any_scenarios

from backrun import MODEL_VERSION, Scenario, compare
from backrun.evidence import coefficients
from backrun.evidence.versions import versions
from backrun.models.baselines import baseline_accuracy
from backrun.models.evidence_grades import graded_findings
from backrun.models.forward_equations import energy_per_distance, forward_equations
from backrun.models.heart_rate import heart_rate
from backrun.models.published import published_checks
from backrun.models.sensitivity import sensitivity
from backrun.models.validation import measured_against_predicted
from backrun.reports.validity import fit_answer, is_it_right, unknown, version_list
from backrun.reports.watch import equations_answer, heart_rate_answer
from backrun.wording_evidence import (
    evidence_answer,
    forest_summary,
    sensitivity_answer,
    swing_ends,
    swing_label,
)

RUNNING = graded_findings()[0]


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
        assert f"{len(published_checks())} of {len(published_checks())} are met" in text

    def test_what_lies_outside_is_named(self) -> None:
        text = plain(fit_answer())
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

    def test_the_newest_comes_first(self) -> None:
        first = version_list().split("\n")[0]
        assert first == f"- **{MODEL_VERSION}**: {versions()[-1].changed}"

    def test_the_numbers_told_are_those_of_the_table(self) -> None:
        for gait, said in (("running", "1.31 times"), ("walking", "1.41 times")):
            value = coefficients()[f"multiplier_{gait}"].value
            assert f"{value:.2f} times" == said
            assert said in versions()[0].changed


class TestAnswer:
    def test_it_says_what_is_known_how_well_and_what_it_is_for_you(self) -> None:
        text = plain(evidence_answer(Scenario(), RUNNING, compare(Scenario(), "speed")))
        assert text == (
            "At the same speed running backward takes **1.31 times** the energy above rest (95 % "
            "interval 1.22–1.41): 4 studies, 38 people, **grade B**. For you at 6:00 /km: "
            "12–46 % more, gross."
        )

    def test_downhill_there_is_no_number_for_you(self) -> None:
        text = evidence_answer(Scenario(grade=-0.02), RUNNING, None)
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
        assert f"**{low:.0f}–{high:.0f} kcal per kilometre**" in plain(
            equations_answer(Scenario(), found)
        )

    def test_where_one_equation_speaks_there_is_no_disagreement(self) -> None:
        downhill = Scenario(grade=-0.05)
        text = plain(equations_answer(downhill, forward_equations(downhill)))
        assert "one equation speaks: **" in text

    def test_the_heart_rate_is_told_with_its_numbers(self) -> None:
        text = plain(heart_rate_answer(Scenario()))
        assert "**12 times a minute faster backward**" in text
        assert "running backward by about **18 %** and walking backward by **31 %**" in text
        true, shown = (
            float(number)
            for number in re.search(r"takes about (\d+) kcal; .* some \*\*(\d+)\*\*", text).groups()
        )
        assert true == pytest.approx(compare(Scenario(), "speed").backward.km.central, abs=0.5)
        assert shown / true == pytest.approx(heart_rate("running").overstated, abs=0.02)

    def test_a_walker_gets_the_walking_factor(self) -> None:
        text = plain(heart_rate_answer(Scenario(pace_s_per_km=800)))
        true, shown = (
            float(number)
            for number in re.search(r"takes about (\d+) kcal; .* some \*\*(\d+)\*\*", text).groups()
        )
        assert shown / true == pytest.approx(heart_rate("walking").overstated, abs=0.02)

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
        assert "per kilometre, at the same speed, gross: **20 kcal**" in text
        assert (
            "with **person to person**, from 10 to 30 kcal; then with **between studies**" in text
        )
        assert "It hardly moves with" in text
        assert "backward speed" in text

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
