"""Fonts inside the PDF: only the glyphs that a document shows, by their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from backrun.reports.report_fonts import Face, Stretch

# What a PDF reader needs of a font; shaping is done, and names and letters stand in the PDF.
DROPPED: Final = ("GSUB", "GPOS", "GDEF", "BASE", "cmap", "kern", "name", "OS/2", "post")
SUBSET_TAG: Final = "BKRUNA"
_CMAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
)
_CMAP_TAIL: Final = "endcmap CMapName currentdict /CMap defineresource pop end end\n"


@dataclass(slots=True)
class Embedded:
    """A font of one document: its name there, and the glyphs used with the text of each."""

    face: Face
    name: str
    texts: dict[int, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def use(self, stretch: Stretch) -> None:
        """Take the glyphs of a stretch into the document."""
        if stretch.codes in self.seen:
            return
        self.seen.add(stretch.codes)
        for glyph in stretch.glyphs:
            if not self.texts.get(glyph.number):
                self.texts[glyph.number] = glyph.text


def add_font(document: Any, font: Embedded) -> None:
    """Write a font into a reportlab document under its name there."""
    base = PDFName(f"{SUBSET_TAG}+{font.face.name}")
    numbers = sorted(font.texts)
    widths: list[Any] = []
    for number in numbers:
        widths += [number, PDFArray([round(1000 * font.face.width(number))])]
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": PDFDictionary(
            {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": _descriptor(document, font, base),
        "DW": 0,
        "W": PDFArray(widths),
        "CIDToGIDMap": PDFName("Identity"),
    }
    whole = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("Type0"),
        "BaseFont": base,
        "Encoding": PDFName("Identity-H"),
        "DescendantFonts": PDFArray(
            [document.Reference(PDFDictionary(descendant), f"descendant {font.name}")]
        ),
        "ToUnicode": document.Reference(_stream(_unicode_map(font.texts)), f"map {font.name}"),
    }
    fonts = document.idToObject["BasicFonts"].dict
    fonts[font.name] = document.Reference(PDFDictionary(whole), f"font {font.name}")


def _descriptor(document: Any, font: Embedded, base: PDFName) -> Any:
    """Write the font's own file, and return what describes it."""
    program = _stream(_subset(font.face, sorted(font.texts)))
    program.dictionary["Length1"] = len(program.content)
    descriptor = {
        "Type": PDFName("FontDescriptor"),
        "FontName": base,
        # Symbolic: its glyphs are chosen by number.
        "Flags": 4,
        "FontBBox": PDFArray([-1000, -400, 2000, 1200]),
        "ItalicAngle": 0,
        "Ascent": 1069,
        "Descent": -293,
        "CapHeight": 714,
        "StemV": 80,
        "FontFile2": document.Reference(program, f"program {font.name}"),
    }
    return document.Reference(PDFDictionary(descriptor), f"descriptor {font.name}")


def _subset(face: Face, numbers: Iterable[int]) -> bytes:
    """Return the font file with these glyphs alone, under the numbers that they had."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(numbers)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE
    return bytes(uharfbuzz.subset(face.face, wanted).blob.data)


def _unicode_map(texts: dict[int, str]) -> bytes:
    """Return the table by which a reader copies and searches text."""
    lines = [
        f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for number, text in sorted(texts.items())
        if text
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _stream(content: bytes) -> Any:
    return PDFStream(content=content, filters=[PDFZCompress])
