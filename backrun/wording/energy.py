"""Answers in words: the basis is always named."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from backrun.estimate import Estimate
from backrun.inputs.registry import PART_LABELS, PER
from backrun.models.energy.comparison import Comparison
from backrun.models.energy.limits import LIMITS
from backrun.models.energy.oxygen_cost import gait_at
from backrun.scenario.scenario import PARTS, Basis, Part, Per, Scenario
from backrun.units import pace_s_per_km, pace_unit, show_pace
from backrun.wording.numbers import DASH, THIN, amount, change, interval

PER_WORDS: dict[Per, str] = {
    "minute": "per minute",
    "km": "per kilometre",
    "mile": "per mile",
    "session": "per session",
    "week": "per week",
}
BASIS_WORDS: dict[Basis, str] = {
    "speed": "at the same speed",
    "effort": "at the same effort",
    "distance": "over the same distance",
    "time": "in the same time",
}
NO_MINUTES_YET = "Your week holds no backward minutes yet."
WEEKLY: tuple[Per, ...] = ("session", "week")
# Less is the same, rounded to a per cent.
HALF_A_PERCENT = 0.005


def intervals(parts: tuple[Part, ...]) -> str:
    """Say what the intervals are: those of one person, or of what of the uncertainty counts."""
    if parts == PARTS:
        return "80 % intervals for one person"
    if not parts:
        return "no intervals, as no part of the uncertainty counts"
    named = " and ".join(f"“{PART_LABELS[part].lower()}”" for part in parts)
    return f"80 % intervals of {named} alone"


def pace(speed_m_s: float, scenario: Scenario) -> str:
    """Format a speed as a pace with its unit."""
    text = show_pace(pace_s_per_km(speed_m_s), scenario.units)
    return f"{text}{THIN}{pace_unit(scenario.units).text}"


def pace_interval(speed: Estimate, scenario: Scenario) -> str:
    """Format a speed's interval as paces, the faster first."""
    fast, slow = (
        show_pace(pace_s_per_km(float(bound)), scenario.units) for bound in (speed.high, speed.low)
    )
    return fast if fast == slow else f"{fast}{DASH}{slow}"


def pace_bounds(speed: Estimate, scenario: Scenario) -> str:
    """Format what stands behind a pace: ` (6:49–8:58)`, or nothing where it has no interval."""
    return "" if speed.low == speed.high else f" ({pace_interval(speed, scenario)})"


def answer(scenario: Scenario, comparison: Comparison, matched: Estimate) -> str:
    """Return the answer on the comparison's basis, in one or two sentences of Markdown.

    `matched` is the backward speed of the same effort, which the answer is set against.
    """
    forward = pace(scenario.forward_speed_m_s, scenario)
    backward = pace(float(comparison.backward_speed.central), scenario)
    per_distance, distance = comparison.ratio.km, PER_WORDS[distance_of(scenario)]
    equal = pace(float(matched.central), scenario)
    gait = gait_at(float(comparison.backward_speed.central), "backward")
    forward_gait = gait_at(scenario.forward_speed_m_s, "forward")
    going = f"{gait} backward"
    than = "as" if change(per_distance) == "the same" else "than"
    # Said only where it is not what everybody takes for granted.
    other_gait = "" if gait == forward_gait else f" {than} {forward_gait} forward"
    if comparison.basis == "speed":
        said = (
            f"At the **same speed** ({forward}) {going} costs "
            f"**{change(per_distance)}** energy{other_gait}, per minute and {distance}. "
            f"At the same effort your pace would be **{equal}**, and you would burn "
            "the same per minute."
        )
    elif comparison.basis == "effort":
        said = (
            f"At the **same effort** your backward pace would be **{equal}**"
            f"{pace_bounds(matched, scenario)} instead of {forward}. You burn "
            f"**the same per minute**, by definition, and **{change(per_distance)}** {distance}."
        )
    elif comparison.basis == "distance":
        longer = scenario.forward_speed_m_s / float(comparison.backward_speed.central) - 1
        said = (
            f"Over the **same distance**, at your backward pace of {backward}, {going} "
            f"costs **{change(per_distance)}** energy{other_gait} and takes **{_longer(longer)}**."
        )
    else:
        per_minute = change(comparison.ratio.minute)
        said = (
            f"In the **same time**, at your backward pace of {backward}, {going} costs "
            f"**{per_minute}** energy {'as' if per_minute == 'the same' else 'than'} "
            f"{forward_gait} forward at {forward}."
        )
    if scenario.per in WEEKLY and not scenario.week.backward_minutes:
        said += f" {NO_MINUTES_YET}"
    return said


def what_counts(scenario: Scenario) -> str:
    """Say which minutes a session or a week counts, and at which paces; else nothing."""
    if scenario.per not in WEEKLY:
        return ""
    days = scenario.week.days
    if not any(day.backward_minutes and day.pace_s_per_km for day in days):
        return PER.help
    return (
        f"{PER.help} In the figures each day counts at its own pace, elsewhere at your usual one."
    )


def distance_of(scenario: Scenario) -> Literal["km", "mile"]:
    """Return the distance that the person thinks in."""
    return "mile" if scenario.units == "imperial" else "km"


def _longer(share: float) -> str:
    percent = round(100 * share)
    if percent == 0:
        return "as long"
    return f"{abs(percent)}{THIN}% {'longer' if percent > 0 else 'less time'}"


