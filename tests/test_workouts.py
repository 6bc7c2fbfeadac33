import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from fit_tool.fit_file import FitFile
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given, settings
from hypothesis import strategies as st
from ramp_up_plans import MONDAY, any_sessions, plan, session
from strategies import any_scenarios, ramp_up_settings

from backrun.models.ramp_up.dose import COOL_DOWN_S, WARM_UP_S
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.reports.plan.workouts import README, Workout, workout_file, workout_types, workouts_zip
from backrun.scenario.scenario import Scenario

TRACK = session(2, surface="track")
LONGEST_NAME = 25


def _decoded(file: bytes) -> dict:
    """Decode a workout with the official decoder, after its check of header, size and CRC."""
    assert Decoder(Stream.from_byte_array(bytearray(file))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(file))).read()
    assert errors == []
    return messages


def _workout(made, session=None) -> dict:
    return _decoded(workout_file(Workout(session or made.sessions[0], (MONDAY,)), made))


def _unrolled(steps: list[dict]) -> list[dict]:
    """Return the steps as a watch goes through them, the repeated block written out."""
    done: list[dict] = []
    for step in steps:
        if step["duration_type"] == "repeat_until_steps_cmplt":
            block = steps[step["duration_step"] : step["message_index"]]
            done += block * (step["repeat_steps"] - 1)
        else:
            done.append(step)
    return done


def _archive(made) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(BytesIO(workouts_zip(made)))
    assert archive.testzip() is None
    return archive


def test_a_workout_is_what_the_plan_says_step_by_step() -> None:
    messages = _workout(plan(TRACK))
    assert messages["file_id_mesgs"][0]["type"] == "workout"
    assert messages["file_id_mesgs"][0]["time_created"] == datetime(2026, 11, 23, tzinfo=UTC)
    head = messages["workout_mesgs"][0]
    assert head["wkt_name"] == "Back run 4x30s 10:00"
    assert head["sport"] == "running"
    steps = messages["workout_step_mesgs"]
    assert head["num_valid_steps"] == len(steps) == 6
    assert [step["message_index"] for step in steps] == list(range(6))
    assert [step.get("wkt_step_name") for step in steps] == [
        "Warm-up",
        "Backward",
        "Forward walk",
        None,
        "Backward",
        "Cool-down",
    ]
    assert [step.get("intensity") for step in steps] == [
        "warmup",
        "active",
        "recovery",
        None,
        "active",
        "cooldown",
    ]
    assert [step.get("duration_time") for step in steps] == [300, 30, 90, None, 30, 300]
    block = steps[3]
    assert (block["duration_step"], block["repeat_steps"]) == (1, 3)


@pytest.mark.parametrize(("sections", "steps"), [(1, 3), (2, 5), (3, 6), (15, 6)])
def test_the_last_section_has_no_recovery(sections: int, steps: int) -> None:
    made = plan(replace(TRACK, sections=sections))
    written = _workout(made)["workout_step_mesgs"]
    assert len(written) == steps
    names = [step["wkt_step_name"] for step in _unrolled(written)]
    middle = ["Backward", "Forward walk"] * (sections - 1) + ["Backward"]
    assert names == ["Warm-up", *middle, "Cool-down"]


@given(any_sessions)
def test_any_workout_lasts_as_long_as_its_session(session) -> None:
    made = plan(session)
    messages = _workout(made)
    steps = _unrolled(messages["workout_step_mesgs"])
    assert sum(step["duration_time"] for step in steps) == session.total_s
    assert steps[0]["duration_time"] == WARM_UP_S
    assert steps[-1]["duration_time"] == COOL_DOWN_S
    backward = [step for step in steps if step["intensity"] == "active"]
    assert sum(step["duration_time"] for step in backward) == session.backward_s
    for step in backward:
        if session.surface == "treadmill":
            assert step["target_type"] == "open"
            assert "Belt at" in step["notes"]
        else:
            high = step["custom_target_speed_high"]
            assert step["target_type"] == "speed"
            assert session.speed_m_s - 0.001 <= high <= session.speed_m_s
            assert step["custom_target_speed_low"] <= high / 2
    for step in steps:
        assert len(step["notes"].encode()) < 200


