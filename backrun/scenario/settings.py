"""The settings of a ramp-up: goal, caution, start, days, time, absences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from backrun.evidence import Caution
from backrun.inputs.dates import MOST_DATES_AWAY, read_date
from backrun.inputs.field import shorten
from backrun.inputs.registry import (
    CAUTION,
    GOAL,
    GOAL_SHARE,
    LONGEST,
    OWN_FIRST,
    OWN_GROWTH,
    SESSION_TIME,
)
from backrun.scenario.scenario import DAY_NAMES, Frozen, checked, optional

DayName = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAYS: tuple[DayName, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def next_monday() -> date:
    """Return the Monday after today."""
    today = date.today()
    return today + timedelta(days=7 - today.weekday())


def _days(value: object) -> tuple[DayName, ...]:
    given = value if isinstance(value, (list, tuple, set, frozenset)) else (value,)
    found = set()
    for day in given:
        name = day.strip().lower() if isinstance(day, str) else ""
        alike = [n for n, full in enumerate(DAY_NAMES) if full.lower().startswith(name)]
        if len(name) < 3 or not alike:
            raise ValueError(f"Days: {shorten(day)}; allowed: {', '.join(DAYS)}")
        found.update(alike)
    return tuple(day for n, day in enumerate(DAYS) if n in found)


def _away(value: object) -> tuple[date, ...]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise ValueError(f"Away: {shorten(value)}; allowed: a list of dates")
    days = sorted({read_date(day, "Away") for day in value})
    if len(days) > MOST_DATES_AWAY:
        raise ValueError(f"Away: {len(days)} days; allowed: at most {MOST_DATES_AWAY}")
    return tuple(days)


class RampUpSettings(Frozen):
    """The inputs of a ramp-up beside the scenario. Every field has a default.

    Attributes
    ----------
    start : date
        First day of the plan; by default the Monday after today.
    days : tuple of {"Mon", ..., "Sun"}
        Available weekdays; by default those on which the scenario's week has a run.
    minutes : float or None
        Time for a session, warm-up and cool-down included; by default that day's own run.
    away : tuple of date
        Days without any session, at most 400.
    goal_min : float
        Backward minutes a session at the end of the ramp-up, 1 to 30.
    goal_share : float or None
        Takes the place of `goal_min`: backward share of the week's running at the end, 0.01 to
        0.20.
    caution : {"cautious", "standard", "experienced"}
    longest_backward_min : float
        Longest backward run of the 30 days before the start, 0 to 60 minutes. The person answers
        this in the screening; no link carries the answer.
    own_first_min, own_growth : float
        The person's own idea of a ramp-up: minutes of the first session, and growth a week.

    Raises
    ------
    pydantic.ValidationError
        A ValueError whose message names the field, the value and what is allowed.

    Examples
    --------
    >>> RampUpSettings(start=date(2026, 11, 23), days=("Mon", "Thu")).goal_min
    10.0
    """

    start: Annotated[date, BeforeValidator(read_date)] = Field(default_factory=next_monday)
    days: Annotated[tuple[DayName, ...], BeforeValidator(_days)] = ()
    minutes: Annotated[float | None, optional(SESSION_TIME)] = None
    away: Annotated[tuple[date, ...], BeforeValidator(_away)] = ()
    goal_min: Annotated[float, checked(GOAL)] = 10.0
    goal_share: Annotated[float | None, optional(GOAL_SHARE)] = None
    caution: Annotated[Caution, checked(CAUTION)] = "standard"
    longest_backward_min: Annotated[float, checked(LONGEST)] = 0.0
    own_first_min: Annotated[float, checked(OWN_FIRST)] = 5.0
    own_growth: Annotated[float, checked(OWN_GROWTH)] = 0.20
