"""The words that claims are made of: patterns over a text whose numbers are in digits."""

from __future__ import annotations

import re
from typing import Final

from backrun.scenario.scenario import Basis

NUMBER: Final = r"\d+(?:\.\d+)?"
BACKWARD: Final = r"(?:back\w*|revers\w*|retro\w*)"
FORWARD: Final = (
    r"(?:forward\w*|normal\w*|regular\w*|ordinar\w*|tradition\w*|convention\w*|usual\w*)"
)
DIRECTION: Final = re.compile(rf"\b(?:(?P<backward>{BACKWARD})|(?P<forward>{FORWARD}))\b")
_EITHER = rf"(?: [\w']+){{0,4}}? (?:(?P<backward>{BACKWARD})|(?P<forward>{FORWARD}))\b"
COMPARED: Final = re.compile(
    rf"\b(?:than|compared (?:with|to)|relative to|versus|vs|against|unlike){_EITHER}"
)
# `of` and `as` compare behind a share alone: `75% of the energy of backward running`.
SHARED_WITH: Final = re.compile(rf"\b(?:of|as|than|compared (?:with|to)|versus|vs){_EITHER}")

ENERGY: Final = re.compile(
    r"calor|kcal|\bkj\b|energ(?!\w*[ -]efficien)|(?<!maximal )(?<!maximum )oxygen|"
    r"\bvo2(?![ -]?(?:max|peak))|metabol|(?<!fat[ -])\bburn(?!\w* (?:\w+ )?fat\b)|\bfuel|joule|"
    r"\bcost(?:s|ly|lier)?\b|expend|expensive|\bmets?\b"
)
SPEED: Final = re.compile(r"\b(?:slow|fast|speed|pace|quick|veloc)")
_OTHER = (
    r"(?:vo2[ -]?(?:max|peak)|maxim\w+ oxygen|aerobic cap|fitness|fit\b|fitter|knee|joint|"
    r"muscle|muscular|quad|hamstring|glute|calf|calves|shin|thigh|core|balanc|injur|fat\b|weight|heart|pulse|"
    r"bpm|streng|strong|impact|fun\b|postur|stress|memor|econom|agil|jump|sore|skinfold|hips?\b|ankle|"
    r"bone|pain|hearing|vision|brain|popular|views|search)"
)
OTHER: Final = re.compile(rf"\b{_OTHER}")
# With these words alone around a number, it can only be about what running backward costs; with
# these alone behind a "than", it is set against running forward.
FILLERS: Final = frozenset(
    re.findall(
        r"\w+",
        "a about additional again ago ahead almost an and approx approximately are around as at "
        "back backward backwards be between brisk by ca can circa compared conventional could d "
        "demanding difference direction do does doing done down during each easy effort equal "
        "equivalent even every exercise exhausting extra facing factor fast feel feels fewer flat "
        "for forward forwards from get go goes going hard harder he high higher hour hours i if "
        "in increase increased increases intense is it its jog jogging just kilometer kilometre "
        "km lap laps least less level like ll lower many may might mile miles minute minutes "
        "moderate more most moving much nearly need needs normal normally of on only or ordinary "
        "out over pace per plain ratio re really reduction regular required requires retro "
        "reverse rise rises rose roughly run running runs s same she simple simply slow some "
        "someone speed standard steady straight take takes than that the their them then they "
        "those times tiring to tough tougher traditional training treadmill typical up usual "
        "usually ve versus very vs walk walking walks want way we what when which while who will "
        "with work workout works would you your",
    )
)
DENIAL: Final = re.compile(
    r"\b(?:not(?! only\b| just\b| (?:more|less) than (?:an? )?\d)|never|cannot|myth|false|untrue|"
    r"wrong|hardly|barely|scarcely|rarely|seldom|(?<!\ba )few|nobody|no one|fail(?:s|ed)? to|lie|"
    r"no (?:\w+ )?(?:evidence|proof|stud(?:y|ies)|research|trials?|data|way)|"
    r"little more|neither|nor|"
    r"(?<!no )(?<!without )(?<!without a )doubt(?:s|ful|ed)?|unlikely|implausibl[ey]|far from|"
    r"nowhere near|anything but|nothing (?:\w+ )?(?:burn|cost|us|need|tak)e?s|debunked|refuted|"
    r"disprove[dn]|exaggerat\w+|nonsense|rubbish|bogus|hype|too (?:high|low|good)|"
    r"without (?:burn|us|need|cost|tak)ing)\b|n't\b"
)
# What a watch makes of it is another matter than what it costs.
ESTIMATED: Final = re.compile(
    r"\b(?:over|under)(?:estimat|stat)\w+ (?:by\b|(?:\w+ ){0,3}?(?:calor|energ))"
)
DOWNHILL: Final = re.compile(
    r"\bdown(?:hill|slope|[ -]hills?|(?: \w+)? (?:hill|slope))|\bdescen[dt]"
)
# A clause ends where another verb or another subject may begin.
BREAK: Final = re.compile(
    r"[,;:.!?()](?!\d)|\b(?:and|but|while|so|although|though|yet|because|whereas|with|which)\b"
)
# What a claim is set against, up to the next number or mark.
SET_AGAINST: Final = re.compile(
    r"\b(?:than|compared (?:with|to)|relative to|versus|vs|"
    r"as (?:many|much|hard)(?: \w+){0,3}? as)\b(?P<other>[^\d,.;:!?()<>≤≥%=]*)"
)
ANOTHER_SPORT: Final = re.compile(
    r"\b(?:cycling|cyclists?|biking|swim\w*|rowing|elliptical|yoga|squats|sitting|hiking|nordic|"
    r"crawl\w*|sled|pedall?ing|skat\w+|pool|water|aqua\w*|sideways|lateral\w*|side-?stepping)\b"
    r"|\b(?:heavier|lighter|older|younger|fitter) (?:runners|people|men|women)\b"
)
# What weeks of training change is another matter than what a run costs.
TRAINED: Final = re.compile(
    r"\b(?:after|over|in|within) \d+ (?:weeks?|months?)\b|\b(?:weeks|months) of\b"
    r"|\b(?:with|after|through) (?:\w+ )?practi[cs]e\b|\bonce (?:you are|you're) used\b"
)
AFTERBURN: Final = re.compile(
    r"\bafter-?burn|\bepoc\b|\b(?:after (?:the|a|your|each) |post-?)(?:run|work-?out|exercise)"
    r"|\b(?:calories|energy|burn\w*|metabol\w+)\b.*\b(?:afterwards?|(?<!than )at rest|for hours)\b"
)
ON_FOOT: Final = re.compile(rf"(?:{BACKWARD}|forward\w*|run\w*|ran|jog\w*|walk\w*|sprint\w*)")
WALKING: Final = re.compile(r"\bwalk")
RUNNING: Final = re.compile(r"\b(?:run|jog|sprint)")

