"""The plan of one session: the one proposed, what was made of it, and the way back.

Plans are kept as steps. A changed input puts a new proposal in the place of the last one; only a
plan that somebody has edited stays below it, so that undo brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from backrun.models.ramp_up import OwnRamp, RampUp, Violation
from backrun.models.screening.decision import Screening
from backrun.models.screening.plan import walks_of
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui import state
from backrun.ui.plan import settings as settings_state
from backrun.ui.plan.inputs import OWN, SHAPING, Inputs, shaping, snapped, without_own
from backrun.ui.plan.results import allowed, hold_own, judge, propose
from backrun.units import System

STEPS, AT, VERSION, OF_PLAN = (f"plan_{name}" for name in ("steps", "at", "version", "keys"))
MOST_STEPS: Final = 40
RESET: Final = "This is the plan as proposed. Undo brings your edits back."
ANEW: Final = "What you changed made a new plan. Undo brings back the one that you had edited."


@dataclass(frozen=True, slots=True)
class Step:
    """A plan, the inputs that it belongs to, and what led to it.

    Without `inputs` it belongs to those of the next run. `link` holds scenario and settings as the
    widgets had them.
    """

    plan: RampUp
    inputs: Inputs | None
    link: tuple[Scenario, RampUpSettings]
    note: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The plan as the page shows it, with what the rules say of it."""

    plan: RampUp
    violations: tuple[Violation, ...]
    envelope: tuple[float, ...]
    own: OwnRamp | None
    note: str
    edited: bool


def show_plan(scenario: Scenario, settings: RampUpSettings, screening: Screening) -> Shown:
    """Return the plan for these inputs: the edited one as long as they stay.

    Raises
    ------
    PlanError
        When no weekday is available; the former plans stay.
    """
    inputs = Inputs.of(scenario, settings, screening)
    _turn(scenario.units)
    step = _step(inputs, (scenario, settings))
    plan = walks_of(step.plan) if inputs.walks else step.plan
    own = {name: getattr(settings, name) for name in OWN}
    judged = plan.for_others(plan.scenario, plan.settings.model_copy(update=own))
    full = scenario.model_copy(update={name: getattr(plan.scenario, name) for name in SHAPING})
    return Shown(
        judged.for_others(full, judged.settings),
        judge(plan) if step.edited else (),
        (0.0,) * len(plan.weeks()) if inputs.walks else allowed(plan),
        None if inputs.walks else hold_own(judged),
        step.note,
        step.edited,
    )


def _step(inputs: Inputs, link: tuple[Scenario, RampUpSettings]) -> Step:
    """Return the step that stands: the last one, or a new proposal where the inputs moved."""
    steps, at = st.session_state.setdefault(STEPS, []), st.session_state.get(AT, 0)
    last: Step | None = steps[at] if steps else None
    if last is not None and last.inputs is None:
        plan = _experienced(last.plan, inputs.settings.longest_backward_min)
        steps[at] = last = replace(last, plan=plan, inputs=inputs, link=link)
    if last is not None and last.inputs == inputs:
        return last
    edited = any(step.edited for step in steps[: at + 1])
    _put(Step(propose(inputs.scenario, inputs.settings), inputs, link, ANEW if edited else ""))
    return now()


def _turn(units: System) -> None:
    """Let every plan go on in other units: who switches them has changed nothing else."""
    steps: list[Step] = st.session_state.get(STEPS, [])
    if all(step.plan.scenario.units == units for step in steps):
        return
    for place, step in enumerate(steps):
        scenario, settings = step.link
        inputs = step.inputs and step.inputs.turned(units)
        if inputs and not step.edited:
            # Its reasons are written in the units too.
            plan = propose(inputs.scenario, inputs.settings)
        else:
            turned = step.plan.scenario.model_copy(update={"units": units})
            plan = replace(step.plan, scenario=turned)
        link = snapped(scenario, units), settings
        steps[place] = replace(step, plan=plan, inputs=inputs, link=link)


def _experienced(plan: RampUp, longest_backward_min: float) -> RampUp:
    """Return a plan to be judged by what was answered here, whatever a file says was run before."""
    longest = {"longest_backward_min": longest_backward_min}
    return replace(plan, settings=plan.settings.model_copy(update=longest))


def _put(step: Step) -> None:
    """Make a step the last one; it takes the place of one that nobody has edited."""
    steps, at = st.session_state[STEPS], st.session_state.get(AT, 0)
    before = steps[: at + 1]
    if not step.edited and before and not before[-1].edited:
        before = before[:-1]
    st.session_state[STEPS] = [*before, step][-MOST_STEPS:]
    st.session_state[AT] = len(st.session_state[STEPS]) - 1
    refresh()


def refresh() -> None:
    """Let the tables start anew from the plan, without an edit that could not be used.

    Streamlit forgets an input that is drawn no more only with the part of the page that drew it:
    those of one plan after the other would pile up while the goal is dragged.
    """
    for key in st.session_state.pop(OF_PLAN, ()):
        st.session_state.pop(key, None)
    st.session_state[VERSION] = st.session_state.get(VERSION, 0) + 1


def key_of_plan(name: str) -> str:
    """Return the key of an input that starts anew with every plan shown."""
    key = f"{name}_{st.session_state.get(VERSION, 0)}"
    st.session_state.setdefault(OF_PLAN, set()).add(key)
    return key


def now() -> Step:
    """Return the step that stands; for callbacks, which run while one is shown."""
    step: Step = st.session_state[STEPS][st.session_state[AT]]
    return step


def is_open(plan: RampUp) -> bool:
    """Return whether the screening leaves anything of a plan open; for callbacks."""
    inputs = now().inputs
    return inputs is None or not inputs.walks or bool(walks_of(plan).sessions)


def edit(plan: RampUp, note: str) -> None:
    """Put a changed plan on top; for callbacks."""
    _put(replace(now(), plan=plan, note=note, edited=True))


def load(plan: RampUp, note: str) -> None:
    """Put a saved plan on top, and its scenario and settings into the widgets; for callbacks."""
    link = (plan.scenario, plan.settings)
    shaped = replace(plan, scenario=shaping(plan.scenario), settings=without_own(plan.settings))
    st.session_state.setdefault(STEPS, [])
    _put(Step(shaped, None, link, note, edited=True))
    _show(*link)


def reset() -> None:
    """Put the proposed plan on top of the edited one; for callbacks."""
    step = now()
    if step.inputs is not None:
        inputs = step.inputs
        _put(Step(propose(inputs.scenario, inputs.settings), inputs, step.link, RESET))


def can_go(steps: int) -> bool:
    """Return whether there is a plan so many steps on (or back, where negative)."""
    at: int = st.session_state.get(AT, 0) + steps
    return 0 <= at < len(st.session_state.get(STEPS, ()))


def go(steps: int) -> None:
    """Go so many steps on or back, with the inputs of the plan found there; for callbacks."""
    if not can_go(steps):
        return
    left = now()
    st.session_state[AT] += steps
    found = now()
    refresh()
    if found.inputs != left.inputs:
        scenario, settings = found.link
        own = {name: getattr(st.session_state[settings_state.SETTINGS], name) for name in OWN}
        current = st.session_state[state.SCENARIO]
        shaped = {name: getattr(scenario, name) for name in SHAPING}
        st.session_state[STEPS][st.session_state[AT]] = replace(found, inputs=None)
        _show(current.model_copy(update=shaped), settings.model_copy(update=own))


def _show(scenario: Scenario, settings: RampUpSettings) -> None:
    """Put scenario and settings into all widgets: those of the sidebar run with the page alone."""
    state.replace(scenario, settings)
    st.rerun()
