"""Write the settings of a ramp-up as readable link parameters and read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backrun.inputs.dates import check_start, read_date, read_dates, write_dates
from backrun.inputs.registry import (
    CAUTION,
    GOAL,
    GOAL_SHARE,
    OWN_FIRST,
    OWN_GROWTH,
    SESSION_TIME,
)
from backrun.link.parameters import Rejected, every_value, first_message
from backrun.scenario.settings import RampUpSettings


def read_settings(
    query: Mapping[str, str | Sequence[str]], today: date | None = None
) -> tuple[RampUpSettings, list[Rejected]]:
    """Read the settings from link parameters; no parameter raises.

    Parameters
    ----------
    query : mapping of str to str or list of str
        `start`, `on`, `time`, `away`, `goal`, `goal_share`, `caution`, `first`, `growth`. Of a
        repeated parameter the last value counts. Parameters of the scenario are ignored.
    today : date, optional
        From 2020 to 2099. A start more than a year before or after this day is refused.

    Returns
    -------
    RampUpSettings, list of Rejected
        The settings, with the default for each absent or bad value, and the bad values.

    Raises
    ------
    ValueError
        `today` is not a date.

    Examples
    --------
    >>> read_settings({"goal": "5", "caution": "cautious"})[0].goal_min
    5.0
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
            # Each value is checked alone, so one bad value does not discard the others.
            fields[field] = getattr(RampUpSettings(**{field: value}), field)
        except ValueError as problem:
            rejected.append(Rejected(key, text[:80], first_message(problem), "the default"))
    return RampUpSettings(**fields), rejected


def write_settings(settings: RampUpSettings) -> dict[str, str]:
    """Write the settings as link parameters, without the longest run of the screening.

    Parameters
    ----------
    settings : RampUpSettings

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> write_settings(RampUpSettings(start=date(2026, 11, 23)))["start"]
    '2026-11-23'
    """
    query = {
        "start": settings.start.isoformat(),
        "goal": GOAL.unit.write(settings.goal_min),
        "caution": settings.caution,
        "first": OWN_FIRST.unit.write(settings.own_first_min),
        "growth": OWN_GROWTH.unit.write(settings.own_growth),
    }
    if settings.goal_share is not None:
        query["goal_share"] = GOAL_SHARE.unit.write(settings.goal_share)
    if settings.days:
        query["on"] = "_".join(settings.days).lower()
    if settings.minutes is not None:
        query["time"] = SESSION_TIME.unit.write(settings.minutes)
    if settings.away:
        query["away"] = write_dates(settings.away)
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
"""For each link parameter of the ramp-up: its field of `RampUpSettings` and its reader."""