TIMES: Final = r"(?:seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h)"
LENGTHS: Final = (
    r"(?:miles?|mi|km|kilomet\w+|laps?|steps?|strides?|met(?:er|re)s?|m|yards?|yds?|rounds?)"
)
_BASES: Final[dict[Basis, str]] = {
    "speed": r"(?:running )?(?:speeds?|pace|velocity)",
    "effort": r"(?:level of )?(?:effort|intensity|exertion|oxygen uptake|vo2)",
    "distance": r"(?:distance|route|course|number of (?:miles|steps|laps|km)|miles?|km)",
    "time": r"(?:amount of )?(?:time|duration|period|number of minutes)",
}
_SAME = r"\b(?:same|equal|identical|given|matched|equally)"
BASES: Final = {basis: re.compile(rf"{_SAME} {words}\b") for basis, words in _BASES.items()}
SAME_HEART_RATE: Final = re.compile(rf"{_SAME} (?:heart ?rate|pulse)\b")
# A pace that a sentence is about, which is no rate: at 8 min/km.
_PACE = r"\b\d+(?:[:.]\d+)? ?(?:min(?:ute)?s?)? ?(?:/|per|an?) ?(?:km|kilomet(?:er|re)|mile)\b"
PACE: Final = re.compile(_PACE)
TWO_PACES: Final = re.compile(rf"{_PACE}.*(?:=|\b(?:as|like|than|equals?|versus|vs)\b).*{_PACE}")
# The same energy in 20 minutes as in 30: two stretches that are no share of each other yet.
TWO_STRETCHES: Final = re.compile(
    rf"{NUMBER} ?-?(?:{TIMES}|{LENGTHS})\b(?!/).*\b(?:as|than|versus|vs)\b.*"
    rf"{NUMBER} ?-?(?:{TIMES}|{LENGTHS})\b(?!/)"
)
PER_MINUTE: Final = re.compile(
    rf"(?:\b(?:per|an?|each|every) |(?<!m)/ ?){TIMES}\b|(?<!heart )\brate\b"
    r"|\b(?:minute|hour) for \w+\b"
)
PER_LENGTH: Final = re.compile(
    rf"(?:\b(?:per|an?|each|every) |/ ?){LENGTHS}\b|"
    r"\b(?:mile|km|kilomet\w+|step|stride|lap) for \w+\b"
)

