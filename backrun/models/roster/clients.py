"""A group of people at once: everybody's energy, computed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backrun.estimate import Array, Estimate, same
from backrun.models.energy.matching import Pair
from backrun.models.energy.oxygen_cost import LEVEL, Net, deviations
from backrun.models.energy.side import Side, difference, ratio
from backrun.models.roster.people import People, Places
from backrun.scenario.scenario import Scenario
from backrun.units import METRES_PER_MILE

METRES = {"km": 1000.0, "mile": METRES_PER_MILE}
WEEKLY = ("session", "week")
VIEW = ("units", "basis", "per", "counted", "energy_unit", "parts")
"""Fields of a scenario that say how an answer is counted and shown, and nothing of the person."""


@dataclass(frozen=True, slots=True)
class Client:
    """One person of a group: a name, and the scenario, which holds no name."""

    name: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class GroupEnergy:
    """The energy of a group, forward and backward, at one rate on one basis.

    Two are equal that hold the same people and the same numbers.

    Attributes
    ----------
    answered : array of int, shape (k,)
        Places in the group of those who have numbers; the estimates have one element for each.
    downhill : array of int
        Places of those who run downhill, where nothing backward was measured.
    without_minutes : array of int
        Places of those whose week has no backward minutes, where a session or a week is asked for.
    forward, backward, difference : Estimate
        kcal or kJ, gross or net, as the view says; difference is backward less forward.
    ratio : Estimate
        Backward over forward.
    backward_speed : Estimate
        m/s.
    limits : tuple of tuple of str
        Names of the validity limits that each of the answered crosses; of session and week also
        those that only days with a pace of their own cross.
    """

    answered: Places
    downhill: Places
    without_minutes: Places
    forward: Estimate
    backward: Estimate
    difference: Estimate
    ratio: Estimate
    backward_speed: Estimate
    limits: tuple[tuple[str, ...], ...]

    def __eq__(self, other: object) -> bool:
        return same(self, other)


def seen_as(scenario: Scenario, view: Scenario) -> Scenario:
    """Return a person's scenario, counted and shown as another scenario is."""
    return scenario.model_copy(update={field: getattr(view, field) for field in VIEW})


def group_energy(clients: Sequence[Client], view: Scenario, *, level: float = LEVEL) -> GroupEnergy:
    """Compare forward with backward running for everybody in a group.

    Parameters
    ----------
    clients : sequence of Client
    view : Scenario
        Basis, rate, gross or net, unit and parts of the uncertainty; nothing else of it counts.
    level : float, default 0.80
        Probability of the intervals.

    Returns
    -------
    GroupEnergy
        The numbers of `compare`, for each client on the view's basis and rate.

    Examples
    --------
    >>> group = group_energy([Client("Ann", Scenario()), Client("Ben", Scenario())], Scenario())
    >>> group.ratio.central.round(2)
    array([1.28, 1.28])
    """
    people = People.of([client.scenario for client in clients], view)
    uphill = people.grade >= 0
    asked = people.minutes.any(axis=0) if view.per in WEEKLY else np.ones_like(uphill)
    answered = np.flatnonzero(uphill & asked)
    bounds = np.empty((5, 3, len(clients)))
    limits: list[tuple[str, ...]] = [()] * len(clients)
    for places in people.grounds(answered, view):
        bounds[:, :, places], names = _compared(people.at(places), view, level)
        for place, crossed in zip(places, names, strict=True):
            limits[place] = crossed
    forward, backward, more, ratios, speed = (
        Estimate(low, central, high, level) for low, central, high in bounds[:, :, answered]
    )
    return GroupEnergy(
        answered=answered,
        downhill=np.flatnonzero(~uphill),
        without_minutes=np.flatnonzero(uphill & ~asked),
        forward=forward,
        backward=backward,
        difference=more,
        ratio=ratios,
        backward_speed=speed,
        limits=tuple(limits[place] for place in answered),
    )


def _compared(people: People, view: Scenario, level: float) -> tuple[Array, list[tuple[str, ...]]]:
    """Return forward, backward, difference, ratio and speed as bounds, and the limits crossed."""
    ground = seen_as(people.scenario[0], view)
    speed = people.speed if view.per in WEEKLY else people.speed[:1]
    pair = Pair.of(speed, people.share, ground, view.basis, people.grade)
    forward, backward = _sides(people, view, pair, speed)
    days = (people.minutes > 0).sum(axis=0)
    share = 1.0 / np.maximum(1, days) if view.per == "session" else 1.0
    sums = _sum(forward), _sum(backward)
    energies = [_bounds(side.estimate(level)).sum(axis=1) for side in (forward, backward)]
    bounds = [*energies, _bounds(difference(*sums, level))]
    factor = np.exp(deviations(level) * pair.speed_spread[0])
    own = pair.backward_speed[0]
    return (
        np.array(
            [
                *(bound * share for bound in bounds),
                _bounds(ratio(*sums, level)),
                (own / factor, own, own * factor),
            ]
        ),
        _crossed(people, pair, ground),
    )


def _sides(people: People, view: Scenario, pair: Pair, speed: Array) -> tuple[Side, Side]:
    """Return the energies of the runs that count: one at the person's pace, or the seven days."""
    rows = slice(1, 8) if view.per in WEEKLY else slice(0, 1)
    if view.per in METRES:
        metres = METRES[view.per]
        times = metres / speed / 60.0, metres / pair.backward_speed / 60.0
    elif view.per in WEEKLY:
        times = people.minutes, people.minutes * pair.longer[rows]
    else:
        times = np.ones_like(speed), np.ones_like(speed)
    forward, backward = (
        Side.lasting(
            Net(net.central[rows], net.spreads[:, rows], net.walking[rows]),
            minutes,
            people.per_oxygen,
            people.rest,
        )
        for net, minutes in zip((pair.forward, pair.backward), times, strict=True)
    )
    if view.per not in METRES:
        return forward, backward
    return forward, backward.at_doubtful_speed(pair.speed_spread)


def _sum(side: Side) -> Side:
    """Add everybody's runs up: one person's errors add linearly."""
    net = side.net.sum(axis=0)
    return Side(side.energy.sum(axis=0), net, (side.net * side.spreads).sum(axis=1) / net)


def _bounds(estimate: Estimate) -> Array:
    return np.array([estimate.low, estimate.central, estimate.high])


def _crossed(people: People, pair: Pair, ground: Scenario) -> list[tuple[str, ...]]:
    """Return the names of the limits that each person crosses, in a week on any day turned too."""
    own = pair.crossed(0, people.grade, ground.surface, people.age)
    days = {name: np.zeros_like(mask) for name, mask in own.items()}
    if ground.per in WEEKLY:
        turned = people.minutes > 0
        masks = pair.crossed(slice(1, 8), people.grade, ground.surface, people.age)
        days = {name: (mask & turned).any(axis=0) & ~own[name] for name, mask in masks.items()}
    return [
        tuple(name for found in (own, days) for name, mask in found.items() if mask[place])
        for place in range(len(people.scenario))
    ]
