import json
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from strategies import any_scenarios, scenarios

from backrun import Runner, Scenario
from backrun.evidence.rows import Gait
from backrun.figures import style
from backrun.figures.evidence.equations import MODEL, equations_chart
from backrun.figures.evidence.forest import forest_plot
from backrun.figures.evidence.measured import compared_rows, measured_predicted, residuals
from backrun.figures.evidence.sensitivity import sensitivity_chart, shown_swings
from backrun.figures.style import Chart
from backrun.models.energy.sensitivity import sensitivity
from backrun.models.validation.forest import forest
from backrun.models.validation.forward_equations import energy_per_distance, forward_equations
from backrun.wording.evidence import line_label, swing_label

GAITS: tuple[Gait, ...] = ("running", "walking")


def equations(scenario: Scenario, *, dark: bool = False) -> Chart:
    return equations_chart(scenario, forward_equations(scenario), dark=dark)


def tornado(scenario: Scenario, *, dark: bool = False) -> Chart:
    return sensitivity_chart(scenario, sensitivity(scenario), dark=dark)


def traces(chart: Chart, name: str) -> list[dict[str, Any]]:
    return [trace for trace in chart.to_dict()["data"] if trace["name"] == name]


EVERY: dict[str, Callable[[bool], Chart]] = {
    "forest, running": lambda dark: forest_plot("running", dark=dark),
    "forest, walking": lambda dark: forest_plot("walking", dark=dark),
    "measured": lambda dark: measured_predicted(dark=dark),
    "residuals": lambda dark: residuals(dark=dark),
    "equations": lambda dark: equations(Scenario(), dark=dark),
    "tornado": lambda dark: tornado(Scenario(), dark=dark),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", EVERY)
def test_plotly_accepts_every_property_and_the_theme_is_its_own(name: str, dark: bool) -> None:
    chart = EVERY[name](dark)
    assert isinstance(chart.built(), go.Figure)
    text = json.dumps(chart.to_dict(), allow_nan=False)
    for colours in (style.FORWARD, style.BACKWARD, style.TEXT):
        assert colours[not dark] not in text


class TestForest:
    @pytest.mark.parametrize("gait", GAITS)
    def test_every_line_with_a_ratio_is_drawn_where_the_model_has_it(self, gait: Gait) -> None:
        chart = forest_plot(gait, dark=False)
        places = chart.to_dict()["layout"]["yaxis"]
        assert len(places["tickvals"]) == len(forest(gait))
        for line, place, label in zip(
            forest(gait), places["tickvals"], places["ticktext"], strict=True
        ):
            assert line_label(line) in label
            drawn = traces(chart, line.study_id or line.kind)
            if line.ratio is None:
                assert drawn == []
                assert "no number read" in label
                continue
            interval, point = drawn
            assert interval["x"] == [round(line.ratio.low, 3), round(line.ratio.high, 3)]
            assert point["x"] == [round(line.ratio.central, 3)]
            assert interval["y"] == [place, place]

    def test_a_heavier_study_has_a_larger_square(self) -> None:
        sizes = {
            line.study_id: traces(forest_plot("running", dark=False), line.study_id)[1]["marker"]
            for line in forest("running")
            if line.kind == "study"
        }
        assert {marker["symbol"] for marker in sizes.values()} == {"square"}
        assert sizes["rasica2020"]["size"] == max(marker["size"] for marker in sizes.values())

    def test_assumed_spreads_are_dotted_and_what_is_left_out_is_hollow(self) -> None:
        chart = forest_plot("walking", dark=False)
        assert traces(chart, "kim_choi2001")[0]["line"]["dash"] == "dot"
        assert traces(chart, "williford1998")[0]["line"]["dash"] == "solid"
        assert traces(chart, "lee_lee2016")[1]["marker"]["symbol"] == "circle-open"

    def test_one_and_the_mean_are_marked(self) -> None:
        shapes = forest_plot("running", dark=False).to_dict()["layout"]["shapes"]
        assert [shape["x0"] for shape in shapes] == [1.0, 1.31]


class TestMeasurements:
    def test_every_comparable_measurement_is_a_point_beside_its_prediction(self) -> None:
        rows = compared_rows()
        chart = measured_predicted(dark=False).to_dict()["data"]
        points = [trace for trace in chart if trace["mode"] == "markers"]
        assert sum(len(trace["x"]) for trace in points) == len(rows) == 16
        assert sorted(x for trace in points for x in trace["x"]) == pytest.approx(
            sorted(rows["measured"].astype(float).round(2))
        )
        (line,) = (trace for trace in chart if trace["mode"] == "lines")
        assert line["x"] == line["y"]

    def test_hollow_means_outside_the_interval(self) -> None:
        rows = compared_rows()
        for direction in ("forward", "backward"):
            (trace,) = (
                trace
                for trace in measured_predicted(dark=False).to_dict()["data"]
                if trace["name"].startswith(direction)
            )
            own = rows[rows["direction"] == direction]
            hollow = [symbol.endswith("-open") for symbol in trace["marker"]["symbol"]]
            assert hollow == (~own["within"].astype(bool)).tolist()
            lengths = zip(trace["error_y"]["array"], trace["error_y"]["arrayminus"], strict=True)
            assert all(up > 0 and down > 0 for up, down in lengths)

    def test_residuals_are_the_model_against_the_measured(self) -> None:
        rows = compared_rows().sort_values("study_id", kind="stable")
        data = residuals(dark=False).to_dict()["data"]
        assert [trace["name"] for trace in data] == rows["study_id"].tolist()
        errors = 100 * (rows["central"] / rows["measured"] - 1)
        assert [trace["x"][0] for trace in data] == pytest.approx(
            errors.astype(float).round(1).tolist()
        )
        zero = [
            trace["x"][0] - trace["error_x"]["arrayminus"][0]
            <= 0
            <= trace["x"][0] + trace["error_x"]["array"][0]
            for trace in data
        ]
        assert zero == rows["within"].tolist()


class TestEquations:
    def test_the_points_are_the_energies_of_the_equations(self) -> None:
        scenario = Scenario(runner=Runner(mass_kg=60))
        found = forward_equations(scenario)
        (points,) = traces(equations(scenario), "equations")
        expected = {
            each.label: energy_per_distance(each.oxygen, scenario)
            for each in found.equations
            if each.oxygen is not None
        }
        assert dict(zip(points["y"], points["x"], strict=True)) == pytest.approx(expected, abs=0.01)
        (model,) = traces(equations(scenario), "model")
        assert model["y"] == [MODEL] * 3
        assert model["x"][1] == pytest.approx(
            energy_per_distance(found.model.central, scenario), abs=0.01
        )

    def test_filled_is_what_the_model_uses(self) -> None:
        (points,) = traces(equations(Scenario()), "equations")
        filled = dict(zip(points["y"], points["marker"]["symbol"], strict=True))
        assert filled["ACSM running"] == filled["Léger–Mercier, treadmill"] == "circle"
        assert filled["2024 Compendium"] == filled["Minetti"] == "circle-open"

    @settings(max_examples=50)
    @given(any_scenarios)
    def test_any_scenario_is_drawn(self, scenario: Scenario) -> None:
        chart = equations(scenario)
        json.dumps(chart.to_dict(), allow_nan=False)
        axis = chart.to_dict()["layout"]["xaxis"]["title"]["text"]
        assert scenario.energy_unit in axis
        assert ("per mile" in axis) == (scenario.units == "imperial")


class TestTornado:
    def test_a_bar_reaches_from_the_answer_to_both_ends(self) -> None:
        found = sensitivity(Scenario())
        chart = tornado(Scenario())
        for swing in shown_swings(found):
            lower, higher = traces(chart, swing.key)
            assert lower["x"] == [round(found.answer, 2), round(min(swing.low, swing.high), 2)]
            assert higher["x"] == [round(found.answer, 2), round(max(swing.low, swing.high), 2)]

    def test_the_widest_stands_on_top_and_what_moves_nothing_is_left_out(self) -> None:
        found = sensitivity(Scenario())
        axis = tornado(Scenario()).to_dict()["layout"]["yaxis"]
        shown = shown_swings(found)
        assert axis["ticktext"] == [swing_label(swing) for swing in shown]
        assert axis["tickvals"] == sorted(axis["tickvals"], reverse=True)
        assert "share" not in {swing.key for swing in shown}
        assert all(swing.width >= found.answer / 100 for swing in shown)

    def test_the_ends_name_the_step(self) -> None:
        chart = tornado(Scenario(units="imperial"))
        lower, higher = traces(chart, "mass")
        assert lower["text"][1].strip() == "143.3 lb"
        assert higher["text"][1].strip() == "165.3 lb"
        # Downhill there is nothing, so the grade has one end.
        flat, steep = traces(chart, "grade")
        assert flat["text"][1] == ""
        assert steep["text"][1].strip() == "5 %"

    @settings(max_examples=20)
    @given(scenarios())
    def test_any_scenario_is_drawn(self, scenario: Scenario) -> None:
        json.dumps(tornado(scenario).to_dict(), allow_nan=False)
