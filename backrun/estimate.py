"""A number with its interval and the validity limits that it crosses."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Number = float | Array


def same(one: Any, other: Any) -> bool:
    """Whether two dataclasses are of one kind and hold the same, arrays in every element."""
    if type(one) is not type(other):
        return False
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return all(
        np.array_equal(*pair)
        if any(isinstance(held, np.ndarray) for held in pair)
        # A plain comparison goes on into dataclasses and tuples of them.
        else pair[0] == pair[1]
        for pair in pairs
    )


def _number(name: str, value: Any) -> Number:
    """Return a float, or of several numbers an array: lists would be joined, not added."""
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Estimate: {name} is not a number") from None
    return numbers if numbers.ndim else float(numbers)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A central value between two bounds.

    Two are equal that have the same level and limits, and are the same in every element.

    Attributes
    ----------
    low, central, high : float or numpy.ndarray
        The bounds of the interval and the value between them, all of one shape and one unit;
        the unit is the one that the function which returns the estimate names.
    level : float
        Probability that the interval is meant to hold, for one person. 0.80 throughout the app.
    limits : tuple of str
        Names of the validity limits that any element crosses; `backrun.LIMITS` explains them.

    Raises
    ------
    ValueError
        When the bounds are no numbers, are not finite or not in order, or the level is not between
        0 and 1.

    Examples
    --------
    >>> monday = Estimate(50.0, 60.0, 75.0)
    >>> (monday + monday).high
    150.0
    """

    low: Number
    central: Number
    high: Number
    level: float = 0.80
    limits: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        try:
            between = 0 < self.level < 1
        except TypeError:
            between = False
        if not between:
            raise ValueError(f"level: {self.level} is not between 0 and 1")
        if type(self.level) is not float:
            object.__setattr__(self, "level", float(self.level))
        low, central, high = self.low, self.central, self.high
        single = isinstance(low, float) and isinstance(central, float) and isinstance(high, float)
        if single and -math.inf < low <= central <= high < math.inf:
            return
        for name in ("low", "central", "high"):
            object.__setattr__(self, name, _number(name, getattr(self, name)))
        if not (np.isfinite(self.low) & np.isfinite(self.high)).all():
            raise ValueError("Estimate: the bounds are not finite")
        if not np.asarray((self.low <= self.central) & (self.central <= self.high)).all():
            raise ValueError(f"Estimate: {self.low}, {self.central}, {self.high} are not in order")

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    def __add__(self, other: Estimate) -> Estimate:
        """Add bound to bound: one person errs the same way on every day (the errors are shared)."""
        if self.level != other.level:
            raise ValueError(f"level: {self.level} and {other.level} cannot be added")
        limits = tuple(dict.fromkeys(self.limits + other.limits))
        return Estimate(
            self.low + other.low,
            self.central + other.central,
            self.high + other.high,
            self.level,
            limits,
        )

    def apply(self, change: Callable[[Number], Number]) -> Estimate:
        """Return the estimate under a monotone change of unit; a falling one swaps the bounds."""
        first, last = change(self.low), change(self.high)
        low, high = np.minimum(first, last), np.maximum(first, last)
        if np.ndim(low) == 0:
            low, high = float(low), float(high)
        return Estimate(low, change(self.central), high, self.level, self.limits)

    def __mul__(self, factor: float) -> Estimate:
        """Scale the bounds and the centre."""
        return self.apply(lambda value: value * factor)

    def __getitem__(self, index: int) -> Estimate:
        """Pick one element of an estimate of arrays."""
        low, central, high = (
            float(np.asarray(part)[index]) for part in (self.low, self.central, self.high)
        )
        return Estimate(low, central, high, self.level, self.limits)
