"""Numbers in words: the digits follow the interval."""

from __future__ import annotations

from math import floor, log10

from backrun.estimate import Estimate

# A narrow space that does not break, and a dash that keeps its numbers on one line.
THIN = "\u202f"
DASH = "\u2060–\u2060"
# An interval this much wider than the last digit shown still says all it knows.
DIGITS_PER_INTERVAL = 4.0


def step_of(estimate: Estimate) -> float:
    """Return the rounding step that an interval allows, such as 10, 1 or 0.1.

    A value without an interval keeps three digits, and no interval is so narrow that it needs more
    than four.
    """
    width = float(estimate.high - estimate.low) / DIGITS_PER_INTERVAL
    largest = max(abs(float(estimate.low)), abs(float(estimate.high)))
    width = max(width, largest / 1000.0) if width > 0 else abs(float(estimate.central)) / 100.0
    return float(10.0 ** floor(log10(width))) if width > 0 else 1.0


def rounded(value: float, step: float) -> str:
    """Format a value on a step, with a true minus sign."""
    decimals = max(0, -round(log10(step)))
    number = round(round(value / step) * step, decimals)
    return f"{abs(number):,.{decimals}f}".join(("−" if number < 0 else "", "")).replace(",", THIN)


def central(estimate: Estimate) -> str:
    """Format the central value to the digits that the interval allows."""
    return rounded(float(estimate.central), step_of(estimate))


def interval(estimate: Estimate) -> str:
    """Format the bounds: `20–110`, or `−5 to 9` where a minus sign would blur the dash."""
    step = step_of(estimate)
    low, high = (rounded(float(bound), step) for bound in (estimate.low, estimate.high))
    if low == high:
        return low
    return f"{low} to {high}" if "−" in low + high else f"{low}{DASH}{high}"


def amount(estimate: Estimate, unit: str) -> str:
    """Format a value with its unit and interval: `60 kcal (20–110)`, or `60 kcal` without one."""
    value, bounds = central(estimate), interval(estimate)
    return f"{value}{THIN}{unit}" + ("" if bounds == value else f" ({bounds})")


def change(ratio: Estimate) -> str:
    """Say a ratio's interval as a change: `12–46 % more`, `19 % less to 4 % more`."""
    low, high = (round(100 * (float(bound) - 1)) for bound in (ratio.low, ratio.high))
    if low == high == 0:
        return "the same"
    if low < 0 < high:
        return f"{-low}{THIN}% less to {high}{THIN}% more"
    small, large = sorted((abs(low), abs(high)))
    span = f"{small}" if small == large else f"{small}{DASH}{large}"
    return f"{span}{THIN}% {'more' if high > 0 else 'less'}"


def signed(estimate: Estimate, unit: str) -> str:
    """Format a difference with its sign and interval; an exact zero as no difference."""
    if estimate.low == estimate.high == 0:
        return "no difference"
    plus = "+" if estimate.central > 0 and central(estimate).strip("0.") else ""
    return f"{plus}{amount(estimate, unit)}"