def realism(scenario: Scenario, effort: Estimate, backward_pace: str) -> str:
    """Say whether a backward pace is realistic: how its effort compares with the forward one."""
    usual = "your usual walk" if people_like(scenario) == "walkers" else "your usual run"
    asks = f"Backward at {backward_pace} asks for"
    if effort.low == effort.high == 1:
        return f"{asks} the effort of {usual}, by definition."
    asks += f" **{interval(effort * 100)}{THIN}%** of your forward effort"
    if effort.low > 1:
        return f"{asks}: harder than {usual}, so expect to hold it only for short sections."
    if effort.high > 1:
        other = "harder" if effort.central > 1 else "easier"
        return f"{asks}: about as hard as {usual}, or {other}."
    return f"{asks}: easier than {usual}."


def people_like(scenario: Scenario) -> Literal["runners", "walkers"]:
    """Return what people at the person's forward pace are."""
    walks = gait_at(scenario.forward_speed_m_s, "forward") == "walking"
    return "walkers" if walks else "runners"


def counted_runners(
    ratios: npt.NDArray[np.float64], who: Literal["runners", "walkers"], basis: Basis, per: Per
) -> str:
    """Say how many of them spend more, much more and twice as much backward."""
    count = ratios.size
    more, third, double = (
        int((ratios >= factor).sum()) for factor in (1.0 + HALF_A_PERCENT, 1.30, 2.0)
    )
    return (
        f"Of {count} {who} like you, **{more}** spend more energy backward {PER_WORDS[per]}, "
        f"{BASIS_WORDS[basis]}: "
        f"**{third}** at least 30{THIN}% more, **{double}** twice as much."
    )


def main_uncertainty(shares: dict[Part, float]) -> str:
    """Say which part of the uncertainty matters most, and what the others add."""
    counted = sorted(shares.items(), key=lambda item: -item[1])
    if counted[0][1] == 0:
        return "All three parts of the uncertainty are switched off: the interval is a line."
    (first, share), *others = counted
    rest = " and ".join(
        f"{PART_LABELS[part].lower()} {round(100 * other)}{THIN}%" for part, other in others
    )
    return (
        f"What makes the interval of the extra energy over a distance wide: "
        f"**{PART_LABELS[first].lower()}**, {round(100 * share)}{THIN}% of its variance; {rest}."
    )


def chart_summary(scenario: Scenario, comparison: Comparison) -> str:
    """Say in words what the chart of energy against speed shows."""
    said = (
        f"Energy {PER_WORDS[scenario.per]} against speed, {scenario.counted}, two curves with "
        f"{intervals(scenario.parts)}."
    )
    if (rates := comparison.per(scenario.per)) is None:
        return f"{said} {NO_MINUTES_YET} The table below has the data."
    forward, backward = (amount(energy, scenario.energy_unit) for energy in rates[:2])
    return (
        f"{said} At your speeds, {BASIS_WORDS[comparison.basis]}: forward {forward}, backward "
        f"{backward}. Dashed where nothing was measured. The table below has the data."
    )


def limits_words(names: tuple[str, ...]) -> str:
    """Explain validity limits, one behind the other."""
    return "; ".join(LIMITS[name] for name in names)


def outside_measured(scenario: Scenario, comparison: Comparison, matched: Estimate) -> str:
    """Name the validity limits that a comparison and the speed of equal effort cross.

    Days with a pace of their own count where a session or a week is asked for.
    """
    said = [limits_words(comparison.limits)] if comparison.limits else []
    if scenario.per in WEEKLY and comparison.week_limits:
        of_days = limits_words(comparison.week_limits)
        said.append(f"for the days of your week with a pace of their own, {of_days}")
    if others := tuple(name for name in matched.limits if name not in comparison.limits):
        said.append(f"for the pace of equal effort, {limits_words(others)}")
    return "; ".join(said)


def runner_dots(ratios: npt.NDArray[np.float64]) -> str:
    """Return people as dots to count: a Markdown table, a row for each ten per cent.

    Those who spend less backward are blue diamonds, the others orange dots; who spends the same,
    rounded to a per cent, is a grey ring in a row of its own.
    """
    same = (ratios > 1.0 - HALF_A_PERCENT) & (ratios < 1.0 + HALF_A_PERCENT)
    columns = np.floor(10.0 * (ratios - 1.0)).astype(int)[~same]
    ends = [*columns.tolist(), *([0, -1] if same.any() else [])]
    rows = []
    for column in range(min(ends), max(ends) + 1):
        if column == 0 and same.any():
            rows.append(f"| the same | :gray[{'○' * int(same.sum())}] |")
        count = int((columns == column).sum())
        dots = f":orange[{'●' * count}]" if column >= 0 else f":blue[{'◆' * count}]"
        if count or min(columns, default=0) <= column <= max(columns, default=-1):
            rows.append(f"| {_tens(column)} | {dots if count else ''} |")
    head = "| Energy backward | One dot, one person |\n|---|---|\n"
    return head + "\n".join(rows)


def _tens(column: int) -> str:
    low, high = 10 * column, 10 * column + 10
    if column >= 0:
        return f"{low}{DASH}{high}{THIN}% more"
    return f"{-high}{DASH}{-low}{THIN}% less"
