"""Filling week after week: as much as every rule allows, until the goal has been held."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import inf

from backrun.models.ramp_up import limits, week_limits
from backrun.models.ramp_up.after import Restart
from backrun.models.ramp_up.dates import choose, free_days
from backrun.models.ramp_up.day_limits import (
    SHORTEST_S,
    available_days,
    fits_the_day,
    minutes_on,
    most_that_fits,
)
from backrun.models.ramp_up.dose import divide
from backrun.models.ramp_up.goal import Aim, State
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import Limit, tightest
from backrun.models.ramp_up.plan import FilledWeek, by_week, first_of, is_lighter, week_number
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.shape import Course, Shape, shape, whole_week
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import DAYS, RampUpSettings

MOST_WEEKS = 52
# Weeks at the goal, lighter ones not counted, after which the plan ends.
WEEKS_AT_GOAL = 2
# Weeks without any change, lighter ones not counted, after which no more is to be had.
WEEKS_WITHOUT_CHANGE = 6


class PlanError(ValueError):
    """No plan can be made; the message names the setting, its value and what is allowed."""


def continue_plan(
    scenario: Scenario,
    settings: RampUpSettings,
    past: Sequence[Session] = (),
    restart: Restart | None = None,
) -> tuple[Session, ...]:
    """Return the past sessions and, from the week after the last of them, what comes next.

    The plan ends with the goal, or after a year.

    Raises
    ------
    PlanError
        When no weekday is available.
    """
    weeks = week_by_week(scenario, settings, past, restart)
    return (*past, *(session for week in weeks for session in week.sessions))


def week_by_week(
    scenario: Scenario,
    settings: RampUpSettings,
    past: Sequence[Session] = (),
    restart: Restart | None = None,
) -> Iterator[FilledWeek]:
    """Return the weeks that `continue_plan` puts behind the past, each planned when asked for.

    Raises
    ------
    PlanError
        When no weekday is available.
    """
    if not available_days(scenario, settings):
        raise PlanError(f"Days: none is available; allowed: at least one of {', '.join(DAYS)}")
    return _Planner(scenario, settings, past, restart or Restart()).weeks()


class _Planner:
    def __init__(
        self,
        scenario: Scenario,
        settings: RampUpSettings,
        past: Sequence[Session],
        restart: Restart,
    ) -> None:
        self.scenario, self.settings, self.past, self.restart = scenario, settings, past, restart
        self.history = History(settings.start)
        self.course = Course(scenario, settings, Aim.of(scenario, settings), self.history)
        self.weekdays = available_days(scenario, settings)
        self.away = frozenset(settings.away)
        self.minutes = {day: minutes_on(day, scenario, settings) for day in self.weekdays}
        # A session may have been moved out of the week that its key names.
        self.keys = {session.key for session in past}
        counted = [session for session in past if session.counts]
        for session in counted:
            self.history.add(session)
        full = [week for number, week in by_week(counted, settings.start) if not is_lighter(number)]
        self.full_weeks = [State.of(week) for week in full[-WEEKS_WITHOUT_CHANGE:]]

    def weeks(self) -> Iterator[FilledWeek]:
        """Yield week after week until the goal has been held."""
        last = max((session.date for session in self.past), default=date.min)
        first = week_number(last, self.settings.start) + 1 if self.past else 1
        for number in range(first, MOST_WEEKS + 1):
            if self._finished():
                return
            if (week := self._fill(number)).sessions:
                self.restart = Restart()
                if not is_lighter(number):
                    self.full_weeks.append(State.of(week.sessions))
                yield week

    def _finished(self) -> bool:
        """Whether the goal has been held, or nothing has changed, for some weeks."""
        if self.restart != Restart():
            # What a bad session asks for is still to come.
            return False
        held = self.full_weeks[-WEEKS_AT_GOAL:]
        still = self.full_weeks[-WEEKS_WITHOUT_CHANGE:]
        if len(held) == WEEKS_AT_GOAL and all(map(self.course.aim.reached, held)):
            return True
        return len(still) == WEEKS_WITHOUT_CHANGE == still.count(still[0])

    def _fill(self, number: int) -> FilledWeek:
        """Return a week, without a session where no day is free."""
        first = first_of(number, self.settings.start)
        reach_s = week_reach_s = 0.0
        days = free_days(first, self.weekdays, self.away, self.restart.first)
        while days:
            week = shape(self.course, number, days[0], self.restart)
            # Asked for before the week, so that sessions do not grow within it.
            length = week.length(days[0], self.course)
            rooms = {day: min(self._room(day, week), length.allowed) for day in days}
            chosen, each, most_s = self._how_many(week, rooms)
            shares = _divided(each, [rooms[day] for day in chosen])
            if week.stage.number > limits.WALKING:
                shared = max((share.allowed for share in shares if share), default=inf)
                reach_s = max(reach_s, min(length.allowed, shared))
                week_reach_s = max(week_reach_s, most_s)
            made: list[Session] = []
            for key, day, share in zip(self._free_keys(number), chosen, shares, strict=False):
                bound = tightest(length, share) if share else length
                session = self._session(week, key, day, bound)
                if session is None:
                    continue
                if not made and self._closed_since(day, week):
                    # The break has become too long by the first session: begin with its day.
                    days = [later for later in days if later >= day]
                    break
                self.history.add(session)
                made.append(session)
            else:
                return FilledWeek(number, tuple(made), reach_s, week_reach_s)
        return FilledWeek(number, (), reach_s, week_reach_s)

    def _free_keys(self, number: int) -> Iterator[str]:
        """Yield the keys of a week's sessions, without those that past sessions have."""
        keys = (f"w{number:02}-{place}" for place in itertools.count(1))
        return (key for key in keys if key not in self.keys)

    def _closed_since(self, day: date, week: Shape) -> bool:
        """Whether a week's stage, open on its first free day, is so no more on a later one."""
        return limits.allowed_stage(self.history, day, self.settings) < week.stage.number

    def _how_many(
        self, week: Shape, rooms: Mapping[date, float]
    ) -> tuple[Sequence[date], Limit | None, float]:
        """Return the days of a week's sessions, what the week leaves for each, and the most tried.

        As many days as the rules allow, unless their sum would make each session shorter than it
        could be; then two, as beginners' programmes have, or one where there is no second day. The
        third is the most seconds that the week came to with any number of days.
        """
        gait, settings = week.stage.gait, self.settings
        most = int(week_limits.week_sessions(settings).allowed)
        if week.held:
            most = min(most, self.history.last_count(gait) or most)
        wanted, most_s = max(rooms.values()), 0.0
        best: tuple[Sequence[date], Limit | None] | None = None
        for count in range(min(most, len(rooms)), 1, -1):
            chosen = choose(rooms, count, gait, self.history, settings)
            if len(chosen) < count:
                continue
            each = whole_week(self.course, week, count)
            allowed = inf if each is None else each.allowed
            most_s = max(most_s, count * min(allowed, wanted))
            if allowed >= SHORTEST_S:
                best = chosen, each
            if allowed >= wanted or week.lighter:
                break
        if best is None:
            chosen = choose(rooms, 1, gait, self.history, settings)
            best = chosen, whole_week(self.course, week, 1)
            most_s = max(most_s, wanted)
        return *best, most_s

    def _room(self, day: date, week: Shape) -> float:
        """Return the backward seconds that a day has time for."""
        return most_that_fits(self.minutes[day.weekday()], week.stage.number)

    def _session(self, week: Shape, key: str, day: date, bound: Limit) -> Session | None:
        """Return a session of a week, as long as every limit allows; None if not worth it."""
        stage, settings = week.stage, self.settings
        # And again before the session: the longest of 30 days may just have dropped out.
        limit = tightest(bound, limits.session_length(self.history, day, stage.gait, settings))
        if self._room(day, week) < limit.allowed:
            limit = fits_the_day(day, stage, self.scenario, settings)
        sections, section_s = divide(limit.allowed, stage, 60 * self.minutes[day.weekday()])
        if sections * section_s < SHORTEST_S:
            return None
        reasons = [limit, week.speed]
        if week.grade.allowed > limits.TINY:
            reasons.append(week.grade)
        if not self.history and limits.experience_counts(day, settings):
            reasons.append(limits.experience(settings))
        if self.history:
            reasons.append(limits.apart(self.history, day, stage.gait, settings))
            if self.history.ever_ran() and not self.history.goes_on(day):
                reasons.append(limits.after_break(settings))
        return Session(
            key=key,
            date=day,
            stage=stage.number,
            sections=sections,
            section_s=section_s,
            speed_m_s=week.speed.allowed,
            grade=week.grade.allowed,
            surface=self.scenario.surface,
            lighter_week=week.lighter,
            why=tuple(dict.fromkeys([reason.why for reason in reasons] + [*self.restart.why])),
        )


def _divided(each: Limit | None, rooms: Sequence[float]) -> list[Limit | None]:
    """Divide what a week leaves among its days: what a short one has no time for goes to others."""
    if each is None or each.allowed <= min(rooms, default=0.0):
        return [each] * len(rooms)
    left, shares = each.allowed * len(rooms), [each] * len(rooms)
    for done, place in enumerate(sorted(range(len(rooms)), key=rooms.__getitem__)):
        share = left / (len(rooms) - done)
        if each.rule == "small_week":
            share = min(share, limits.SMALL_TOTAL_S)
        # Of a goal the words say what one session comes to; of other rules, the whole week.
        shares[place] = limits.own_goal(share) if each.rule == "goal" else each.allowing(share)
        left -= min(share, rooms[place])
    return [*shares]
