"""An uploaded file as rows of texts: CSV or Excel, known by its content, checked before parsing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZipFile

from backrun.inputs.field import shorten

MOST_BYTES: Final = 2**20
MOST_UNPACKED: Final = 10 * 2**20
MOST_PARTS: Final = 100
MOST_COLUMNS: Final = 64
LAST_SHEET_ROW: Final = 2**20
DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
ALLOWED: Final = "allowed: CSV in UTF-8 or Excel (.xlsx)"
SAVE_AS: Final = "In Excel: save as “CSV UTF-8”"

Rows = Iterator[tuple[int, list[str]]]
# What other files begin with; the name of a file says nothing.
_SIGNATURES: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old (.xls) or a locked Excel file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
_EPOCH: Final = datetime(1899, 12, 31)


class RosterFileError(ValueError):
    """A file of clients cannot be used at all; the message says what and why."""


def read_cells(data: bytes, recognised: Callable[[list[str]], int]) -> Rows:
    """Yield the rows that hold anything, each with its number in the file, the first being 1.

    Parameters
    ----------
    data : bytes
        At most 1 MB and 64 columns; an Excel file unpacks to at most 10 MB, and its first sheet
        counts.
    recognised : callable
        How many headings of a row are known: of comma, semicolon and tab that one separates the
        columns with which the first row has the most.

    Raises
    ------
    RosterFileError
        The file is too large or too wide, empty, neither CSV nor Excel, or broken.
    """
    if not isinstance(data, bytes):
        raise RosterFileError(f"data: {shorten(data)}; allowed: the bytes of a file")
    if len(data) > MOST_BYTES:
        raise RosterFileError(
            f"The file has {len(data) / 2**20:.1f} MB; allowed: at most {MOST_BYTES // 2**20} MB"
        )
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            hint = f". {SAVE_AS}" if kind.startswith("text") else ""
            raise RosterFileError(f"The file is {kind}; {ALLOWED}{hint}")
    rows = _sheet_rows(data) if data.startswith(b"PK") else _text_rows(data, recognised)
    for number, cells in rows:
        texts = [cell.strip() for cell in cells]
        if any(texts[MOST_COLUMNS:]):
            raise RosterFileError(
                f"Row {number} has more than {MOST_COLUMNS} columns; allowed: at most that"
            )
        if any(texts):
            yield number, texts


def _text_rows(data: bytes, recognised: Callable[[list[str]], int]) -> Rows:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RosterFileError(
            f"The file is not UTF-8 text (byte {problem.start + 1} is "
            f"0x{data[problem.start]:02x}); {ALLOWED}. {SAVE_AS}"
        ) from None
    if "\x00" in text:
        raise RosterFileError(f"The file is not text; {ALLOWED}")

    def rows(delimiter: str) -> Rows:
        lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        number = 1
        try:
            for number, cells in enumerate(lines, 1):
                yield number, cells
        except csv.Error as problem:
            why = "a quotation mark is left open" if "end of data" in str(problem) else problem
            raise RosterFileError(f"Row {number + 1} cannot be read: {why}; {ALLOWED}") from None

    def known(delimiter: str) -> int:
        try:
            first = next(c for _, c in rows(delimiter) if any(map(str.strip, c)))
            return recognised(first[:MOST_COLUMNS])
        except (RosterFileError, StopIteration):
            return -1

    return rows(max(DELIMITERS, key=known))


def _sheet_rows(data: bytes) -> Rows:
    """Yield the rows of the first sheet of an Excel file, once it is known to be a small one."""
    try:
        _check_archive(data)
    except RosterFileError:
        raise
    # Whatever a broken archive or a strange method of compression raises.
    except Exception as problem:
        raise _broken(problem) from None
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(
            sheet.iter_rows(max_row=LAST_SHEET_ROW, max_col=MOST_COLUMNS + 1), 1
        ):
            yield number, [_text(cell) for cell in cells]
    # The parser raises what it happens to stumble on: KeyError, ValueError, errors of XML.
    except Exception as problem:
        raise _broken(problem) from None


def _broken(problem: Exception) -> RosterFileError:
    return RosterFileError(
        f"The Excel file is broken ({type(problem).__name__}); {ALLOWED}. "
        "Open it in a spreadsheet and save it again"
    )


def _check_archive(data: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks to more than a roster can need."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
            raise RosterFileError(
                f"The Excel file unpacks to {unpacked / 2**20:,.0f} MB in {len(parts)} parts; "
                f"allowed: at most {MOST_UNPACKED // 2**20} MB in {MOST_PARTS} parts"
            )
        if "xl/workbook.xml" not in archive.namelist():
            raise RosterFileError(f"The file is a ZIP archive without a workbook; {ALLOWED}")
        for part in parts:
            # No part can unpack to more than it declares, so this is as bounded as the sum.
            if b"<!DOCTYPE" in archive.read(part):
                raise RosterFileError(f"The Excel file defines entities in {part.filename!r}")


def _text(cell: Any) -> str:
    """Return a cell as a person would have typed it."""
    value = cell.value
    if cell.data_type == "f":
        return value if isinstance(value, str) else "="
    if value is None:
        return ""
    if isinstance(value, (datetime, time, timedelta)):
        return _clock(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value.isoformat() if isinstance(value, date) else str(value)
    amount = Decimal(repr(value))
    if str(cell.number_format).endswith("%"):
        amount *= 100
    # A number past any limit of ours would only be a long row of zeros.
    return f"{amount.normalize():f}" if abs(amount.adjusted()) < 20 else shorten(value)


def _clock(value: datetime | time | timedelta) -> str:
    """Return a time as hours:minutes:seconds; spreadsheets take `5:30` for half past five."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    elif isinstance(value, datetime):
        if value.year > _EPOCH.year + 1:
            return value.isoformat()
        value -= _EPOCH
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
