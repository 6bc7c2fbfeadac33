"""The command line: the app's answers in a terminal and for scripts.

Exit codes: 0 done; 1 done, but without some rows of a list; 2 an option or file cannot be used;
3 no answer, because nobody measured this or the screening allows no plan.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from backrun.cli.parser import parser
from backrun.cli.refusal import INTERRUPTED, UNUSABLE, Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    `arguments` are the words behind `backrun`; by default those of the process.
    """
    given = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        _replace_unknown_signs(stream)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except Refusal as refusal:
        for message in refusal.messages:
            print(f"backrun {given.command}: {message}", file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The program that reads our output has stopped, as `head` does.
        sys.stderr.close()
        return UNUSABLE
    except OSError as problem:
        if problem.filename is not None:
            raise
        # At its end Python would write the rest of the buffer and fail a second time.
        with suppress(OSError):
            sys.stdout.close()
        message = f"the output cannot be written: {problem.strerror}"
        print(f"backrun {given.command}: {message}", file=sys.stderr)
        return UNUSABLE
    return code


def _replace_unknown_signs(stream: TextIO) -> None:
    """Print a question mark for each sign that the terminal's encoding does not have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
