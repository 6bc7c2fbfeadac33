"""What shapes a ramp-up: goal, caution, start, days, time, absences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from backrun.evidence import Caution
from backrun.inputs.dates import MOST_DATES_AWAY, check_start, read_date, read_dates, write_dates
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
from backrun.link.reading import Rejected, every_value, first_message
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
    """What shapes a ramp-up beside the scenario. Every field has a default.

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
        Backward minutes a session to arrive at, 1 to 30.
    goal_share : float or None
        Instead of `goal_min`: share of the week's running to arrive at, 0.01 to 0.20.
    caution : {"cautious", "standard", "experienced"}
    longest_backward_min : float
        Longest backward run of the 30 days before the start, 0 to 60 minutes. Comes from the
        screening, and never enters a link.
    own_first_min, own_growth : float
        The reader's own idea of a ramp: minutes of the first session, and growth a week.

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

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]], today: date | None = None
    ) -> tuple[RampUpSettings, list[Rejected]]:
        """Read the settings from link parameters; no parameter raises.

        Parameters
        ----------
        query : mapping of str to str or list of str
            `start`, `on`, `time`, `away`, `goal`, `goal_share`, `caution`, `first`, `growth`, of
            each the last value; others belong to the scenario and are left alone.
        today : date, optional
            From 2020 to 2099. A start more than a year from this day, either way, is refused.

        Returns
        -------
        RampUpSettings, list of Rejected
            The settings, with the default for everything absent or unusable, and what that was.

        Raises
        ------
        ValueError
            `today` is not a date.
        """
        day = None if today is None else read_date(today, "today")
        fields: dict[str, Any] = {}
        rejected = []
        for key, (field, read) in READERS.items():
            text = "".join(every_value(query.get(key, ""))[-1:]).strip()
            if not text:
                continue
            try:
                value = read(text)
                if key == "start" and day is not None:
                    check_start(value, day)
                # Checked alone, so that one bad value does not take the others with it.
                fields[field] = getattr(cls(**{field: value}), field)
            except ValueError as problem:
                rejected.append(Rejected(key, text[:80], first_message(problem), "the default"))
        return cls(**fields), rejected

    def to_query(self) -> dict[str, str]:
        """Write the settings as link parameters, all that shapes the plan but the screening."""
        query = {
            "start": self.start.isoformat(),
            "goal": GOAL.unit.write(self.goal_min),
            "caution": self.caution,
            "first": OWN_FIRST.unit.write(self.own_first_min),
            "growth": OWN_GROWTH.unit.write(self.own_growth),
        }
        if self.goal_share is not None:
            query["goal_share"] = GOAL_SHARE.unit.write(self.goal_share)
        if self.days:
            query["on"] = "_".join(self.days).lower()
        if self.minutes is not None:
            query["time"] = SESSION_TIME.unit.write(self.minutes)
        if self.away:
            query["away"] = write_dates(self.away)
        return query


READERS: dict[str, tuple[str, Any]] = {
    "start": ("start", read_date),
    "on": ("days", lambda text: [day for day in re.split(r"[\s,;_.]+", text) if day]),
    "time": ("minutes", lambda text: SESSION_TIME.read(text, "metric")),
    "away": ("away", read_dates),
    "goal": ("goal_min", lambda text: GOAL.read(text, "metric")),
    "goal_share": ("goal_share", lambda text: GOAL_SHARE.read(text, "metric")),
    "caution": ("caution", CAUTION.check),
    "first": ("own_first_min", lambda text: OWN_FIRST.read(text, "metric")),
    "growth": ("own_growth", lambda text: OWN_GROWTH.read(text, "metric")),
}
"""Link parameters of the ramp-up: the field that each stands for, and how it is read."""
