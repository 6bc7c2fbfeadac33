"""The shape of a week to be filled: its stage, its pace, and what its sessions may not exceed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import NamedTuple

from backrun.evidence import Stage, stages
from backrun.models.ramp_up import limits, pace_limits, week_limits
from backrun.models.ramp_up.after import Restart, after_illness
from backrun.models.ramp_up.goal import Aim
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import LAST_STAGE, TINY, WALKING, Limit, tightest
from backrun.models.ramp_up.plan import first_of, is_lighter
from backrun.models.ramp_up.session import Session
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

Grown = tuple[str, str]
LONGER: Grown = ("the length comes first", "the speed stays")
FASTER: Grown = ("it gets faster", "the length stays")
STEEPER: Grown = ("it gets steeper", "length and speed stay")
NOTHING_GROWS: Grown = ("nothing grows", "all stays")
# In a lighter week the length does not stay what it was: it is less.
NOT_FASTER: Grown = ("nothing grows", "the speed stays")


@dataclass(frozen=True, slots=True)
class Course:
    """What is asked for, and what has been done of it."""

    scenario: Scenario
    settings: RampUpSettings
    aim: Aim
    history: History

    def arrived(self, day: date) -> bool:
        """Whether any week since the last break has had the length of the goal."""
        return self.aim.holds(*self.history.best_run(day))


class Shape(NamedTuple):
    """Stage, speed and grade of a week; `base` is what limits a session on whatever day.

    `held` is a week in which nothing grows, `lighter` one that is less than those before.
    """

    number: int
    stage: Stage
    speed: Limit
    grade: Limit
    held: bool
    lighter: bool
    base: Limit

    def length(self, day: date, course: Course) -> Limit:
        """Return what limits a session on a day, whatever the others of the week are."""
        gait = self.stage.gait
        return tightest(
            self.base, limits.session_length(course.history, day, gait, course.settings)
        )


def shape(course: Course, number: int, first: date, restart: Restart) -> Shape:
    """Return what a week is to be whose first free day is `first`."""
    settings, aim = course.settings, course.aim
    lighter = is_lighter(number) or restart.lighter
    held = lighter or bool(restart.hold)
    stage = _stage(course, first, lighter, restart.stage)
    before = course.history.within(first_of(number, settings.start), stage.gait)
    reference = _reference(before, stage, restart)
    still = NOT_FASTER if lighter else NOTHING_GROWS
    speed, grade, grown = _pace(course, reference, first, stage, still if held else None)
    bases = [limits.stage_dose(stage)]
    if stage.number == WALKING:
        bases.append(limits.walk_goal(settings))
    elif aim.session_s < inf:
        bases.append(limits.own_goal(aim.session_s))
    if reference and (grown or held):
        grown = grown or NOTHING_GROWS
        bases.append(week_limits.one_at_a_time(reference["length"], *grown))
    if lighter and (before or restart.lighter):
        bases.append(_lighter(course, number, first, stage, before))
    return Shape(number, stage, speed, grade, held, lighter, tightest(*bases))


def _reference(before: Sequence[Session], stage: Stage, restart: Restart) -> Mapping[str, float]:
    """Return length, speed and grade of the 30 days before, or of what went badly at any time.

    In a lighter week, or on a short day, that was less than the most of the 30 days.
    """
    hurt = [session for session in restart.hold if session.gait == stage.gait]
    return week_limits.least(hurt) if hurt else week_limits.most(before)


def _lighter(
    course: Course, number: int, first: date, stage: Stage, before: Sequence[Session]
) -> Limit:
    """Return what a session of a lighter week may have: less than the last, or than a first one."""
    settings = course.settings
    usual = limits.session_length(course.history, first, stage.gait, settings).allowed
    last = before[0].backward_s if before else usual
    lighter = week_limits.lighter_than(last, week_limits.LAST_SESSION, settings)
    return lighter if is_lighter(number) else after_illness(lighter.allowed, settings)


def _stage(course: Course, day: date, lighter: bool, at_most: int) -> Stage:
    """Return the stage of a week: the next one as soon as it is open and brings something."""
    history, aim = course.history, course.aim
    allowed = min(limits.allowed_stage(history, day, course.settings), at_most)
    if lighter and history.goes_on(day):
        allowed = min(allowed, history.last.stage)
    wanted = LAST_STAGE if aim.faster and course.arrived(day) else aim.stage
    return stages()[min(allowed, wanted) - 1]


def _pace(
    course: Course, before: Mapping[str, float], day: date, stage: Stage, held: Grown | None
) -> tuple[Limit, Limit, Grown | None]:
    """Return the speed and the grade of a week, and what has grown of those `before` it.

    `held` says, of a week in which nothing may grow, what stays.
    """
    scenario, settings, aim = course.scenario, course.settings, course.aim
    top = pace_limits.top_speed(course.history, day, stage, scenario, settings)
    walking, last = stage.number == WALKING, stage.number == LAST_STAGE
    wanted = min(top.allowed, scenario.backward_speed_m_s)
    steepest = before["grade"] if before and last else 0.0
    grade = pace_limits.top_grade(stage.number, settings).allowing(min(steepest, aim.grade))
    if not before:
        return top.allowing(wanted), grade, None
    fastest = before["speed"]
    # First the length, then the speed, then the grade.
    may_grow = not held and (walking or course.arrived(day))
    if may_grow and wanted > fastest + TINY:
        faster = top.allowing(wanted)
        if not walking:
            faster = tightest(faster, week_limits.speed_step(fastest, scenario, settings))
        return faster, grade, FASTER
    speed = top.allowing(wanted)
    if fastest < wanted - TINY:
        # Only where length may still grow does the speed wait for it.
        speed = week_limits.one_at_a_time(fastest, *(held or LONGER))
    if may_grow and last and grade.allowed < aim.grade - TINY:
        step = week_limits.grade_step(grade.allowed, settings)
        return speed, tightest(step, grade.allowing(aim.grade)), STEEPER
    return speed, grade, None


def whole_week(course: Course, week: Shape, count: int) -> Limit | None:
    """Return what the rules for a whole week leave for each of so many sessions."""
    gait, number, settings = week.stage.gait, week.number, course.settings
    totals = course.history.totals[gait]
    found = []
    growth = week_limits.week_growth(totals, number, count, settings)
    if growth is not None:
        small = week_limits.small_week(totals, number, count, settings)
        by_step = min(small.allowed / count, limits.SMALL_TOTAL_S)
        by_share = growth.allowed / count
        found.append(small.allowing(by_step) if by_step > by_share else growth.allowing(by_share))
    lighter = week_limits.lighter_week(totals, number, settings) if week.lighter else None
    if lighter is not None:
        each = lighter.allowed / count
        found.append(
            lighter.allowing(each) if is_lighter(number) else after_illness(each, settings)
        )
    if gait == "running":
        share = week_limits.week_share(course.scenario, week.stage.number, settings)
        found.append(share.allowing(share.allowed / count))
        if course.aim.week_s < inf:
            found.append(limits.own_goal(course.aim.week_s / count))
    return tightest(*found) if found else None
