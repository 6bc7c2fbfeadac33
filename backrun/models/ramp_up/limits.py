"""The rules as numbers: what planner and checker both ask before a session or a week.

Each function looks at the sessions done or planned before, and answers with a `Limit`: the rule,
what it allows, and the facts for its sentence. Times are in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backrun.evidence import Stage, rules, stages
from backrun.evidence.rows import Gait
from backrun.models.ramp_up.plan import (
    COOL_DOWN_S,
    LIGHTER_EVERY,
    WARM_UP_S,
    Session,
    Why,
)
from backrun.scenario import Scenario
from backrun.settings import DAYS, RampUpSettings
from backrun.units import System

WALKING, FIRST_RUN, LAST_STAGE = 1, 2, 6
SMALL_TOTAL_S = 360
FIRST_SESSIONS = 4
STAGES_AT_FIRST_SHARE = 4
USUAL_SESSION_MIN = 30.0
# Shares of speeds and grades that differ by less than this are the same.
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Limit:
    """What a rule allows: seconds, m/s, days or a share, as the function that gives it says.

    `reference` is what a cap on growth starts from, 0 where there is none.
    """

    allowed: float
    why: Why
    reference: float = 0.0


def limit_of(name: str, settings: RampUpSettings) -> float:
    """Return a rule's limit at the settings' level of caution."""
    return rules()[name].limit(settings.caution)


def duration(seconds: float) -> str:
    """Write seconds as people say them.

    >>> duration(45), duration(120), duration(150)
    ('45 s', '2 min', '2 min 30 s')
    """
    minutes, rest = divmod(int(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def day_text(day: date) -> str:
    """Write a date as people say it.

    >>> day_text(date(2026, 11, 23))
    'Mon 23 Nov 2026'
    """
    return f"{day:%a} {day.day} {day:%b %Y}"


def speed_text(speed_m_s: float, system: System) -> str:
    """Write a slow speed in the person's unit.

    >>> speed_text(0.667, "metric")
    '2.4 km/h'
    """
    mph = system == "imperial"
    return f"{speed_m_s * (2.236936 if mph else 3.6):.1f} {'mph' if mph else 'km/h'}"


def unbroken(history: Sequence[Session], day: date, settings: RampUpSettings) -> Sequence[Session]:
    """Return the last sessions before a day, back to the last break of more than 30 days."""
    longest_gap = limit_of("break_days", settings)
    after = day
    for place in range(len(history) - 1, -1, -1):
        if (after - history[place].date).days > longest_gap:
            return history[place + 1 :]
        after = history[place].date
    return history


def experience_counts(day: date, settings: RampUpSettings) -> bool:
    """Return whether what was run before the plan still counts on a day: it fades in 30 days."""
    since = (day - settings.start).days
    return settings.longest_backward_min > 0 and since < limit_of("break_days", settings)


def stage_for(longest_backward_min: float) -> int:
    """Return the stage in which someone starts who has run backward this long."""
    seconds = longest_backward_min * 60
    reached = [stage.number for stage in stages()[1:-1] if seconds >= stage.total_s]
    return max(reached, default=FIRST_RUN - 1) + 1 if seconds > 0 else WALKING


def allowed_stage(history: Sequence[Session], day: date, settings: RampUpSettings) -> int:
    """Return the highest stage that is open on a day."""
    recent = unbroken(history, day, settings)
    if not recent:
        if experience_counts(day, settings):
            return stage_for(settings.longest_backward_min)
        return FIRST_RUN if any(s.stage > WALKING for s in history) else WALKING
    now = recent[-1].stage
    block = len(recent)
    while block and recent[block - 1].stage == now:
        block -= 1
    in_stage = recent[block:]
    long_enough = (day - in_stage[0].date).days >= limit_of("stage_order", settings)
    often_enough = len(in_stage) >= limit_of("stage_sessions", settings)
    return min(now + (long_enough and often_enough), LAST_STAGE)


def stage_order(allowed: int, stage: int, settings: RampUpSettings) -> Limit:
    """Return the highest open stage as a limit."""
    facts = {
        "stage": stage,
        "limit": f"{limit_of('stage_order', settings):g}",
        "sessions": f"{limit_of('stage_sessions', settings):g}",
        "allowed": allowed,
    }
    return Limit(allowed, _why("stage_order", facts))


def stage_dose(stage: Stage) -> Limit:
    """Return the most backward seconds of a session in a stage."""
    facts = {
        "stage": stage.number,
        "sections": stage.most_sections,
        "section": duration(stage.section_s),
        "total": duration(stage.total_s),
    }
    return Limit(stage.total_s, _why("stage_dose", facts))


def session_length(
    history: Sequence[Session], day: date, gait: Gait, settings: RampUpSettings
) -> Limit:
    """Return the most backward seconds of a session: by the longest one of the last 30 days."""
    days = limit_of("break_days", settings)
    longest, when = 0.0, ""
    for session in reversed(history):
        if (day - session.date).days > days:
            break
        if session.gait == gait and session.backward_s > longest:
            longest, when = session.backward_s, f" on {day_text(session.date)}"
    if gait == "running" and experience_counts(day, settings):
        before = settings.longest_backward_min * 60
        if before > longest:
            longest, when = before, " before the plan"
    if not longest:
        first = "first_walk" if gait == "walking" else "first_dose"
        allowed = limit_of(first, settings)
        return Limit(allowed, _why(first, {"limit": duration(allowed), "break_days": f"{days:g}"}))
    cap, step = limit_of("session_cap", settings), limit_of("small_dose", settings)
    by_share, by_step = longest * (1 + cap / 100), min(longest + step, SMALL_TOTAL_S)
    rule, limit = ("session_cap", f"{cap:g} %")
    if by_step > by_share:
        rule, limit = ("small_dose", duration(step))
    allowed = max(by_share, by_step)
    facts = {
        "limit": limit,
        "reference": duration(longest) + when,
        "allowed": duration(allowed),
    }
    return Limit(allowed, _why(rule, facts), longest)


def week_growth(
    totals: Mapping[int, int], week: int, sessions: int, settings: RampUpSettings
) -> Limit | None:
    """Return the most backward seconds of a week in one gait; None when there is no reference.

    `totals` holds the seconds of earlier weeks. The allowance for small doses holds while no
    session is longer than 6 minutes; `small_week` gives it.
    """
    reference = best_of(totals, week, 4)
    if not reference:
        return None
    growth = limit_of("weekly_growth", settings)
    allowed = reference * (1 + growth / 100)
    facts = {
        "limit": f"{growth:g} %",
        "reference": duration(reference),
        "allowed": duration(allowed),
        "sessions": sessions,
    }
    return Limit(allowed, _why("weekly_growth", facts))


def small_week(
    totals: Mapping[int, int], week: int, sessions: int, settings: RampUpSettings
) -> float:
    """Return the most seconds of a week of small doses: one step more in every session."""
    return best_of(totals, week, 4) + sessions * limit_of("small_dose", settings)


def week_stop(totals: Mapping[int, int], week: int, settings: RampUpSettings) -> Limit:
    """Return the seconds of a week above which growth has been linked with injuries."""
    reference, stop = best_of(totals, week, 4), limit_of("weekly_stop", settings)
    facts = {"limit": f"{stop:g} %", "reference": duration(reference)}
    return Limit(reference * (1 + stop / 100), _why("weekly_stop", facts), reference)


def lighter_week(totals: Mapping[int, int], week: int, settings: RampUpSettings) -> Limit | None:
    """Return the most backward seconds of a lighter week; None where there is no reference."""
    reference = best_of(totals, week, LIGHTER_EVERY - 1)
    return lighter_than(reference, settings) if reference else None


def lighter_than(seconds: float, settings: RampUpSettings) -> Limit:
    """Return the seconds of a lighter week, or of a session in it, by those before."""
    less = limit_of("lighter_week", settings)
    allowed = seconds * (1 - less / 100)
    facts = {
        "limit": f"{less:g} %",
        "reference": duration(seconds),
        "allowed": duration(allowed),
    }
    return Limit(allowed, _why("lighter_week", facts))


def best_of(totals: Mapping[int, int], week: int, weeks: int) -> int:
    """Return the largest total of so many weeks before a week."""
    return max(totals.get(week - back, 0) for back in range(1, weeks + 1))


def week_share(scenario: Scenario, stage: int, settings: RampUpSettings) -> Limit:
    """Return the most seconds of backward running a week, by the week's running."""
    rule = "share_start" if stage <= STAGES_AT_FIRST_SHARE else "share_later"
    share = limit_of(rule, settings)
    allowed = scenario.week.minutes * 60 * share / 100
    facts = {
        "limit": f"{share:g} %",
        "week": f"{scenario.week.minutes:g} min",
        "allowed": f"{duration(allowed)} a week",
    }
    return Limit(allowed, _why(rule, facts))


