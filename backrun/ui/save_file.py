"""A file made at a click and saved by the browser, with all that was typed before the click.

Streamlit's own button for downloads makes its file while the field that one has just left is still
on its way, so that the last words typed would be missing from it.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Final
from uuid import uuid4

import streamlit as st

_CSS: Final = """
div { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; color: var(--st-text-color);
  font-family: var(--st-font); }
a { color: var(--st-primary-color); }
"""
_draw = st.components.v2.component(
    "backrun_save_file",
    html='<div><span role="status"></span><a></a></div>',
    css=_CSS,
    js=(Path(__file__).parent / "save_file.js").read_text(encoding="utf-8"),
)


def save_file(content: bytes, name: str, kind: str, key: str) -> None:
    """Let the browser save a file; to be called in the run of the click alone.

    Parameters
    ----------
    content : bytes
        It goes to the browser and stays nowhere else.
    name, kind : str
        File name and media type.
    key : str
    """
    data = {
        "content": b64encode(content).decode("ascii"),
        "name": name,
        "kind": kind,
        "click": uuid4().hex,
        "said": f"Saved as {name}, {len(content) // 1000} kB.",
        "again": "Save it again",
    }
    _draw(key=key, data=data)
