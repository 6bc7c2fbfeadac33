"""The energy of a plan, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backrun.estimate import Estimate
from backrun.models.energy.matching import crossed
from backrun.models.energy.oxygen_cost import LEVEL, net_cost
from backrun.models.energy.side import Side, difference
from backrun.models.ramp_up.plan import RampUp


@dataclass(frozen=True, slots=True)
class PlanEnergy:
    """Energy of a plan in the scenario's unit, gross or net as it says, one value a week.

    `backward` is that of the backward minutes; `difference` is what they take beyond the same
    minutes run forward at the person's own pace. Weeks without a session hold 0. `limits` names
    the validity limits that any session crosses.
    """

    backward: Estimate
    difference: Estimate
    limits: tuple[str, ...]


def plan_energy(plan: RampUp, *, level: float = LEVEL) -> PlanEnergy:
    """Return the energy of each week of a plan, missed sessions left out.

    A slope counts both ways: forward is run up what is run up backward.

    Backward below 1.63 m/s the model walks, as people do; see `oxygen_cost`.
    """
    scenario, weeks = plan.scenario, plan.weeks()
    sessions = [session for session in plan.sessions if session.counts]
    minutes = np.array([session.backward_min for session in sessions])
    numbers = np.array([plan.week_of(session.date) for session in sessions])
    sums = (numbers[None, :] == np.arange(1, len(weeks) + 1)[:, None]).astype(float)
    cost = partial(net_cost, surface=scenario.surface, parts=scenario.parts)
    grade = np.array([session.grade for session in sessions])
    own_speed = np.full(len(sessions), scenario.forward_speed_m_s)
    forward = cost(own_speed, direction="forward", grade=grade)
    speed = np.array([session.speed_m_s for session in sessions])
    backward = cost(speed, direction="backward", grade=grade)
    turned, all_forward = (Side.of(scenario, net, minutes).add(sums) for net in (backward, forward))
    ahead, back = (own_speed, forward.walking), (speed, backward.walking)
    masks = crossed(ahead, back, grade, scenario.surface, scenario.runner.age_years)
    return PlanEnergy(
        turned.estimate(level),
        difference(all_forward, turned, level),
        tuple(name for name, mask in masks.items() if sessions and mask.any()),
    )
