"""The rules for a week as numbers: its sum, its share of the running, what may grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from backrun.evidence import Caution, rules
from backrun.models.ramp_up.day_limits import SHORTEST_S
from backrun.models.ramp_up.limits import Limit, limit_of
from backrun.models.ramp_up.plan import LIGHTER_EVERY
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import count, duration
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

STAGES_AT_FIRST_SHARE = 4
BEST_WEEK, LAST_SESSION = "the best of the three before", "the last session before it"


def week_growth(
    totals: Mapping[int, int], week: int, sessions: int, settings: RampUpSettings
) -> Limit | None:
    """Return the most backward seconds of a week in one gait; None when there is no reference.

    `totals` holds the seconds of earlier weeks. Weeks of small doses have `small_week`.
    """
    reference = best_of(totals, week, 4)
    if not reference:
        return None
    growth = limit_of("weekly_growth", settings)
    return _growth("weekly_growth", f"{growth:g} %", reference, growth / 100 * reference, sessions)


def small_week(
    totals: Mapping[int, int], week: int, sessions: int, settings: RampUpSettings
) -> Limit:
    """Return the most seconds of a week without a session above 6 minutes: a step in each."""
    reference, step = best_of(totals, week, 4), limit_of("small_dose", settings)
    return _growth("small_week", duration(step), reference, sessions * step, sessions)


def _growth(rule: str, limit: str, reference: int, more: float, sessions: int) -> Limit:
    return Limit(
        reference + more,
        rule,
        lambda: {
            "limit": limit,
            "reference": duration(reference),
            "allowed": duration(reference + more),
            "sessions": count(sessions, "session"),
        },
        reference,
    )


def week_stop(totals: Mapping[int, int], week: int, settings: RampUpSettings) -> Limit:
    """Return the seconds of a week above which growth has been linked with injuries."""
    reference, stop = best_of(totals, week, 4), limit_of("weekly_stop", settings)
    return Limit(
        reference * (1 + stop / 100),
        "weekly_stop",
        lambda: {"limit": f"{stop:g} %", "reference": duration(reference)},
        reference,
    )


def lighter_week(totals: Mapping[int, int], week: int, settings: RampUpSettings) -> Limit | None:
    """Return the most backward seconds of a lighter week; None where there is no reference."""
    reference = best_of(totals, week, LIGHTER_EVERY - 1)
    return lighter_than(reference, BEST_WEEK, settings) if reference else None


def lighter_than(seconds: float, what: str, settings: RampUpSettings) -> Limit:
    """Return the seconds of a lighter week, or of a session in it, by what was before."""
    less = limit_of("lighter_week", settings)
    allowed = seconds * (1 - less / 100)
    return Limit(
        allowed,
        "lighter_week",
        lambda: {
            "limit": f"{less:g} %",
            "reference": f"{what}, {duration(seconds)}",
            "allowed": duration(allowed),
        },
    )


def best_of(totals: Mapping[int, int], week: int, weeks: int) -> int:
    """Return the largest total of so many weeks before a week."""
    return max([totals.get(before, 0) for before in range(week - weeks, week)])


def week_share(scenario: Scenario, stage: int, settings: RampUpSettings) -> Limit:
    """Return the most seconds of backward running a week, by the week's running."""
    rule = "share_start" if stage <= STAGES_AT_FIRST_SHARE else "share_later"
    share, minutes = limit_of(rule, settings), scenario.week.minutes
    allowed = minutes * 60 * share / 100
    return Limit(
        allowed,
        rule,
        lambda: {
            "limit": f"{share:g} %",
            "week": f"{minutes:g} min",
            "allowed": f"{duration(allowed)} a week",
        },
    )


def speed_step(before: float, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the highest speed (m/s) of a week after one run at `before`."""
    points, forward = limit_of("speed_step", settings), scenario.forward_speed_m_s
    allowed = share_of_forward(share_of_forward(before / forward) + points / 100) * forward
    return Limit(allowed, "speed_step", lambda: {"limit": f"{points:g}"})


def share_of_forward(share: float) -> float:
    """Return a share of the forward speed in so few digits that it is the same at every pace."""
    return round(share, 12)


def grade_step(before: float, settings: RampUpSettings) -> Limit:
    """Return the steepest grade of a week after one run at `before`, as fractions."""
    points = limit_of("grade_step", settings)
    return Limit(before + points / 100, "grade_step", lambda: {"limit": f"{points:g}"})


def week_sessions(settings: RampUpSettings) -> Limit:
    """Return the most sessions of a week."""
    return _week_sessions(settings.caution)


@cache
def _week_sessions(caution: Caution) -> Limit:
    most = rules()["week_sessions"].limit(caution)
    return Limit(most, "week_sessions", lambda: {"limit": f"{most:g}"})


def most(sessions: Sequence[Session]) -> dict[str, float]:
    """Return the most length, speed and grade of sessions: what may grow, one of them a week.

    Empty without a session.
    """
    return _of(max, sessions)


def least(sessions: Sequence[Session]) -> dict[str, float]:
    """Return the least length, speed and grade of sessions; empty without one."""
    return _of(min, sessions)


def _of(end: Callable[[Sequence[float]], float], sessions: Sequence[Session]) -> dict[str, float]:
    if not sessions:
        return {}
    # One broken off sooner is no shorter than the shortest, or nothing could ever follow it.
    lengths = [max(session.sections * session.section_s, SHORTEST_S) for session in sessions]
    return {
        "length": end(lengths),
        "speed": end([session.speed_m_s for session in sessions]),
        "grade": end([session.grade for session in sessions]),
    }


def one_at_a_time(allowed: float, grown: str, held: str) -> Limit:
    """Return what one of length, speed and grade has to stay at."""
    return Limit(allowed, "one_at_a_time", lambda: {"grown": grown, "held": held})
