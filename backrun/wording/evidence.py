"""Words for the evidence: what studies are, how sure a finding is, what moves an answer."""

from __future__ import annotations

from typing import Final

from backrun.estimate import Estimate
from backrun.evidence import coefficient, sources
from backrun.evidence.rows import Gait
from backrun.evidence.studies import Design, Study, Topic
from backrun.evidence.uses import Kind
from backrun.inputs.field import Choice
from backrun.inputs.registry import (
    BASIS,
    COUNTED,
    GRADE,
    MASS,
    PACE,
    PART_LABELS,
    SHARE,
    SURFACE,
    VARIABLES,
)
from backrun.models.energy.comparison import Comparison
from backrun.models.energy.oxygen_cost import gait_at
from backrun.models.energy.sensitivity import Sensitivity, Swing
from backrun.models.validation.evidence_grades import Group, graded_findings
from backrun.models.validation.forest import Line, forest
from backrun.scenario.scenario import Scenario
from backrun.wording.energy import BASIS_WORDS, PER_WORDS, distance_of, pace
from backrun.wording.numbers import DASH, THIN, change, rounded, signed

TOPIC_WORDS: Final[dict[Topic, str]] = {
    "energy": "Energy",
    "forward": "Forward equations",
    "speed": "Speed",
    "muscles": "Muscles",
    "joints": "Joints and steps",
    "training": "Training",
    "start": "How to start",
    "load": "Load and injury",
    "soreness": "Soreness",
    "safety": "Safety",
    "balance": "Balance and mind",
    "articles": "Popular articles",
}
DESIGN_WORDS: Final[dict[Design, str]] = {
    "both_ways": "The same people both ways",
    "one_way": "Laboratory, one direction",
    "trial": "Randomised trial",
    "groups": "Groups compared",
    "before_after": "Before and after, no control",
    "cohort": "Runners followed up",
    "survey": "Survey or records",
    "review": "Review or meta-analysis",
    "analysis": "Analysis of method",
    "equation": "Equation or table",
    "guideline": "Guideline",
    "expert": "Expert advice",
    "article": "Popular article",
    "other": "Not stated",
}
KIND_WORDS: Final[dict[Kind, str]] = {
    "coefficient": "Coefficient",
    "ratio": "Ratio",
    "measurement": "Measurement",
    "muscle": "Muscle",
    "joint": "Joint",
    "claim": "Claim",
    "rule": "Ramp-up",
    "screening": "Screening",
    "card": "Session card",
}
KIND_COUNTED: Final[dict[Kind, tuple[str, str]]] = {
    "coefficient": ("coefficient", "coefficients"),
    "ratio": ("ratio", "ratios"),
    "measurement": ("measurement", "measurements"),
    "muscle": ("muscle result", "muscle results"),
    "joint": ("joint result", "joint results"),
    "claim": ("claim", "claims"),
    "rule": ("ramp-up rule or stage", "ramp-up rules and stages"),
    "screening": ("screening question or hazard", "screening questions and hazards"),
    "card": ("line of the session card", "lines of the session card"),
}
GROUP_WORDS: Final[dict[Group, str]] = {
    "energy": "Energy",
    "joints": "Joints, steps and landing",
    "muscles": "Muscles, running all backward",
}
FIXED: Final = "\u00a0"
"""A space at which no line ends."""
LINE_WORDS: Final[dict[str, str]] = {
    "mean": "All together",
    "new study": "A new study",
    "person": "One person",
}
CHOICES: Final[dict[str, Choice]] = {"basis": BASIS, "counted": COUNTED, "surface": SURFACE}
SWING_LABELS: Final[dict[str, str]] = {
    "mass": MASS.label,
    "pace": PACE.label,
    "share": SHARE.label,
    "grade": GRADE.label,
    "basis": "What is held equal",
    "counted": "Rest counted or not",
    "surface": SURFACE.label,
    **PART_LABELS,
    "fuel": "Exchange ratio (fuel)",
}


def people(study: Study) -> str:
    """Say with whom a study was done: number, then who, as far as it is stated."""
    if study.n is None:
        return study.who[0].upper() + study.who[1:]
    return f"n{THIN}={THIN}{study.n}" + ("" if study.who == "not stated" else f": {study.who}")


def ratio_text(ratio: Estimate) -> str:
    """Format a ratio with its interval, two decimals: `1.31 (1.22–1.41)`."""
    centre = rounded(float(ratio.central), 0.01)
    if ratio.low == ratio.high:
        return centre
    return f"{centre} ({rounded(float(ratio.low), 0.01)}{DASH}{rounded(float(ratio.high), 0.01)})"


FOREST_READ: Final = (
    f"Squares are studies, larger with more weight, with 95{THIN}% intervals; a dotted interval "
    "rests on the spread of another study. Circles are not in the pool. The orange bars: where the "
    "mean lies, where a new study would fall, and where one person falls. The log axis makes half "
    "and double equally far."
)


