"""A button that copies a text: Streamlit's own appears only under a pointer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

COPIED: Final = "Copied"
FAILED: Final = "Could not copy: mark the text above and copy it by hand"
_HTML: Final = (
    '<div class="copy"><button type="button"><span class="label"></span></button>'
    '<span role="status"></span></div>'
)
_CSS: Final = """
.copy { display: flex; gap: 0.75rem; align-items: center; font-family: var(--st-font); }
.copy button {
  min-height: 2.5rem; padding: 0.25rem 0.75rem; cursor: pointer; font: inherit;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, 0.5rem);
}
.copy button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
.copy button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
.copy textarea { position: absolute; width: 1px; height: 1px; opacity: 0; }
.copy [role="status"] { color: var(--st-text-color); }
"""
_draw = st.components.v2.component(
    "backrun_copy_button",
    html=_HTML,
    css=_CSS,
    js=(Path(__file__).parent / "copy_button.js").read_text(encoding="utf-8"),
)


def copy_button(text: str, label: str, key: str) -> None:
    """Draw a button that copies a text, and says whether it could."""
    data = {"text": text, "label": label, "copied": COPIED, "failed": FAILED}
    _draw(key=key, data=data)
