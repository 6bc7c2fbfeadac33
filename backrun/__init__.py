"""What would running backward do for you? Energy forward and backward, with honest intervals.

>>> from backrun import Scenario, compare
>>> comparison = compare(Scenario(), basis="speed")
>>> comparison.ratio.km.low > 1.0
True
"""

from backrun.estimate import Estimate
from backrun.evidence import MODEL_VERSION
from backrun.link_reader import Rejected
from backrun.models.calories import energy_per_minute, joules_per_litre, resting_oxygen
from backrun.models.claim_verdict import ClaimVerdict
from backrun.models.claims import judge_claim
from backrun.models.comparison import Comparison, compare, matched_speed
from backrun.models.joints import Joint, JointLoading, joint_loading
from backrun.models.knee import joint_points
from backrun.models.limits import LIMITS, NotMeasuredError
from backrun.models.matching import equal_effort_speed
from backrun.models.muscles import (
    MUSCLE_LABELS,
    MUSCLES,
    Muscle,
    MuscleEmphasis,
    muscle_emphasis,
    week_emphasis,
)
from backrun.models.oxygen_cost import oxygen_cost
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
from backrun.models.rates import Rates
from backrun.models.roster import Client, GroupEnergy, group_energy
from backrun.models.screening import Reason, Screening, screen
from backrun.models.screening_answers import Answers
from backrun.models.spread import runners_like_you
from backrun.models.thigh import ThighBalance, thigh_balance
from backrun.models.week import WeekEnergy, week_energy
from backrun.permalink import link
from backrun.scenario import Day, Runner, Scenario, Week
from backrun.settings import RampUpSettings

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
