"""A roster: many clients from a file, every bad row named, the good ones kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from backrun.inputs.field import Choice, shorten
from backrun.inputs.registry import MOST_NAME
from backrun.models.roster.clients import Client
from backrun.reports.plan.tables import FORMULA_STARTS, one_line
from backrun.reports.roster.cells import RosterFileError, read_cells
from backrun.reports.roster.columns import (
    COLUMNS,
    REQUIRED,
    RESULTS,
    Column,
    find_column,
    plain_words,
    recognised,
    split_unit,
)
from backrun.scenario.scenario import Scenario
from backrun.units import System

MOST_CLIENTS: Final = 5000
# Half past five in a spreadsheet is a pace of five and a half minutes: none takes an hour.
_HALF_PAST: Final = re.compile(r"0*([1-9]\d?):(\d\d):00")


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that cannot be used: where it is, what it holds, and what is allowed.

    `row` counts as a spreadsheet does, empty rows included.
    """

    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.message}"


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a file holds: the clients of its good rows, and what is wrong with the others."""

    clients: tuple[Client, ...]
    problems: tuple[Problem, ...]
    headings_row: int = 1

    @property
    def bad_rows(self) -> int:
        """Number of rows that were left out."""
        return len({problem.row for problem in self.problems if problem.row > self.headings_row})

    @property
    def unknown_columns(self) -> int:
        """Number of columns that were left out."""
        return sum(problem.row == self.headings_row for problem in self.problems)


_BY_KEY: Final = {c.key_in(system): c for c in COLUMNS for system in get_args(System)}
Headings = list[tuple[int, Column, System]]
Found = list[tuple[Column, str, str]]


def read_roster(data: bytes, units: System = "metric") -> RosterFile:
    """Read clients from a CSV or Excel file.

    Parameters
    ----------
    data : bytes
        At most 1 MB, 64 columns and 5 000 rows below the headings. CSV in UTF-8, separated by
        commas, semicolons or tabs, or the first sheet of an Excel workbook. Name, weight and pace
        have to be there; the other columns may be left out or empty.
    units : {"metric", "imperial"}
        What a column is in whose heading names no unit.

    Returns
    -------
    RosterFile
        A row with a bad cell is left out whole; each bad cell is named in the words of the app.

    Raises
    ------
    RosterFileError
        The file as a whole cannot be used; the message says why and what is allowed.
    """
    rows = read_cells(data, recognised)
    first = next(rows, None)
    if first is None:
        raise RosterFileError(f"The file is empty; allowed: {_layout(units)}")
    headings, problems = _headings(first[1], first[0], units)
    systems = {column.key: system for _, column, system in headings}
    clients: list[Client] = []
    row_of: dict[str, int] = {}
    count = 0
    for count, (number, cells) in enumerate(rows, 1):
        if count > MOST_CLIENTS:
            raise RosterFileError(
                f"The file has more than {MOST_CLIENTS} rows; "
                f"allowed: at most {MOST_CLIENTS} clients"
            )
        client, found = _read_row(cells, headings, len(first[1]), units)
        if client and (earlier := row_of.setdefault(client.name.casefold(), number)) == number:
            clients.append(client)
        elif client:
            said = f"Name: {shorten(client.name)} is in row {earlier} too; allowed: each name once"
            found = [(COLUMNS[0], client.name, said)]
        problems += [
            Problem(number, column.heading(systems.get(column.key, units)), value, said)
            for column, value, said in found
        ]
    if not count:
        raise RosterFileError(
            "The file has headings and no row below them; allowed: one row a client"
        )
    return RosterFile(tuple(clients), tuple(problems), first[0])


def _layout(units: System) -> str:
    needed = "; ".join(column.heading(units) for column in REQUIRED)
    return f"a first row with headings ({needed}; and more), then one row a client"


def _headings(cells: list[str], row: int, units: System) -> tuple[Headings, list[Problem]]:
    """Return which column stands where; columns of results are passed over."""
    headings: Headings = []
    problems: list[Problem] = []
    places: dict[str, int] = {}
    for place, text in enumerate(cells):
        if plain_words(text) == plain_words(RESULTS):
            break
        found = find_column(text)
        if found is None:
            if text:
                said = (
                    f"{shorten(text)} is not a column of a roster, so it is left out; "
                    f"allowed: {'; '.join(column.heading(units) for column in COLUMNS)}"
                )
                problems.append(Problem(row, text, text, said))
            continue
        column, system = found
        if (earlier := places.setdefault(column.key, place)) != place:
            raise RosterFileError(
                f"{column.label} is in columns {earlier + 1} and {place + 1}; allowed: once"
            )
        headings.append((place, column, system or units))
    if not headings:
        raise RosterFileError(
            f"The first row has no known heading ({shorten('; '.join(filter(None, cells)))}); "
            f"allowed: {_layout(units)}, separated by commas, semicolons or tabs"
        )
    if missing := [column.heading(units) for column in REQUIRED if column.key not in places]:
        raise RosterFileError(f"No column for {' and '.join(missing)}; allowed: {_layout(units)}")
    return headings, problems


def _read_row(
    cells: list[str], headings: Headings, width: int, units: System
) -> tuple[Client | None, Found]:
    if any(cells[width:]):
        last = max(place for place, cell in enumerate(cells, 1) if cell)
        said = (
            f"The row has {last} cells; allowed: {width}, as in the first row "
            "(a comma inside a cell needs quotation marks around it)"
        )
        return None, [(COLUMNS[0], cells[0], said)]
    texts = {
        column.key: (cells[place] if place < len(cells) else "", system)
        for place, column, system in headings
    }
    return read_client(texts, units)


def read_client(
    texts: Mapping[str, tuple[str, System]], units: System
) -> tuple[Client | None, Found]:
    """Read one client from texts by column, each with the unit system of its column.

    Returns
    -------
    Client or None, list of (Column, str, str)
        The client, or else what is wrong: column, value, and a message that says what is allowed.
    """
    query: dict[str, str] = {}
    found: Found = []
    name = ""
    for column in COLUMNS:
        text, system = texts.get(column.key, ("", units))
        try:
            if text.startswith("="):
                raise ValueError(f"{column.label}: {shorten(text)} is a formula; allowed: a value")
            if column.key == "name":
                name = read_name(text)
            elif text:
                key, value = _parameter(column, text, system)
                query[key] = value
            elif column.required:
                raise ValueError(
                    f"{column.label}: nothing given; allowed: {column.allowed(system)}"
                )
        except ValueError as problem:
            found.append((column, text, str(problem)))
    scenario, rejected = Scenario.from_query(query)
    found += [(_BY_KEY[bad.field], bad.value, bad.message) for bad in rejected]
    return (None if found else Client(name, scenario)), found


def read_name(text: str) -> str:
    """Return a name on one line.

    Raises
    ------
    ValueError
        The name is empty, too long, or begins as a formula does: it goes into tables.
    """
    name = one_line(text)
    allowed = COLUMNS[0].allowed("metric")
    if not name:
        raise ValueError(f"Name: nothing given; allowed: {allowed}")
    if len(name) > MOST_NAME:
        raise ValueError(f"Name: {shorten(name)} has {len(name)} characters; allowed: {allowed}")
    if name.startswith(FORMULA_STARTS):
        raise ValueError(
            f"Name: {shorten(name)} begins as a formula does; allowed: not {name[0]} as first sign"
        )
    return name


def _parameter(column: Column, text: str, system: System) -> tuple[str, str]:
    """Return a cell as a parameter of a link: its name, which says the unit, and its value."""
    if isinstance(column.of, Choice):
        words = {label.casefold(): option for option, label in column.of.options.items()}
        typed = text.casefold()
        return column.key, column.same.get(typed) or words.get(typed) or typed
    number, named = split_unit(column, text)
    if column.kind == "pace" and (match := _HALF_PAST.fullmatch(number)):
        number = f"{match[1]}:{match[2]}"
    return column.key_in(named or system), number
