import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from backrun import (
    MODEL_VERSION,
    MUSCLES,
    Scenario,
    compare,
    matched_speed,
    muscle_emphasis,
    week_emphasis,
    week_energy,
)
from backrun.inputs.registry import BASIS, PER
from backrun.reports.tables.muscle_studies import muscle_notes, muscle_studies
from backrun.scenario.presets import PRESETS, apply_preset
from backrun.scenario.scenario import Basis
from backrun.ui.frame import PAGES as MENU
from backrun.ui.state import texts
from backrun.wording.body import muscles_answer
from backrun.wording.energy import BASIS_WORDS, PER_WORDS, answer
from backrun.wording.evidence import evidence_answer
from backrun.wording.week import week_summary

APP = Path(__file__).parent.parent / "app.py"
COMPARE, WEEK, EVIDENCE = "app.py", "pages/week.py", "pages/evidence.py"
MUSCLES_PAGE, CLAIMS_PAGE = "pages/muscles.py", "pages/claims.py"
RAMP_UP, COACH = "pages/ramp_up.py", "pages/coach.py"
PAGES = (COMPARE, WEEK, RAMP_UP, MUSCLES_PAGE, CLAIMS_PAGE, COACH, EVIDENCE)


def opened(page: str = COMPARE, **link: Any) -> AppTest:
    """Open a link on a fresh server."""
    app = AppTest.from_file(APP, default_timeout=20)
    app.query_params.update(link)
    if page != COMPARE:
        app.switch_page(page)
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    assert [problem.message for problem in app.exception] == []
    return app


def heading(app: AppTest) -> str:
    return next(text.value for text in app.markdown if text.value.startswith("## "))[3:]


def scenario(app: AppTest) -> Scenario:
    return app.session_state["scenario"]


def expected(of: Scenario) -> str:
    return answer(of, compare(of), matched_speed(of))


def warnings(app: AppTest) -> list[str]:
    """Return the lines of all warnings without the escapes of Markdown."""
    lines = "\n".join(warning.value for warning in app.warning).splitlines()
    return [re.sub(r"\\(.)", r"\1", line).removeprefix("- ") for line in lines]


def figures(app: AppTest) -> dict[str, tuple[str, str]]:
    return {metric.label: (metric.value, metric.delta) for metric in app.metric}


def chart(app: AppTest) -> Any:
    return next(element.proto for element in app.main if element.type == "plotly_chart")


def body_map(app: AppTest) -> Any:
    """Return the data that the body map draws."""
    element = next(element for element in app.main if element.type == "bidi_component")
    return json.loads(element.proto.json)


def axis(app: AppTest, name: str) -> str:
    return json.loads(chart(app).spec)["layout"][f"{name}axis"]["title"]["text"]


def sent(app: AppTest, element: Any, **value: Any) -> AppTest:
    """Send a value as the browser does, for what AppTest shows but has no way to touch."""
    states = app._tree.get_widget_states()
    states.widgets.add(id=element.proto.id, **value)
    return checked(app._run(states))


def edit(app: AppTest, rows: dict[int, dict[str, Any]]) -> AppTest:
    """Edit cells of the week."""
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return sent(app, app.data_editor[0], string_value=json.dumps(edits))


