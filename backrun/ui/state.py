"""The scenario as the shared widgets and the address hold it, and back."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from backrun.inputs import registry
from backrun.inputs.field import Variable
from backrun.link import writing as permalink
from backrun.link.reading import Rejected
from backrun.link.rounding import snap
from backrun.scenario.scenario import PARTS, Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import address
from backrun.ui.kept import kept
from backrun.ui.late import draw_whole_page
from backrun.ui.plan import settings as settings_state
from backrun.units import System

SCENARIO = "scenario"
"""Key in the session under which callbacks find the scenario of the last run."""
QUERY = "query"
"""Key in the session of what the widgets held in the last run."""


def texts(scenario: Scenario) -> dict[str, str]:
    """Return the text of every shared parameter, as the widgets write it into the address."""
    written = permalink.write(snap(scenario))
    del written["model"]
    if written.get(registry.DAYS.name) == "0":
        written |= _idle_run()
    return written


def _idle_run() -> dict[str, str]:
    """Return what the fields of a run hold while no day has one, which no scenario knows."""
    run = registry.MINUTES, registry.BACKWARD
    minutes, backward = (_held(variable) for variable in run)
    held = zip(run, (minutes, min(backward, minutes)), strict=True)
    return {variable.name: variable.unit.write(value) for variable, value in held}


def _held(variable: Variable) -> float:
    """Return what a field holds, at the first run of a link what that says, or else the default."""
    text = st.session_state.get(variable.name, st.query_params.get(variable.name))
    try:
        return variable.read(str(text), "metric")
    except ValueError:
        return variable.read(DEFAULTS["metric"][variable.name], "metric")


def parameters(scenario: Scenario) -> dict[str, str]:
    """Return the parameters of the address: those that differ from the defaults."""
    usual = DEFAULTS[scenario.units]
    return {
        key: str(float(text)) if key in FIELDS else text
        for key, text in texts(scenario).items()
        if usual.get(key) != text
    }


# Number fields, which Streamlit writes into the address as `40.0`, where sliders write `40`.
FIELDS = ("minutes", "backward", "height", "height_in")
DEFAULTS: dict[System, dict[str, str]] = {
    "metric": texts(Scenario()),
    "imperial": {**texts(Scenario(units="imperial")), "units": "metric"},
}


def units_in_address() -> System:
    """Return the units that the address asks for."""
    return "imperial" if st.query_params.get("units") == "imperial" else "metric"


def replace(scenario: Scenario, settings: RampUpSettings | None = None) -> None:
    """Show another scenario: all widgets and the address at once; for callbacks.

    The ramp-up's settings stay unless others are given.
    """
    plan = settings or st.session_state[settings_state.SETTINGS]
    address.show(parameters(scenario) | settings_state.parameters(plan))
    values = _widget_values(texts(scenario)) | settings_state.widget_values(plan)
    for key, value in values.items():
        st.session_state[key] = value
    # Those in the sidebar too.
    draw_whole_page()


def carried() -> dict[str, str]:
    """Return the parameters that a link to another page has to carry along.

    Bound ones follow by themselves; the units are not bound, and the ramp-up's settings only on its
    own page.
    """
    names = (registry.UNITS.name, *registry.PLAN_PARAMETERS)
    return {name: st.query_params[name] for name in names if name in st.query_params}


def _widget_values(wanted: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {"week": "", "age": None, "sex": None, "height": None}
    values["height_in"] = None
    for key, text in wanted.items():
        if key in PARTS:
            values[key] = text == "true"
        elif key in NUMBERS:
            values[key] = int(text) if NUMBERS[key].whole else float(text)
        elif key != "units":
            values[key] = text
    return values


NUMBERS = {
    variable.key(system): variable
    for variable in registry.VARIABLES.values()
    if variable is not registry.PACE
    for system in ("metric", "imperial")
}


def update(**changes: Any) -> None:
    """Show the last scenario with changes; for callbacks."""
    replace(st.session_state[SCENARIO].model_copy(update=changes))


def read(system: System, *, whole: bool = True) -> tuple[Scenario, list[Rejected]]:
    """Return the scenario that the widgets describe, and what in them could not be used.

    The browser alone enforces a widget's limits, so every value is checked again here. Only with
    the `whole` page can those in the sidebar have changed: else they are what they last were.
    """
    query: dict[str, str] = {} if whole else {**st.session_state.get(QUERY, {})}
    for key in _beside_the_answer(system) if query else _keys(system):
        query.pop(key, None)
        query |= _text(key)
    st.session_state[QUERY] = query
    scenario, rejected = _of_query(tuple(query.items()), system)
    st.session_state[SCENARIO] = scenario
    return scenario, rejected


def read_sidebar(system: System) -> Scenario:
    """Return the scenario as the sidebar has it, with the usual weight, paces and switches."""
    above = _beside_the_answer(system)
    query: dict[str, str] = {}
    for key in _keys(system):
        if key not in above:
            query |= _text(key)
    return _of_query(tuple(query.items()), system)[0]


def _text(key: str) -> dict[str, str]:
    value = st.session_state.get(key)
    if value is None or value == "":
        return {}
    return {key: str(value).lower() if isinstance(value, bool) else str(value)}


@kept
def _of_query(
    query: tuple[tuple[str, str], ...], system: System
) -> tuple[Scenario, list[Rejected]]:
    """Read the scenario; kept, as many moves are of an input that is none of these."""
    # The fields of the even week are not on the screen beside a week, and hold what they last did.
    said = dict(query)
    for hidden in registry.EVEN_WEEK if "week" in said else ():
        said.pop(hidden.name, None)
    return Scenario.from_query({**said, "units": system})


@cache
def _beside_the_answer(system: System) -> tuple[str, ...]:
    sliders = (registry.MASS, registry.PACE, registry.SHARE)
    switches = (registry.BASIS, registry.PER, registry.COUNTED)
    return (*(v.key(system) for v in sliders), *(choice.name for choice in switches))


@cache
def _keys(system: System) -> tuple[str, ...]:
    numbers = (variable.key(system) for variable in registry.VARIABLES.values())
    choices = (name for name in registry.CHOICES if name != registry.UNITS.name)
    return (*numbers, *choices, *PARTS, "week")
