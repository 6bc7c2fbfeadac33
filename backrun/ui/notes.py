"""What stands around the charts: figures with intervals, limits, tables, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from backrun.estimate import Estimate
from backrun.evidence import sources
from backrun.models.energy.comparison import Comparison
from backrun.reports.tables.method import cite_speed
from backrun.scenario.scenario import Scenario
from backrun.ui import state
from backrun.wording.energy import BASIS_WORDS, PER_WORDS, intervals, pace, pace_interval
from backrun.wording.numbers import THIN, central, interval, signed


def figures(scenario: Scenario, comparison: Comparison, matched: Estimate) -> None:
    """Draw the four figures: forward, backward, difference, and the pace of equal effort."""
    unit, per = scenario.energy_unit, scenario.per
    counted = f"{scenario.counted}, {intervals(scenario.parts)}"
    basis = f"{PER_WORDS[per]}, {BASIS_WORDS[comparison.basis]}, {counted}."
    forward, backward, extra, _ = comparison.per(per) or (None,) * 4
    of_forward = cite_speed(scenario.forward_speed_m_s, "forward")
    of_backward = cite_speed(float(comparison.backward_speed.central), "backward")
    of_matched = cite_speed(float(matched.central), "backward")
    _energy("Forward", forward, unit, f"{basis} {of_forward}")
    _energy("Backward", backward, unit, f"{basis} {of_backward}")
    _energy("Difference", extra, unit, f"Backward less forward, {basis} {of_backward}", sign=True)
    st.metric(
        "Equal effort",
        pace(float(matched.central), scenario),
        pace_interval(matched, scenario),
        delta_color="off",
        delta_arrow="off",
        help=f"Backward, at the oxygen uptake of your forward pace. {of_matched}",
    )


def _energy(
    label: str, energy: Estimate | None, unit: str, help_text: str, *, sign: bool = False
) -> None:
    if energy is None:
        st.metric(label, "–", help=help_text)
        return
    value = f"{central(energy)}{THIN}{unit}"
    # An exact zero is a number here: "no difference" would be cut off.
    if sign and (energy.low or energy.high):
        value = signed(energy, unit).split(" (")[0]
    st.metric(label, value, interval(energy), delta_color="off", delta_arrow="off", help=help_text)


def outside(said: str) -> None:
    """Say which validity limits the person's numbers cross, if any."""
    if said:
        st.caption(f":material/straighten: **Outside what was measured**: {said}.")


def tables(
    label: str, build: dict[str, Callable[[], pd.DataFrame]], *, key: str = "tables"
) -> None:
    """Offer data as tables, by name, built when they are opened; one key each on a page."""
    fill(tables_place(label, key=key), build)


def tables_place(label: str, *, key: str = "tables") -> Any:
    """Draw what opens to show tables, for `fill`; one key each on a page."""
    return st.expander(label, icon=":material/table:", on_change="rerun", key=key)


def fill(place: Any, build: dict[str, Callable[[], pd.DataFrame]]) -> None:
    """Draw tables, by name, where their place is open."""
    if place.open:
        with place:
            for name, table in build.items():
                st.markdown(f"**{name}**")
                st.dataframe(table(), alt=name)


def method_link() -> None:
    """Link to the method and the sources."""
    _link("pages/evidence.py", "Method and sources", "menu_book")


def claims_link(label: str) -> None:
    """Link to the claims of the articles."""
    _link("pages/claims.py", label, "fact_check")


def study_links(keys: Iterable[str]) -> None:
    """Link to studies in the ledger, where all stands that rests on each."""
    with st.container(horizontal=True, gap="small"):
        for key in keys:
            place = {"section": "studies", "study": key}
            _link(
                "pages/evidence.py", f"{sources()[key].short} in the ledger", "menu_book", **place
            )


def _link(script: str, label: str, icon: str, **shown: str) -> None:
    params = {**state.carried(), **shown} or None
    st.page_link(script, label=label, icon=f":material/{icon}:", query_params=params)
