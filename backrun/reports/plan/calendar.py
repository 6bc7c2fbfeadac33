"""The plan as a calendar file: one event a session, so that exporting again updates it."""

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
"""The namespace of the events' identifiers; another one would double every exported event."""
SEQUENCE_START: Final = datetime(2020, 1, 1, tzinfo=UTC)
BUSY: Final = "Busy"
# Around the sessions, so that a zone's last change before the first one is told too.
ZONE_MARGIN: Final = timedelta(days=370)
# Names in the database that say nothing about a place.
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

    Only planned sessions are written: what was done or missed stays in the calendar as it is.
    Importing a later export updates the events, because a session keeps its identifier when it
    moves. A session that has left the plan has to be deleted in the calendar by hand.

    Parameters
    ----------
    plan : RampUp
    now : datetime
        With a time zone. Time stamp of the events; a later one makes an export the newer one.
    name : str
        Whose plan, before the titles; keeps the events of two people in one calendar apart.
    busy_titles : bool
        Say "Busy" instead of the title, without description, marked private.
    time_of_day : time, optional
        When each session starts; without it the events take the whole day, shown as free.
    time_zone : str, optional
        Such as "Europe/Berlin"; without it the time is that of wherever the calendar is read.

    Returns
    -------
    bytes
        UTF-8, for a file ending in `.ics`.

    Raises
    ------
    ValueError
        An unknown time zone, one without a time of day, or a `now` without a time zone.

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
        calendar.add_component(_rules_of(zone, sessions[0].date, sessions[-1].date))
    for session in sessions:
        event = Event()
        event.add("uid", identifier(plan, session, name))
        _stamp(event, now.astimezone(UTC))
        _when(event, session, time_of_day, zone)
        _what(event, session, plan, name, busy_titles)
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def identifier(plan: RampUp, session: Session, name: str = "") -> str:
    """Return the identifier of a session's event.

    Made of the plan's start, the session's key and the name, and of nothing that moves; the name
    cannot be read from it.
    """
    person = " ".join(name.split()).casefold()
    return str(uuid5(EVENTS, f"{plan.settings.start}/{session.key}/{person}"))


def _stamp(event: Event, now: datetime) -> None:
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", max(int((now - SEQUENCE_START).total_seconds() // 60), 0))


def _when(event: Event, session: Session, at: time | None, zone: ZoneInfo | None) -> None:
    if at is None:
        event.add("dtstart", session.date)
        event.add("dtend", session.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = datetime.combine(session.date, at.replace(tzinfo=None), tzinfo=zone)
    length = timedelta(seconds=session.total_s)
    # A night on which the clocks change has an hour more or less than the clock says.
    end = (start.astimezone(UTC) + length).astimezone(zone) if zone else start + length
    event.add("dtstart", start)
    # Of an hour that the clock shows twice a calendar takes the first, which may be past already.
    event.add("dtend", end.astimezone(UTC) if end.fold else end)
    event.add("transp", "OPAQUE")


def _what(event: Event, session: Session, plan: RampUp, name: str, busy: bool) -> None:
    if busy:
        event.add("summary", BUSY)
        event.add("class", "PRIVATE")
        return
    event.add("summary", _titled(title(session), name))
    event.add("description", describe(session, plan))


def describe(session: Session, plan: RampUp) -> str:
    """Return what an event says of its session: dose, reasons and card, as plain text."""
    card = session_card(session, plan.scenario).to_text()
    reasons = "\n".join(f"- {why.sentence}" for why in session.why)
    week = f"Week {plan.week_of(session.date)}{', a lighter one' if session.lighter_week else ''}"
    stage = f"{week}. Stage {session.stage}: {session.row.name}."
    why = f"\n\nWhy this\n{reasons}" if reasons else ""
    return f"{stage}{why}\n\n{card}"


def _titled(what: str, name: str) -> str:
    person = one_line(name)
    return f"{person}: {what}" if person else what


def _zone(name: str | None, at: time | None) -> ZoneInfo | None:
    if name is None:
        return None
    allowed = "allowed: a name such as Europe/Berlin"
    if name not in zone_names():
        raise ValueError(f"Time zone: {shorten(name)} is not known; {allowed}")
    if at is None:
        raise ValueError(f"Time zone: {name} needs a time of day; allowed: none for whole days")
    return ZoneInfo(name)


def _rules_of(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return a zone's rules around some days, each change of the clocks on its own.

    Several dates in one rule are allowed too, but not every calendar reads beyond the first.
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
    """Return the sessions that are planned and neither done nor missed."""
    return tuple(session for session in plan.sessions if session.outcome == "planned")
