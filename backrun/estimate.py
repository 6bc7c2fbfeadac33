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
    """Tell whether two dataclasses have the same type and equal fields; arrays in every element."""
    if type(one) is not type(other):
        return False
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return all(
        np.array_equal(*pair)
        if any(isinstance(value, np.ndarray) for value in pair)
        # `==` also compares nested dataclasses and tuples of dataclasses.
        else pair[0] == pair[1]
        for pair in pairs
    )


def _number(name: str, value: Any) -> Number:
    """Return a float, or an array for several numbers: `+` would join two lists, not add them."""
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Estimate: {name} is not a number") from None
    return numbers if numbers.ndim else float(numbers)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A central value between two bounds.

    Two estimates are equal if their level, their limits and all their elements are equal.

    Attributes
    ----------
    low, central, high : float or numpy.ndarray
        The bounds of the interval and the value between them, all of one shape and one unit. The
        function that returns the estimate names the unit.
    level : float
        Probability with which the interval contains one person's true value; 0.80 in the app.
    limits : tuple of str
        Names of the validity limits that any element crosses; `backrun.LIMITS` explains them.

    Raises
    ------
    ValueError
        The bounds are not numbers, not finite or not in order, or the level is not between 0 and 1.

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
        """Add low to low and high to high.

        The errors are shared: a person who burns more than estimated on one day does so every day.
        """
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
        """Return the estimate with `change` applied to each value.

        `change` must always rise or always fall; a falling function swaps the bounds.
        """
        first, last = change(self.low), change(self.high)
        low, high = np.minimum(first, last), np.maximum(first, last)
        if np.ndim(low) == 0:
            low, high = float(low), float(high)
        return Estimate(low, change(self.central), high, self.level, self.limits)

    def __mul__(self, factor: float) -> Estimate:
        """Multiply the bounds and the central value."""
        return self.apply(lambda value: value * factor)

    def __getitem__(self, index: int) -> Estimate:
        """Return one element of an estimate of arrays."""
        low, central, high = (
            float(np.asarray(part)[index]) for part in (self.low, self.central, self.high)
        )
        return Estimate(low, central, high, self.level, self.limits)
