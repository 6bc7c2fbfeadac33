"""Numbers as people write them, turned into digits: words, fractions, commas, dashes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_SMALL: Final = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_LARGE: Final = {"thousand": 1000, "million": 1_000_000}
_PARTS: Final = {
    word: value
    for value, word in enumerate(
        re.findall(r"\w+", "half third quarter fifth sixth seventh eighth ninth tenth"), 2
    )
}
_WORD = "|".join(sorted((*_SMALL, "hundred", *_LARGE), key=len, reverse=True))
_NUMBER_WORDS = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]|\band\b)+(?:{_WORD}))*\b")
_DIGITS = r"\d+(?:\.\d+)?"
_LENGTH = r"(?:of )?(?:an? )?(?:mile|km|kilomet|lap|hour|marathon|minute)"
_FRACTION_WORDS = re.compile(
    rf"\b(\d+|an?)[ -](?:an? )?({'|'.join(_PARTS)})s?\b(?! {_LENGTH})(?!-{_LENGTH})"
)
# Parts of a stretch, which are no share of the energy: half a mile, an hour and a half.
_UNIT = r"(miles?|km|kilomet\w+|laps?|hours?|minutes?)"
_PART_OF_UNIT = re.compile(
    rf"\b(?:(\d+|an?)[ -])?({'|'.join(_PARTS)})s?[ -](?:of )?(?:an? |1 )?{_UNIT}\b"
)
_UNIT_AND_PART = re.compile(rf"\b(\d+|an?) {_UNIT} and (?:an? )?({'|'.join(_PARTS)})\b")
_MIXED_WORDS = re.compile(rf"\b(\d+)[ -]and[ -](?:an?[ -]|1[ -])?({'|'.join(_PARTS)})\b")
# Before these, a part needs no "a": half more, quarter more.
_MORE = "again|more|less|fewer|extra|higher|lower|faster|slower"
_HALF = re.compile(
    r"\b(?:(?:1|an?)[ -])?half\b"
    rf"(?:(?= (?:as|the|of|that|what|your|my|{_MORE})\b)|(?<=by half|in half)(?! an?\b))"
)
_BARE_PART = re.compile(rf"\b({'|'.join(_PARTS)})\b(?= (?:{_MORE})\b)")

# What is written in several ways, and the one way that the patterns of the parser know.
_SPELLINGS: Final = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"[‐‑‒–—―−]", "-"),
        (r"٪", "%"),
        (r"(?<=\d)[·∙⋅٫](?=\d)", "."),
        # A range of percentages or factors, as some write it: 20...30 %, 20 ~ 30 %, 20/30 %.
        (r"(?<=[\d%])(?<!\d{4}) ?(?:\.{2,3}|[~〜]) ?(?=\d)|(?<=\b\d\d)/(?=\d\d ?%)", "-"),
        (r"[\u2060\u200b\ufeff]", ""),
        (r"[’`]", "'"),
        (r"\s+", " "),
        (r"(?<=\d)-(?=per[ -]?cent)", " "),
        (r"\bper[ -]?cent(?:s|age points?)?\b|\bpct\b|(?<=\d) ?p(?:c\b|\.c\.)", "%"),
        (r"(?<=\d)[ ,](?=\d{3}(?!\d))(?<!\d{4}[ ,])", ""),
        (r"(?<=\d),(?=\d)", "."),
        (r"(?<![\w.])\.(?=\d)", "0."),
        (r"\bfrom 100 ?%? to (?=\d)", "to "),
        (r"\b(?:doubl(?:es?|ed|ing)|twice)\b(?![ -]digit)", "2 times"),
        (r"\b(?:tripl(?:es?|ed|ing)|trebl(?:es?|ed|ing)|thrice)\b(?![ -]digit)", "3 times"),
        (r"\bhalf a dozen\b", "6"),
        (r"\bquadrupl(?:es?|ed|ing)\b", "4 times"),
        (r"\bhalv(?:es?|ed|ing)\b", "50% of"),
        (rf"\b({'|'.join(_ONES)}|\d+(?:\.\d+)?)[ -]?fold\b", r"\1 times"),
        (r"(?<=\d) ?[x×](?![a-z0-9])", " times"),
        (rf"(?<![\w)])(?<!\d )[x×] ?({_DIGITS})\b(?! ?(?:%|times))", r"\1 times"),
    )
)
# These stand on digits, so they come after the number words.
_SPOKEN = re.compile(r"\b(\d+) point (\d(?: \d)*)\b")
_FACTOR = re.compile(rf"\bfactor (?:of )?({_DIGITS}(?: ?(?:-|to) ?{_DIGITS})?)(?! ?times)")
_RATIO = re.compile(rf"({_DIGITS}) ?: ?1\b(?![.:])|\bratio (?:of |is )?({_DIGITS}) to 1\b(?!\.\d)")
# A ratio without its 1; of forward to backward it would be the other way round.
_FORWARD_TO_BACKWARD = re.compile(r"\bforwards?\b[^.;!?]{0,20}?(?:\bto\b|\bover\b|-to-|/|:) ?back")
_BARE_RATIO = re.compile(
    rf"\bratio(?P<about>[^\d.;:!?=]{{0,40}}?)"
    rf"(?: of| is| was| ?=| ?:)? (?P<number>{_DIGITS}(?: ?(?:-|to) ?{_DIGITS})?)"
    r"(?![\d.:/]| ?(?:%|times|to\b|-|steps?\b|miles?\b|km\b|min|s\b|h\b|hours?\b|k?cal|laps?\b))"
)
_LIST = re.compile(
    rf"({_DIGITS}) ?%?(?:, {_DIGITS} ?%?)+,? (?:or|and) ({_DIGITS})(?= ?(?:%|times))"
)
# Two numbers that a doubt stands between: 2 or even 3 times; 20 %, maybe 30 %.
_DOUBTED = re.compile(
    r"(?<=[\d%s]) ?(?:,? ?(?:or |and )?(?:even|maybe|perhaps|possibly|sometimes)"
    r"(?: up to)?|to as (?:much|many) as) (?=\d)"
)
_PLUS_MINUS = re.compile(
    r"(?<![\w.])(\d{1,3}(?:\.\d+)?) ?%? ?(?:±|\+/-) ?(\d{1,3}(?:\.\d+)?)(?![\d.])"
)


def with_digits(text: str) -> str:
    """Return a text in lower case with every number in digits and every fraction as a percentage.

    >>> with_digits("Twenty-five per cent; one and a half times; a third more; 1,5–2×")
    '25 %; 1.5 times; 33.3333% more; 1.5-2 times'
    """
    # Twice, because some characters only take their plain form once they are in lower case.
    text = re.sub("[¼½¾⅓⅔]", r" \g<0>", text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = text.replace("\u2044", "/")
    text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    text = _NUMBER_WORDS.sub(lambda match: _in_digits(match[0]), text)
    text = _SPOKEN.sub(lambda m: f"{m[1]}.{m[2].replace(' ', '')}", text)
    text = _FACTOR.sub(r"\1 times", text)
    text = _RATIO.sub(lambda match: f"{match[1] or match[2]} times", text)
    if not _FORWARD_TO_BACKWARD.search(text):
        text = _BARE_RATIO.sub(r"ratio\g<about> \g<number> times", text)
    text = _PLUS_MINUS.sub(_spread, text)
    text = _LIST.sub(r"\1-\2", text)
    text = _DOUBTED.sub(" to ", text)
    text = _MIXED_WORDS.sub(lambda m: f"{int(m[1]) + 1 / _PARTS[m[2]]:g}", text)
    text = _PART_OF_UNIT.sub(lambda m: f"{_count(m[1]) / _PARTS[m[2]]:g} {m[3]}", text)
    text = _UNIT_AND_PART.sub(lambda m: f"{_count(m[1]) + 1 / _PARTS[m[3]]:g} {m[2]}", text)
    text = re.sub(r"\b(\d+)[ -](\d)/(\d)\b", _mixed, text)
    text = re.sub(r"(?<![\d./])(\d)/(\d)(?![\d/])", lambda m: _percent(int(m[1]), int(m[2])), text)
    text = _FRACTION_WORDS.sub(_fraction, _HALF.sub("50%", text))
    return _BARE_PART.sub(lambda match: _percent(1, _PARTS[match[1]]), text)


def _in_digits(words: str) -> str:
    """Write number words in digits; words that do not join (`two-three`) stay apart."""
    written, gap, total, current = "", "", 0, None
    for word in re.findall(r"[a-z]+|[^a-z]+", words):
        if word == "hundred" and (current or 1) < 100:
            current = 100 * (current or 1)
        elif word in _LARGE:
            total, current = total + (current or 1) * _LARGE[word], 0
        elif word not in _SMALL:
            gap += word
            continue
        elif current is None or _joins(current, _SMALL[word]):
            current = (current or 0) + _SMALL[word]
        else:
            written, total, current = f"{written}{total + current}{gap}", 0, _SMALL[word]
        gap = ""
    return f"{written}{total + (current or 0)}{gap}"


def _joins(number: int, smaller: int) -> bool:
    """Say whether a number below 100 is spoken on behind another: `twenty`-`five`, not `two`."""
    last = number % 100
    return last == 0 or (last >= 20 and last % 10 == 0 and 0 < smaller < 10)


def _mixed(match: re.Match[str]) -> str:
    whole, top, bottom = (int(part) for part in match.groups())
    return f"{whole + top / bottom:g}" if bottom else match[0]


def _spread(match: re.Match[str]) -> str:
    middle, either_way = float(match[1]), float(match[2])
    return f"{max(middle - either_way, 0):g}-{middle + either_way:g}"


def _percent(top: int, bottom: int) -> str:
    return f"{100 * top / bottom:g}%" if bottom else f"{top}/{bottom}"


def _fraction(match: re.Match[str]) -> str:
    return _percent(_count(match[1]), _PARTS[match[2]])


def _count(word: str | None) -> int:
    """Return a number that may be an article, or left out."""
    return int(word) if word and word.isdigit() else 1
