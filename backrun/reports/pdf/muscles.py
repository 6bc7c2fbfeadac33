"""The muscles of the printed report: the answer, and the body map as an SVG with its legend."""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from xml.etree import ElementTree

from backrun.figures.body.map import BodyMap, Region, Sign, body_map, drawing
from backrun.figures.palette import TEXT
from backrun.models.body.muscles import muscle_emphasis, week_emphasis
from backrun.models.energy.limits import NotMeasuredError
from backrun.scenario.scenario import Scenario
from backrun.wording.body import muscles_answer
from backrun.wording.energy import limits_words

INK: Final = TEXT[False]
SVG: Final = "{http://www.w3.org/2000/svg}"
# Width of the outline by how sure the direction is, and its dashes, in units of the drawing.
EDGES: Final = {
    "firm": (2.8, "none"),
    "thin": (1.3, "none"),
    "dashed": (1.6, "4.5 3.5"),
    "none": (1, "none"),
}
# The drawing's own width and height, and how wide it is with the legend beside it.
WIDTH, HEIGHT, WITH_LEGEND = 980, 784, 1300
STYLE: Final = """
text {{ font-family: "Noto Sans", "DejaVu Sans"; font-size: 17.5px; fill: {quiet}; }}
text.name {{ font-weight: bold; fill: {ink}; }}
.skin {{ fill: {skin}; stroke: {line}; stroke-width: 1.2; }}
.rest {{ fill: {rest}; stroke: {skin}; stroke-width: 1.2; }}
.tendon {{ fill: {skin}; stroke: {page}; stroke-width: 1.2; }}
.crease {{ fill: none; stroke: {skin}; stroke-width: 0.7; }}
.line {{ fill: none; stroke: {line}; }}
.fibre {{ fill: none; stroke: {page}; stroke-width: 0.8; opacity: 0.5; }}
.page {{ fill: {page}; }}
.hatching {{ stroke: {line}; stroke-width: 1.4; }}
.leader {{ fill: none; stroke: {quiet}; }}
.pin {{ fill: {ink}; }}
.shape {{ stroke-linejoin: round; }}
"""


def muscle_values(scenario: Scenario) -> dict[str, Any]:
    """Return what the report says of the muscles, and the map of all backward to all forward.

    Running downhill, where nothing was measured, it is empty.
    """
    try:
        week = week_emphasis(scenario)
    except NotMeasuredError:
        return {}
    shown = body_map("difference", 1.0, dark=False)
    return {
        "answer": muscles_answer(scenario, week, muscle_emphasis()),
        "outside": limits_words(week.limits) if week.limits else "",
        "alt": " ".join(
            ["Body map, front and back.", *(region.sentence for region in shown.regions)]
        ),
    }


@cache
def map_svg() -> str:
    """Return the map as an SVG: names and words beside the figures, the legend on the right."""
    shown = body_map("difference", 1.0, dark=False)
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(drawing())
    root.set("viewBox", f"0 0 {WITH_LEGEND} {HEIGHT}")
    style = ElementTree.Element(f"{SVG}style")
    style.text = _style(shown)
    root.insert(0, style)
    regions = {region.key: region for region in shown.regions}
    for group in root:
        if region := regions.get(group.get("id", "")):
            _name(group, region)
    _legend(root, shown)
    return ElementTree.tostring(root, encoding="unicode")


def _style(shown: BodyMap) -> str:
    """Return the colours of the drawing, of each direction and of each grade."""
    colours = {key[2:].replace("-", "_"): colour for key, colour in shown.colours.items()}
    rules = [STYLE.format(ink=INK, **colours)]
    for tone in {sign.tone: "" for sign in shown.legend}:
        fill = "url(#hatch)" if tone == "not-measured" else shown.colours[f"--{tone}"]
        rules.append(f".{tone} .shape {{ fill: {fill}; }}")
    outlines = {"firm": INK, "none": colours["page"]}
    for edge, (width, dash) in EDGES.items():
        line = f"stroke: {outlines.get(edge, colours['edge_quiet'])}; stroke-width: {width};"
        rules.append(f".{edge} .shape {{ {line} stroke-dasharray: {dash}; }}")
    rules.append(f".not-measured .shape {{ stroke: {colours['line']}; }}")
    return "\n".join([*rules, ".not-measured .fibre { stroke: none; }"])


def _name(group: ElementTree.Element, region: Region) -> None:
    group.set("class", f"{region.tone} {region.edge}")
    for text in group.iter(f"{SVG}text"):
        text.text = region.short if text.get("class") == "name" else region.word


def _legend(root: ElementTree.Element, shown: BodyMap) -> None:
    def text(x: float, y: float, said: str, kind: str) -> None:
        ElementTree.SubElement(root, f"{SVG}text", x=f"{x}", y=f"{y}", attrib={"class": kind})
        root[-1].text = said

    text(WIDTH, 20, "Backward against forward", "name")
    for number, sign in enumerate(shown.legend, 1):
        _swatch(root, sign, y := 10 + 34 * number)
        text(WIDTH + 46, y + 17, sign.words, "word")


def _swatch(root: ElementTree.Element, sign: Sign, y: float) -> None:
    group = ElementTree.SubElement(root, f"{SVG}g", attrib={"class": f"{sign.tone} {sign.edge}"})
    place = {"x": f"{WIDTH}", "y": f"{y}", "width": "36", "height": "23"}
    ElementTree.SubElement(group, f"{SVG}rect", attrib={"class": "shape", **place})
