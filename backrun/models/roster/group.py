"""A group judged: everybody's energy, and whose week has room for a plan."""

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
    """A group with what the model says of each client.

    Attributes
    ----------
    clients : tuple of Client
    view : Scenario
        How the energy is counted and shown; nothing else of it counts.
    settings : RampUpSettings
        Goal and caution of the plan that a week is held against.
    energy : GroupEnergy
    shortfalls : tuple of tuple of str
        For each client what the week is too small for; empty where there is room for a plan.
    """

    clients: tuple[Client, ...]
    view: Scenario
    settings: RampUpSettings
    energy: GroupEnergy
    shortfalls: tuple[tuple[str, ...], ...]

    @cached_property
    def number_of(self) -> dict[int, int]:
        """Return for each client with numbers, by place, the element of the estimates."""
        return {int(place): number for number, place in enumerate(self.energy.answered)}

    @property
    def outside(self) -> int:
        """Number of clients who have a number and cross a limit of what was measured."""
        return sum(map(bool, self.energy.limits))

    @property
    def without_room(self) -> int:
        """Number of clients whose week is too small for the plan."""
        return sum(map(bool, self.shortfalls))


def judge_group(clients: Sequence[Client], view: Scenario, settings: RampUpSettings) -> Group:
    """Return a group with everybody's energy, and what each week is too small for.

    Parameters
    ----------
    clients : sequence of Client
    view : Scenario
        Basis, rate, gross or net, units and parts of the uncertainty.
    settings : RampUpSettings
        Goal and caution count; days, time and absences are those of one person and do not.

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