def apart_within(
    history: Sequence[Session], day: date, gait: Gait, settings: RampUpSettings
) -> Limit:
    """Return the days between the sessions of a week that starts on a day."""
    days = limit_of("first_apart", settings)
    run = sum(s.gait == "running" for s in unbroken(history, day, settings))
    if gait == "running" and not run and not experience_counts(day, settings):
        return Limit(days, _why("first_apart", {"limit": f"{days:g}"}))
    return apart(history, day, gait, settings)


def apart(history: Sequence[Session], day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the days that must lie between the last session and one on a day."""
    run = sum(s.gait == "running" for s in unbroken(history, day, settings))
    used_to_it = gait == "walking" or experience_counts(day, settings)
    rule = "first_apart" if 0 < run < FIRST_SESSIONS and not used_to_it else "rest_day"
    days = limit_of(rule, settings)
    return Limit(days, _why(rule, {"limit": f"{days:g}"}))


def top_speed(
    history: Sequence[Session],
    day: date,
    stage: Stage,
    scenario: Scenario,
    settings: RampUpSettings,
) -> Limit:
    """Return the highest speed (m/s) of a session: by its stage, and for first walks slower."""
    forward = scenario.forward_speed_m_s
    speed = stage.speed_m_s(settings.caution, forward)
    text = f"{round(100 * speed / forward)} % of your forward speed"
    if stage.gait == "walking":
        text = speed_text(speed, scenario.units)
        slow = limit_of("walking_speed", settings)
        first = next((s.date for s in history if s.gait == "walking"), day)
        if (day - first).days < 7 and slow < speed:
            return Limit(slow, _why("walking_speed", {"limit": speed_text(slow, scenario.units)}))
    return Limit(speed, _why("speed_cap", {"stage": stage.number, "limit": text}))


def speed_step(before: float, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the highest speed (m/s) of a week after one run at `before`."""
    points = limit_of("speed_step", settings)
    allowed = before + scenario.forward_speed_m_s * points / 100
    return Limit(allowed, _why("speed_step", {"limit": f"{points:g}"}))


def top_grade(stage: int, settings: RampUpSettings) -> Limit:
    """Return the steepest grade of a session, as a fraction."""
    percent = limit_of("uphill", settings)
    allowed = percent / 100 if stage == LAST_STAGE else 0.0
    return Limit(allowed, _why("uphill", {"limit": f"{percent:g} %"}))


def level_ground(settings: RampUpSettings) -> Limit:
    """Return the lowest grade of a session, as a fraction."""
    percent = limit_of("level", settings)
    return Limit(percent / 100, _why("level", {"limit": f"{percent:g} %"}))


def week_sessions(settings: RampUpSettings) -> Limit:
    """Return the most sessions of a week."""
    most = limit_of("week_sessions", settings)
    return Limit(most, _why("week_sessions", {"limit": f"{most:g}"}))


def after_break(settings: RampUpSettings) -> Why:
    """Return why a plan starts again at the first running stage."""
    return _why("break_days", {"limit": f"{limit_of('break_days', settings):g}"})


GROWS: dict[str, Callable[[Session], float]] = {
    "length": lambda session: session.backward_s,
    "speed": lambda session: session.speed_m_s,
    "grade": lambda session: session.grade,
}
"""What may grow from week to week, one at a time."""


def one_at_a_time(grown: str, held: str) -> Why:
    """Return why one of length, speed and grade stays as it is."""
    return _why("one_at_a_time", {"grown": grown, "held": held})


def walk_goal(settings: RampUpSettings) -> Limit:
    """Return the seconds of backward walking that are enough, as a limit."""
    seconds = limit_of("walk_goal", settings)
    return Limit(seconds, _why("walk_goal", {"limit": duration(seconds)}))


def regress(rule: str, settings: RampUpSettings) -> Limit:
    """Return the days of rest, or the pain, of a rule for what follows after a session."""
    allowed = limit_of(rule, settings)
    return Limit(allowed, _why(rule, {"limit": f"{allowed:g}"}))


def own_goal(seconds: float) -> Limit:
    """Return the goal of a session, in seconds, as a limit."""
    return Limit(seconds, _why("goal", {"limit": duration(seconds)}))


def available_days(scenario: Scenario, settings: RampUpSettings) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) on which a session may be."""
    if settings.days:
        return tuple(DAYS.index(day) for day in settings.days)
    return tuple(n for n, day in enumerate(scenario.week.days) if day.minutes > 0)


def available(day: date) -> Why:
    """Return why a session cannot be on a day."""
    return _why("available", {"day": day_text(day)})


def minutes_on(weekday: int, scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the minutes for a session on a weekday: as set, else that day's own run."""
    if settings.minutes is not None:
        return settings.minutes
    return scenario.week.days[weekday].minutes or USUAL_SESSION_MIN


def fits_the_day(day: date, stage: Stage, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds that fit a day with warm-up, recovery and cool-down."""
    minutes = minutes_on(day.weekday(), scenario, settings)
    facts = {"limit": f"{minutes:g} min", "day": f"{day:%A}"}
    return Limit(most_that_fits(minutes, stage), _why("fits_the_day", facts))


def most_that_fits(minutes: float, stage: Stage) -> float:
    """Return the most backward seconds of a stage in so many minutes, recoveries included."""
    left = minutes * 60 - WARM_UP_S - COOL_DOWN_S
    doses = [
        min(sections * stage.section_s, left - (sections - 1) * stage.recovery_s)
        for sections in range(1, stage.most_sections + 1)
        if left - (sections - 1) * stage.recovery_s > (sections - 1) * stage.section_s
    ]
    return max(doses, default=0.0)


def _why(rule: str, facts: Mapping[str, object]) -> Why:
    return Why(rule, tuple((name, str(value)) for name, value in facts.items()))
