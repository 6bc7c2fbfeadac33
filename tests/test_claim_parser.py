from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backrun.models.claim_amounts import UnreadableClaimError
from backrun.models.claim_numbers import with_digits
from backrun.models.claim_parser import EXAMPLES, HIGHEST, LOWEST, MOST_CHARACTERS, Said, read_claim

THIRD = 1 + 1 / 3

# Text, then the lowest and the highest factor of backward over forward.
ENERGY = [
    ("30 % more", 1.3, 1.3),
    ("30%", 1.3, 1.3),
    ("+30 %", 1.3, 1.3),
    ("thirty percent", 1.3, 1.3),
    ("Twenty-five per cent extra energy", 1.25, 1.25),
    ("Burns 20-30% more calories", 1.2, 1.3),
    ("burns 20–30% more calories", 1.2, 1.3),
    ("20% to 30% higher metabolic cost", 1.2, 1.3),
    ("between 20 and 40 % more energy", 1.2, 1.4),
    ("30–20 % more calories", 1.2, 1.3),
    ("increases energy expenditure by 35 %", 1.35, 1.35),
    ("It takes 30 % more energy to run backward", 1.3, 1.3),
    ("Studies show a 30 % higher energy cost of backward running", 1.3, 1.3),
    ("The energy cost of backward running is 30 % higher", 1.3, 1.3),
    ("130 % of the calories of forward running", 1.3, 1.3),
    ("twice the calories", 2, 2),
    ("double", 2, 2),
    ("Running backward doubles the calories you burn", 2, 2),
    ("Does running backward burn twice as many calories?", 2, 2),
    ("You burn twice as many calories running backward as forward", 2, 2),
    ("2x the calories", 2, 2),
    ("2–3×", 2, 3),
    ("2 to 3 times", 2, 3),
    ("between two and three times the calories", 2, 3),
    ("burns 2 to 3 times the calories of forward running", 2, 3),
    ("three times as hard", 3, 3),
    ("threefold energy cost", 3, 3),
    ("ten times more calories", 10, 10),
    ("a hundred times the calories", 100, 100),
    ("a third more", THIRD, THIRD),
    ("two thirds more calories", 1 + 2 / 3, 1 + 2 / 3),
    ("one fifth more", 1.2, 1.2),
    ("½ more calories", 1.5, 1.5),
    ("half as much again", 1.5, 1.5),
    ("half again as much", 1.5, 1.5),
    ("one and a half times as many calories", 1.5, 1.5),
    ("1½ times the calories", 1.5, 1.5),
    ("1 1/3 times the calories", THIRD, THIRD),
    ("1,3 times the energy", 1.3, 1.3),
    ("1.35x", 1.35, 1.35),
    ("a factor of 1.3", 1.3, 1.3),
    ("ratio of 1.3:1", 1.3, 1.3),
    ("up to 50 % more energy", 1, 1.5),
    ("as much as 50% more calories", 1, 1.5),
    ("up to twice the calories", 1, 2),
    ("at least 20% more", 1.2, inf),
    ("more than twice the energy", 2, inf),
    ("30 % or more", 1.3, inf),
    ("30+ % more calories", 1.3, inf),
    ("no less than 30 % more calories", 1.3, inf),
    ("less than 30 % more energy", 0, 1.3),
    ("no more than 30 % more energy", 0, 1.3),
    ("30 % less energy", 0.7, 0.7),
    ("-10 % calories", 0.9, 0.9),
    ("reduces the calories burned by 20 %", 0.8, 0.8),
    ("at most 20 % less energy", 0.8, inf),
    ("at least 20 % less energy", 0, 0.8),
    ("half the calories", 0.5, 0.5),
    ("2 times less energy", 0.5, 0.5),
    ("Forward running burns half the calories of running backward", 2, 2),
    ("forward running needs only 80% of the energy of backward running", 1.25, 1.25),
    ("Forward running burns 20 % less than backward running", 1.25, 1.25),
    ("Compared with forward running, backward running uses 35 % more oxygen", 1.35, 1.35),
    ("burns more calories", 1, inf),
    ("burns fewer calories", 0, 1),
    ("burns as many calories as forward", 1, 1),
    ("at 70 % of your forward speed you burn the same calories", 1, 1),
    ("I run 3 times a week and burn 30 % more calories", 1.3, 1.3),
    ("A half marathon backward burns 30 % more calories", 1.3, 1.3),
    ("28% more energy (n=20 people, 3 m/s)", 1.28, 1.28),
    ("<b>30 %</b> more *calories*", 1.3, 1.3),
]

