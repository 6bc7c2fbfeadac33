"""The one registry of what people enter: label, unit per system, limits, step, help, decimals.

Widgets, axes, table heads, links and messages read it, so a limit or a word stands in one place.
"""

from __future__ import annotations

from backrun.inputs.field import Choice, Variable
from backrun.units import (
    CENTIMETRE,
    DAY_A_WEEK,
    INCH,
    KILOGRAM,
    MINUTE,
    PER_KILOMETRE,
    PER_MILE,
    PERCENT,
    PERCENT_OF_FORWARD,
    PERCENT_OF_WEEK,
    POUND,
    YEAR,
)

MASS = Variable(
    "mass",
    "Weight",
    KILOGRAM,
    30.0,
    250.0,
    0.5,
    "Energy is proportional to it.",
    1,
    POUND,
    "mass_lb",
    1.0,
)
PACE = Variable(
    "pace",
    "Forward pace",
    PER_KILOMETRE,
    150.0,
    900.0,
    5.0,
    "Your usual easy pace. Below 1.97 m/s (8:28 /km, 13:37 /mile) the model walks.",
    0,
    PER_MILE,
    "pace_mile",
    5.0,
)
SHARE = Variable(
    "share",
    "Backward speed",
    PERCENT_OF_FORWARD,
    0.30,
    1.10,
    1.0,
    "As a share of your forward speed. A study of running set 70 %; boys who sprinted at equal "
    "felt effort reached 72 to 74 %.",
)
GRADE = Variable(
    "grade",
    "Grade",
    PERCENT,
    -0.10,
    0.25,
    0.5,
    "Uphill is positive. Backward downhill was never measured, so it gets no number.",
    1,
)
AGE = Variable(
    "age",
    "Age",
    YEAR,
    18,
    90,
    1,
    "Optional. With height and sex it gives your resting energy; over 50 nobody was measured.",
    whole=True,
)
HEIGHT = Variable(
    "height",
    "Height",
    CENTIMETRE,
    1.20,
    2.20,
    1.0,
    "Optional. With age and sex it gives your resting energy.",
    1,
    INCH,
    "height_in",
    1.0,
)
DAYS = Variable("days", "Running", DAY_A_WEEK, 0, 7, 1, "How many days a week you run.", whole=True)
MINUTES = Variable("minutes", "Run", MINUTE, 0.0, 360.0, 5.0, "Each run, both ways together.", 0)
BACKWARD = Variable(
    "backward",
    "Backward",
    MINUTE,
    0.0,
    360.0,
    1.0,
    "One popular article has beginners start with two to four sections of at most 30 seconds.",
    0,
)
VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (MASS, PACE, SHARE, GRADE, AGE, HEIGHT, DAYS, MINUTES, BACKWARD)
}
EVEN_WEEK = (DAYS, MINUTES, BACKWARD)
"""The same run on so many days: what a week day by day stands in for."""

GOAL = Variable(
    "goal",
    "Goal",
    MINUTE,
    1.0,
    30.0,
    1.0,
    "Backward minutes a session to arrive at. A surgeon advises starters 5 to 6 "
    "minutes after some weeks.",
)
GOAL_SHARE = Variable(
    "goal_share",
    "Goal",
    PERCENT_OF_WEEK,
    0.01,
    0.20,
    1.0,
    "Share of your weekly running to arrive at. No study gives one; 20 % is our own limit.",
)
SESSION_TIME = Variable(
    "time",
    "Time for a session",
    MINUTE,
    15.0,
    180.0,
    5.0,
    "With warm-up, recovery and cool-down. Left empty, it is what your week has on that day.",
)
LONGEST = Variable(
    "longest",
    "Longest backward run",
    MINUTE,
    0.0,
    60.0,
    1.0,
    "In the last 30 days, all sections together; walking does not count.",
)
OWN_FIRST = Variable(
    "first",
    "Your first session",
    MINUTE,
    1.0,
    60.0,
    1.0,
    "Backward minutes, all sections together.",
)
OWN_GROWTH = Variable(
    "growth",
    "Your growth a week",
    PERCENT,
    0.0,
    1.0,
    5.0,
    "How much longer a session gets each week. The days, and so how many sessions a week has, are "
    "those of the plan.",
)
PLAN_PARAMETERS = (
    "start",
    "on",
    "time",
    "away",
    "goal",
    "goal_share",
    "caution",
    "first",
    "growth",
)
"""Names in links of what shapes a ramp-up; `backrun.scenario.settings` reads and writes them."""

MOST_NAME = 100
"""Characters of a client's or coach's name."""
MOST_NOTE = 5000
"""Characters of a coach's note in a report."""

PAGE_PARAMETERS = ("section", "study")
"""Names in links of what a page shows of itself; no number hangs on them."""

SECTIONS = ("findings", "fit", "you", "studies", "method")
"""What the parameter `section` may name; the first is the one shown without it."""

UNITS = Choice("units", "Units", {"metric": "km, kg", "imperial": "miles, lb"})
ENERGY = Choice("energy", "Energy in", {"kcal": "kcal", "kJ": "kJ"})
SEX = Choice("sex", "Sex", {"female": "Female", "male": "Male"}, "Optional; for resting energy.")
SURFACE = Choice(
    "surface",
    "Surface",
    {"treadmill": "Treadmill", "track": "Track or road"},
    "Outdoors adds the resistance of the air; backward was measured on treadmills only.",
)
BASIS = Choice(
    "basis",
    "Compare at the same",
    {
        "speed": "Same speed",
        "effort": "Same effort",
        "distance": "Same distance",
        "time": "Same time",
    },
    "What is held equal decides the answer. Distance and time use your own backward speed.",
)
PER = Choice(
    "per",
    "Energy per",
    {"minute": "Minute", "km": "Kilometre", "mile": "Mile", "session": "Session", "week": "Week"},
    "Session and week count the backward minutes of your week, done either way.",
)
COUNTED = Choice(
    "counted",
    "Count",
    {"gross": "Gross", "net": "Net"},
    "Gross is all energy spent; net leaves out what you would have spent resting.",
)
CAUTION = Choice(
    "caution",
    "Caution",
    {"cautious": "Cautious", "standard": "Standard", "experienced": "Experienced"},
    "Sets how long a stage lasts, how fast it grows and how far sessions are apart.",
)
PART_LABELS: dict[str, str] = {
    "equation": "Forward equation",
    "multiplier": "Between studies",
    "person": "Person to person",
}
PART_HELP: dict[str, str] = {
    "equation": "The standard equations for forward running disagree by some 8 %.",
    "multiplier": "Studies disagree on how much more backward costs.",
    "person": "People differ in economy and in how well they run backward.",
}
CHOICES: dict[str, Choice] = {
    choice.name: choice for choice in (UNITS, ENERGY, SEX, SURFACE, BASIS, PER, COUNTED)
}
