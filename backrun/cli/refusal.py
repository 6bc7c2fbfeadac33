"""Refusals: a command without an answer ends with the app's own messages and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from backrun.link.parameters import first_message
from backrun.models.energy.limits import NotMeasuredError

DONE: Final = 0
ROWS_LEFT_OUT: Final = 1
UNUSABLE: Final = 2
NO_ANSWER: Final = 3
# Shells expect this code from a program that a person stopped with Ctrl+C.
INTERRUPTED: Final = 130


class Refusal(Exception):  # noqa: N818 - not an error of the program: an answer of its own kind
    """A command ends without an answer."""

    def __init__(self, messages: Sequence[str], code: int = UNUSABLE) -> None:
        super().__init__(*messages)
        self.messages = tuple(messages)
        self.code = code


@contextmanager
def refused() -> Iterator[None]:
    """Turn the library's errors about bad input and unmeasured ranges into a refusal."""
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
        The file cannot be read; the message says why.
    """
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refusal([f"{path} cannot be read: {problem.strerror}"]) from None


def ending(option: str, file: str, allowed: Iterable[str]) -> str:
    """Return the ending of a file's name, which chooses the format.

    Raises
    ------
    Refusal
        Names the option, the file and the allowed endings.
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
        The file cannot be written; the message says why.
    """
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise Refusal([f"{path} cannot be written: {problem.strerror}"]) from None
