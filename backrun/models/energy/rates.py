"""One quantity per minute, kilometre, mile, session and week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np

from backrun.estimate import Estimate
from backrun.inputs.field import one_of
from backrun.scenario.scenario import Per


@dataclass(frozen=True, slots=True)
class Rates:
    """One quantity per minute, kilometre, mile, session and week.

    Session and week count the backward minutes of the week, run either way; a session is the mean
    of the days that have any. A ratio of no minutes does not exist and is None.

    Attributes
    ----------
    rows : tuple of (low, central, high)
        A minute, a kilometre, a mile, and the week unless it does not exist.
    session_share : float
        What a session is of the week: 1 for a ratio.
    level : float
        Probability of the intervals.
    """

    rows: tuple[tuple[float, float, float], ...]
    session_share: float
    level: float

    @classmethod
    def of(cls, rows: Estimate, session_share: float) -> Rates:
        """Return the rates that an estimate of arrays holds."""
        bounds = (np.asarray(bound).tolist() for bound in (rows.low, rows.central, rows.high))
        return cls(tuple(zip(*bounds, strict=True)), session_share, rows.level)

    @property
    def minute(self) -> Estimate:
        """Per minute."""
        return Estimate(*self.rows[0], level=self.level)

    @property
    def km(self) -> Estimate:
        """Per kilometre."""
        return Estimate(*self.rows[1], level=self.level)

    @property
    def mile(self) -> Estimate:
        """Per mile."""
        return Estimate(*self.rows[2], level=self.level)

    @property
    def session(self) -> Estimate | None:
        """Per session with backward minutes, those minutes alone."""
        week = self.week
        return None if week is None else week * self.session_share

    @property
    def week(self) -> Estimate | None:
        """Per week, its backward minutes alone."""
        return Estimate(*self.rows[3], level=self.level) if len(self.rows) > 3 else None

    def per(self, per: Per) -> Estimate | None:
        """Return the rate per minute, km, mile, session or week.

        Raises
        ------
        ValueError
            Names what it is asked for, and what is allowed.
        """
        one_of("per", per, get_args(Per))
        rate: Estimate | None = getattr(self, per)
        return rate
