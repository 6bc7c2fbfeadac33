"""One session of a plan: its date and dose, and the rules that made it what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import inf, nan
from typing import Literal, get_args

from backrun.evidence import Stage, coefficient, rules, stages
from backrun.evidence.rows import Gait
from backrun.inputs.field import real_number, shorten
from backrun.models.ramp_up.dose import divide, whole_session_s
from backrun.scenario.scenario import Surface

Outcome = Literal["planned", "done", "missed", "sore", "painful", "fell", "ill"]
OUTCOMES: tuple[Outcome, ...] = ("planned", "done", "missed", "sore", "painful", "fell", "ill")
SURFACES: tuple[Surface, ...] = get_args(Surface)
NOT_DONE: frozenset[Outcome] = frozenset({"missed", "ill"})
MOST_PAIN = 10


def _number(value: object, *, whole: bool = False) -> float:
    """Return a finite number, a whole one if asked for; anything else is not a number."""
    number = real_number(value)
    fine = number is not None and abs(number) < inf and (isinstance(number, int) or not whole)
    return number if number is not None and fine else nan


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
        Rise over run; below 0 breaks the rule `level`.
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
        # A planner makes hundreds of sessions, of Python's own numbers and all of them sound.
        if not self._plain():
            self._check()

    def _plain(self) -> bool:
        return (
            type(self.date) is date
            and type(self.stage) is type(self.sections) is type(self.section_s) is int
            and type(self.speed_m_s) is type(self.grade) is float
            and 1 <= self.stage <= len(stages())
            and self.sections >= 1
            and self.section_s >= 1
            and 0 < self.speed_m_s < inf
            and -inf < self.grade < inf
            and self.surface in SURFACES
            and self.outcome in OUTCOMES
            and self.outcome != "painful"
            and self.pain is None
        )

    def _check(self) -> None:
        """Turn numbers of other kinds into Python's own; refuse what no plan can hold."""
        sections, section_s, stage, pain = (
            _number(value, whole=True)
            for value in (self.sections, self.section_s, self.stage, self.pain)
        )
        painful = pain in range(MOST_PAIN + 1) or self.pain is None
        for name, fine, allowed in (
            ("date", type(self.date) is date, "a date"),
            ("stage", stage in range(1, len(stages()) + 1), f"1 to {len(stages())}"),
            ("sections", sections >= 1, "1 or more"),
            ("section_s", section_s >= 1, "1 s or more"),
            ("speed_m_s", _number(self.speed_m_s) > 0, "above 0 m/s"),
            ("grade", abs(_number(self.grade)) < inf, "a finite number"),
            ("surface", self.surface in SURFACES, ", ".join(SURFACES)),
            ("outcome", self.outcome in OUTCOMES, ", ".join(OUTCOMES)),
            (
                "pain",
                painful and (self.outcome == "painful") == (self.pain is not None),
                f"0 to {MOST_PAIN} where painful, else none",
            ),
        ):
            if not fine:
                value = shorten(getattr(self, name))
                raise ValueError(f"Session {self.key}, {name}: {value}; allowed: {allowed}")
        for name in ("stage", "sections", "section_s", "speed_m_s", "grade", "pain"):
            # Python's own numbers, also of NumPy's, as a plan's file has them.
            object.__setattr__(self, name, real_number(getattr(self, name)))

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