class TestFirstVisit:
    def test_compare_answers_for_the_default_runner(self) -> None:
        app = opened()
        assert heading(app) == expected(Scenario())
        assert list(figures(app)) == ["Forward", "Backward", "Difference", "Equal effort"]
        assert all(value and interval for value, interval in figures(app).values())
        assert warnings(app) == []
        assert app.query_params == {}

    def test_a_week_without_backward_minutes_has_no_energy_to_compare(self) -> None:
        shown = figures(opened(per="week", backward="0"))
        assert {shown[name] for name in ("Forward", "Backward", "Difference")} == {("–", "")}

    @pytest.mark.parametrize(("units", "per"), [("metric", "kilometre"), ("imperial", "mile")])
    def test_without_backward_minutes_chart_and_runners_are_those_of_a_distance(
        self, units: str, per: str
    ) -> None:
        app = opened(per="week", backward="0", units=units)
        chart = json.loads(app.get("plotly_chart")[0].proto.spec)
        assert chart["layout"]["yaxis"]["title"]["text"] == f"Energy, kcal per {per}, gross"
        assert f"spend more energy backward per {per}" in "".join(m.value for m in app.markdown)

    def test_week_answers_for_the_default_week(self) -> None:
        app = opened(WEEK)
        assert heading(app) == week_summary(Scenario(), week_energy(Scenario()))
        assert len(app.data_editor[0].value) == 7
        assert warnings(app) == []

    def test_evidence_says_what_is_known_and_how_well(self) -> None:
        app = opened(EVIDENCE)
        comparison = compare(Scenario(), "speed")
        assert heading(app) == evidence_answer(Scenario(), comparison)
        assert "**grade B**" in heading(app)

    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_has_the_menu_and_the_inputs(self, page: str) -> None:
        app = opened(page)
        menu = [link.label for link in app.main.page_link]
        wanted = [label for _, label, _ in MENU]
        assert menu[: len(wanted)] == wanted
        assert {"Compare", "Week", "Ramp-up", "Muscles", "Claims", "Evidence"} <= set(wanted)
        for key in ("mass", "share"):
            assert app.slider(key=key).value == float(texts(Scenario())[key])
        assert app.select_slider(key="pace").value == "6:00"
        assert {widget.key for widget in app.toggle} == {"equation", "multiplier", "person"}

    @pytest.mark.parametrize("page", [COMPARE, WEEK])
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_chart_follows_the_theme_and_has_words(self, page: str, theme: str) -> None:
        app = opened(page)
        app.context["theme"] = theme
        checked(app.run())
        assert ("#6FA0D8" if theme == "dark" else "#3B6EA8") in chart(app).spec
        assert chart(app).alt.endswith("The table below has the data.")
        assert "*" not in chart(app).alt

    @pytest.mark.parametrize("page", [page for page in PAGES if page not in (RAMP_UP, COACH)])
    def test_tables_are_built_when_they_are_opened(self, page: str) -> None:
        app = opened(page)
        tables = app.main.expander[0]
        assert len(tables.dataframe) == 0
        sent(app, tables, bool_value=True)
        shown = app.main.expander[0].dataframe
        wanted = {COMPARE: 2, WEEK: 1, MUSCLES_PAGE: 3, CLAIMS_PAGE: 1, EVIDENCE: 4}
        assert len(shown) == wanted[page]
        assert all(len(table.value) >= 4 for table in shown)


