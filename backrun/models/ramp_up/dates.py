"""Which days of a week: as far apart as they can be, and as the rules ask."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations, pairwise

from backrun.evidence.rows import Gait
from backrun.models.ramp_up import limits
from backrun.models.ramp_up.day_limits import SHORTEST_S
from backrun.models.ramp_up.history import History
from backrun.scenario.settings import RampUpSettings

_WEEK = tuple(timedelta(days=n) for n in range(7))


def free_days(
    first: date, weekdays: Container[int], away: Container[date], not_before: date
) -> list[date]:
    """Return the days of the week from a day on, on which a session may be."""
    days = [first + later for later in _WEEK]
    return [
        day for day in days if day.weekday() in weekdays and day >= not_before and day not in away
    ]


def choose(
    rooms: Mapping[date, float], count: int, gait: Gait, history: History, settings: RampUpSettings
) -> list[date]:
    """Return so many of a week's free days, as far apart as they can be; fewer where rules say so.

    `rooms` holds the seconds that each day has for what is wanted: days with more come first, days
    without enough for the shortest session not at all.
    """
    days = [*rooms]
    # What was run before the plan may stop counting within the week: both its ends are asked.
    ends = (days[0], days[-1])
    first = max([limits.apart(history, day, gait, settings).allowed for day in ends])
    inner = max([limits.apart_within(history, day, gait, settings).allowed for day in ends])
    earliest = int(first) - (days[0] - history.last.date).days if history else 0
    offsets = {(day - days[0]).days: room for day, room in rooms.items() if room >= SHORTEST_S}
    # Counted from the shortest: as a rule there is no difference, and the choice is known already.
    least = min(offsets.values(), default=0.0)
    open_days = tuple((n, room - least) for n, room in offsets.items() if n >= earliest)
    return [days[0] + timedelta(days=n) for n in _spread(open_days, count, int(inner))]


@lru_cache(maxsize=4096)
def _spread(days: tuple[tuple[int, float], ...], most: int, apart: int) -> tuple[int, ...]:
    """Return at most so many days: with the most room, and of those the most evenly spread."""
    rooms = dict(days)
    for size in range(min(most, len(days)), 0, -1):
        found = [
            chosen
            for chosen in combinations(rooms, size)
            if all(b - a >= apart for a, b in pairwise(chosen))
        ]
        if found:
            # The way round to the same days of the next week counts as a gap too.
            return max(
                found,
                key=lambda chosen: (
                    sum(rooms[day] for day in chosen),
                    _smallest_gap(chosen),
                    [-day for day in chosen],
                ),
            )
    return ()


def _smallest_gap(days: tuple[int, ...]) -> int:
    return min(b - a for a, b in zip(days, (*days[1:], days[0] + 7), strict=True))


@cache
def most_apart(weekdays: tuple[int, ...], apart: int) -> int:
    """Return how many of some weekdays can be used week after week, so many days apart."""
    return max(
        (
            len(chosen)
            for size in range(1, len(weekdays) + 1)
            for chosen in combinations(weekdays, size)
            if size == 1 or _smallest_gap(chosen) >= apart
        ),
        default=0,
    )
