"""The rules for one session as numbers: what planner and checker both ask before it.

Each function looks at the sessions before, and answers with a `Limit`: the rule, what it allows,
and the facts for its sentence. Times are in seconds. `week_limits` has the rules for a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backrun.evidence import Stage, rules, stages
from backrun.evidence.rows import Gait
from backrun.models.ramp_up.history import FIRST_SESSIONS, History
from backrun.models.ramp_up.plan import COOL_DOWN_S, WARM_UP_S, Why
from backrun.models.ramp_up.words import day_text, duration, speed_text
from backrun.scenario import Scenario
from backrun.settings import DAYS, RampUpSettings

WALKING, FIRST_RUN, LAST_STAGE = 1, 2, 6
SMALL_TOTAL_S = 360
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


def experience_counts(day: date, settings: RampUpSettings) -> bool:
    """Return whether what was run before the plan still counts on a day: it fades in 30 days."""
    since = (day - settings.start).days
    return settings.longest_backward_min > 0 and since < limit_of("break_days", settings)


def stage_for(longest_backward_min: float) -> int:
    """Return the stage in which someone starts who has run backward this long."""
    seconds = longest_backward_min * 60
    reached = [stage.number for stage in stages()[1:-1] if seconds >= stage.total_s]
    return max(reached, default=FIRST_RUN - 1) + 1 if seconds > 0 else WALKING


def allowed_stage(history: History, day: date, settings: RampUpSettings) -> int:
    """Return the highest stage that is open on a day."""
    recent = history.recent(day)
    if not recent:
        if experience_counts(day, settings):
            return stage_for(settings.longest_backward_min)
        return FIRST_RUN if history.ever_ran() else WALKING
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
    return Limit(allowed, why("stage_order", facts))


def stage_dose(stage: Stage) -> Limit:
    """Return the most backward seconds of a session in a stage."""
    facts = {
        "stage": stage.number,
        "sections": stage.most_sections,
        "section": duration(stage.section_s),
        "total": duration(stage.total_s),
    }
    return Limit(stage.total_s, why("stage_dose", facts))


def session_length(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds of a session: by the longest one of the last 30 days."""
    longest, when = 0.0, ""
    alike = [session for session in history.within(day) if session.gait == gait]
    if alike:
        best = max(alike, key=lambda session: session.backward_s)
        longest, when = best.backward_s, f" on {day_text(best.date)}"
    if gait == "running" and experience_counts(day, settings):
        before = settings.longest_backward_min * 60
        if before > longest:
            longest, when = before, " before the plan"
    if not longest:
        first = "first_walk" if gait == "walking" else "first_dose"
        allowed = limit_of(first, settings)
        return Limit(
            allowed,
            why(first, {"limit": duration(allowed), "break_days": f"{history.longest_gap:g}"}),
        )
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
    return Limit(allowed, why(rule, facts), longest)


def apart_within(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the days between the sessions of a week that starts on a day."""
    days = limit_of("first_apart", settings)
    if gait == "running" and not history.runs(day) and not experience_counts(day, settings):
        return Limit(days, why("first_apart", {"limit": f"{days:g}"}))
    return apart(history, day, gait, settings)


def apart(history: History, day: date, gait: Gait, settings: RampUpSettings) -> Limit:
    """Return the days that must lie between the last session and one on a day."""
    used_to_it = gait == "walking" or experience_counts(day, settings)
    rule = (
        "first_apart" if 0 < history.runs(day) < FIRST_SESSIONS and not used_to_it else "rest_day"
    )
    days = limit_of(rule, settings)
    return Limit(days, why(rule, {"limit": f"{days:g}"}))


def top_speed(
    history: History,
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
        if (day - history.first_walk(day)).days < 7 and slow < speed:
            return Limit(slow, why("walking_speed", {"limit": speed_text(slow, scenario.units)}))
    return Limit(speed, why("speed_cap", {"stage": stage.number, "limit": text}))


def top_grade(stage: int, settings: RampUpSettings) -> Limit:
    """Return the steepest grade of a session, as a fraction."""
    percent = limit_of("uphill", settings)
    allowed = percent / 100 if stage == LAST_STAGE else 0.0
    return Limit(allowed, why("uphill", {"limit": f"{percent:g} %"}))


def level_ground(settings: RampUpSettings) -> Limit:
    """Return the lowest grade of a session, as a fraction."""
    percent = limit_of("level", settings)
    return Limit(percent / 100, why("level", {"limit": f"{percent:g} %"}))


def after_break(settings: RampUpSettings) -> Why:
    """Return why a plan starts again at the first running stage."""
    return why("break_days", {"limit": f"{limit_of('break_days', settings):g}"})


def available_days(scenario: Scenario, settings: RampUpSettings) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) on which a session may be."""
    if settings.days:
        return tuple(DAYS.index(day) for day in settings.days)
    return tuple(n for n, day in enumerate(scenario.week.days) if day.minutes > 0)


def available(day: date) -> Why:
    """Return why a session cannot be on a day."""
    return why("available", {"day": day_text(day)})


def minutes_on(weekday: int, scenario: Scenario, settings: RampUpSettings) -> float:
    """Return the minutes for a session on a weekday: as set, else that day's own run."""
    if settings.minutes is not None:
        return settings.minutes
    return scenario.week.days[weekday].minutes or USUAL_SESSION_MIN


def fits_the_day(day: date, stage: Stage, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the most backward seconds that fit a day with warm-up, recovery and cool-down."""
    minutes = minutes_on(day.weekday(), scenario, settings)
    facts = {"limit": f"{minutes:g} min", "day": f"{day:%A}"}
    return Limit(most_that_fits(minutes, stage), why("fits_the_day", facts))


def most_that_fits(minutes: float, stage: Stage) -> float:
    """Return the most backward seconds of a stage in so many minutes, recoveries included."""
    left = minutes * 60 - WARM_UP_S - COOL_DOWN_S
    doses = [
        min(sections * stage.section_s, left - (sections - 1) * stage.recovery_s)
        for sections in range(1, stage.most_sections + 1)
        if left - (sections - 1) * stage.recovery_s > (sections - 1) * stage.section_s
    ]
    return max(doses, default=0.0)


def walk_goal(settings: RampUpSettings) -> Limit:
    """Return the seconds of backward walking that are enough, as a limit."""
    seconds = limit_of("walk_goal", settings)
    return Limit(seconds, why("walk_goal", {"limit": duration(seconds)}))


def regress(rule: str, settings: RampUpSettings) -> Limit:
    """Return the days of rest, or the pain, of a rule for what follows after a session."""
    allowed = limit_of(rule, settings)
    return Limit(allowed, why(rule, {"limit": f"{allowed:g}"}))


def own_goal(seconds: float) -> Limit:
    """Return the goal of a session, in seconds, as a limit."""
    return Limit(seconds, why("goal", {"limit": duration(seconds)}))


def why(rule: str, facts: Mapping[str, object]) -> Why:
    """Return a reason: a rule, and the facts for its sentence."""
    return Why(rule, tuple((name, str(value)) for name, value in facts.items()))
