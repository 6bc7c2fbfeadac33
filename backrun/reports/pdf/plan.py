"""The ramp-up of the printed report: the next weeks as a table, all weeks in the envelope."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

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
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import pace
from backrun.wording.numbers import THIN
from backrun.wording.ramp_up import (
    chart_summary,
    plan_remarks,
    ramp_up_answer,
    sessions_break,
    short_rules,
)

WEEKS = 4
LEAST_TOP_MIN = 6.0
STEPS_MIN = (2, 5, 10, 20, 50, 100, 500)


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


def plan_values(asked: Scenario, plan: RampUp, now: date) -> dict[str, Any]:
    """Return what the report says of a plan: its answer, next weeks, remarks and envelope."""
    return {
        "answer": f"{ramp_up_answer(plan)}.",
        "columns": ["Week", "Sessions, with rests between", "Backward pace", "Backward, in all"],
        "rows": [_row(week, plan) for week in next_weeks(plan, now)],
        "remarks": remarks(asked, plan),
        "chart": _envelope(plan),
    }


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


def _envelope(plan: RampUp) -> dict[str, Any]:
    """Return the minutes of every week and the most that the rules allow, which is of running."""
    weeks, most = plan.weeks(), most_allowed(plan, plan_ramp_up(plan.scenario, plan.settings))
    running = [week.backward_s() / 60 for week in weeks]
    walking = [week.backward_s("walking") / 60 for week in weeks]
    highest = 1.08 * max([LEAST_TOP_MIN, *most, *map(sum, zip(running, walking, strict=True))])
    step = next((step for step in STEPS_MIN if highest / step <= 5), int(highest / 4))
    return {
        "alt": chart_summary(plan, None).replace("The tables below have the data.", "").strip(),
        "running": running,
        "walking": walking,
        "most": most if any(most) else [],
        "highest": highest,
        "steps": list(range(0, int(highest) + 1, step)),
        "every": -(-len(weeks) // 13),
    }
