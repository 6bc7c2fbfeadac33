"""The plan as a table: a row a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session

COLUMNS = (
    "key",
    "date",
    "week",
    "stage",
    "direction_gait",
    "sections",
    "section_s",
    "recovery_s",
    "backward_min",
    "session_min",
    "speed_m_s",
    "grade",
    "surface",
    "lighter_week",
    "outcome",
    "why",
)


def frame(plan: RampUp) -> pd.DataFrame:
    """Return one row a session, in SI units but for the minutes; see `RampUp.to_frame`."""
    return pd.DataFrame([_row(plan, session) for session in plan.sessions], columns=COLUMNS)


def _row(plan: RampUp, session: Session) -> dict[str, object]:
    made = {
        "week": plan.week_of(session.date),
        "stage": session.row.name,
        "direction_gait": f"backward {session.gait}",
        "session_min": session.total_s / 60.0,
        "why": " ".join(why.sentence for why in session.why),
    }
    return {name: made[name] if name in made else getattr(session, name) for name in COLUMNS}
