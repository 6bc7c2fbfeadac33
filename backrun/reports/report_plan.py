"""The ramp-up of the printed report: the next weeks as a table, all weeks in the envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backrun.models.ramp_up import (
    PlanWeek,
    RampUp,
    Session,
    check_plan,
    most_allowed,
    plan_ramp_up,
)
from backrun.models.ramp_up.words import duration
from backrun.reports.plan.session_card import uphill
from backrun.reports.report_document import Document, Point
from backrun.reports.report_style import GRID, ORANGE, QUIET, QUIET_LABEL, RULE, SMALL
from backrun.reports.report_table import draw_table
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace
from backrun.wording.numbers import THIN
from backrun.wording.ramp_up import chart_summary, plan_remarks, sessions_break, short_rules

WEEKS = 4
CHART_HEIGHT = 112.0
LEAST_TOP_MIN = 6.0
HEAD = ("Week", "Sessions, with rests between", "Backward pace", "Backward, in all")


def next_weeks(plan: RampUp, now: date) -> tuple[PlanWeek, ...]:
    """Return the first weeks that are not over; of a plan that is over, its last ones."""
    weeks = plan.weeks()
    ahead = [week for week in weeks if week.first + timedelta(days=7) > now]
    return tuple(ahead[:WEEKS]) if ahead else weeks[-WEEKS:]


def remarks(asked: Scenario, plan: RampUp) -> tuple[str, ...]:
    """Say what the page says beside a plan: what changed it and why, and which rules it breaks."""
    said = [*plan.changes, *plan_remarks(asked, plan)]
    if broken := check_plan(plan, plan.scenario, plan.settings):
        number = len({violation.key for violation in broken})
        said.append(f"It was edited. {sessions_break(number)}: {short_rules(broken)}.")
    return tuple(said)


def draw_weeks(document: Document, place: Point, width: float, plan: RampUp, now: date) -> float:
    """Draw the next weeks of a plan as a table and return where it ends."""
    rows = [_row(week, plan) for week in next_weeks(plan, now)]
    shares = (0.25, 0.38, 0.18, 0.19)
    return draw_table(document, place, [share * width for share in shares], HEAD, rows)


def _row(week: PlanWeek, plan: RampUp) -> tuple[str, ...]:
    name = f"{week.number}, from {week.first.day} {week.first:%b}"
    sessions = [session for session in week.sessions if session.counts]
    if not sessions:
        return name, "no session", "–", "–"
    doses: dict[str, list[str]] = {}
    for session in sessions:
        doses.setdefault(_dose(session), []).append(f"{session.date:%a}")
    paces = dict.fromkeys(pace(session.speed_m_s, plan.scenario) for session in sessions)
    return (
        f"{name}{', lighter' if week.lighter else ''}",
        "; ".join(f"{', '.join(days)}: {dose}" for dose, days in doses.items()),
        ", ".join(paces),
        duration(sum(session.backward_s for session in sessions)),
    )


def _dose(session: Session) -> str:
    gait = "walk" if session.gait == "walking" else "run"
    return f"{gait} {session.sections} × {session.section_s}{THIN}s{uphill(session)}"


def draw_envelope(document: Document, place: Point, width: float, plan: RampUp) -> float:
    """Draw the minutes of every week within the most that the rules allow; return where it ends.

    Walking is outlined, running filled; the envelope is that of running.
    """
    weeks, most = plan.weeks(), most_allowed(plan, plan_ramp_up(plan.scenario, plan.settings))
    running = [week.backward_s() / 60 for week in weeks]
    walking = [week.backward_s("walking") / 60 for week in weeks]
    highest = max([LEAST_TOP_MIN, *most, *(map(sum, zip(running, walking, strict=True)))])
    frame = _Frame(
        left=place[0] + 16,
        right=place[0] + width,
        top=place[1] + 15,
        bottom=place[1] + CHART_HEIGHT - 22,
        highest=1.08 * highest,
        weeks=len(weeks),
    )
    alt = chart_summary(plan, None).replace("The tables below have the data.", "").strip()
    with document.one("Figure", alt):
        document.text(place, "Backward, min a week", QUIET_LABEL)
        _axes(document, frame, enveloped=any(most))
        edge = [
            (frame.x(number + side), frame.y(minutes))
            for number, minutes in enumerate(most)
            for side in (0, 1)
        ]
        if any(most):
            ends = [(frame.left, frame.bottom), *edge, (frame.right, frame.bottom)]
            document.polygon(ends, QUIET, opacity=0.16)
            document.polyline(edge, QUIET, 0.6, dash=(1.5, 1.5))
        for number, pair in enumerate(zip(running, walking, strict=True)):
            _bar(document, frame, number, *pair)
    return place[1] + CHART_HEIGHT


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the weeks and their minutes stand on the page."""

    left: float
    right: float
    top: float
    bottom: float
    highest: float
    weeks: int

    def x(self, week: float) -> float:
        return self.left + week * (self.right - self.left) / max(self.weeks, 1)

    def y(self, minutes: float) -> float:
        return self.bottom - minutes / self.highest * (self.bottom - self.top)


def _axes(document: Document, frame: _Frame, *, enveloped: bool) -> None:
    steps = (2, 5, 10, 20, 50, 100, 500)
    step = next((step for step in steps if frame.highest / step <= 5), int(frame.highest / 4))
    for minutes in range(0, int(frame.highest) + 1, step):
        y = frame.y(minutes)
        line = [(frame.left, y), (frame.right, y)]
        document.polyline(line, GRID if minutes else RULE, 0.5)
        document.text((frame.left - 3, y - 4.5), str(minutes), QUIET_LABEL, align="right")
    every = max(1, -(-frame.weeks // 13))
    for number in range(0, frame.weeks, every):
        place = (frame.x(number + 0.5), frame.bottom + 1)
        document.text(place, str(number + 1), QUIET_LABEL, align="center")
    legend = "Week. Filled: running, outlined: walking"
    if enveloped:
        legend += ", grey: most the rules allow of running"
    document.text((frame.left, frame.bottom + 11), legend, SMALL, frame.right - frame.left)


def _bar(document: Document, frame: _Frame, number: int, run: float, walk: float) -> None:
    """Draw a week: running from the bottom, walking on top of it."""
    left, right = frame.x(number + 0.14), frame.x(number + 0.86)
    for start, minutes in ((0.0, run), (run, walk)):
        if not minutes:
            continue
        low, high = frame.y(start), frame.y(start + minutes)
        corners = [(left, low), (left, high), (right, high), (right, low)]
        if not start and run:
            document.polygon(corners, ORANGE)
        else:
            document.polyline([*corners, corners[0]], ORANGE, 0.9)
