"""The parts of a plan's file, each checked: a session, why it is so, the whole."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from backrun.evidence import rules
from backrun.inputs.dates import read_date
from backrun.inputs.field import shorten
from backrun.models.ramp_up.plan import LONGEST_PLAN
from backrun.models.ramp_up.session import Outcome, Session, Why
from backrun.scenario.scenario import Surface

# What would be a link, an image, markup or a command where the text is shown.
HOSTILE: Final = re.compile(r"[<>\[\]{}|\\`*_~#$@=^\"]|//|www\.", re.IGNORECASE)
LONGEST_TEXT: Final = 500
LONGEST_FACT: Final = 80
_KEY: Final = re.compile(r"[a-z0-9-]{1,20}")


def harmless(text: str) -> str:
    """Return a text of the app's own kind: a short line without markup.

    Raises
    ------
    ValueError
        Names the text and what is allowed.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"a text of {len(text)} characters; allowed: at most {LONGEST_TEXT} characters"
        )
    if not text.isprintable() or HOSTILE.search(text):
        raise ValueError(f"{shorten(text)}; allowed: plain words, without markup or addresses")
    return text


def _key(text: str) -> str:
    if _KEY.fullmatch(text) is None:
        raise ValueError(f"{shorten(text)}; allowed: a key such as w03-2")
    return text


Text = Annotated[str, AfterValidator(harmless)]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
Day = Annotated[date, BeforeValidator(lambda value: read_date(value, "Date"))]


class FileRow(BaseModel):
    """What all parts share: nothing unknown, no number as text, nothing infinite."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)


class WhyRow(FileRow):
    """One reason: a rule, and all numbers of its sentence."""

    rule: str
    facts: dict[FactName, Text] = Field(max_length=12)

    @model_validator(mode="after")
    def _fills_the_sentence(self) -> WhyRow:
        rule = rules().get(self.rule)
        if rule is None:
            raise ValueError(f"Rule: {shorten(self.rule)}; allowed: a rule of the ramp-up")
        needed = {name for _, name, _, _ in Formatter().parse(rule.sentence) if name}
        if missing := sorted(needed - set(self.facts)):
            raise ValueError(f"Facts: {missing[0]} is missing; the rule is {self.rule}")
        if long := [text for text in self.facts.values() if len(text) > LONGEST_FACT]:
            raise ValueError(
                f"Facts: {shorten(long[0])}; allowed: at most {LONGEST_FACT} characters"
            )
        return self


class SessionRow(FileRow):
    """One session; the limits are those of a file, the rules are for the checker to judge."""

    key: Annotated[str, AfterValidator(_key)]
    date: Day
    stage: int = Field(ge=1, le=6)
    sections: int = Field(ge=1, le=100)
    section_s: int = Field(ge=1, le=3600)
    speed_m_s: float = Field(gt=0, le=10)
    grade: float = Field(ge=0, le=0.25)
    surface: Surface
    lighter_week: bool
    outcome: Outcome
    pain: int | None = Field(ge=0, le=10)
    why: list[WhyRow] = Field(max_length=20)

    @model_validator(mode="after")
    def _pain_belongs_to_its_outcome(self) -> SessionRow:
        if (self.outcome == "painful") != (self.pain is not None):
            raise ValueError(
                f"Pain: {self.pain} with the outcome {self.outcome}; "
                "allowed: 0 to 10 with painful, none with the others"
            )
        return self

    @staticmethod
    def written(session: Session) -> dict[str, Any]:
        """Return a session as the file has it."""
        fields = {name: getattr(session, name) for name in SessionRow.model_fields}
        why = [{"rule": why.rule, "facts": dict(why.facts)} for why in session.why]
        return fields | {"date": session.date.isoformat(), "why": why}

    def session(self, start: Day, number: int) -> Session:
        """Return the session of a plan that starts on a day.

        Raises
        ------
        ValueError
            When it lies before the start, or more than two years after.
        """
        if not start <= self.date <= start + LONGEST_PLAN:
            raise ValueError(
                f"sessions, number {number}, date: {self.date}; "
                f"allowed: {start} to {start + LONGEST_PLAN}"
            )
        fields = {name: getattr(self, name) for name in SessionRow.model_fields}
        why = tuple(Why(row.rule, tuple(row.facts.items())) for row in self.why)
        return Session(**fields | {"why": why})


class PlanRow(FileRow):
    """The whole file; its settings are checked by `RampUpSettings`."""

    format: str
    version: int
    model: Text
    scenario: dict[str, str] = Field(max_length=50)
    settings: dict[str, Any]
    sessions: list[SessionRow]
    changes: list[Text] = Field(max_length=50)
    shortfall: list[Text] = Field(max_length=50)
