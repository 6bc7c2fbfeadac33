"""The plan: its sessions, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from backrun.evidence.rows import Gait
from backrun.models.ramp_up.frame import frame
from backrun.models.ramp_up.session import Session
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

# From the start to the last day on which a plan may have a session.
LONGEST_PLAN = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One week of a plan: its number, its first day and its sessions."""

    number: int
    first: date
    sessions: tuple[Session, ...]
    lighter: bool

    def backward_s(self, gait: Gait = "running") -> int:
        """Seconds backward in one gait, of the sessions that count."""
        return sum(s.backward_s for s in self.sessions if s.gait == gait and s.counts)


class FilledWeek(NamedTuple):
    """A week as the planner fills it: its number and its sessions.

    `reach_s` is what the goal of a session was held against, `week_reach_s` what that of a week
    would have been: longer ones would have had no say in the week.
    """

    number: int
    sessions: tuple[Session, ...]
    reach_s: float
    week_reach_s: float


@dataclass(frozen=True, slots=True)
class RampUp:
    """A plan with what it was made from.

    Attributes
    ----------
    scenario : Scenario
    settings : RampUpSettings
    sessions : tuple of Session
        In order of their dates.
    changes : tuple of str
        What the last adaptation changed, and why.
    shortfall : tuple of str
        Why the goal cannot be held, and what would hold it; empty where it is reached.
    """

    scenario: Scenario
    settings: RampUpSettings
    sessions: tuple[Session, ...] = ()
    changes: tuple[str, ...] = ()
    shortfall: tuple[str, ...] = ()
    # Every chart and sentence of a page asks for the weeks, which nothing changes.
    _weeks: tuple[PlanWeek, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        # Of a plan looked up in what was kept: all its sessions would take longer than a lookup.
        return hash((self.scenario, self.settings, len(self.sessions)))

    def week_of(self, day: date) -> int:
        """Return the number of the week that a day falls in; the plan starts with week 1."""
        return week_number(day, self.settings.start)

    def weeks(self) -> tuple[PlanWeek, ...]:
        """Return the weeks up to the last session, those without a session included."""
        if self._weeks is None:
            object.__setattr__(self, "_weeks", tuple(self._divided()))
        return self._weeks or ()

    def _divided(self) -> Iterator[PlanWeek]:
        found = dict(by_week(self.sessions, self.settings.start))
        for number in range(1, max(found, default=0) + 1):
            sessions = found.get(number, ())
            lighter = is_lighter(number) or _all_lighter(sessions)
            yield PlanWeek(number, first_of(number, self.settings.start), sessions, lighter)

    def for_others(self, scenario: Scenario, settings: RampUpSettings) -> RampUp:
        """Return the same sessions with another scenario, and settings of the same start."""
        plan = replace(self, scenario=scenario, settings=settings)
        object.__setattr__(plan, "_weeks", self.weeks())
        return plan

    def with_sessions(self, sessions: Iterable[Session]) -> RampUp:
        """Return the plan with other sessions, in order of their dates."""
        return replace(self, sessions=tuple(sorted(sessions, key=lambda s: (s.date, s.key))))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a session, in SI units but for the minutes."""
        return frame(self)


LIGHTER_EVERY = 4


def _all_lighter(sessions: tuple[Session, ...]) -> bool:
    """Return whether a week is a lighter one by its sessions, as after an illness."""
    return bool(sessions) and all(session.lighter_week for session in sessions)


def is_lighter(week: int) -> bool:
    """Return whether a week is one of the lighter ones: every fourth from the start on."""
    return week > 0 and week % LIGHTER_EVERY == 0


def first_of(week: int, start: date) -> date:
    """Return the first day of a week of a plan."""
    return start + timedelta(days=7 * (week - 1))


def week_number(day: date, start: date) -> int:
    """Return the week of a plan that a day falls in."""
    return (day - start).days // 7 + 1


def by_week(sessions: Iterable[Session], start: date) -> Iterator[tuple[int, tuple[Session, ...]]]:
    """Return sessions, sorted by date, week by week."""
    for number, group in groupby(sessions, key=lambda s: week_number(s.date, start)):
        yield number, tuple(group)
