"""The two kinds of input: a number with its units, limits and step, and a choice of options."""

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
    """A number that a person enters; `low` and `high` are in SI (a pace in seconds per kilometre).

    `step` and `imperial_step` are in the unit on the screen, which has `decimals` decimals.
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
        """Return the name in links; each unit has its own, so a link shows the unit it means."""
        return self.imperial_name if self.in_system(system) is not self.unit else self.name

    def in_system(self, system: System) -> Unit:
        """Return the unit of this variable in a unit system."""
        return self.imperial if system == "imperial" and self.imperial else self.unit

    def step_in(self, system: System) -> float:
        """Return the step in the unit of a unit system."""
        return self.imperial_step if system == "imperial" and self.imperial_step else self.step

    def heading(self, system: System = "metric") -> str:
        """Return the label with its unit, for widgets, axes and table heads."""
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
        """Write the allowed range in the unit of a unit system, rounded inward to whole numbers."""
        unit = self.in_system(system)
        low = unit.exact(self.low).to_integral_value(ROUND_CEILING)
        high = unit.exact(self.high).to_integral_value(ROUND_FLOOR)
        return f"{unit.show(low, 0)} to {unit.show(high, 0)} {unit.text}"

    def bounds(self, system: System = "metric") -> tuple[Decimal, Decimal]:
        """Return the limits in the unit of a unit system, rounded inward to the decimals shown."""
        unit, step = self.in_system(system), Decimal(1).scaleb(-self.decimals)
        low, high = unit.exact(self.low), unit.exact(self.high)
        return low.quantize(step, ROUND_CEILING), high.quantize(step, ROUND_FLOOR)

    def shown(self, value: float, system: System = "metric") -> float:
        """Return the SI value rounded to the decimals shown and kept within the bounds shown."""
        unit, (low, high) = self.in_system(system), self.bounds(system)
        amount = min(max(unit.exact(value), low), high)
        return self.read(unit.show(amount, self.decimals), system)

    def rounding(self, value: float, system: System = "metric") -> str:
        """Say which rounded value replaces a value with too many digits; "" if none has to."""
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
            Names the variable, the value and the allowed range, in the unit of the system.
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
        """Write a value with all its digits: rounded, 29.99 kg would look like an allowed 30 kg."""
        unit = self.in_system(system)
        try:
            return f"{unit.write(value)} {unit.text}"
        except (ValueError, ArithmeticError):
            return shorten(value)

    def read(self, text: str, system: System) -> float:
        """Read a text in the unit of the system and return the checked SI value.

        Raises
        ------
        ValueError
            As `check`, and for a text that is not a number (for a pace: not minutes:seconds).
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
    """A choice of named options; `options` maps the key in a link to the words on the screen."""

    name: str
    label: str
    options: dict[str, str] = field(default_factory=dict)
    help: str = ""

    def allowed(self) -> str:
        """List the options."""
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
    """Return a Python, NumPy or pandas number as a Python number; None for anything else.

    >>> real_number(np.float32(0.5)), real_number(7), real_number(True), real_number("7")
    (0.5, 7, None, None)
    """
    # The quick way for most numbers: a plan calls this function thousands of times.
    if type(value) is float or type(value) is int:
        return value
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        return int(value) if isinstance(value, Integral) else float(value)
    except OverflowError:
        return math.inf


def number_within(name: str, value: object, low: float, high: float, unit: str = "") -> float:
    """Return the number if it is within the limits; `unit` is written behind them in a message.

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
    """Return a number or several numbers as an array if all are within the limits.

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
    """Return the elements of a list, tuple or set; any other value counts as one element.

    A mapping counts as one element too: its values might say that its keys do not apply.
    """
    if isinstance(value, Collection) and not isinstance(value, (str, Mapping)):
        return value
    return (value,)


def shorten(value: object, most: int = 40) -> str:
    """Quote a value for a message, cut to `most` characters."""
    try:
        text = repr(value)
    except ValueError:
        # Python refuses to write a whole number of more than 4 300 digits.
        text = "a number of thousands of digits"
    return text if len(text) <= most else text[: most - 2] + "…" + text[0]
