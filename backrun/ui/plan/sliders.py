"""The sliders of the ramp-up, bound to the link: goal, caution and one's own ramp."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from backrun.inputs.field import Variable
from backrun.inputs.registry import (
    CAUTION,
    COUNTED,
    GOAL,
    GOAL_SHARE,
    OWN_FIRST,
    OWN_GROWTH,
)
from backrun.scenario.settings import RampUpSettings
from backrun.ui.followed import follow, is_choice
from backrun.ui.late import Late
from backrun.ui.plan import settings as settings_state
from backrun.ui.plan.days import PROBLEM, plan_days
from backrun.ui.plan.settings import NO_SHARE, TEXTS

USUAL = settings_state.widget_values(RampUpSettings())
USUAL_SHARE = 10.0
PLACE = "plan"
"""Key of the container that a page draws the inputs in."""
AIM, OWN, HIDDEN = "plan_aim", "plan_own", "plan_texts"
BY_MINUTES, BY_SHARE = "Per session", "Share of the week"


def read_settings() -> tuple[RampUpSettings, list[str]]:
    """Return the settings, and what in the inputs could not be used."""
    settings, rejected = settings_state.read()
    return settings, [*map(str, rejected), *st.session_state.pop(PROBLEM, [])]


class Places(NamedTuple):
    """Where the sliders of a plan go: above the days to choose from, and below."""

    aim: Any
    own: Any


def places(late: Late) -> Places:
    """Draw the days to choose from, now or late; return the places for the sliders around them."""
    aim, when, own = st.container(), st.container(), st.container()
    late.draw(when, plan_days)
    return Places(aim, own)


def plan_sliders(late: Late, place: Places) -> None:
    """Draw the sliders of a plan, now or late."""
    late.draw(place.aim, _aim)
    late.draw(place.own, _own)


def _aim() -> None:
    with st.container(key=AIM):
        _goal()
    _caution()


def _own() -> None:
    with st.container(key=OWN):
        st.markdown("**My own ramp**, held against the rules")
        with st.grid(2, min_column_width=130, gap="small"):
            _slider(OWN_FIRST)
            _slider(OWN_GROWTH)


def hidden_inputs() -> None:
    """Draw the fields that hold start, days and dates away for the link, which nobody sees.

    They stand in the sidebar, which a slider's move leaves alone: what is shown in their place
    writes into them, and draws the whole page.
    """
    with st.sidebar:
        _hide(HIDDEN)
        with st.container(key=HIDDEN):
            for parameter in TEXTS:
                st.text_input(parameter, "", key=parameter, bind="query-params")


def hide_inputs(*, planned: bool, walks: bool) -> None:
    """Style what is in the link and not for the eye: all of it where there is no plan.

    Nor is there an energy then, and a choice of how to count it. A plan of walks alone has no goal,
    and no ramp of one's own beside it.

    To be called in every run, as a style that is not drawn again stays, and before the inputs,
    which would flash up without it.
    """
    _hide(*([] if planned else [PLACE, COUNTED.name]), *([AIM, OWN] if walks else []))


def _hide(*keys: str) -> None:
    rules = " ".join(f".st-key-{key} {{ display: none }}" for key in keys)
    st.html(f"<style>{rules}</style>")


def _slider(variable: Variable) -> None:
    """Draw a number of the plan; a share of the week starts at 0, which stands for none."""
    unit = variable.unit
    lowest = NO_SHARE if variable is GOAL_SHARE else unit.of(variable.low)
    st.slider(
        variable.heading(),
        lowest,
        round(unit.of(variable.high), 6),
        USUAL[variable.name],
        step=variable.step,
        format="%.0f",
        key=variable.name,
        help=variable.help,
        bind="query-params",
    )


def _goal() -> None:
    """Draw the goal in either of its two ways."""
    kind = st.container()
    _slider(GOAL)
    _slider(GOAL_SHARE)
    # Known only now: after Back the slider has its value from the address.
    by_share = bool(st.session_state[GOAL_SHARE.name])
    follow("goal_kind", BY_SHARE if by_share else BY_MINUTES, by_share)
    kind.segmented_control(
        "The goal is",
        [BY_MINUTES, BY_SHARE],
        key="goal_kind",
        required=True,
        on_change=_switch_goal,
        label_visibility="collapsed",
    )
    _hide((GOAL if by_share else GOAL_SHARE).name)


def _switch_goal() -> None:
    if is_choice("goal_kind", bool(st.session_state[GOAL_SHARE.name])):
        by_share = st.session_state["goal_kind"] == BY_SHARE
        st.session_state[GOAL_SHARE.name] = USUAL_SHARE if by_share else NO_SHARE


def _caution() -> None:
    st.select_slider(
        CAUTION.label,
        list(CAUTION.options),
        USUAL[CAUTION.name],
        key=CAUTION.name,
        help=CAUTION.help,
        bind="query-params",
    )
