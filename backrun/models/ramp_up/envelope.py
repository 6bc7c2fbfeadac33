"""The most that the rules allow week by week, and the reader's own idea held against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from backrun.evidence import stages
from backrun.models.ramp_up import limits
from backrun.models.ramp_up.check import Violation, check_plan, worst_of_weeks
from backrun.models.ramp_up.limits import FIRST_RUN, TINY
from backrun.models.ramp_up.plan import RampUp, by_week
from backrun.models.ramp_up.planner import longest_goal, planned_sessions
from backrun.models.ramp_up.session import Session
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings
from backrun.variables import OWN_FIRST

Planned = Callable[[Scenario, RampUpSettings], Sequence[Session]]


def envelope(plan: RampUp, planned: Planned = planned_sessions) -> tuple[float, ...]:
    """Return the most minutes of backward running of each week of a plan, whatever its goal.

    It is the plan for the longest goal there is: week by week the most that every rule allows.
    `planned` gives its sessions; it may remember them, as they are the same for every goal.
    """
    longest = planned(plan.scenario, longest_goal(plan.settings))
    allowed = {
        number: sum(session.backward_s for session in sessions if session.gait == "running")
        for number, sessions in by_week(longest, plan.settings.start)
    }
    # A shorter goal may go with more sessions a week, and so with a larger sum.
    return tuple(max(week.backward_s(), allowed.get(week.number, 0)) / 60 for week in plan.weeks())


def most_allowed(
    plan: RampUp, proposed: RampUp, planned: Planned = planned_sessions
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
class OwnRamp:
    """The reader's own idea: minutes of backward running a week, and what the rules say to it.

    The minutes are the idea itself; it is judged in sections of whole seconds, never above it.
    `broken` maps the number of a week to the first rule that it breaks, the gravest first.
    """

    minutes: tuple[float, ...]
    broken: dict[int, Violation]


def own_ramp(plan: RampUp) -> OwnRamp:
    """Judge a ramp of the reader's own: a first session, and a growth a week, on the plan's days.

    The first session and the growth are the settings' `own_first_min` and `own_growth`; each
    week's sessions are alike, run from the first day on. It is the minutes that are judged: the
    speed stays that of the first running stage.
    """
    settings = plan.settings
    cap = 1 + limits.limit_of("session_cap", settings) / 100
    sessions: list[Session] = []
    minutes: list[float] = []
    idea_s = drawn_s = 0.0
    for week in plan.weeks():
        wanted_s = 60 * settings.own_first_min * (1 + settings.own_growth) ** (week.number - 1)
        wanted_s = min(wanted_s, 60 * OWN_FIRST.high)
        # An idea within the cap stays so when it is divided into sections of whole seconds.
        kept = wanted_s <= idea_s * cap + TINY
        seconds = min(wanted_s, drawn_s * cap + TINY) if kept else wanted_s
        of_week = [_own_session(plan, session, seconds) for session in week.sessions]
        if of_week:
            idea_s, drawn_s = wanted_s, of_week[0].backward_s
        sessions += of_week
        minutes.append(wanted_s * len(of_week) / 60)
    own = replace(plan, sessions=tuple(sessions))
    return OwnRamp(tuple(minutes), worst_of_weeks(own, plan.scenario, settings))


def _own_session(plan: RampUp, session: Session, seconds: float) -> Session:
    """Return a session of so many seconds run on the day of another one."""
    running = stages()[FIRST_RUN - 1 :]
    stage = next((stage for stage in running if stage.total_s >= int(seconds)), running[-1])
    sections = ceil(int(seconds) / stage.section_s)
    speed = running[0].speed_m_s(plan.settings.caution, plan.scenario.forward_speed_m_s)
    return replace(
        session,
        stage=stage.number,
        sections=sections,
        section_s=int(seconds / sections),
        speed_m_s=min(speed, plan.scenario.backward_speed_m_s),
        grade=0.0,
        why=(),
        outcome="planned",
        pain=None,
    )
