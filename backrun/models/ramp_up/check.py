"""The checker: judges any plan, its own or an edited one, by the rules that the planner follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from backrun.models.ramp_up.after import after
from backrun.models.ramp_up.check_session import Found, Situation, judge_session
from backrun.models.ramp_up.check_week import judge_held, judge_week
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.plan import RampUp, by_week
from backrun.models.ramp_up.session import Session
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

Severity = Literal["caution", "stop"]
STOPS = frozenset(
    {
        *("stage_order", "stage_sessions", "break_days", "first_dose", "first_apart"),
        *("weekly_stop", "level"),
        *("soreness", "pain", "pain_stop", "illness", "fall"),
    }
)
"""Rules whose breach is a stop: stages left out, first doses, big jumps, downhill, no rest."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a session or a week breaks.

    Attributes
    ----------
    rule : str
        Name of the rule, see `ramp_up_rules`.
    key : str
        Key of the session; of the week's last one where the week as a whole breaks the rule.
    week : int
    severity : {"caution", "stop"}
    message : str
        What was found, and what is allowed.
    """

    rule: str
    key: str
    week: int
    severity: Severity
    message: str


class Broken(NamedTuple):
    """What was found to break a rule: in a session, or with a week's last one in a whole week."""

    session: Session
    week: int
    found: Found


def check_plan(plan: RampUp, scenario: Scenario, settings: RampUpSettings) -> list[Violation]:
    """Judge a plan by every rule.

    Parameters
    ----------
    plan : RampUp
        Any plan. What is logged, and all before it, is history: it counts as a reference unless it
        was missed, and is not judged any more.
    scenario : Scenario
    settings : RampUpSettings

    Returns
    -------
    list of Violation
        In the order of the sessions; empty when the plan keeps every rule.

    Notes
    -----
    The rules, their limits and sources are those of `ramp_up_rules`.

    Examples
    --------
    >>> from datetime import date
    >>> from backrun import plan_ramp_up
    >>> scenario, settings = Scenario(), RampUpSettings(start=date(2026, 11, 23))
    >>> check_plan(plan_ramp_up(scenario, settings), scenario, settings)
    []
    """
    sessions = sorted(plan.sessions, key=lambda s: (s.date, s.key))
    judge = Judge(scenario, settings, sessions)
    return [
        _violation(*broken)
        for number, of_week in by_week(sessions, settings.start)
        for broken in judge.week(number, of_week)
    ]


class Judge:
    """Judges week after week by every rule, and remembers what was before.

    `logged` are sessions of which some may have been logged: what happened in them counts.
    """

    def __init__(
        self, scenario: Scenario, settings: RampUpSettings, logged: Sequence[Session] = ()
    ) -> None:
        self.now = max((s.date for s in logged if s.outcome != "planned"), default=date.min)
        self.history = History(settings.start)
        self.situation = Situation.of(self.history, after(logged, settings), scenario, settings)
        # What follows from a bad session concerns the first one to come, and the first week.
        self.first_session = self.first_week = True

    def worst(self, number: int, sessions: Sequence[Session]) -> Violation | None:
        """Judge the next week; return the first rule that it breaks, the gravest first."""
        worst: Violation | None = None
        with closing(self.week(number, sessions)) as week:
            for broken in week:
                if _severity(broken.found) == "stop":
                    return _violation(*broken)
                worst = worst or _violation(*broken)
        return worst

    def week(self, number: int, sessions: Sequence[Session]) -> Generator[Broken]:
        """Judge the next week: yield what breaks a rule.

        The weeks after it are judged by all of it, whether someone asks for the rest or not.
        """
        situation, before = self.situation, self.situation.before(number)
        counted = [session for session in sessions if session.counts]
        to_come = [session for session in sessions if self._is_to_come(session)]
        held = self.first_week and all(session.outcome == "planned" for session in sessions)
        left = deque(sessions)
        try:
            while left:
                session = left[0]
                if self._is_to_come(session):
                    first = self.first_session and session is to_come[0]
                    for found in judge_session(situation, session, first):
                        yield Broken(session, number, found)
                self._count(left.popleft())
            if to_come:
                for found in judge_week(situation, number, counted, before, held):
                    yield Broken(counted[-1], number, found)
                if self.first_week:
                    for found in judge_held(situation, to_come, before):
                        yield Broken(counted[-1], number, found)
        finally:
            for session in left:
                self._count(session)
            if to_come:
                self.first_session = False
                self.first_week = self.first_week and not held

    def _is_to_come(self, session: Session) -> bool:
        return session.outcome == "planned" and session.date > self.now

    def _count(self, session: Session) -> None:
        if session.counts:
            self.history.add(session)


def _violation(session: Session, week: int, found: Found) -> Violation:
    message = f"{found.text()}. {found.limit.why.sentence}"
    return Violation(found.limit.rule, session.key, week, _severity(found), message)


def _severity(found: Found) -> Severity:
    return "stop" if found.stop or found.limit.rule in STOPS else "caution"
