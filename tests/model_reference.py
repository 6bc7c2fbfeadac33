"""The model's results on a grid of inputs, in one file for each model version.

`python tests/model_reference.py` writes the file of a new version. It never overwrites a file,
because changed results need a new version.
"""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qsl

from backrun import MODEL_VERSION, Estimate, compare, oxygen_cost
from backrun.link import read_link

REFERENCE = Path(__file__).parent / "reference"
FILE = REFERENCE / f"model_{MODEL_VERSION}.csv"
COLUMNS = ("call", "arguments", "low", "central", "high")

OXYGEN = [
    *(f"speed_m_s={speed}&direction=forward" for speed in (0.5, 1.34, 1.9, 2.2, 2.78, 3.5, 5.0)),
    *(f"speed_m_s={speed}&direction=backward" for speed in (0.5, 1.34, 1.6, 1.7, 2.24, 3.0, 5.0)),
    "speed_m_s=2.5&direction=forward&grade=0.1",
    "speed_m_s=2.5&direction=forward&grade=-0.1",
    "speed_m_s=4.0&direction=forward&surface=track",
    "speed_m_s=2.5&direction=backward&grade=0.2",
    "speed_m_s=1.2&direction=backward&grade=0.05",
    "speed_m_s=1.8&direction=backward&gait=walking",
]
PERSON = "mass=62&height=168&age=45&sex=female&counted=net"
COMPARISONS = [
    ("ratio.km", "basis=speed"),
    ("difference.km", "basis=speed"),
    ("ratio.km", "basis=effort"),
    ("difference.week", "basis=effort"),
    ("ratio.minute", "basis=time"),
    ("difference.week", "basis=time"),
    ("difference.week", "basis=distance"),
    ("backward.session", f"basis=speed&{PERSON}"),
    ("forward.mile", f"basis=speed&energy=kJ&{PERSON}"),
    ("difference.km", "basis=speed&pace=9:00&grade=5"),
    ("ratio.km", "basis=effort&pace=8:00"),
    ("difference.week", "basis=time&pace=5:00&share=40&week=mon40-6_thu60-10@7:00"),
]


def number_or_text(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def result(call: str, arguments: str) -> Estimate:
    """Return the model's results for one row of the grid."""
    if call == "oxygen_cost":
        return oxygen_cost(**{key: number_or_text(text) for key, text in parse_qsl(arguments)})
    scenario, rejected = read_link(dict(parse_qsl(arguments)))
    assert rejected == []
    quantity, rate = call.removeprefix("compare.").split(".")
    return getattr(getattr(compare(scenario), quantity), rate)


def rows() -> list[tuple[str, str, float, float, float]]:
    """Return the whole grid with the results of today's code."""
    calls = [("oxygen_cost", arguments) for arguments in OXYGEN]
    calls += [(f"compare.{call}", arguments) for call, arguments in COMPARISONS]
    results = [(call, arguments, result(call, arguments)) for call, arguments in calls]
    return [(call, arguments, r.low, r.central, r.high) for call, arguments, r in results]


def recorded() -> list[dict[str, str]]:
    """Return the results in the file of this model version."""
    with FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write() -> None:
    if FILE.exists():
        raise SystemExit(f"{FILE.name} exists: bump MODEL_VERSION where results moved")
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for call, arguments, *bounds in rows():
            writer.writerow([call, arguments, *(f"{bound:.9g}" for bound in bounds)])


if __name__ == "__main__":
    write()