AMOUNT: Final = re.compile(
    r"(?P<bound>\b(?:up to|as (?:much|many) as|max(?:imum)?(?: of)?|at most|no more than|"
    r"not more than|(?:less|fewer) than|under|below|at least|more than|"
    r"over(?! \S+ (?:of )?the dist)|above|min(?:imum)?(?: of)?|no less than|"
    r"not less than|upwards of)|(?<![\w/])[<>≤≥]=?)? ?(?:\ban? )?"
    rf"(?P<sign>(?<![\w%])[+-] ?)?(?<!\w)(?<!\d\.)(?P<first>{NUMBER})"
    rf"(?: ?(?:%|times)? ?(?:-|to|or|and|up to) ?(?P<last_sign>(?<= )[+-])?(?P<last>{NUMBER}))?"
    r"(?P<plus> ?\+)? ?-?(?P<unit>%|times\b)(?P<tail> (?:or|and) (?:more|less|up)\b)?"
)
# At the very end a bound may stand behind its number: 30 % more, at most.
BOUND_LAST: Final = re.compile(
    r"\b(?:at (?:the )?most|max(?:imum)?|tops|at (?:the )?least|minimum)[.!) ]*$"
)
REACHES: Final = re.compile(r"up to|as (?:much|many) as|max")
AT_MOST: Final = re.compile(
    r"at (?:the )?most|tops|no more|not more|(?<!no )(?<!not )(?:less|fewer) than|under|below|"
    r"[<≤]|or less"
)
AT_LEAST: Final = re.compile(
    r"at least|(?<!no )(?<!not )more than|over|above|min|no less|not less|upwards|[>≥+]|"
    r"(?:or|and) (?:more|up)"
)

AT: Final = re.compile(r"\bat(?: about| around| only)? ?$")
# What follows an amount that counts people or days.
PEOPLE: Final = re.compile(
    r"^ ?(?:of )?(?:the |all |our |these )?(?:\w+ )?(?:runners|people|women|men|athletes|"
    r"participants)\b"
)
ELSEWHERE: Final = re.compile(
    r"^ ?(?:an? |per |each |every )?"
    r"(?:days?|weeks?|months?|years?|daily|weekly|grade|gradient|incline|slope|sure|certain|convinced|true|"
    r"confiden\w+|ci|chance|probab\w+|likel\w+|interval|practice)\b"
    rf"|^ ?(?!1 ){NUMBER}[ -]?(?:{TIMES}|{LENGTHS})\b"
)
OF_SPEED: Final = re.compile(
    r"^ ?(?:slower|"
    rf"(?:of (?:\w+ ){{0,3}}|(?:(?:less|lower|reduced|higher|the|my|your|{FORWARD}) ){{0,3}})"
    r"(?:speed|pace))\b"
)
# A share of the time or of the way; STRETCH finds it anywhere, the other right behind an amount.
_STRETCH = (
    r" ?(?:(?:of|the|my|your|as many|less|fewer|more|shorter|longer|training|workout) ){0,3}"
    r"(?:(?P<time>as long|time|duration|minutes|hours)|"
    r"as far|distance|mileage|ground|miles|km|kilomet\w+|steps|laps)\b"
)
OF_STRETCH: Final = re.compile(f"^{_STRETCH}")
STRETCH: Final = re.compile(f"(?:%|times){_STRETCH}")
RUN_SO_MUCH: Final = re.compile(r"\b(?:run|jog|walk|go) ?$")
AS_FAST: Final = re.compile(r"^ ?as (?:fast|slow|quick)")
STRETCH_NAMED: Final = re.compile(r"\b(?:time|distance|mileage)\b")
OF_OTHER: Final = re.compile(
    rf"^ ?(?:(?:of|the|your|my|more|less|fewer|body) ){{0,3}}(?:{_OTHER}|\w+ fat\b)"
)
COUNTED: Final = re.compile(
    rf"(?<![\w.]){NUMBER} (?:(?:more|extra|additional|less|fewer) )?(?:calor|kcal|kj|kilojoule)"
)
AGAIN: Final = re.compile(r"^ ?(?:as (?:much|many) )?(?:\w+ )?again\b")
CHANGE_AFTER: Final = re.compile(
    r"^\W*(?:[a-z]+ ){0,2}?(?:"
    r"(?P<less>less|fewer|lower|cheaper|smaller|shorter|slower|easier|off|as slow|"
    r"reduc\w+|decreas\w+|savings?|drop|loss|decline)|"
    r"more|higher|extra|additional|greater|bigger|longer|increase|faster|harder|boost|gain)\b"
)
EXTRA: Final = re.compile(r"\b(?:extra|additional|further|more|plus)(?: \w+)? ?$")
SHARE: Final = re.compile(
    r"^ ?(?:of|the|your|my|as (?:much|many|fast|quick\w*|far|long)|that|what|speed|pace)\b"
)
# The last such word before an amount, with no other verb between the two.
CHANGE_BEFORE: Final = re.compile(
    r".*\b(?:(?P<less>slow|reduc|lower|cut|decreas|sav|drop|fall|fell|los[et]|losing|declin|dip|"
    r"shr[iua]nk|lessen|diminish|down(?=(?: (?:by|to|about|around|some|nearly|almost))* ?$))|"
    r"increas|rais|add|boost|ris(?:e|ing)|rose|grow|grew)\w*"
    r"(?: (?!(?:burns|uses|needs|takes|requires|consumes)\b)\w+){0,6}?"
    r"(?P<to> to(?: about| around| only| just| nearly| roughly| some)?)?\W*$"
)

