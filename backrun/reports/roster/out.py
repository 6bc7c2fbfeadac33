"""A roster to take away: what was entered, the results and a link each; and a template to start."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Final

from xlsxwriter import Workbook

from backrun.estimate import Estimate
from backrun.evidence import MODEL_VERSION
from backrun.link.rounding import snap
from backrun.link.writing import link, write
from backrun.models.roster.clients import Client, seen_as
from backrun.models.roster.group import Group
from backrun.reports.plan.tables import plain_cell
from backrun.reports.roster.columns import COLUMNS, RESULTS, Column
from backrun.scenario.presets import PRESETS, apply_preset
from backrun.scenario.scenario import Runner, Scenario
from backrun.units import System, pace_s_per_km, pace_unit
from backrun.wording.roster import counted_words, measured_words

# What was entered is a decimal, all of its digits kept; what was computed is a float.
Cell = str | float | Decimal | None
DECIMALS: Final = 4
# People of other weights with the paces of the typical runners.
EXAMPLE_MASSES: Final = (72.0, 61.5, 68.0, 80.0, 77.0)


def example_clients() -> tuple[Client, ...]:
    """Return the typical runners as a group to try, named as what they are."""
    return tuple(
        Client(name, apply_preset(Scenario(runner=Runner(mass_kg=mass)), name))
        for name, mass in zip(PRESETS, EXAMPLE_MASSES, strict=True)
    )


def entered(client: Client, system: System) -> list[str]:
    """Return what was entered of a client, by column, in the units of a system; it reads back."""
    written = write(client.scenario.model_copy(update={"units": system}))
    return [
        client.name if column.key == "name" else written.get(column.key_in(system), "")
        for column in COLUMNS
    ]


def template_csv(units: System) -> bytes:
    """Return a file to fill in, with the typical runners in it to show how."""
    return _csv(_entered_rows(example_clients(), units))


def template_xlsx(units: System) -> bytes:
    """Return a workbook to fill in; its paces are texts, so that 5:30 stays what it is."""
    return _xlsx(_entered_rows(example_clients(), units), "Clients")


def results_csv(group: Group, address: str) -> bytes:
    """Return everybody's entries, results and link as CSV, one row a client.

    UTF-8 with a byte order mark, without which spreadsheets misread it. Names are in the file and
    in no link; texts are made harmless by `plain_cell`. `read_roster` reads the file back.

    Parameters
    ----------
    group : Group
    address : str
        Address of the app, which the links begin with.
    """
    return _csv(_result_rows(group, address))


def results_xlsx(group: Group, address: str) -> bytes:
    """Return the same table as an Excel workbook, numbers as numbers."""
    return _xlsx(_result_rows(group, address), "Results")


Rows = Iterator[Sequence[Cell]]


def _entered_rows(clients: Sequence[Client], units: System) -> Rows:
    yield [column.heading(units) for column in COLUMNS]
    for client in clients:
        yield _typed(client, units)


def _typed(client: Client, units: System) -> list[Cell]:
    """Return what was entered with numbers as numbers, and paces and names as texts."""
    return [
        _number(column, text) for column, text in zip(COLUMNS, entered(client, units), strict=True)
    ]


def _number(column: Column, text: str) -> Cell:
    return Decimal(text) if text and column.kind == "number" else text or None


def _result_rows(group: Group, address: str) -> Rows:
    units, unit = group.view.units, group.view.energy_unit
    backward_pace = f"Backward pace, min{pace_unit(units).text}"
    yield [
        *(column.heading(units) for column in COLUMNS),
        RESULTS,
        *_three(f"Forward, {unit}"),
        *_three(f"Backward, {unit}"),
        *_three(f"More backward, {unit}"),
        *_three("Backward : forward"),
        *_three(backward_pace),
        "Outside what was measured",
        "Too small for a plan",
        "Link",
        "Model",
    ]
    for place, client in enumerate(group.clients):
        yield [
            *_typed(client, units),
            counted_words(group),
            *_numbers(group, place),
            measured_words(group, place),
            " ".join(group.shortfalls[place]),
            link(address, snap(seen_as(client.scenario, group.view))),
            MODEL_VERSION,
        ]


def _three(heading: str) -> tuple[str, str, str]:
    return heading, f"{heading}, low", f"{heading}, high"


def _numbers(group: Group, place: int) -> list[Cell]:
    """Return a client's numbers, each with its bounds; empty cells where there are none."""
    number, energy = group.number_of.get(place), group.energy
    if number is None:
        return [None] * 15
    estimates = (energy.forward, energy.backward, energy.difference, energy.ratio)
    cells: list[Cell] = [
        # Zero without a sign: no rounding makes it less than nothing.
        round(float(bound), DECIMALS) + 0.0
        for estimate in estimates
        for bound in _bounds(estimate[number])
    ]
    unit = pace_unit(group.view.units)
    # The slower bound of the speed is the higher one of the pace.
    low, central, high = (
        unit.show(unit.of(pace_s_per_km(float(speed))), 0)
        for speed in (
            energy.backward_speed[number].high,
            energy.backward_speed[number].central,
            energy.backward_speed[number].low,
        )
    )
    return [*cells, central, low, high]


def _bounds(estimate: Estimate) -> tuple[float, float, float]:
    return float(estimate.central), float(estimate.low), float(estimate.high)


def _csv(rows: Rows) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    for cells in rows:
        writer.writerow([_as_text(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return plain_cell(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else f"{cell:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _xlsx(rows: Rows, title: str) -> bytes:
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(COLUMNS):
            # A whole column of texts, so that what is typed below stays as it is typed.
            whole = text if column.kind in ("text", "pace") else None
            sheet.set_column(place, place, 24 if column.key == "name" else 13, whole)
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, place, plain_cell(cell), bold if row == 0 else text)
                elif cell is not None:
                    sheet.write_number(row, place, float(cell))
    return file.getvalue()
