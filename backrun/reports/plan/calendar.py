"""Write the plan as a calendar file with one event a session; a new export updates the events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event, Timezone, vDDDTypes

from backrun.inputs.field import shorten
from backrun.models.ramp_up.plan import RampUp
from backrun.models.ramp_up.session import Session
from backrun.reports.plan.session_card import session_card, title
from backrun.reports.plan.tables import one_line

PRODUCT: Final = "-//backrun//ramp-up//EN"
EVENTS: Final = UUID("0f5c6a7e-6f0e-4c52-9a53-5d0c8bb0a6a1")
"""The namespace of the events' identifiers. Do not change it: a new namespace gives new
identifiers, and every event of an earlier export would then stand in the calendar twice."""
SEQUENCE_START: Final = datetime(2020, 1, 1, tzinfo=UTC)
BUSY: Final = "Busy"
# The file lists the clock changes of a year before and after the sessions: a calendar needs the
# last change before the first session too.
ZONE_MARGIN: Final = timedelta(days=370)
# Names in the time zone database that are no place.
NO_ZONES: Final = frozenset({"Factory", "localtime"})


def calendar_file(
    plan: RampUp,
    *,
    now: datetime,
    name: str = "",
    busy_titles: bool = False,
    time_of_day: time | None = None,
    time_zone: str | None = None,
) -> bytes:
    """Return the sessions to come as an iCalendar file.

    The file has planned sessions only; importing it leaves done or missed sessions in the calendar
    as they are. A session keeps its identifier when it moves, so importing a later export updates
    the events. If a session leaves the plan, the person has to delete its event by hand.

    Parameters
    ----------
    plan : RampUp
    now : datetime
        Time of the export, with a time zone; the export with the later time counts as newer.
    name : str
        The person's name; stands before each title and keeps two people's events apart.
    busy_titles : bool
        Make private events with the title "Busy" and without a description.
    time_of_day : time, optional
        Start of each session; by default the events last the whole day and show it as free.
    time_zone : str, optional
        Such as "Europe/Berlin"; by default each calendar takes the time in its own zone.

    Returns
    -------
    bytes
        UTF-8, for a file ending in `.ics`.

    Raises
    ------
    ValueError
        `time_zone` is unknown or comes without `time_of_day`, or `now` has no time zone.

    Notes
    -----
    iCalendar is RFC 5545; titles and descriptions are those of `session_card`.
    """
    if now.tzinfo is None:
        raise ValueError(f"Now: {now} has no time zone; allowed: a time with its zone")
    zone = _zone(time_zone, time_of_day)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    sessions = to_come(plan)
    if zone and sessions:
        calendar.add_component(_clock_changes(zone, sessions[0].date, sessions[-1].date))
    for session in sessions:
        event = Event()
        event.add("uid", identifier(plan, session, name))
        _add_version(event, now.astimezone(UTC))
        _add_time(event, session, time_of_day, zone)
        _add_words(event, session, plan, name, busy_titles)
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def identifier(plan: RampUp, session: Session, name: str = "") -> str:
    """Return the identifier of a session's event.

    It is a hash of the plan's start, the session's key and the person's name, none of which
    changes when a session moves. Nobody can read the name from the hash.
    """
    person = " ".join(name.split()).casefold()
    return str(uuid5(EVENTS, f"{plan.settings.start}/{session.key}/{person}"))


def _add_version(event: Event, now: datetime) -> None:
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", max(int((now - SEQUENCE_START).total_seconds() // 60), 0))


def _add_time(event: Event, session: Session, at: time | None, zone: ZoneInfo | None) -> None:
    if at is None:
        event.add("dtstart", session.date)
        event.add("dtend", session.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = datetime.combine(session.date, at.replace(tzinfo=None), tzinfo=zone)
    length = timedelta(seconds=session.total_s)
    # Add the length in UTC: across a clock change, local times differ by an hour more or less.
    end = (start.astimezone(UTC) + length).astimezone(zone) if zone else start + length
    event.add("dtstart", start)
    # In autumn the clock shows one hour twice (`fold`), and a calendar takes the first; UTC is
    # clear.
    event.add("dtend", end.astimezone(UTC) if end.fold else end)
    event.add("transp", "OPAQUE")


def _add_words(event: Event, session: Session, plan: RampUp, name: str, busy: bool) -> None:
    if busy:
        event.add("summary", BUSY)
        event.add("class", "PRIVATE")
        return
    event.add("summary", _with_name(title(session), name))
    event.add("description", describe(session, plan))


def describe(session: Session, plan: RampUp) -> str:
    """Return an event's description as plain text: the session's stage, reasons and card."""
    card = session_card(session, plan.scenario).to_text()
    reasons = "\n".join(f"- {why.sentence}" for why in session.why)
    week = f"Week {plan.week_of(session.date)}{', a lighter one' if session.lighter_week else ''}"
    stage = f"{week}. Stage {session.stage}: {session.row.name}."
    why = f"\n\nWhy this\n{reasons}" if reasons else ""
    return f"{stage}{why}\n\n{card}"


def _with_name(heading: str, name: str) -> str:
    person = one_line(name)
    return f"{person}: {heading}" if person else heading


def _zone(name: str | None, at: time | None) -> ZoneInfo | None:
    if name is None:
        return None
    allowed = "allowed: a name such as Europe/Berlin"
    if name not in zone_names():
        raise ValueError(f"Time zone: {shorten(name)} is not known; {allowed}")
    if at is None:
        raise ValueError(f"Time zone: {name} needs a time of day; allowed: none for whole days")
    return ZoneInfo(name)


def _clock_changes(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return a zone's clock changes from a year before to a year after some days, one a rule.

    iCalendar allows several dates in one rule, but some calendars read only the first.
    """
    found = Timezone.from_tzinfo(zone, first_date=first - ZONE_MARGIN, last_date=last + ZONE_MARGIN)
    for rule in list(found.subcomponents):
        again = rule.pop("rdate", None)
        for change in again.dts if again else ():
            single = rule.copy()
            single["dtstart"] = vDDDTypes(change.dt)
            found.add_component(single)
    return found


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of the time zones, sorted."""
    return tuple(sorted(available_timezones() - NO_ZONES))


def to_come(plan: RampUp) -> tuple[Session, ...]:
    """Return the sessions that the person has neither done nor missed yet."""
    return tuple(session for session in plan.sessions if session.outcome == "planned")
