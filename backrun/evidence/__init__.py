"""The research facts behind the models: data files, read once and checked row by row."""

from backrun.evidence.claims import Claim, claims, claims_with_formula
from backrun.evidence.coefficients import MODEL_VERSION, Coefficient, coefficient, coefficients
from backrun.evidence.muscles import (
    Constant,
    JointRow,
    MuscleRow,
    joint_rows,
    muscle_constants,
    muscle_rows,
)
from backrun.evidence.ramp_up import CAUTIONS, Caution, Rule, Spike, Stage, rules, spikes, stages
from backrun.evidence.rows import (
    CompendiumEntry,
    EvidenceError,
    OxygenCostRow,
    RatioRow,
    Source,
    compendium,
    oxygen_cost_rows,
    ratio_rows,
    sources,
)
from backrun.evidence.screening import Hazard, Question, hazards, questions
from backrun.evidence.studies import Study, studies
from backrun.evidence.uses import Use, uses, uses_by_study

__all__ = [
    "CAUTIONS",
    "MODEL_VERSION",
    "Caution",
    "Claim",
    "Coefficient",
    "CompendiumEntry",
    "Constant",
    "EvidenceError",
    "Hazard",
    "JointRow",
    "MuscleRow",
    "OxygenCostRow",
    "Question",
    "RatioRow",
    "Rule",
    "Source",
    "Spike",
    "Stage",
    "Study",
    "Use",
    "claims",
    "claims_with_formula",
    "coefficient",
    "coefficients",
    "compendium",
    "hazards",
    "joint_rows",
    "muscle_constants",
    "muscle_rows",
    "oxygen_cost_rows",
    "questions",
    "ratio_rows",
    "rules",
    "sources",
    "spikes",
    "stages",
    "studies",
    "uses",
    "uses_by_study",
]
