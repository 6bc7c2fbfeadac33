"""The days of a plan: its start, weekdays, time and dates away, each written into the link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import streamlit as st

from backrun.inputs.dates import MOST_DAYS_AHEAD, check_start, read_date, read_dates, write_dates
from backrun.inputs.registry import SESSION_TIME
from backrun.link.reading import MOST_CHARACTERS, first_message
from backrun.scenario.settings import DAYS, RampUpSettings
from backrun.ui import visitor
from backrun.ui.followed import follow, is_choice
from backrun.ui.plan import settings as settings_state
from backrun.ui.plan.settings import SETTINGS

PROBLEM = "plan_input_problem"
"""Key in the session of what was entered and could not be used."""


def plan_days() -> None:
    """Draw when a plan starts, and on which days it may have a session."""
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
