"""What has been run or walked backward before a day: the only thing that earns credit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from backrun.evidence import rules
from backrun.models.ramp_up.plan import Session

FIRST_SESSIONS = 4
"""Running sessions until the legs are used to it."""


class History:
    """Sessions in order of their dates, and where the last break of more than 30 days was."""

    def __init__(self, sessions: Iterable[Session] = ()) -> None:
        self.sessions: list[Session] = []
        # The same at every level of caution: it is the window of the study of single sessions.
        self.longest_gap = rules()["break_days"].limit("standard")
        self._start = self._run = 0
        self._first_walk: date | None = None
        for session in sessions:
            self.add(session)

    def add(self, session: Session) -> None:
        """Put the next session behind the others."""
        if self.sessions and (session.date - self.last.date).days > self.longest_gap:
            self._start, self._run = len(self.sessions), 0
        self.sessions.append(session)
        if session.gait == "running":
            self._run += 1
        elif self._first_walk is None:
            self._first_walk = session.date

    @property
    def last(self) -> Session:
        """The last session; there must be one."""
        return self.sessions[-1]

    def __bool__(self) -> bool:
        return bool(self.sessions)

    def _is_recent(self, day: date) -> bool:
        return bool(self.sessions) and (day - self.last.date).days <= self.longest_gap

    def recent(self, day: date) -> Sequence[Session]:
        """Return the sessions since the last break, as seen from a day."""
        return self.sessions[self._start :] if self._is_recent(day) else ()

    def runs(self, day: date) -> int:
        """Return the number of running sessions since the last break, as seen from a day."""
        return self._run if self._is_recent(day) else 0

    def first_walk(self, day: date) -> date:
        """Return the date of the first backward walk, or the day itself before there is one."""
        return self._first_walk or day

    def ever_ran(self) -> bool:
        """Return whether any session was run."""
        return any(session.gait == "running" for session in self.sessions)

    def within(self, day: date) -> Iterable[Session]:
        """Yield the sessions of the 30 days before a day, the last one first."""
        for session in reversed(self.sessions):
            if (day - session.date).days > self.longest_gap:
                return
            yield session
