"""The address bar: shared widgets kept across pages, and several parameters changed in one step.

Streamlit's `bind="query-params"` keeps one widget and one parameter together. Three things it does
not do with a `pages/` folder, and this module, alone in reaching below the public interface, adds:

- Widgets drawn on two pages are two widgets to Streamlit, so a page change would drop each
  parameter and push it back, one entry of browser history each. Drawn under the main script's
  hash they are the same widget on every page, as those of an `st.navigation` entry point are.
- Assigning several bound values pushes one history entry each, with half-changed states between.
  `show` writes them together and pushes one.
- A bound widget that a page leaves out takes its parameter along. Drawn unseen at another place it
  would lose the parameter too: the browser binds the new one before it lets go of the old one, and
  both have one name. `let_go` leaves such parameters in the address by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from backrun.inputs.registry import PAGE_PARAMETERS


def _context() -> ScriptRunContext:
    context = get_script_run_ctx()
    if context is None:
        raise RuntimeError("backrun's pages run under `streamlit run app.py`")
    return context


def shared_by_all_pages() -> AbstractContextManager[None]:
    """Draw what follows as one and the same on every page."""
    context = _context()
    return context.run_with_active_hash(context.pages_manager.main_script_hash)


def arrived() -> dict[str, list[str]]:
    """Return the raw parameters of the address, every value of each."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def of_page() -> dict[str, str]:
    """Return what a page shows of itself, such as its open section, as the address has it."""
    return {key: st.query_params[key] for key in PAGE_PARAMETERS if key in st.query_params}


def show(parameters: Mapping[str, str]) -> None:
    """Make these the parameters of the address, as one entry of the browser's history.

    To be called before the widgets are drawn: from a callback, or at the top of a run.
    """
    accept(parameters)
    with _context().session_state.query_params() as query:
        query._send_query_param_msg()


def accept(parameters: Mapping[str, str]) -> None:
    """Let the widgets read these parameters, and leave the address in the browser as it is.

    For a link that spells defaults out: Streamlit would drop them from the address one by one. What
    a page shows of itself stays in the address.
    """
    shown = of_page()
    with _context().session_state.query_params() as query:
        query.clear_with_no_forward_msg(preserve_embed=True)
        for key, text in {**parameters, **shown}.items():
            query.set_with_no_forward_msg(key, text)
        query.set_initial_query_params_from_current()


def let_go(parameters: Iterable[str]) -> None:
    """Leave parameters in the address that have no widget on this page, and forget what those held.

    The address alone then says what they are. Links to other pages have to carry them along.
    """
    with _context().session_state.query_params() as query:
        for parameter in parameters:
            if binding := query.get_binding_for_param(parameter):
                query.unbind_widget(binding.widget_id)
            if parameter in st.session_state:
                del st.session_state[parameter]
