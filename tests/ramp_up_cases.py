"""Reads tests/reference/ramp_up_plans.csv: plans in one line each, and what is to be said of them.

A session is written `day:stage:sections x seconds@m/s`, the day counted from the Monday on which
the plan starts: `14:2:4x30@1.6`. Behind it may stand a grade in percent (`^2`) and, for what is
past, how it went (`=done`, `=missed`, `=sore`, `=fell`, `=ill`, or the pain: `=4`). What went
before is one of the pasts of ramp_up_pasts.csv. Everybody runs three times a week, 6:00 /km, and
has an hour on any day, unless the line says otherwise.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session
from backrun.scenario.scenario import Day, Scenario, Week
from backrun.scenario.settings import RampUpSettings

MONDAY = date(2026, 11, 23)
_SESSION = re.compile(r"(-?\d+):(\d):(\d+)x(\d+)@([\d.]+)(?:\^(-?[\d.]+))?(?:=(\w+))?")


@dataclass(frozen=True)
class Case:
    """A plan, whom it is for, and the rules that it breaks."""

    name: str
    plan: RampUp
    broken: frozenset[str]
    source: tuple[str, ...]


def sessions(text: str) -> tuple[Session, ...]:
    """Read sessions, separated by spaces."""
    return tuple(_session(number, part) for number, part in enumerate(text.split(), start=1))


def _session(number: int, text: str) -> Session:
    match = _SESSION.fullmatch(text)
    assert match, f"cannot read {text!r}"
    day, stage, sections, section_s, speed, grade, went = match.groups()
    painful = went is not None and went.isdigit()
    return Session(
        key=f"s{number:02}",
        date=MONDAY + timedelta(days=int(day)),
        stage=int(stage),
        sections=int(sections),
        section_s=int(section_s),
        speed_m_s=float(speed),
        grade=float(grade or 0) / 100,
        outcome="painful" if painful else went or "planned",
        pain=int(went) if painful else None,
    )


def scenario(week_min: float = 120.0) -> Scenario:
    """Return someone who runs three times a week, 6:00 /km."""
    run = Day(minutes=week_min / 3)
    return Scenario(week=Week(days=tuple(run if n in (0, 2, 5) else Day() for n in range(7))))


def plan(text: str, week_min: float = 120.0, **settings: object) -> RampUp:
    """Return a plan of sessions, with an hour on any day unless the settings say otherwise."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    fields = {"start": MONDAY, "days": days, "minutes": 60.0} | settings
    return RampUp(scenario(week_min), RampUpSettings(**fields), sessions(text))


def cases() -> list[Case]:
    """Return every case of the file."""
    pasts = {"": ""}
    for row in _rows("ramp_up_pasts.csv"):
        pasts[row["past"]] = f"{pasts[row['after']]} {row['sessions']}"
    return [_case(row, pasts[row["past"]]) for row in _rows("ramp_up_plans.csv")]


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / "reference" / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _case(row: dict[str, str], past: str) -> Case:
    settings: dict[str, object] = {}
    if row["minutes"]:
        settings["minutes"] = float(row["minutes"])
    if row["caution"]:
        settings["caution"] = row["caution"]
    if row["days"]:
        settings["days"] = tuple(row["days"].split())
    if row["away"]:
        settings["away"] = [MONDAY + timedelta(days=int(day)) for day in row["away"].split()]
    made = plan(f"{past} {row['sessions']}", float(row["week_min"] or 120), **settings)
    return Case(row["case"], made, frozenset(row["broken"].split()), tuple(row["source"].split()))
