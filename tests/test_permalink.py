import re
from urllib.parse import parse_qs, urlsplit

import pytest
from field_words import allowed, label, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_scenarios

from backrun import MODEL_VERSION, Day, Rejected, Runner, Scenario, Week, link
from backrun.inputs import registry
from backrun.inputs.registry import PAGE_PARAMETERS, PLAN_PARAMETERS
from backrun.link.reading import KNOWN, MOST_CHARACTERS, MOST_PARAMETERS
from backrun.scenario.scenario import REST

# What a bad value in one field must leave alone.
KEPT = {"mass": "81.5", "pace": "5:10", "share": "65", "grade": "2.5", "surface": "track"}
# What is used instead of a bad number, and a text below and above its limits.
NUMBERS = {
    "mass": ("70", "29.9", "250.1"),
    "age": (None, "17", "91"),
    "height": (None, "119", "221"),
    "pace": ("6:00", "2:29", "15:01"),
    "share": ("70", "29", "111"),
    "grade": ("0", "-10.5", "25.5"),
    "days": ("3", "-1", "8"),
    "minutes": ("40", "-1", "361"),
    "backward": ("6", "-1", "361"),
}
IMPERIAL = {"mass": ("mass_lb", "66"), "pace": ("pace_mile", "4:01"), "height": ("height_in", "47")}
CHOICES = {
    "units": ("metric, imperial", "metric"),
    "sex": ("female, male", "not given"),
    "surface": ("treadmill, track", "treadmill"),
    "basis": ("speed, effort, distance, time", "speed"),
    "per": ("minute, km, mile, session, week", "km"),
    "counted": ("gross, net", "gross"),
    "energy": ("kcal, kJ", "kcal"),
    "equation": ("true, false", "true"),
    "multiplier": ("true, false", "true"),
    "person": ("true, false", "true"),
}
LABELS = {key: choice.label for key, choice in registry.CHOICES.items()} | registry.PART_LABELS


def used_instead(key: str) -> str:
    default = NUMBERS[key][0]
    return "not given" if default is None else shown(key, default)


def no_number(key: str, text: str) -> str:
    kind = "minutes:seconds" if key == "pace" else "a number"
    return f"{label(key)}: {text!r} is not {kind}; allowed: {allowed(key)}"


def only(query: dict[str, object]) -> Rejected:
    """Read a link in which one value is bad, and check that the others were kept."""
    kept = {key: text for key, text in KEPT.items() if key not in query}
    scenario, rejected = Scenario.from_query({**kept, **query})
    expected, none = Scenario.from_query(kept)
    assert none == []
    assert scenario == expected
    (one,) = rejected
    return one


@given(any_scenarios)
@settings(max_examples=300)
def test_any_scenario_survives_its_link(scenario: Scenario) -> None:
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])


@given(any_scenarios)
def test_any_scenario_survives_its_address(scenario: Scenario) -> None:
    address = link("https://example.org/week", scenario)
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert Scenario.from_query(query) == (scenario, [])


def test_the_longest_week_survives_in_both_systems() -> None:
    day = Day(
        minutes=359.123456789012, backward_minutes=358.123456789012, pace_s_per_km=333.3333333333
    )
    for units in ("metric", "imperial"):
        scenario = Scenario(units=units, week=Week(days=(day,) * 7))
        query = scenario.to_query()
        assert 300 < len(query["week"]) < MOST_CHARACTERS
        assert Scenario.from_query(query) == (scenario, [])


texts = st.text(max_size=40) | st.sampled_from(
    [
        "nan",
        "inf",
        "-inf",
        "1e999",
        "٣",
        "mon40-6_sat60-10@5:30",
        "mon",
        "6:00",
        "true",
        "",
        "9" * 9,
    ]
)


@given(
    st.dictionaries(
        st.sampled_from(sorted(KNOWN)) | st.text(max_size=12),
        texts | st.lists(texts, max_size=4),
        max_size=30,
    )
)
@settings(max_examples=300)
def test_any_mapping_gives_a_valid_scenario(query: dict[str, str | list[str]]) -> None:
    scenario, rejected = Scenario.from_query(query)
    assert Scenario(**scenario.model_dump()) == scenario
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])
    for one in rejected:
        assert one.message
        assert one.used
        assert len(str(one)) < 1000


