"""What counts as done before a day: everything since the last break of more than 30 days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from ramp_up_plans import MONDAY, session

from backrun.models.ramp_up.history import History
from backrun.models.ramp_up.session import Session


def run_on(day: date) -> Session:
    return session(2, key=f"{day:%m%d}", date=day)


@pytest.mark.parametrize(("days", "goes_on"), [(1, True), (30, True), (31, False)])
class TestThirtyDays:
    def test_before_the_next_session(self, days: int, goes_on: bool) -> None:
        history, day = History(MONDAY, [run_on(MONDAY)]), MONDAY + timedelta(days)
        assert history.goes_on(day) == goes_on
        assert history.runs(day) == goes_on
        assert len(history.within(day, "running")) == goes_on

    def test_between_two_sessions(self, days: int, goes_on: bool) -> None:
        day = MONDAY + timedelta(days)
        history, after = History(MONDAY, [run_on(MONDAY), run_on(day)]), day + timedelta(1)
        assert history.runs(after) == len(history.recent(after)) == 1 + goes_on
