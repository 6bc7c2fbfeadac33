import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun import MUSCLES, muscle_emphasis
from backrun.evidence.muscles import muscle_table
from backrun.figures import style
from backrun.figures.body.map import (
    EDGES,
    VIEWS,
    BodyMap,
    Region,
    View,
    body_map,
    drawing,
    map_data,
)

NOT_MEASURED = ("gluteus_maximus", "gluteus_medius", "iliopsoas", "peroneals", "abdominals")
# It was recorded once, in a study whose readable text gives no result.
MISSING = {"gluteus_maximus": "no result found"}
SVG = "{http://www.w3.org/2000/svg}"
UI = Path(__file__).parents[1] / "backrun" / "ui" / "components"
shares = st.floats(0.0, 1.0)


def svg() -> ElementTree.Element:
    return ElementTree.fromstring(drawing())


def groups() -> dict[str, ElementTree.Element]:
    return {group.get("id", ""): group for group in svg().iter(f"{SVG}g") if group.get("tabindex")}


def shown(view: View, share: float = 1.0, *, dark: bool = False) -> BodyMap:
    return body_map(view, share, dark=dark)


def region(view: View, key: str) -> Region:
    return next(region for region in shown(view).regions if region.key == key)


class TestDrawing:
    def test_one_group_a_muscle(self) -> None:
        assert sorted(groups()) == sorted(MUSCLES)

    @pytest.mark.parametrize("key", MUSCLES)
    def test_a_muscle_is_a_named_button_on_both_sides_of_the_body(self, key: str) -> None:
        group = groups()[key]
        assert group.get("role") == "button"
        assert group.get("aria-label") == muscle_table()[key].name.removesuffix(" head")
        shapes = [path for path in group.iter(f"{SVG}path") if path.get("class") == "shape"]
        mirrored = {use.get("href") for use in group.iter(f"{SVG}use")}
        assert shapes
        assert {f"#{shape.get('id')}" for shape in shapes} <= mirrored
        assert all((shape.get("d") or "").startswith("M") for shape in shapes)

    def test_a_muscle_can_be_seen_from_both_sides(self) -> None:
        ids = {path.get("id") for path in svg().iter(f"{SVG}path")}
        for key in ("vastus_lateralis", "peroneals", "gluteus_medius", "soleus"):
            assert {f"{key}-front", f"{key}-back"} <= ids
        assert "rectus_femoris-back" not in ids
        assert "gluteus_maximus-front" not in ids

    def test_every_reference_is_drawn_here_and_every_name_is_used_once(self) -> None:
        ids = [element.get("id") for element in svg().iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert {use.get("href") for use in svg().iter(f"{SVG}use")} <= {f"#{name}" for name in ids}
        assert not re.search(r"<script|<image|on\w+=|https?:(?!//www\.w3\.org/2000/svg)", drawing())

    def test_shapes_stay_inside_the_picture(self) -> None:
        _, _, width, height = map(float, (svg().get("viewBox") or "").split())
        for circle in svg().iter(f"{SVG}circle"):
            if circle.get("class") == "pin":
                assert 0 < float(circle.get("cx") or "") < width
                assert 0 < float(circle.get("cy") or "") < height


class TestRegions:
    @pytest.mark.parametrize("view", VIEWS)
    def test_every_muscle_has_a_region(self, view: View) -> None:
        assert [region.key for region in shown(view).regions] == list(MUSCLES)
        for each in shown(view).regions:
            assert each.label == muscle_table()[each.key].name
            assert all((each.short, each.place, each.tone, each.word, each.verdict))

    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("key", NOT_MEASURED)
    @given(share=shares)
    def test_not_measured_never_gets_a_colour_or_a_number(
        self, view: View, key: str, share: float
    ) -> None:
        body = shown(view, share)
        each = next(region for region in body.regions if region.key == key)
        assert (each.tone, each.edge, each.word) == (
            "not-measured",
            "none",
            MISSING.get(key, "not measured"),
        )
        said = [each.verdict, each.sentence, *(words for _, words in each.facts)]
        assert not any(re.search(r"\d", words) for words in said)
        assert MISSING.get(key, "not measured") in each.sentence

    @given(share=shares)
    def test_the_tone_is_the_direction_and_the_edge_the_grade(self, share: float) -> None:
        emphasis = muscle_emphasis(share)
        for each, muscle in zip(shown("week", share).regions, emphasis.muscles, strict=True):
            assert each.tone == muscle.direction.replace(" ", "-")
            assert each.edge == EDGES[muscle.grade]
            if muscle.grade:
                assert each.word.endswith(f"· {muscle.grade}")

    def test_a_week_all_forward_claims_no_range(self) -> None:
        for each in shown("week", 0.0).regions:
            if each.tone != "not-measured":
                assert each.verdict == "The same: no backward minutes"
                assert dict(each.facts)["Range"] == "1, as all is forward"
                assert "the same, no backward minutes, grade" in each.sentence
                assert "≈ the same" in each.word

    def test_a_week_all_forward_moves_nothing(self) -> None:
        tones = {each.tone for each in shown("week", 0.0).regions}
        assert tones == {"similar", "not-measured"}

    @given(share=st.floats(0.001, 1.0))
    def test_a_measured_muscle_is_never_shown_without_its_range(self, share: float) -> None:
        for each in shown("week", share).regions:
            if each.tone != "not-measured":
                assert re.search(r"[\d.]+ times \([\d.\u2060–]+\)$", each.verdict)

    def test_the_front_of_the_thigh(self) -> None:
        each = region("difference", "rectus_femoris")
        assert (each.tone, each.edge, each.word) == ("much-more", "firm", "▲▲ much more · B")
        assert each.verdict.startswith("Much more: 1.4 times (")
        assert dict(each.facts)["Studies"] == "5: 1 running, 4 walking"
        for words in ("Rectus femoris, front of the thigh", "much more", "grade B", "inferred"):
            assert words in each.sentence

    def test_studies_that_conflict_are_said_to_disagree(self) -> None:
        each = region("difference", "biceps_femoris")
        assert each.tone == "similar"
        assert "studies disagree" in each.word

    @pytest.mark.parametrize(
        ("view", "key", "tone"),
        [
            ("forward", "biceps_femoris", "brakes"),
            ("backward", "biceps_femoris", "drives"),
            ("forward", "rectus_femoris", "brakes-drives"),
            ("backward", "rectus_femoris", "drives-stabilises"),
            ("backward", "tibialis_anterior", "brakes-stabilises"),
            ("forward", "tibialis_anterior", "not-measured"),
        ],
    )
    def test_a_role_is_a_pattern(self, view: View, key: str, tone: str) -> None:
        assert region(view, key).tone == tone
        assert region(view, key).verdict.startswith(view.capitalize())


class TestInput:
    @given(share=shares)
    def test_only_my_week_follows_the_share(self, share: float) -> None:
        for view in VIEWS:
            if view != "week":
                assert shown(view, share) == shown(view)
        assert shown("week", 1.0).regions == shown("difference").regions

    @pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
    def test_a_share_that_is_none_is_named(self, share: float) -> None:
        with pytest.raises(ValueError, match=r"share_backward: .*; allowed: 0 to 1"):
            body_map("week", share, dark=False)

    def test_the_browser_gets_all_of_it_as_plain_data(self) -> None:
        data = json.loads(json.dumps(map_data("week", 0.15, dark=True)))
        assert list(data) == ["title", "regions", "legend", "colours"]
        assert [each["key"] for each in data["regions"]] == list(MUSCLES)


class TestDrawnAsData:
    """The style sheet knows every tone, edge, pattern and colour that the data can name."""

    css = (UI / "body_map.css").read_text(encoding="utf-8")

    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("share", [0.0, 0.15, 1.0])
    def test_tones_and_edges_are_styled(self, view: View, share: float) -> None:
        body = shown(view, share)
        for each in (*body.regions, *body.legend):
            assert f'[data-tone="{each.tone}"]' in self.css
            assert each.edge == "none" or f'[data-edge="{each.edge}"]' in self.css

    def test_less_and_all_legends_are_styled(self) -> None:
        legend = [sign for view in VIEWS for sign in shown(view).legend]
        assert {"much-more", "more", "similar", "less"} <= {sign.tone for sign in legend}
        assert all(f'[data-tone="{sign.tone}"]' in self.css for sign in legend)

    def test_patterns_are_in_the_drawing(self) -> None:
        drawn = {pattern.get("id") for pattern in svg().iter(f"{SVG}pattern")}
        assert set(re.findall(r"url\(#([\w-]+)\)", self.css)) == drawn

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_colours_come_from_the_palette(self, dark: bool) -> None:
        defined = set(re.findall(r"^\s*(--[\w-]+):", self.css, re.MULTILINE))
        used = {name for name in re.findall(r"var\((--[\w-]+)", self.css) if "--st-" not in name}
        for view in VIEWS:
            assert used <= defined | set(shown(view, dark=dark).colours)
        colours = shown("difference", dark=dark).colours
        assert colours["--much-more"] == style.BACKWARD[dark]
        assert shown("forward", dark=dark).colours["--strong"] == style.FORWARD[dark]
        assert shown("backward", dark=dark).colours["--strong"] == style.BACKWARD[dark]
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours.values())

    @pytest.mark.parametrize("view", VIEWS)
    def test_the_title_names_the_view_and_the_tables(self, view: View) -> None:
        assert shown(view).title.startswith("Body map")
        assert shown(view).title.endswith("The tables below have the data.")
