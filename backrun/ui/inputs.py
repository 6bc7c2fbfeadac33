"""The inputs that every page shares, each bound to a parameter of the link."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeGuard

import streamlit as st

from backrun.inputs import registry
from backrun.inputs.field import Choice, Variable
from backrun.inputs.registry import PART_HELP, PART_LABELS
from backrun.link.reading import MOST_CHARACTERS
from backrun.scenario.presets import PRESETS, apply_preset
from backrun.scenario.scenario import PARTS, Week
from backrun.ui.followed import follow, is_choice
from backrun.ui.state import DEFAULTS, SCENARIO, replace, units_in_address, update
from backrun.units import System


def number(variable: Variable, system: System, widget: Callable[..., Any] = st.slider) -> None:
    """Draw a number of the scenario, bound to the link under the name of its unit."""
    low, high = variable.bounds(system)
    key, kind = variable.key(system), int if variable.whole else float
    usual = DEFAULTS[system].get(key)
    # What is typed keeps its digits, so a field shows them: 1.5 backward minutes are not 2.
    digits = "%g" if widget is st.number_input else f"%.{variable.decimals}f"
    widget(
        variable.heading(system),
        kind(low),
        kind(high),
        None if usual is None else kind(usual),
        step=kind(variable.step_in(system)),
        format="%d" if variable.whole else digits,
        key=key,
        help=variable.help,
        bind="query-params",
    )


def pace(system: System) -> None:
    """Draw the forward pace as a slider in steps of 5 s; an exact pace joins the steps."""
    key = registry.PACE.key(system)
    steps = _steps(system)
    usual, now = DEFAULTS[system][key], (st.session_state.get(key), st.query_params.get(key))
    exact = {text for text in (usual, *now) if text not in steps and _is_pace(text, system)}
    st.select_slider(
        registry.PACE.heading(system),
        sorted((*steps, *exact), key=_seconds) if exact else steps,
        usual,
        key=key,
        help=registry.PACE.help,
        bind="query-params",
    )


@cache
def _steps(system: System) -> tuple[str, ...]:
    low, high = registry.PACE.bounds(system)
    step = int(registry.PACE.step_in(system))
    paces = range(-(-int(low) // step) * step, int(high) + 1, step)
    return tuple(registry.PACE.in_system(system).show(pace, 0) for pace in paces)


def _seconds(text: str) -> float:
    minutes, seconds = text.split(":")
    return 60 * int(minutes) + float(seconds)


def _is_pace(text: str | None, system: System) -> TypeGuard[str]:
    try:
        return text is not None and registry.PACE.read(text, system) > 0
    except ValueError:
        return False


def _exact_pace(system: System) -> None:
    """Draw a field that takes an exact pace; a bad one is named and the former one kept."""

    def typed() -> None:
        text = st.session_state["pace_typed"]
        try:
            seconds = registry.PACE.read(text, system)
        except ValueError as problem:
            st.session_state["pace_problem"] = str(problem)
        else:
            st.session_state["pace_typed"] = ""
            st.session_state["pace_problem"] = registry.PACE.rounding(seconds, system)
            update(pace_s_per_km=seconds)

    st.text_input(
        f"Type an exact pace, min{registry.PACE.in_system(system).text}",
        key="pace_typed",
        max_chars=20,
        placeholder=DEFAULTS[system][registry.PACE.key(system)],
        on_change=typed,
    )


def choice(choice: Choice, widget: Callable[..., Any]) -> None:
    """Draw a choice of the scenario; one without a default may stay open."""
    default = DEFAULTS["metric"].get(choice.name)
    optional: dict[str, Any] = (
        {"index": None, "placeholder": "Not given"}
        if default is None
        else {"default": default, "required": True}
    )
    widget(
        choice.label,
        list(choice.options),
        key=choice.name,
        help=choice.help or None,
        bind="query-params",
        **optional,
    )


def key_place() -> Any:
    """Return the place for what matters most."""
    return st.grid(3, min_column_width=150, gap="small")


def key_inputs(system: System) -> None:
    """Draw what matters most: weight, forward pace, backward speed."""
    number(registry.MASS, system)
    pace(system)
    number(registry.SHARE, system)


def sidebar(system: System) -> None:
    """Draw the presets and all other inputs."""
    with st.sidebar:
        st.menu_button(
            "Start from a typical runner",
            list(PRESETS),
            key="preset",
            on_click=_preset,
            icon=":material/directions_run:",
            help="Sets pace, backward speed and week; your weight and age stay.",
            width="stretch",
        )
        _units(system)
        _exact_pace(system)
        _week(system)
        with st.expander("More about you, the ground and the interval"):
            number(registry.AGE, system, st.number_input)
            choice(registry.SEX, st.selectbox)
            number(registry.HEIGHT, system, st.number_input)
            number(registry.GRADE, system)
            for item in (registry.SURFACE, registry.ENERGY):
                choice(item, st.segmented_control)
            st.markdown("**The interval counts**")
            for part in PARTS:
                st.toggle(
                    PART_LABELS[part],
                    True,
                    key=part,
                    help=PART_HELP[part],
                    bind="query-params",
                )


def _preset() -> None:
    name = st.session_state["preset"]
    if name in PRESETS:
        replace(apply_preset(st.session_state[SCENARIO], name))


def _units(system: System) -> None:
    follow("units_shown", system, system)

    def changed() -> None:
        if not is_choice("units_shown", units_in_address()):
            return
        units = st.session_state["units_shown"]
        per = st.session_state[SCENARIO].per
        if per in ("km", "mile"):
            per = "mile" if units == "imperial" else "km"
        update(units=units, per=per)

    st.segmented_control(
        registry.UNITS.label,
        list(registry.UNITS.options),
        key="units_shown",
        format_func=registry.UNITS.options.__getitem__,
        required=True,
        on_change=changed,
    )


def _week(system: System) -> None:
    # At the first run of a link the field below has not put its text into the session yet.
    if (st.session_state.get("week", st.query_params.get("week")) or "").strip():
        st.caption("Your week is set day by day.")
        st.button("The same run every day", on_click=_even_out, icon=":material/view_week:")
    else:
        number(registry.DAYS, system)
        left, right = st.columns(2)
        with left:
            number(registry.MINUTES, system, st.number_input)
        with right:
            number(registry.BACKWARD, system, st.number_input)
    st.text_input(
        "Or day by day",
        "",
        key="week",
        max_chars=MOST_CHARACTERS,
        placeholder=f"mon40-6 sat60-10@{'9:00' if system == 'imperial' else '5:30'}",
        help="Day, minutes, of which backward, @ own pace in your units, or with km or mi behind "
        "it. Also on the Week page.",
        bind="query-params",
    )


def _even_out() -> None:
    week = st.session_state[SCENARIO].week
    runs = [day for day in week.days if day.minutes > 0]
    count = max(len(runs), 1)
    minutes = round(sum(day.minutes for day in runs) / count)
    backward = round(sum(day.backward_minutes for day in runs) / count)
    update(week=Week.even(len(runs), minutes, min(backward, minutes)))
