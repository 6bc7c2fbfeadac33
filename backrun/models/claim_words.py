"""The words that claims are made of: patterns over a text whose numbers are in digits."""

from __future__ import annotations

import re
from typing import Final

from backrun.scenario import Basis

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
    r"calor|kcal|\bkj\b|energ|oxygen|\bvo2|metabol|\bburn|\bfuel|joule|\bcosts?\b|expend|\bmets?\b"
)
SPEED: Final = re.compile(r"\b(?:slow|fast|speed|pace|quick|veloc)")
OTHER: Final = re.compile(
    r"\b(?:knee|joint|muscle|muscular|quad|hamstring|glute|calf|calves|shin|thigh|core|balanc|"
    r"injur|fat\b|weight|heart|pulse|bpm|streng|strong|impact|postur|stress|memor|econom|agil|"
    r"jump|sore|skinfold|hips?\b|ankle|bone|pain|hearing|vision|brain|popular|views|search)"
)
# With these words alone around a number, it can only be about what running backward costs.
FILLERS: Final = frozenset(
    re.findall(
        r"\w+",
        "each every hour hours kilometer kilometre km lap laps mile miles minute minutes "
        "a about additional again ago almost an and approx approximately are around as at back "
        "backward backwards be between by ca can circa compared could demanding difference does "
        "doing done down effort even exercise exhausting extra factor fewer for forward "
        "forwards from get go goes going hard harder he high higher i in increase increased "
        "increases intense is it its jog jogging just least less like lower many may might more "
        "most much nearly need needs normal of on only or out over per ratio really reduction "
        "regular required requires retro reverse roughly run running runs same she some take "
        "takes than that the their them then they times tiring to tough tougher training up "
        "versus very vs walk walking walks want we what when which while will with work workout "
        "works would you your",
    )
)
DENIAL: Final = re.compile(
    r"\b(?:not(?! (?:more|less|only))|never|cannot|myth|false|untrue|wrong|hardly)\b|n't\b"
)
WALKING: Final = re.compile(r"\bwalk")
RUNNING: Final = re.compile(r"\b(?:run|jog|sprint)")

TIMES: Final = r"(?:seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h)"
LENGTHS: Final = r"(?:miles?|km|kilomet\w+|laps?|steps?|strides?|met(?:er|re)s?|m|yards?|rounds?)"
_BASES: Final[dict[Basis, str]] = {
    "speed": r"(?:running )?(?:speeds?|pace|velocity)",
    "effort": r"(?:level of )?(?:effort|intensity|exertion|oxygen uptake|vo2)",
    "distance": r"(?:distance|route|course|number of (?:miles|steps|laps|km)|miles?|km)",
    "time": r"(?:amount of )?(?:time|duration|period|number of minutes)",
}
_SAME = r"\b(?:same|equal|identical|given|matched|equally)"
BASES: Final = {basis: re.compile(rf"{_SAME} {words}\b") for basis, words in _BASES.items()}
SAME_HEART_RATE: Final = re.compile(rf"{_SAME} (?:heart ?rate|pulse)\b")
PER_MINUTE: Final = re.compile(rf"(?:\b(?:per|an?|each|every) |(?<!m)/ ?){TIMES}\b|\brate\b")
PER_LENGTH: Final = re.compile(
    rf"(?:\b(?:per|an?|each|every) |/ ?){LENGTHS}\b|\b(?:mile|km|step|lap) for \w+\b"
)

AMOUNT: Final = re.compile(
    r"(?P<bound>\b(?:up to|as (?:much|many) as|max(?:imum)?(?: of)?|at most|no more than|"
    r"not more than|less than|under|below|at least|more than|over|above|min(?:imum)?(?: of)?|"
    r"no less than|not less than|upwards of)|(?<![\w/])[<>≤≥]=?)? ?(?:an? )?"
    rf"(?P<sign>(?<![\w%])[+-] ?)?(?P<first>{NUMBER})"
    rf"(?: ?(?:%|times)? ?(?:-|to|or|and|up to) ?(?P<last>{NUMBER}))?"
    r"(?P<plus> ?\+)? ?-?(?P<unit>%|times\b)(?P<tail> (?:or|and) (?:more|less|up)\b)?"
)
REACHES: Final = re.compile(r"up to|as (?:much|many) as|max")
AT_MOST: Final = re.compile(
    r"at most|no more|not more|(?<!no )(?<!not )less than|under|below|[<≤]|or less"
)
AT_LEAST: Final = re.compile(
    r"at least|(?<!no )(?<!not )more than|over|above|min|no less|not less|upwards|[>≥+]|"
    r"(?:or|and) (?:more|up)"
)