@given(st.from_regex(r"([a-z]{3}[0-9.]{1,6}(-[0-9.]{1,6})?(@[0-9:.]{1,8})?[_,; ]){1,9}"))
def test_any_week_text_gives_a_valid_scenario(week: str) -> None:
    scenario, _ = Scenario.from_query({"week": week})
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])


def test_no_parameters_are_the_default_scenario() -> None:
    assert Scenario.from_query({}) == (Scenario(), [])


@pytest.mark.parametrize("text", ["fast", "nan", "inf", "-Infinity", "1e5", "0x10", "7 0"])
@pytest.mark.parametrize("key", NUMBERS)
def test_what_is_no_number_is_rejected(key: str, text: str) -> None:
    one = only({key: text})
    assert (one.field, one.value, one.used) == (key, text, used_instead(key))
    assert one.message == no_number(key, text)
    assert str(one) == f"{one.message}; used instead: {one.used}"


@pytest.mark.parametrize("key", sorted(set(NUMBERS) - {"age", "height"}))
def test_empty_numbers_are_rejected(key: str) -> None:
    one = only({key: ""})
    assert (one.message, one.used) == (no_number(key, ""), used_instead(key))


@pytest.mark.parametrize("key", ["age", "height", "sex"])
def test_empty_means_not_given_where_that_is_allowed(key: str) -> None:
    assert Scenario.from_query({key: " "}) == (Scenario(), [])


@pytest.mark.parametrize("side", [1, 2], ids=["below", "above"])
@pytest.mark.parametrize("key", NUMBERS)
def test_out_of_range_is_rejected(key: str, side: int) -> None:
    text = NUMBERS[key][side]
    one = only({key: text})
    assert (one.field, one.value, one.used) == (key, text, used_instead(key))
    assert one.message == f"{label(key)}: {shown(key, text)}; allowed: {allowed(key)}"


@pytest.mark.parametrize("key", IMPERIAL)
@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_ranges_are_said_in_the_unit_of_the_name(key: str, units: str) -> None:
    name, text = IMPERIAL[key]
    scenario, (one,) = Scenario.from_query({"units": units, "share": "65", name: text})
    value = shown(key, text, "imperial")
    assert one.field == name
    assert one.message == f"{label(key)}: {value}; allowed: {allowed(key, 'imperial')}"
    assert (scenario.units, scenario.backward_share) == (units, 0.65)


@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_a_name_stands_for_one_unit_in_any_link(units: str) -> None:
    query = {"units": units, "mass_lb": "154", "pace": "5:00", "height_in": "69"}
    scenario, rejected = Scenario.from_query(query)
    assert rejected == []
    assert scenario.runner.mass_kg == pytest.approx(154 * 0.45359237)
    assert scenario.runner.height_m == pytest.approx(69 * 0.0254)
    assert scenario.pace_s_per_km == 300.0


@pytest.mark.parametrize(("units", "kilograms"), [("metric", 81.5), ("imperial", 154 * 0.45359237)])
def test_of_two_units_the_one_of_the_link_is_used(units: str, kilograms: float) -> None:
    scenario, (one,) = Scenario.from_query({"units": units, "mass": "81.5", "mass_lb": "154"})
    assert scenario.runner.mass_kg == pytest.approx(kilograms)
    assert one.message == f"{label('mass')} is given in two units; allowed: one"
    assert {one.field, one.used} == {"mass", "mass_lb"}


def test_a_broken_age_is_rejected() -> None:
    assert only({"age": "30.5"}).message == (
        "Age: 30.5 is not a whole number; allowed: 18 to 90 years"
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (key, text)
        for key in CHOICES
        for text in ("sideways", "", "nan", "inf", "1")
        if (key, text) != ("sex", "")
    ],
)
def test_unknown_options_are_rejected(key: str, text: str) -> None:
    options, used = CHOICES[key]
    one = only({key: text})
    assert (one.field, one.value, one.used) == (key, text, used)
    assert one.message == f"{LABELS[key]}: {text!r}; allowed: {options}"


@pytest.mark.parametrize("key", [*NUMBERS, *CHOICES, "week", "model"])
def test_too_long_values_are_rejected(key: str) -> None:
    one = only({key: "9" * 5000})
    assert one.message == (
        f"{key}: '{'9' * 37}…' is too long; allowed: at most {MOST_CHARACTERS} characters"
    )
    assert (one.field, one.used) == (key, "the default")
    assert len(one.value) == MOST_CHARACTERS


