"""The settings of a ramp-up: what they refuse and how they say it, and their way into a link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies import START, ramp_up_settings

from backrun import RampUpSettings, Scenario
from backrun.inputs.dates import (
    FIRST_DATE,
    LAST_DATE,
    MOST_DATES_AWAY,
    check_start,
    read_date,
    read_dates,
    write_dates,
)
from backrun.link.reading import first_message
from backrun.scenario.settings import READERS, next_monday

DATES = "allowed: a date from 2020-01-01 to 2099-12-31, such as 2027-03-01"
DAYS = "allowed: Mon, Tue, Wed, Thu, Fri, Sat, Sun"
LONG = "x" * 100_000
# A value that no field can be, and how it is quoted.
STRANGE = [
    ("6", "'6' is not a number"),
    ("", "'' is not a number"),
    (True, "True is not a number"),
    ([6], r"\[6\] is not a number"),
    ({"a": 1}, r"{'a': 1} is not a number"),
    (float("nan"), "nan is not a finite number"),
    (float("inf"), "inf is not a finite number"),
    (float("-inf"), "-inf is not a finite number"),
    (LONG, "'x{37}…' is not a number"),
]
# Field, label, what is allowed, and a value just below and just above.
NUMBERS = [
    ("minutes", "Time for a session", "15 to 180 min", 14.999, 180.001),
    ("goal_min", "Goal", "1 to 30 min", 0.999, 30.001),
    ("goal_share", "Goal", "1 to 20 % of the week", 0.00999, 0.2001),
    ("longest_backward_min", "Longest backward run", "0 to 60 min", -0.001, 60.001),
    ("own_first_min", "Your first session", "1 to 60 min", 0.999, 60.001),
    ("own_growth", "Your growth a week", "0 to 100 %", -0.001, 1.001),
]


def refusal(**fields: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        RampUpSettings(**fields)
    return first_message(caught.value)


@pytest.mark.parametrize(("field", "label", "allowed", "below", "above"), NUMBERS)
def test_numbers_are_refused_with_name_value_and_limits(
    field: str, label: str, allowed: str, below: float, above: float
) -> None:
    for value in (below, above):
        message = refusal(**{field: value})
        assert message.startswith(f"{label}: ")
        assert message.endswith(f"; allowed: {allowed}")
    for value, quoted in STRANGE:
        with pytest.raises(ValueError, match=f"{label}: {quoted}; allowed: {allowed}"):
            RampUpSettings(**{field: value})


@pytest.mark.parametrize(("field", "label", "allowed", "below", "above"), NUMBERS)
def test_none_is_no_number_where_one_is_needed(
    field: str, label: str, allowed: str, below: float, above: float
) -> None:
    if field in ("minutes", "goal_share"):
        assert getattr(RampUpSettings(**{field: None}), field) is None
    else:
        assert refusal(**{field: None}) == f"{label}: None is not a number; allowed: {allowed}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"start": "soon"}, f"Start: 'soon' is not a date; {DATES}"),
        ({"start": ""}, f"Start: '' is not a date; {DATES}"),
        ({"start": "2026-02-30"}, f"Start: '2026-02-30' is not a date; {DATES}"),
        ({"start": "٢٠٢٦-١١-٢٣"}, f"Start: '٢٠٢٦-١١-٢٣' is not a date; {DATES}"),
        ({"start": 20261123}, f"Start: 20261123 is not a date; {DATES}"),
        ({"start": None}, f"Start: None is not a date; {DATES}"),
        ({"start": float("nan")}, f"Start: nan is not a date; {DATES}"),
        ({"start": date(2019, 12, 31)}, f"Start: 2019-12-31; {DATES}"),
        ({"start": date(2100, 1, 1)}, f"Start: 2100-01-01; {DATES}"),
        ({"start": LONG}, f"Start: '{'x' * 37}…' is not a date; {DATES}"),
        ({"start": "<script>"}, f"Start: '<script>' is not a date; {DATES}"),
        ({"days": "someday"}, f"Days: 'someday'; {DAYS}"),
        ({"days": ("Mon", "monster")}, f"Days: 'monster'; {DAYS}"),
        ({"days": ("Mo",)}, f"Days: 'Mo'; {DAYS}"),
        ({"days": ("",)}, f"Days: ''; {DAYS}"),
        ({"days": (0,)}, f"Days: 0; {DAYS}"),
        ({"days": None}, f"Days: None; {DAYS}"),
        ({"days": {"Mon": True}}, f"Days: {{'Mon': True}}; {DAYS}"),
        ({"days": (LONG,)}, f"Days: '{'x' * 37}…'; {DAYS}"),
        ({"away": "2026-12-24"}, "Away: '2026-12-24'; allowed: a list of dates"),
        ({"away": 7}, "Away: 7; allowed: a list of dates"),
        ({"away": None}, "Away: None; allowed: a list of dates"),
        ({"away": ["Christmas"]}, f"Away: 'Christmas' is not a date; {DATES}"),
        ({"away": [date(1999, 1, 1)]}, f"Away: 1999-01-01; {DATES}"),
        (
            {"away": [START + timedelta(n) for n in range(401)]},
            "Away: 401 days; allowed: at most 400",
        ),
        ({"caution": "brave"}, "Caution: 'brave'; allowed: cautious, standard, experienced"),
        ({"caution": ""}, "Caution: ''; allowed: cautious, standard, experienced"),
        ({"caution": 2}, "Caution: 2; allowed: cautious, standard, experienced"),
        ({"caution": None}, "Caution: None; allowed: cautious, standard, experienced"),
    ],
)
def test_the_rest_is_refused_with_name_value_and_what_is_allowed(
    fields: dict[str, Any], message: str
) -> None:
    assert refusal(**fields) == message


def test_a_moment_is_no_date() -> None:
    moment = datetime(2026, 11, 23, 18, tzinfo=UTC)
    with pytest.raises(ValueError, match=r"Start: datetime\.datetime\(2026, 11, 23, 18, .* is not"):
        RampUpSettings(start=moment)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        RampUpSettings(pace="6:00")  # type: ignore[call-arg]


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        RampUpSettings().goal_min = 5.0  # type: ignore[misc]


def test_a_plan_starts_on_a_monday_to_come() -> None:
    assert RampUpSettings().start == next_monday()
    assert next_monday().weekday() == 0
    assert 1 <= (next_monday() - date.today()).days <= 7


@pytest.mark.parametrize(
    ("given_days", "read"),
    [
        (("Thu", "Mon"), ("Mon", "Thu")),
        (["sunday", "SAT", "Sat"], ("Sat", "Sun")),
        ({"wednesday"}, ("Wed",)),
        (" tues ", ("Tue",)),
        ((), ()),
    ],
)
def test_weekdays_come_in_order_each_once(given_days: object, read: tuple[str, ...]) -> None:
    assert RampUpSettings(days=given_days).days == read


def test_days_away_come_in_order_each_once() -> None:
    settings = RampUpSettings(away=["2026-12-25", date(2026, 12, 24), "2026-12-25"])
    assert settings.away == (date(2026, 12, 24), date(2026, 12, 25))


class TestLink:
    @settings(max_examples=300)
    @given(ramp_up_settings(), st.floats(1.0, 60.0), st.floats(0.0, 1.0))
    def test_any_settings_come_back_but_for_the_screening(
        self, wishes: RampUpSettings, first: float, growth: float
    ) -> None:
        wishes = RampUpSettings(
            **wishes.model_dump() | {"own_first_min": first, "own_growth": growth}
        )
        query = wishes.to_query()
        assert set(query) <= set(READERS)
        assert "longest" not in query
        again, rejected = RampUpSettings.from_query(query)
        assert rejected == []
        assert again == wishes.model_copy(update={"longest_backward_min": 0.0})

    def test_the_link_is_readable(self) -> None:
        wishes = RampUpSettings(
            start=date(2026, 11, 23),
            days=("Mon", "Thu"),
            minutes=45,
            away=read_dates("2026-12-24..2027-01-02"),
            goal_min=6,
            goal_share=0.05,
            caution="cautious",
            longest_backward_min=5,
        )
        assert wishes.to_query() == {
            "start": "2026-11-23",
            "goal": "6",
            "caution": "cautious",
            "first": "5",
            "growth": "20",
            "goal_share": "5",
            "on": "mon_thu",
            "time": "45",
            "away": "2026-12-24..2027-01-02",
        }

    def test_the_parameters_of_the_scenario_are_left_alone(self) -> None:
        assert not set(READERS) & set(Scenario().to_query())
        usual, rejected = RampUpSettings.from_query(Scenario().to_query())
        assert (usual, rejected) == (RampUpSettings(), [])

    @pytest.mark.parametrize("key", READERS)
    @pytest.mark.parametrize("text", ["", "   ", "\t"])
    def test_an_empty_parameter_is_absent(self, key: str, text: str) -> None:
        assert RampUpSettings.from_query({key: text}) == (RampUpSettings(), [])

    @pytest.mark.parametrize(
        ("key", "text", "message"),
        [
            ("start", "tomorrow", f"Start: 'tomorrow' is not a date; {DATES}"),
            ("start", "2026-13-01", f"Start: '2026-13-01' is not a date; {DATES}"),
            ("start", "1926-11-23", f"Start: 1926-11-23; {DATES}"),
            ("on", "mon_foo", f"Days: 'foo'; {DAYS}"),
            ("on", "<b>", f"Days: '<b>'; {DAYS}"),
            ("time", "an hour", "Time for a session: 'an hour' is not a number; allowed: 15 to"),
            ("time", "5", "Time for a session: 5 min; allowed: 15 to 180 min"),
            ("time", "nan", "Time for a session: 'nan' is not a number; allowed: 15 to 180 min"),
            ("time", "1e9", "Time for a session: '1e9' is not a number; allowed: 15 to 180 min"),
            ("away", "Christmas", "Away: 'Christmas' cannot be read; allowed: dates such as"),
            ("away", "2026-12-24..", "Away: '2026-12-24..' cannot be read; allowed: dates such"),
            ("away", "2027-02-30", f"Away: '2027-02-30' is not a date; {DATES}"),
            ("goal", "-1", "Goal: -1 min; allowed: 1 to 30 min"),
            ("goal", "inf", "Goal: 'inf' is not a number; allowed: 1 to 30 min"),
            ("goal", "31", "Goal: 31 min; allowed: 1 to 30 min"),
            ("goal_share", "50", "Goal: 50 % of the week; allowed: 1 to 20 % of the week"),
            ("goal_share", "0", "Goal: 0 % of the week; allowed: 1 to 20 %"),
            ("caution", "Standard", "Caution: 'Standard'; allowed: cautious, standard, exper"),
            ("first", "0", "Your first session: 0 min; allowed: 1 to 60 min"),
            ("growth", "101", "Your growth a week: 101 %; allowed: 0 to 100 %"),
        ],
    )
    def test_a_bad_parameter_is_named_and_the_others_kept(
        self, key: str, text: str, message: str
    ) -> None:
        others = {"goal": "7"} if key != "goal" else {"caution": "cautious"}
        read, (rejected,) = RampUpSettings.from_query({key: text} | others)
        assert rejected.field == key
        assert rejected.message.startswith(message)
        assert rejected.used == "the default"
        kept = {"goal_min": 7.0} if key != "goal" else {"caution": "cautious"}
        assert read == RampUpSettings(**kept)

    @pytest.mark.parametrize("key", READERS)
    @pytest.mark.parametrize("text", [LONG, "9" * 100_000, "{" * 5000, "a\x00b", "‮", "％"])
    def test_long_and_hostile_texts_are_cut_and_refused(self, key: str, text: str) -> None:
        read, (rejected,) = RampUpSettings.from_query({key: text})
        assert read == RampUpSettings()
        assert len(rejected.value) <= 80
        assert len(str(rejected)) < 300

    def test_the_last_of_several_values_counts(self) -> None:
        link = "start=2026-11-23&goal=5&goal=7&on=mon_thu&away="
        read, rejected = RampUpSettings.from_query(parse_qs(link, keep_blank_values=True))
        assert (read.start, read.goal_min, read.days) == (date(2026, 11, 23), 7.0, ("Mon", "Thu"))
        assert rejected == []
        assert RampUpSettings.from_query({"goal": []})[0].goal_min == RampUpSettings().goal_min

    def test_many_spaces_are_read_at_once(self) -> None:
        """One pass over the text, however many spaces stand where a range might be."""
        text = "2026-12-24" + " " * 200_000 + "2026-12-25"
        assert len(read_dates(text)) == 2

    @given(st.dictionaries(st.sampled_from(list(READERS)), st.text(max_size=30)))
    def test_no_text_raises(self, query: dict[str, str]) -> None:
        read, rejected = RampUpSettings.from_query(query, today=START)
        again, none = RampUpSettings.from_query(read.to_query())
        assert again == read
        assert none == []
        assert {problem.field for problem in rejected} <= set(query)

    def test_a_start_a_year_off_is_refused_where_today_is_known(self) -> None:
        query = {"start": "2036-11-23"}
        assert RampUpSettings.from_query(query)[0].start == date(2036, 11, 23)
        read, (rejected,) = RampUpSettings.from_query(query, today=START)
        assert read.start == next_monday()
        assert rejected.message.startswith("Start: 2036-11-23 is more than a year away; allowed: ")


class TestStart:
    @pytest.mark.parametrize("days", [-366, -1, 0, 1, 366])
    def test_within_a_year_of_today_it_is_taken(self, days: int) -> None:
        check_start(START + timedelta(days), START)

    @pytest.mark.parametrize("days", [-3653, -367, 367, 3653])
    def test_further_off_it_is_refused(self, days: int) -> None:
        start = START + timedelta(days)
        message = f"Start: {start} is more than a year away; allowed: 2025-11-22 to 2027-11-24"
        with pytest.raises(ValueError, match=f"^{message}$"):
            check_start(start, START)


class TestDates:
    @given(st.sets(st.dates(FIRST_DATE, LAST_DATE), max_size=40))
    def test_any_dates_come_back(self, days: set[date]) -> None:
        assert read_dates(write_dates(days)) == tuple(sorted(days))

    @given(st.dates(FIRST_DATE, LAST_DATE - timedelta(400)), st.integers(1, MOST_DATES_AWAY))
    def test_a_run_of_days_is_one_range(self, first: date, count: int) -> None:
        days = tuple(first + timedelta(n) for n in range(count))
        text = write_dates(days)
        assert text == (f"{first}..{days[-1]}" if count > 1 else str(first))
        assert read_dates(text) == days

    @pytest.mark.parametrize(
        "text",
        [
            "2026-12-24..2026-12-26_2027-02-01",
            "2026-12-24..2026-12-26, 2027-02-01",
            " 2026-12-24 to 2026-12-26;2027-02-01 ",
            "2027-02-01 2026-12-24 – 2026-12-26",
            "2026-12-26\n2026-12-25,2026-12-24,,2027-02-01",
        ],
    )
    def test_people_write_them_in_many_ways(self, text: str) -> None:
        assert write_dates(read_dates(text)) == "2026-12-24..2026-12-26_2027-02-01"

    @pytest.mark.parametrize("text", ["", "  ", ",;_"])
    def test_none_is_none(self, text: str) -> None:
        assert read_dates(text) == ()
        assert write_dates(()) == ""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("24.12.2026", "Away: '24.12.2026' cannot be read; allowed: dates such as"),
            ("2026-12-24..2026-12-25..2026-12-26", "cannot be read; allowed: dates such as"),
            ("2026-12-26..2026-12-24", "Away: 2026-12-26..2026-12-24 ends before it begins; all"),
            ("2026-12-24..2999-12-24", f"Away: 2999-12-24; {DATES}"),
            ("2026-01-01..2027-02-05", "Away: more than 400 days; allowed: at most that"),
            ("2026-01-01..2026-12-31_2027-03-01..2027-05-01", "Away: more than 400 days"),
        ],
    )
    def test_others_are_named(self, text: str, message: str) -> None:
        with pytest.raises(ValueError, match=message.replace(".", r"\.")):
            read_dates(text)

    @pytest.mark.parametrize("value", ["20261123", "2026-W48-1", date(2026, 11, 23)])
    def test_a_date_may_be_written_in_any_iso_form(self, value: object) -> None:
        assert read_date(value) == date(2026, 11, 23)