# What follows an amount that counts people or days.
PEOPLE: Final = re.compile(
    r"^ ?(?:of )?(?:the |all |our |these )?(?:\w+ )?(?:runners|people|women|men|athletes|"
    r"participants)\b"
)
ELSEWHERE: Final = re.compile(
    r"^ ?(?:an? |per |each |every )?"
    r"(?:days?|weeks?|months?|years?|daily|weekly|grade|incline|slope)\b"
)
OF_SPEED: Final = re.compile(r"^ ?(?:slower|of (?:\w+ ){0,3}(?:speed|pace))\b")
AGAIN: Final = re.compile(r"^ ?(?:as (?:much|many) )?(?:\w+ )?again\b")
LESS: Final = re.compile(
    r"^\W*(?:[a-z]+ ){0,2}?(?:less|fewer|lower|cheaper|smaller|slower|as slow|reduc\w+|"
    r"decreas\w+|saving)\b"
)
MORE: Final = re.compile(
    r"^\W*(?:[a-z]+ ){0,2}?(?:more|higher|extra|additional|greater|bigger|increase|faster|harder)\b"
)
SHARE: Final = re.compile(r"^ ?(?:of|the|as (?:much|many)|that|what)\b")
LESS_BEFORE: Final = re.compile(
    r"\b(?:reduc|lower|cut|decreas|sav|drop|slow)\w*(?: [a-z]+){0,4} ?$"
)
MORE_BEFORE: Final = re.compile(r"\b(?:increas|rais|add|boost|ris|rose|grow)\w*(?: [a-z]+){0,4} ?$")

_USES = r"\b(?:burn|cost|use|need|take)s?"
_FUEL = r"(?:calor|energ|fuel|oxygen|metabol|cost)"
SAME_ENERGY: Final = re.compile(
    rf"\bsame (?:\w+ (?:of )?)?{_FUEL}|\bno (?:difference|extra)|\bequal {_FUEL}"
    rf"|\bas (?:much|many) {_FUEL}\w* as\b|\bno more {_FUEL}|{_USES} the same\b"
)
MORE_ENERGY: Final = re.compile(
    rf"\b(?:more|higher|greater|extra) (?:\w+ )?{_FUEL}|{_USES} more\b|\bfaster\b"
)
LESS_ENERGY: Final = re.compile(
    rf"\b(?:less|fewer|lower) (?:\w+ )?{_FUEL}|{_USES} (?:less|fewer)\b"
)
SLOWER: Final = re.compile(r"\bslow(?:er|s)\b")
FASTER: Final = re.compile(r"\b(?:faster|quicker)\b")

EQUALS: Final = re.compile(
    r"=|≈|\b(?:equals?|equal to|equivalent to|the same (?:\w+ )?as|same (?:\w+ )?as|like|worth|"
    r"corresponds? to|as (?:much|many)(?: \w+)?(?: \w+)? as|counts? as|replaces?|is|are)\b"
)
LAST_LENGTH: Final = re.compile(
    rf"(?P<number>{NUMBER})(?= ?[a-z])(?: ?(?:{BACKWARD}|{FORWARD}|running))?"
    rf"(?: ?(?P<unit>{LENGTHS}|{TIMES})\b)?(?!.*\d)"
)
FIRST_LENGTH: Final = re.compile(
    rf"^[^\d%]*?(?P<number>{NUMBER})(?! ?(?:%|times))(?: ?(?:{BACKWARD}|{FORWARD}|running))?"
    rf"(?: ?(?P<unit>{LENGTHS}|{TIMES})\b)?"
)
