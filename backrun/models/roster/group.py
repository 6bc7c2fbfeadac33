"""The results of a group: each client's energy, and whether the week has room for a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from backrun.models.ramp_up import week_shortfall
from backrun.models.roster.clients import Client, GroupEnergy, group_energy
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings


@dataclass(frozen=True)
class Group:
    """A group with the model's results for each client.

    Attributes
    ----------
    clients : tuple of Client
    view : Scenario
        Gives the basis, rate, gross or net, units and parts of the uncertainty, and nothing else.
    settings : RampUpSettings
        Goal and caution of the plan for which each week needs room.
    energy : GroupEnergy
    shortfalls : tuple of tuple of str
        For each client the parts of a plan for which the week has no room; empty if it has room.
    """

    clients: tuple[Client, ...]
    view: Scenario
    settings: RampUpSettings
    energy: GroupEnergy
    shortfalls: tuple[tuple[str, ...], ...]

    @cached_property
    def number_of(self) -> dict[int, int]:
        """The index into the estimates by place, for each client with numbers."""
        return {int(place): number for number, place in enumerate(self.energy.answered)}

    @property
    def outside(self) -> int:
        """Number of clients with numbers outside the measured range."""
        return sum(map(bool, self.energy.limits))

    @property
    def without_room(self) -> int:
        """Number of clients whose week is too small for the plan."""
        return sum(map(bool, self.shortfalls))


def judge_group(clients: Sequence[Client], view: Scenario, settings: RampUpSettings) -> Group:
    """Return the results of a group: each client's energy and the shortfalls of each week.

    Parameters
    ----------
    clients : sequence of Client
    view : Scenario
        Basis, rate, gross or net, units and parts of the uncertainty.
    settings : RampUpSettings
        Only goal and caution count; days, time and absences belong to one person.

    Returns
    -------
    Group
    """
    wishes = RampUpSettings(
        start=settings.start,
        goal_min=settings.goal_min,
        goal_share=settings.goal_share,
        caution=settings.caution,
    )
    return Group(
        tuple(clients),
        view,
        wishes,
        group_energy(clients, view),
        tuple(week_shortfall(client.scenario, wishes) for client in clients),
    )
