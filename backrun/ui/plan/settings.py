"""The ramp-up's settings as the shared widgets and the address hold them, and back."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Any

import streamlit as st

from backrun.inputs.field import Variable
from backrun.inputs.registry import (
    GOAL,
    GOAL_SHARE,
    OWN_FIRST,
    OWN_GROWTH,
    PLAN_PARAMETERS,
    SESSION_TIME,
)
from backrun.link.reading import Rejected
from backrun.scenario.settings import RampUpSettings
from backrun.ui import address, visitor
from backrun.ui.kept import kept

SETTINGS = "settings"
"""Key in the session under which callbacks find the settings of the last run."""
NUMBERS: dict[str, Variable] = {
    "goal_min": GOAL,
    "goal_share": GOAL_SHARE,
    "minutes": SESSION_TIME,
    "own_first_min": OWN_FIRST,
    "own_growth": OWN_GROWTH,
}
TEXTS = ("start", "on", "away")
"""Parameters that hidden fields hold; what is shown in their place writes into them."""
# Without a goal as a share of the week its slider stands at 0.
NO_SHARE = 0.0


def snap(settings: RampUpSettings) -> RampUpSettings:
    """Return the settings in the digits that the widgets show, so that the address says it all."""
    shown = {
        field: variable.shown(value)
        for field, variable in NUMBERS.items()
        if (value := getattr(settings, field)) is not None
    }
    return settings.model_copy(update=shown)


def roundings(settings: RampUpSettings, given: Container[str]) -> list[str]:
    """Say which numbers among the given parameters have more digits than the widgets show."""
    return [
        message
        for field, variable in NUMBERS.items()
        if variable.name in given and (value := getattr(settings, field)) is not None
        if (message := variable.rounding(value))
    ]


def texts(settings: RampUpSettings) -> dict[str, str]:
    """Return the text of every parameter that shapes a plan; the start only where it was given.

    A start by default is the next Monday, on every day another one.
    """
    written = snap(settings).to_query()
    if "start" not in settings.model_fields_set:
        del written["start"]
    return written


def parameters(settings: RampUpSettings) -> dict[str, str]:
    """Return the parameters of the address: those that differ from the defaults."""
    usual = texts(RampUpSettings())
    return {
        # A number field, which Streamlit writes into the address as `40.0`.
        key: str(float(text)) if key == SESSION_TIME.name else text
        for key, text in texts(settings).items()
        if usual.get(key) != text
    }


def widget_values(settings: RampUpSettings) -> dict[str, Any]:
    """Return the value of every widget that shows these settings."""
    written = texts(settings)
    numbers = {variable.name for variable in NUMBERS.values()}
    values: dict[str, Any] = dict.fromkeys(TEXTS, "")
    values |= {GOAL_SHARE.name: NO_SHARE, SESSION_TIME.name: None}
    return values | {key: float(text) if key in numbers else text for key, text in written.items()}


def read() -> tuple[RampUpSettings, list[Rejected]]:
    """Return the settings that the widgets describe, and what in them could not be used.

    The browser alone enforces a widget's limits, so every value is checked again here.
    """
    query: dict[str, str] = {}
    for key in PLAN_PARAMETERS:
        value = st.session_state.get(key)
        if value not in (None, "") and (key, value) != (GOAL_SHARE.name, NO_SHARE):
            query[key] = str(value)
    settings, rejected = _read(tuple(query.items()), visitor.today())
    st.session_state[SETTINGS] = settings
    return settings, rejected


@kept
def _read(query: tuple[tuple[str, str], ...], today: date) -> tuple[RampUpSettings, list[Rejected]]:
    """Read the settings; kept, as most moves are of a slider that is none of these."""
    return RampUpSettings.from_query(dict(query), today)


def of_link(given: dict[str, list[str]]) -> tuple[RampUpSettings, list[Rejected]]:
    """Return the settings of a link's raw parameters, and what in them could not be used."""
    return RampUpSettings.from_query(given, visitor.today())


def hold() -> None:
    """Keep the settings in the address of a page that has no inputs for them."""
    address.let_go(PLAN_PARAMETERS)
    st.session_state[SETTINGS], _ = of_link(address.arrived())
