import re
from math import log10
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import MUSCLES, Scenario, Week, joint_loading, muscle_emphasis, week_emphasis
from backrun.evidence import sources
from backrun.evidence.muscles import joint_quantities, muscle_constant
from backrun.figures.body.joints import joint_dots, knee_pairs
from backrun.figures.body.muscle_ranges import muscle_ranges, spread_out
from backrun.models.body.knee import measured_speeds
from backrun.reports.tables.joints import knee_answer, other_joints
from backrun.reports.tables.muscle_studies import muscle_notes, muscle_studies
from backrun.reports.tables.muscles import (
    ARTICLES,
    articles_table,
    joints_table,
    muscles_table,
    results_table,
)
from backrun.wording.body import most_moved, muscles_answer, name, ranges_summary

KNEES = ("kneecap_force", "knee_moment")
MEASURED = [muscle for muscle in muscle_emphasis().muscles if muscle.index]


def traces(dark: bool = False) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in muscle_ranges(dark=dark).to_dict()["data"]}


def at_pace(seconds: float, grade: float = 0.0) -> Scenario:
    return Scenario(pace_s_per_km=seconds, grade=grade)


class TestRanges:
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_plotly_accepts_every_property(self, dark: bool) -> None:
        assert isinstance(muscle_ranges(dark=dark).built(), go.Figure)

    def test_a_bar_is_the_range_with_its_centre(self) -> None:
        for muscle in MEASURED:
            assert muscle.index
            bounds = [muscle.index.low, muscle.index.central, muscle.index.high]
            assert traces()[muscle.key]["x"] == pytest.approx(bounds, abs=0.001)

    def test_the_highest_stands_on_top_and_what_was_not_measured_below(self) -> None:
        rows = {muscle.key: traces()[muscle.key]["y"][0] for muscle in MEASURED}
        indices = {muscle.key: muscle.index.central for muscle in MEASURED if muscle.index}
        assert sorted(rows, key=lambda key: -rows[key]) == sorted(
            indices, key=lambda key: -indices[key]
        )
        assert min(rows.values()) == len(MUSCLES) - len(MEASURED) + 1

    def test_not_measured_is_written_without_a_bar(self) -> None:
        notes = muscle_ranges(dark=False).to_dict()["layout"]["annotations"]
        assert len(notes) == len(MUSCLES) - len(MEASURED) == 5
        assert {note["text"] for note in notes} == {"not measured", "no result found"}
        assert sum(note["text"] == "not measured" for note in notes) == 4
        assert set(traces()) == {muscle.key for muscle in MEASURED} | {"studies"}

    def test_every_result_is_a_point_drawn_by_gait_and_speed(self) -> None:
        votes = [vote for muscle in MEASURED for vote in muscle.votes]
        studies, drawn = traces()["studies"], 0
        places = {
            (round(vote.ratio, 3), round(place, 3)): vote
            for muscle in MEASURED
            for vote, place in spread_out(muscle.votes, traces()[muscle.key]["y"][0])
        }
        marker = studies["marker"]
        for x, y, symbol, opacity in zip(
            studies["x"], studies["y"], marker["symbol"], marker["opacity"], strict=True
        ):
            vote = places[x, y]
            assert symbol.endswith("-open") == (vote.row.gait != "running")
            assert symbol.startswith("circle") == vote.number
            assert (opacity == 1.0) == (vote.row.matched == "yes")
            drawn += 1
        assert drawn == len(votes) == len(places)

    def test_the_only_running_number_is_a_filled_dot(self) -> None:
        studies = traces()["studies"]
        filled = [
            (x, symbol)
            for x, symbol in zip(studies["x"], studies["marker"]["symbol"], strict=True)
            if not symbol.endswith("-open")
        ]
        assert filled == [(2.135, "circle")]

    def test_the_title_of_the_axis_is_not_cut_off_on_a_phone(self) -> None:
        title = muscle_ranges(dark=False).to_dict()["layout"]["xaxis"]["title"]["text"]
        assert max(map(len, title.split("<br>"))) <= 30

    def test_the_axis_is_a_ratio_in_plain_words_that_holds_all(self) -> None:
        axis = muscle_ranges(dark=False).to_dict()["layout"]["xaxis"]
        assert axis["type"] == "log"
        assert "same" in axis["ticktext"][axis["tickvals"].index(1.0)]
        low, high = axis["range"]
        for trace in traces().values():
            assert low < log10(min(trace["x"]))
            assert log10(max(trace["x"])) < high

    def test_the_chart_has_words(self) -> None:
        words = ranges_summary(muscle_emphasis())
        assert "rectus femoris" in words
        assert words.endswith("The table above has the data.")


