"""The body map on the page: hover, focus or tap names a muscle, Enter, click or tap chooses it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from backrun.figures.body.map import VIEWS, View, drawing, map_data
from backrun.models.body.muscles import MUSCLE_LABELS, MUSCLES

CHOSEN = "muscle"
"""Key in the session of the chosen muscle; the selection box under the map holds it too."""
_MAP, VIEW = "body_map", "muscle_view"
VIEW_LABELS: dict[View, str] = {
    "difference": "Difference",
    "week": "My week",
    "forward": "Forward",
    "backward": "Backward",
}


def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


# A component of ours, drawn in the page itself: its text and colours come as data, its shapes once.
_draw = st.components.v2.component(
    "backrun_body_map",
    html=(
        '<div class="map"><div class="frame">\n'
        f'<div class="stage">{drawing()}</div>\n'
        '<div class="side"><div class="panel"></div><ul class="legend"></ul></div>\n'
        "</div></div>"
    ),
    css=_file("body_map.css"),
    js=_file("body_map.js"),
)


def choose_view() -> View:
    """Draw the switch between the four views and return the one that is shown."""
    return st.segmented_control(
        "Show on the body map",
        VIEWS,
        key=VIEW,
        default=VIEWS[0],
        required=True,
        format_func=VIEW_LABELS.__getitem__,
        label_visibility="collapsed",
        persist_state="session",
    )


def show_body_map(view: View, share_backward: float, *, dark: bool) -> None:
    """Draw the map, the description of the chosen muscle and the legend."""
    data = map_data(view, share_backward, dark=dark)
    _draw(key=_MAP, data={**data, "chosen": _chosen()}, on_chosen_change=_choose)


def choose_muscle() -> str:
    """Draw the selection box, which the map moves too, and return the chosen muscle's key."""
    return st.selectbox(
        "Choose a muscle, here or on the body map",
        MUSCLES,
        key=CHOSEN,
        format_func=MUSCLE_LABELS.__getitem__,
        persist_state="session",
    )


def _chosen() -> str:
    chosen = st.session_state.get(CHOSEN)
    return chosen if chosen in MUSCLES else MUSCLES[0]


def _choose() -> None:
    """Take the muscle that was clicked; the browser's word is checked."""
    chosen = st.session_state[_MAP].get("chosen")
    if chosen in MUSCLES:
        st.session_state[CHOSEN] = chosen
        # The box and the studies stand outside of what a click here draws again.
        st.rerun()
