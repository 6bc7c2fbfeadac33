"""The body map: what each region of the drawing shows, in one of four views.

The drawing itself is `body.svg`: front and back, one group a muscle, named by the muscle's key.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from backrun.evidence.muscles import muscle_constant
from backrun.figures import palette
from backrun.figures.palette import mix
from backrun.models.body.muscles import Muscle, muscle_emphasis
from backrun.models.body.votes import Emphasis
from backrun.wording import body as words

View = Literal["difference", "week", "forward", "backward"]
VIEWS: tuple[View, ...] = get_args(View)

Edge = Literal["firm", "thin", "dashed", "none"]
EDGES: dict[str | None, Edge] = {"A": "firm", "B": "firm", "C": "thin", "D": "dashed", None: "none"}
"""How a grade is drawn: the outline of the region."""

TITLES: dict[View, str] = {
    "difference": "Body map: running all backward against all forward, at the same speed.",
    "week": "Body map: your week against the same week all forward, at the same speed.",
    "forward": "Body map: what each muscle does running forward.",
    "backward": "Body map: what each muscle does running backward.",
}


@dataclass(frozen=True, slots=True)
class Region:
    """One muscle of the drawing.

    Attributes
    ----------
    key, label, short, place : str
        Name in code and in the drawing, on the screen, beside the figures; part of the body.
    tone : str
        Name of the colour or pattern; "not-measured" is hatched in every view.
    edge : {"firm", "thin", "dashed", "none"}
        Outline, for the grade.
    word : str
        What stands below the name beside the figures.
    verdict, sentence : str
        Direction with its range; the same and the rest in words, for those who do not see it.
    facts : tuple of (str, str)
        Terms and words of the description.
    """

    key: str
    label: str
    short: str
    place: str
    tone: str
    edge: Edge
    word: str
    verdict: str
    sentence: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of the legend."""

    tone: str
    edge: Edge
    words: str


@dataclass(frozen=True, slots=True)
class BodyMap:
    """A view of the map: its regions in the order of the muscles, legend and colours."""

    title: str
    regions: tuple[Region, ...]
    legend: tuple[Sign, ...]
    colours: dict[str, str]


@lru_cache(maxsize=64)
def map_data(view: View, share_backward: float, *, dark: bool) -> dict[str, Any]:
    """Return `body_map` as the plain data that a browser draws; not to be changed."""
    return asdict(body_map(view, share_backward, dark=dark))


@cache
def drawing() -> str:
    """Return the drawing as the text of an SVG element."""
    return (Path(__file__).parent / "body.svg").read_text(encoding="utf-8")


def body_map(view: View, share_backward: float, *, dark: bool) -> BodyMap:
    """Return what the map shows: size and grade, or the roles in one direction.

    Parameters
    ----------
    view : {"difference", "week", "forward", "backward"}
    share_backward : float
        Share of the week's minutes that is backward, 0 to 1, for the view "week"; the others show
        running all backward.
    dark : bool
        Whether the page is dark.

    Raises
    ------
    ValueError
        The share is not a number from 0 to 1.
    """
    week = muscle_emphasis(share_backward)
    emphasis = week if view == "week" else muscle_emphasis()
    return BodyMap(
        f"{TITLES[view]} The tables below have the data.",
        tuple(_region(view, muscle) for muscle in emphasis.muscles),
        _role_legend() if view in ("forward", "backward") else _size_legend(),
        _colours(view, dark),
    )


def _region(view: View, muscle: Muscle) -> Region:
    measured = muscle.index is not None
    if view in ("forward", "backward"):
        role = muscle.role_forward if view == "forward" else muscle.role_backward
        known = measured and role != "not known"
        tone = "-".join(sorted(role.split(" and "))) if known else "not-measured"
        edge: Edge = "thin" if known else "none"
        word = role if measured else words.missing(muscle)
        verdict = f"{view.capitalize()}: {words.role(role)}"
        facts: tuple[tuple[str, str], ...] = (("Activity", words.verdict(muscle)),)
    else:
        tone, edge = muscle.direction.replace(" ", "-"), EDGES[muscle.grade]
        word = f"{words.SIGNS[muscle.direction]} {words.size(muscle)} · {muscle.grade}"
        word = word if measured else words.missing(muscle)
        verdict, facts = words.verdict(muscle), ()
    return Region(
        muscle.key,
        words.name(muscle.key),
        words.short(muscle.key),
        words.place(muscle.key).capitalize(),
        tone,
        edge,
        word,
        verdict,
        words.sentence(muscle),
        (*facts, *_facts(muscle)),
    )


def _facts(muscle: Muscle) -> tuple[tuple[str, str], ...]:
    ranges = () if muscle.index is None else (("Range", words.certainty(muscle.index)),)
    return (
        *ranges,
        ("Forward", words.role(muscle.role_forward)),
        ("Backward", words.role(muscle.role_backward)),
        ("Grade", words.grade(muscle)),
        ("Studies", words.studies(muscle)),
    )


def _size_legend() -> tuple[Sign, ...]:
    within, much = muscle_constant("similar_within"), muscle_constant("much_more_from")
    meanings: dict[Emphasis, str] = {
        "much more": f"much more: from {much:g}",
        "more": f"more: over {within:g}",
        "similar": f"similar: within {100 * (within - 1):.0f} %",
        "less": "less",
        "not measured": "not measured",
    }
    sizes = tuple(
        Sign(size.replace(" ", "-"), "none", f"{words.SIGNS[size]} {meaning}")
        for size, meaning in meanings.items()
    )
    return (
        *sizes,
        Sign("similar", "firm", "grade A or B"),
        Sign("similar", "thin", "grade C"),
        Sign("similar", "dashed", "grade D"),
    )


def _role_legend() -> tuple[Sign, ...]:
    return (
        Sign("drives", "thin", "drives: shortens"),
        Sign("brakes", "thin", "brakes: lengthens"),
        Sign("stabilises", "thin", "stabilises: holds"),
        Sign("brakes-drives", "thin", "both signs: two roles"),
        Sign("not-measured", "none", "not known, or not measured"),
    )


def _colours(view: View, dark: bool) -> dict[str, str]:
    page, text, grey = palette.BACKGROUND[dark], palette.TEXT[dark], palette.GREY[dark]
    forward, backward = palette.FORWARD[dark], palette.BACKWARD[dark]
    way = forward if view == "forward" else backward
    return {
        "--page": page,
        "--skin": mix(text, page, 0.07),
        "--rest": mix(text, page, 0.13),
        "--line": mix(text, page, 0.34),
        "--quiet": grey,
        "--edge-quiet": mix(text, page, 0.75),
        "--much-more": backward,
        "--more": mix(backward, page, 0.6 if dark else 0.45),
        "--similar": mix(grey, page, 0.5 if dark else 0.38),
        "--less": mix(forward, page, 0.6 if dark else 0.5),
        "--strong": way,
        "--middle": mix(way, page, 0.5),
        "--pale": mix(way, page, 0.16),
    }
