"""Typical people to start from. The numbers are backrun's own choice, made to be changed."""

from __future__ import annotations

from backrun.scenario.scenario import Scenario, Week

PRESETS: dict[str, dict[str, object]] = {
    "New runner": {
        "pace_s_per_km": 450.0,
        "backward_share": 0.60,
        "week": Week.even(3, 25.0, 2.0),
    },
    "Recreational 5 km": {
        "pace_s_per_km": 360.0,
        "backward_share": 0.70,
        "week": Week.even(3, 40.0, 6.0),
    },
    "Marathoner": {
        "pace_s_per_km": 315.0,
        "backward_share": 0.70,
        "week": Week.even(5, 60.0, 6.0),
    },
    "Walker": {
        "pace_s_per_km": 630.0,
        "backward_share": 0.75,
        "week": Week.even(5, 40.0, 8.0),
    },
    "Football player": {
        "pace_s_per_km": 330.0,
        "backward_share": 0.74,
        "week": Week.even(4, 75.0, 10.0),
    },
}


def apply_preset(scenario: Scenario, name: str) -> Scenario:
    """Return the scenario with a preset's pace, backward speed and week; the person stays.

    Raises
    ------
    KeyError
        No preset has this name.
    """
    return scenario.model_copy(update=PRESETS[name])