class TestWidgets:
    @pytest.mark.parametrize(
        ("kind", "key", "value", "change"),
        [
            ("slider", "share", 50.0, {"backward_share": 0.5}),
            ("select_slider", "pace", "5:00", {"pace_s_per_km": 300.0}),
            ("slider", "grade", 5.0, {"grade": 0.05}),
            ("segmented_control", "surface", "track", {"surface": "track"}),
            ("segmented_control", "counted", "net", {"counted": "net"}),
        ],
    )
    def test_an_input_moves_the_answer(
        self, kind: str, key: str, value: Any, change: dict[str, Any]
    ) -> None:
        app = opened(basis="time")
        before = heading(app), figures(app)
        getattr(app, kind)(key=key).set_value(value)
        checked(app.run())
        wanted = Scenario(basis="time", **change)
        assert scenario(app) == wanted
        assert heading(app) == expected(wanted)
        assert (heading(app), figures(app)) != before

    def test_weight_and_unit_move_the_energy_alone(self) -> None:
        app = opened()
        before = figures(app)
        app.slider(key="mass").set_value(140.0)
        checked(app.run())
        assert heading(app) == expected(Scenario())
        assert figures(app)["Forward"] != before["Forward"]
        assert figures(app)["Equal effort"] == before["Equal effort"]
        app.segmented_control(key="energy").set_value("kJ")
        assert checked(app.run()).metric[0].value.endswith("kJ")

    @pytest.mark.parametrize("basis", BASIS.options)
    def test_the_basis_switch_changes_every_word(self, basis: Basis) -> None:
        app = opened()
        app.segmented_control(key="basis").set_value(basis)
        checked(app.run())
        assert heading(app) == expected(Scenario(basis=basis))
        assert BASIS_WORDS[basis] in app.metric[0].help
        assert BASIS_WORDS[basis] in chart(app).alt

    def test_no_difference_is_a_figure_that_is_not_cut_off(self) -> None:
        assert figures(opened(basis="effort", per="minute"))["Difference"] == ("0\u202fkcal", "0")

    @pytest.mark.parametrize("per", PER.options)
    def test_the_rate_switch_changes_figures_and_axis(self, per: str) -> None:
        app = opened()
        app.segmented_control(key="per").set_value(per)
        checked(app.run())
        assert PER_WORDS[per] in app.metric[0].help
        assert axis(app, "y") == f"Energy, kcal {PER_WORDS[per]}, gross"
        assert heading(app) == expected(Scenario())

    def test_parts_narrow_the_interval_until_it_is_a_line(self) -> None:
        app = opened()
        for part in ("equation", "multiplier", "person"):
            app.toggle(key=part).set_value(False)
            checked(app.run())
            assert part not in scenario(app).parts
        assert heading(app) == expected(Scenario(parts=()))
        assert any("all three parts" in text.value.lower() for text in app.markdown)

    def test_rest_follows_age_sex_and_height(self) -> None:
        app = opened(counted="net")
        before = figures(app)["Forward"]
        app.number_input(key="age").set_value(60)
        app.selectbox(key="sex").set_value("female")
        app.number_input(key="height").set_value(160.0)
        checked(app.run())
        assert figures(app)["Forward"] != before
        assert any("years old" in caption.value for caption in app.caption)

    def test_the_week_as_text(self) -> None:
        app = opened()
        app.text_input(key="week").input("mon40-6 sat60-10@5:30")
        checked(app.run())
        wanted, _ = Scenario.from_query({"week": "mon40-6_sat60-10@5:30"})
        assert scenario(app) == wanted
        assert all(widget.key not in ("minutes", "backward") for widget in app.number_input)

    def test_a_bad_day_in_the_week_is_named(self) -> None:
        app = opened()
        app.text_input(key="week").input("mon40-6 xyz")
        checked(app.run())
        assert len(warnings(app)) == 1
        assert warnings(app)[0].startswith("Week: 'xyz' cannot be read; allowed: days such as")
        assert scenario(app).week.days[0].minutes == 40.0

    def test_more_backward_than_the_run_is_named(self) -> None:
        app = opened()
        app.number_input(key="backward").set_value(90.0)
        checked(app.run())
        assert warnings(app) == [
            "Backward: 90 min; allowed: at most the run's 40 min; used instead: 40 min"
        ]

    def test_a_typed_pace_is_taken(self) -> None:
        app = opened()
        app.text_input(key="pace_typed").input("5:33")
        checked(app.run())
        assert scenario(app).pace_s_per_km == 333.0
        assert app.select_slider(key="pace").value == "5:33"
        assert app.text_input(key="pace_typed").value == ""
        assert app.query_params == {"pace": "5:33"}

    def test_a_typed_pace_with_more_digits_than_are_kept_says_so(self) -> None:
        app = opened()
        app.text_input(key="pace_typed").input("5:33.4")
        checked(app.run())
        assert scenario(app).pace_s_per_km == 333.0
        assert warnings(app) == [
            "Forward pace: 5:33.4 /km has more digits than this page keeps; used instead: 5:33 /km"
        ]

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("5:61", "Forward pace: '5:61' is not minutes:seconds; allowed: 2:30 to 15:00 /km"),
            ("1:00", "Forward pace: 1:00 /km; allowed: 2:30 to 15:00 /km"),
            ("fast", "Forward pace: 'fast' is not minutes:seconds; allowed: 2:30 to 15:00 /km"),
            (
                "<b>*_[x](y)",
                "Forward pace: '<b>*_[x](y)' is not minutes:seconds; allowed: 2:30 to 15:00 /km",
            ),
        ],
    )
    def test_a_bad_typed_pace_is_named_once_and_the_former_kept(
        self, typed: str, message: str
    ) -> None:
        app = opened(pace="5:00")
        app.text_input(key="pace_typed").input(typed)
        checked(app.run())
        assert warnings(app) == [message]
        assert scenario(app).pace_s_per_km == 300.0
        assert warnings(checked(app.run())) == []


