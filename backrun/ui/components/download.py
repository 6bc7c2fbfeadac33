"""Files made at a click and saved by the browser, with all that was typed before the click.

Streamlit's own button makes such a file too early: the field that one has just left is still on its
way. And it holds the file for nobody: two runs for other people, and it is gone before the browser
has fetched it. So the file goes to the browser with the run of the click.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_CSS: Final = """
div { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; color: var(--st-text-color);
  font-family: var(--st-font); }
a { color: var(--st-primary-color); }
"""
_draw = st.components.v2.component(
    "backrun_download",
    html='<div><span role="status"></span><a></a></div>',
    css=_CSS,
    js=(Path(__file__).parent / "download.js").read_text(encoding="utf-8"),
)


class File(NamedTuple):
    """A file to take: its button's label and Material icon, its name, and what makes its bytes.

    The suffix of the name says what kind of file it is.
    """

    label: str
    icon: str
    name: str
    make: Callable[[], bytes]


def downloads(
    key: str, files: Sequence[File], row: DeltaGenerator | None = None, *, primary: bool = False
) -> None:
    """Draw a button for each file, and under them what became of the click.

    Parameters
    ----------
    key : str
        Another one for each call on a page.
    files : sequence of File
    row : streamlit.delta_generator.DeltaGenerator, optional
        A container for the buttons that holds others too.
    primary : bool
        Whether they are the one thing to do next.
    """
    with row or st.container(horizontal=True):
        clicked = [
            file
            for number, file in enumerate(files)
            if st.button(
                file.label,
                key=f"{key}_{number}",
                icon=f":material/{file.icon}:",
                type="primary" if primary else "secondary",
            )
        ]
    for file in clicked:
        save_file(file.make(), file.name, f"{key}_saved")


def save_file(content: bytes, name: str, key: str) -> None:
    """Let the browser save a file; to be called in the run of the click alone.

    Parameters
    ----------
    content : bytes
        It goes to the browser and stays nowhere else.
    name : str
        File name; its suffix says what kind of file it is.
    key : str
    """
    data = {
        "content": b64encode(content).decode("ascii"),
        "name": name,
        "kind": MEDIA_TYPES[name.rsplit(".", 1)[-1]],
        "click": uuid4().hex,
        "said": f"Saved as {name}, {_size(len(content))}.",
        "again": "Save it again",
    }
    _draw(key=key, data=data)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{math.ceil(count / 1000)} kB"
