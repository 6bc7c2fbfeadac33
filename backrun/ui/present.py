"""The present mode, `?present=1`: large type, no inputs, one chart a screen, next and back.

The address says which screen is shown and holds the scenario; no widget does. So a link opens on
any screen, the browser's Back goes a screen back, and nothing is lost on the way out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from backrun.figures.energy_by_speed import energy_by_speed
from backrun.figures.enlarge import enlarge
from backrun.figures.ramp_up_chart import ramp_up_chart
from backrun.figures.style import CONFIG, Chart
from backrun.figures.week_bars import week_bars
from backrun.inputs.registry import PLAN_PARAMETERS
from backrun.link.reading import KNOWN
from backrun.models.body.muscles import muscle_emphasis, week_emphasis
from backrun.models.energy.comparison import compare, matched_speed
from backrun.models.energy.limits import NotMeasuredError
from backrun.models.energy.week import week_energy
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.reports.report_start import STOP, start_parts
from backrun.reports.report_words import REFUSED
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import address, notes, state, visitor
from backrun.ui.components.body_map import show_body_map
from backrun.ui.markdown import plain
from backrun.ui.plan import settings as settings_state
from backrun.ui.plan.allowed import allowed_plan
from backrun.ui.plan.state import Shown
from backrun.wording.body import muscles_answer
from backrun.wording.energy import answer, chart_summary, limits_words, outside_measured
from backrun.wording.ramp_up import chart_summary as plan_summary
from backrun.wording.ramp_up import plan_remarks, ramp_up_answer
from backrun.wording.week import week_summary, with_energy

PARAMETER: Final = "present"
LARGER: Final = 1.4
HEIGHT: Final = 500
CSS = (Path(__file__).parent / "present.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Talk:
    """What is presented: the scenario, the plan where this session allows one, the theme."""

    scenario: Scenario
    shown: Shown | None
    dark: bool


def wanted() -> bool:
    """Return whether the address asks for the present mode."""
    return PARAMETER in st.query_params


def go(number: int) -> None:
    """Go to a screen, the first being 1; for callbacks."""
    st.query_params[PARAMETER] = str(number)


def leave() -> None:
    """Go back to the page with its inputs; for callbacks."""
    del st.query_params[PARAMETER]


def present() -> None:
    """Draw the screen that the address asks for, with next, back and the way out."""
    scenario, settings, problems = _read()
    talk = Talk(scenario, allowed_plan(scenario, settings), st.context.theme.type == "dark")
    screens = _screens(talk)
    number = _number(len(screens))
    st.html(f"<style>{CSS}</style>")
    with st.container(
        key="present_way", horizontal=True, vertical_alignment="center", gap="xsmall"
    ):
        _button("Back", "arrow_back", "Left", number - 1, disabled=number == 1)
        _button("Next", "arrow_forward", "Right", number + 1, disabled=number == len(screens))
        st.markdown(f"{number} of {len(screens)}", width="content")
        st.button("End", icon=":material/close:", shortcut="Esc", on_click=leave, key="present_end")
    with st.container(key="present"):
        try:
            screens[number - 1](talk)
        except NotMeasuredError as refusal:
            st.markdown(f"## {REFUSED}\n{plain(str(refusal))}")
    if problems:
        st.caption("Parts of this link could not be used: " + "; ".join(map(plain, problems)))


def _read() -> tuple[Scenario, RampUpSettings, list[str]]:
    """Return what the address says, and leave it there though no widget holds it."""
    given = address.arrived()
    scenario, rejected = Scenario.from_query(given)
    settings, refused = settings_state.of_link(given)
    address.let_go((*KNOWN, *PLAN_PARAMETERS))
    # On the way out the page reads the address as that of a link.
    st.session_state[state.SCENARIO] = None
    st.session_state[settings_state.SETTINGS] = settings
    return scenario, settings, [str(problem) for problem in (*rejected, *refused)]


def _screens(talk: Talk) -> list[Callable[[Talk], None]]:
    plan = [] if talk.shown is None else [_ramp_up]
    return [_energy, _week, _muscles, *plan, _stop]


def _number(count: int) -> int:
    """Return the number of the screen; what is not one is the first, or the last."""
    text = st.query_params[PARAMETER]
    return min(max(int(text), 1), count) if text.isdecimal() and len(text) < 5 else 1


def _button(label: str, icon: str, key: str, number: int, *, disabled: bool) -> None:
    st.button(
        label,
        key=f"present_{label.lower()}",
        icon=f":material/{icon}:",
        shortcut=key,
        on_click=go,
        args=(number,),
        disabled=disabled,
    )


def _chart(chart: Chart, alt: str) -> None:
    st.plotly_chart(enlarge(chart, LARGER, HEIGHT), config=CONFIG, theme=None, alt=alt)


def _energy(talk: Talk) -> None:
    scenario = talk.scenario
    comparison, matched = compare(scenario), matched_speed(scenario)
    st.markdown(f"## {answer(scenario, comparison, matched)}")
    drawn = with_energy(scenario, comparison)
    figure, _ = energy_by_speed(drawn, comparison, matched, dark=talk.dark)
    _chart(figure, chart_summary(drawn, comparison))
    notes.outside(outside_measured(scenario, comparison, matched))


def _week(talk: Talk) -> None:
    week = week_energy(talk.scenario)
    summary = week_summary(talk.scenario, week)
    st.markdown(f"## {summary}")
    _chart(week_bars(talk.scenario, week, dark=talk.dark), summary.replace("*", ""))
    notes.outside(limits_words(week.limits))


def _muscles(talk: Talk) -> None:
    week = week_emphasis(talk.scenario)
    st.markdown(f"## {muscles_answer(talk.scenario, week, muscle_emphasis())}")
    with st.container(key="present_map"):
        show_body_map("difference", week.share_backward, dark=talk.dark)
    notes.outside(limits_words(week.limits))


def _ramp_up(talk: Talk) -> None:
    if talk.shown is None:
        return
    plan = talk.shown.plan
    st.markdown(f"## {ramp_up_answer(plan)}\n{NOT_PROVEN}")
    chart = ramp_up_chart(plan, talk.shown.envelope, None, dark=talk.dark)
    _chart(chart, plan_summary(plan, None))
    for remark in plan_remarks(talk.scenario, plan):
        st.caption(plain(remark))


def _stop(talk: Talk) -> None:
    plan = talk.shown.plan if talk.shown else None
    parts = start_parts(talk.scenario, plan, visitor.today())
    lines = next(part.lines for part in parts if part.heading == STOP)
    listed = "\n".join(f"- {plain(line.text)}" for line in lines)
    st.markdown(f"## Stop when\n{listed}\n\n{NOT_PROVEN}")
