"""The plan as a table that spreadsheets read: CSV and XLSX, in the person's units."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from backrun.inputs.registry import GRADE, SURFACE
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session
from backrun.reports.plan.facts import facts_of_plan
from backrun.reports.plan.session_card import title
from backrun.units import METRES_PER_MILE, pace_s_per_km, pace_unit

# What spreadsheets take for the start of a formula, their full-width forms included.
FORMULA_STARTS = tuple("=+-@＝＋－＠")
SECONDS_PER_DAY = 86400.0

Kind = Literal["text", "number", "minutes", "decimal", "date", "pace"]
Cell = str | int | float | date
FORMATS: dict[Kind, str] = {
    "text": "@",
    "number": "0",
    # No number of seconds lies in the middle of two hundredths, which spreadsheets round up.
    "minutes": "0.00",
    "decimal": "0.0",
    "date": "yyyy-mm-dd",
    # Minutes past the hour too: a backward mile can be walked in 1:07:00.
    "pace": "[m]:ss",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the plan's table: heading with unit, kind of cell, width in characters.

    A pace is in seconds per distance.
    """

    heading: str
    kind: Kind
    width: int
    of: Callable[[Session], Cell]


def plain_cell(text: str) -> str:
    r"""Return a text that no spreadsheet takes for a formula, on one line.

    Control characters become spaces; a text that begins with = + - @ gets an apostrophe in front.

    >>> plain_cell('=HYPERLINK("http://example.org")')
    '\'=HYPERLINK("http://example.org")'
    >>> plain_cell("\t@SUM(A1)")
    "'@SUM(A1)"
    """
    line = one_line(text)
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line


def one_line(text: str) -> str:
    """Return a text on one line: control characters and runs of spaces become one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def columns(plan: RampUp) -> tuple[Column, ...]:
    """Return the columns of a plan's table, in the units of its scenario.

    Scores of pain are not among them: they are in the plan's own file alone.
    """
    imperial = plan.scenario.units == "imperial"
    hourly = METRES_PER_MILE if imperial else 1000.0
    pace = pace_unit(plan.scenario.units)
    return (
        Column("Date", "date", 12, lambda s: s.date),
        Column("Week", "number", 6, lambda s: plan.week_of(s.date)),
        Column("Session", "text", 26, title),
        Column("Stage", "text", 24, lambda s: f"{s.stage} {s.row.name}"),
        Column("Sections", "number", 9, lambda s: s.sections),
        Column("Each, s", "number", 8, lambda s: s.section_s),
        Column("Recovery, s", "number", 12, lambda s: s.recovery_s),
        Column("Backward, min", "minutes", 14, lambda s: s.backward_min),
        Column("Whole session, min", "minutes", 19, lambda s: s.total_s / 60),
        Column(f"Pace, min{pace.text}", "pace", 14, lambda s: pace.of(pace_s_per_km(s.speed_m_s))),
        Column(
            f"Speed, {'mph' if imperial else 'km/h'}",
            "decimal",
            12,
            lambda s: s.speed_m_s * 3600 / hourly,
        ),
        Column("Grade, %", "decimal", 9, lambda s: GRADE.unit.of(s.grade)),
        Column("Surface", "text", 14, lambda s: SURFACE.options[s.surface]),
        Column("Lighter week", "text", 13, lambda s: "yes" if s.lighter_week else ""),
        Column("Outcome", "text", 10, lambda s: s.outcome),
        Column("Why", "text", 90, lambda s: " ".join(why.sentence for why in s.why)),
    )


def plan_csv(plan: RampUp) -> bytes:
    """Return the sessions as CSV, one a row.

    UTF-8 with a byte order mark, without which spreadsheets misread it; comma between cells, point
    in numbers, ISO dates. Texts are made harmless by `plain_cell`.
    """
    table = columns(plan)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in table])
    for session in plan.sessions:
        writer.writerow([_as_text(column.kind, column.of(session)) for column in table])
    return text.getvalue().encode("utf-8-sig")


def plan_xlsx(plan: RampUp) -> bytes:
    """Return the sessions as an Excel workbook.

    Dates are dates and paces are durations; a second sheet holds the settings, the rules with
    their limits, and the sources. Nothing of the screening is in it. The same plan gives the same
    bytes.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        created = datetime.combine(plan.settings.start, time())
        book.set_properties({"title": "Backward running plan", "created": created})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            kind: book.add_format(
                {"num_format": form, "valign": "top", "text_wrap": kind == "text"}
            )
            for kind, form in FORMATS.items()
        }
        _write_sessions(book.add_worksheet("Plan"), plan, heading, formats)
        _write_facts(book.add_worksheet("Settings and rules"), plan, heading, formats["text"])
    return file.getvalue()


def _write_sessions(
    sheet: Worksheet, plan: RampUp, heading: Format, formats: dict[Kind, Format]
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    for place, column in enumerate(columns(plan)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, heading)
        for row, session in enumerate(plan.sessions, 1):
            value = column.of(session)
            form = formats[column.kind]
            if isinstance(value, str):
                sheet.write_string(row, place, plain_cell(value), form)
            elif isinstance(value, date):
                sheet.write_datetime(row, place, value, form)
            else:
                in_days = column.kind == "pace"
                sheet.write_number(row, place, value / SECONDS_PER_DAY if in_days else value, form)


def _write_facts(sheet: Worksheet, plan: RampUp, heading: Format, text: Format) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 3, 30)
    row = 0
    for head, rows in facts_of_plan(plan):
        for place, words in enumerate(head):
            sheet.write_string(row, place, words, heading)
        for offset, cells in enumerate(rows, 1):
            for place, words in enumerate(cells):
                sheet.write_string(row + offset, place, plain_cell(words), text)
        row += len(rows) + 2


def _as_text(kind: Kind, value: Cell) -> str:
    if isinstance(value, str):
        return plain_cell(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind == "pace":
        minutes, seconds = divmod(round(value), 60)
        return f"{minutes}:{seconds:02d}"
    decimals = {"minutes": 2, "decimal": 1}.get(kind)
    return str(value) if decimals is None else f"{value:.{decimals}f}"