GRADES_READ: Final = (
    "One rule for all: how direct the studies are, what kind of report, how many studies, how many "
    "people, how well they agree. Each allows a grade from A to D; the weakest decides. A grade "
    "says how well a finding is backed, not how large it is. A study that gives a direction and no "
    "number counts here, though it cannot enter a mean above. The ramp-up's rules have grades of "
    "their own, in the table above: no trial has tested them backward."
)


def forest_summary(gait: Gait) -> str:
    """Say in words what the forest of a gait shows."""
    *_, mean, new_study, person = forest(gait)
    pooled = sum(line.kind == "study" for line in forest(gait))
    return (
        f"Backward over forward {gait}, energy above rest: {pooled} studies, all together "
        f"{line_value(mean)}, a new study {line_value(new_study)}, one person "
        f"{line_value(person)}. The table below has the data."
    )


def line_label(line: Line) -> str:
    """Name a line of the forest: the study with its people, or what they say together."""
    if not line.study_id:
        percent = 0 if line.ratio is None else round(100 * line.ratio.level)
        return f"{LINE_WORDS[line.kind]}, {percent}{THIN}%"
    count = "" if line.n is None else f", n = {line.n}"
    return f"{sources()[line.study_id].short}{count}"


def line_value(line: Line) -> str:
    """Say a line's ratio with its interval, or why it has none."""
    if line.kind == "not pooled":
        reported = "no number read" if line.ratio is None else f"{line.ratio.central:g} reported"
        return f"not pooled: {reported}"
    return "" if line.ratio is None else ratio_text(line.ratio)


def evidence_answer(scenario: Scenario, comparison: Comparison | None) -> str:
    """Return the answer of the Evidence page: what is known, how well, and what it is for you.

    What is known is told of the gait that the person has backward. `comparison` is the person's
    own at the same speed; None downhill, where there is no number.
    """
    speed = scenario.forward_speed_m_s
    ahead, back = gait_at(speed, "forward"), gait_at(speed, "backward")
    studies = [line for line in forest(back) if line.kind == "study"]
    mean = forest(back)[-3]
    count = sum(line.n or 0 for line in studies)
    finding = next(each for each in graded_findings() if each.key == f"energy_{back}")
    known = (
        f"At the same speed {back} backward takes **{coefficient(f'multiplier_{back}'):.2f} "
        f"times** the energy above rest (95{THIN}% interval {_span(mean)}): "
        f"{len(studies)}{FIXED}studies, {count}{FIXED}people, **grade {finding.grade}**."
    )
    if comparison is None:
        return f"{known} Downhill it was not measured, so no number is given for you."
    own, found = pace(speed, scenario), f"{change(comparison.ratio.km)}, {scenario.counted}."
    if ahead != back:
        return (
            f"{known} At {own} you would walk forward and run backward, which no study has "
            f"compared; for you: {found}"
        )
    return f"{known} For you at {own}: {found}"


def _span(line: Line) -> str:
    return "" if line.ratio is None else f"{line.ratio.low:.2f}{DASH}{line.ratio.high:.2f}"


def swing_label(swing: Swing) -> str:
    """Name what moves an answer."""
    return SWING_LABELS[swing.key]


def swing_ends(swing: Swing, scenario: Scenario) -> tuple[str, str]:
    """Say what the input is at the end that lowers the answer, and at the one that raises it."""
    low, high = (_end(swing, at, scenario) for at in (swing.low_at, swing.high_at))
    return (low, high) if swing.low <= swing.high else (high, low)


def _end(swing: Swing, at: str, scenario: Scenario) -> str:
    if swing.key in VARIABLES:
        return VARIABLES[swing.key].show(float(at), scenario.units)
    if swing.key in CHOICES:
        return CHOICES[swing.key].options[at].lower()
    if swing.key == "fuel":
        return f"{float(at):.2f}"
    return at


def sensitivity_answer(found: Sensitivity, scenario: Scenario) -> str:
    """Say which input moves the answer most, and which not at all."""
    unit = scenario.energy_unit
    first, second = found.swings[:2]
    rate = PER_WORDS[found.per]
    still = [swing_label(swing).lower() for swing in found.swings if found.leaves_alone(swing)]
    said = (
        f"The extra energy of going backward, {rate}, {BASIS_WORDS[scenario.basis]}, "
        f"{scenario.counted}: **{signed(found.extra, unit)}**. Most of all it moves with "
        f"**{swing_label(first).lower()}**, from {_number(min(first.low, first.high))} to "
        f"{_number(max(first.low, first.high))}{THIN}{unit}; then with "
        f"**{swing_label(second).lower()}**."
    )
    return said + (f" It hardly moves with {_listed(still)}." if still else "")


def _number(value: float) -> str:
    return rounded(value, 0.1 if abs(value) < 10 else 1.0)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def distance_words(scenario: Scenario) -> str:
    """Say what an energy of the person's distance is per: `per kilometre`."""
    return PER_WORDS[distance_of(scenario)]
