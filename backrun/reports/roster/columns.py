"""The columns of a roster: their headings, what people call them, and what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, get_args

from backrun.inputs.field import Choice, Variable
from backrun.inputs.registry import (
    AGE,
    BACKWARD,
    DAYS,
    GRADE,
    HEIGHT,
    MASS,
    MINUTES,
    MOST_NAME,
    PACE,
    SEX,
    SHARE,
    SURFACE,
)
from backrun.link.week import WEEK_FORM
from backrun.units import System

RESULTS: Final = "Results"
"""Heading of the column behind which a file of results has what is computed, not entered."""
# Half past five in a spreadsheet is a pace of five and a half minutes: none takes an hour.
_HALF_PAST: Final = re.compile(r"0*([1-9]\d?):(\d\d):00")
# The doubled plus signs keep a long cell from being tried in every way.
_UNIT: Final = re.compile(r"(.*\d)\s*+(\D++)")
Kind = Literal["text", "number", "pace", "choice"]

_PER_RUN = ("min", "mins", "minutes")
_PERCENT = ("percent", "of forward", "percent of forward")
_A_WEEK = ("days a week", "a week", "per week", "days per week")
_MASS = {"metric": ("kg", "kgs", "kilograms"), "imperial": ("lb", "lbs", "pounds")}
_HEIGHT = {"metric": ("cm", "centimetres", "centimeters"), "imperial": ("in", "inch", "inches")}
_PACE = {
    "metric": ("min km", "km", "per km", "min per km", "minutes per km"),
    "imperial": ("min mile", "mile", "mi", "per mile", "min mi", "min per mile"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in links, what it holds, and what people write above it.

    `units` are the words for its unit in each unit system, `suffixes` words for a unit that is the
    same in both, `same` what people write for an option of a choice.
    """

    key: str
    label: str
    words: tuple[str, ...]
    of: Variable | Choice | None = None
    required: bool = False
    suffixes: tuple[str, ...] = ()
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What a cell holds."""
        if isinstance(self.of, Variable):
            return "pace" if self.of.unit.clock else "number"
        return "text" if self.of is None else "choice"

    def key_in(self, system: System) -> str:
        """Return the name in links, which stands for one unit."""
        return self.of.key(system) if isinstance(self.of, Variable) else self.key

    def heading(self, system: System) -> str:
        """Return the heading, with the unit that a unit system shows."""
        return self.of.heading(system) if isinstance(self.of, Variable) else self.label

    def allowed(self, system: System) -> str:
        """Say what a cell may hold."""
        if self.of is None:
            return f"1 to {MOST_NAME} characters" if self.key == "name" else f"days {WEEK_FORM}"
        return self.of.allowed(system) if isinstance(self.of, Variable) else self.of.allowed()

    def unit_words(self) -> Iterator[tuple[str, System | None]]:
        """Yield the words for the unit, each with the unit system that it stands for, if any."""
        for suffix in self.suffixes:
            yield suffix, None
        for system in get_args(System):
            for unit in self.units.get(system, ()):
                yield unit, system


COLUMNS: Final = (
    Column("name", "Name", ("client", "runner", "athlete", "person"), required=True),
    Column(
        "mass", MASS.label, ("mass", "body weight", "body mass"), MASS, required=True, units=_MASS
    ),
    Column("pace", PACE.label, ("running pace", "easy pace"), PACE, required=True, units=_PACE),
    Column("share", SHARE.label, ("backward share",), SHARE, suffixes=_PERCENT),
    Column("days", DAYS.label, ("running days", "runs"), DAYS, suffixes=_A_WEEK),
    Column("minutes", MINUTES.label, ("duration",), MINUTES, suffixes=_PER_RUN),
    Column("backward", BACKWARD.label, ("minutes backward",), BACKWARD, suffixes=_PER_RUN),
    Column("week", "Day by day", ("week day by day", "schedule")),
    Column("grade", GRADE.label, ("incline", "slope", "gradient"), GRADE, suffixes=("percent",)),
    Column(
        "surface",
        SURFACE.label,
        ("ground",),
        SURFACE,
        same={"road": "track", "outdoor": "track", "outdoors": "track"},
    ),
    Column("age", AGE.label, (), AGE, suffixes=("years", "year", "y")),
    Column("sex", SEX.label, ("gender",), SEX, same={"f": "female", "w": "female", "m": "male"}),
    Column("height", HEIGHT.label, ("body height",), HEIGHT, units=_HEIGHT),
)
REQUIRED: Final = tuple(column for column in COLUMNS if column.required)


def plain_words(text: str) -> str:
    """Return a heading or unit in small letters, every sign but the per cent sign a space.

    >>> plain_words("Grade (%)")
    'grade percent'
    """
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold().replace("%", " percent ")).split())


@cache
def _known() -> dict[str, tuple[Column, System | None]]:
    known: dict[str, tuple[Column, System | None]] = {}
    for column in COLUMNS:
        for word in (column.key, column.label, *column.words):
            name = plain_words(word)
            known[name] = column, None
            known |= {f"{name} {unit}": (column, system) for unit, system in column.unit_words()}
        for system in get_args(System) if column.units else ():
            known[plain_words(column.key_in(system))] = column, system
            known[plain_words(column.heading(system))] = column, system
        # The bare key of a variable with two units does not say which: the first has no unit in it.
        known[plain_words(column.key)] = column, None
    return known


def find_column(heading: str) -> tuple[Column, System | None] | None:
    """Return the column that a heading names, and the unit system that its unit says, if any.

    >>> found = find_column("Weight (lbs)")
    >>> found[0].key, found[1]
    ('mass', 'imperial')
    """
    return _known().get(plain_words(heading))


def layout(units: System) -> str:
    """Say how a file of clients is laid out."""
    needed = "; ".join(column.heading(units) for column in REQUIRED)
    return f"a first row with headings ({needed}; and more), then one row a client"


def recognised(headings: list[str]) -> int:
    """Return how many headings name a column."""
    return sum(find_column(heading) is not None for heading in headings)


def split_unit(column: Column, text: str) -> tuple[str, System | None]:
    """Return a cell without the unit behind its number, and the unit system which that says.

    >>> split_unit(COLUMNS[1], "135 lb")
    ('135', 'imperial')
    """
    match = _UNIT.fullmatch(text)
    if match:
        unit = plain_words(match[2])
        for word, system in column.unit_words():
            if unit == word:
                return match[1], system
    return text, None


def as_parameter(column: Column, text: str, system: System) -> tuple[str, str]:
    """Return a cell as a parameter of a link: its name, which says the unit, and its value."""
    if isinstance(column.of, Choice):
        words = {label.casefold(): option for option, label in column.of.options.items()}
        typed = text.casefold()
        return column.key, column.same.get(typed) or words.get(typed) or typed
    number, named = split_unit(column, text)
    if column.kind == "pace" and (match := _HALF_PAST.fullmatch(number)):
        number = f"{match[1]}:{match[2]}"
    return column.key_in(named or system), number
