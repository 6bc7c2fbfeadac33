"""A PDF as it is drawn: text, lines and areas from the top left of a page, tagged as they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from backrun.reports.report_embed import Embedded, add_font
from backrun.reports.report_fonts import Face, Stretch
from backrun.reports.report_tags import Kind, Structure
from backrun.reports.report_text import Line, Rich, Setter, Style

Point = tuple[float, float]
Align = Literal["left", "right", "center"]
ANY_WIDTH = 1e6


class Document:
    """A PDF under way. Lengths are in points, places from the top left of the page."""

    def __init__(self, size: Point, *, title: str, author: str, subject: str, now: date) -> None:
        self.width, self.height = size
        self.setter = Setter()
        self._file = BytesIO()
        self.canvas = Canvas(
            self._file, pagesize=size, invariant=1, pageCompression=1, lang="en", pdfVersion=(1, 7)
        )
        # The day of the report is all that its time stamp says, so that equal reports are equal.
        stamp = TimeStamp(invariant=1)
        stamp.YMDhms = (now.year, now.month, now.day, 0, 0, 0)
        self.canvas._doc._timeStamp = stamp
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.canvas.setCreator("backrun")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self._fonts: dict[str, Embedded] = {}
        self._structure = Structure()
        self._marking = False

    @contextmanager
    def group(self, kind: Kind, alt: str = "") -> Iterator[None]:
        """Put all that is drawn within into a part of the structure."""
        with self._structure.element(kind, alt):
            yield

    @contextmanager
    def one(self, kind: Kind, alt: str = "") -> Iterator[None]:
        """Draw one part, such as a figure with a text for those who do not see it."""
        with self._structure.element(kind, alt):
            self._code(f"/{kind} <</MCID {self._structure.mark()}>> BDC")
            self._marking = True
            yield
            self._marking = False
            self._code("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Draw what is not to be read out, unless it is within a part."""
        if self._marking:
            yield
            return
        self._code("/Artifact BMC")
        self._marking = True
        yield
        self._marking = False
        self._code("EMC")

    def text(
        self,
        place: Point,
        text: str | Rich,
        style: Style,
        width: float = ANY_WIDTH,
        *,
        kind: Kind = "P",
        align: Align = "left",
    ) -> float:
        """Draw a paragraph with its top left corner at a place and return where it ends below."""
        lines = self.setter.lines(text, style, width)
        if self._marking:
            return self.lines(place, lines, style, width, align=align)
        with self.one(kind):
            return self.lines(place, lines, style, width, align=align)

    def lines(
        self,
        place: Point,
        lines: Sequence[Line],
        style: Style,
        width: float = ANY_WIDTH,
        *,
        align: Align = "left",
    ) -> float:
        """Draw lines that have been set; those that run to the left end at the right."""
        x, y = place
        self.canvas.setFillColor(HexColor(style.colour))
        for number, line in enumerate(lines):
            left = {"left": 0.0, "right": -line.width, "center": -line.width / 2}[align]
            if align == "left" and line.to_left and width < ANY_WIDTH:
                left = width - line.width
            middle = y + (number + 0.5) * style.leading
            # Capitals are 0.714 em high: their middle lies in the middle of the line.
            self._line((x + left, middle + 0.357 * style.size), line, style.size)
        return y + len(lines) * style.leading

    def height_of(self, text: str | Rich, style: Style, width: float) -> float:
        """Return the height that a paragraph will take."""
        return len(self.setter.lines(text, style, width)) * style.leading

    def polyline(
        self, points: Sequence[Point], colour: str, width: float, *, dash: Sequence[float] = ()
    ) -> None:
        """Draw a line through points."""
        with self.decoration():
            self.canvas.saveState()
            self.canvas.setStrokeColor(HexColor(colour))
            self.canvas.setLineWidth(width)
            self.canvas.setLineJoin(1)
            self.canvas.setDash(list(dash))
            self._code(f"{self._path(points)} S")
            self.canvas.restoreState()

    def polygon(self, points: Sequence[Point], colour: str, *, opacity: float = 1.0) -> None:
        """Fill an area."""
        with self.decoration():
            self.canvas.saveState()
            self.canvas.setFillColor(HexColor(colour))
            if opacity < 1:
                self.canvas.setFillAlpha(opacity)
            self._code(f"{self._path(points)} h f")
            self.canvas.restoreState()

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Fill rectangles, each by left, top, width and height, as one area."""
        with self.decoration():
            self.canvas.setFillColor(HexColor(colour))
            areas = [
                f"{left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re"
                for left, top, width, height in boxes
            ]
            self._code(" ".join([*areas, "f"]))

    def dot(self, place: Point, radius: float, colour: str, inside: str) -> None:
        """Draw a dot with an outline."""
        with self.decoration():
            self.canvas.setFillColor(HexColor(inside))
            self.canvas.setStrokeColor(HexColor(colour))
            self.canvas.setLineWidth(1.2)
            self.canvas.circle(place[0], self.height - place[1], radius, stroke=1, fill=1)

    def link(self, address: str, left: float, top: float, right: float, bottom: float) -> None:
        """Make a rectangle a link."""
        area = (left, self.height - bottom, right, self.height - top)
        self.canvas.linkURL(address, area, Contents="Opens these numbers in backrun")

    def new_page(self) -> None:
        """End the page and begin another one."""
        self.canvas.showPage()
        self._structure.new_page()

    def finish(self) -> bytes:
        """Write fonts and structure and return the file."""
        self.canvas.showPage()
        document = self.canvas._doc
        for font in self._fonts.values():
            add_font(document, font)
        self._structure.write(document, document.Pages.pages)
        for page in document.Pages.pages:
            # By itself reportlab would write pages as text, larger and slower.
            page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self.canvas.save()
        return self._file.getvalue()

    def _path(self, points: Sequence[Point]) -> str:
        pairs = [f"{x:.2f} {self.height - y:.2f}" for x, y in points]
        return f"{pairs[0]} m " + " ".join(f"{pair} l" for pair in pairs[1:])

    def _line(self, place: Point, line: Line, size: float) -> None:
        """Write the words of a line, its base line at a place, in reading order.

        Words that follow one another in one font become one operator.
        """
        x, y = place[0], self.height - place[1]
        self._code("BT")
        run = _Run(size)
        for piece, left in zip(line.pieces, line.places, strict=True):
            # Letters that are drawn in another number or order say what they are.
            said = piece.level % 2 == 0 and not piece.word.plain
            if said:
                self._code(run.end())
                actual = ("\ufeff" + piece.text).encode("utf-16-be").hex().upper()
                self._code(f"/Span <</ActualText <{actual}>>> BDC")
            for stretch in piece.word.stretches:
                font = self._font(stretch.face)
                font.use(stretch)
                self._code(run.add(font.name, stretch, x + left, y))
            if said:
                self._code(run.end() + " EMC")
        self._code(run.end() + " ET")

    def _font(self, face: Face) -> Embedded:
        if face.name not in self._fonts:
            self._fonts[face.name] = Embedded(face, f"B{len(self._fonts)}")
        return self._fonts[face.name]

    def _code(self, text: str) -> None:
        self.canvas._code.append(text)


@dataclass(slots=True)
class _Run:
    """Stretches of text on their way into one operator."""

    size: float
    font: str = ""
    start: Point = (0.0, 0.0)
    reached: Point = (0.0, 0.0)
    codes: str = ""

    def add(self, font: str, stretch: Stretch, x: float, y: float) -> str:
        """Take a stretch of a word that starts at a place; return what it does not go on."""
        start = (x + stretch.right * self.size, y + stretch.up * self.size)
        done = ""
        if font != self.font or max(abs(start[i] - self.reached[i]) for i in (0, 1)) > 0.01:
            done = self.end()
            self.font, self.start = font, start
        self.codes += stretch.codes
        self.reached = (x + stretch.end * self.size, start[1])
        return done

    def end(self) -> str:
        """Return the operator for what has been taken so far."""
        codes, font, (x, y) = self.codes.replace("><", ""), self.font, self.start
        self.codes = self.font = ""
        return f"/{font} {self.size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{codes}] TJ" if codes else ""
