"""The frame of every page: menu, inputs, what a link could not say, and the Share button."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

import streamlit as st

from backrun.models.oxygen_cost import NotMeasuredError
from backrun.permalink import link
from backrun.scenario import Scenario
from backrun.ui import address, inputs
from backrun.units import System
from backrun.variables import BASIS, PER

PAGES = (
    ("app.py", "Compare", ":material/compare_arrows:"),
    ("pages/week.py", "Week", ":material/calendar_view_week:"),
    ("pages/evidence.py", "Evidence", ":material/menu_book:"),
)
# Everything that Markdown could take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page gets: the scenario, and the place above the switches for its answer."""

    scenario: Scenario
    answer: Any
    dark: bool

    def refuse(self, refusal: NotMeasuredError) -> NoReturn:
        """Say plainly that there is no number, and end the page."""
        with self.answer:
            st.markdown("## There is no number for running backward downhill")
            st.info(plain(str(refusal)))
        st.stop()


def plain(text: str) -> str:
    """Escape a text so that Markdown shows it letter by letter."""
    return _SIGNS.sub(r"\\\1", text)


def frame(title: str) -> Frame:
    """Draw the frame of a page and return the scenario that its inputs describe."""
    st.set_page_config(
        page_title=f"{title} · backrun: forward against backward running",
        page_icon=":material/directions_run:",
        layout="wide",
        initial_sidebar_state="auto",
    )
    with address.shared_by_all_pages():
        if inputs.SCENARIO not in st.session_state:
            _arrive()
        system: System = "imperial" if st.query_params.get("units") == "imperial" else "metric"
        menu = st.container(horizontal=True, vertical_alignment="center", gap="small")
        problems = st.container()
        query, preset_cell = inputs.key_inputs(system)
        answer = st.container()
        query |= _switches()
        query |= inputs.sidebar(system)
        scenario, rejected = Scenario.from_query(
            {
                "units": system,
                **{key: _text(value) for key, value in query.items() if value is not None},
            }
        )
        st.session_state[inputs.SCENARIO] = scenario
        inputs.preset(preset_cell, scenario)
        inputs.exact_pace(scenario)
        with menu:
            _menu(scenario)
        with problems:
            _problems(map(str, rejected))
    return Frame(scenario, answer, st.context.theme.type == "dark")


def _arrive() -> None:
    """Read the link once, keep what it could not say, and make the address say what is used."""
    given = address.arrived()
    scenario, rejected = Scenario.from_query(given)
    st.session_state["link_problems"] = [str(problem) for problem in rejected]
    wanted = inputs.texts(scenario)
    if rejected or any(given.get(key, [text]) != [text] for key, text in wanted.items()):
        inputs.replace(scenario)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _menu(scenario: Scenario) -> None:
    st.title("backrun", anchor=False, width="content")
    # Bound parameters follow to the next page by themselves; only the units are not bound.
    units = {"units": "imperial"} if scenario.units == "imperial" else None
    for script, label, icon in PAGES:
        st.page_link(script, label=label, icon=icon, query_params=units)
    if st.button("Share", icon=":material/share:", key="share_button"):
        share(scenario)


@st.dialog("Share what you see")
def share(scenario: Scenario) -> None:
    """Show the complete link: every field and the model version, to copy."""
    st.markdown("This link opens exactly these numbers, on any server, at any time:")
    st.code(link(st.context.url or "", scenario), language=None, wrap_lines=True)
    st.caption(
        "It holds your weight, pace, week and the settings above, and, if you gave them, age, sex "
        "and height. It holds no name. The server keeps nothing."
    )


def _switches() -> dict[str, Any]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return {
            item.name: inputs.choice(
                item, inputs.DEFAULTS["metric"][item.name], st.segmented_control
            )
            for item in (BASIS, PER)
        }


def _problems(rejected: Iterable[str]) -> None:
    from_link = st.session_state.get("link_problems", [])
    typed = st.session_state.pop("pace_problem", None)
    now = [*rejected, *([typed] if typed else [])]
    if from_link:
        listed = "\n".join(f"- {plain(problem)}" for problem in from_link)
        st.warning(listed, title="Parts of this link could not be used")
        if st.button("Got it", key="link_problems_seen"):
            st.session_state["link_problems"] = []
            st.rerun()
    if now:
        st.warning("\n".join(f"- {plain(problem)}" for problem in now))