def test_the_speed_on_a_track_is_a_ceiling_in_metres_a_second() -> None:
    section = _workout(plan(TRACK))["workout_step_mesgs"][1]
    assert section["custom_target_speed_high"] == pytest.approx(1.667)
    assert section["custom_target_speed_low"] == pytest.approx(0.833)
    assert section["target_speed_zone"] == 0
    assert section["notes"].startswith("At most 6.0 km/h.")


def test_nobody_is_told_to_turn_round_on_a_moving_belt() -> None:
    belt, strip = (
        _workout(plan(replace(TRACK, surface=surface)))["workout_step_mesgs"][2]["notes"]
        for surface in ("treadmill", "track")
    )
    assert belt == "Belt stopped, walk beside it."
    assert strip == "Turn round, walk forward."


def test_a_second_library_reads_the_same_steps() -> None:
    file = workout_file(Workout(TRACK, (MONDAY,)), plan(TRACK))
    rows = [
        record.message.to_row()
        for record in FitFile.from_bytes(file).records
        if type(record.message).__name__ == "WorkoutStepMessage"
    ]
    fields = [dict(zip(row[1::3], row[2::3], strict=True)) for row in rows]
    assert [row.get("duration_time") for row in fields] == [300, 30, 90, None, 30, 300]
    assert fields[3]["repeat_steps"] == 3
    assert fields[1]["custom_target_speed_high"] == pytest.approx(1.667)


def test_sessions_of_one_dose_and_speed_are_one_workout() -> None:
    days = [replace(TRACK, key=f"w0{n}-1", date=date) for n, date in enumerate([MONDAY] * 3, 1)]
    others = [
        replace(TRACK, key="a", sections=3),
        replace(TRACK, key="b", section_s=25),
        replace(TRACK, key="c", speed_m_s=1.8),
        replace(TRACK, key="d", stage=3),
        replace(TRACK, key="e", surface="treadmill"),
        replace(TRACK, key="f", grade=0.05),
    ]
    types = workout_types(plan(*days, *others))
    assert [len(workout.dates) for workout in types] == [3, 1, 1, 1, 1, 1, 1]
    serials = {
        _workout(plan(), workout.session)["file_id_mesgs"][0]["serial_number"] for workout in types
    }
    assert len(serials) == len(types)


def test_the_zip_names_what_is_in_it() -> None:
    made = plan(TRACK, replace(TRACK, key="x", grade=0.05))
    archive = _archive(made)
    assert archive.namelist() == [
        README,
        "01-back-run-4x30s-10-00.fit",
        "02-back-run-4x30s-10-00-5-percent.fit",
    ]
    text = archive.read(README).decode()
    assert "GARMIN/NewFiles" in text
    assert NOT_PROVEN in text
    assert "01-back-run-4x30s-10-00.fit: Tue 1 Dec 2026." in text
    assert "At 10:00" not in text
    assert "4 sections of 30 s running backward at 10:00 /km, 6.0 km/h." in text
    assert workouts_zip(made) == workouts_zip(made)


def test_names_are_in_the_persons_units() -> None:
    made = plan(TRACK, scenario=Scenario(units="imperial"))
    assert _archive(made).namelist()[1] == "01-back-run-4x30s-16-05.fit"
    assert "Pace is per mile." in _archive(made).read(README).decode()


def test_only_sessions_to_come_become_workouts() -> None:
    made = plan(replace(TRACK, outcome="done"), session(3, outcome="missed"))
    archive = _archive(made)
    assert archive.namelist() == [README]
    assert "No session is to come." in archive.read(README).decode()


@settings(max_examples=20)
@given(any_scenarios, ramp_up_settings(), st.data())
def test_every_plan_becomes_files_that_the_official_decoder_reads(scenario, wishes, data) -> None:
    made = plan_ramp_up(scenario, wishes)
    archive = _archive(made)
    files = [name for name in archive.namelist() if name != README]
    assert len(set(files)) == len(files) == len(workout_types(made))
    names = [workout.name(scenario) for workout in workout_types(made)]
    assert all(name.isascii() and len(name) <= LONGEST_NAME for name in names)
    if files:
        messages = _decoded(archive.read(data.draw(st.sampled_from(files))))
        assert messages["workout_mesgs"][0]["wkt_name"] in names