@pytest.mark.parametrize("value", ["1", "", "<script>"])
def test_unknown_keys_are_rejected(value: str) -> None:
    one = only({"shoe": value})
    assert (one.field, one.value, one.used) == ("shoe", value, "nothing")
    assert one.message == "'shoe' is not a parameter of a backrun link"


@pytest.mark.parametrize("key", ["utm_source", "fbclid", "embed", "embed_options", "ref"])
def test_what_other_programs_add_is_ignored(key: str) -> None:
    assert Scenario.from_query({key: "x"}) == (Scenario(), [])


def test_of_duplicate_keys_the_last_is_used() -> None:
    scenario, (one,) = Scenario.from_query({**KEPT, "mass": ["60", "81.5"]})
    assert scenario == Scenario.from_query(KEPT)[0]
    assert (one.field, one.value, one.used) == ("mass", "60, 81.5", "'81.5'")
    assert one.message == "mass is given 2 times; allowed: once"


@pytest.mark.parametrize("key", [*PLAN_PARAMETERS, *PAGE_PARAMETERS])
def test_parameters_read_elsewhere_are_named_when_given_twice(key: str) -> None:
    value = {"section": "fit", "study": "rasica2020"}.get(key, "5")
    scenario, (one,) = Scenario.from_query({key: [value, value]})
    assert scenario == Scenario()
    assert one.message == f"{key} is given 2 times; allowed: once"


def test_a_key_without_values_is_absent() -> None:
    assert Scenario.from_query({"mass": []}) == (Scenario(), [])


def test_too_many_parameters_are_cut_off() -> None:
    scenario, rejected = Scenario.from_query(
        {"mass": "81.5"} | {f"ref{number}": "x" for number in range(MOST_PARAMETERS + 50)}
    )
    assert scenario.runner.mass_kg == 81.5
    assert rejected[-1].message == f"The link has more than {MOST_PARAMETERS} parameters"
    assert len(rejected) == MOST_PARAMETERS


def test_links_of_other_models_say_so() -> None:
    one = only({"model": "0.9"})
    assert one.message == "The link was made with model '0.9'; numbers may differ"
    assert one.used == f"model {MODEL_VERSION}"


@pytest.mark.parametrize(
    ("token", "message", "used"),
    [
        ("xyz40", "Week: 'xyz40' cannot be read; allowed: days such as mon40-6", "a rest day"),
        ("tue", "Week: 'tue' cannot be read; allowed: days such as mon40-6", "a rest day"),
        ("tuenan", "Week: 'tuenan' cannot be read", "a rest day"),
        ("tue-5", "Week: 'tue-5' cannot be read", "a rest day"),
        ("tue40-50", "Tuesday: Backward: 50 min; allowed: at most the day's 40 min", "a rest day"),
        ("tue361", f"Tuesday: {label('minutes')}: 361 min; allowed: 0 to 360 min", "a rest day"),
        (
            "tue4.5.6",
            f"Tuesday: {label('minutes')}: '4.5.6' is not a number; allowed: 0 to",
            "a rest day",
        ),
        ("tue40-6@1:00", "Tuesday: Forward pace: 1:00 /km; allowed: 2:30 to", "a rest day"),
        ("tue40@530", "Tuesday: Forward pace: '530' is not minutes:seconds", "a rest day"),
        ("mon50", "Week: 'mon' is given twice; allowed: once", "the first"),
    ],
)
def test_a_bad_day_leaves_the_other_days(token: str, message: str, used: str) -> None:
    scenario, (one,) = Scenario.from_query({**KEPT, "week": f"mon40-6_{token}_sun90@5:30"})
    assert (one.field, one.value, one.used) == ("week", token, used)
    assert one.message.startswith(message)
    monday, sunday = scenario.week.days[0], scenario.week.days[6]
    assert (monday.minutes, monday.backward_minutes) == (40.0, 6.0)
    assert (sunday.minutes, sunday.pace_s_per_km) == (90.0, 330.0)
    assert scenario.week.days[1:6] == (REST,) * 5
    assert scenario.runner.mass_kg == 81.5