class TestForged:
    """Values that no browser sends: Streamlit puts the widget back, and nothing breaks."""

    @pytest.mark.parametrize(
        ("kind", "key", "value"),
        [
            ("slider", "mass", 9999.0),
            ("slider", "mass", float("nan")),
            ("slider", "grade", -99.0),
            ("slider", "days", 9),
            ("number_input", "minutes", -3.0),
            ("number_input", "age", 5),
            ("select_slider", "pace", "1:00"),
            ("segmented_control", "basis", "sideways"),
        ],
    )
    def test_by_the_browser(self, kind: str, key: str, value: Any) -> None:
        app = opened(share="60")
        getattr(app, kind)(key=key).set_value(value)
        checked(app.run())
        assert scenario(app) == Scenario(backward_share=0.6)
        assert heading(app) == expected(Scenario(backward_share=0.6))

    @pytest.mark.parametrize(
        ("key", "value"),
        [("mass", 9999.0), ("pace", "1:00"), ("basis", "sideways"), ("height", 1e300)],
    )
    def test_in_the_session(self, key: str, value: Any) -> None:
        app = opened(share="60")
        app.session_state[key] = value
        checked(app.run())
        assert scenario(app) == Scenario(backward_share=0.6)

    @pytest.mark.parametrize("key", ["preset", "units_shown"])
    def test_an_unknown_choice_changes_nothing(self, key: str) -> None:
        app = opened()
        app.session_state[key] = "nonsense"
        assert heading(checked(app.run())) == expected(Scenario())


class TestLinks:
    @pytest.mark.parametrize("page", PAGES)
    def test_a_link_opens_on_every_page(self, page: str) -> None:
        app = opened(page, mass="90", pace="5:33", basis="effort", week="tue30-5")
        wanted, rejected = Scenario.from_query(
            {"mass": "90", "pace": "5:33", "basis": "effort", "week": "tue30-5"}
        )
        assert rejected == []
        assert scenario(app) == wanted
        assert warnings(app) == []

    def test_the_complete_link_opens_what_was_shared(self) -> None:
        app = opened(mass="61.5", pace="4:44", basis="time", per="week", person="false", age="33")
        app.button(key="share_button").click()
        checked(app.run())
        query = parse_qs(urlsplit(app.code[0].value).query)
        again = opened(**query)
        assert scenario(again) == scenario(app)
        assert heading(again) == heading(app)
        assert query["model"] == [MODEL_VERSION]

    @pytest.mark.parametrize("page", PAGES)
    def test_bad_values_are_named_and_the_rest_kept(self, page: str) -> None:
        app = opened(page, mass="9000", pace="abc", share="60", foo="1", basis="time")
        assert warnings(app) == [
            "'foo' is not a parameter of a backrun link; used instead: nothing",
            "Weight: 9000 kg; allowed: 30 to 250 kg; used instead: 70 kg",
            "Forward pace: 'abc' is not minutes:seconds; allowed: 2:30 to 15:00 /km; "
            "used instead: 6:00 /km",
        ]
        assert scenario(app) == Scenario(backward_share=0.6, basis="time")
        assert app.query_params == {"share": "60", "basis": "time"}

    def test_the_warning_goes_when_it_was_read(self) -> None:
        app = opened(mass="9000")
        assert len(warnings(checked(app.run()))) == 1
        app.button(key="link_problems_seen").click()
        assert warnings(checked(app.run())) == []

    def test_more_digits_than_the_page_keeps_are_named(self) -> None:
        app = opened(mass="70.25", goal="12.5")
        assert warnings(app) == [
            "Weight: 70.25 kg has more digits than this page keeps; used instead: 70.2 kg",
            "Goal: 12.5 min has more digits than this page keeps; used instead: 12 min",
        ]
        assert scenario(app).runner.mass_kg == 70.2

    def test_a_parameter_given_twice_is_named(self) -> None:
        app = opened(mass=["80", "90"])
        assert warnings(app) == ["mass is given 2 times; allowed: once; used instead: '90'"]
        assert scenario(app).runner.mass_kg == 90.0

    def test_markdown_in_a_link_stays_text(self) -> None:
        app = opened(pace="[x](http://y)")
        assert "[x](http" not in app.warning[0].value
        assert "'[x](http://y)'" in warnings(app)[0]

    def test_another_model_is_named(self) -> None:
        app = opened(model="0.9")
        assert warnings(app) == [
            "The link was made with model '0.9'; numbers may differ; "
            f"used instead: model {MODEL_VERSION}"
        ]

    def test_the_scenario_stays_on_the_way_through_the_pages(self) -> None:
        app = opened(pace="5:33", basis="effort")
        for page in (WEEK, MUSCLES_PAGE, EVIDENCE, COMPARE):
            app.switch_page(page)
            checked(app.run())
            assert scenario(app) == Scenario(pace_s_per_km=333.0, basis="effort")
            assert app.query_params == {"pace": "5:33", "basis": "effort"}


