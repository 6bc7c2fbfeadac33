"""The inputs of the ramp-up, bound to the link: goal, caution, start, days, and one's own ramp."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import streamlit as st

from backrun.dates import MOST_DAYS_AHEAD, check_start, read_date, read_dates, write_dates
from backrun.link_reader import MOST_CHARACTERS, first_message
from backrun.settings import DAYS, RampUpSettings
from backrun.ui import settings_state, visitor
from backrun.ui.followed import follow, is_choice
from backrun.ui.late import Late
from backrun.ui.settings_state import NO_SHARE, SETTINGS, TEXTS
from backrun.variable import Variable
from backrun.variables import (
    CAUTION,
    COUNTED,
    GOAL,
    GOAL_SHARE,
    OWN_FIRST,
    OWN_GROWTH,
    SESSION_TIME,
)

USUAL = settings_state.widget_values(RampUpSettings())
USUAL_SHARE = 10.0
PROBLEM = "plan_input_problem"
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
    late.draw(when, _when)
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


def _when() -> None:
    when = st.container()
    days = st.expander(
        "Weekdays, time, dates away",
        icon=":material/event_busy:",
        key="plan_days",
        on_change="rerun",
    )
    with days:
        weekdays = st.container()
        # Bound to the link, so drawn always; the others write into the texts above.
        _time()
        where_away = st.container()
    settings, _ = settings_state.read()
    with when:
        _start(settings)
    if days.open:
        with weekdays:
            _days(settings)
        with where_away:
            _away(settings)


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


def _time() -> None:
    st.number_input(
        SESSION_TIME.heading(),
        SESSION_TIME.low,
        SESSION_TIME.high,
        None,
        step=SESSION_TIME.step,
        format="%.0f",
        key=SESSION_TIME.name,
        placeholder="As your week has it",
        help=SESSION_TIME.help,
        bind="query-params",
    )


def _start(settings: RampUpSettings) -> None:
    today = visitor.today()
    most = timedelta(days=MOST_DAYS_AHEAD)
    follow("start_shown", settings.start, st.session_state.get("start"))
    st.date_input(
        "Start",
        settings.start,
        min_value=today - most,
        max_value=today + most,
        key="start_shown",
        format="YYYY-MM-DD",
        on_change=_write,
        args=("start", _checked_start),
    )


def _checked_start() -> str:
    start = read_date(st.session_state["start_shown"])
    check_start(start, visitor.today())
    return start.isoformat()


def _days(settings: RampUpSettings) -> None:
    follow("on_shown", list(settings.days), st.session_state.get("on"))
    st.pills(
        "Weekdays",
        DAYS,
        selection_mode="multi",
        key="on_shown",
        help="None chosen: the days on which your week has a run.",
        on_change=_write,
        args=("on", _checked_days),
    )


def _checked_days() -> str:
    days = RampUpSettings(days=st.session_state["on_shown"]).days
    return "_".join(days).lower()


def _away(settings: RampUpSettings) -> None:
    shown = write_dates(settings.away).replace("_", ", ")
    follow("away_shown", shown, st.session_state.get("away"))
    st.text_input(
        "Dates away",
        key="away_shown",
        max_chars=MOST_CHARACTERS,
        placeholder="2026-12-24..2027-01-02, 2027-02-01",
        help="Days without a session: dates, or first..last, with commas between.",
        on_change=_write,
        args=("away", _checked_away),
    )


def _checked_away() -> str:
    return write_dates(read_dates(st.session_state["away_shown"]))


def _write(parameter: str, checked: Callable[[], Any]) -> None:
    """Take over what was entered; a bad entry is named and the former kept."""
    if not is_choice(f"{parameter}_shown", st.session_state.get(parameter)):
        return
    try:
        st.session_state[parameter] = checked()
    except ValueError as problem:
        former = st.session_state[SETTINGS].to_query().get(parameter, "none")
        message = f"{first_message(problem)}; kept: {former.replace('_', ', ')}"
        st.session_state[PROBLEM] = [message]
    else:
        st.rerun()
