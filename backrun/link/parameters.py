"""Read the parameters of a link: keep the good values and report the bad ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backrun.evidence import studies
from backrun.inputs.field import Variable, shorten
from backrun.inputs.registry import (
    CHOICES,
    PAGE_PARAMETERS,
    PLAN_PARAMETERS,
    SECTIONS,
    VARIABLES,
)
from backrun.scenario.scenario import PARTS
from backrun.units import System

# A week of seven days with all digits of its numbers takes some 420 characters.
MOST_CHARACTERS = 500
MOST_PARAMETERS = 100
# Other programs and our own present mode add these parameters; they do not change the scenario.
FOREIGN = re.compile(r"embed|embed_options|present|utm_\w+|fbclid|gclid|ref")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that could not be used: its field, its text and its replacement (`used`).

    `message` names the field, the value and what is allowed.
    """

    field: str
    value: str
    message: str
    used: str

    def __str__(self) -> str:
        return f"{self.message}; used instead: {self.used}"


def _parameter_names() -> Iterator[str]:
    for variable in VARIABLES.values():
        yield from (variable.key("metric"), variable.key("imperial"))
    yield from (*CHOICES, *PARTS, "week", "model")


KNOWN = frozenset(_parameter_names())


class Parameters:
    """The parameters of one link: keeps the good values and collects the bad ones."""

    def __init__(self, query: Mapping[str, str | Sequence[str]]) -> None:
        self.rejected: list[Rejected] = []
        self.values: dict[str, str] = {}
        for count, (key, given) in enumerate(query.items()):
            if count >= MOST_PARAMETERS:
                self.reject(
                    "link",
                    str(len(query)),
                    f"The link has more than {MOST_PARAMETERS} parameters",
                    f"the first {MOST_PARAMETERS}",
                )
                break
            self._add(str(key), every_value(given))

    def _add(self, key: str, values: Sequence[str]) -> None:
        if FOREIGN.fullmatch(key) or not values:
            return
        value = values[-1]
        if key in PLAN_PARAMETERS or key in PAGE_PARAMETERS:
            # `read_settings` and the pages read these values, but only this class reports a
            # repeated parameter and an unknown section or study.
            self._check_once(key, values)
            self._check_page(key, value)
        elif key not in KNOWN:
            self.reject(
                key, value, f"{shorten(key)} is not a parameter of a backrun link", "nothing"
            )
        elif len(value) > MOST_CHARACTERS:
            self.reject(
                key,
                value,
                f"{key}: {shorten(value)} is too long; allowed: at most "
                f"{MOST_CHARACTERS} characters",
                "the default",
            )
        else:
            self._check_once(key, values)
            self.values[key] = value

    def _check_once(self, key: str, values: Sequence[str]) -> None:
        if len(values) > 1:
            self.reject(
                key,
                ", ".join(values),
                f"{key} is given {len(values)} times; allowed: once",
                shorten(values[-1]),
            )

    def _check_page(self, key: str, value: str) -> None:
        """Check the section and the study that the Evidence page shall open with."""
        if key == "section" and value not in SECTIONS:
            allowed = ", ".join(SECTIONS)
            self.reject(key, value, f"section: {shorten(value)}; allowed: {allowed}", SECTIONS[0])
        if key == "study" and value not in studies():
            message = f"study: {shorten(value)} is not among the studies"
            self.reject(key, value, message, "the first of them")

    def reject(self, field: str, value: str, message: str, used: str) -> None:
        """Report a bad value with the reason and its replacement."""
        self.rejected.append(Rejected(field, value[:MOST_CHARACTERS], message, used))

    def read(self, key: str, read: Callable[[str], Any], default: Any, used: str) -> Any:
        """Read one parameter; return the default if it is absent, and report a bad value.

        An empty text means "not given" if the default is None, that is for optional fields.
        """
        text = self.values.get(key)
        if text is None or (not text.strip() and default is None):
            return default
        try:
            return read(text)
        except ValueError as problem:
            self.reject(key, text, str(problem), used)
            return default

    def choice(self, key: str, default: str | None) -> Any:
        """Read a choice and return the key of the option."""
        return self.read(key, CHOICES[key].check, default, default or "not given")

    def number(self, variable: Variable, system: System, default: float | None) -> Any:
        """Read a number by its name in this unit system (`mass`) or the other (`mass_lb`)."""
        other: System = "metric" if system == "imperial" else "imperial"
        if variable.key(system) not in self.values:
            system = other if variable.key(other) in self.values else system
        elif variable.key(other) != variable.key(system) and variable.key(other) in self.values:
            self.reject(
                variable.key(other),
                self.values[variable.key(other)],
                f"{variable.label} is given in two units; allowed: one",
                variable.key(system),
            )
        used = "not given" if default is None else variable.show(default, system)
        return self.read(
            variable.key(system), lambda text: variable.read(text, system), default, used
        )


def every_value(given: str | Sequence[str]) -> list[str]:
    """Return all values of one parameter; a link that repeats a parameter means the last value."""
    return [str(value) for value in (given if isinstance(given, (list, tuple)) else (given,))]


def first_message(problem: ValueError) -> str:
    """Return the message of the first error, without the text that pydantic adds."""
    errors = getattr(problem, "errors", None)
    return str(errors()[0]["msg"]).removeprefix("Value error, ") if errors else str(problem)
