"""Texts of other people on the screen, letter by letter."""

from __future__ import annotations

import re

# Everything that Markdown could take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def plain(text: str) -> str:
    """Escape a text so that Markdown shows it letter by letter."""
    return _SIGNS.sub(r"\\\1", text)