class TestJointDots:
    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("key", KNEES)
    def test_plotly_accepts_every_property(self, key: str, dark: bool) -> None:
        chart = joint_dots(joint_loading()[key], Scenario(), dark=dark).built()
        assert joint_quantities()[key].label.split(",")[0] in chart.layout.xaxis.title.text

    def test_the_measured_values_stand_slowest_first(self) -> None:
        slow, own, fast, unmatched = knee_pairs(joint_loading()["kneecap_force"], Scenario())
        assert (slow.forward, slow.backward) == (3.4, 3.5)
        assert (fast.forward, fast.backward) == (4.5, 3.4)
        assert fast.backward_range == pytest.approx((2.0, 4.8))
        assert (own.own, unmatched.matched) == (True, False)
        assert "you" in own.label
        assert slow.forward < own.forward < fast.forward

    @pytest.mark.parametrize("key", KNEES)
    @given(pace=st.floats(150.0, 900.0))
    def test_the_own_pace_is_drawn_where_the_knee_was_measured(self, key: str, pace: float) -> None:
        scenario = at_pace(pace)
        slowest, fastest = measured_speeds()
        pairs = knee_pairs(joint_loading()[key], scenario)
        inside = slowest <= scenario.forward_speed_m_s <= fastest
        assert any(pair.own for pair in pairs) == inside
        for pair in pairs:
            if pair.backward_range:
                assert pair.backward_range[0] <= pair.backward <= pair.backward_range[1]

    def test_colour_is_not_the_only_sign_and_other_speeds_are_faded(self) -> None:
        data = joint_dots(joint_loading()["kneecap_force"], Scenario(), dark=False).to_dict()[
            "data"
        ]
        markers = [trace for trace in data if trace["mode"] == "markers"]
        shapes = {(trace["name"], trace["marker"]["symbol"].split("-")[0]) for trace in markers}
        assert shapes == {("forward", "circle"), ("backward", "diamond")}
        assert [trace["name"] for trace in markers if trace["showlegend"]] == [
            "forward",
            "backward",
        ]
        assert sum(trace["opacity"] < 1 for trace in markers) == 2


class TestWords:
    def test_the_answer_names_muscle_size_grade_and_what_is_unknown(self) -> None:
        said = muscles_answer(Scenario(), week_emphasis(Scenario()), muscle_emphasis())
        assert re.match(r"Your week asks \*\*\d+\u2060–\u2060\d+.% more\*\* of the rectus", said)
        assert "at the same speed" in said
        assert "**grade B**" in said
        assert "Nine muscles are undecided, for five no result could be found." in said

    def test_a_week_without_backward_minutes_says_so(self) -> None:
        still = Scenario(week=Week.even(3, 40.0, 0.0))
        said = muscles_answer(still, week_emphasis(still), muscle_emphasis())
        assert said.startswith("Your week holds no backward minutes.")
        assert "113" in said

    def test_a_minute_of_a_long_week_asks_the_same_as_none(self) -> None:
        little = Scenario(week=Week.even(7, 360.0, 1.0))
        said = muscles_answer(little, week_emphasis(little), muscle_emphasis())
        assert "asks **the same** of the rectus femoris" in said
        assert "as all forward" in said

    def test_the_most_moved_muscle(self) -> None:
        assert most_moved(muscle_emphasis()).key == "rectus_femoris"

    def test_the_knee_at_a_measured_pace(self) -> None:
        said = knee_answer(at_pace(334.0))
        assert "**24\u202f% less**" in said
        assert "level" not in said
        assert "for one person" in said
        assert "grade C" in said

    def test_a_knee_that_carries_as_much_both_ways_has_no_zero(self) -> None:
        assert "is **about the same** backward on average" in knee_answer(at_pace(840.0))

    def test_the_knee_uphill_says_that_it_was_measured_on_the_level(self) -> None:
        said = knee_answer(at_pace(360.0, grade=0.1))
        assert said.startswith(knee_answer(at_pace(360.0)))
        assert said.endswith("That was measured on the level, not at your grade of 10 %.")

    def test_the_knee_at_a_pace_that_nobody_measured_has_no_number(self) -> None:
        said = knee_answer(at_pace(240.0))
        assert "there is no number for the knee" in said
        assert "%" not in said
        assert "taken to reach from 16:40\u202f/km to 5:34\u202f/km" in said
        assert "there is no number" in knee_answer(at_pace(333.0))

    @pytest.mark.parametrize("pace", [240.0, 360.0])
    def test_the_speed_that_a_study_leaves_out_is_said(self, pace: float) -> None:
        said = knee_answer(at_pace(pace))
        assert "does **not state its speed**: we place it at 3.0\u202fm/s (5:33\u202f/km)" in said
        assert "Roos 2012" in said
        assert "measured speeds" not in said
        assert f"placed at {muscle_constant('knee_study_speed'):.1f} m/s" in (
            joint_quantities()["kneecap_force"].note
        )

    def test_what_is_contested_or_has_no_number_is_said_in_words(self) -> None:
        lines = other_joints().splitlines()
        assert len(lines) == len(joint_quantities()) - len(KNEES)
        impact = next(line for line in lines if "**Impact**" in line)
        assert "contested" in impact
        assert "More" in impact
        assert "Less, unconfirmed" in impact
        calf = next(line for line in lines if "calf" in line)
        assert "how much is not known" in calf
        assert "no grade" in calf

    @pytest.mark.parametrize("key", MUSCLES)
    def test_every_row_of_a_muscle_is_listed_with_its_source(self, key: str) -> None:
        muscle = muscle_emphasis()[key]
        lines = muscle_studies(key).splitlines()
        if not muscle.rows:
            assert lines[0].startswith("No study names")
            return
        assert len(lines) == len(muscle.rows)
        assert sum("Counts with weight" in line for line in lines) == len(muscle.votes)
        assert all("Unconfirmed" in line or "Verified" in line for line in lines)
        counting = ["Counts with weight" in line for line in lines]
        assert counting == sorted(counting, reverse=True)

    def test_a_study_is_named_with_link_gait_speed_people_and_finding(self) -> None:
        line = next(
            line for line in muscle_studies("rectus_femoris").splitlines() if "Cho KK" in line
        )
        for words in ("**More**, walking, 0.7", "m/s, the same speed", "14", "Verified"):
            assert words in line
        assert "https://doi.org/" in muscle_studies("rectus_femoris")

    def test_both_ways_is_said_of_comparisons_of_the_directions_alone(self) -> None:
        for key in MUSCLES:
            rows = {
                (row.study_id, row.comparison)
                for row in muscle_emphasis()[key].rows
                if row.comparison != "direction"
            }
            for study, _ in rows:
                cited = sources()[study].citation
                lines = [line for line in muscle_studies(key).splitlines() if cited in line]
                assert lines
                assert not any("both ways" in line for line in lines)
        calf = muscle_studies("gastrocnemius_medialis").splitlines()
        for study in ("cho2009_incline", "yong2014_ffs"):
            (line,) = (line for line in calf if sources()[study].citation in line)
            assert "speeds not stated" in line

    def test_the_notes_say_why_the_grade(self) -> None:
        assert "**Grade B.**" in muscle_notes("rectus_femoris")
        assert "allows" in muscle_notes("rectus_femoris")
        assert "**No grade.**" in muscle_notes("iliopsoas")


