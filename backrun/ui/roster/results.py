"""What the group comes to: the chart, the table, and a few clients side by side."""

from __future__ import annotations

import streamlit as st

from backrun.figures.roster_chart import roster_chart
from backrun.figures.style import CONFIG
from backrun.link.rounding import snap
from backrun.link.writing import link
from backrun.models.roster.clients import seen_as
from backrun.models.roster.group import Group
from backrun.reports.roster.tables import facts, group_table
from backrun.ui import state
from backrun.ui.markdown import plain
from backrun.ui.roster.state import CHOSEN
from backrun.wording.roster import chart_caption, chart_summary

MOST_CHOSEN = 4


def roster_results(group: Group, *, dark: bool) -> None:
    """Draw the group's chart and table."""
    st.markdown("### Who gains what")
    st.caption(chart_caption(group))
    if group.energy.answered.size:
        st.plotly_chart(
            roster_chart(group, dark=dark),
            config=CONFIG,
            theme=None,
            alt=chart_summary(group),
            key="roster_chart",
        )
    st.dataframe(
        group_table(group),
        hide_index=True,
        placeholder="–",
        alt="The group, a row a client: paces, what backward takes, interval, room for a plan",
        column_config={"Name": st.column_config.TextColumn("Name", pinned=True)},
    )


def roster_side_by_side(group: Group, address: str) -> None:
    """Draw a choice of two to four clients, and each of them with a way to open them."""
    st.markdown("### Side by side")
    places = {client.name: place for place, client in enumerate(group.clients)}
    names = st.multiselect(
        "Choose two to four clients",
        list(places),
        default=list(places)[:2],
        max_selections=MOST_CHOSEN,
        key=CHOSEN,
        select_all=False,
        placeholder="Names",
    )
    chosen = [name for name in names if name in places]
    if not chosen:
        return
    with st.grid(len(chosen), min_column_width=250, gap="small"):
        for name in chosen:
            with st.container(border=True):
                _card(group, places[name], address)


def _card(group: Group, place: int, address: str) -> None:
    client = group.clients[place]
    name = plain(client.name)
    st.markdown(f"**{name}**")
    cells = {label: plain(text) for label, text in facts(group, place).items()}
    st.table(cells, border="horizontal", alt=f"{client.name} in numbers")
    scenario = seen_as(client.scenario, group.view)
    if snap(scenario) == st.session_state[state.SCENARIO]:
        st.caption(f":material/check: {name} is the runner on all pages now.")
    else:
        # Streamlit cannot go to another page from here: that would empty the address.
        st.button(
            f"Open {name} on all pages",
            key=f"roster_open_{place}",
            icon=":material/person:",
            on_click=state.replace,
            args=(scenario,),
        )
    with st.popover("Link", icon=":material/link:"):
        st.code(link(address, snap(scenario)), language=None, wrap_lines=True)
        st.caption("It opens these numbers on any server. It holds no name.")
