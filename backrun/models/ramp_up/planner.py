"""The planner: week by week the most that every rule allows, until the goal is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise
from math import inf

from backrun.evidence import Stage, stages
from backrun.evidence.rows import Gait
from backrun.models.ramp_up import limits, week_limits
from backrun.models.ramp_up.goal import LENGTH_STAGE, SHORTEST_S, Aim, State, shortfall
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import LAST_STAGE, TINY, Limit
from backrun.models.ramp_up.plan import RampUp, Session, by_week, divide, is_lighter, week_number
from backrun.scenario import Scenario
from backrun.settings import DAYS, RampUpSettings

MOST_WEEKS = 52
# Weeks at the goal, lighter ones not counted, after which the plan ends.
WEEKS_AT_GOAL = 2
# Weeks without any change, lighter ones not counted, after which no more is to be had.
WEEKS_WITHOUT_CHANGE = 6
GRADE_STEP = 0.01


class PlanError(ValueError):
    """No plan can be made; the message names the setting, its value and what is allowed."""


def plan_ramp_up(scenario: Scenario, settings: RampUpSettings | None = None) -> RampUp:
    """Plan the way from the first backward walk to the goal.

    Parameters
    ----------
    scenario : Scenario
        Forward pace, backward share, week and surface shape the plan; forward running earns no
        credit.
    settings : RampUpSettings, optional
        Goal, caution, start, days, time and absences.

    Returns
    -------
    RampUp
        Passes `check_plan` for the same scenario and settings. `shortfall` says where the goal
        cannot be held, and what would hold it.

    Raises
    ------
    PlanError
        When no weekday is available.

    Notes
    -----
    No trial has measured injuries from backward running: the plan is cautious, not proven. Rules
    and their sources: `ramp_up_rules`.

    Examples
    --------
    >>> plan = plan_ramp_up(Scenario(), RampUpSettings(start=date(2026, 11, 23)))
    >>> plan.sessions[0].row.name
    'Backward walking'
    """
    settings = settings or RampUpSettings()
    sessions = continue_plan(scenario, settings, ())
    return RampUp(scenario, settings, sessions, shortfall=shortfall(scenario, settings, sessions))


@dataclass(frozen=True, slots=True)
class Restart:
    """What the first week after an adaptation has to respect.

    No session before `first`; a stage of at most `stage`; with `hold` nothing grows; `lighter`
    makes it a lighter week.
    """

    first: date
    stage: int = LAST_STAGE
    hold: bool = False
    lighter: bool = False


def continue_plan(
    scenario: Scenario,
    settings: RampUpSettings,
    past: Sequence[Session],
    restart: Restart | None = None,
    *,
    weeks: int = MOST_WEEKS,
) -> tuple[Session, ...]:
    """Return the past sessions and, from the week after the last of them, what comes next.

    The plan ends with the goal, or after so many weeks.

    Raises
    ------
    PlanError
        When no weekday is available.
    """
    if not limits.available_days(scenario, settings):
        raise PlanError(f"Days: none is available; allowed: at least one of {', '.join(DAYS)}")
    return tuple(_Planner(scenario, settings, past, restart).sessions(weeks))


@dataclass(frozen=True, slots=True)
class _Week:
    """A week to be filled: its stage, speed and grade, and what limits the length of a session."""

    number: int
    stage: Stage
    speed: Limit
    grade: float
    lighter: bool
    bases: tuple[Limit, ...]

    @property
    def base(self) -> Limit:
        """The tightest of the limits that do not depend on the day or on how many sessions."""
        return min(self.bases, key=lambda limit: limit.allowed)


class _Planner:
    def __init__(
        self,
        scenario: Scenario,
        settings: RampUpSettings,
        past: Sequence[Session],
        restart: Restart | None,
    ) -> None:
        self.scenario, self.settings, self.past = scenario, settings, past
        self.restart = restart
        self.aim = Aim.of(scenario, settings)
        self.history = History()
        self.totals: dict[Gait, dict[int, int]] = {"walking": {}, "running": {}}
        self.full_weeks: list[State] = []
        for week, sessions in by_week([s for s in past if s.counts], settings.start):
            for session in sessions:
                self._keep(session)
            self._note(week, sessions)

    def sessions(self, most_weeks: int) -> Iterator[Session]:
        """Yield the past sessions and then week after week until the goal has been held."""
        yield from self.past
        weeks = [week for week, _ in by_week(self.past, self.settings.start)]
        for number in range(1 + max(weeks, default=0), most_weeks + 1):
            if self._finished():
                return
            if sessions := self._fill(number):
                self.restart = None
                self._note(number, sessions)
                yield from sessions

    def _keep(self, session: Session) -> None:
        self.history.add(session)
        week = week_number(session.date, self.settings.start)
        totals = self.totals[session.gait]
        totals[week] = totals.get(week, 0) + session.backward_s

    def _note(self, week: int, sessions: Sequence[Session]) -> None:
        if not is_lighter(week):
            self.full_weeks.append(State.of(sessions))

    def _finished(self) -> bool:
        """Whether the goal has been held, or nothing has changed, for some weeks."""
        held = self.full_weeks[-WEEKS_AT_GOAL:]
        still = self.full_weeks[-WEEKS_WITHOUT_CHANGE:]
        if len(held) == WEEKS_AT_GOAL and all(map(self.aim.reached, held)):
            return True
        return len(still) == WEEKS_WITHOUT_CHANGE and len(set(still)) == 1

    def _fill(self, number: int) -> list[Session]:
        """Return the sessions of a week; none where no day is free."""
        days = self._free_days(number)
        if not days:
            return []
        week = self._shape(number, days[0])
        count, each = self._how_many(week, days)
        # Asked for before the week, so that sessions do not grow within it.
        bound = [*self._by_session(week, days[0]), *([each] if each else [])]
        sessions = []
        for place, day in enumerate(self._choose(days, count, week.stage.gait), start=1):
            session = self._session(week, f"w{number:02}-{place}", day, bound)
            if session.backward_s >= SHORTEST_S:
                self._keep(session)
                sessions.append(session)
        return sessions

    def _session(self, week: _Week, key: str, day: date, bound: Sequence[Limit]) -> Session:
        """Return a session of a week, as long as every limit allows."""
        fits = limits.fits_the_day(day, week.stage, self.scenario, self.settings)
        # And again before the session: the longest of 30 days may just have dropped out.
        length = limits.session_length(self.history, day, week.stage.gait, self.settings)
        limit = min([*bound, length, fits], key=lambda limit: limit.allowed)
        within = 60 * limits.minutes_on(day.weekday(), self.scenario, self.settings)
        sections, section_s = divide(limit.allowed, week.stage, within)
        reasons = [limit.why, week.speed.why]
        if self.history:
            apart = limits.apart(self.history, day, week.stage.gait, self.settings)
            reasons.append(apart.why)
        return Session(
            key=key,
            date=day,
            stage=week.stage.number,
            sections=sections,
            section_s=section_s,
            speed_m_s=week.speed.allowed,
            grade=week.grade,
            surface=self.scenario.surface,
            lighter_week=week.lighter,
            why=tuple(reasons),
        )

    def _free_days(self, number: int) -> list[date]:
        first = self.settings.start + timedelta(days=7 * (number - 1))
        weekdays = limits.available_days(self.scenario, self.settings)
        days = (first + timedelta(days=n) for n in range(7))
        return [
            day
            for day in days
            if day.weekday() in weekdays
            and day not in self.settings.away
            and (self.restart is None or day >= self.restart.first)
        ]

    def _shape(self, number: int, first: date) -> _Week:
        """Return stage, speed and grade of a week, and what its sessions may not exceed."""
        lighter = is_lighter(number) or (self.restart is not None and self.restart.lighter)
        recent = self.history.recent(first)
        stage = self._stage(recent, first, lighter)
        before = [session for session in recent if session.gait == stage.gait]
        held = lighter or (self.restart is not None and self.restart.hold)
        speed, grade, grown = self._pace(before, first, stage, held)
        bases = [limits.stage_dose(stage)]
        if stage.gait == "walking":
            bases.append(limits.walk_goal(self.settings))
        elif self.aim.session_s < inf:
            bases.append(limits.own_goal(self.aim.session_s))
        if before and (grown or held):
            longest = max(session.backward_s for session in before)
            bases.append(Limit(longest, week_limits.one_at_a_time(*(grown or NOTHING_GROWS))))
        if before and lighter:
            bases.append(week_limits.lighter_than(before[-1].backward_s, self.settings))
        return _Week(number, stage, speed, grade, lighter, tuple(bases))

    def _stage(self, recent: Sequence[Session], day: date, lighter: bool) -> Stage:
        """Return the stage of a week: the next one as soon as it is open and brings something."""
        allowed = limits.allowed_stage(self.history, day, self.settings)
        if lighter and recent:
            allowed = min(allowed, recent[-1].stage)
        if self.restart:
            allowed = min(allowed, self.restart.stage)
        wanted = LAST_STAGE if self.aim.faster and self._long_enough(recent) else self.aim.stage
        return stages()[min(allowed, wanted) - 1]

    def _long_enough(self, recent: Sequence[Session]) -> bool:
        """Whether any week since the last break has had the length of the goal."""
        running = [session for session in recent if session.gait == "running"]
        weeks = by_week(running, self.settings.start)
        return any(self.aim.long_enough(State.of(sessions)) for _, sessions in weeks)

    def _pace(
        self, before: Sequence[Session], day: date, stage: Stage, held: bool
    ) -> tuple[Limit, float, tuple[str, str] | None]:
        """Return the speed and the grade of a week, and what of the two has grown."""
        top = limits.top_speed(self.history, day, stage, self.scenario, self.settings)
        own = self.scenario.backward_speed_m_s if stage.gait == "running" else top.allowed
        wanted = min(top.allowed, own)
        if stage.gait == "walking" or not before:
            return Limit(wanted, top.why), 0.0, None
        fastest = max(session.speed_m_s for session in before)
        steepest = max(session.grade for session in before) if stage.number == LAST_STAGE else 0.0
        may_grow = not held and (stage.number == LENGTH_STAGE or self._long_enough(before))
        if wanted <= fastest + TINY or not may_grow:
            wanted = min(wanted, fastest)
            if stage.number == LAST_STAGE and may_grow and steepest < self.aim.grade - TINY:
                grade = min(self.aim.grade, steepest + GRADE_STEP)
                return Limit(wanted, top.why), grade, ("it gets steeper", "length and speed stay")
            return Limit(wanted, top.why), min(steepest, self.aim.grade), None
        step = week_limits.speed_step(fastest, self.scenario, self.settings)
        faster = min((Limit(wanted, top.why), step), key=lambda limit: limit.allowed)
        return faster, min(steepest, self.aim.grade), ("it gets faster", "the length stays")

    def _how_many(self, week: _Week, days: Sequence[date]) -> tuple[int, Limit | None]:
        """Return how many sessions a week has, and what the week as a whole leaves for each.

        As many as the rules allow, unless their sum would make each shorter than it could be; then
        two, as beginners' programmes have, or one where there is no second day.
        """
        most = int(week_limits.week_sessions(self.settings).allowed)
        if week.lighter:
            most = min(most, self._last_count(week.stage.gait) or most)
        wanted = min(limit.allowed for limit in self._by_session(week, days[0]))
        best: tuple[int, Limit | None] = (1, self._whole_week(week, 1))
        for count in range(min(most, len(days)), 1, -1):
            if len(self._choose(days, count, week.stage.gait)) == count:
                each = self._whole_week(week, count)
                if each is None or each.allowed >= SHORTEST_S:
                    best = (count, each)
                if each is None or each.allowed >= wanted or week.lighter:
                    break
        return best

    def _last_count(self, gait: Gait) -> int:
        """Return how many sessions the last week with that gait had."""
        alike = [session for session in self.history.sessions if session.gait == gait]
        counts = [len(sessions) for _, sessions in by_week(alike, self.settings.start)]
        return counts[-1] if counts else 0

    def _by_session(self, week: _Week, day: date) -> tuple[Limit, ...]:
        """Return what limits a session of a week, whatever the others are."""
        length = limits.session_length(self.history, day, week.stage.gait, self.settings)
        return (week.base, length)

    def _whole_week(self, week: _Week, count: int) -> Limit | None:
        """Return what the rules for a whole week leave for each of so many sessions."""
        gait, number, settings = week.stage.gait, week.number, self.settings
        totals = self.totals[gait]
        found = []
        growth = week_limits.week_growth(totals, number, count, settings)
        if growth is not None:
            small = week_limits.small_week(totals, number, count, settings) / count
            by_step = min(small, limits.SMALL_TOTAL_S)
            found.append(Limit(max(growth.allowed / count, by_step), growth.why))
        lighter = week_limits.lighter_week(totals, number, settings)
        if week.lighter and lighter is not None:
            found.append(Limit(lighter.allowed / count, lighter.why))
        if gait == "running":
            share = week_limits.week_share(self.scenario, week.stage.number, settings)
            found.append(Limit(share.allowed / count, share.why))
            if self.aim.week_s < inf:
                found.append(limits.own_goal(self.aim.week_s / count))
        return min(found, key=lambda limit: limit.allowed, default=None)

    def _choose(self, days: Sequence[date], count: int, gait: Gait) -> list[date]:
        """Return so many of the days, as far apart as they can be; fewer where the rules say so."""
        first = limits.apart(self.history, days[0], gait, self.settings).allowed
        # What was run before the plan may stop counting within the week.
        inner = max(
            limits.apart_within(self.history, day, gait, self.settings).allowed
            for day in (days[0], days[-1])
        )
        offsets = tuple((day - days[0]).days for day in days)
        earliest = int(first) - (days[0] - self.history.last.date).days if self.history else 0
        return [days[0] + timedelta(days=n) for n in _spread(offsets, count, earliest, int(inner))]


NOTHING_GROWS = ("nothing grows", "all stays")


@lru_cache(maxsize=4096)
def _spread(offsets: tuple[int, ...], count: int, earliest: int, apart: int) -> tuple[int, ...]:
    """Return the most evenly spread days, at most `count`, none before `earliest`."""
    open_days = [day for day in offsets if day >= earliest]
    for size in range(min(count, len(open_days)), 0, -1):
        found = [
            days
            for days in combinations(open_days, size)
            if all(b - a >= apart for a, b in pairwise(days))
        ]
        if found:
            # The way round to the same days of the next week counts as a gap too.
            return max(found, key=lambda days: (_smallest_gap(days), [-day for day in days]))
    return ()


def _smallest_gap(days: tuple[int, ...]) -> int:
    return min(b - a for a, b in zip(days, (*days[1:], days[0] + 7), strict=True))
