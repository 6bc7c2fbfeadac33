"""Claims and their verdicts in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from backrun.estimate import Estimate
from backrun.evidence.claims import Category, Quantity, Verdict
from backrun.models.claims.parser import Rate
from backrun.models.claims.verdict import ClaimVerdict, Reading
from backrun.scenario.scenario import Basis, Counted, Scenario
from backrun.wording.energy import BASIS_WORDS, pace
from backrun.wording.numbers import DASH, change

VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "supported": "Supported",
    "partly": "Partly",
    "unsupported": "Unsupported",
    "contradicted": "Contradicted",
    "unknown": "Unknown",
}
VERDICT_MEANING: Final[dict[Verdict, str]] = {
    "supported": "studies agree with it",
    "partly": "true of a part, or under a condition",
    "unsupported": "studies looked and do not show it, or there are none behind what it says",
    "contradicted": "studies found otherwise",
    "unknown": "not tested",
}
AGREES: Final[dict[Verdict, str]] = {
    "supported": "agrees",
    "partly": "in part",
    "unsupported": "hardly",
    "contradicted": "no",
    "unknown": "unknown",
}
VERDICT_ICONS: Final[dict[Verdict, str]] = {
    "supported": ":material/check_circle:",
    "partly": ":material/contrast:",
    "unsupported": ":material/do_not_disturb_on:",
    "contradicted": ":material/cancel:",
    "unknown": ":material/help:",
}
CATEGORY_WORDS: Final[dict[Category, str]] = {
    "muscle": "Muscles",
    "joint": "Joints",
    "safety": "Safety",
    "energy": "Energy",
    "weight": "Weight",
    "balance": "Balance",
    "posture": "Posture",
    "cognition": "Mind",
    "progression": "How to start",
    "other": "Other",
}
ARTICLE_WORDS: Final[dict[str, str]] = {
    "article_advantages": "Advantages",
    "article_benefits": "Benefits",
    "article_odd_method": "The odd method",
    "article_fitness": "For fitness",
    "article_reverse_running": "Before you try",
}
WAYS: Final[dict[tuple[Basis, Rate | None], str]] = {
    ("speed", None): "at the same speed",
    ("effort", None): "at the same effort",
    ("effort", "minute"): "per minute at the same effort",
    ("effort", "km"): "for the same distance at the same effort",
    ("distance", "km"): "for the same distance at your own backward pace",
    ("time", "minute"): "in the same time at your own backward pace",
}
WAY_LABELS: Final[dict[tuple[Basis, Rate | None], str]] = {
    ("speed", None): "Same speed",
    ("effort", None): "Same effort",
    ("effort", "minute"): "Same effort, per minute",
    ("effort", "km"): "Same effort, per distance",
    ("distance", "km"): "Own pace, per distance",
    ("time", "minute"): "Own pace, per minute",
}
MUCH: Final = 1.95
"""From here on a claim is put as a factor, not as a percentage."""


def way(reading: Reading) -> str:
    """Say what is equal when a claim is taken this way."""
    return WAYS[reading.basis, reading.per]


def claimed(low: float, high: float, quantity: Quantity = "energy") -> str:
    """Say a range of factors: `30 % more`, `2–3 times`, `at least 20 % more`, `less`."""
    if low == 0:
        return _words("less", quantity) if high == 1 else f"at most {claimed(high, high, quantity)}"
    if high == math.inf:
        return _words("more", quantity) if low == 1 else f"at least {claimed(low, low, quantity)}"
    if high >= MUCH:
        span = f"{low:.3g}" if low == high else f"{low:.3g}{DASH}{high:.3g}"
        return f"{span} times"
    return _words(change(Estimate(low, low, high)), quantity)


def _words(text: str, quantity: Quantity) -> str:
    """Put a change in the words of its quantity."""
    if quantity == "energy":
        return text
    return text.replace("more", "faster").replace("less", "slower")


def found(reading: Reading, quantity: Quantity) -> str:
    """Say what the model gives for the person, taken this way."""
    return _words(change(reading.ratio), quantity)


def read(verdict: ClaimVerdict) -> str:
    """Say how a sentence was read, or why it could not be."""
    if verdict.said is None:
        return verdict.problem
    said = verdict.said
    if said.quantity == "speed":
        return f"{claimed(said.low, said.high, 'speed')} backward than forward"
    text = f"{claimed(said.low, said.high)}, energy backward against forward"
    if said.basis is not None:
        text += f", {BASIS_WORDS[said.basis]}"
    if said.per is not None:
        text += ", per minute" if said.per == "minute" else ", per distance"
    return text


def true_if(verdict: ClaimVerdict) -> str:
    """Say what has to be equal for the claim to be true; empty where nothing makes it true."""
    return _or([way(reading) for reading in verdict.true_on])


def _or(parts: list[str]) -> str:
    return (
        parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " or " + parts[-1] if parts else ""
    )


def sentence(verdict: ClaimVerdict) -> str:
    """Say the verdict with the person's own numbers and what would make the claim true."""
    if verdict.said is None:
        return f"This cannot be judged. {verdict.problem}"
    if not verdict.readings:
        return "There is no number for running backward downhill, where nobody has measured it."
    said, quantity = verdict.said, verdict.said.quantity
    usual = next(reading for reading in verdict.readings if reading.meant)
    if usual.verdict == "unknown":
        other = "slower pace, where it walks both" if said.walking else _RUNS_BOTH
        return (
            f"{VERDICT_WORDS['unknown']}: at your pace the model walks one way and runs the other, "
            f"which nobody has compared. Choose a {other}. Here it computes, without a verdict, "
            f"{found(usual, quantity)} {way(usual)}."
        )
    said_it = claimed(said.low, said.high, quantity)
    measured = f"{way(usual)} it is {found(usual, quantity)}"
    told = _TOLD[verdict.verdict if usual.verdict == verdict.verdict else "elsewhere"]
    text = f"{VERDICT_WORDS[verdict.verdict]}: {measured} for you, {told.format(said_it)}."
    elsewhere = [way(reading) for reading in verdict.true_on if reading is not usual]
    if usual.verdict == "supported":
        return text + _not_so(verdict)
    if elsewhere:
        return f"{text} It would be true {_or(elsewhere)}."
    open_still = any(reading.verdict == "unknown" for reading in verdict.readings)
    return text if open_still or verdict.verdict == "partly" else f"{text} {NOTHING}"


