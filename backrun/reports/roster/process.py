"""An Excel file, read by a short process of its own with limits that the system keeps."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from backrun.reports.roster import sheet
from backrun.reports.roster.sheet import NEW_BOOK, TOO_MUCH, RosterFileError, Rows, broken

AT_ONCE: Final = 2
"""Files read at once; others wait for their turn, so that memory is bounded."""
LONGEST_WAIT_S: Final = 15
LONGEST_RUN_S: Final = 30
"""Seconds by the clock: on a busy machine two seconds of processor time take longer."""
# The folder of the script must not come before Python's own modules: it has a calendar too.
COMMAND: Final = (sys.executable, "-P", str(Path(sheet.__file__)))

_turns = BoundedSemaphore(AT_ONCE)


def rows_apart(data: bytes) -> Rows:
    """Yield what `sheet_rows` yields of an Excel file, worked out in a process of its own.

    Raises
    ------
    RosterFileError
        As `sheet_rows`, or the file takes more processor time, more memory or longer than any may.
    """
    if not _turns.acquire(timeout=LONGEST_WAIT_S):
        raise RosterFileError(
            "Many Excel files are being read just now; upload yours again in a minute, "
            "or save it as CSV"
        )
    try:
        # It is killed when the time is over.
        ended = subprocess.run(COMMAND, input=data, capture_output=True, timeout=LONGEST_RUN_S)
    except subprocess.TimeoutExpired:
        raise RosterFileError(
            f"The Excel file takes more than {LONGEST_RUN_S} s to read; allowed: at most that. "
            f"{NEW_BOOK}"
        ) from None
    finally:
        _turns.release()
    if ended.returncode < 0:
        # The system has ended it with a signal, as it does at each of its limits.
        raise RosterFileError(TOO_MUCH)
    if ended.returncode:
        raise broken("its reader stopped")
    for line in ended.stdout.splitlines():
        row = json.loads(line)
        if isinstance(row, str):
            raise RosterFileError(row)
        yield row[0], row[1]
