"""Units: convert the numbers that a person types and reads into SI units and back without loss.

Texts go through `decimal`, so a link gives back exactly the value that was written into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

System = Literal["metric", "imperial"]
EnergyUnit = Literal["kcal", "kJ"]

METRES_PER_MILE = 1609.344
JOULES_PER: dict[str, float] = {"kcal": 4184.0, "kJ": 1000.0}
# More decimals than this add no digit to a double.
MOST_DECIMALS = 30

_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,40})?")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,40})?)")


def to_twelve_decimals(value: float) -> float:
    """Round to twelve decimals: finer than any scale or watch, and short enough for a link."""
    return round(float(value), 12) + 0.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as people write it.

    `text` stands behind the number; one unit is `si` SI units (a pound is 0.45359237 kg); `clock`
    marks a pace, which is written as minutes:seconds.
    """

    text: str
    si: Decimal
    clock: bool = False

    def read(self, text: str) -> float:
        """Read a number in this unit and return it in SI.

        Raises
        ------
        ValueError
            The text is not a number (for a pace: not minutes:seconds).
        """
        return to_twelve_decimals(float(_decimal(text.strip(), self.clock) * self.si))

    def write(self, value: float) -> str:
        """Write an SI value with the fewest decimals that `read` turns back into the same value."""
        for decimals in range(MOST_DECIMALS):
            text = self.show(self.exact(value), decimals)
            if self.read(text) == to_twelve_decimals(value):
                return text
        raise ValueError(f"{value!r} cannot be written in {self.text}")

    def show(self, amount: Decimal | float, decimals: int) -> str:
        """Format an amount already in this unit with fixed decimals."""
        rounded = round(Decimal(amount), decimals)
        if not self.clock:
            return f"{rounded:f}"
        minutes, seconds = divmod(rounded, 60)
        width = decimals + 3 if decimals else 2
        return f"{int(minutes)}:{seconds:0{width}.{decimals}f}"

    def exact(self, value: float) -> Decimal:
        """Convert an SI value into this unit as a decimal with all its digits."""
        return Decimal(repr(float(value))) / self.si

    def of(self, value: float) -> float:
        """Convert an SI value into this unit."""
        return value / float(self.si)


def _decimal(text: str, clock: bool) -> Decimal:
    if clock:
        match = _CLOCK.fullmatch(text)
        if match is None or Decimal(match[3]) >= 60:
            raise ValueError(f"{text!r} is not minutes:seconds")
        return (int(match[1] or 0) * 60 + int(match[2])) * 60 + Decimal(match[3])
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a number")
    return Decimal(text.replace(",", "."))


_KM_PER_MILE = Decimal("1.609344")

KILOGRAM = Unit("kg", Decimal(1))
POUND = Unit("lb", Decimal("0.45359237"))
CENTIMETRE = Unit("cm", Decimal("0.01"))
INCH = Unit("in", Decimal("0.0254"))
# A pace is stored in seconds per kilometre. A mile is longer, so a pace per mile is a larger number
# and one second per mile is less than one second per kilometre: hence the division.
PER_KILOMETRE = Unit("/km", Decimal(1), clock=True)
PER_MILE = Unit("/mile", 1 / _KM_PER_MILE, clock=True)
PERCENT = Unit("%", Decimal("0.01"))
YEAR = Unit("years", Decimal(1))
MINUTE = Unit("min", Decimal(1))
DAY_A_WEEK = Unit("days a week", Decimal(1))
PERCENT_OF_WEEK = Unit("% of the week", Decimal("0.01"))
PERCENT_OF_FORWARD = Unit("% of forward", Decimal("0.01"))


def pace_s_per_km(speed_m_s: float) -> float:
    """Return the pace in seconds per kilometre of a speed in m/s."""
    return 1000.0 / speed_m_s


def speed_m_s(pace_s_per_km: float) -> float:
    """Return the speed in m/s of a pace in seconds per kilometre."""
    return 1000.0 / pace_s_per_km


def pace_unit(system: System) -> Unit:
    """Return the pace unit of a unit system."""
    return PER_MILE if system == "imperial" else PER_KILOMETRE


def show_pace(pace: float, system: System) -> str:
    """Format a pace given in seconds per kilometre, to the second, without its unit.

    >>> show_pace(360.0, "metric")
    '6:00'
    >>> show_pace(360.0, "imperial")
    '9:39'
    """
    unit = pace_unit(system)
    return unit.show(unit.of(pace), 0)
