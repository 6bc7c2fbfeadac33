"""The uses of each study: every number, claim and rule with its studies, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from backrun.evidence.claims import claims
from backrun.evidence.coefficients import Coefficient, coefficients
from backrun.evidence.muscles import joint_quantities, joint_rows, muscle_rows, muscle_table
from backrun.evidence.ramp_up import rules, spikes, stages
from backrun.evidence.rows import RatioRow, compendium, oxygen_cost_rows, ratio_rows
from backrun.evidence.screening import hazards, questions
from backrun.evidence.session_card import card_rows

Kind = Literal[
    "coefficient",
    "ratio",
    "measurement",
    "muscle",
    "joint",
    "claim",
    "rule",
    "screening",
    "card",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Use:
    """A number, finding, claim, rule or sentence of the app that rests on studies.

    Attributes
    ----------
    kind : {"coefficient", "ratio", "measurement", "muscle", "joint", "claim", "rule", ...}
    key : str
        Unique together with the kind.
    title : str
        Its name in a few words; for a claim, the claim in one sentence.
    said : str
        The number, finding or sentence itself.
    studies : tuple of str
        Keys of its studies, each once.
    article : str
        Key of the popular article that makes the claim; "" for all other kinds.
    """

    kind: Kind
    key: str
    title: str
    said: str
    studies: tuple[str, ...]
    article: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the studies and, for a claim, of the article."""
        return (*self.studies, self.article) if self.article else self.studies


@cache
def uses() -> tuple[Use, ...]:
    """Return all uses, kind by kind, in the order of the data files."""
    return (
        *_coefficients(),
        *_ratios(),
        *_measurements(),
        *_muscles(),
        *_joints(),
        *_claims(),
        *_rules(),
        *_screening(),
        *_card(),
    )


@cache
def uses_by_study() -> dict[str, tuple[Use, ...]]:
    """Return the uses of each source by its key; a source without a use has no entry."""
    found: dict[str, list[Use]] = {}
    for use in uses():
        for key in use.sources:
            found.setdefault(key, []).append(use)
    return {key: tuple(those) for key, those in found.items()}


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _coefficients() -> Iterator[Use]:
    for row in coefficients().values():
        title = row.name.replace("_", " ").capitalize()
        yield Use("coefficient", row.name, title, _value(row), _distinct(row.studies))


def _value(row: Coefficient) -> str:
    said = "" if row.value is None else f"{row.value:g}"
    if row.low is not None and row.high is not None:
        ends = f"{row.low:g} to {row.high:g}"
        said = f"{said} ({ends})" if said else ends
    return f"{said} {row.unit}"


def _ratios() -> Iterator[Use]:
    for number, row in enumerate(ratio_rows()):
        pooled = "in the pool" if row.pooled else "not in the pool"
        title = f"Backward : forward, {row.gait}, {pooled}"
        yield Use("ratio", f"ratio-{number}", title, _ratio(row), (row.study_id,))


def _ratio(row: RatioRow) -> str:
    if row.forward is not None and row.backward is not None:
        return f"{row.backward:g} : {row.forward:g} {row.unit}. {row.note}".strip()
    return f"{'not read' if row.ratio is None else f'{row.ratio:g}'}. {row.note}".strip()


def _measurements() -> Iterator[Use]:
    for number, row in enumerate(oxygen_cost_rows()):
        at = "" if row.speed_m_s is None else f" at {row.speed_m_s:g} m/s"
        title = f"{row.direction.capitalize()} {row.gait}{at}"
        oxygen = "" if row.vo2_ml_kg_min is None else f"{row.vo2_ml_kg_min:g} ml/kg/min. "
        cost = "" if row.net_cost_j_kg_m is None else f"{row.net_cost_j_kg_m:g} J/kg/m net. "
        yield Use("measurement", f"cost-{number}", title, oxygen + cost + row.note, (row.study_id,))
    for edition in _distinct(entry.study_id for entry in compendium()):
        entries = sum(entry.study_id == edition for entry in compendium())
        yield Use("measurement", edition, "Walking and running", f"{entries} entries.", (edition,))


def _muscles() -> Iterator[Use]:
    for number, row in enumerate(muscle_rows()):
        size = "" if row.ratio is None else f", {row.ratio:g} times"
        said = f"{row.direction}{size}. {row.note}".strip()
        title = f"Activity of {row.measured}, {row.gait}"
        yield Use("muscle", f"muscle-{number}", title, said, (row.study_id,))
    for entry in muscle_table().values():
        title = f"What the {entry.name} does"
        yield Use("muscle", entry.muscle, title, entry.role_note, _distinct(entry.role_source))


def _joints() -> Iterator[Use]:
    for number, row in enumerate(joint_rows()):
        title = f"{joint_quantities()[row.quantity].label}: {row.measure}"
        size = "" if row.change is None else f", {row.change:.2f} times"
        said = f"{row.direction}{size}. {row.note}".strip()
        yield Use("joint", f"joint-{number}", title, said, (row.study_id,))


def _claims() -> Iterator[Use]:
    for claim in claims():
        said = f"{claim.verdict.capitalize()}. {claim.finding}"
        yield Use("claim", claim.claim_id, claim.claim, said, claim.studies, claim.article)


def _rules() -> Iterator[Use]:
    for rule in rules().values():
        yield Use("rule", rule.name, rule.title, rule.stated, rule.source)
    for stage in stages():
        yield Use("rule", stage.key, f"Stage: {stage.name}", stage.sentence, stage.source)
    for spike in spikes():
        title = f"Injuries after sessions more than {100 * spike.above:g} % above the longest"
        said = f"{spike.hazard_ratio:g} times ({spike.low:g} to {spike.high:g})"
        yield Use("rule", f"spike-{spike.above:g}", title, said, (spike.study_id,))


def _screening() -> Iterator[Use]:
    for question in questions().values():
        yield Use("screening", question.key, question.question, question.why, question.sources)
    for hazard in hazards().values():
        title = f"Hazard: {hazard.hazard}"
        yield Use("screening", f"hazard-{hazard.key}", title, hazard.what_to_do, hazard.sources)


def _card() -> Iterator[Use]:
    for row in card_rows():
        title = f"Session card: {row.key.replace('_', ' ')}"
        yield Use("card", row.key, title, row.text, row.sources)
