"""A week in a link: the same run on a number of days, or a short text day by day."""

from __future__ import annotations

import re

from backrun.inputs import registry
from backrun.inputs.field import shorten
from backrun.link.parameters import Parameters, first_message
from backrun.scenario.scenario import DAY_KEYS, DAY_NAMES, REST, Day, Week
from backrun.units import System

WEEK_FORM = "such as mon40-6_sat60-10@5:30 (day, minutes, of which backward, own pace)"

_DAY = re.compile(r"([a-z]{3})(\d[\d.]*)(?:-(\d[\d.]*))?(?:@([\d:.]+)(mi|km)?)?")


def read_week(given: Parameters, system: System, default: Week) -> Week:
    """Read `week`, or without it an even week from `days`, `minutes` and `backward`."""
    if "week" in given.values:
        for variable in registry.EVEN_WEEK:
            if given.values.get(variable.name, "").strip():
                given.reject(
                    variable.name,
                    given.values[variable.name],
                    f"{variable.label} is given beside a week day by day; allowed: one of them",
                    "week",
                )
        return _day_by_day(given, system, default)
    days, minutes, backward = default.as_even() or (0, 0.0, 0.0)
    days = given.number(registry.DAYS, system, days)
    minutes = given.number(registry.MINUTES, system, minutes)
    backward = given.number(registry.BACKWARD, system, min(backward, minutes))
    if backward > minutes:
        given.reject(
            "backward",
            f"{backward:g}",
            f"Backward: {backward:g} min; allowed: at most the run's {minutes:g} min",
            f"{minutes:g} min",
        )
        backward = minutes
    return Week.even(days, minutes, backward)


def _day_by_day(given: Parameters, system: System, default: Week) -> Week:
    """Read a week day by day; a bad day becomes a rest day, a week without a good day the default.

    A pace is in the unit of the system unless km or mi stands behind it.
    """
    days: dict[str, Day] = {}
    rejected: list[tuple[str, str, str]] = []
    tokens = re.split(r"[_,;\s]+", given.values["week"].strip().lower())
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
        message = f"Week: {len(tokens)} days are given; allowed: at most {len(DAY_KEYS)}"
        rejected.append(("_".join(more), message, "the first seven"))
    for token, message, used in rejected:
        given.reject("week", token, message, used if days else "the default week")
    return Week(days=tuple(days.get(key, REST) for key in DAY_KEYS)) if days else default


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


def write_week(week: Week, system: System) -> dict[str, str]:
    """Return days, minutes and backward minutes of an even week, else the week day by day.

    A week without a run has no minutes: only its 0 days are written.
    """
    even = week.as_even()
    if even is None:
        return {"week": write_days(week, system)}
    written = {
        variable.name: variable.unit.write(value)
        for variable, value in zip(registry.EVEN_WEEK, even, strict=True)
    }
    return written if even[0] else {registry.DAYS.name: written[registry.DAYS.name]}


def write_days(week: Week, system: System) -> str:
    """Write a week as one short text without its rest days; a week without a run is `rest`.

    >>> write_days(Week.even(2, 40.0, 6.0), "metric")
    'wed40-6_sat40-6'
    """
    pace, number = registry.PACE.in_system(system), registry.MINUTES.unit
    suffix = "mi" if system == "imperial" else ""
    parts = []
    for key, day in zip(DAY_KEYS, week.days, strict=True):
        if day == REST:
            continue
        text = key + number.write(day.minutes)
        if day.backward_minutes:
            text += "-" + number.write(day.backward_minutes)
        if day.pace_s_per_km is not None:
            text += "@" + pace.write(day.pace_s_per_km) + suffix
        parts.append(text)
    return "_".join(parts) or "rest"
