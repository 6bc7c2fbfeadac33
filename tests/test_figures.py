import json
from base64 import b64decode
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import scenarios

from backrun import Scenario, Week, compare, matched_speed, week_energy
from backrun.evidence import coefficients
from backrun.figures import style
from backrun.figures.energy_by_speed import energy_by_speed
from backrun.figures.style import Chart
from backrun.figures.week_bars import week_bars
from backrun.models.energy.curves import Piece, curve_minutes
from backrun.scenario.scenario import DAY_NAMES
from backrun.units import System, pace_unit
from backrun.wording.energy import PER_WORDS

darkness = st.booleans()
TEXTS = {"forward": "you, forward", "backward": "you, backward", "equal": "same effort"}


def by_speed(scenario: Scenario, *, dark: bool = False) -> tuple[Chart, tuple[Piece, ...]]:
    return energy_by_speed(scenario, compare(scenario), matched_speed(scenario), dark=dark)


def by_day(scenario: Scenario, *, dark: bool = False) -> Chart:
    return week_bars(scenario, week_energy(scenario), dark=dark)


def trace(chart: Chart, name: str) -> dict[str, Any]:
    return next(trace for trace in chart.to_dict()["data"] if trace["name"] == name)


def unpacked(packed: dict[str, str]) -> np.ndarray:
    """Decode what plotly.js will decode."""
    assert packed["dtype"] == "f4"
    return np.frombuffer(b64decode(packed["bdata"]), dtype="<f4").astype(float)


def joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([piece for part in parts for piece in (part, [np.nan])])


def markers(chart: Chart) -> dict[str, tuple[float, float]]:
    own = trace(chart, "your speeds")
    return {text: (x, y) for text, x, y in zip(own["text"], own["x"], own["y"], strict=True)}


class TestEveryFigure:
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("draw", [lambda s, dark: by_speed(s, dark=dark)[0], by_day])
    def test_plotly_accepts_every_property(self, draw: Any, dark: bool) -> None:
        figure = draw(Scenario(), dark=dark).built()
        assert isinstance(figure, go.Figure)
        assert len(figure.data) >= 3

    @given(scenarios(), darkness)
    def test_any_scenario_is_drawn(self, scenario: Scenario, dark: bool) -> None:
        for chart in (by_speed(scenario, dark=dark)[0], by_day(scenario, dark=dark)):
            # The browser gets JSON, which has no NaN and no infinity.
            json.dumps(chart.to_dict(), allow_nan=False)
            assert (
                chart.built().to_dict()["layout"]["height"] == chart.to_dict()["layout"]["height"]
            )

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_the_two_colours_and_nothing_of_the_other_theme(self, dark: bool) -> None:
        for chart in (by_speed(Scenario(), dark=dark)[0], by_day(Scenario(), dark=dark)):
            text = json.dumps(chart.to_dict())
            for colours in (style.FORWARD, style.BACKWARD, style.GREY, style.TEXT, style.GRID):
                assert colours[dark] in text
                assert colours[not dark] not in text

    def test_the_axes_say_quantity_and_unit_and_energy_starts_at_zero(self) -> None:
        for chart in (by_speed(Scenario())[0], by_day(Scenario())):
            layout = chart.to_dict()["layout"]
            assert layout["yaxis"]["title"]["text"].startswith("Energy, kcal ")
            assert layout["yaxis"]["rangemode"] == "tozero"
            assert "title" not in layout
        assert by_speed(Scenario())[0].to_dict()["layout"]["xaxis"]["title"]["text"] == (
            "Pace, min/km (faster to the right)"
        )

    def test_there_is_no_tool_bar_and_no_zooming(self) -> None:
        assert style.CONFIG == {"displayModeBar": False, "scrollZoom": False}
        for chart in (by_speed(Scenario())[0], by_day(Scenario())):
            layout = chart.to_dict()["layout"]
            assert layout["dragmode"] is False
            assert layout["xaxis"]["fixedrange"]
            assert layout["yaxis"]["fixedrange"]

    def test_a_wrong_property_would_be_found(self) -> None:
        with pytest.raises(ValueError, match="colr"):
            Chart([{"type": "scatter", "line": {"colr": "red"}}], {}).built()


