"""A roster: many clients from a file, every bad row named, the good ones kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from backrun.inputs.field import shorten
from backrun.inputs.registry import MOST_NAME
from backrun.link import read_link
from backrun.link.parameters import MOST_CHARACTERS
from backrun.models.roster.clients import Client
from backrun.reports.plan.tables import FORMULA_STARTS, one_line
from backrun.reports.roster.cells import read_cells
from backrun.reports.roster.columns import (
    COLUMNS,
    REQUIRED,
    RESULTS,
    Column,
    as_parameter,
    find_column,
    layout,
    plain_words,
    recognised,
)
from backrun.reports.roster.sheet import MOST_CLIENTS, RosterFileError
from backrun.units import System

MOST_PROBLEMS: Final = 1000
"""Problems of a file that are kept and told; the others are counted."""
MOST_COUNTED: Final = 15_000


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
    """What a file holds: the clients of its good rows, and what is wrong with the others.

    Attributes
    ----------
    clients : tuple of Client
    problems : tuple of Problem
        The first 1 000, at most one a cell.
    more_problems : int
        How many others there are.
    bad_rows, unknown_columns : int
        How many rows and columns were left out.
    """

    clients: tuple[Client, ...]
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    bad_rows: int = 0
    unknown_columns: int = 0


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
        raise RosterFileError(f"The file is empty; allowed: {layout(units)}")
    headings, problems = _headings(first[1], first[0], units)
    systems = {column.key: system for _, column, system in headings}
    unknown = len(problems)
    clients: list[Client] = []
    row_of: dict[str, int] = {}
    count = more = 0
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
        room = MOST_PROBLEMS - len(problems)
        more += max(len(found) - room, 0)
        problems += [
            Problem(number, column.heading(systems.get(column.key, units)), value, said)
            for column, value, said in found[:room]
        ]
        if more > MOST_COUNTED - MOST_PROBLEMS:
            raise RosterFileError(f"More than {MOST_COUNTED} cells cannot be used. {problems[0]}")
    if not count:
        raise RosterFileError(
            "The file has headings and no row below them; allowed: one row a client"
        )
    return RosterFile(tuple(clients), tuple(problems), more, count - len(clients), unknown)


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
            f"allowed: {layout(units)}, separated by commas, semicolons or tabs"
        )
    if missing := [column.heading(units) for column in REQUIRED if column.key not in places]:
        raise RosterFileError(f"No column for {' and '.join(missing)}; allowed: {layout(units)}")
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
        The client, or else what is wrong, once a cell: column, value, and a message that says what
        is allowed.
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
            elif len(text) > MOST_CHARACTERS:
                raise ValueError(
                    f"{column.label}: {shorten(text)} is too long; "
                    f"allowed: at most {MOST_CHARACTERS} characters"
                )
            elif text:
                key, value = as_parameter(column, text, system)
                query[key] = value
            elif column.required:
                raise ValueError(
                    f"{column.label}: nothing given; allowed: {column.allowed(system)}"
                )
        except ValueError as problem:
            found.append((column, text, str(problem)))
    scenario, rejected = read_link(query)
    # A week can have seven bad days; the first says enough of the cell.
    first = {bad.field: bad for bad in reversed(rejected)}
    found += [(_BY_KEY[key], bad.value, bad.message) for key, bad in reversed(first.items())]
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
