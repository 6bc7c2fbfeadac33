"""Paragraphs for print: words of any script set into lines, in both directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from backrun.figures.palette import TEXT
from backrun.reports.report_bidi import levels, reorder
from backrun.reports.report_fonts import Word, clean, shape

Rich = Sequence[tuple[str, bool]]
"""A text in parts, each with whether it is bold."""
# Where Chinese and Japanese do not begin, and do not end, a line.
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〉》〕ー々’”…,.:;?!)]}")
_NOT_LAST = frozenset("（「『【〈《〔‘“([{")


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: sizes in points."""

    size: float
    leading: float
    bold: bool = False
    colour: str = TEXT[False]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of letters that is shaped as one; `level` is odd where it runs to the left.

    `free` tells whether a line may begin with it.
    """

    text: str
    bold: bool
    level: int
    free: bool
    word: Word

    @property
    def width(self) -> float:
        """Width in em."""
        return self.word.width


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its pieces in reading order, the place of each, width, whether it runs to the left.

    Places and width are in points; places from the line's left end.
    """

    pieces: tuple[Piece, ...]
    places: tuple[float, ...]
    width: float
    to_left: bool


@dataclass(slots=True)
class Setter:
    """Sets the paragraphs of one document; what it has shaped goes when the document is done."""

    shaped: dict[tuple[str, bool, bool], Word] = field(default_factory=dict)

    def lines(self, text: str | Rich, style: Style, width: float) -> list[Line]:
        """Return a text as lines of at most `width` points; line ends in it are kept."""
        rich = [(text, style.bold)] if isinstance(text, str) else list(text)
        found: list[Line] = []
        for paragraph in _paragraphs(rich):
            found += self._paragraph(paragraph, style.size, width)
        return found

    def width(self, text: str, style: Style) -> float:
        """Return the width of a text on one line, in points."""
        return sum(line.width for line in self.lines(text, style, float("inf")))

    def fitted(self, lead: str, name: str, style: Style, width: float) -> Rich:
        """Return a name in bold behind its lead, cut with three dots where one line ends."""
        shown = name
        while len(self.lines([(lead, style.bold), (shown, True)], style, width)) > 1:
            shown = shown[: -max(1, len(shown) // 20) - 1].rstrip() + "…"
        return [(lead, style.bold), (shown, True)]

    def _paragraph(self, rich: Rich, size: float, width: float) -> list[Line]:
        text = "".join(part for part, _ in rich)
        runs = levels(text)
        bold = [is_bold for part, is_bold in rich for _ in part]
        pieces = [self._piece(*cut) for cut in _cuts(text, runs, bold)]
        to_left = _runs_to_left(text)
        return [self._line(line, size, to_left) for line in self._broken(pieces, width / size)]

    def _piece(self, text: str, bold: bool, level: int, free: bool) -> Piece:
        key = (text, bold, level % 2 == 1)
        if key not in self.shaped:
            self.shaped[key] = shape(text, bold=bold, backward=key[2])
        return Piece(text, bold, level, free, self.shaped[key])

    def _broken(self, pieces: list[Piece], width: float) -> Iterator[list[Piece]]:
        """Fill lines of a width in em with groups of pieces that stay together."""
        line: list[Piece] = []
        used = 0.0
        for group in self._groups(pieces, width):
            needed = sum(piece.width for piece in group if piece.text != " ")
            if line and used + needed > width:
                yield line
                line, used = [], 0.0
            line += group
            used += sum(piece.width for piece in group)
        yield line

    def _groups(self, pieces: list[Piece], width: float) -> Iterator[list[Piece]]:
        """Return words with the space behind them; a word wider than a line comes in letters."""
        group: list[Piece] = []
        for piece in pieces:
            if piece.free and group:
                yield from self._fitting(group, width)
                group = []
            group.append(piece)
        if group:
            yield from self._fitting(group, width)

    def _fitting(self, group: list[Piece], width: float) -> Iterator[list[Piece]]:
        if sum(piece.width for piece in group if piece.text != " ") <= width:
            yield group
            return
        for piece in group:
            for letter in _letters(piece.text):
                yield [self._piece(letter, piece.bold, piece.level, True)]

    def _line(self, pieces: list[Piece], size: float, to_left: bool) -> Line:
        while pieces and pieces[-1].text == " ":
            pieces = pieces[:-1]
        places, reached = [0.0] * len(pieces), 0.0
        for number in reorder(range(len(pieces)), [piece.level for piece in pieces]):
            places[number] = reached
            reached += pieces[number].width * size
        return Line(tuple(pieces), tuple(places), reached, to_left)


def rich_text(markdown: str) -> list[tuple[str, bool]]:
    """Return a sentence of ours in parts: what stands between two asterisks is bold.

    >>> rich_text("It costs **12 %** more.")
    [('It costs ', False), ('12 %', True), (' more.', False)]
    """
    parts = [(part, place % 2 == 1) for place, part in enumerate(markdown.split("**"))]
    return [part for part in parts if part[0]]


def cut_to(lines: Sequence[Line], most: int) -> tuple[list[Line], int]:
    """Return at most so many lines, and the number of letters in those left out."""
    left = sum(len(piece.text) for line in lines[most:] for piece in line.pieces)
    return list(lines[:most]), left


def _paragraphs(rich: Iterable[tuple[str, bool]]) -> Iterator[Rich]:
    parts: list[tuple[str, bool]] = []
    for text, bold in rich:
        first, *others = clean(text).replace("\t", " ").split("\n")
        parts.append((first, bold))
        for other in others:
            yield parts
            parts = [(other, bold)]
    yield parts


def _cuts(
    text: str, runs: Sequence[int], bold: Sequence[bool]
) -> Iterator[tuple[str, bool, int, bool]]:
    """Cut a paragraph at spaces, changes of direction or weight, and around Chinese letters."""
    start, free = 0, True
    for place in range(1, len(text) + 1):
        end = place == len(text)
        apart = not end and _may_part(text[place - 1], text[place])
        changed = not end and (runs[place], bold[place]) != (runs[place - 1], bold[place - 1])
        space = not end and " " in text[place - 1 : place + 1]
        if end or apart or changed or space:
            yield text[start:place], bold[start], runs[start], free
            free = apart or (not end and text[place - 1] == " " != text[place])
            start = place


def _may_part(before: str, after: str) -> bool:
    """Return whether a line may end between two letters that no space parts."""
    if unicodedata.combining(after) or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before != " " != after and (_is_wide(before) or _is_wide(after))


def _is_wide(character: str) -> bool:
    # Korean is wide too, and has spaces.
    return ord(character) >= 0x2E80 and (
        unicodedata.east_asian_width(character) == "W" and not 0xAC00 <= ord(character) <= 0xD7A3
    )


def _letters(text: str) -> Iterator[str]:
    """Return letters with the marks that belong to them."""
    letter = ""
    for character in text:
        if letter and unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf"):
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter


def _runs_to_left(text: str) -> bool:
    """Return whether a paragraph runs to the left: its first strong letter says so."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)
