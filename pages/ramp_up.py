"""Ramp-up: a cautious way into backward running, screened, planned, checked and to take away."""

from typing import Any, NamedTuple

import streamlit as st

from backrun import PlanError
from backrun.figures.plan_energy_bars import plan_energy_bars
from backrun.figures.ramp_up_chart import ramp_up_chart, top_of
from backrun.figures.style import CONFIG
from backrun.models.ramp_up import plan_energy
from backrun.models.screening.decision import Screening
from backrun.reports.plan.rules import energy_table, rules_table, weeks_table
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.ui import notes, state
from backrun.ui.frame import Page, show
from backrun.ui.late import Late, let_go
from backrun.ui.markdown import plain
from backrun.ui.plan.panels import plan_panels, remarks
from backrun.ui.plan.screening import Given, given_screening, screening_form
from backrun.ui.plan.sliders import (
    PLACE,
    Places,
    hide_inputs,
    places,
    plan_sliders,
    read_settings,
)
from backrun.ui.plan.state import Shown, show_plan
from backrun.wording.energy import intervals, limits_words
from backrun.wording.ramp_up import (
    BEFORE_A_PLAN,
    chart_summary,
    energy_summary,
    own_ramp_words,
    ramp_up_answer,
    stage_list,
)


class Before(NamedTuple):
    """Where the answers of the screening lead, and the place for what a plan shows first."""

    screening: Screening
    chart: Any
    sliders: Places


def before_the_plan(late: Late) -> Before:
    """Draw the screening and the inputs of a plan, after the plan itself where they can wait."""
    # In a container, so that the inputs below stay where they are, whatever it shows.
    form = st.container()
    with st.container(key=PLACE):
        chart, beside = st.columns([2, 1], gap="medium")
    sidebar = state.read_sidebar(state.units_in_address())
    given = given_screening(sidebar.runner.age_years)
    late.draw(form, lambda: asked(given))
    with beside:
        sliders = places(late)
    return Before(given.screening, chart, sliders)


def body(page: Page) -> None:
    """Draw the plan, where the screening allows one, with all that belongs to it."""
    before: Before = page.own
    screening, chart, sliders = before
    plan_sliders(page.late, sliders)
    said = chart.container()
    settings, problems = read_settings()
    if screening.decision in BEFORE_A_PLAN:
        page.answer.markdown(f"## {BEFORE_A_PLAN[screening.decision]}\n{NOT_PROVEN}")
        return

    if problems:
        said.warning("\n".join(f"- {plain(problem)}" for problem in problems))
    try:
        shown = show_plan(page.scenario, settings, screening)
    except PlanError as refusal:
        page.answer.markdown("## No plan without a day for it")
        said.info(plain(str(refusal)))
        return
    with chart:
        weeks(page, shown)
    page.answer.markdown(f"## {ramp_up_answer(shown.plan)}\n{NOT_PROVEN}")
    # A new plan took its time: what is seen first need not wait for all that follows.
    let_go()
    with said:
        remarks(page.scenario, settings, shown)
    if shown.plan.sessions:
        let_go()
        beside(page, shown)
        let_go()
        plan_panels(shown)
        let_go()


def asked(given: Given) -> None:
    """Draw the screening, and hide what its answers leave no use for."""
    decision = given.screening.decision
    hide_inputs(planned=decision not in BEFORE_A_PLAN, walks=decision == "walking")
    screening_form(given)


def weeks(page: Page, shown: Shown) -> None:
    """Draw the weeks of the plan, in the rules' envelope."""
    figure = ramp_up_chart(shown.plan, shown.envelope, shown.own, dark=page.dark)
    words = chart_summary(shown.plan, shown.own)
    st.plotly_chart(figure, config=CONFIG, theme=None, alt=words)
    st.caption(stage_list(shown.plan))


def beside(page: Page, shown: Shown) -> None:
    """Draw the energy of the weeks, how the reader's own ramp fares, and both as tables."""
    plan, energy = shown.plan, plan_energy(shown.plan)
    chart, own = st.columns([7, 5], gap="medium")
    with chart:
        let_go()
        figure = plan_energy_bars(plan, energy, dark=page.dark)
        words = energy_summary(plan, energy)
        st.plotly_chart(figure, config=CONFIG, theme=None, alt=words)
        notes.outside(limits_words(energy.limits))
        notes.tables(
            "Weeks and energy as tables",
            {
                "Week by week": lambda: weeks_table(plan, shown.envelope, shown.own),
                f"Energy, {plan.scenario.counted}, {intervals(plan.scenario.parts)}": lambda: (
                    energy_table(plan, energy)
                ),
            },
        )
    if shown.own is not None:
        own.markdown(own_ramp_words(plan, shown.own, top_of(plan, shown.envelope)))


def rules() -> None:
    """Draw the rules, which stand for everybody."""
    with st.expander("The rules, with their limits and sources", icon=":material/rule:"):
        st.markdown(rules_table())


show("Ramp-up", body, own=before_the_plan, unused=("basis", "per"), below=rules, plan=True)
