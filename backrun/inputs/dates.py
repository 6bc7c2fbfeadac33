"""Dates as a link, a field or a file writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from backrun.inputs.field import shorten

FIRST_DATE, LAST_DATE = date(2020, 1, 1), date(2099, 12, 31)
MOST_DATES_AWAY = 400
# Past this the plan of someone else's link, or a slip of the finger, rather than a start.
MOST_DAYS_AHEAD = 366
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


def read_date(value: object, field: str = "Start") -> date:
    """Return a date of this century, from a date or a text such as 2026-11-23.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.
    """
    allowed = f"allowed: a date from {FIRST_DATE} to {LAST_DATE}, such as 2027-03-01"
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        day = None
    # A datetime is a date too, with a time of day that would have no meaning here.
    if type(day) is not date:
        raise ValueError(f"{field}: {shorten(value)} is not a date; {allowed}")
    if not FIRST_DATE <= day <= LAST_DATE:
        raise ValueError(f"{field}: {day}; {allowed}")
    return day


def check_start(start: date, today: date) -> None:
    """Refuse a start more than a year away from today.

    Raises
    ------
    ValueError
        Names the date and what is allowed.
    """
    first, last = (today + timedelta(days=sign * MOST_DAYS_AHEAD) for sign in (-1, 1))
    if not first <= start <= last:
        raise ValueError(f"Start: {start} is more than a year away; allowed: {first} to {last}")


def read_dates(text: str) -> tuple[date, ...]:
    """Read dates and ranges of dates, such as `2026-12-24..2027-01-02_2027-02-01`.

    Raises
    ------
    ValueError
        Names what cannot be read, and how to write it.
    """
    days: list[date] = []
    text = re.sub(r" ?(?:\.\.|\bto\b|–) ?", "..", " ".join(text.split()))
    for part in filter(None, re.split(r"[\s,;_]+", text)):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise ValueError(
                f"Away: {shorten(part)} cannot be read; "
                "allowed: dates such as 2026-12-24 or 2026-12-24..2027-01-02"
            )
        first = read_date(match[1], "Away")
        last = read_date(match[2], "Away") if match[2] else first
        count = (last - first).days + 1
        if count < 1:
            raise ValueError(f"Away: {part} ends before it begins; allowed: first..last")
        if count + len(days) > MOST_DATES_AWAY:
            raise ValueError(f"Away: more than {MOST_DATES_AWAY} days; allowed: at most that")
        days += [first + timedelta(days=n) for n in range(count)]
    return tuple(sorted(set(days)))


def write_dates(days: Iterable[date]) -> str:
    """Write dates so that `read_dates` reads them back, runs of days as a range.

    >>> write_dates([date(2026, 12, 24), date(2026, 12, 25), date(2027, 2, 1)])
    '2026-12-24..2026-12-25_2027-02-01'
    """
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1][1:] = [day]
        else:
            runs.append([day])
    return "_".join("..".join(day.isoformat() for day in run) for run in runs)
