"""To take the plan away, and to go on with a saved one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from backrun.models.ramp_up import RampUp
from backrun.models.ramp_up.words import day_text
from backrun.reports.plan.calendar import calendar_file, zone_names
from backrun.reports.plan.file import MOST_BYTES, PlanFileError, read_plan, write_plan
from backrun.reports.plan.tables import plan_csv, plan_xlsx
from backrun.reports.plan.workouts import workouts_zip
from backrun.ui.components.download import File, downloads
from backrun.ui.markdown import plain
from backrun.ui.plan import state as plan_state
from backrun.ui.plan.session_cards import CHOSEN

FLOATING: Final = "The calendar's own"
UPLOAD, PROBLEM = "plan_upload", "plan_upload_problem"
IN_THE_FILE: Final = (
    "The plan's file holds the settings of this page, the sessions with how they went, and your "
    "longest backward run of the last 30 days, but no answer about your health and no name. "
    "Everything is made when you click; the server keeps nothing."
)
EXPORTED_BEFORE: Final = (
    "Imported again, a later file updates its events instead of doubling them. A session that has "
    "left the plan, such as a run after a fall, stays in your calendar: delete it there by hand."
)
NOTHING_TO_COME: Final = (
    "No session is to come, so there is nothing for a calendar or a watch. Sessions that you have "
    "exported before have to be deleted in your calendar by hand."
)
FILES: Final[tuple[tuple[str, str, Callable[[RampUp], bytes], str], ...]] = (
    ("Watch workouts (.zip)", "watch", workouts_zip, "-workouts.zip"),
    ("Table (.csv)", "table", plan_csv, ".csv"),
    ("Table (.xlsx)", "table_view", plan_xlsx, ".xlsx"),
    ("The plan itself (.json)", "save", write_plan, ".json"),
)


def take_away(plan: RampUp) -> None:
    """Draw the calendar's choices and a button for each file; each is made at the click."""
    stem = f"backward-running-{plan.settings.start}"
    to_come = any(session.outcome == "planned" for session in plan.sessions)
    st.markdown("### Calendar")
    if to_come:
        calendar = _calendar(plan)
        downloads("take_calendar", [File("Calendar (.ics)", "event", f"{stem}.ics", calendar)])
        st.caption(EXPORTED_BEFORE)
    else:
        st.markdown(NOTHING_TO_COME)
    st.markdown("### Watch, table, file")
    downloads(
        "take_file",
        [
            File(label, icon, f"{stem}{ending}", partial(make, plan))
            for label, icon, make, ending in (FILES if to_come else FILES[1:])
        ],
    )
    st.caption(IN_THE_FILE)


def _calendar(plan: RampUp) -> Callable[[], bytes]:
    """Draw what the calendar is made with, and return how it is made."""
    with st.grid(3, min_column_width=180, gap="small"):
        name = st.text_input(
            "Whose plan (optional)",
            key="calendar_name",
            max_chars=40,
            help="Stands before the titles, and keeps the plans of two people apart. "
            "In the calendar alone: not in the link, not in the other files.",
            persist_state="session",
        )
        at = st.time_input(
            "Time of day",
            None,
            key="calendar_time",
            help="Left empty, the events take the whole day and are shown as free.",
            persist_state="session",
        )
        zone = FLOATING
        if at is not None:
            zone = st.selectbox(
                "Time zone",
                (FLOATING, *zone_names()),
                key="calendar_zone",
                help="The calendar's own: the time is that of wherever you read it.",
                persist_state="session",
            )
    busy = st.toggle(
        "Say only “Busy”",
        key="calendar_busy",
        help="No titles and no descriptions, for a calendar that others see.",
        persist_state="session",
    )
    return lambda: calendar_file(
        plan,
        now=datetime.now(UTC),
        name=name or "",
        busy_titles=busy,
        time_of_day=at,
        time_zone=None if zone == FLOATING else zone,
    )


def go_on() -> None:
    """Draw the field for a saved plan; a bad file is named and the former plan kept."""
    st.markdown("### Go on with a saved plan")
    key = plan_state.key_of_plan(UPLOAD)
    st.file_uploader(
        f"A plan's file (JSON, at most {MOST_BYTES // 1000} kB)",
        type="json",
        key=key,
        max_upload_size=1,
        on_change=_load,
        args=(key,),
    )
    if problem := st.session_state.pop(PROBLEM, ""):
        st.warning(plain(problem))


def _load(key: str) -> None:
    file = st.session_state[key]
    if file is None:
        return
    try:
        plan = read_plan(file.getvalue())
        if not plan.sessions:
            raise PlanFileError("The plan has no session; allowed: 1 or more")
        if not plan_state.is_open(plan):
            raise PlanFileError("The plan has no backward walk; allowed by the screening: walks")
    except PlanFileError as problem:
        st.session_state[PROBLEM] = f"{problem}; the plan on this page stays as it was"
        return
    count = len(plan.sessions)
    note = f"The saved plan of {count} sessions from {day_text(plan.settings.start)} is open."
    # The session that was open belongs to the plan before, though its key may be in this one too.
    st.session_state.pop(CHOSEN, None)
    plan_state.load(plan, note)
