"""The parameters of a link, read one by one: the good ones kept, the others named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from backrun.evidence import studies
from backrun.inputs import registry
from backrun.inputs.field import Variable, shorten
from backrun.inputs.registry import CHOICES, PAGE_PARAMETERS, PLAN_PARAMETERS, SECTIONS, VARIABLES
from backrun.scenario.scenario import DAY_KEYS, DAY_NAMES, PARTS, REST, Day, Week
from backrun.units import System

# Seven days with every digit that a double has come to some 420.
MOST_CHARACTERS = 500
MOST_PARAMETERS = 100
# What other programs and the present mode add to a link; it says nothing about the scenario.
FOREIGN = re.compile(r"embed|embed_options|present|utm_\w+|fbclid|gclid|ref")
WEEK_FORM = "such as mon40-6_sat60-10@5:30 (day, minutes, of which backward, own pace)"

_DAY = re.compile(r"([a-z]{3})(\d[\d.]*)(?:-(\d[\d.]*))?(?:@([\d:.]+)(mi|km)?)?")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that could not be used: which field, what was given, and what was used instead.

    `message` names the field, the value and what is allowed.
    """

    field: str
    value: str
    message: str
    used: str

    def __str__(self) -> str:
        return f"{self.message}; used instead: {self.used}"


def _known() -> Iterator[str]:
    for variable in VARIABLES.values():
        yield from (variable.key("metric"), variable.key("imperial"))
    yield from (*CHOICES, *PARTS, "week", "model")


KNOWN = frozenset(_known())


class LinkReader:
    """Reads parameters one by one, keeps what is good and collects what is not."""

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
            self._take(str(key), every_value(given))

    def _take(self, key: str, values: Sequence[str]) -> None:
        if FOREIGN.fullmatch(key) or not values:
            return
        value = values[-1]
        if key in PLAN_PARAMETERS or key in PAGE_PARAMETERS:
            # Read elsewhere; here is said what nobody else would say.
            self._once(key, values)
            self._open_page(key, value)
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
            self._once(key, values)
            self.values[key] = value

    def _once(self, key: str, values: Sequence[str]) -> None:
        if len(values) > 1:
            self.reject(
                key,
                ", ".join(values),
                f"{key} is given {len(values)} times; allowed: once",
                shorten(values[-1]),
            )

    def _open_page(self, key: str, value: str) -> None:
        """Check what a page shows of itself: the section of the evidence, and one study."""
        if key == "section" and value not in SECTIONS:
            allowed = ", ".join(SECTIONS)
            self.reject(key, value, f"section: {shorten(value)}; allowed: {allowed}", SECTIONS[0])
        if key == "study" and value not in studies():
            message = f"study: {shorten(value)} is not among the studies"
            self.reject(key, value, message, "the first of them")

    def reject(self, field: str, value: str, message: str, used: str) -> None:
        """Note a value that is not used, why, and what is used instead."""
        self.rejected.append(Rejected(field, value[:MOST_CHARACTERS], message, used))

    def read(self, key: str, read: Callable[[str], Any], default: Any, used: str) -> Any:
        """Read one parameter; an absent one is the default, a bad one is rejected.

        An empty one means "not given", which only the optional fields can be.
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
        """Read one of the named options."""
        return self.read(key, CHOICES[key].check, default, default or "not given")

    def number(self, variable: Variable, system: System, default: float | None) -> Any:
        """Read a number under the name of this system's unit, or of the other one's."""
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

    def week(self, system: System, default: Week) -> Week:
        """Read `week`, or else the same run on so many days from `days`, `minutes`, `backward`."""
        if "week" in self.values:
            for variable in registry.EVEN_WEEK:
                if self.values.get(variable.name, "").strip():
                    self.reject(
                        variable.name,
                        self.values[variable.name],
                        f"{variable.label} is given beside a week day by day; allowed: one of them",
                        "week",
                    )
            return self._day_by_day(self.values["week"], system, default)
        days, minutes, backward = cast("tuple[int, float, float]", _as_even(default))
        days = self.number(registry.DAYS, system, days)
        minutes = self.number(registry.MINUTES, system, minutes)
        backward = self.number(registry.BACKWARD, system, min(backward, minutes))
        if backward > minutes:
            self.reject(
                "backward",
                f"{backward:g}",
                f"Backward: {backward:g} min; allowed: at most the run's {minutes:g} min",
                f"{minutes:g} min",
            )
            backward = minutes
        return _even(days, minutes, backward)

    def _day_by_day(self, text: str, system: System, default: Week) -> Week:
        """Read a week; a bad day is a rest day, and a week without a single good one the default.

        A pace is one of the system's units unless km or mi stands behind it.
        """
        days: dict[str, Day] = {}
        rejected: list[tuple[str, str, str]] = []
        tokens = re.split(r"[_,;\s]+", text.strip().lower())
        for token in tokens[: len(DAY_KEYS)]:
            if token == "rest":
                days.setdefault(token, REST)
                continue
            try:
                key, day = _read_day(token, system)
                if key in days:
                    raise ValueError(f"Week: {shorten(key)} is given twice; allowed: once")
                days[key] = day
            except ValueError as problem:
                used = "a rest day" if token[:3] not in days else "the first"
                rejected.append((token, first_message(problem), used))
        if more := tokens[len(DAY_KEYS) :]:
            said = f"Week: {len(tokens)} days are given; allowed: at most {len(DAY_KEYS)}"
            rejected.append(("_".join(more), said, "the first seven"))
        for token, message, used in rejected:
            self.reject("week", token, message, used if days else "the default week")
        return Week(days=tuple(days.get(key, REST) for key in DAY_KEYS)) if days else default


# A slider's move reads the same week again, and most weeks are the default's.
_even = lru_cache(maxsize=64)(Week.even)
_as_even = lru_cache(maxsize=64)(Week.as_even)


def every_value(given: str | Sequence[str]) -> list[str]:
    """Return the texts that one parameter was given, of which the last counts."""
    return [str(value) for value in (given if isinstance(given, (list, tuple)) else (given,))]


def _read_day(token: str, system: System) -> tuple[str, Day]:
    match = _DAY.fullmatch(token)
    if match is None or match[1] not in DAY_KEYS:
        raise ValueError(f"Week: {shorten(token)} cannot be read; allowed: days {WEEK_FORM}")
    if match[5]:
        system = "imperial" if match[5] == "mi" else "metric"
    try:
        day = Day(
            minutes=registry.MINUTES.read(match[2], system),
            backward_minutes=registry.BACKWARD.read(match[3], system) if match[3] else 0.0,
            pace_s_per_km=registry.PACE.read(match[4], system) if match[4] else None,
        )
    except ValueError as problem:
        name = DAY_NAMES[DAY_KEYS.index(match[1])]
        raise ValueError(f"{name}: {first_message(problem)}") from None
    return match[1], day


def first_message(problem: ValueError) -> str:
    """Return the words of the first error, without what pydantic wraps around them."""
    errors = getattr(problem, "errors", None)
    return str(errors()[0]["msg"]).removeprefix("Value error, ") if errors else str(problem)
