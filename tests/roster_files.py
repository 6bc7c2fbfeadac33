"""Lists of clients for tests: files of `fixtures/roster`, and files too large to store there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

FIXTURES = Path(__file__).parent / "fixtures" / "roster"
HEADINGS = ("Name", "Weight, kg", "Forward pace, min/km")


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def rows_of(count: int) -> bytes:
    """Return a CSV file with this many good rows."""
    lines = [f"Client {n},{50 + n % 60},{5 + n % 3}:{n % 60:02d}" for n in range(count)]
    return "\n".join(("Name,Weight,Pace", *lines)).encode()


def two_megabytes() -> bytes:
    return b"Name,Weight,Pace,Note\n" + b"Anna,61.5,5:30," + b"x" * 2_000_000


def workbook(*rows: tuple[Any, ...], formats: dict[int, str] | None = None) -> bytes:
    """Return an Excel file; a text that begins with = is a formula."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        by_place = {
            place: book.add_format({"num_format": form}) for place, form in (formats or {}).items()
        }
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                form = by_place.get(place) if row else None
                if isinstance(cell, (date, datetime, time, timedelta)):
                    sheet.write_datetime(row, place, cell, form)
                else:
                    sheet.write(row, place, cell, form)
    return file.getvalue()


def zip_bomb() -> bytes:
    """Return a workbook of some 100 kB whose sheet unpacks to 100 MB."""
    file = BytesIO(workbook(HEADINGS))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 100_000_000)
    return file.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a workbook in which other parts replace its own."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for name in dict.fromkeys([*before.namelist(), *changes]):
            after.writestr(name, changes.get(name) or before.read(name))
    return file.getvalue()
