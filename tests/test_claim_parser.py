from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backrun.models.claims.amounts import UnreadableClaimError
from backrun.models.claims.numbers import with_digits
from backrun.models.claims.parser import EXAMPLES, HIGHEST, LOWEST, MOST_CHARACTERS, read_claim

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
    ("burns 20, 25 or 30 % more calories", 1.2, 1.3),
    ("20%, 25%, and 30% fewer calories", 0.7, 0.8),
    ("two, three or four times the calories", 2, 4),
    ("quite a few people burn 30 % more calories", 1.3, 1.3),
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
    ("Energy ratio 1.3", 1.3, 1.3),
    ("an energy ratio of about 1.2 to 1.4", 1.2, 1.4),
    ("the ratio of backward to forward energy is 1.31", 1.31, 1.31),
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
    ("30 % more, at most", 0.0, 1.3),
    ("burns 30 % more calories at the most!", 0.0, 1.3),
    ("burns 30 % more, tops", 0.0, 1.3),
    ("30 % more calories, maximum", 1.0, 1.3),
    ("20 % less energy at most", 0.8, inf),
    ("twice the calories, minimum", 2.0, inf),
    ("30 % more at least", 1.3, inf),
    ("burns 30 % more per min", 1.3, 1.3),
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
    # A word about something else says nothing about the amount.
    ("It slows you down but burns 30% more calories", 1.3, 1.3),
    ("Reduces knee pain and burns 30% more calories", 1.3, 1.3),
    ("reduces impact but uses a third more energy", THIRD, THIRD),
    ("decreases injury risk and burns 20% more calories", 1.2, 1.2),
    ("25% slower but burns 30% more calories", 1.3, 1.3),
    ("Saves your knees and burns 30% more calories", 1.3, 1.3),
    ("going slower burns 30% more", 1.3, 1.3),
    ("Lower impact, yet it costs 30 %", 1.3, 1.3),
    ("a lower speed raises the energy cost by 20 %", 1.2, 1.2),
    ("costs 30 % and is slower", 1.3, 1.3),
    ("- 30 % more calories", 1.3, 1.3),
    ("cuts knee load by 20 % and burns more calories", 1, inf),
    ("slowing down by 30 % burns the same calories", 1, 1),
    ("at a 30 % lower speed you burn the same calories", 1, 1),
    # Words that go before.
    ("energy cost goes down 20 %", 0.8, 0.8),
    ("calories fall by 20%", 0.8, 0.8),
    ("energy falls 20%", 0.8, 0.8),
    ("calorie burn is down 20%", 0.8, 0.8),
    ("cuts the calories you burn by 20 %", 0.8, 0.8),
    ("lowers energy costs by 20 %", 0.8, 0.8),
    ("the energy cost drops to 80 %", 0.8, 0.8),
    ("energy use rises to 130 %", 1.3, 1.3),
    ("calories drop by half", 0.5, 0.5),
    ("cuts the energy in half", 0.5, 0.5),
    ("rises by a third", THIRD, THIRD),
    ("not more than 30 % more energy", 0, 1.3),
    ("burns no more calories", 1, 1),
    ("burns no fewer calories", 1, 1),
    # Set against running or walking the usual way.
    ("30% more calories than running", 1.3, 1.3),
    ("30% more calories than jogging", 1.3, 1.3),
    ("30% more calories than walking", 1.3, 1.3),
    ("30% more calories than forward running", 1.3, 1.3),
    ("30% more than normal running", 1.3, 1.3),
    ("30% more calories than regular running", 1.3, 1.3),
    ("30% more calories than the usual way", 1.3, 1.3),
    ("30 % more calories than you'd burn running forward", 1.3, 1.3),
    ("VO2 is 30 % higher", 1.3, 1.3),
    ("at 60 % of VO2max it burns 30 % more calories", 1.3, 1.3),
    (".5 times the calories", 0.5, 0.5),
    ("quarter more energy", 1.25, 1.25),
    ("-5% to +30% energy", 0.95, 1.3),
    ("30 ± 5 % more energy", 1.25, 1.35),
    ("a factor of two", 2, 2),
    ("x3 the calories", 3, 3),
    ("×1.3", 1.3, 1.3),
    ("ratio of 1.3 to 1", 1.3, 1.3),
    # As articles put it.
    ("energy down 20 %", 0.8, 0.8),
    ("You'll burn 30% more calories and put less stress on your knees.", 1.3, 1.3),
    ("Retro running can burn up to a fifth more calories than regular running.", 1, 1.2),
    ("Because it's harder, your body uses 28% more energy.", 1.28, 1.28),
    ("It's easier on the knees, but you'll need 30% more oxygen.", 1.3, 1.3),
    ("knee stress falls by 24% and energy cost goes up by 30%", 1.3, 1.3),
    ("consumes 30% more oxygen but causes 24% less knee stress", 1.3, 1.3),
    ("runs 30% slower but burns the same calories", 1, 1),
    ("reducing speed by 30% burns the same calories", 1, 1),
    ("Going in reverse costs the body an extra 30 per cent", 1.3, 1.3),
    ("The metabolic cost is around 130 % that of forward running", 1.3, 1.3),
    ("Walking backwards burns up to 40% more calories than brisk walking", 1, 1.4),
    ("Your calorie burn jumps by 30 percent", 1.3, 1.3),
    ("Energy expenditure increased from 100% to 130%", 1.3, 1.3),
    ("You burn nearly double what you burn running forwards", 2, 2),
    ("10 minutes back burns twice as many calories as 10 minutes forward", 2, 2),
    ("backward = 1.3 x forward", 1.3, 1.3),
    ("over half the calories", 0.5, inf),
    # The many ways to write a number.
    ("burns one-and-a-half to two times the calories", 1.5, 2),
    ("burns 1-1/2 times the calories", 1.5, 1.5),
    ("burns 1·5 times more calories", 1.5, 1.5),
    ("burns ٣٠٪ more calories", 1.3, 1.3),
    ("burns 20…30 % more calories", 1.2, 1.3),
    ("burns 20～30% more calories", 1.2, 1.3),
    ("costs 30 percentage points more energy", 1.3, 1.3),
    ("burns an extra 130 %", 2.3, 2.3),
    ("burns 130 % more calories", 2.3, 2.3),
    ("burns 20/30 % more calories", 1.2, 1.3),
    ("In 2011 ~30 % more calories", 1.3, 1.3),
    ("fewer than double the calories", 0, 2),
    ("Running or walking backward burns 30 % more than running forward", 1.3, 1.3),
    ("Running for 20 minutes backward burns more calories", 1, inf),
    ("it's 30% more", 1.3, 1.3),
    ("it feels twice as hard", 2, 2),
    # A second number that a doubt or a superlative goes before.
    ("burns two or even three times the calories", 2, 3),
    ("double or even triple the calories", 2, 3),
    ("burns 20%, maybe 30%, more calories", 1.2, 1.3),
    ("burns 30 to as much as 50% more calories", 1.3, 1.5),
    ("burns 30 pc more calories", 1.3, 1.3),
    ("burns 30 p.c. more calories", 1.3, 1.3),
    ("burns 30-per-cent more calories", 1.3, 1.3),
    ("burns thirty per-cent more calories", 1.3, 1.3),
    ("is 28 % costlier", 1.28, 1.28),
    ("is 28 % more expensive", 1.28, 1.28),
    ("takes 20 % off your energy bill", 0.8, 0.8),
    ("calories are halved", 0.5, 0.5),
    ("halves calorie burn", 0.5, 0.5),
    ("the energy cost halves", 0.5, 0.5),
    ("knee load halved, calories doubled", 2, 2),
    ("Backpedaling torches twice the calories of jogging", 2, 2),
    ("Why running backwards burns 20% more calories than running forwards", 1.2, 1.2),
    ("burns three-quarters as many calories", 0.75, 0.75),
    ("five times fewer calories", 0.2, 0.2),
    ("running forwards burns only three quarters of the calories", THIRD, THIRD),
    ("running forward saves 20% energy", 1.25, 1.25),
    ("Run backward instead of forward to burn 30% more calories", 1.3, 1.3),
    ("no doubt it burns 30% more calories", 1.3, 1.3),
    ("Not only does it burn 30% more calories, it also helps balance", 1.3, 1.3),
    # Numbers beside the claim: how hard, how sure, how often.
    ("at 80 % effort it burns 30% more calories", 1.3, 1.3),
    ("at 80% VO2max it costs 30% more energy", 1.3, 1.3),
    ("on a 5% gradient it burns 30% more calories", 1.3, 1.3),
    ("30 % more energy, 95% confidence", 1.3, 1.3),
    ("I'm 100 % sure it burns more calories", 1, inf),
    ("5 x 30 s backward burns 30 % more calories", 1.3, 1.3),
    ("run 4 x 400 m backward to burn 30 % more calories", 1.3, 1.3),
    ("double the fun, 30% more calories", 1.3, 1.3),
    ("one-half the energy", 0.5, 0.5),
    ("one point three times the energy", 1.3, 1.3),
    ("thirty point five percent more energy", 1.305, 1.305),
    ("one point two five times the energy", 1.25, 1.25),
    ("10 minutes backward is 30% more than 10 minutes forward", 1.3, 1.3),
    ("10 minutes backward = 1/4 more calories than 10 minutes forward", 1.25, 1.25),
    ("1 km backward is 1.5 times 1 km forward", 1.5, 1.5),
    ("higher calorie burn, a more efficient workout", 1, inf),
    ("7 reasons to run backwards: it burns 30% more calories", 1.3, 1.3),
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
    ("a 10 minute backward run equals a 20 minute forward run", 2, "minute"),
    ("a lap backwards equals half a dozen laps forwards", 6, "km"),
    ("1 lap backward equals a hundred laps forward", 100, "km"),
    ("10 minutes back is worth 20 forward", 2, "minute"),
    # The same energy in a share of the time or the distance.
    ("burns the same calories in half the time", 2, "minute"),
    ("in half the time you burn the same calories", 2, "minute"),
    ("same calories in 30% less time", 1 / 0.7, "minute"),
    ("you need 30% less distance to burn the same calories", 1 / 0.7, "km"),
    ("running half as far burns the same", 2, "km"),
    ("burns the same energy over half the distance", 2, "km"),
    ("twice as many steps burn the same calories", 0.5, "km"),
    ("burns calories twice as fast", 2, "minute"),
    ("1,000 steps backward burn as many calories as 10,000 steps forward", 10, "km"),
    ("Jogging backwards for one mile is worth jogging four miles forwards", 4, "km"),
    ("You must run forward twice as far to burn the same calories", 2, "km"),
    ("half an hour backwards is worth an hour forwards", 2, "minute"),
    ("a quarter of an hour backward = half an hour forward", 2, "minute"),
    ("a half-hour backward equals one hour forward", 2, "minute"),
    ("an hour backward equals an hour and a half forward", 1.5, "minute"),
    ("a mile backward is worth a mile and a half forward", 1.5, "km"),
    ("a quarter mile backward equals half a mile forward", 2, "km"),
    ("1 lap backward = half a lap forward", 0.5, "km"),
    ("1 mi backward = 1.3 mi forward", 1.3, "km"),
    ("100 yds backward = 130 yds forward", 1.3, "km"),
    ("each step back burns as much as ten steps forward", 10, "km"),
    ("500 meters backward equals 1 km forward", 2, "km"),
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
    ("at 8 min/km it burns 30 % more calories", None, None),
    ("at 8 minutes per mile it burns 30 % more a minute", None, "minute"),
    ("30 % more per minute at the same effort", "effort", "minute"),
    ("burns calories faster", None, "minute"),
    ("you run half as fast but burn the same calories", None, None),
    ("raises your heart rate and burns a third more calories", None, None),
    ("30 % higher metabolic rate", None, "minute"),
    ("30% more energy than the same distance forward", "distance", None),
    ("as much as 30 % more calories", None, None),
    ("minute for minute, 30% more calories", None, "minute"),
    ("kilometre for kilometre it burns 30% more calories", None, "km"),
    ("stride for stride, 30% more energy", None, "km"),
    ("After 30 minutes of warm-up it burns the same calories at 10 km/h", None, None),
]

