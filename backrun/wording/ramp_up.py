"""The ramp-up in words: the answer, what stands in its way, the reader's own ramp."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from backrun.evidence import coefficient, rules, stages
from backrun.inputs.registry import OWN_FIRST, OWN_GROWTH, SURFACE
from backrun.models.ramp_up import OwnRamp, PlanEnergy, RampUp, Violation
from backrun.models.ramp_up.after import after, joined
from backrun.models.ramp_up.check import Severity
from backrun.models.ramp_up.plan import PlanWeek
from backrun.models.ramp_up.session import Outcome, Session
from backrun.models.ramp_up.words import count, day_text, duration, speed_text
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.wording.energy import intervals
from backrun.wording.numbers import DASH, THIN, amount, signed

SEVERITY_WORDS: Final[dict[Severity, str]] = {"stop": "Stop", "caution": "Caution"}
OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "planned": "Planned",
    "done": "Done",
    "missed": "Missed",
    "sore": "Sore after it",
    "painful": "Painful",
    "fell": "Fell",
    "ill": "Ill",
}
TIMES: Final = ("", "once", "twice", "three times", "four times", "five times")
BEFORE_A_PLAN: Final[dict[str, str]] = {
    "not answered": "A cautious way into backward running, planned for your own week",
    "withheld": "There is no plan for now, and here is why",
}


def ramp_up_answer(plan: RampUp) -> str:
    """Return the answer: how long the way is, from when, to what, with how much walking first."""
    weeks = plan.weeks()
    if not weeks:
        return "No backward session fits your days"
    if joined(after(plan.sessions, plan.settings)).ends:
        day = day_text(plan.sessions[-1].date)
        return f"The plan **ended on {day}**: have a professional look at the pain first"
    number, start = count(len(weeks), "week"), day_text(plan.settings.start)
    running = [session for session in plan.sessions if session.gait == "running"]
    if not running:
        longest = max(session.backward_s for session in plan.sessions)
        return (
            f"**{number} of backward walking** from **{start}**, up to "
            f"**{duration(longest)}** a session, {_how_often(plan)}"
        )
    # The end of the way: a session in its middle may have been set higher by hand.
    last = [session for session in _last_full_week(plan).sessions if session.gait == "running"]
    goal = max(session.backward_s for session in last or running)
    said = (
        f"In **{number}** from **{start}** to **{duration(goal)}** of backward running a "
        f"session, {_how_often(plan)}"
    )
    # After a fall it is walked again: what comes first is what lies before the first run.
    first = plan.week_of(running[0].date)
    walks = sum(1 for week in weeks if week.number < first and week.backward_s("walking"))
    return f"{said}; first **{count(walks, 'week')} of backward walking**" if walks else said


def _last_full_week(plan: RampUp) -> PlanWeek:
    """Return the last week that is not a lighter one, else the last one."""
    weeks = [week for week in plan.weeks() if week.sessions]
    return ([week for week in weeks if not week.lighter] or weeks)[-1]


def _how_often(plan: RampUp) -> str:
    """Say how many sessions the last full week has."""
    times = len(_last_full_week(plan).sessions)
    return f"{TIMES[times] if times < len(TIMES) else f'{times} times'} a week"


def start_in_the_past(settings: RampUpSettings, today: date) -> str:
    """Say plainly that a plan has begun already; nothing where it has not."""
    days = (today - settings.start).days
    if days <= 0:
        return ""
    return (
        f"This plan began on {day_text(settings.start)}, {count(days, 'day')} ago. It is kept as "
        "it is: note below what you did, or choose another start to begin anew."
    )


def other_ground(asked: Scenario, planned: Scenario) -> str:
    """Say where the plan is for another ground than the scenario; nothing where it is not."""
    said = []
    if asked.surface != planned.surface:
        ground = SURFACE.options[planned.surface].lower()
        said.append(f"Planned for the place that you gave in the screening: {ground}.")
    if asked.grade < 0:
        said.append("Never downhill: the plan is for level ground.")
    return " ".join(said)


def plan_remarks(asked: Scenario, plan: RampUp) -> tuple[str, ...]:
    """Say why a plan does not reach its goal, on what ground it is, and what of it is slow."""
    said = (other_ground(asked, plan.scenario), slow_runs(plan))
    return (*plan.shortfall, *filter(None, said))


def slow_runs(plan: RampUp) -> str:
    """Say which weeks are run at speeds at which people walk backward; nothing where none is."""
    weeks = [
        week.number
        for week in plan.weeks()
        if any(session.slow and session.gait == "running" for session in week.sessions)
    ]
    if not weeks:
        return ""
    change = speed_text(coefficient("transition_backward"), plan.scenario.units)
    return (
        f"{_weeks(weeks)}: runs below {change}, at which most people would walk backward. Run them "
        "with short, quick steps or walk them; their energy is counted as walking."
    )


def stage_list(plan: RampUp) -> str:
    """Return the stages of a plan by number and name, as a legend in one line."""
    numbers = sorted({session.stage for session in plan.sessions})
    names = [f"**{number}** {stages()[number - 1].name}" for number in numbers]
    return " · ".join(names)


def chart_summary(plan: RampUp, own: OwnRamp | None) -> str:
    """Say in words what the chart of the weeks shows."""
    weeks = plan.weeks()
    if not weeks:
        return "No session fits."
    minutes = [sum(s.backward_min for s in week.sessions if s.counts) for week in weeks]
    said = (
        f"Backward minutes a week over {count(len(weeks), 'week')}: from {minutes[0]:.3g} min in "
        f"week 1 to {minutes[-1]:.3g} min in week {len(weeks)}"
    )
    if len({session.stage for session in plan.sessions}) > 1:
        said += ", in stages"
    if lighter := [week.number for week in weeks if week.lighter and week.sessions]:
        said += f", lighter in {_weeks(lighter).lower()}"
    said += "."
    if any(session.gait == "running" for session in plan.sessions):
        said += " A band shows the most that the rules allow."
    if own is not None:
        said += f" Your own ramp breaks the rules in {len(own.broken)} of them."
    return f"{said} The tables below have the data."


def energy_summary(plan: RampUp, energy: PlanEnergy) -> str:
    """Say in words what the chart of the energy shows."""
    weeks, unit = plan.weeks(), plan.scenario.energy_unit
    if not weeks:
        return "No session fits."
    first, last = (amount(energy.backward[place], unit) for place in (0, len(weeks) - 1))
    beyond = signed(energy.difference[len(weeks) - 1], unit)
    return (
        f"Energy of the backward minutes week by week, {plan.scenario.counted}, with "
        f"{intervals(plan.scenario.parts)}: {first} in week 1, {last} in week {len(weeks)}; "
        f"against the same minutes forward {beyond} in that week. The tables below have the data."
    )


def own_ramp_words(plan: RampUp, own: OwnRamp, top: float) -> str:
    """Say how the reader's own ramp fares: the weeks in which it breaks a rule, rule by rule."""
    settings = plan.settings
    first, growth = OWN_FIRST.show(settings.own_first_min), OWN_GROWTH.show(settings.own_growth)
    named = (
        f"Your own ramp, {first} in the first session and sessions {growth} longer each week on "
        "the days of the plan,"
    )
    if not own.broken:
        return f"{named} keeps every rule."
    weeks = count(len(own.minutes), "week")
    lines = [f"{named} breaks the rules in **{len(own.broken)} of {weeks}**."]
    by_rule: dict[str, list[int]] = {}
    for number, violation in own.broken.items():
        by_rule.setdefault(violation.rule, []).append(number)
    for rule, numbers in by_rule.items():
        violation = own.broken[numbers[0]]
        lines.append(
            f"- {_weeks(numbers)}, **{rules()[rule].title}** "
            f"({SEVERITY_WORDS[violation.severity].lower()}): {violation.message}"
        )
    if beyond := [n for n, minutes in enumerate(own.minutes, 1) if minutes > top]:
        lines.append(f"- {_weeks(beyond)}: beyond the top of the chart.")
    return "\n".join(lines)


