"""The first sheet of an Excel file as rows of texts, in a short process with little to spend.

A small file can ask for hours of work. So the file is read by this script, which nothing else runs
in: the system ends it when it has used its processor time, and gives it no more memory than it may
have. It reads a file from its input and writes a line of JSON for each row, or one with a message.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import ZipFile

from defusedxml import DefusedXmlException

MOST_UNPACKED: Final = 10 * 2**20
MOST_PARTS: Final = 100
MOST_CLIENTS: Final = 5000
MOST_ROWS: Final = MOST_CLIENTS + 2
"""The headings, the clients, and one row to see that there are too many."""
MOST_COLUMNS: Final = 64
MOST_TEXT: Final = 3_000_000
LAST_SHEET_ROW: Final = 2**20
MOST_PROCESSOR_S: Final = 2
MOST_MEMORY: Final = 128 * 2**20
NICE: Final = 5
ALLOWED: Final = "allowed: CSV in UTF-8 or Excel (.xlsx)"
NEW_BOOK: Final = "Copy the list alone into a new workbook, or save it as CSV"
TOO_MUCH: Final = (
    f"The Excel file is too much work to read; allowed: at most {MOST_PROCESSOR_S} s of processor "
    f"time and {MOST_MEMORY // 2**20} MB of memory. {NEW_BOOK}"
)

Rows = Iterator[tuple[int, list[str]]]
_EPOCH: Final = datetime(1899, 12, 31)


class RosterFileError(ValueError):
    """A file of clients cannot be used at all; the message says what and why."""


def sheet_rows(data: bytes) -> Rows:
    """Yield the rows of the first sheet that hold anything, each with its number.

    Parameters
    ----------
    data : bytes
        An Excel file that unpacks to at most 10 MB in 100 parts.

    Raises
    ------
    RosterFileError
        The file is no workbook, too large, or broken.
    """
    try:
        _check_archive(data)
        yield from _rows(data)
    except (RosterFileError, MemoryError):
        raise
    # The parser raises what it happens to stumble on: KeyError, ValueError, errors of XML.
    except Exception as problem:
        if isinstance(problem.__cause__ or problem, DefusedXmlException):
            raise RosterFileError(f"The Excel file defines entities; {ALLOWED}") from None
        raise broken(type(problem).__name__) from None


def _rows(data: bytes) -> Rows:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_SHEET_ROW), 1):
        texts = [_text(cell).strip() for cell in cells[: MOST_COLUMNS + 1]]
        if any(texts):
            count += sum(map(len, texts))
            if count > MOST_TEXT:
                raise RosterFileError(
                    f"The first sheet has more than {MOST_TEXT // 10**6} million characters; "
                    f"allowed: at most that. {NEW_BOOK}"
                )
            yield number, texts


def broken(why: str) -> RosterFileError:
    """Return the refusal of a file that no reader understands."""
    return RosterFileError(
        f"The Excel file is broken ({why}); {ALLOWED}. Open it in a spreadsheet and save it again"
    )


def _check_archive(data: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks to more than a roster can need."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        # No part can unpack to more than it declares.
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
            raise RosterFileError(
                f"The Excel file unpacks to {unpacked / 2**20:,.0f} MB in {len(parts)} parts; "
                f"allowed: at most {MOST_UNPACKED // 2**20} MB in {MOST_PARTS} parts"
            )
        if "xl/workbook.xml" not in archive.namelist():
            raise RosterFileError(f"The file is a ZIP archive without a workbook; {ALLOWED}")


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
    return f"{amount.normalize():f}" if abs(amount.adjusted()) < 20 else repr(value)[:40]


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


def limit(processor_s: int = MOST_PROCESSOR_S, memory: int = MOST_MEMORY) -> None:
    """Let the system end this process beyond its processor time, and give it no more memory.

    Windows has no such limits, and macOS no limit of memory; there the caller's patience is the
    only one.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        os.nice(NICE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # The second number is for a process that does not end at the first.
        resource.setrlimit(resource.RLIMIT_CPU, (processor_s, processor_s + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """Read a file from the input, and write its rows."""
    limit()
    # openpyxl does without them, and starts in half the time and memory.
    sys.modules["numpy"] = sys.modules["PIL"] = None  # type: ignore[assignment]
    refused = ""
    try:
        for row in islice(sheet_rows(sys.stdin.buffer.read()), MOST_ROWS):
            print(json.dumps(row))
    except RosterFileError as refusal:
        refused = str(refusal)
    except MemoryError:
        # Said below, where what filled the memory is gone.
        refused = TOO_MUCH
    if refused:
        print(json.dumps(refused))


if __name__ == "__main__":
    main()
