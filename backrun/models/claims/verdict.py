"""What a claim is worth for one person: what was read, every way to take it, the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from backrun.estimate import Estimate
from backrun.evidence.claims import Verdict
from backrun.models.claims.parser import Rate, Said
from backrun.scenario.scenario import Basis


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a claim: what is equal, the rate, what the model gives, and the verdict.

    Attributes
    ----------
    basis : {"speed", "effort", "distance", "time"}
    per : {"minute", "km"} or None
        None where both rates are the same.
    ratio : Estimate
        Backward over forward, 80 % interval for one person.
    meant : bool
        Whether the sentence leaves this reading open.
    verdict : {"supported", "partly", "unsupported", "contradicted", "unknown"}
        What the claim is worth when it is taken this way; unknown where a walk is set against a
        run.
    """

    basis: Basis
    per: Rate | None
    ratio: Estimate
    meant: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a sentence claims, and what it is worth for one person.

    Attributes
    ----------
    text : str
        The sentence as given.
    understood : bool
        Whether it could be read; `said` holds what was read, `problem` why it could not be.
    verdict : {"supported", "partly", "unsupported", "contradicted", "unknown"}
        See `judge_claim`.
    readings : tuple of Reading
        Every way to take it, the usual one first; empty where there is no number.
    """

    text: str
    understood: bool
    verdict: Verdict
    said: Said | None = None
    readings: tuple[Reading, ...] = ()
    problem: str = ""

    @property
    def low(self) -> float | None:
        """Lowest factor over forward that is claimed; 0 is an open end, None nothing read."""
        return None if self.said is None else self.said.low

    @property
    def high(self) -> float | None:
        """Highest factor over forward that is claimed; infinity is an open end."""
        return None if self.said is None else self.said.high

    @property
    def computed(self) -> dict[Basis, Estimate]:
        """Backward over forward by basis: at the rate that is claimed, else at the usual one."""
        found: dict[Basis, Estimate] = {}
        for reading in sorted(self.readings, key=lambda reading: not reading.meant):
            found.setdefault(reading.basis, reading.ratio)
        return found

    @property
    def true_on(self) -> tuple[Reading, ...]:
        """The readings on which the claim is supported."""
        return tuple(reading for reading in self.readings if reading.verdict == "supported")

    @property
    def true_if(self) -> str:
        """Words for what must be equal for the claim to be true; empty where nothing makes it."""
        from backrun.wording.claims import true_if

        return true_if(self)

    @property
    def read(self) -> str:
        """Words for what was read."""
        from backrun.wording.claims import read

        return read(self)

    @property
    def sentence(self) -> str:
        """The verdict in plain sentences."""
        from backrun.wording.claims import sentence

        return sentence(self)
