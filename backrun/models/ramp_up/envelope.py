"""The most that the rules allow week by week, and the reader's own idea held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from math import ceil, inf

from backrun.evidence import Stage, stages
from backrun.inputs.registry import OWN_FIRST
from backrun.models.ramp_up import limits
from backrun.models.ramp_up.check import Judge, Violation, check_plan
from backrun.models.ramp_up.limits import FIRST_RUN, TINY
from backrun.models.ramp_up.plan import FilledWeek, PlanWeek, RampUp
from backrun.models.ramp_up.planner import Planned, boldest, longest_goal
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.weeks import week_by_week
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

LOOKED_BACK_WEEKS = 5
"""Full weeks within which lies all that a rule looks back to: 30 days, or the best of four weeks.

But for the stages, of which a ramp is in the last one before it is as long as any may be.
"""


def envelope(plan: RampUp, planned: Planned = week_by_week) -> tuple[float, ...]:
    """Return the most minutes of backward running of each week of a plan, whatever its goal.

    It is the boldest plan for the longest goal there is: week by week the most that every rule
    allows. `planned` gives it; it may remember it, as it is the same for every goal and every pace.
    """
    weeks = plan.weeks()
    longest = planned(boldest(plan.scenario), longest_goal(plan.settings))
    allowed: dict[int, int] = {}
    for week in longest:
        if week.number > len(weeks):
            break
        allowed[week.number] = sum(s.backward_s for s in week.sessions if s.gait == "running")
    # A shorter goal may go with more sessions a week, and so with a larger sum.
    return tuple(max(week.backward_s(), allowed.get(week.number, 0)) / 60 for week in weeks)


def most_allowed(
    plan: RampUp, proposed: RampUp, planned: Planned = week_by_week
) -> tuple[float, ...]:
    """Return the envelope that holds for a plan, whatever was made of it by hand.

    An envelope is never below its plan, and an edited plan may be above the rules: where it is,
    this is the envelope of the plan as it was proposed, as far as that goes.
    """
    if plan == proposed or not check_plan(plan, plan.scenario, plan.settings):
        return envelope(plan, planned)
    most = envelope(proposed, planned)
    return (*most, *envelope(plan, planned)[len(most) :])[: len(plan.weeks())]


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A week of the reader's own idea: the sessions of the plan it is run on, and what it breaks.

    `worst` is the first rule that it breaks, the gravest first.
    """

    number: int
    days: tuple[tuple[date, str], ...]
    minutes: float
    worst: Violation | None


@dataclass(frozen=True, slots=True)
class OwnRamp:
    """The reader's own idea: minutes of backward running a week, and what the rules say to it.

    The minutes are the idea itself; it is judged in sections of whole seconds, never above it.
    `broken` maps the number of a week to the first rule that it breaks, the gravest first.
    """

    minutes: tuple[float, ...]
    broken: dict[int, Violation]


def own_ramp(plan: RampUp, known: Iterable[OwnWeek] = ()) -> OwnRamp:
    """Judge a ramp of the reader's own: a first session, and a growth a week, on the plan's days.

    The first session and the growth are the settings' `own_first_min` and `own_growth`; each
    week's sessions are alike, run from the first day on. It is the minutes that are judged: the
    speed is that of the first running stage.

    `known` are weeks judged for the same settings but for the goal, and for the same week of
    running. They stand for those of this plan if they have the same days.
    """
    weeks = plan.weeks()
    run = [week for week in weeks if week.sessions]
    pairs = zip(run, known, strict=False)
    own = [own for _, own in takewhile(lambda pair: _days(pair[0].sessions) == pair[1].days, pairs)]
    if len(own) < len(run):
        own = [*own_weeks(run, plan.scenario, plan.settings)]
    minutes = {week.number: week.minutes for week in own}
    return OwnRamp(
        tuple(minutes.get(week.number, 0.0) for week in weeks),
        {week.number: week.worst for week in own if week.worst is not None},
    )


def own_weeks(
    weeks: Iterable[PlanWeek | FilledWeek],
    scenario: Scenario,
    settings: RampUpSettings,
    longest: Iterable[OwnWeek] = (),
) -> Iterator[OwnWeek]:
    """Yield the weeks of a ramp of the reader's own on the days of a plan's; see `own_ramp`.

    A week is judged when it is asked for. `longest` are the weeks, on the same days, of the ramp
    that is as long as any may be from its first session on (`longest_own`). In the end most ramps
    are, and as the rules look back for some weeks alone, those weeks stand for theirs.
    """
    ends = iter(longest)
    bold = boldest(scenario)
    judge, cap = Judge(bold, settings), 1 + limits.limit_of("session_cap", settings) / 100
    speed = stages()[FIRST_RUN - 1].speed_m_s(settings.caution, bold.forward_speed_m_s)
    idea_s, drawn_s, longest_s, longest_since = 0.0, 0.0, 60 * OWN_FIRST.high, inf
    for number, of_plan in ((week.number, week.sessions) for week in weeks if week.sessions):
        wanted_s = 60 * settings.own_first_min * (1 + settings.own_growth) ** (number - 1)
        wanted_s = min(wanted_s, longest_s)
        # An idea within the cap stays so when it is divided into sections of whole seconds.
        kept = wanted_s <= idea_s * cap + TINY
        seconds = int(min(wanted_s, drawn_s * cap + TINY) if kept else wanted_s)
        longest_since = min(longest_since, number) if seconds == longest_s else inf
        if number - longest_since >= LOOKED_BACK_WEEKS and (end := _of_number(number, ends)):
            yield end
            continue
        of_week = _own_sessions(of_plan, seconds, speed)
        idea_s, drawn_s = wanted_s, of_week[0].backward_s
        minutes = wanted_s * len(of_week) / 60
        yield OwnWeek(number, _days(of_plan), minutes, judge.worst(number, of_week))


def longest_own(settings: RampUpSettings) -> RampUpSettings:
    """Return the settings with the ramp of one's own that is as long as any may be at once."""
    return settings.model_copy(update={"own_first_min": OWN_FIRST.high, "own_growth": 0.0})


def _of_number(number: int, weeks: Iterator[OwnWeek]) -> OwnWeek | None:
    """Return the next of some weeks that has a number."""
    return next((week for week in weeks if week.number == number), None)


def _days(sessions: Sequence[Session]) -> tuple[tuple[date, str], ...]:
    return tuple((session.date, session.key) for session in sessions)


def _own_sessions(of_plan: Sequence[Session], seconds: int, speed_m_s: float) -> list[Session]:
    """Return sessions of so many seconds run on the days of those of a plan."""
    stage = _stage_of(seconds)
    sections = ceil(seconds / stage.section_s)
    return [
        Session(
            key=session.key,
            date=session.date,
            stage=stage.number,
            sections=sections,
            section_s=seconds // sections,
            speed_m_s=speed_m_s,
        )
        for session in of_plan
    ]


def _stage_of(seconds: int) -> Stage:
    """Return the first running stage that holds so many seconds; the last one has no end here."""
    running = stages()[FIRST_RUN - 1 :]
    return next((stage for stage in running if stage.total_s >= seconds), running[-1])