class TestMuscles:
    def test_the_page_answers_for_the_week_and_draws_the_map(self) -> None:
        app = opened(MUSCLES_PAGE)
        assert heading(app) == muscles_answer(
            Scenario(), week_emphasis(Scenario()), muscle_emphasis()
        )
        assert [region["key"] for region in body_map(app)["regions"]] == list(MUSCLES)
        assert body_map(app)["chosen"] == "rectus_femoris"

    def test_the_view_changes_the_map(self) -> None:
        app = opened(MUSCLES_PAGE)
        tones = {}
        for view in ("difference", "week", "forward", "backward"):
            app.segmented_control(key="muscle_view").set_value(view)
            tones[view] = [region["tone"] for region in body_map(checked(app.run()))["regions"]]
        assert len(set(map(tuple, tones.values()))) == 4
        assert tones["difference"][0] == "much-more"
        assert tones["week"][0] == "more"

    def test_muscle_and_view_stay_on_the_way_through_the_pages(self) -> None:
        app = opened(MUSCLES_PAGE)
        app.segmented_control(key="muscle_view").set_value("forward")
        app.selectbox(key="muscle").set_value("soleus")
        before = body_map(checked(app.run()))
        for page in (WEEK, MUSCLES_PAGE):
            app.switch_page(page)
            checked(app.run())
        assert app.segmented_control(key="muscle_view").value == "forward"
        assert app.selectbox(key="muscle").value == "soleus"
        assert body_map(app) == before
        assert before["chosen"] == "soleus"

    def test_more_backward_minutes_move_my_week(self) -> None:
        app = opened(MUSCLES_PAGE, backward="40")
        app.segmented_control(key="muscle_view").set_value("week")
        assert body_map(checked(app.run()))["regions"][0]["tone"] == "much-more"

    @pytest.mark.parametrize("key", MUSCLES)
    def test_a_chosen_muscle_shows_its_studies(self, key: str) -> None:
        app = opened(MUSCLES_PAGE)
        app.selectbox(key="muscle").set_value(key)
        checked(app.run())
        shown = [text.value for text in app.markdown]
        assert muscle_notes(key) in shown
        assert muscle_studies(key) in shown
        assert body_map(app)["chosen"] == key

    @pytest.mark.parametrize("chosen", ["soleus", "nonsense", None, 3])
    def test_a_click_on_the_map_chooses_and_a_forged_one_does_not(self, chosen: Any) -> None:
        app = opened(MUSCLES_PAGE)
        component = next(element for element in app.main if element.type == "bidi_component")
        states = app._tree.get_widget_states()
        trigger = f"$$STREAMLIT_INTERNAL_KEY_{component.proto.id}__events"
        states.widgets.add(
            id=trigger, json_trigger_value=json.dumps([{"event": "chosen", "value": chosen}])
        )
        checked(app._run(states))
        wanted = chosen if chosen == "soleus" else "rectus_femoris"
        assert app.selectbox(key="muscle").value == wanted
        assert body_map(app)["chosen"] == wanted

    def test_a_pace_outside_the_studies_has_no_knee_number(self) -> None:
        app = opened(MUSCLES_PAGE, pace="4:00")
        assert any("there is no number for the knee" in text.value for text in app.markdown)

    def test_uphill_the_limit_is_named(self) -> None:
        app = opened(MUSCLES_PAGE, grade="5")
        assert any("level ground only" in caption.value for caption in app.caption)

    def test_a_theme_changes_the_colours(self) -> None:
        app = opened(MUSCLES_PAGE)
        light = body_map(app)["colours"]
        app.context["theme"] = "dark"
        assert body_map(checked(app.run()))["colours"]["--much-more"] == "#F0924B"
        assert light["--much-more"] == "#D9731A"