_USES = r"\b(?:burn|cost|us|use|need|take|tak)(?:s|ing)?"
_SOME = rf"\b(?! (?:\w+ )?{_OTHER})"
_FUEL = r"(?:calor|energ|fuel|oxygen|metabol|cost)"
SAME_ENERGY: Final = re.compile(
    rf"\bsame (?:\w+ (?:of )?)?{_FUEL}|\bno (?:difference|extra)|\bequal {_FUEL}"
    rf"|\bas (?:much|many) {_FUEL}\w* as\b"
    rf"|\bno (?:more|less|fewer|higher|lower|greater) (?:\w+ )?{_FUEL}"
    rf"|{_USES} (?:the same|no more|no less){_SOME}"
)
MORE_ENERGY: Final = re.compile(
    rf"\b(?:more|higher|greater|extra){_SOME} (?:\w+ )?{_FUEL}|{_USES} more{_SOME}|"
    r"(?<!\bno )faster\b"
)
LESS_ENERGY: Final = re.compile(
    rf"\b(?:less|fewer|lower){_SOME} (?:\w+ )?{_FUEL}|{_USES} (?:less|fewer){_SOME}"
)
# A number right before a comparison that could not be read: 30 percnt more calories.
UNREAD: Final = re.compile(
    rf"(?:%|\d\S*(?: (?!(?:{LENGTHS}|{TIMES})\b)[^\s\d,;:]+)?) ?$"
    r"|\b(?:(?:several|multiple|many|couple of|few) (?:times|%)|"
    r"(?:tens|dozens|scores|hundreds|thousands)(?: of)?(?: times| %)?) ?$"
)
# A difference of time, pace or speed: 2 minutes slower, 1:30 per km slower.
PACE_CHANGE: Final = re.compile(
    rf"\d ?(?:km/h|kph|mph|m/s|{TIMES})?(?: ?(?:per|an?|/) ?{LENGTHS})? (?:slower|faster|quicker)\b"
)
SLOWER: Final = re.compile(r"(?<!\bno )\bslow(?:er|s)\b")
FASTER: Final = re.compile(
    r"(?<!\bno )\b(?:faster|quicker)\b|\b(?:calor|energ|burn)[^,;]* as (?:fast|quick\w*)\b"
)

EQUALS: Final = re.compile(
    r"=|≈|\b(?:equals?|equal to|equivalent to|the same (?:\w+ )?as|same (?:\w+ )?as|like|worth|"
    r"corresponds? to|as (?:much|many)(?: \w+)?(?: \w+)? as|counts? as|replaces?|is|are)\b"
)
LAST_LENGTH: Final = re.compile(
    rf"(?P<number>{NUMBER})(?= ?[a-z])(?! ?times)(?: ?(?:{BACKWARD}|{FORWARD}|running))?"
    rf"(?: ?(?P<unit>{LENGTHS}|{TIMES})\b)?(?!.*\d)"
)
FIRST_LENGTH: Final = re.compile(
    rf"^[^\d%]*?(?P<number>{NUMBER})(?!\.?\d| ?(?:%|times))(?: ?(?:{BACKWARD}|{FORWARD}|running))?"
    rf"(?: ?(?P<unit>{LENGTHS}|{TIMES})\b)?"
)