class TestTables:
    def test_every_muscle_has_a_row(self) -> None:
        table = muscles_table(muscle_emphasis(0.15))
        assert len(table) == len(MUSCLES)
        assert table.loc["Gluteus maximus", "Times forward"] == "no result found"
        assert table.loc["Gluteus maximus", "Your week"] == "no result found"
        assert table.loc["Iliopsoas", "Times forward"] == "not measured"
        assert table.loc["Gluteus maximus", "Grade"] == "none"
        assert "more" in table.loc["Rectus femoris", "Your week"]

    def test_every_result_has_a_row(self) -> None:
        assert len(results_table()) == sum(len(muscle.votes) for muscle in MEASURED)

    def test_the_results_as_counted_make_up_the_index(self) -> None:
        """A direction that the index has overtaken counts as the index, not as its own step."""
        table, prior = results_table().reset_index(), muscle_constant("prior_weight")
        for muscle in MEASURED:
            rows = table[table["Muscle"] == name(muscle.key)].astype(
                {"Weight": float, "Counts as": float}
            )
            effects = rows["Counts as"].map(log10) * rows["Weight"]
            pooled = 10 ** (effects.sum() / (prior + rows["Weight"].sum()))
            assert muscle.index is not None
            assert pooled == pytest.approx(muscle.index.central, abs=0.01), muscle.key

    def test_every_joint_quantity_has_a_row(self) -> None:
        table = joints_table(joint_loading())
        assert len(table) == len(joint_quantities())
        assert table.loc["Impact", "Change for one person"] == "contested"
        assert table.loc["Load under the inner forefoot", "Change for one person"] == (
            "not quantified"
        )

    def test_the_articles_stand_beside_what_was_measured(self) -> None:
        lines = articles_table().splitlines()
        assert lines[0] == "| The articles say | Measured |"
        assert len(lines) == 2 + len(ARTICLES) + 1
        back = lines[2]
        assert "hamstrings" in back
        assert "studies disagree" in back
        assert "Gluteus maximus: **no result found**" in back
        assert "“The advantages of the odd running backwards method”" in back
        assert all(line.count("|") == 3 for line in lines)

    def test_an_article_is_not_said_to_say_what_it_denies(self) -> None:
        """“For fitness” has the quadriceps work more, so it is not named where they do less."""
        said = {claim: articles for claim, articles, _ in ARTICLES}
        assert "article_fitness" in said["It works the quadriceps and the shins."]
        less = {claim for claim in said if re.search("quadriceps.* less", claim)}
        assert less
        assert all("article_fitness" not in said[claim] for claim in less)
