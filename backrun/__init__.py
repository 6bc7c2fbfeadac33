"""What would running backward do for you? Energy forward and backward, with honest intervals.

>>> from backrun import Scenario, compare
>>> comparison = compare(Scenario(), basis="speed")
>>> comparison.ratio.km.low > 1.0
True
"""

from backrun.estimate import Estimate
from backrun.evidence import MODEL_VERSION
from backrun.link.reading import Rejected
from backrun.link.writing import link
from backrun.models.body.joints import Joint, JointLoading, joint_loading
from backrun.models.body.knee import joint_points
from backrun.models.body.muscles import (
    MUSCLE_LABELS,
    MUSCLES,
    Muscle,
    MuscleEmphasis,
    muscle_emphasis,
    week_emphasis,
)
from backrun.models.body.thigh import ThighBalance, thigh_balance
from backrun.models.claims.judge import judge_claim
from backrun.models.claims.verdict import ClaimVerdict
from backrun.models.energy.calories import energy_per_minute, joules_per_litre, resting_oxygen
from backrun.models.energy.comparison import Comparison, compare, matched_speed
from backrun.models.energy.limits import LIMITS, NotMeasuredError
from backrun.models.energy.matching import equal_effort_speed
from backrun.models.energy.oxygen_cost import oxygen_cost
from backrun.models.energy.rates import Rates
from backrun.models.energy.spread import runners_like_you
from backrun.models.energy.week import WeekEnergy, week_energy
from backrun.models.ramp_up import (
    LogEntry,
    PlanError,
    RampUp,
    Session,
    Violation,
    adapt,
    check_plan,
    plan_ramp_up,
    ramp_up_rules,
)
from backrun.models.roster.clients import Client, GroupEnergy, group_energy
from backrun.models.screening.answers import Answers
from backrun.models.screening.decision import Reason, Screening, screen
from backrun.scenario.scenario import Day, Runner, Scenario, Week
from backrun.scenario.settings import RampUpSettings

__all__ = [
    "LIMITS",
    "MODEL_VERSION",
    "MUSCLES",
    "MUSCLE_LABELS",
    "Answers",
    "ClaimVerdict",
    "Client",
    "Comparison",
    "Day",
    "Estimate",
    "GroupEnergy",
    "Joint",
    "JointLoading",
    "LogEntry",
    "Muscle",
    "MuscleEmphasis",
    "NotMeasuredError",
    "PlanError",
    "RampUp",
    "RampUpSettings",
    "Rates",
    "Reason",
    "Rejected",
    "Runner",
    "Scenario",
    "Screening",
    "Session",
    "ThighBalance",
    "Violation",
    "Week",
    "WeekEnergy",
    "adapt",
    "check_plan",
    "compare",
    "energy_per_minute",
    "equal_effort_speed",
    "group_energy",
    "joint_loading",
    "joint_points",
    "joules_per_litre",
    "judge_claim",
    "link",
    "matched_speed",
    "muscle_emphasis",
    "oxygen_cost",
    "plan_ramp_up",
    "ramp_up_rules",
    "resting_oxygen",
    "runners_like_you",
    "screen",
    "thigh_balance",
    "week_emphasis",
    "week_energy",
]
