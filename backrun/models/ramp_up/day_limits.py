"""What the person's own calendar leaves: which days, and how long a session on them may be."""

from __future__ import annotations

from datetime import date
from functools import cache

from backrun.evidence import Stage, stages
from backrun.models.ramp_up.dose import COOL_DOWN_S, WARM_UP_S
from backrun.models.ramp_up.limits import Limit
from backrun.models.ramp_up.words import day_text
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import DAYS, RampUpSettings

USUAL_SESSION_MIN = 30.0
SHORTEST_S = 20
"""Seconds backward below which a session is not worth its warm-up."""
SHORTEST_SESSION_S = WARM_UP_S + SHORTEST_S + COOL_DOWN_S


def available_days(scenario: Scenario, settings: RampUpSettings) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) on which a session may be."""
    if settings.days:
        return tuple(DAYS.index(day) for day in settings.days)
    return tuple(n for n, day in enumerate(scenario.week.days) if day.minutes > 0)


def usable_days(scenario: Scenario, settings: RampUpSettings) -> tuple[int, ...]:
    """Return the available weekdays with time enough for the shortest session."""
    return tuple(
        weekday
        for weekday in available_days(scenario, settings)
        if minutes_on(weekday, scenario, settings) * 60 >= SHORTEST_SESSION_S
    )


def available(day: date) -> Limit:
    """Return that a day has no place for a session, as a limit."""
    return Limit(0.0, "available", lambda: {"day": day_text(day)})


def minutes_on(weekday: int, scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the minutes for a session on a weekday: as set, else that day's own run."""
    if settings.minutes is not None:
        return settings.minutes
    return scenario.week.days[weekday].minutes or USUAL_SESSION_MIN


def fits_the_day(day: date, stage: Stage, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds that fit a day with warm-up, recovery and cool-down."""
    minutes = minutes_on(day.weekday(), scenario, settings)
    return Limit(
        most_that_fits(minutes, stage.number),
        "fits_the_day",
        lambda: {"limit": f"{minutes:g} min", "day": f"{day:%A}"},
    )


@cache
def most_that_fits(minutes: float, stage_number: int) -> float:
    """Return the most backward seconds of a stage in so many minutes, recoveries included."""
    stage = stages()[stage_number - 1]
    left = minutes * 60 - WARM_UP_S - COOL_DOWN_S
    doses = [
        min(sections * stage.section_s, left - (sections - 1) * stage.recovery_s)
        for sections in range(1, stage.most_sections + 1)
        if left - (sections - 1) * stage.recovery_s > (sections - 1) * stage.section_s
    ]
    return max(doses, default=0.0)
