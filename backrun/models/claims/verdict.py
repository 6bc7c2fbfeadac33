"""The verdict on a claim for one person, with all readings of the claim."""

from __future__ import annotations

from dataclasses import dataclass

from backrun.estimate import Estimate
from backrun.evidence.claims import Verdict
from backrun.models.claims.parser import Rate, Said
from backrun.scenario.scenario import Basis


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim: the equal quantity, the rate, the model's ratio and the verdict.

    Attributes
    ----------
    basis : {"speed", "effort", "distance", "time"}
    per : {"minute", "km"} or None
        None if both rates have the same ratio.
    ratio : Estimate
        Backward divided by forward, with an 80 % interval for one person.
    meant : bool
        Whether the words of the sentence allow this reading.
    verdict : {"supported", "partly", "unsupported", "contradicted", "unknown"}
        The verdict on this reading; unknown if it compares a walk with a run.
    """

    basis: Basis
    per: Rate | None
    ratio: Estimate
    meant: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The claim of a sentence, and the verdict on the claim for one person.

    Attributes
    ----------
    text : str
        The sentence as the person wrote it.
    understood : bool
        Whether the app could read the sentence.
    verdict : {"supported", "partly", "unsupported", "contradicted", "unknown"}
        See `judge_claim`.
    said : Said or None
        The claim that the app read; None if it could not read the sentence.
    readings : tuple of Reading
        All readings, the same speed first; empty if the model has no number.
    problem : str
        The reason why the app could not read the sentence; "" otherwise.
    """

    text: str
    understood: bool
    verdict: Verdict
    said: Said | None = None
    readings: tuple[Reading, ...] = ()
    problem: str = ""

    @property
    def low(self) -> float | None:
        """Lowest claimed factor over forward; 0 is an open end, None an unreadable sentence."""
        return None if self.said is None else self.said.low

    @property
    def high(self) -> float | None:
        """Highest claimed factor over forward; infinity is an open end."""
        return None if self.said is None else self.said.high

    @property
    def computed(self) -> dict[Basis, Estimate]:
        """Backward divided by forward for each basis, at the claimed rate or else the usual one."""
        found: dict[Basis, Estimate] = {}
        for reading in sorted(self.readings, key=lambda reading: not reading.meant):
            found.setdefault(reading.basis, reading.ratio)
        return found

    @property
    def true_on(self) -> tuple[Reading, ...]:
        """The readings that support the claim."""
        return tuple(reading for reading in self.readings if reading.verdict == "supported")
