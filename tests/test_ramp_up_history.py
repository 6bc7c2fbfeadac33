"""The history before a day: all sessions since the last break of more than 30 days."""

from __future__ import annotations

from dataclasses import replace
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
        assert history.runs(after) == len(history.in_stage(after)) == 1 + goes_on


def test_the_longest_of_equals_is_the_last_until_it_is_too_long_ago() -> None:
    doses = ((0, 4), (2, 3), (10, 4), (20, 2), (25, 1))
    history = History(MONDAY)
    for day, sections in doses:
        history.add(replace(run_on(MONDAY + timedelta(day)), sections=sections))
    for day, first in ((26, 10), (40, 10), (41, 20), (55, 25)):
        longest = history.longest(MONDAY + timedelta(day), "running")
        assert longest
        assert longest.date == MONDAY + timedelta(first)
    assert history.longest(MONDAY + timedelta(56), "running") is None
    assert history.longest(MONDAY + timedelta(26), "walking") is None


def test_a_stage_begins_anew_where_it_changes() -> None:
    stages = (2, 2, 3, 3, 2)
    for last, count in ((2, 2), (3, 1), (4, 2), (5, 1)):
        done = [
            replace(run_on(MONDAY + timedelta(2 * day)), stage=stage)
            for day, stage in enumerate(stages[:last])
        ]
        assert len(History(MONDAY, done).in_stage(MONDAY + timedelta(12))) == count
