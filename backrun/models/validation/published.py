"""The model against published values: arithmetic that must come out, and measurements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from backrun.evidence.published import PublishedValue, Quantity, published_values
from backrun.evidence.rows import Direction, Gait
from backrun.models.energy.calories import (
    MINUTES_PER_DAY,
    energy_per_minute,
    joules_per_litre,
    resting_oxygen,
)
from backrun.models.energy.equations import (
    acsm_running,
    lcda_walking,
    leger_mercier,
    minetti_running,
)
from backrun.models.energy.oxygen_cost import oxygen_cost
from backrun.models.validation.baselines import baseline_accuracy
from backrun.models.validation.measurements import person_ratio
from backrun.scenario.scenario import Runner
from backrun.units import JOULES_PER


@dataclass(frozen=True, slots=True)
class Check:
    """A published value and what the model makes of it."""

    published: PublishedValue
    computed: float

    @property
    def error(self) -> float:
        """The model less the published value, in its unit."""
        return self.computed - self.published.value

    @property
    def per_cent(self) -> float:
        """The error in per cent of the published value."""
        return 100.0 * self.error / self.published.value

    @property
    def passed(self) -> bool | None:
        """Whether the error is within the tolerance; None where there is none."""
        tolerance = self.published.tolerance
        return None if tolerance is None else abs(self.error) <= tolerance


def published_checks() -> tuple[Check, ...]:
    """Return every published value with what the model says, in the order of the data file.

    >>> all(check.passed for check in published_checks() if check.published.arithmetic)
    True
    """
    return tuple(Check(row, COMPUTE[row.quantity](row.asked)) for row in published_values())


Asked = dict[str, str]


def _on_ground(equation: Callable[..., Any], **settings: bool) -> Callable[[Asked], float]:
    return lambda asked: float(
        equation(float(asked["speed_m_s"]), float(asked["grade"]), **settings)
    )


def _oxygen(asked: Asked) -> float:
    cost = oxygen_cost(
        float(asked["speed_m_s"]),
        direction=cast("Direction", asked["direction"]),
        gait=cast("Gait", asked["gait"]),
        grade=float(asked["grade"]),
    )
    return float(cost.central)


def _ratio(asked: Asked) -> float:
    speed = asked.get("speed_m_s")
    gross_at = None if speed is None else float(speed)
    return float(person_ratio("running", gross_at, float(asked["grade"])).central)


@cache
def _accuracy(equation: str) -> tuple[float, float]:
    table = baseline_accuracy().set_index("equation")
    return float(table["bias"][equation]), float(table["rmse"][equation])


def _per_litre(asked: Asked) -> float:
    ratio = float(asked["respiratory_exchange_ratio"])
    return joules_per_litre(ratio) / JOULES_PER["kcal"]


def _resting(asked: Asked) -> float:
    runner = Runner.model_validate(
        {
            "mass_kg": float(asked["mass_kg"]),
            "height_m": float(asked["height_m"]),
            "age_years": int(asked["age_years"]),
            "sex": asked["sex"],
        }
    )
    return energy_per_minute(resting_oxygen(runner), runner.mass_kg) * MINUTES_PER_DAY


COMPUTE: dict[Quantity, Callable[[Asked], float]] = {
    "ACSM running": _on_ground(acsm_running),
    "Léger–Mercier": _on_ground(leger_mercier),
    "Léger–Mercier on a track": _on_ground(leger_mercier, track=True),
    "LCDA walking": _on_ground(lcda_walking),
    "Minetti running": lambda asked: float(minetti_running(float(asked["grade"]))),
    "oxygen": _oxygen,
    "running ratio, gross": _ratio,
    "running ratio, net": _ratio,
    "bias": lambda asked: _accuracy(asked["equation"])[0],
    "rmse": lambda asked: _accuracy(asked["equation"])[1],
    "energy per litre": _per_litre,
    "resting energy": _resting,
}
"""How each quantity is computed from what the published value was asked with."""
