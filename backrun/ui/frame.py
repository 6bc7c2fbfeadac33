"""The frame of every page: menu, inputs, what a link could not say, and the Share button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from backrun.inputs.registry import BASIS, COUNTED, PER, UNITS
from backrun.link.reading import KNOWN
from backrun.link.rounding import roundings
from backrun.models.energy.limits import NotMeasuredError
from backrun.reports.report_words import REFUSED
from backrun.scenario.scenario import Scenario
from backrun.ui import address, inputs, present, state
from backrun.ui.late import Late, draw_whole_page
from backrun.ui.markdown import plain
from backrun.ui.plan import settings as settings_state
from backrun.ui.plan import sliders as ramp_up_inputs
from backrun.ui.share import share
from backrun.units import System

# A file of ours: an icon named by Streamlit would be fetched from another host.
FAVICON = (Path(__file__).parent / "favicon.svg").read_text(encoding="utf-8")
PAGES = (
    ("app.py", "Compare", ":material/compare_arrows:"),
    ("pages/week.py", "Week", ":material/calendar_view_week:"),
    ("pages/ramp_up.py", "Ramp-up", ":material/trending_up:"),
    ("pages/muscles.py", "Muscles", ":material/accessibility_new:"),
    ("pages/claims.py", "Claims", ":material/fact_check:"),
    ("pages/coach.py", "Coach", ":material/groups:"),
    ("pages/evidence.py", "Evidence", ":material/menu_book:"),
)
# Key of the container of a page's own inputs and places.
OWN = "own_inputs"
# The page one is on, marked instead of greyed out.
HERE = (
    "<style>.st-key-menu a[disabled] { background: rgba(128, 128, 128, 0.12) }"
    " .st-key-menu a[disabled], .st-key-menu a[disabled] span { color: inherit }</style>"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the body of a page gets: the scenario, the place above the switches, the theme.

    `own` is what the page's own inputs came to, `late` draws sliders that only this page has.
    """

    scenario: Scenario
    answer: Any
    dark: bool
    own: Any
    late: Late

    def refuse(self, refusal: NotMeasuredError) -> None:
        """Say plainly that there is no number; the page's own inputs would change nothing."""
        with self.answer:
            st.markdown(f"## {REFUSED}")
            st.info(plain(str(refusal)))
            st.html(f"<style>.st-key-{OWN} {{ display: none }}</style>")


def show(
    title: str,
    body: Callable[[Page], None],
    *,
    own: Callable[[Late], Any] = lambda late: None,
    unused: tuple[str, ...] = (),
    below: Callable[[], None] | None = None,
    plan: bool = False,
) -> None:
    """Draw a page: the frame, and in it the body.

    Parameters
    ----------
    title : str
        Name of the page, for the browser.
    body : callable
        Draws the page's own part from the scenario. It runs again alone when one of the sliders
        above it moves, or one that it draws itself, without the switches, the menu and the sidebar.
    own : callable, optional
        Draws the page's own inputs and places between the switches and the body, at once or late,
        and returns what the body needs of them. It runs again with the switches and the body when
        one of these inputs changes, and not when a slider moves.
    unused : tuple of str
        Keys of switches that change nothing on this page. They are drawn, so that the link keeps
        what they hold, and not shown.
    below : callable, optional
        Draws what does not depend on the scenario, below the body; a slider's move leaves it alone.
    plan : bool
        Whether the body draws the ramp-up's inputs. On the other pages the address holds them.
    """
    st.set_page_config(
        page_title=f"{title} · backrun: forward against backward running",
        page_icon=FAVICON,
        layout="wide",
        initial_sidebar_state="auto",
    )
    with address.shared_by_all_pages():
        if present.wanted():
            present.present()
            return
        if st.session_state.get(state.SCENARIO) is None:
            _arrive()
        system = state.units_in_address()
        if not plan:
            settings_state.hold()
        _menu(title, plan)
        _link_problems()
        inputs.sidebar(system)
        if plan:
            ramp_up_inputs.hidden_inputs()
        draw_whole_page()
        _main(system, body, own)
    if below is not None:
        below()
    for key in unused:
        st.html(f"<style>.st-key-{key} {{ display: none }}</style>")