# One stretch against another; the rate follows from the unit.
EXCHANGES = [
    ("100 steps back = 1000 forward", 10, "km"),
    ("a hundred steps backward equals 1,000 steps forward", 10, "km"),
    ("100 steps back = 1 000 forward", 10, "km"),
    ("1 lap backward equals 6 laps forward", 6, "km"),
    ("One lap run backwards is worth six laps forwards", 6, "km"),
    ("6 laps forward = 1 lap backward", 6, "km"),
    ("1 mile backwards = 2 miles forwards", 2, "km"),
    ("A mile backward burns as many calories as 2 miles forward", 2, "km"),
    ("Running 1 mile backwards is like running 4 miles forward", 4, "km"),
    ("1 backward mile = 6 forward miles", 6, "km"),
    ("1 km backward is the same as 1 mile forward", 1.609344, "km"),
    ("5 minutes of backward running equals 10 minutes of forward running", 2, "minute"),
    ("1 hour backward = 90 minutes forward", 1.5, "minute"),
    ("10 minutes back is worth 20 forward", 2, "minute"),
]

# What a sentence holds equal, and the rate that it names.
NAMED = [
    ("30 % more", None, None),
    ("burns 20–30% more calories at the same speed", "speed", None),
    ("at the same pace it takes 30 % more energy", "speed", None),
    ("30 % more calories at the same effort", "effort", None),
    ("at an equal intensity, 30 % more calories", "effort", None),
    ("30 % more energy over the same distance", "distance", None),
    ("30 % more calories in the same time", "time", None),
    ("30 % more calories per mile", None, "km"),
    ("30 % more energy each kilometre", None, "km"),
    ("30 % more calories a minute", None, "minute"),
    ("30 % more per minute at the same effort", "effort", "minute"),
    ("burns calories faster", None, "minute"),
    ("as much as 30 % more calories", None, None),
]

SPEED = [
    ("You are 30 % slower running backward at the same effort", 0.7, 0.7, "effort"),
    ("backward running is 26 to 28 % slower", 0.72, 0.74, None),
    ("you run backward at 70 % of your forward speed", 0.7, 0.7, None),
    ("twice as slow", 0.5, 0.5, None),
    ("running backward slows you down", 0, 1, None),
    ("10 % faster", 1.1, 1.1, None),
]

UNREADABLE = [
    ("", "There is no text"),
    (" \n\t ", "There is no text"),
    ("x" * 301, "The text has 301 characters; allowed: at most 300"),
    ("hello", "No percentage, factor or ratio"),
    ("running backward", "No percentage, factor or ratio"),
    ("30", "No percentage, factor or ratio"),
    ("3 times a week", "No percentage, factor or ratio"),
    ("<script>alert(1)</script>", "No percentage, factor or ratio"),
    ("knee load falls by 24 %", "about something else than energy or speed"),
    ("It strengthens the core", "about something else than energy or speed"),
    ("I ate 30 % more pizza", "does not say what its number is about"),
    ("'; DROP TABLE claims; -- 30 % more", "does not say what its number is about"),
    ("30 % of people burn more calories", "counts people"),
    ("50% = 100%", "more than one number"),
    ("it does not burn 30 % more calories", "It denies something"),
    ("it doesn't burn twice the calories", "It denies something"),
    ("30 % more calories at the same heart rate", "holds the heart rate equal"),
    ("100 steps = 1000", "an amount and a direction on both sides"),
    ("5 minutes backward = 2 miles forward", "minutes against miles; allowed: the same unit"),
    ("100 steps back = 1 mile forward", "steps against mile; allowed: the same unit"),
    ("200 % less calories", "200 % less would leave nothing; allowed: below 100 %"),
    (
        "a million times the calories",
        "1e+06 times forward is beyond anything to be judged; allowed: 0.01 to 100",
    ),
    ("0 times the calories", "0 times forward is beyond"),
    ("0.5 % of the calories", "0.005 times forward is beyond"),
    ("1 step back = 1000 steps forward", "1e+03 times forward is beyond"),
]


