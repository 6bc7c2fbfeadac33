"""The rules for speed and grade of one session as numbers: for planner and checker alike."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from backrun.evidence import Caution, Stage, rules, stages
from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.limits import FIRST_RUN, LAST_STAGE, WALKING, Limit, limit_of
from backrun.models.ramp_up.words import speed_text
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.units import System


def top_speed(
    history: History, day: date, stage: Stage, scenario: Scenario, settings: RampUpSettings
) -> Limit:
    """Return the highest speed (m/s) of a session: by its stage, and for first walks slower."""
    cap = stage_speed(stage, scenario, settings)
    slow, units = limit_of("walking_speed", settings), scenario.units
    first = stage.number == WALKING and (day - history.first_walk(day)).days < 7
    if first and slow < cap.allowed:
        return Limit(slow, "walking_speed", lambda: {"limit": speed_text(slow, units)})
    return cap


def stage_speed(stage: Stage, scenario: Scenario, settings: RampUpSettings) -> Limit:
    """Return the highest speed (m/s) of a stage."""
    forward = scenario.forward_speed_m_s
    return _stage_speed(stage.number, settings.caution, forward, scenario.units)


@lru_cache(maxsize=256)
def _stage_speed(number: int, caution: Caution, forward: float, units: System) -> Limit:
    speed, walking = stages()[number - 1].speed_m_s(caution, forward), number == WALKING
    if walking:
        # Nobody is to walk faster than the first runs are.
        speed = min(speed, stages()[FIRST_RUN - 1].speed_m_s(caution, forward))

    def facts() -> dict[str, object]:
        share = f"{round(100 * speed / forward)} % of your forward speed"
        limit = speed_text(speed, units) if walking else share
        return {"stage": number, "gait": "walked" if walking else "run", "limit": limit}

    return Limit(speed, "speed_cap", facts)


def walking_speeds(scenario: Scenario, settings: RampUpSettings) -> tuple[float, float]:
    """Return the speeds (m/s) that someone walks backward at in the first week, and then."""
    cap = stage_speed(stages()[WALKING - 1], scenario, settings).allowed
    then = min(cap, scenario.backward_speed_m_s)
    return min(limit_of("walking_speed", settings), then), then


def top_grade(stage: int, settings: RampUpSettings) -> Limit:
    """Return the steepest grade of a session, as a fraction."""
    return _grade("uphill", settings.caution, stage == LAST_STAGE)


def level_ground(settings: RampUpSettings) -> Limit:
    """Return the lowest grade of a session, as a fraction."""
    return _grade("level", settings.caution, True)


@cache
def _grade(rule: str, caution: Caution, allowed: bool) -> Limit:
    percent = rules()[rule].limit(caution)
    return Limit(percent / 100 * allowed, rule, lambda: {"limit": f"{percent:g} %"})
