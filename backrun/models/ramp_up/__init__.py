"""The ramp-up: a planner, a checker and what follows after each session, on one set of rules."""

from backrun.evidence import Rule, rules
from backrun.models.ramp_up.adapt import LogEntry, adapt
from backrun.models.ramp_up.check import Violation, check_plan
from backrun.models.ramp_up.energy import PlanEnergy, plan_energy
from backrun.models.ramp_up.envelope import (
    OwnRamp,
    OwnWeek,
    envelope,
    longest_own,
    most_allowed,
    own_ramp,
    own_weeks,
)
from backrun.models.ramp_up.plan import FilledWeek, PlanWeek, RampUp
from backrun.models.ramp_up.planner import (
    beginning,
    boldest,
    forerunner,
    longest_goal,
    paced,
    plan_of,
    plan_ramp_up,
    twin,
)
from backrun.models.ramp_up.session import Session, Why
from backrun.models.ramp_up.shortfall import week_shortfall
from backrun.models.ramp_up.weeks import PlanError, continue_plan, week_by_week

__all__ = [
    "FilledWeek",
    "LogEntry",
    "OwnRamp",
    "OwnWeek",
    "PlanEnergy",
    "PlanError",
    "PlanWeek",
    "RampUp",
    "Session",
    "Violation",
    "Why",
    "adapt",
    "beginning",
    "boldest",
    "check_plan",
    "continue_plan",
    "envelope",
    "forerunner",
    "longest_goal",
    "longest_own",
    "most_allowed",
    "own_ramp",
    "own_weeks",
    "paced",
    "plan_energy",
    "plan_of",
    "plan_ramp_up",
    "ramp_up_rules",
    "twin",
    "week_by_week",
    "week_shortfall",
]


def ramp_up_rules() -> tuple[Rule, ...]:
    """Return every rule of the ramp-up, in the order in which they are explained.

    Returns
    -------
    tuple of Rule
        Each with its limit at the three levels of caution, unit, source, strength (sourced or our
        own caution), grade, and the sentence that explains it on a session.

    Examples
    --------
    >>> ramp_up_rules()[0].name
    'stage_order'
    """
    return tuple(rules().values())
