"""The inputs that every page shares, each bound to a parameter of the link."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import streamlit as st

from backrun import permalink, variables
from backrun.presets import PRESETS, apply_preset, matching_preset
from backrun.scenario import PARTS, Runner, Scenario, Week
from backrun.ui import address
from backrun.units import System
from backrun.variables import PART_LABELS, Choice, Variable

SCENARIO = "scenario"
"""Key in the session under which callbacks find the scenario of the last run."""


# ----------------------------------------------------------- scenario <-> widgets <-> address


def bounds(variable: Variable, system: System) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest value shown: the registry's limits, rounded inward."""
    unit, step = variable.in_system(system), Decimal(1).scaleb(-variable.decimals)
    low, high = (Decimal(repr(bound)) / unit.si for bound in (variable.low, variable.high))
    return low.quantize(step, ROUND_CEILING), high.quantize(step, ROUND_FLOOR)


def snap(scenario: Scenario) -> Scenario:
    """Return the scenario in the digits that the widgets show, so that the address says it all."""
    system, runner = scenario.units, scenario.runner

    def shown(variable: Variable, value: float | None) -> Any:
        if value is None:
            return None
        unit, (low, high) = variable.in_system(system), bounds(variable, system)
        amount = min(max(Decimal(repr(value)) / unit.si, low), high)
        return unit.read(unit.show(amount, variable.decimals))

    person = Runner(
        mass_kg=shown(variables.MASS, runner.mass_kg),
        age_years=runner.age_years,
        sex=runner.sex,
        height_m=shown(variables.HEIGHT, runner.height_m),
    )
    ground = {
        "pace_s_per_km": shown(variables.PACE, scenario.pace_s_per_km),
        "backward_share": shown(variables.SHARE, scenario.backward_share),
        "grade": shown(variables.GRADE, scenario.grade),
    }
    return scenario.model_copy(update={"runner": person, **ground})


def texts(scenario: Scenario) -> dict[str, str]:
    """Return the text of every shared parameter, as the widgets write it into the address."""
    written = permalink.write(snap(scenario))
    del written["model"]
    return written


def parameters(scenario: Scenario) -> dict[str, str]:
    """Return the parameters of the address: those that differ from the defaults."""
    usual = DEFAULTS[scenario.units]
    return {key: text for key, text in texts(scenario).items() if usual.get(key) != text}


DEFAULTS: dict[System, dict[str, str]] = {
    "metric": texts(Scenario()),
    "imperial": {**texts(Scenario(units="imperial")), "units": "metric"},
}


def replace(scenario: Scenario) -> None:
    """Show another scenario: all widgets and the address at once; for callbacks."""
    wanted = texts(scenario)
    address.show(parameters(scenario))
    for key, value in _widget_values(wanted).items():
        st.session_state[key] = value


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
    for variable in variables.VARIABLES.values()
    if variable is not variables.PACE
    for system in ("metric", "imperial")
}


def update(**changes: Any) -> None:
    """Show the last scenario with changes; for callbacks."""
    replace(st.session_state[SCENARIO].model_copy(update=changes))


# ----------------------------------------------------------------------------- single widgets


def number(variable: Variable, system: System, widget: Callable[..., Any] = st.slider) -> Any:
    """Draw a number of the scenario, bound to the link under the name of its unit."""
    low, high = bounds(variable, system)
    key, kind = variable.key(system), int if variable.whole else float
    usual = DEFAULTS[system].get(key)
    return widget(
        variable.heading(system),
        kind(low),
        kind(high),
        None if usual is None else kind(usual),
        step=kind(variable.step_in(system)),
        format="%d" if variable.whole else f"%.{variable.decimals}f",
        key=key,
        help=variable.help,
        bind="query-params",
    )


def pace(system: System) -> str:
    """Draw the forward pace, to the second."""
    low, high = bounds(variables.PACE, system)
    unit = variables.PACE.in_system(system)
    key = variables.PACE.key(system)
    chosen: str = st.select_slider(
        variables.PACE.heading(system),
        [f"{second // 60}:{second % 60:02d}" for second in range(int(low), int(high) + 1)],
        DEFAULTS[system][key],
        key=key,
        help=f"{variables.PACE.help} To the second: type it in the sidebar, min{unit.text}.",
        bind="query-params",
    )
    return chosen


def choice(choice: Choice, default: str | None, widget: Callable[..., Any]) -> Any:
    """Draw a choice of the scenario."""
    optional: dict[str, Any] = (
        {"index": None, "placeholder": "Not given"}
        if default is None
        else {"default": default, "required": True}
    )
    return widget(
        choice.label,
        list(choice.options),
        key=choice.name,
        help=choice.help or None,
        bind="query-params",
        **optional,
    )


