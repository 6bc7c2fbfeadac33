"""A button for a file that is made when it is clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def download(
    label: str,
    icon: str,
    content: bytes | Callable[[], bytes],
    name: str,
    key: str,
    *,
    primary: bool = False,
) -> None:
    """Draw a button that lets the browser save a file and draws nothing else anew.

    Parameters
    ----------
    label, icon : str
        The icon by its Material name.
    content : bytes or callable
        What is in the file, or what makes it at the click.
    name : str
        File name; its suffix says what kind of file it is.
    key : str
    primary : bool
        Whether it is the one thing to do next.
    """
    st.download_button(
        label,
        content,
        name,
        MEDIA_TYPES[name.rsplit(".", 1)[-1]],
        key=key,
        icon=f":material/{icon}:",
        type="primary" if primary else "secondary",
        on_click="ignore",
    )
