"""Judges claims about energy and speed with one person's own numbers."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from backrun.estimate import Estimate
from backrun.evidence.claims import Claim, Quantity, Verdict
from backrun.inputs.field import shorten
from backrun.models.claims.amounts import UnreadableClaimError
from backrun.models.claims.parser import MOST_CHARACTERS, Rate, Said, read_claim
from backrun.models.claims.verdict import ClaimVerdict, Reading
from backrun.models.energy.comparison import compared_ratios
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.energy.oxygen_cost import LEVEL, deviations
from backrun.scenario.scenario import Basis, Scenario

ROUNDING: Final = 0.025
"""Popular numbers come in steps of five per cent; half a step either way still agrees."""
MIDDLE, NEARLY_ALL = 0.50, 0.98
"""Of people like this one: the middle half, and all but one in a hundred at either end."""


# The ways to take a claim, the usual one first: measurements and articles hold the speed equal.
_WAYS: Final[tuple[tuple[Basis, Rate | None], ...]] = (
    ("speed", None),
    ("effort", "minute"),
    ("effort", "km"),
    ("distance", "km"),
    ("time", "minute"),
)
Ratios = Mapping[tuple[Quantity, Basis, Rate | None], Estimate]


def claim_ratios(scenario: Scenario) -> Ratios:
    """Return backward over forward for each way to take a claim; `judge` judges any number by it.

    Raises
    ------
    NotMeasuredError
        The scenario runs downhill.
    """
    speed, effort, distance = (
        compared_ratios(scenario, basis) for basis in ("speed", "effort", "distance")
    )
    # The same distance and the same time are run at the same two speeds.
    compared = {"speed": speed, "effort": effort, "distance": distance, "time": distance}
    ratios: dict[tuple[Quantity, Basis, Rate | None], Estimate] = {}
    for basis, per in _WAYS:
        rates, _, limits = compared[basis]
        if (basis, per) == ("effort", "minute"):
            # The same oxygen is the same energy whichever the gait: that needs no study.
            limits = tuple(name for name in limits if name != "gait")
        ratio = rates.minute if per == "minute" else rates.km
        ratios["energy", basis, per] = replace(ratio, limits=limits)
    _, backward_speed, limits = effort
    share = backward_speed * (1 / scenario.forward_speed_m_s)
    return {**ratios, ("speed", "effort", None): replace(share, limits=limits)}


def judge_claim(text: str, scenario: Scenario) -> ClaimVerdict:
    """Judge a popular sentence about energy or speed with one person's own numbers.

    Parameters
    ----------
    text : str
        A sentence with a percentage, a factor or a ratio, of at most 300 characters.
    scenario : Scenario
        The person and the run; basis and rate come from the sentence, not from here.

    Returns
    -------
    ClaimVerdict
        Not understood, with the reason, where the text cannot be read.

    Raises
    ------
    ValueError
        The text is not a string.

    Notes
    -----
    The claimed range, widened by half a step of five per cent, is set against the ratio that the
    model gives for the person, once for each way to take the sentence (same speed; same effort per
    minute or per kilometre; same distance; same time). On one reading it is

    - supported if it meets the middle half of people like this one and names no factor that fewer
      than one in a hundred reach; an open range (`at least`, `more`) must hold that whole half;
    - partly supported if it meets the 80 % interval otherwise;
    - unsupported if it misses that but meets the 98 % interval;
    - contradicted if it misses that too.

    The sentence has the verdict of the reading that it names, or of the same speed where it names
    none. If that fails, the sentence is partly supported where another reading that it leaves open
    supports it, contradicted where all contradict it, else unsupported.

    A reading that sets running against walking has its number but no verdict: no study compared
    the two. Where the sentence means that reading the verdict is unknown; downhill it always is.

    Examples
    --------
    >>> verdict = judge_claim("twice the calories", Scenario())
    >>> verdict.verdict, verdict.low, verdict.true_if
    ('contradicted', 2.0, '')
    """
    if not isinstance(text, str):
        raise ValueError(
            f"Claim: {shorten(text)} is not a text; "
            f"allowed: a sentence of at most {MOST_CHARACTERS} characters"
        )
    try:
        ratios = claim_ratios(scenario)
    except NotMeasuredError:
        ratios = {}
    return judge_text(text, ratios)


def judge_text(text: str, ratios: Ratios) -> ClaimVerdict:
    """Judge a sentence against the ratios of a person; see `judge_claim` for the rule."""
    try:
        said = read_claim(text)
    except UnreadableClaimError as problem:
        return ClaimVerdict(text, False, "unknown", problem=str(problem))
    return judge(text, said, ratios)


def judge_row(claim: Claim, ratios: Ratios) -> ClaimVerdict:
    """Judge a claim of the evidence that has a formula; see `judge_claim` for the rule."""
    if not claim.quantity:
        raise ValueError(f"{claim.claim_id}: has no formula; allowed: claims about energy or speed")
    low = 0.0 if claim.low is None else claim.low
    high = math.inf if claim.high is None else claim.high
    said = Said(claim.quantity, low, high, claim.basis or None, claim.per or None)
    return judge(claim.claim, said, ratios)


def judge(text: str, said: Said, ratios: Ratios) -> ClaimVerdict:
    """Judge what was read against the ratios of a person; see `judge_claim` for the rule.

    Without any ratios, as downhill, the verdict is unknown.
    """
    if not ratios:
        return ClaimVerdict(text, True, "unknown", said)
    ways = [
        (basis, per, ratio)
        for (quantity, basis, per), ratio in ratios.items()
        if quantity == said.quantity
    ]
    named = [said.basis in (None, basis) for basis, _, _ in ways]
    rated = [said.per in (None, per or said.per) for _, per, _ in ways]
    both = [name and rate for name, rate in zip(named, rated, strict=True)]
    # Where basis and rate do not go together, the basis decides.
    meant = next((some for some in (both, named) if any(some)), [True] * len(ways))
    readings = tuple(
        Reading(basis, per, ratio, is_meant, _agreement(said, ratio))
        for (basis, per, ratio), is_meant in zip(ways, meant, strict=True)
    )
    return ClaimVerdict(text, True, _overall(readings), said, readings)


def _agreement(said: Said, ratio: Estimate) -> Verdict:
    """Return how a claim agrees with a ratio; unknown where a walk is set against a run."""
    return "unknown" if "gait" in ratio.limits else agreement(said.low, said.high, ratio)


def agreement(low: float, high: float, ratio: Estimate) -> Verdict:
    """Return how a claimed range of factors agrees with a ratio; see `judge_claim` for the rule."""
    slack = 0.0 if low == 0 or high == math.inf else ROUNDING
    least, most = low - slack, high + slack
    middle, usual, nearly_all = (_bounds(ratio, level) for level in (MIDDLE, LEVEL, NEARLY_ALL))

    # An open range leaves its own end out: "more" does not hold where both are the same.
    below = operator.le if slack else operator.lt

    def meets(bounds: tuple[float, float]) -> bool:
        return bool(below(least, bounds[1]) and below(bounds[0], most))

    if not meets(nearly_all):
        return "contradicted"
    if not meets(usual):
        return "unsupported"
    if slack:
        sober = low >= nearly_all[0] - slack and high <= nearly_all[1] + slack
        return "supported" if meets(middle) and sober else "partly"
    return "supported" if least < middle[0] and most > middle[1] else "partly"


def _bounds(ratio: Estimate, level: float) -> tuple[float, float]:
    """Return the interval of another level; ratios are even on a logarithmic scale."""
    central, high = float(ratio.central), float(ratio.high)
    spread = (high / central) ** (deviations(level) / deviations(ratio.level))
    return central / spread, central * spread


def _overall(readings: tuple[Reading, ...]) -> Verdict:
    meant = [reading.verdict for reading in readings if reading.meant]
    if meant[0] in ("supported", "partly", "unknown"):
        return meant[0]
    if "supported" in meant:
        return "partly"
    judged = set(meant) - {"unknown"}
    return "contradicted" if judged == {"contradicted"} else "unsupported"