_RUNS_BOTH: Final = "faster pace, where it runs both"
NOTHING: Final = "Nothing that can be held equal makes it true."
_TOLD: Final[dict[str, str]] = {
    "supported": "and “{}” fits that",
    "partly": "which agrees with “{}” only in part",
    "unsupported": "and fewer than one in ten people like you would find “{}”",
    "contradicted": "not “{}”",
    "elsewhere": "not “{}”",
}


def _not_so(verdict: ClaimVerdict) -> str:
    """Name the first other reading on which a supported claim fails."""
    for reading in verdict.readings:
        if reading.verdict in ("contradicted", "unsupported"):
            quantity = verdict.said.quantity if verdict.said else "energy"
            is_ = found(reading, quantity)
            return f" {way(reading).capitalize()} it would be {is_}."
    return ""


def claims_answer(verdicts: Sequence[ClaimVerdict], usual: Estimate, scenario: Scenario) -> str:
    """Say how many of the popular claims hold for the person, as Markdown.

    `usual` is backward over forward energy at the same speed.
    """
    count = Counter(verdict.verdict for verdict in verdicts)
    held, part = count["supported"], count["partly"]
    holds = "holds" if held == 1 else "hold"
    parts = [f"**{held} {holds}** for you at {pace(scenario.forward_speed_m_s, scenario)}"]
    if part:
        parts.append(f"{part} in part")
    unknown = count["unknown"]
    if failed := len(verdicts) - held - part - unknown:
        parts.append(f"{failed} do not" if failed > 1 else "1 does not")
    if unknown:
        parts.append(f"{unknown} cannot be judged")
    listed = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
    return (
        f"Of {len(verdicts)} popular claims about energy and speed, {listed}: at the same speed "
        f"going backward costs **{change(usual)}** energy, {scenario.counted}."
    )


GUESS_QUESTION: Final = "How much more energy does running backward cost at the same speed?"


def guessed(guess: float) -> str:
    """Say a guess as the slider shows it, in per cent."""
    return change(Estimate(guess, guess, guess))


def guess_answer(guess: float, usual: Estimate, counted: Counted) -> str:
    """Set a guess (backward over forward) against the person's interval, as Markdown."""
    if guess > usual.high:
        told = "too high"
    else:
        told = "too low" if guess < usual.low else "within what 8 in 10 people like you would find"
    return (
        f"You guessed **{guessed(guess)}**, which is {told}: at the same speed it is "
        f"**{change(usual)}**, {counted}."
    )


def guess_chart_summary(guess: float, usual: Estimate) -> str:
    """Say in words what the chart of a guess shows."""
    return (
        f"Your guess, {guessed(guess)}, beside what popular articles claim, what studies "
        f"measured and your own number at the same speed, {change(usual)}. "
        "The table below has the data."
    )


def claims_chart_summary(verdict: ClaimVerdict) -> str:
    """Say in words what the chart of a judged claim shows."""
    if verdict.said is None:
        return "No claim to show."
    quantity = verdict.said.quantity
    rows = "; ".join(f"{way(reading)} {found(reading, quantity)}" for reading in verdict.readings)
    said = claimed(verdict.said.low, verdict.said.high, quantity)
    return f"The claim, {said}, against your own numbers: {rows}. The table below has the data."