def _weeks(numbers: Sequence[int]) -> str:
    """Write weeks with their runs as ranges: `Week 3`, `Weeks 1–4, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    text = ", ".join(DASH.join(map(str, run)) for run in runs)
    return f"Week {text}" if len(numbers) == 1 else f"Weeks {text}"


def violation_words(session: Session, found: Sequence[Violation]) -> str:
    """Name the rules that a session breaks, with severity and numbers, as a Markdown list."""
    lines = [
        f"- **{SEVERITY_WORDS[one.severity]}: {rules()[one.rule].title}.** {one.message}"
        for one in found
    ]
    return "\n".join([f"**{session_name(session)}**", *lines])


def sessions_break(number: int) -> str:
    """Say how many sessions break rules."""
    return f"{number} sessions break the rules" if number > 1 else "One session breaks the rules"


def session_name(session: Session) -> str:
    """Return a session by date, gait and dose, such as `Tue 24 Nov 2026, run 3 × 60 s`."""
    gait = "walk" if session.gait == "walking" else "run"
    dose = f"{session.sections} × {session.section_s}{THIN}s"
    return f"{day_text(session.date)}, {gait} {dose}"


def short_rules(found: Sequence[Violation]) -> str:
    """Name rules in few words, for a cell: `Stop: No jump in one session`."""
    names = dict.fromkeys(
        f"{SEVERITY_WORDS[one.severity]}: {rules()[one.rule].title}" for one in found
    )
    return "; ".join(names)


def week_words(week: PlanWeek) -> str:
    """Name a week with the date on which it begins, and whether it is a lighter one."""
    return f"Week {week.number}, from {day_text(week.first)}{', lighter' if week.lighter else ''}"
