"""What would running backward do for you? Energy forward and backward, with honest intervals.

>>> from backrun import Scenario, compare
>>> comparison = compare(Scenario(), basis="speed")
>>> comparison.ratio.km.low > 1.0
True
"""

from backrun.estimate import Estimate
from backrun.evidence import MODEL_VERSION
from backrun.models.calories import energy_per_minute, joules_per_litre, resting_oxygen
from backrun.models.comparison import Comparison, Rates, compare, matched_speed
from backrun.models.matching import equal_effort_speed
from backrun.models.oxygen_cost import LIMITS, NotMeasuredError, oxygen_cost
from backrun.models.screening import Reason, Screening, screen
from backrun.models.screening_answers import Answers
from backrun.models.spread import runners_like_you, uncertainty_shares
from backrun.models.week import WeekEnergy, week_energy
from backrun.permalink import Rejected, link
from backrun.scenario import Day, Runner, Scenario, Week

__all__ = [
    "LIMITS",
    "MODEL_VERSION",
    "Answers",
    "Comparison",
    "Day",
    "Estimate",
    "NotMeasuredError",
    "Rates",
    "Reason",
    "Rejected",
    "Runner",
    "Scenario",
    "Screening",
    "Week",
    "WeekEnergy",
    "compare",
    "energy_per_minute",
    "equal_effort_speed",
    "joules_per_litre",
    "link",
    "matched_speed",
    "oxygen_cost",
    "resting_oxygen",
    "runners_like_you",
    "screen",
    "uncertainty_shares",
    "week_energy",
]
