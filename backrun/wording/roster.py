"""A group in words: the answer, who has no number and why, who stands outside what was measured."""

from __future__ import annotations

from typing import Final

import numpy as np

from backrun.estimate import Estimate
from backrun.inputs.registry import GOAL, GOAL_SHARE
from backrun.models.energy.limits import LIMITS
from backrun.models.roster.group import Group
from backrun.wording.energy import BASIS_WORDS, PER_WORDS, WEEKLY, intervals
from backrun.wording.numbers import THIN, change, signed

MOST_NAMED: Final = 40
"""Clients whom the chart shows by name; more make a band."""
UPLOAD_FIRST: Final = (
    "Many clients at once: upload a list, see who gains what, hand over a report and a link each"
)
DOWNHILL: Final = "backward downhill was never measured"
NO_MINUTES: Final = "no backward minutes in the week"
COLUMNS_LEFT_OUT: Final = (
    "Name, weight and pace have to be there. What is left out is as the app starts: backward at "
    "70 % of the forward speed, three runs of 40 minutes a week, six of them backward, level, on a "
    "treadmill."
)


def people(count: int) -> str:
    """Return a number of clients in words."""
    return f"{count} client" if count == 1 else f"{count} clients"


def kept_words(good: int, rows: int, columns: int) -> str:
    """Say how many clients of a file were kept, and how many rows and columns were left out."""
    kept = f"{people(good)} kept" if rows else f"All rows are kept, {people(good)}"
    counted = ((rows, "row"), (columns, "column"))
    out = " and ".join(f"{count} {what}{'s' * (count > 1)}" for count, what in counted if count)
    return f"{kept}; {out} {'was' if rows + columns == 1 else 'were'} left out."


def more_problems_words(count: int) -> str:
    """Say how many more problems a file has than are listed."""
    return f"And {count:,} more.".replace(",", THIN)


def group_answer(group: Group) -> str:
    """Return the answer for a group: how much more its members spend, centre to centre."""
    view, energy = group.view, group.energy
    if not energy.answered.size:
        return f"None of your {people(len(group.clients))} has a number to compare"
    ratios = np.asarray(energy.ratio.central)
    low, middle, high = float(ratios.min()), float(np.median(ratios)), float(ratios.max())
    said = change(Estimate(low, middle, high))
    return (
        f"{BASIS_WORDS[view.basis].capitalize()} going backward takes your "
        f"{people(energy.answered.size)} **{said}** energy {PER_WORDS[view.per]}"
    )


def _one_client(group: Group) -> str:
    """Return the change that the intervals of all clients span; nothing where nobody has one."""
    low, high = (np.asarray(bound) for bound in (group.energy.ratio.low, group.energy.ratio.high))
    if not low.size:
        return ""
    lead = (
        "centre to centre; for any one of them" if low.size > 1 else "the centre; the interval is"
    )
    span = change(Estimate(float(low.min()), float(low.min()), float(high.max())))
    # Without any part of the uncertainty it is a number, and no interval of 80 %.
    return f"That is {lead} {span}{f' (80{THIN}%)' if group.view.parts else ''}; "


def group_remarks(group: Group) -> str:
    """Say how many stand outside what was measured, have no number, or no room for a plan."""
    energy = group.energy
    counted = (
        (group.outside, "outside what was measured"),
        (energy.downhill.size, f"without a number: {DOWNHILL}"),
        (energy.without_minutes.size, f"without a number: {NO_MINUTES}"),
        (group.without_room, f"whose week cannot hold a plan to {goal_words(group)}"),
    )
    said = [f"**{count}** {words}" for count, words in counted if count]
    return _one_client(group) + "; ".join(said or ["everybody is within what was measured"]) + "."


def goal_words(group: Group) -> str:
    """Say the goal of the plan that a week is held against."""
    settings = group.settings
    if settings.goal_share is not None:
        return GOAL_SHARE.show(settings.goal_share)
    return f"{GOAL.show(settings.goal_min)} a session"


def measured_words(group: Group, place: int) -> str:
    """Say which limits a client crosses, or why there is no number; nothing where all is well."""
    number = group.number_of.get(place)
    if number is None:
        return DOWNHILL if group.clients[place].scenario.grade < 0 else NO_MINUTES
    return "; ".join(LIMITS[name] for name in group.energy.limits[number])


def counted_words(group: Group) -> str:
    """Say how the energies are counted."""
    view = group.view
    rate = PER_WORDS[view.per]
    if view.per in WEEKLY:
        rate += " (the backward minutes alone)"
    return f"{BASIS_WORDS[view.basis]}, {rate}, {view.counted}, {intervals(view.parts)}"


def chart_caption(group: Group) -> str:
    """Say what the chart shows, and how it marks who stands outside what was measured."""
    many = group.energy.answered.size > MOST_NAMED
    marks = "Grey bars" if many else "Hollow marks"
    return (
        f"More energy backward than forward, {counted_words(group)}. {marks} stand for people "
        "outside what was measured."
    )


def chart_summary(group: Group) -> str:
    """Say in words what the chart of the group shows."""
    energy, view = group.energy, group.view
    if not energy.answered.size:
        return "Nobody in the group has a number."
    order = np.argsort(np.asarray(energy.difference.central))
    least, most = int(order[0]), int(order[-1])
    ends = [
        f"{signed(energy.difference[number], view.energy_unit)} "
        f"({group.clients[energy.answered[number]].name})"
        for number in (least, most)
    ]
    each, span = "What one client", ends[0]
    if energy.answered.size > 1:
        each, span = f"What each of {people(energy.answered.size)}", f"from {' to '.join(ends)}"
    return (
        f"{each} spends more backward than forward, {counted_words(group)}: {span}. "
        "The table has the data."
    )
