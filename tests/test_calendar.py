from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ramp_up_plans import MONDAY, any_sessions, plan, session
from strategies import any_scenarios, ramp_up_settings

from backrun.models.ramp_up.adapt import LogEntry, adapt
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.reports.plan.calendar import calendar_file, describe, identifier, zone_names
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

NOW = datetime(2026, 11, 21, 8, 30, 15, tzinfo=UTC)
HOSTILE = "Eve\r\nDTSTART:19990101\x00\u2028; , \\ <b>=1+1"


def _events(file: bytes) -> list:
    """Read a calendar with another library than the one that wrote it."""
    return list(vobject.readOne(file.decode()).contents.get("vevent", []))


def _by_uid(file: bytes) -> dict:
    return {event.uid.value: event for event in _events(file)}


def test_every_session_to_come_is_an_event_that_another_library_reads() -> None:
    made = plan()
    events = _events(calendar_file(made, now=NOW, time_of_day=time(18)))
    assert len(events) == len(made.sessions)
    for event, planned in zip(events, made.sessions, strict=True):
        assert event.dtstart.value == datetime.combine(planned.date, time(18))
        assert event.dtend.value - event.dtstart.value == timedelta(seconds=planned.total_s)
        assert event.dtstart.value.tzinfo is None
        assert event.description.value == describe(planned, made)
        assert event.transp.value == "OPAQUE"


def test_the_description_holds_dose_pace_reasons_and_card() -> None:
    made = plan(session(2, surface="track"))
    text = _events(calendar_file(made, now=NOW))[0].description.value
    assert text.startswith("Week 2. Stage 2: First short runs.\n\nWhy this\n- With no backward")
    assert "4 sections of 30 s running backward at 10:00 /km, 6.0 km/h." in text
    assert "\nLooking round\n- Glance often over the left and the right shoulder" in text
    assert "\nStop when\n" in text
    assert text.endswith(NOT_PROVEN)
    imperial = plan(session(2), scenario=Scenario(units="imperial"))
    assert "16:05 /mile" in _events(calendar_file(imperial, now=NOW))[0].description.value
    lighter = describe(session(4), plan())
    assert lighter.startswith("Week 5, a lighter one. Stage 4")
    assert "Why this" not in describe(session(2, why=()), plan())


def test_without_a_time_the_events_are_free_whole_days() -> None:
    event = _events(calendar_file(plan(), now=NOW))[0]
    assert type(event.dtstart.value) is date
    assert event.dtstart.value == MONDAY + timedelta(days=1)
    assert event.dtend.value == MONDAY + timedelta(days=2)
    assert event.transp.value == "TRANSPARENT"


def test_a_time_zone_comes_with_its_own_rules() -> None:
    # One session in winter and one in summer, on either side of the change.
    made = plan(session(2), session(3, date=date(2027, 6, 1)))
    file = calendar_file(made, now=NOW, time_of_day=time(18), time_zone="Europe/Berlin")
    assert file.count(b"BEGIN:VTIMEZONE") == 1
    winter, summer = (event.dtstart.value for event in _events(file))
    assert winter.astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert summer.astimezone(UTC) == datetime(2027, 6, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2027, 3, 28), time(1, 50)),
        (date(2027, 10, 31), time(1, 50)),
        # It ends in the hour that the clock shows a second time.
        (date(2027, 10, 31), time(2, 55)),
    ],
)
def test_a_session_in_the_night_of_the_change_lasts_as_long_as_any_other(
    day: date, at: time
) -> None:
    night = session(2, date=day)
    file = calendar_file(plan(night), now=NOW, time_of_day=at, time_zone="Europe/Berlin")
    event = _events(file)[0]
    start, end = (moment.value.astimezone(UTC) for moment in (event.dtstart, event.dtend))
    assert end - start == timedelta(seconds=night.total_s)


def test_exporting_again_updates_instead_of_doubling() -> None:
    made = plan()
    later = NOW + timedelta(hours=1)
    moved = replace(made.sessions[2], date=made.sessions[2].date + timedelta(days=1), section_s=25)
    changed = made.with_sessions([*made.sessions[:2], moved, *made.sessions[3:]])
    before = _by_uid(calendar_file(made, now=NOW))
    after = _by_uid(calendar_file(changed, now=later))
    assert before.keys() == after.keys()
    event = after[identifier(made, moved)]
    assert event.dtstart.value == moved.date
    for uid, old in before.items():
        assert int(after[uid].sequence.value) > int(old.sequence.value)
        assert after[uid].dtstamp.value == later
        assert after[uid].last_modified.value == later


def test_an_adapted_plan_updates_the_weeks_that_it_plans_anew() -> None:
    made = plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY))
    sore = made.sessions[3]
    adapted = adapt(made, {sore.key: LogEntry("sore")})
    before, after = (_by_uid(calendar_file(p, now=NOW)).keys() for p in (made, adapted))
    assert identifier(made, sore) in before - after
    assert len(before & after) > len(after) / 2