def test_a_pace_is_in_the_units_of_the_link_unless_it_says_another() -> None:
    for units, text, pace in (
        ("metric", "sat60@5:00", 300.0),
        ("imperial", "sat60@8:00", 480 / 1.609344),
        ("imperial", "sat60@5:00km", 300.0),
        ("metric", "sat60@8:00mi", 480 / 1.609344),
    ):
        scenario, rejected = Scenario.from_query({"units": units, "week": text})
        assert rejected == []
        assert scenario.week.days[5].pace_s_per_km == pytest.approx(pace)


def test_a_bad_pace_is_refused_in_the_units_of_the_link() -> None:
    _, (one,) = Scenario.from_query({"units": "imperial", "week": "mon40_sat60@1:00"})
    assert one.message == "Saturday: Forward pace: 1:00 /mile; allowed: 4:02 to 24:08 /mile"


def test_a_week_that_cannot_be_read_at_all_is_the_default_week() -> None:
    scenario, rejected = Scenario.from_query({"week": "every day"})
    assert scenario.week == Scenario().week
    assert {one.used for one in rejected} == {"the default week"}
    rest, _ = Scenario.from_query({"week": "rest"})
    assert rest.week.minutes == 0


def test_more_backward_than_minutes_is_cut_to_the_run() -> None:
    scenario, (one,) = Scenario.from_query({**KEPT, "minutes": "30", "backward": "45"})
    assert one.message == "Backward: 45 min; allowed: at most the run's 30 min"
    assert (one.field, one.used) == ("backward", "30 min")
    assert scenario.week == Week.even(3, 30.0, 30.0)
    assert scenario.runner.mass_kg == 81.5


def test_what_a_week_day_by_day_overrules_is_named() -> None:
    scenario, rejected = Scenario.from_query(
        {"week": "tue30-5", "days": "4", "minutes": "60", "backward": ""}
    )
    assert scenario == Scenario.from_query({"week": "tue30-5"})[0]
    assert [(one.field, one.value, one.used) for one in rejected] == [
        ("days", "4", "week"),
        ("minutes", "60", "week"),
    ]
    assert rejected[0].message == (
        f"{label('days')} is given beside a week day by day; allowed: one of them"
    )


def test_a_short_run_shortens_the_default_backward_part() -> None:
    scenario, rejected = Scenario.from_query({"days": "2", "minutes": "5"})
    assert rejected == []
    assert scenario.week == Week.even(2, 5.0, 5.0)


def test_the_link_is_readable() -> None:
    scenario = Scenario(
        runner=Runner(mass_kg=70.0, age_years=40, sex="female", height_m=1.68),
        week=Week(
            days=(Day(minutes=40.0, backward_minutes=6.0, pace_s_per_km=330.0), *(REST,) * 6)
        ),
    )
    assert link("https://example.org", scenario) == (
        "https://example.org?units=metric&mass=70&age=40&sex=female&height=168&pace=6:00&share=70"
        "&grade=0&surface=treadmill&week=mon40-6@5:30&basis=speed&per=km&counted=gross"
        f"&energy=kcal&equation=true&multiplier=true&person=true&model={MODEL_VERSION}"
    )


@pytest.mark.parametrize("address", ["https://x/?a=1", "https://x/#part", "?", None, b"x", []])
def test_what_is_no_address_of_a_page_is_refused(address: object) -> None:
    said = f"address: {address!r}; allowed: that of a page, without ? and #"
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        link(address, Scenario())


def test_an_even_week_is_three_numbers() -> None:
    query = Scenario(week=Week.even(2, 40.0, 6.5)).to_query()
    assert (query["days"], query["minutes"], query["backward"]) == ("2", "40", "6.5")
    assert "week" not in query


def test_a_week_of_rest_has_a_word() -> None:
    scenario = Scenario(week=Week())
    assert Scenario.from_query({"week": "rest"}) == (scenario, [])
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])
    assert {"days", "minutes", "backward"} & scenario.to_query().keys() == {"days"}


@pytest.mark.parametrize("value", [None, 500, {"a": 1}, object, b"80"])
def test_values_that_are_no_texts_are_named_and_nothing_is_raised(value: object) -> None:
    scenario, rejected = Scenario.from_query({"mass": value})
    assert scenario == Scenario()
    assert [one.field for one in rejected] == ["mass"]
