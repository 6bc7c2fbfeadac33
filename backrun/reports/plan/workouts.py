"""Structured workouts for sports watches: one FIT file a type of session, in one zip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from garmin_fit_sdk import Encoder, Profile

from backrun.inputs.registry import GRADE
from backrun.models.ramp_up.dose import COOL_DOWN_S, WARM_UP_S
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session
from backrun.models.ramp_up.words import day_text, speed_text
from backrun.reports.plan.calendar import to_come
from backrun.reports.plan.session_card import NOT_PROVEN, dose, plain
from backrun.scenario.scenario import Scenario
from backrun.units import pace_s_per_km, show_pace

README: Final = "README.txt"
# The planned speed is a ceiling, so the watch must never call for more: it speaks up above it, and
# below only when the backward part has as good as stopped.
SLOWEST_SHARE: Final = 0.5
FIRST_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
HOW_TO: Final = """\
Backward running workouts, in the FIT format of sports watches.

Garmin: connect the watch to a computer by cable and copy the .fit files into the folder
GARMIN/NewFiles. After the next start they are among the workouts of the activity Run.
Other watches: see in their app whether it imports workouts as FIT files.
A watch holds only so many workouts: copy those of the next weeks.

Outdoors the watch measures how fast you are whichever way you face. Its alarm goes off above the
planned speed. On a treadmill no speed is set: read the belt. Pace is per {distance}.
Steps are: forward warm-up, backward section, forward recovery, and so on, forward cool-down.
"""


@dataclass(frozen=True, slots=True)
class Workout:
    """A type of session: all sessions of the same dose, speed and surface, and their dates."""

    session: Session
    dates: tuple[date, ...]

    def name(self, scenario: Scenario) -> str:
        """Return a name that a watch can show: at most 25 characters within the stages' limits."""
        session = self.session
        gait = "walk" if session.gait == "walking" else "run"
        pace = show_pace(pace_s_per_km(session.speed_m_s), scenario.units)
        uphill = f" {100 * session.grade:.0f}%" if session.grade > 0 else ""
        return f"Back {gait} {session.sections}x{session.section_s}s {pace}{uphill}"


def workout_types(plan: RampUp) -> tuple[Workout, ...]:
    """Return the types of the sessions to come, in order of their first date."""
    found: dict[tuple[object, ...], list[Session]] = {}
    for session in to_come(plan):
        found.setdefault(_type_of(session), []).append(session)
    return tuple(Workout(group[0], tuple(s.date for s in group)) for group in found.values())


def workouts_zip(plan: RampUp) -> bytes:
    """Return the workouts of the sessions to come, and a README.txt, as a zip file.

    Each holds the warm-up, the sections with their recoveries as a repeated block, and the
    cool-down, and lasts as long as the session. Outdoors the sections have the planned speed as
    their upper limit; on a treadmill, where a watch only guesses, they have none. The same plan
    gives the same bytes.

    Notes
    -----
    The FIT protocol is Garmin's; a workout is its file type 5.
    """
    types = workout_types(plan)
    listed = [f"{_file(n, w, plan)}: {_listing(w, plan)}" for n, w in enumerate(types, 1)]
    distance = "mile" if plan.scenario.units == "imperial" else "kilometre"
    text = [HOW_TO.format(distance=distance), *(listed or ["No session is to come."]), NOT_PROVEN]
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _add(archive, README, "\r\n".join("\n\n".join(text).splitlines()).encode())
        for number, workout in enumerate(types, 1):
            _add(archive, _file(number, workout, plan), workout_file(workout, plan))
    return file.getvalue()


def workout_file(workout: Workout, plan: RampUp) -> bytes:
    """Return one workout as a FIT file."""
    name = workout.name(plan.scenario)
    steps = list(_steps(workout.session, plan.scenario))
    encoder = Encoder()
    _write(
        encoder,
        "FILE_ID",
        type="workout",
        manufacturer="development",
        product=0,
        # Watches tell files apart by these two.
        serial_number=_serial_number(plan, workout.session),
        time_created=datetime.combine(plan.settings.start, time(), UTC),
    )
    _write(encoder, "WORKOUT", sport="running", num_valid_steps=len(steps), wkt_name=name)
    for index, step in enumerate(steps):
        _write(encoder, "WORKOUT_STEP", message_index=index, **step)
    return encoder.close()


def _steps(session: Session, scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield the steps; the last section has no recovery, so it stands after the block."""
    section = _timed("Backward", session.section_s, "active", _notes(session, scenario))
    section |= _target(session)
    treadmill = session.surface == "treadmill"
    rest = "Belt stopped, walk beside it." if treadmill else "Turn round, walk forward."
    recovery = _timed("Forward walk", session.recovery_s, "recovery", rest)
    yield _timed("Warm-up", WARM_UP_S, "warmup", "Walk forward briskly.")
    if session.sections > 1:
        yield section
        yield recovery
    if session.sections > 2:
        yield {
            "duration_type": "repeat_until_steps_cmplt",
            "duration_value": 1,
            "target_type": "open",
            "target_value": session.sections - 1,
        }
    yield section
    yield _timed("Cool-down", COOL_DOWN_S, "cooldown", "Walk forward.")


def _timed(name: str, seconds: int, intensity: str, notes: str) -> dict[str, Any]:
    return {
        "wkt_step_name": name,
        "duration_type": "time",
        "duration_value": 1000 * seconds,
        "target_type": "open",
        "intensity": intensity,
        "notes": notes,
    }


def _target(session: Session) -> dict[str, Any]:
    if session.surface == "treadmill":
        return {}
    millimetres = 1000 * session.speed_m_s
    return {
        "target_type": "speed",
        "target_value": 0,
        "custom_target_value_low": int(SLOWEST_SHARE * millimetres),
        "custom_target_value_high": int(millimetres),
    }


def _notes(session: Session, scenario: Scenario) -> str:
    speed = speed_text(session.speed_m_s, scenario.units)
    if session.surface == "treadmill":
        uphill = f", {GRADE.show(session.grade)}" if session.grade > 0 else ""
        return f"Belt at {speed}{uphill}. Upright, rails in reach."
    look = "Upright, look round over both shoulders."
    return f"At most {speed}. Short steps, forefoot first. {look}"


def _write(encoder: Encoder, message: str, **fields: Any) -> None:
    encoder.on_mesg(Profile["mesg_num"][message], fields)


def _type_of(session: Session) -> tuple[object, ...]:
    speed = int(1000 * session.speed_m_s)
    dose = session.stage, session.sections, session.section_s
    return *dose, speed, session.grade, session.surface


def _serial_number(plan: RampUp, session: Session) -> int:
    """Return a number of 32 bits other than 0, which the format takes for none."""
    text = repr((plan.settings.start, _type_of(session)))
    return int.from_bytes(sha256(text.encode()).digest()[:4]) | 1


def _file(number: int, workout: Workout, plan: RampUp) -> str:
    name = workout.name(plan.scenario).lower().replace("%", "-percent")
    return f"{number:02d}-{name.replace(' ', '-').replace(':', '-')}.fit"


def _listing(workout: Workout, plan: RampUp) -> str:
    days = ", ".join(map(day_text, workout.dates))
    return f"{days}.\n{plain(dose(workout.session, plan.scenario))}"


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(ZipInfo(name, FIRST_ZIP_DATE), content, ZIP_DEFLATED)