class TestDownhill:
    @pytest.mark.parametrize("page", [COMPARE, WEEK, MUSCLES_PAGE])
    def test_it_is_refused_in_words_without_a_number(self, page: str) -> None:
        app = opened(page, grade="-3")
        assert heading(app) == "There is no number for running backward downhill"
        assert "backward downhill has not been measured at all" in app.info[0].value
        assert not app.metric
        # What was measured of muscles on the level stands for everybody.
        general = 1 if page == MUSCLES_PAGE else 0
        assert sum(element.type == "plotly_chart" for element in app.main) == general

    def test_the_method_still_works_the_forward_side_out(self) -> None:
        app = opened(EVIDENCE, grade="-3", section="you")
        assert heading(app).endswith("not measured, so no number is given for you.")
        assert any("Backward downhill: not measured" in text.value for text in app.markdown)

    def test_uphill_again_there_is_an_answer(self) -> None:
        app = opened(grade="-3")
        app.slider(key="grade").set_value(0.0)
        assert heading(checked(app.run())) == expected(Scenario())


class TestUnits:
    @pytest.mark.parametrize("page", PAGES)
    def test_switching_keeps_the_person(self, page: str) -> None:
        app = opened(page, mass="80", pace="5:00", share="60", basis="time")
        app.segmented_control(key="units_shown").set_value("imperial")
        checked(app.run())
        assert app.slider(key="mass_lb").value == 176.4
        assert app.select_slider(key="pace_mile").value == "8:03"
        assert app.query_params["units"] == "imperial"
        there = scenario(app)
        assert there.runner.mass_kg == pytest.approx(80.0, abs=0.05)
        assert there.pace_s_per_km == pytest.approx(300.0, abs=0.5)
        assert (there.backward_share, there.basis) == (0.6, "time")
        app.segmented_control(key="units_shown").set_value("metric")
        checked(app.run())
        assert scenario(app).runner.mass_kg == 80.0
        assert scenario(app).pace_s_per_km == 300.0

    def test_every_pace_on_the_page_follows(self) -> None:
        app = opened(units="imperial")
        assert "/mile" in heading(app)
        assert "km" not in heading(app)
        assert figures(app)["Equal effort"][0].endswith("/mile")
        assert axis(app, "x").startswith("Pace, min/mile")


class TestPresets:
    @pytest.mark.parametrize("name", PRESETS)
    def test_a_preset_sets_the_run_and_keeps_the_person(self, name: str) -> None:
        app = opened(mass="90", age="44", pace="4:11", share="50", week="tue30-5")
        app.menu_button(key="preset").click(name)
        checked(app.run())
        start, _ = Scenario.from_query({"mass": "90", "age": "44"})
        assert scenario(app) == apply_preset(start, name)
        assert heading(app) == expected(apply_preset(start, name))
        assert (app.query_params["mass"], app.query_params["age"]) == ("90", "44")