class TestEnergyBySpeed:
    @given(scenarios(), darkness)
    def test_lines_and_bands_are_what_the_curves_say(self, scenario: Scenario, dark: bool) -> None:
        chart, pieces = by_speed(scenario, dark=dark)
        for direction in ("forward", "backward"):
            own = [piece for piece in pieces if piece.direction == direction]
            names = {True: direction, False: f"{direction}, speed not measured"}
            for measured, name in names.items():
                stretch = [piece for piece in own if piece.measured is measured]
                if not stretch:
                    assert all(trace["name"] != name for trace in chart.to_dict()["data"])
                    continue
                line = trace(chart, name)
                speeds = joined([piece.speed_m_s for piece in stretch])
                energies = joined([piece.energy.central for piece in stretch])
                assert unpacked(line["x"]) == pytest.approx(speeds, rel=1e-6, nan_ok=True)
                assert unpacked(line["y"]) == pytest.approx(energies, rel=1e-6, nan_ok=True)
            band = trace(chart, f"{direction}, 80 % interval")
            outline = joined([np.r_[p.energy.high, p.energy.low[::-1]] for p in own])
            there_and_back = joined([np.r_[p.speed_m_s, p.speed_m_s[::-1]] for p in own])
            assert unpacked(band["x"]) == pytest.approx(there_and_back, rel=1e-6, nan_ok=True)
            assert unpacked(band["y"]) == pytest.approx(outline, rel=1e-6, nan_ok=True)

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_dashes_stand_outside_the_measured_speeds_only(self, dark: bool) -> None:
        chart, _ = by_speed(Scenario(pace_s_per_km=300.0), dark=dark)
        for direction, colours in (("forward", style.FORWARD), ("backward", style.BACKWARD)):
            limits = [
                coefficients()[f"range_{direction}_{gait}"].range for gait in ("walking", "running")
            ]
            for name, dash in ((direction, "solid"), (f"{direction}, speed not measured", "dash")):
                if all(other["name"] != name for other in chart.to_dict()["data"]):
                    continue
                line = trace(chart, name)
                assert line["line"] == {"color": colours[dark], "width": 2.5, "dash": dash}
                for start, end in pairwise(unpacked(line["x"])):
                    if np.isfinite(start) and np.isfinite(end):
                        middle = (start + end) / 2
                        inside = any(low <= middle <= high for low, high in limits)
                        assert inside == (dash == "solid"), (name, start, end)

    def test_turned_paces_of_a_narrow_chart_make_room_for_themselves(self) -> None:
        chart, _ = by_speed(Scenario(units="imperial"))
        assert chart.to_dict()["layout"]["xaxis"]["automargin"] is True

    def test_faster_than_measured_backward_is_dashed_while_forward_is_not(self) -> None:
        chart, _ = by_speed(Scenario(pace_s_per_km=240.0))
        names = {trace["name"] for trace in chart.to_dict()["data"]}
        assert {"forward", "backward", "backward, speed not measured"} <= names
        assert "forward, speed not measured" not in names

    def test_bands_are_faint_and_hold_their_line(self) -> None:
        chart, _ = by_speed(Scenario())
        for direction, colours in (("forward", style.FORWARD), ("backward", style.BACKWARD)):
            band, line = trace(chart, f"{direction}, 80 % interval"), trace(chart, direction)
            assert band["fill"] == "toself"
            assert band["fillcolor"] == style.faint(colours[False])
            assert band["hoverinfo"] == "skip"
            assert np.nanmin(unpacked(band["y"])) < np.nanmin(unpacked(line["y"]))
            assert np.nanmax(unpacked(band["y"])) > np.nanmax(unpacked(line["y"]))

    @given(scenarios())
    def test_markers_stand_at_the_speeds_of_the_person(self, scenario: Scenario) -> None:
        comparison, matched = compare(scenario), matched_speed(scenario)
        found = markers(by_speed(scenario)[0])
        speeds = {TEXTS["forward"]: scenario.forward_speed_m_s, TEXTS["equal"]: matched.central}
        rates = dict.fromkeys(speeds, comparison.forward.minute.central)
        if scenario.basis != "effort":
            speeds[TEXTS["backward"]] = comparison.backward_speed.central
            rates[TEXTS["backward"]] = comparison.backward.minute.central
        assert set(found) == set(speeds)
        for text, speed in speeds.items():
            x, y = found[text]
            assert x == pytest.approx(float(speed))
            minutes = float(curve_minutes(scenario, np.array([float(speed)]))[0])
            assert y == pytest.approx(rates[text] * minutes, abs=1e-3)

    @given(scenarios())
    @example(Scenario(pace_s_per_km=900.0, backward_share=0.3, basis="time"))
    def test_markers_stand_inside_the_chart_and_on_their_curve(self, scenario: Scenario) -> None:
        chart, pieces = by_speed(scenario)
        slowest, fastest = chart.to_dict()["layout"]["xaxis"]["range"]
        for text, (x, y) in markers(chart).items():
            assert slowest < x < fastest
            direction = "forward" if text == TEXTS["forward"] else "backward"
            piece = next(
                piece
                for piece in pieces
                if piece.direction == direction and piece.speed_m_s[0] <= x <= piece.speed_m_s[-1]
            )
            # The matched walk of a run may stand on the walking curve drawn on past its end.
            if text != TEXTS["equal"]:
                on_curve = np.interp(x, piece.speed_m_s, piece.energy.central)
                assert y == pytest.approx(on_curve, rel=0.05, abs=0.01)

    def test_the_equal_effort_marker_is_hollow(self) -> None:
        own = trace(by_speed(Scenario())[0], "your speeds")
        hollow = own["text"].index(TEXTS["equal"])
        assert own["marker"]["color"][hollow] == style.BACKGROUND[False]
        assert own["marker"]["line"]["color"][hollow] == style.BACKWARD[False]
        assert own["marker"]["color"][0] == own["marker"]["line"]["color"][0]

    @given(scenarios(), st.sampled_from(["metric", "imperial"]))
    def test_the_pace_axis_speaks_the_units_of_the_person(
        self, scenario: Scenario, system: System
    ) -> None:
        scenario = scenario.model_copy(update={"units": system})
        axis = by_speed(scenario)[0].to_dict()["layout"]["xaxis"]
        unit = pace_unit(system)
        assert axis["title"]["text"] == f"Pace, min{unit.text} (faster to the right)"
        assert 2 <= len(axis["tickvals"]) == len(axis["ticktext"]) <= 14
        for speed, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            assert axis["range"][0] <= speed <= axis["range"][1]
            assert 1000.0 / unit.read(text) == pytest.approx(speed)
            assert int(text.split(":")[1]) % 15 == 0
        assert axis["tickvals"] == sorted(axis["tickvals"], reverse=True)

    @pytest.mark.parametrize("per", PER_WORDS)
    @pytest.mark.parametrize("unit", ["kcal", "kJ"])
    def test_the_energy_axis_names_unit_and_rate(self, per: Any, unit: Any) -> None:
        for counted in ("gross", "net"):
            chart, _ = by_speed(Scenario(per=per, energy_unit=unit, counted=counted))
            title = chart.to_dict()["layout"]["yaxis"]["title"]["text"]
            assert title == f"Energy, {unit} {PER_WORDS[per]}, {counted}"

    def test_each_curve_is_labelled_at_its_end(self) -> None:
        chart, pieces = by_speed(Scenario())
        labels = {label["text"]: label for label in chart.to_dict()["layout"]["annotations"]}
        assert set(labels) == {"forward", "backward"}
        for direction, label in labels.items():
            last = [piece for piece in pieces if piece.direction == direction][-1]
            assert (label["x"], label["y"]) == (last.speed_m_s[-1], last.energy.central[-1])

    def test_without_uncertainty_the_band_is_the_line(self) -> None:
        _, pieces = by_speed(Scenario(parts=()))
        for piece in pieces:
            assert piece.energy.low == pytest.approx(piece.energy.high)


