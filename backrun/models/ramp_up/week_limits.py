"""The rules for a week as numbers: its sum, its share of the running, what may grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backrun.models.ramp_up.limits import Limit, limit_of, why
from backrun.models.ramp_up.plan import LIGHTER_EVERY, Session, Why
from backrun.models.ramp_up.words import duration
from backrun.scenario import Scenario
from backrun.settings import RampUpSettings

STAGES_AT_FIRST_SHARE = 4


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
    return Limit(allowed, why("weekly_growth", facts))


def small_week(
    totals: Mapping[int, int], week: int, sessions: int, settings: RampUpSettings
) -> float:
    """Return the most seconds of a week of small doses: one step more in every session."""
    return best_of(totals, week, 4) + sessions * limit_of("small_dose", settings)


def week_stop(totals: Mapping[int, int], week: int, settings: RampUpSettings) -> Limit:
    """Return the seconds of a week above which growth has been linked with injuries."""
    reference, stop = best_of(totals, week, 4), limit_of("weekly_stop", settings)
    facts = {"limit": f"{stop:g} %", "reference": duration(reference)}
    return Limit(reference * (1 + stop / 100), why("weekly_stop", facts), reference)


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
    return Limit(allowed, why("lighter_week", facts))


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
    return Limit(allowed, why(rule, facts))


def speed_step(before: float, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the highest speed (m/s) of a week after one run at `before`."""
    points = limit_of("speed_step", settings)
    allowed = before + scenario.forward_speed_m_s * points / 100
    return Limit(allowed, why("speed_step", {"limit": f"{points:g}"}))


def week_sessions(settings: RampUpSettings) -> Limit:
    """Return the most sessions of a week."""
    most = limit_of("week_sessions", settings)
    return Limit(most, why("week_sessions", {"limit": f"{most:g}"}))


GROWS: dict[str, Callable[[Session], float]] = {
    "length": lambda session: session.backward_s,
    "speed": lambda session: session.speed_m_s,
    "grade": lambda session: session.grade,
}
"""What may grow from week to week, one at a time."""


def one_at_a_time(grown: str, held: str) -> Why:
    """Return why one of length, speed and grade stays as it is."""
    return why("one_at_a_time", {"grown": grown, "held": held})
