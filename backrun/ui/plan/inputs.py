"""What a plan on the page is proposed from, whatever else the widgets say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from backrun.link.rounding import snap
from backrun.models.screening.decision import Screening
from backrun.models.screening.plan import as_screened
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.units import System

SHAPING: Final = ("pace_s_per_km", "backward_share", "week", "surface", "grade", "units")
"""What of a scenario shapes a plan; weight or age change its energy alone."""
OWN: Final = ("own_first_min", "own_growth")
_USUAL: Final = Scenario()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a plan is proposed from: the shaping part of the scenario, settings, only walks."""

    scenario: Scenario
    settings: RampUpSettings
    walks: bool

    @classmethod
    def of(cls, scenario: Scenario, settings: RampUpSettings, screening: Screening) -> Inputs:
        """Return the inputs: place and longest backward run come from the screening alone."""
        shaped, wishes = as_screened(shaping(scenario), without_own(settings), screening)
        return cls(shaped, wishes, screening.decision == "walking")

    def turned(self, units: System) -> Inputs:
        """Return the inputs after a switch of the units, which changes nothing else."""
        return replace(self, scenario=shaping(snapped(self.scenario, units)))


def shaping(scenario: Scenario) -> Scenario:
    """Return a scenario with nothing of its own but what shapes a plan."""
    return _USUAL.model_copy(update={name: getattr(scenario, name) for name in SHAPING})


def without_own(settings: RampUpSettings) -> RampUpSettings:
    """Return settings with the usual ramp in the place of the reader's own."""
    usual = {name: RampUpSettings.model_fields[name].default for name in OWN}
    return settings.model_copy(update=usual)


def snapped(scenario: Scenario, units: System) -> Scenario:
    """Return a scenario as the widgets show it after a switch of the units."""
    return snap(scenario.model_copy(update={"units": units}))