@st.fragment
def _main(system: System, body: Callable[[Page], None], own: Callable[[Late], Any]) -> None:
    """Draw all that hangs on an input: a switch draws it all again, a slider the answer alone."""
    sliders, answer = inputs.key_place(), st.container()
    switches = st.container(horizontal=True, vertical_alignment="bottom")
    with Late.of_run(last=False) as late:
        late.draw(switches, _switches)
        with st.container(key=OWN):
            came_to = own(late)
        _answer(system, sliders, answer, body, came_to)


def _switches() -> None:
    for switch in (BASIS, PER, COUNTED):
        inputs.choice(switch, st.segmented_control)


@st.fragment
def _answer(
    system: System, sliders: Any, answer: Any, body: Callable[[Page], None], own: Any
) -> None:
    with Late.of_run() as late:
        late.draw(sliders, lambda: inputs.key_inputs(system))
        scenario, rejected = state.read(system, whole=late.whole)
        typed = st.session_state.pop("pace_problem", None)
        if problems := [*map(str, rejected), *([typed] if typed else [])]:
            # Above the answer, where a message does not move the widgets below to another place.
            answer.warning("\n".join(f"- {plain(problem)}" for problem in problems))
        body(Page(scenario, answer, st.context.theme.type == "dark", own, late))


def _arrive() -> None:
    """Read the link once, keep what it could not say, and make the address say what is used."""
    given = address.arrived()
    scenario, rejected = Scenario.from_query(given)
    settings, refused = settings_state.of_link(given)
    st.session_state[state.SCENARIO] = scenario
    st.session_state[settings_state.SETTINGS] = settings
    st.session_state["link_problems"] = [
        *(str(problem) for problem in (*rejected, *refused)),
        *roundings(scenario, given),
        *settings_state.roundings(settings, given),
    ]
    wanted = state.texts(scenario) | settings_state.texts(settings)
    # A number in the other system's units would stay in the address beside that of the widget.
    compared = given.keys() & (KNOWN | wanted.keys()) - {"model"}
    if (
        rejected
        or refused
        or any(_plain_number(given[key]) != [wanted.get(key)] for key in compared)
    ):
        state.replace(scenario, settings)
    else:
        address.accept(state.parameters(scenario) | settings_state.parameters(settings))


def _plain_number(texts: list[str]) -> list[str]:
    """Return the texts without the `.0` that number fields write."""
    return [text.removesuffix(".0") for text in texts]


def _menu(title: str, plan: bool) -> None:
    carried = state.carried()
    if plan:
        carried = {UNITS.name: carried[UNITS.name]} if UNITS.name in carried else {}
    st.html(HERE)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="menu"):
        st.title("backrun", anchor=False, width="content")
        for script, label, icon in PAGES:
            # A way to the page one is on would drop from the address what stays on the screen.
            here = label == title
            st.page_link(
                script, label=label, icon=icon, query_params=carried or None, disabled=here
            )
        if st.button("Share", icon=":material/share:", key="share_button"):
            settings = st.session_state[settings_state.SETTINGS]
            # Without a plan's page or parameters the link has nothing to say of it.
            shaped = plan or settings_state.parameters(settings)
            share(st.session_state[state.SCENARIO], settings, with_plan=bool(shaped))


def _link_problems() -> None:
    if problems := st.session_state.get("link_problems"):
        listed = "\n".join(f"- {plain(problem)}" for problem in problems)
        st.warning(listed, title="Parts of this link could not be used")
        st.button("Got it", key="link_problems_seen", on_click=_link_problems_seen)


def _link_problems_seen() -> None:
    st.session_state["link_problems"] = []
