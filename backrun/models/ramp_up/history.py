"""What has been run or walked backward before a day: the only thing that earns credit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from backrun.evidence import rules
from backrun.evidence.rows import Gait
from backrun.models.ramp_up.plan import week_number
from backrun.models.ramp_up.session import Session

FIRST_SESSIONS = 4
"""Running sessions until the legs are used to it."""


class History:
    """Sessions in order of their dates, the sums of their weeks, what was since the last break.

    `totals` holds backward seconds by gait and week of a plan that starts on a day.
    """

    def __init__(self, start: date, sessions: Iterable[Session] = ()) -> None:
        self.start = start
        self.sessions: list[Session] = []
        self.totals: dict[Gait, dict[int, int]] = {"walking": {}, "running": {}}
        # The same at every level of caution: it is the window of the study of single sessions.
        self._window = timedelta(days=rules()["break_days"].limit("standard"))
        self._alike: dict[Gait, list[Session]] = {"walking": [], "running": []}
        # Those that no later one is as long as: the longer, the earlier.
        self._longest: dict[Gait, list[Session]] = {"walking": [], "running": []}
        self._since_stage = self._runs = self._longest_run_s = self._best_week_s = 0
        for session in sessions:
            self.add(session)

    def add(self, session: Session) -> None:
        """Put the next session behind the others."""
        sessions, gait, seconds = self.sessions, session.gait, session.backward_s
        goes_on = self.goes_on(session.date)
        if not goes_on:
            self._runs = self._longest_run_s = self._best_week_s = 0
        if not goes_on or sessions[-1].stage != session.stage:
            self._since_stage = len(sessions)
        sessions.append(session)
        self._alike[gait].append(session)
        longest = self._longest[gait]
        while longest and longest[-1].backward_s <= seconds:
            longest.pop()
        longest.append(session)
        totals, week = self.totals[gait], week_number(session.date, self.start)
        total = totals[week] = totals.get(week, 0) + seconds
        if gait == "running":
            self._runs += 1
            self._longest_run_s = max(self._longest_run_s, seconds)
            self._best_week_s = max(self._best_week_s, total)

    @property
    def last(self) -> Session:
        """The last session; there must be one."""
        return self.sessions[-1]

    def __bool__(self) -> bool:
        return bool(self.sessions)

    def goes_on(self, day: date) -> bool:
        """Whether there is a session before a day, and no break of more than 30 days since."""
        return bool(self.sessions) and day - self.sessions[-1].date <= self._window

    def in_stage(self, day: date) -> Sequence[Session]:
        """Return the last sessions in a row that were of one stage, since the last break."""
        return self.sessions[self._since_stage :] if self.goes_on(day) else ()

    def runs(self, day: date) -> int:
        """Return the number of running sessions since the last break, as seen from a day."""
        return self._runs if self.goes_on(day) else 0

    def best_run(self, day: date) -> tuple[int, int]:
        """Return seconds of the longest run, and of the best week of running, since the break."""
        return (self._longest_run_s, self._best_week_s) if self.goes_on(day) else (0, 0)

    def first_walk(self, day: date) -> date:
        """Return the date of the first backward walk, or the day itself before there is one."""
        walks = self._alike["walking"]
        return walks[0].date if walks else day

    def ever_ran(self) -> bool:
        """Return whether any session was run."""
        return bool(self._alike["running"])

    def within(self, day: date, gait: Gait) -> list[Session]:
        """Return the sessions in one gait of the 30 days before a day, the last one first."""
        found, since = [], day - self._window
        for session in reversed(self._alike[gait]):
            if session.date < since:
                break
            found.append(session)
        return found

    def longest(self, day: date, gait: Gait) -> Session | None:
        """Return the longest session in one gait of the 30 days before a day, of equals the last.

        None where there is none.
        """
        since = day - self._window
        return next((one for one in self._longest[gait] if one.date >= since), None)

    def last_count(self, gait: Gait) -> int:
        """Return how many sessions the last week with that gait had."""
        weeks = [week_number(session.date, self.start) for session in self._alike[gait]]
        return weeks.count(weeks[-1]) if weeks else 0
