"""What the visitor's browser says of the place they are in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st


def today() -> date:
    """Return the day where the visitor is, or else the server's."""
    return day_in(st.context.timezone)


def day_in(time_zone: str | None) -> date:
    """Return the day in a time zone by its name, or the server's where that is not known."""
    try:
        return datetime.now(ZoneInfo(time_zone) if time_zone else None).date()
    except (KeyError, ValueError, OSError):
        return date.today()
