"""The session card: what to do, where, in which shoes, and when to stop, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backrun.evidence import coefficient, sources
from backrun.evidence.ramp_up import Grade, Strength
from backrun.evidence.session_card import PART_HEADINGS, CardRow, card_rows
from backrun.inputs.registry import GRADE
from backrun.models.ramp_up.dose import COOL_DOWN_S, WARM_UP_S
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import duration, speed_text
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace
from backrun.wording.numbers import DASH, THIN

NOT_PROVEN: Final = (
    "No trial has measured injuries from backward running: this is cautious, not proven."
)
OWN_CAUTION: Final = "our own caution"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card, the keys of its sources, and how well it is grounded (grade A to D)."""

    key: str
    text: str
    sources: tuple[str, ...]
    strength: Strength
    grade: Grade

    @property
    def own(self) -> bool:
        """Whether nobody but backrun says so."""
        return self.strength == "own caution"


@dataclass(frozen=True, slots=True)
class CardPart:
    """A part of a card, such as "Warm-up", with its lines."""

    heading: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class SessionCard:
    """The card of one session: a title, the dose in sentences, and parts in their order."""

    title: str
    dose: str
    parts: tuple[CardPart, ...]
    caution: str = NOT_PROVEN

    def to_text(self) -> str:
        """Return the card as plain text, for a calendar: short citations behind each line."""
        parts = [
            f"{part.heading}\n" + "\n".join(f"- {plain(_cited(line))}" for line in part.lines)
            for part in self.parts
        ]
        return "\n\n".join([f"{self.title}\n{plain(self.dose)}", *parts, self.caution])

    def to_markdown(self) -> str:
        """Return the card as Markdown, the citations linked and graded."""
        parts = [
            f"**{part.heading}**\n\n" + "\n".join(f"- {_linked(line)}" for line in part.lines)
            for part in self.parts
        ]
        return "\n\n".join([f"**{self.title}**\n\n{self.dose}", *parts, self.caution])


def session_card(session: Session, scenario: Scenario) -> SessionCard:
    """Return the card of a session.

    Parameters
    ----------
    session : Session
        Its surface decides between strip and treadmill.
    scenario : Scenario
        Whose units to write in.

    Returns
    -------
    SessionCard

    Notes
    -----
    The lines are rows of `session_card.csv`, with their sources and what those are worth.

    Examples
    --------
    >>> from datetime import date
    >>> run = Session("w01-1", date(2026, 11, 24), 2, 3, 30, 1.5, surface="track")
    >>> [part.heading for part in session_card(run, Scenario()).parts][:3]
    ['Warm-up', 'Technique', 'Place']
    """
    facts = {
        "warm_up": duration(WARM_UP_S),
        "cool_down": duration(COOL_DOWN_S),
        "recovery": duration(session.recovery_s),
        "speed": speed_text(session.speed_m_s, scenario.units),
        "grade": GRADE.show(session.grade),
        "change": speed_text(coefficient("transition_backward"), scenario.units),
    }
    rows = [row for row in card_rows() if _holds(row, session)]
    parts = tuple(
        CardPart(heading, tuple(_line(row, facts) for row in rows if row.part == key))
        for key, heading in PART_HEADINGS.items()
    )
    return SessionCard(title(session), dose(session, scenario), parts)


def title(session: Session) -> str:
    """Return what a session is in a few words, such as `Backward run 3 × 60 s`."""
    gait = "walk" if session.gait == "walking" else "run"
    return f"Backward {gait} {session.sections} × {session.section_s} s"


def uphill(session: Session) -> str:
    """Return what is said of a slope behind a dose; nothing on the level."""
    return f", {GRADE.show(session.grade)} uphill" if session.grade > 0 else ""


def dose(session: Session, scenario: Scenario) -> str:
    """Return how long, how fast and with which rests, in sentences."""
    speed = f"{pace(session.speed_m_s, scenario)}, {speed_text(session.speed_m_s, scenario.units)}"
    count = f"{session.sections} sections of {duration(session.section_s)}"
    if session.sections == 1:
        count = f"One section of {duration(session.section_s)}"
    said = f"{count} {session.gait} backward at {speed}{uphill(session)}."
    if session.sections > 1:
        said += f" Between them {duration(session.recovery_s)} walking forward."
    whole = duration(session.total_s)
    return (
        f"{said} With warm-up and cool-down {whole}, of it {duration(session.backward_s)} backward."
    )


def plain(text: str) -> str:
    """Return a text without the spaces and joiners that plain calendars and watches draw badly."""
    return text.replace(THIN, " ").replace(DASH, "–")


def _holds(row: CardRow, session: Session) -> bool:
    needed = {
        "": True,
        "sections": session.sections > 1,
        "uphill": session.grade > 0,
        "slow": session.slow,
    }
    return (
        needed[row.when]
        and row.surface in ("any", session.surface)
        and row.gait in ("any", session.gait)
    )


def _line(row: CardRow, facts: dict[str, str]) -> CardLine:
    return CardLine(row.key, row.text.format(**facts), row.sources, row.strength, row.grade)


def _cited(line: CardLine) -> str:
    cited = "; ".join(sources()[key].short for key in line.sources)
    return f"{line.text} ({OWN_CAUTION if line.own else cited})"


def _linked(line: CardLine) -> str:
    if line.own:
        return f"{line.text} *({OWN_CAUTION})*"
    return f"{line.text} *({cite(*line.sources)}; grade {line.grade})*"
