"""Why a command has no answer: messages in the app's own words, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from backrun.link.reading import first_message
from backrun.models.energy.limits import NotMeasuredError

DONE: Final = 0
ROWS_LEFT_OUT: Final = 1
UNUSABLE: Final = 2
NO_ANSWER: Final = 3
# What shells expect of a program that was stopped by Ctrl+C.
INTERRUPTED: Final = 130


class Refusal(Exception):  # noqa: N818 - not an error of the program: an answer of its own kind
    """A command ends without an answer."""

    def __init__(self, messages: Sequence[str], code: int = UNUSABLE) -> None:
        super().__init__(*messages)
        self.messages = tuple(messages)
        self.code = code


@contextmanager
def refused() -> Iterator[None]:
    """Turn what the library says of bad input, and of what nobody measured, into a refusal."""
    try:
        yield
    except NotMeasuredError as problem:
        raise Refusal([str(problem)], NO_ANSWER) from None
    except ValueError as problem:
        raise Refusal([first_message(problem)]) from None


def read_file(path: Path) -> bytes:
    """Return a file's content.

    Raises
    ------
    Refusal
        Names the file and why it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refusal([f"{path} cannot be read: {problem.strerror}"]) from None


def ending(option: str, file: str, allowed: Iterable[str]) -> str:
    """Return the ending of a file's name, which says what is written into it.

    Raises
    ------
    Refusal
        Names the option, the file and the endings that there are.
    """
    found = Path(file).suffix.lower()
    endings = tuple(allowed)
    if found not in endings:
        raise Refusal([f"{option}: {file!r}; allowed endings: {', '.join(endings)}"])
    return found


def write_file(path: Path, data: bytes) -> None:
    """Write a file.

    Raises
    ------
    Refusal
        Names the file and why it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise Refusal([f"{path} cannot be written: {problem.strerror}"]) from None
