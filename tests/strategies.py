"""Hypothesis strategies: any scenario, any run, any text that a link may hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

from hypothesis import strategies as st

from backrun import Day, Runner, Scenario, Week
from backrun.evidence import Caution
from backrun.inputs.field import Variable
from backrun.inputs.registry import (
    AGE,
    BACKWARD,
    GOAL,
    GOAL_SHARE,
    GRADE,
    HEIGHT,
    LONGEST,
    MASS,
    MINUTES,
    PACE,
    SESSION_TIME,
    SHARE,
)
from backrun.scenario.scenario import PARTS, Basis, Counted, Per, Surface
from backrun.scenario.settings import DayName, RampUpSettings
from backrun.units import EnergyUnit, System

directions = st.sampled_from(["forward", "backward"])
gaits = st.sampled_from(["walking", "running"])
bases = st.sampled_from(get_args(Basis))
levels = st.floats(0.05, 0.99)
speeds = st.floats(0.1, 12.0)
# What an uphill can be in a scenario; downhill has tests of its own.
uphill = st.floats(0.0, 0.25)
parts = st.sets(st.sampled_from(PARTS)).map(lambda chosen: tuple(p for p in PARTS if p in chosen))


def numbers(variable: Variable) -> st.SearchStrategy[float]:
    """Return any value within a variable's limits, in SI."""
    if variable.whole:
        return st.integers(int(variable.low), int(variable.high))
    return st.floats(variable.low, variable.high)


@st.composite
def days(draw: st.DrawFn) -> Day:
    minutes = draw(numbers(MINUTES))
    backward = min(draw(numbers(BACKWARD)), minutes)
    return Day(
        minutes=minutes,
        backward_minutes=backward,
        pace_s_per_km=draw(st.none() | numbers(PACE)),
    )


runners = st.builds(
    Runner,
    mass_kg=numbers(MASS),
    age_years=st.none() | numbers(AGE),
    sex=st.sampled_from([None, "female", "male"]),
    height_m=st.none() | numbers(HEIGHT),
)
weeks = st.builds(Week, days=st.tuples(*[days()] * 7))


def scenarios(
    grade: st.SearchStrategy[float] = uphill,
) -> st.SearchStrategy[Scenario]:
    """Return any scenario; by default one that runs level or uphill, so that it has an answer."""
    return st.builds(
        Scenario,
        runner=runners,
        units=st.sampled_from(get_args(System)),
        pace_s_per_km=numbers(PACE),
        backward_share=numbers(SHARE),
        grade=grade,
        surface=st.sampled_from(get_args(Surface)),
        week=weeks,
        basis=bases,
        per=st.sampled_from(get_args(Per)),
        counted=st.sampled_from(get_args(Counted)),
        energy_unit=st.sampled_from(get_args(EnergyUnit)),
        parts=parts,
    )


any_scenarios = scenarios(grade=numbers(GRADE))


def _runs(minutes: list[float]) -> Week:
    return Week(days=tuple(Day(minutes=each) for each in minutes))


# What a plan hangs on, and nothing else: quicker to draw than a whole scenario.
planned_scenarios = st.builds(
    Scenario,
    pace_s_per_km=numbers(PACE),
    backward_share=numbers(SHARE),
    grade=numbers(GRADE),
    surface=st.sampled_from(get_args(Surface)),
    week=st.lists(numbers(MINUTES), min_size=7, max_size=7).map(_runs),
)

START = date(2026, 11, 23)
starts = st.integers(0, 13).map(lambda days: START + timedelta(days=days))
absences = st.lists(st.tuples(st.integers(0, 364), st.integers(1, 50)), max_size=3).map(
    lambda spans: {
        START + timedelta(days=first + n) for first, count in spans for n in range(count)
    }
)


def ramp_up_settings() -> st.SearchStrategy[RampUpSettings]:
    """Return any settings of a ramp-up, absences of up to seven weeks included."""
    return st.builds(
        RampUpSettings,
        start=starts,
        days=st.sets(st.sampled_from(get_args(DayName)), min_size=1).map(tuple),
        minutes=st.none() | numbers(SESSION_TIME),
        away=absences.map(sorted),
        goal_min=numbers(GOAL),
        goal_share=st.none() | numbers(GOAL_SHARE),
        caution=st.sampled_from(get_args(Caution)),
        longest_backward_min=st.just(0.0) | numbers(LONGEST),
    )
