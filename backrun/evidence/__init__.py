"""The research facts that the models stand on: data files, loaded once into validated rows."""

from backrun.evidence.coefficients import MODEL_VERSION, Coefficient, coefficient, coefficients
from backrun.evidence.ramp_up import CAUTIONS, Caution, Rule, Stage, rules, stages
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

__all__ = [
    "CAUTIONS",
    "MODEL_VERSION",
    "Caution",
    "Coefficient",
    "CompendiumEntry",
    "EvidenceError",
    "OxygenCostRow",
    "RatioRow",
    "Rule",
    "Source",
    "Stage",
    "coefficient",
    "coefficients",
    "compendium",
    "oxygen_cost_rows",
    "ratio_rows",
    "rules",
    "sources",
    "stages",
]
