"""Durations, dates and speeds as people say them."""

from __future__ import annotations

from datetime import date

from backrun.units import System

# Python's own writing of dates takes ten times as long, and follows the language of the machine.
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def duration(seconds: float) -> str:
    """Write seconds as people say them.

    >>> duration(45), duration(120), duration(150)
    ('45 s', '2 min', '2 min 30 s')
    """
    # A product such as 1.1 × 600 may come out a hair below the whole second that it stands for.
    minutes, rest = divmod(int(seconds + 1e-6), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def count(number: int, noun: str) -> str:
    """Write a number of things.

    >>> count(1, "session"), count(3, "session")
    ('1 session', '3 sessions')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def percent(share: float) -> str:
    """Write a share of 1, to a tenth of a percent.

    >>> percent(0.3), percent(0.1017), percent(-0.02), percent(11.0)
    ('30 %', '10.2 %', '−2 %', '1100 %')
    """
    return f"{100 * share:.1f}".removesuffix(".0").replace("-", "−") + " %"


def day_text(day: date) -> str:
    """Write a date as people say it.

    >>> day_text(date(2026, 11, 23))
    'Mon 23 Nov 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def speed_text(speed_m_s: float, system: System) -> str:
    """Write a slow speed in the person's unit.

    >>> speed_text(0.667, "metric")
    '2.4 km/h'
    """
    mph = system == "imperial"
    return f"{speed_m_s * (2.236936 if mph else 3.6):.1f} {'mph' if mph else 'km/h'}"
