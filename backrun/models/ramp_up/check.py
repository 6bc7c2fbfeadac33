"""The checker: judges any plan, its own or an edited one, by the rules that the planner follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from backrun.models.ramp_up.after import after
from backrun.models.ramp_up.check_session import Found, Situation, judge_session
from backrun.models.ramp_up.check_week import judge_held, judge_week
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.plan import RampUp, by_week
from backrun.models.ramp_up.session import Session
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

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
    return [_violation(*broken) for broken in _Check(plan, scenario, settings).broken()]


def worst_of_weeks(
    plan: RampUp, scenario: Scenario, settings: RampUpSettings
) -> dict[int, Violation]:
    """Return by week the first rule that it breaks, the gravest first; see `check_plan`."""
    worst: dict[int, Broken] = {}
    for broken in _Check(plan, scenario, settings).broken():
        first = worst.setdefault(broken.week, broken)
        if _severity(first.found) == "caution" and _severity(broken.found) == "stop":
            worst[broken.week] = broken
    return {week: _violation(*broken) for week, broken in worst.items()}


class _Check:
    def __init__(self, plan: RampUp, scenario: Scenario, settings: RampUpSettings) -> None:
        self.sessions = sorted(plan.sessions, key=lambda s: (s.date, s.key))
        self.now = max((s.date for s in self.sessions if s.outcome != "planned"), default=date.min)
        self.history = History(settings.start)
        self.situation = Situation.of(
            self.history, after(self.sessions, settings), scenario, settings
        )

    def broken(self) -> Iterator[Broken]:
        # What follows from a bad session concerns the first one to come, and the first week.
        first_session = first_week = True
        for week, sessions in by_week(self.sessions, self.situation.settings.start):
            before = self.situation.before(week)
            for session in sessions:
                if self._is_to_come(session):
                    for found in judge_session(self.situation, session, first_session):
                        yield Broken(session, week, found)
                    first_session = False
                if session.counts:
                    self.history.add(session)
            counted = [session for session in sessions if session.counts]
            if any(map(self._is_to_come, counted)):
                held = first_week and all(session.outcome == "planned" for session in sessions)
                for found in judge_week(self.situation, week, counted, before, held):
                    yield Broken(counted[-1], week, found)
                to_come = [session for session in counted if self._is_to_come(session)]
                if first_week:
                    for found in judge_held(self.situation, to_come, before):
                        yield Broken(counted[-1], week, found)
                first_week = first_week and not held

    def _is_to_come(self, session: Session) -> bool:
        return session.outcome == "planned" and session.date > self.now


def _violation(session: Session, week: int, found: Found) -> Violation:
    message = f"{found.text}. {found.limit.why.sentence}"
    return Violation(found.limit.rule, session.key, week, _severity(found), message)


def _severity(found: Found) -> Severity:
    return "stop" if found.stop or found.limit.rule in STOPS else "caution"