SPEED = [
    ("You are 30 % slower running backward at the same effort", 0.7, 0.7, "effort"),
    ("backward running is 26 to 28 % slower", 0.72, 0.74, None),
    ("you run backward at 70 % of your forward speed", 0.7, 0.7, None),
    ("twice as slow", 0.5, 0.5, None),
    ("running backward slows you down", 0, 1, None),
    ("10 % faster", 1.1, 1.1, None),
    ("half as fast", 0.5, 0.5, None),
    ("70% as fast", 0.7, 0.7, None),
    ("three quarters as fast", 0.75, 0.75, None),
    ("two thirds as fast", 2 / 3, 2 / 3, None),
    ("70% speed", 0.7, 0.7, None),
    ("half the speed", 0.5, 0.5, None),
    ("half your usual pace", 0.5, 0.5, None),
    ("you lose 30% of your speed", 0.7, 0.7, None),
    ("speed falls to 70 %", 0.7, 0.7, None),
    ("only three-quarters of your forward speed at the same effort", 0.75, 0.75, "effort"),
    ("a 30 % speed loss", 0.7, 0.7, None),
    ("running backward slows you by 30 %", 0.7, 0.7, None),
    ("shaves 30% off your speed", 0.7, 0.7, None),
    ("knocks 30 % off your pace", 0.7, 0.7, None),
    ("halves your speed", 0.5, 0.5, None),
    ("your speed is halved", 0.5, 0.5, None),
    ("up to 40% slower", 0.6, 1, None),
    ("at equal oxygen uptake 23 % slower", 0.77, 0.77, "effort"),
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
    ("forward to backward energy ratio of 0.8", "No percentage, factor or ratio"),
    ("work to rest ratio of 2", "does not say what its number is about"),
    ("ratio of 100 steps to 1000 steps", "No percentage, factor or ratio"),
    ("you burn 30 % more after the run", "about what is burnt after a run"),
    ("an afterburn of 20 % more calories", "about what is burnt after a run"),
    ("keeps burning 30 % more calories for hours", "about what is burnt after a run"),
    ("30 % more energy than at rest", "compares with something else"),
    ("knee load falls by 24 %", "about something else than energy or speed"),
    ("It strengthens the core", "about something else than energy or speed"),
    ("I ate 30 % more pizza", "does not say what its number is about"),
    ("'; DROP TABLE claims; -- 30 % more", "does not say what its number is about"),
    ("30 % of people burn more calories", "counts people"),
    ("50% = 100%", "more than one number"),
    ("it does not burn 30 % more calories", "It denies or doubts something"),
    ("it doesn't burn twice the calories", "It denies or doubts something"),
    ("it is not more energy", "It denies or doubts something"),
    ("not more calories", "It denies or doubts something"),
    ("downhill it burns 30% more", "Nothing was measured backward downhill"),
    ("Going downhill backward burns twice the calories", "Nothing was measured backward downhill"),
    ("30% more calories than sitting", "compares with something else"),
    ("30% more calories than cycling", "compares with something else"),
    ("30% more than swimming", "compares with something else"),
    ("women burn 20% more calories than men", "compares with something else"),
    ("burns twice as many calories as cycling", "compares with something else"),
    ("Compared to swimming, it burns twice the calories", "compares with something else"),
    ("10 minutes of backward running equals 20 minutes of cycling", "compares with something else"),
    ("30% more calories than you think", "compares with something else"),
    ("After 10 weeks they used 2.5 % less oxygen", "weeks of training"),
    ("You can cut your workout time in half and burn the same calories", "counts time or distance"),
    ("It takes 30 % more time", "counts time or distance"),
    ("30 % more calories in half the time", "counts time or distance"),
    ("the same workout in half the time", "counts time or distance"),
    ("VO2max improved by 5.2%", "about something else"),
    ("improves VO2 max by 5%", "about something else"),
    ("burn 30% more fat", "about something else"),
    ("burns more fat", "about something else"),
    ("You lose weight 20 % faster", "about something else"),
    ("1e5 times the calories", "No percentage, factor or ratio"),
    ("20 more calories", "counts calories"),
    ("burns 300 kcal per hour", "counts calories"),
    ("The muscles work 80% harder", "about something else"),
    ("lost 2.5% body fat after running backward", "about something else"),
    ("30 % more calories at the same heart rate", "holds the heart rate equal"),
    ("100 steps = 1000", "an amount and a direction on both sides"),
    ("5 minutes backward = 2 miles forward", "minutes against miles; allowed: the same unit"),
    ("100 steps back = 1 mile forward", "steps against mile; allowed: the same unit"),
    ("you can run 30 % less and burn the same calories", "counts time or distance"),
    ("130 % calories", "does not say whether 130 % are more or all of it"),
    ("nobody burns 30 % more calories", "It denies or doubts something"),
    ("there is no evidence that it burns 30 % more calories", "It denies or doubts something"),
    ("burns barely more calories", "It denies or doubts something"),
    ("few runners burn 30 % more calories", "It denies or doubts something"),
    ("You get fit 30 % faster", "about something else"),
    ("burns 30 percnt more calories", "neither a percentage nor a factor"),
    ("1e2 % more calories", "neither a percentage nor a factor"),
    ("1 in 5 runners burns more calories", "neither a percentage nor a factor"),
    ("burns 30 % more fat calories", "about something else"),
    ("walking backward burns 30 % more than running forward", "sets a walk against a run"),
    ("running backward burns 30 % more calories than walking", "sets a walk against a run"),
    ("running sideways burns 30 % more calories", "compares with something else"),
    ("200 % less calories", "200 % less would leave nothing; allowed: below 100 %"),
    (
        "a million times the calories",
        "1e+06 times forward is beyond anything to be judged; allowed: 0.01 to 100",
    ),
    ("0 times the calories", "0 times forward is beyond"),
    ("0.5 % of the calories", "0.005 times forward is beyond"),
    ("1 step back = 1000 steps forward", "1e+03 times forward is beyond"),
    # What is told as untrue, doubtful or someone's mistake.
    ("nothing burns 30% more calories", "It denies or doubts something"),
    ("There is no way it burns twice the calories", "It denies or doubts something"),
    ("I doubt it burns 30% more calories", "It denies or doubts something"),
    ("unlikely to burn 30% more calories", "It denies or doubts something"),
    ("far from burning twice the calories", "It denies or doubts something"),
    ("it is nowhere near twice the calories", "It denies or doubts something"),
    ("The claim that it burns 30% more calories is exaggerated", "It denies or doubts something"),
    ("that it burns twice the calories has been debunked", "It denies or doubts something"),
    ("twice the calories is nonsense", "It denies or doubts something"),
    ("no study shows 30% more calories", "It denies or doubts something"),
    ("no research shows twice the calories", "It denies or doubts something"),
    ("watches overestimate calories by 30 %", "about an estimate"),
    # A number that is none, or several that do not belong together.
    ("several times more calories", "neither a percentage nor a factor"),
    ("a couple of times more calories", "neither a percentage nor a factor"),
    ("many times more calories", "neither a percentage nor a factor"),
    ("hundreds of extra calories", "neither a percentage nor a factor"),
    ("double-digit percent higher energy cost", "neither a percentage nor a factor"),
    ("30% more energy (95% CI 20–40 %)", "more than one number"),
    ("burns 30% (some say 40%) more calories", "more than one number"),
    ("beginners burn 50 % more calories, experts 20 %", "more than one number"),
    ("if 10% of your run is backward you burn 3% more calories", "more than one number"),
    ("instead of 30% more it burns 10% less calories", "more than one number"),
    # Paces, times and stretches that no energy is said of.
    ("8 min/km backward = 6 min/km forward", "one pace against another"),
    ("8:00 /km backward burns the same as 6:00 /km forward", "one pace against another"),
    ("2 min/km slower", "a time or a pace"),
    ("1:30 per km slower", "a time or a pace"),
    ("2 minutes slower per mile", "a time or a pace"),
    ("5 km/h slower", "a time or a pace"),
    ("same calorie burn in 20 minutes as in 30 minutes forward", "one stretch against another"),
    ("running backwards is no faster", "No percentage, factor or ratio"),
    # Practice, other people, other surroundings.
    ("with practice the cost drops by 19%", "weeks of training"),
    ("after some practice it costs 20% less energy", "weeks of training"),
    ("heavier runners burn 30% more calories", "compares with something else"),
    ("in the pool, backward running burns twice the calories", "compares with something else"),
    ("pushing a sled backwards burns 30% more calories", "compares with something else"),
    ("burns 30% more belly fat", "about something else"),
    ("burns fat 30% faster", "about something else"),
    ("boosts fat burning by 30%", "about something else"),
    ("30% more energy efficient", "does not say what its number is about"),
    ("is more energy-efficient", "No percentage, factor or ratio"),
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
    said = read_claim(text)
    assert (said.quantity, said.basis, said.per) == ("speed", basis, None)
    assert (said.low, said.high) == pytest.approx((low, high), rel=1e-5)


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
        ("three quarters of an hour", "0.75 hour"),
        ("half a mile, an hour and a half, one half lap", "0.5 mile, 1.5 hour, 0.5 lap"),
        ("half marathon", "half marathon"),
    ],
)
def test_numbers_are_written_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "running backward burns 30% more calories",
        "backward running costs a third more energy than forward running",
        "forward running burns 20 % less than backward running",
        "half an hour backward equals an hour forward",
        "burns the same calories in half the time",
    ],
)
@given(
    before=st.sampled_from(
        [
            "According to a 2012 study of 20 runners, ",
            "5 reasons to try it: ",
            "Is it true that ",
            "On a treadmill at 8 km/h, ",
            "For a 70 kg runner ",
            "After 30 minutes of warm-up, ",
            "If you run 3 times a week, ",
        ]
    ),
    after=st.sampled_from(
        ["?", " (Smith et al. 2012).", " and improves balance", " [1]", " in just 10 minutes"]
    ),
)
def test_what_stands_around_a_claim_leaves_it_alone(text: str, before: str, after: str) -> None:
    assert read_claim(f"{before}{text}{after}") == read_claim(text)


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
@example("< - 0 times")
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