def test_what_was_done_or_missed_is_left_as_it_stands_in_the_calendar() -> None:
    outcomes = ("done", "missed", "sore", "planned", "ill", "fell")
    made = plan(*(session(n, outcome=outcome) for n, outcome in enumerate(outcomes)))
    assert list(_by_uid(calendar_file(made, now=NOW))) == [identifier(made, made.sessions[3])]
    nothing = plan(session(2, outcome="done"))
    assert b"VEVENT" not in calendar_file(
        nothing, now=NOW, time_of_day=time(7), time_zone="Europe/Berlin"
    )


def test_two_people_and_two_plans_do_not_meet_in_one_calendar() -> None:
    one = plan()
    other_start = plan(start=MONDAY + timedelta(days=7))
    ids = [
        set(_by_uid(calendar_file(made, now=NOW, name=name)))
        for made, name in ((one, ""), (one, "Ana"), (one, "Ben"), (other_start, ""))
    ]
    assert len(set.union(*ids)) == sum(map(len, ids))
    first = one.sessions[0]
    assert identifier(one, first, " ANA  b") == identifier(one, first, "ana B")
    assert "ana" not in identifier(one, first, "Ana").lower()


def test_busy_titles_give_nothing_away() -> None:
    file = calendar_file(plan(), now=NOW, name="Ana", busy_titles=True, time_of_day=time(18))
    for event in _events(file):
        assert event.summary.value == "Busy"
        assert getattr(event, "class").value == "PRIVATE"
        assert "description" not in event.contents
    for word in (b"Ana", b"ackward ", b"walk", b"stage", b"pain"):
        assert word not in file.replace(b"-//backrun//", b"")


def test_a_hostile_name_stays_in_the_title() -> None:
    file = calendar_file(plan(session(2)), now=NOW, name=HOSTILE)
    event = _events(file)[0]
    assert event.summary.value == ("Eve DTSTART:19990101 ; , \\ <b>=1+1: Backward run 4 × 30 s")
    assert event.dtstart.value == date(2026, 12, 1)
    assert file.count(b"\r\nDTSTART") == 1


def test_the_file_is_what_the_format_asks_for() -> None:
    file = calendar_file(
        plan(), now=NOW, name="Ä" * 90, time_of_day=time(6), time_zone="Asia/Tokyo"
    )
    assert file == calendar_file(
        plan(), now=NOW, name="Ä" * 90, time_of_day=time(6), time_zone="Asia/Tokyo"
    )
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
    stamps = [event.dtstamp.value for event in _events(file)]
    assert set(stamps) == {NOW}
    assert {int(event.sequence.value) for event in _events(file)} == {3623550}


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        (
            {"time_zone": "Europe/Atlantis", "time_of_day": time(6)},
            "Time zone: 'Europe/Atlantis' is not known; allowed: a name such as Europe/Berlin",
        ),
        (
            {"time_zone": "../../etc/passwd", "time_of_day": time(6)},
            "Time zone: '../../etc/passwd'",
        ),
        (
            {"time_zone": "Europe/Berlin"},
            "Time zone: Europe/Berlin needs a time of day; allowed: none for whole days",
        ),
        (
            {"now": datetime(2026, 11, 21)},
            "Now: 2026-11-21 00:00:00 has no time zone; allowed: a time with its zone",
        ),
    ],
)
def test_bad_wishes_are_named(wishes: dict, message: str) -> None:
    with pytest.raises(ValueError, match="allowed") as problem:
        calendar_file(plan(), **{"now": NOW} | wishes)
    assert message in str(problem.value)


def test_every_zone_is_read_as_it_was_written() -> None:
    assert "Europe/Berlin" in zone_names()
    days = [MONDAY + timedelta(days=9 * n) for n in range(50)]
    made = plan(*(session(2, key=f"w{n}-1", date=day) for n, day in enumerate(days)))
    for name in ("UTC", "Australia/Lord_Howe", "Africa/Casablanca", *zone_names()[::30]):
        events = _events(calendar_file(made, now=NOW, time_of_day=time(18), time_zone=name))
        assert [event.dtstart.value.astimezone(UTC) for event in events] == [
            datetime.combine(day, time(18), ZoneInfo(name)).astimezone(UTC) for day in days
        ]


@settings(max_examples=25)
@given(any_scenarios, ramp_up_settings(), st.text())
def test_every_plan_comes_back_from_the_calendar(scenario, wishes, name) -> None:
    made = plan_ramp_up(scenario, wishes)
    if not made.sessions:
        return
    events = _events(calendar_file(made, now=NOW, name=name, time_of_day=time(7, 30)))
    assert [event.dtstart.value.date() for event in events] == [s.date for s in made.sessions]
    assert len({event.uid.value for event in events}) == len(events)
    for one, other in pairwise(events):
        assert one.dtend.value <= other.dtstart.value


@given(any_sessions)
def test_any_session_has_a_description(session) -> None:
    assert NOT_PROVEN in describe(session, plan(session))
