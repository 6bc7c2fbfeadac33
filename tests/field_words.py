"""The words of the fields in messages: numbers spelt out here, labels and units by the registry."""

from __future__ import annotations

from backrun.inputs.registry import VARIABLES
from backrun.units import System

RANGES: dict[tuple[str, System], str] = {
    ("mass", "metric"): "30 to 250",
    ("mass", "imperial"): "67 to 551",
    ("pace", "metric"): "2:30 to 15:00",
    ("pace", "imperial"): "4:02 to 24:08",
    ("share", "metric"): "30 to 110",
    ("grade", "metric"): "-10 to 25",
    ("age", "metric"): "18 to 90",
    ("height", "metric"): "120 to 220",
    ("height", "imperial"): "48 to 86",
    ("days", "metric"): "0 to 7",
    ("minutes", "metric"): "0 to 360",
    ("backward", "metric"): "0 to 360",
}


def label(name: str) -> str:
    return VARIABLES[name].label


def shown(name: str, number: str, system: System = "metric") -> str:
    """Put the unit behind a number."""
    return f"{number} {VARIABLES[name].in_system(system).text}"


def allowed(name: str, system: System = "metric") -> str:
    return shown(name, RANGES[name, system], system)
