"""Plans made by hand, for tests of what is done with a plan once it is there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from backrun.evidence import stages
from backrun.inputs.dates import FIRST_DATE, LAST_DATE
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session, Why
from backrun.scenario.scenario import Scenario, Surface
from backrun.scenario.settings import RampUpSettings

MONDAY = date(2026, 11, 23)
FIRST_DOSE = Why(
    "first_dose",
    (("break_days", "30"), ("limit", "2 min")),
)
# Stage, sections, seconds of each, metres a second, and how many days after the Monday.
DOSES = (
    (1, 5, 60, 0.667, 1),
    (1, 8, 60, 0.944, 5),
    (2, 4, 30, 1.667, 8),
    (3, 2, 60, 1.667, 15),
    (4, 1, 60, 1.667, 29),
    (6, 10, 120, 2.0, 400),
)


def session(number: int = 2, **changes: Any) -> Session:
    """Return one session of the plan below, with changes."""
    stage, sections, section_s, speed, days = DOSES[number]
    day = MONDAY + timedelta(days=days)
    fields: dict[str, Any] = {
        "key": f"w{days // 7 + 1:02d}-{number + 1}",
        "date": day,
        "stage": stage,
        "sections": sections,
        "section_s": section_s,
        "speed_m_s": speed,
        "why": (FIRST_DOSE,),
        "lighter_week": stages()[stage - 1].number == 4,
    }
    return Session(**fields | changes)


def plan(*sessions: Session, scenario: Scenario | None = None, **settings: Any) -> RampUp:
    """Return a plan with these sessions, or with one of each dose."""
    return RampUp(
        scenario or Scenario(),
        RampUpSettings(**{"start": MONDAY} | settings),
        sessions or tuple(session(number) for number in range(len(DOSES))),
    )


any_sessions = st.builds(
    Session,
    key=st.builds("w{:02d}-{}".format, st.integers(1, 99), st.integers(1, 7)),
    date=st.dates(FIRST_DATE, LAST_DATE),
    stage=st.integers(1, 6),
    sections=st.integers(1, 15),
    section_s=st.integers(1, 24).map(lambda steps: 5 * steps),
    speed_m_s=st.floats(0.3, 5.0),
    grade=st.just(0.0) | st.floats(0.005, 0.05),
    surface=st.sampled_from(get_args(Surface)),
    lighter_week=st.booleans(),
    why=st.lists(st.just(FIRST_DOSE), max_size=2).map(tuple),
)
