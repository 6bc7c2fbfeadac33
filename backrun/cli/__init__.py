"""The command line: what the app answers, for scripts and for terminals.

Exit codes: 0 done; 1 done, but rows of a list were left out; 2 what was given cannot be used;
3 there is no answer, as nothing was measured or the screening allows no plan.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from backrun.cli.parser import parser
from backrun.cli.refusal import INTERRUPTED, UNUSABLE, Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; by default with the process's own arguments."""
    given = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        _forgiving(stream)
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
        # Whoever reads the output has had enough of it, as `head` does.
        sys.stderr.close()
        return UNUSABLE
    except OSError as problem:
        if problem.filename is not None:
            raise
        # What is still in the buffer would be written, and fail, once more at the end.
        with suppress(OSError):
            sys.stdout.close()
        message = f"the output cannot be written: {problem.strerror}"
        print(f"backrun {given.command}: {message}", file=sys.stderr)
        return UNUSABLE
    return code


def _forgiving(stream: TextIO) -> None:
    """Let a terminal that cannot show a sign show another one in its place."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