@pytest.mark.parametrize(("text", "low", "high"), ENERGY)
def test_an_amount_of_energy_is_read(text: str, low: float, high: float) -> None:
    said = read_claim(text)
    assert said.quantity == "energy"
    assert (said.low, said.high) == pytest.approx((low, high), rel=1e-5)


@pytest.mark.parametrize(("text", "factor", "per"), EXCHANGES)
def test_one_stretch_against_another_is_read(text: str, factor: float, per: str) -> None:
    said = read_claim(text)
    assert (said.low, said.high) == pytest.approx((factor, factor))
    assert (said.quantity, said.per) == ("energy", per)


@pytest.mark.parametrize(("text", "basis", "per"), NAMED)
def test_the_basis_and_the_rate_are_read(text: str, basis: str | None, per: str | None) -> None:
    said = read_claim(text)
    assert (said.quantity, said.basis, said.per) == ("energy", basis, per)


@pytest.mark.parametrize(("text", "low", "high", "basis"), SPEED)
def test_a_speed_is_read(text: str, low: float, high: float, basis: str | None) -> None:
    assert read_claim(text) == Said("speed", low, high, basis, None)


@pytest.mark.parametrize(("text", "message"), UNREADABLE)
def test_what_cannot_be_read_is_said(text: str, message: str) -> None:
    with pytest.raises(UnreadableClaimError) as caught:
        read_claim(text)
    assert message in str(caught.value)


def test_walking_is_noted_where_running_is_not_named() -> None:
    assert read_claim("walking backward burns 40 % more calories than walking forward").walking
    assert not read_claim("running or walking backward burns 40 % more calories").walking


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_can_be_read(text: str) -> None:
    assert read_claim(text).low > 0


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("two hundred and fifty thousand", "250000"),
        ("one thousand two hundred", "1200"),
        ("two-three times", "2-3 times"),
        ("twenty to thirty-five", "20 to 35"),
        ("5,000,000 and 1,5", "5000000 and 1.5"),
        ("three quarters of an hour", "3 quarters of an hour"),
    ],
)
def test_numbers_are_written_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


# Words that sentences are made of, so that chance puts together what nobody thought of.
VOCABULARY = """
    30 % times 2 3 to - and or more less than forward backward steps = laps minutes mile same speed
    effort calories half third a 1/2 not up at least of the as much again twice 0 ½ × 1e9 per x < >
    999999999999 million hundred walking slower faster + , . <b> | * `
"""
words = st.sampled_from(VOCABULARY.split())


@given(st.text(max_size=320) | st.lists(words, max_size=40).map(" ".join))
@example("million " * 37)
@example("9" * 300 + " %")
@example("1/0 more calories")
@example("0/5 of the calories")
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        said = read_claim(text)
    except UnreadableClaimError:
        return
    assert len(text) <= MOST_CHARACTERS
    assert 0 <= said.low <= said.high
    for end in {said.low, said.high} - {0.0, inf}:
        assert LOWEST <= end <= HIGHEST
    assert (said.low, said.high) not in ((0.0, 0.0), (inf, inf), (0.0, inf))
