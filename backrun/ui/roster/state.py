"""The roster of one session: uploaded, edited, judged once, gone with the browser's tab."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

import streamlit as st

from backrun.models.roster.clients import Client, seen_as
from backrun.models.roster.group import Group, judge_group
from backrun.reports.roster.file import RosterFile
from backrun.scenario.scenario import Scenario
from backrun.ui import state
from backrun.ui.plan import settings as settings_state
from backrun.units import System

ROSTER, GROUP, WHOLE_RUN, DRAWN, JOB, CHOSEN = (
    f"roster_{name}" for name in ("held", "group", "run", "drawn", "reports", "chosen")
)


@dataclass(frozen=True, slots=True)
class Roster:
    """The clients of a session, and what of their file could not be used.

    The table to edit starts from `start` in `units`; `version` is another one whenever it has to
    start anew.
    """

    clients: tuple[Client, ...]
    start: tuple[Client, ...]
    units: System
    file: RosterFile
    version: int


def held() -> Roster | None:
    """Return the session's roster, or None before there is one."""
    roster: Roster | None = st.session_state.get(ROSTER)
    return roster


def load(file: RosterFile) -> None:
    """Put the clients of a file in the place of those held; for callbacks."""
    before = held()
    units = st.session_state[state.SCENARIO].units
    version = before.version + 1 if before else 1
    st.session_state[ROSTER] = Roster(file.clients, file.clients, units, file, version)
    # Who was side by side may not be in this list: it starts with its own first two.
    st.session_state.pop(CHOSEN, None)
    forget_reports()


def start_anew(units: System) -> Roster:
    """Let the table to edit start from the clients as they are, in the units of a system."""
    roster: Roster = st.session_state[ROSTER]
    anew = replace(roster, start=roster.clients, units=units, version=roster.version + 1)
    st.session_state[ROSTER] = anew
    return anew


def change(clients: tuple[Client, ...]) -> None:
    """Take edited clients over, the table as it is; for callbacks."""
    st.session_state[ROSTER] = replace(st.session_state[ROSTER], clients=clients)
    forget_reports()


def forget() -> None:
    """Let the roster go; for callbacks."""
    for key in (ROSTER, GROUP):
        st.session_state.pop(key, None)
    forget_reports()


def forget_reports() -> None:
    """Stop making reports, and let go of those made; for callbacks."""
    st.session_state.pop(JOB, None)


def view_of(scenario: Scenario) -> Scenario:
    """Return what of a scenario says how a group is counted and shown, on nobody in particular."""
    return seen_as(Scenario(), scenario)


def judged(view: Scenario) -> Group | None:
    """Return the group as it stands; judged again only where people, view or goal have changed."""
    roster = held()
    if roster is None or not roster.clients:
        return None
    settings = st.session_state[settings_state.SETTINGS]
    wanted = (roster.clients, view, settings)
    made: tuple[object, Group] | None = st.session_state.get(GROUP)
    if made is None or made[0] != wanted:
        made = wanted, judge_group(roster.clients, view, settings)
        st.session_state[GROUP] = made
    return made[1]


def begin() -> None:
    """Note that the whole page is drawn; to be called before it is."""
    st.session_state[WHOLE_RUN] = True


def redraw_if_seen_otherwise(view: Scenario) -> None:
    """Draw the whole page again if a switch has changed how the group below is counted.

    The inputs' part of a page runs alone when one of them moves, and a slider does not change the
    group; a switch does, and so brings the part below with it.
    """
    whole = st.session_state.pop(WHOLE_RUN, False)
    drawn, st.session_state[DRAWN] = st.session_state.get(DRAWN), view
    if not whole and drawn != view:
        st.rerun()


def current_view() -> Scenario:
    """Return how the group is counted and shown, as the inputs' part of the page has read it."""
    return view_of(st.session_state[state.SCENARIO])


def address_of_app() -> str:
    """Return the address of the first page, which a client's link opens."""
    return urljoin(st.context.url or "", ".")