class TestWeekEditor:
    def test_an_edit_changes_the_week_and_the_address(self) -> None:
        app = edit(opened(WEEK), {0: {"minutes": 30, "pace": "5:00"}, 1: {"minutes": 20}})
        wanted, _ = Scenario.from_query({"week": "mon30-6@5:00_tue20_wed40-6_sat40-6"})
        assert scenario(app) == wanted
        assert heading(app) == week_summary(wanted, week_energy(wanted))
        assert app.query_params == {"week": "mon30-6@5:00_tue20_wed40-6_sat40-6"}

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            ({"backward": 41}, "Backward: 41 min; allowed: at most the day's 40 min"),
            ({"minutes": -5}, "Run: -5 min; allowed: 0 to 360 min"),
            ({"minutes": 999}, "Run: 999 min; allowed: 0 to 360 min"),
            (
                {"pace": "abc"},
                "Forward pace: 'abc' is not minutes:seconds; allowed: 2:30 to 15:00 /km",
            ),
        ],
    )
    def test_a_bad_edit_is_named_and_the_day_kept(
        self, cells: dict[str, Any], message: str
    ) -> None:
        app = edit(opened(WEEK), {0: cells, 2: {"minutes": 50}})
        assert warnings(app) == [f"Monday: {message}; kept: 40 min, 6 of them backward"]
        week = scenario(app).week
        assert (week.days[0].minutes, week.days[2].minutes) == (40.0, 50.0)

    def test_a_bad_cell_leaves_what_the_day_had_become(self) -> None:
        app = edit(opened(WEEK), {0: {"minutes": 50}})
        app = edit(app, {0: {"minutes": 50, "backward": 60}})
        message = "Backward: 60 min; allowed: at most the day's 50 min"
        assert warnings(app) == [f"Monday: {message}; kept: 50 min, 6 of them backward"]
        assert scenario(app).week.days[0].minutes == 50.0

    def test_emptied_cells_are_a_rest_day_at_the_usual_pace(self) -> None:
        app = edit(
            opened(WEEK, week="mon40-6@5:00"), {0: {"minutes": None, "backward": None, "pace": ""}}
        )
        assert scenario(app).week == Scenario(week=Scenario().week.even(0, 0.0, 0.0)).week

    @pytest.mark.parametrize("minutes", [0, None])
    def test_no_minutes_make_a_rest_day_and_take_the_backward_ones_along(
        self, minutes: int | None
    ) -> None:
        app = edit(opened(WEEK), {5: {"minutes": minutes}})
        assert warnings(app) == []
        assert app.query_params == {"week": "mon40-6_wed40-6"}
        assert list(app.data_editor[0].value.loc[5, ["minutes", "backward"]]) == [0.0, 0.0]
        app = edit(app, {5: {"backward": 5}})
        message = "Backward: 5 min; allowed: at most the day's 0 min"
        assert warnings(app) == [f"Saturday: {message}; kept: 0 min, 0 of them backward"]

    def test_a_rest_day_with_a_bad_pace_stays_what_it_was(self) -> None:
        app = edit(opened(WEEK), {5: {"minutes": 0, "pace": "abc"}})
        assert [warning.split(":")[0] for warning in warnings(app)] == ["Saturday"]
        assert scenario(app) == Scenario()

    @pytest.mark.parametrize(
        ("link", "minutes", "backward"),
        [
            ({"days": "0", "minutes": "50.0", "backward": "9"}, 50.0, 9.0),
            ({"days": "0", "minutes": "5"}, 5.0, 5.0),
            ({"days": "0", "minutes": "banana"}, 40.0, 6.0),
            ({"week": "rest"}, 40.0, 6.0),
        ],
    )
    def test_a_week_of_rest_leaves_the_minutes_of_a_run(
        self, link: dict[str, str], minutes: float, backward: float
    ) -> None:
        app = opened(**link)
        app.segmented_control(key="units_shown").set_value("imperial")
        checked(app.run())
        held = app.number_input(key="minutes").value, app.number_input(key="backward").value
        assert held == (minutes, backward)

    def test_a_link_with_a_week_shows_it_as_such_at_once(self) -> None:
        app = opened(WEEK, week="mon30-4_tue50-8")
        assert any(caption.value == "Your week is set day by day." for caption in app.caption)
        assert all(widget.key not in ("minutes", "backward") for widget in app.number_input)
        app.text_input(key="week").input("")
        checked(app.run())
        assert {"minutes", "backward"} <= {widget.key for widget in app.number_input}
        assert scenario(app) == Scenario()

    def test_the_same_run_every_day_brings_the_even_week_back(self) -> None:
        app = opened(WEEK, week="mon30-4_tue50-8")
        next(button for button in app.button if button.label == "The same run every day").click()
        checked(app.run())
        assert scenario(app).week == scenario(app).week.even(2, 40.0, 6.0)
        assert app.text_input(key="week").value == ""
        assert app.slider(key="days").value == 2


def test_the_muscles_lead_to_the_claims_in_the_same_units() -> None:
    app = opened("pages/muscles.py", units="imperial")
    (link,) = [each for each in app.main.page_link if each.label.startswith("Every claim about")]
    assert link.proto.page == "claims"
    assert link.proto.query_string == "units=imperial"