class TestWeekBars:
    @given(scenarios())
    def test_bars_are_the_energies_of_the_week(self, scenario: Scenario) -> None:
        week, chart = week_energy(scenario), by_day(scenario)
        for direction in ("forward", "backward"):
            bars = trace(chart, direction)
            assert bars["x"] == [name[:3] for name in DAY_NAMES]
            shown = [0.0 if energy is None else energy for energy in bars["y"]]
            assert shown == pytest.approx(getattr(week, direction).central, abs=0.051)

    @given(scenarios())
    def test_the_line_is_the_interval_of_the_whole_day(self, scenario: Scenario) -> None:
        week, error = week_energy(scenario), trace(by_day(scenario), "backward")["error_y"]
        planned = week.forward + week.backward
        for key, width in (
            ("array", planned.high - planned.central),
            ("arrayminus", planned.central - planned.low),
        ):
            shown = [0.0 if length is None else length for length in error[key]]
            assert shown == pytest.approx(width, abs=0.051)

    @given(scenarios())
    def test_days_of_rest_draw_nothing(self, scenario: Scenario) -> None:
        chart = by_day(scenario)
        error = trace(chart, "backward")["error_y"]
        for day, plan in enumerate(scenario.week.days):
            if plan.minutes == 0:
                assert trace(chart, "forward")["y"][day] is None
                assert trace(chart, "backward")["y"][day] is None
                assert error["array"][day] is None
                assert error["arrayminus"][day] is None
                assert trace(chart, "all forward")["y"][day] is None
            elif plan.minutes >= 1:
                assert trace(chart, "all forward")["y"][day] > 0

    def test_a_day_all_forward_keeps_the_interval_on_its_top(self) -> None:
        """Plotly draws no error bar at a missing value."""
        chart = by_day(Scenario(week=Week.even(3, 40.0, 0.0)))
        backward = trace(chart, "backward")
        assert backward["y"][0] == 0
        assert backward["error_y"]["array"][0] > 0

    def test_all_forward_is_the_week_without_turning_round(self) -> None:
        chart, week = by_day(Scenario()), week_energy(Scenario())
        shown = trace(chart, "all forward")
        assert shown["mode"] == "markers"
        total = sum(value for value in shown["y"] if value is not None)
        assert total == pytest.approx(week.planned_all_forward.central, abs=0.4)

    def test_a_week_of_rest_is_an_empty_chart(self) -> None:
        chart = by_day(Scenario(week=Week()))
        assert trace(chart, "all forward")["y"] == [None] * 7
        chart.built()

    def test_parts_are_stacked_named_and_told_apart_without_colour(self) -> None:
        chart = by_day(Scenario())
        layout = chart.to_dict()["layout"]
        assert layout["barmode"] == "stack"
        assert layout["showlegend"]
        shapes = [
            trace(chart, direction)["marker"]["pattern"]["shape"]
            for direction in ("forward", "backward")
        ]
        assert shapes == ["", "/"]

    @pytest.mark.parametrize("counted", ["gross", "net"])
    @pytest.mark.parametrize("unit", ["kcal", "kJ"])
    def test_the_axis_names_unit_and_whether_rest_counts(self, unit: Any, counted: Any) -> None:
        chart = by_day(Scenario(energy_unit=unit, counted=counted))
        title = chart.to_dict()["layout"]["yaxis"]["title"]["text"]
        assert title == f"Energy, {unit} a day, {counted}"


class TestStyle:
    @given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), max_size=40))
    def test_packed_numbers_come_back(self, values: list[float]) -> None:
        back = unpacked(style.packed(np.array(values)))
        assert back == pytest.approx(np.array(values), rel=1e-6, abs=1e-30, nan_ok=True)

    def test_faint_keeps_the_colour(self) -> None:
        assert style.faint("#D9731A", 0.5) == "rgba(217,115,26,0.5)"
