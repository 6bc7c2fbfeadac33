"""The plan: sessions with their dates and doses, each knowing which rules made it what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from math import inf, isfinite
from typing import Literal, get_args

import pandas as pd

from backrun.evidence import Stage, coefficient, rules, stages
from backrun.evidence.rows import Gait
from backrun.models.ramp_up.dose import divide, whole_session_s
from backrun.models.ramp_up.frame import frame
from backrun.scenario import Scenario, Surface
from backrun.settings import RampUpSettings
from backrun.variable import shorten

Outcome = Literal["planned", "done", "missed", "sore", "painful", "fell", "ill"]
OUTCOMES: tuple[Outcome, ...] = ("planned", "done", "missed", "sore", "painful", "fell", "ill")
NOT_DONE: frozenset[Outcome] = frozenset({"missed", "ill"})
MOST_PAIN = 10
# From the start to the last day on which a plan may have a session.
LONGEST_PLAN = timedelta(days=2 * 366)


def _whole(value: object, low: int, high: float = inf) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for what a session is: a rule, and the numbers it met here."""

    rule: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The rule's sentence with these numbers in it."""
        return rules()[self.rule].sentence.format(**dict(self.facts))


@dataclass(frozen=True, slots=True)
class Session:
    """One backward session.

    Attributes
    ----------
    key : str
        Week and place in it as planned, such as `w03-2`; stays when the session is moved.
    date : date
    stage : int
        1 to 6, see `stages`; stage 1 is walked, the others are run.
    sections, section_s : int
        Backward sections and the seconds of each.
    speed_m_s : float
        Backward speed.
    grade : float
        Rise over run, never below 0.
    surface : {"treadmill", "track"}
    lighter_week : bool
    why : tuple of Why
    outcome : {"planned", "done", "missed", "sore", "painful", "fell", "ill"}
    pain : int or None
        0 to 10, with the outcome "painful".

    Raises
    ------
    ValueError
        For what no plan can hold, such as a stage that there is not, or no section at all; names
        the session, the field and what is allowed. Whether a session is wise is for `check_plan`.
    """

    key: str
    date: date
    stage: int
    sections: int
    section_s: int
    speed_m_s: float
    grade: float = 0.0
    surface: Surface = "treadmill"
    lighter_week: bool = False
    why: tuple[Why, ...] = ()
    outcome: Outcome = "planned"
    pain: int | None = None

    def __post_init__(self) -> None:
        hurt = self.outcome == "painful"
        painful = _whole(self.pain, 0, MOST_PAIN) if hurt else self.pain is None
        for name, fine, allowed in (
            ("date", type(self.date) is date, "a date"),
            ("stage", _whole(self.stage, 1, len(stages())), f"1 to {len(stages())}"),
            ("sections", _whole(self.sections, 1), "1 or more"),
            ("section_s", _whole(self.section_s, 1), "1 s or more"),
            ("speed_m_s", _number(self.speed_m_s) and self.speed_m_s > 0, "above 0 m/s"),
            ("grade", _number(self.grade), "a finite number"),
            ("surface", self.surface in get_args(Surface), ", ".join(get_args(Surface))),
            ("outcome", self.outcome in OUTCOMES, ", ".join(OUTCOMES)),
            ("pain", painful, f"0 to {MOST_PAIN} where painful, else none"),
        ):
            if not fine:
                value = shorten(getattr(self, name))
                raise ValueError(f"Session {self.key}, {name}: {value}; allowed: {allowed}")

    @property
    def row(self) -> Stage:
        """The session's stage."""
        return stages()[self.stage - 1]

    @property
    def gait(self) -> Gait:
        """Walking or running, backward."""
        # Asked for thousands of times a plan; stage 1 is the one that is walked.
        return "walking" if self.stage == 1 else "running"

    @property
    def slow(self) -> bool:
        """Whether it is below the speed at which people change from walking to running backward."""
        return self.speed_m_s < coefficient("transition_backward")

    @property
    def backward_s(self) -> int:
        """Seconds of backward walking or running."""
        return self.sections * self.section_s

    @property
    def backward_min(self) -> float:
        """Minutes of backward walking or running."""
        return self.backward_s / 60.0

    @property
    def recovery_s(self) -> int:
        """Seconds of easy forward walking between two sections."""
        return self.row.recovery_s

    @property
    def total_s(self) -> int:
        """Seconds of the whole session: warm-up, sections, recoveries, cool-down."""
        return whole_session_s(self.sections, self.section_s, self.recovery_s)

    @property
    def counts(self) -> bool:
        """Whether it was done or is to come: nobody gets used to what was missed."""
        return self.outcome not in NOT_DONE

    def lasting(self, backward_s: int) -> Session:
        """Return the session with another sum of backward seconds, in sections of its stage.

        In sections of whole steps where these come to the sum, else as near as whole seconds do.
        """
        sections, section_s = divide(backward_s, self.row)
        if sections * section_s != backward_s:
            section_s = max(round(backward_s / sections), 1)
        return replace(self, sections=sections, section_s=section_s)


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
    shortfall: tuple[str, ...] = field(default=())

    def week_of(self, day: date) -> int:
        """Return the number of the week that a day falls in; the plan starts with week 1."""
        return week_number(day, self.settings.start)

    def weeks(self) -> tuple[PlanWeek, ...]:
        """Return the weeks up to the last session, those without a session included."""
        found = dict(by_week(self.sessions, self.settings.start))
        return tuple(
            PlanWeek(
                number,
                first_of(number, self.settings.start),
                found.get(number, ()),
                is_lighter(number) or _all_lighter(found.get(number, ())),
            )
            for number in range(1, max(found, default=0) + 1)
        )

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
