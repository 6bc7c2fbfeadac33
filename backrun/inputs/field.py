"""What people enter: a number with its units, limits and step, or a choice among words."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from numbers import Integral, Real

import numpy as np

from backrun.estimate import Array
from backrun.units import System, Unit, to_twelve_decimals


@dataclass(frozen=True, slots=True)
class Variable:
    """A number that people enter; `low` and `high` are in SI (a pace in seconds per kilometre).

    `step` and `imperial_step` are in the units shown; `decimals` is how many the units shown get.
    """

    name: str
    label: str
    unit: Unit
    low: float
    high: float
    step: float
    help: str
    decimals: int = 0
    imperial: Unit | None = None
    imperial_name: str = ""
    imperial_step: float | None = None
    whole: bool = False

    def key(self, system: System) -> str:
        """Return the name in links: one per unit, so that a link's numbers explain themselves."""
        return self.imperial_name if self.in_system(system) is not self.unit else self.name

    def in_system(self, system: System) -> Unit:
        """Return the unit that a unit system shows."""
        return self.imperial if system == "imperial" and self.imperial else self.unit

    def step_in(self, system: System) -> float:
        """Return the step in the unit that a unit system shows."""
        return self.imperial_step if system == "imperial" and self.imperial_step else self.step

    def heading(self, system: System = "metric") -> str:
        """Return the label with its unit, as on widgets, axes and table heads."""
        unit = self.in_system(system)
        text = f"min{unit.text}" if unit.clock else unit.text
        return f"{self.label}, {text}"

    def show(self, value: float, system: System = "metric") -> str:
        """Format an SI value with its unit."""
        unit = self.in_system(system)
        text = unit.show(unit.of(value), self.decimals)
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return f"{text} {unit.text}"

    def allowed(self, system: System = "metric") -> str:
        """Say what is allowed, in the unit that a unit system shows, rounded to the safe side."""
        unit = self.in_system(system)
        low = unit.exact(self.low).to_integral_value(ROUND_CEILING)
        high = unit.exact(self.high).to_integral_value(ROUND_FLOOR)
        return f"{unit.show(low, 0)} to {unit.show(high, 0)} {unit.text}"

    def bounds(self, system: System = "metric") -> tuple[Decimal, Decimal]:
        """Return the lowest and highest value shown: the limits in this unit, rounded inward."""
        unit, step = self.in_system(system), Decimal(1).scaleb(-self.decimals)
        low, high = unit.exact(self.low), unit.exact(self.high)
        return low.quantize(step, ROUND_CEILING), high.quantize(step, ROUND_FLOOR)

    def shown(self, value: float, system: System = "metric") -> float:
        """Return the SI value in the digits that the units shown get, within the bounds shown."""
        unit, (low, high) = self.in_system(system), self.bounds(system)
        amount = min(max(unit.exact(value), low), high)
        return self.read(unit.show(amount, self.decimals), system)

    def rounding(self, value: float, system: System = "metric") -> str:
        """Say what stands in for a value with more digits than are shown; empty if it has not."""
        shown = self.shown(value, system)
        if shown == to_twelve_decimals(value):
            return ""
        given, used = self._exactly(value, system), self.show(shown, system)
        return f"{self.label}: {given} has more digits than this page keeps; used instead: {used}"

    def check(self, value: object, system: System = "metric") -> float:
        """Return the SI value if it is a finite number within the limits.

        Raises
        ------
        ValueError
            Names the variable, the value and what is allowed, in the units of the system.
        """
        number = real_number(value)
        if number is None:
            problem = f"{shorten(value)} is not a number"
        elif isinstance(number, float) and not math.isfinite(number):
            problem = f"{number} is not a finite number"
        elif not self.low <= number <= self.high:
            problem = self._exactly(number, system)
        elif self.whole and number != int(number):
            problem = f"{number:g} is not a whole number"
        else:
            return int(number) if self.whole else to_twelve_decimals(number)
        raise ValueError(f"{self.label}: {problem}; allowed: {self.allowed(system)}")

    def _exactly(self, value: float, system: System) -> str:
        """Write a value to its last digit: rounded, 29.99 kg would read as an allowed 30 kg."""
        unit = self.in_system(system)
        try:
            return f"{unit.write(value)} {unit.text}"
        except (ValueError, ArithmeticError):
            return shorten(value)

    def read(self, text: str, system: System) -> float:
        """Read a text in the units of the system into a checked SI value.

        Raises
        ------
        ValueError
            As `check`, and for texts that are not a number (or not minutes:seconds).
        """
        unit = self.in_system(system)
        try:
            value = unit.read(text)
        except ValueError:
            kind = "minutes:seconds" if unit.clock else "a number"
            raise ValueError(
                f"{self.label}: {shorten(text)} is not {kind}; allowed: {self.allowed(system)}"
            ) from None
        return self.check(value, system)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice among named options: `options` maps the key in links to the words on the screen."""

    name: str
    label: str
    options: dict[str, str] = field(default_factory=dict)
    help: str = ""

    def allowed(self) -> str:
        """Say which options there are."""
        return ", ".join(self.options)

    def check(self, value: object) -> str:
        """Return the value if it is one of the options.

        Raises
        ------
        ValueError
            Names the choice, the value and the options.
        """
        return one_of(self.label, value, self.options)


def real_number(value: object) -> float | None:
    """Return a number as Python's own, also one of NumPy or pandas; None for what is no number.

    >>> real_number(np.float32(0.5)), real_number(7), real_number(True), real_number("7")
    (0.5, 7, None, None)
    """
    # Nearly all are: a plan asks thousands of times.
    if type(value) is float or type(value) is int:
        return value
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        return int(value) if isinstance(value, Integral) else float(value)
    except OverflowError:
        return math.inf


def number_within(name: str, value: object, low: float, high: float, unit: str = "") -> float:
    """Return the number if it is within the limits, which are in the unit named.

    Raises
    ------
    ValueError
        Names the argument, the value and what is allowed.
    """
    allowed = f"allowed: {low:g} to {high:g}{unit}"
    number = real_number(value)
    if number is None:
        raise ValueError(f"{name}: {shorten(value)} is not a number; {allowed}")
    if not low <= number <= high:
        raise ValueError(f"{name}: {shorten(number).removesuffix('.0')}{unit}; {allowed}")
    return number


def numbers_within(name: str, value: object, low: float, high: float) -> Array:
    """Return a number, or an array of numbers, as an array if all are within the limits.

    Raises
    ------
    ValueError
        Names the argument, the first bad value and what is allowed.
    """
    allowed = f"allowed: {low:g} to {high:g}"
    try:
        given = np.asarray(value)
        if given.dtype.kind not in "iuf" and None in map(real_number, given.flat):
            raise TypeError
        numbers = given.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name}: {shorten(value)} is not a number; {allowed}") from None
    outside = numbers[~((numbers >= low) & (numbers <= high))]
    if outside.size:
        first = shorten(float(outside[0])).removesuffix(".0")
        raise ValueError(f"{name}: {first}; {allowed}")
    return numbers


def one_of(name: str, value: object, options: Iterable[str]) -> str:
    """Return the value if it is one of the options.

    Raises
    ------
    ValueError
        Names the argument, the value and the options.
    """
    allowed = tuple(options)
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name}: {shorten(value)}; allowed: {', '.join(allowed)}")
    return value


def members(value: object) -> Collection[object]:
    """Return what a collection holds; a text is one thing, and so is a mapping.

    Of its keys nobody knows whether what stands beside them takes them back.
    """
    if isinstance(value, Collection) and not isinstance(value, (str, Mapping)):
        return value
    return (value,)


def shorten(value: object, most: int = 40) -> str:
    """Quote a value for a message, cut to a length that cannot flood the screen."""
    try:
        text = repr(value)
    except ValueError:
        # Python writes no whole number of more than 4 300 digits.
        text = "a number of thousands of digits"
    return text if len(text) <= most else text[: most - 2] + "…" + text[0]