# ------------------------------------------------------------------------------------ groups


def key_inputs(system: System) -> tuple[dict[str, Any], Any]:
    """Draw what matters most: weight, pace, backward speed; leaves the first cell to the preset."""
    grid = st.grid(4, min_column_width=150, gap="small")
    preset_cell = grid.cell()
    with grid:
        query = {
            variables.MASS.key(system): number(variables.MASS, system),
            variables.PACE.key(system): pace(system),
            variables.SHARE.name: number(variables.SHARE, system),
        }
    return query, preset_cell


def preset(cell: Any, scenario: Scenario) -> None:
    """Draw the presets: typical people to start from; the person's own weight and age stay."""
    st.session_state["preset"] = matching_preset(scenario)

    def chosen() -> None:
        name = st.session_state["preset"]
        if name in PRESETS:
            replace(apply_preset(st.session_state[SCENARIO], name))

    cell.selectbox(
        "Start from",
        list(PRESETS),
        None,
        key="preset",
        on_change=chosen,
        placeholder="Your own numbers",
        help="Sets pace, backward speed and week; your weight and age stay.",
    )


def sidebar(system: System) -> dict[str, Any]:
    """Draw the other inputs and return their values by parameter."""
    with st.sidebar:
        _units(system)
        query = _week(system)
        with st.expander("About you"):
            query["age"] = number(variables.AGE, system, st.number_input)
            query["sex"] = choice(variables.SEX, None, st.selectbox)
            height = variables.HEIGHT.key(system)
            query[height] = number(variables.HEIGHT, system, st.number_input)
        with st.expander("Where, and how it counts"):
            query["grade"] = number(variables.GRADE, system)
            for item in (variables.SURFACE, variables.COUNTED, variables.ENERGY):
                query[item.name] = choice(item, DEFAULTS[system][item.name], st.segmented_control)
        with st.expander("What the interval counts"):
            for part in PARTS:
                query[part] = st.toggle(
                    PART_LABELS[part],
                    True,
                    key=part,
                    help=variables.PART_HELP[part],
                    bind="query-params",
                )
    return query


def _units(system: System) -> None:
    st.session_state["units_shown"] = system

    def changed() -> None:
        update(units=st.session_state["units_shown"])

    st.segmented_control(
        variables.UNITS.label,
        list(variables.UNITS.options),
        key="units_shown",
        format_func=variables.UNITS.options.__getitem__,
        required=True,
        on_change=changed,
    )


def _week(system: System) -> dict[str, Any]:
    query: dict[str, Any] = {}
    st.markdown("**Your week**")
    day_by_day = st.session_state.get("week", "")
    if day_by_day.strip():
        st.caption("Set day by day, on the Week page or below.")
        st.button("The same run every day", on_click=_even_out, icon=":material/view_week:")
    else:
        query["days"] = number(variables.DAYS, system)
        left, right = st.columns(2)
        with left:
            query["minutes"] = number(variables.MINUTES, system, st.number_input)
        with right:
            query["backward"] = number(variables.BACKWARD, system, st.number_input)
    with st.expander("Day by day, as text"):
        week = st.text_input(
            "Days, minutes, backward",
            "",
            key="week",
            max_chars=permalink.MOST_CHARACTERS,
            placeholder="mon40-6 wed40-6 sat60-10@5:30",
            help="Day, minutes, of which backward, @ own pace (with mi: per mile).",
            bind="query-params",
        )
    if week and week.strip():
        query = {"week": week}
    return query


def _even_out() -> None:
    week = st.session_state[SCENARIO].week
    runs = [day for day in week.days if day.minutes > 0]
    count = max(len(runs), 1)
    minutes = round(sum(day.minutes for day in runs) / count)
    backward = round(sum(day.backward_minutes for day in runs) / count)
    update(week=Week.even(len(runs), minutes, min(backward, minutes)))


def exact_pace(scenario: Scenario) -> None:
    """Draw the field for an exact pace; a bad one is named and the former one kept."""
    system = scenario.units
    key = variables.PACE.key(system)
    st.session_state["pace_typed"] = st.session_state[key]

    def typed() -> None:
        try:
            seconds = variables.PACE.read(st.session_state["pace_typed"], system)
        except ValueError as problem:
            st.session_state["pace_problem"] = str(problem)
        else:
            update(pace_s_per_km=seconds)

    st.sidebar.text_input(
        f"Type a pace, min{variables.PACE.in_system(system).text}",
        key="pace_typed",
        max_chars=20,
        on_change=typed,
    )
