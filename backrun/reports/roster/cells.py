"""An uploaded file as rows of texts: CSV or Excel, known by its content, checked before parsing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Final

from backrun.inputs.field import shorten
from backrun.reports.roster.process import rows_apart
from backrun.reports.roster.sheet import ALLOWED, MOST_COLUMNS, RosterFileError, Rows

MOST_BYTES: Final = 2**20
MOST_LINES: Final = 100_000
"""Lines of a CSV file, the empty ones included."""
DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
SAVE_AS: Final = "In Excel: save as “CSV UTF-8”"

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
    rows = rows_apart(data) if data.startswith(b"PK") else _text_rows(data, recognised)
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
                if number > MOST_LINES:
                    raise RosterFileError(
                        f"The file has more than {MOST_LINES} lines; allowed: at most that"
                    )
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
