"""The structure of a PDF for those who have it read out: headings, paragraphs, tables, figures.

reportlab writes none; these are the objects of PDF 1.7, chapter 14.7 and 14.8, made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

Kind = Literal["Document", "H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure"]


@dataclass(slots=True)
class Element:
    """A part of the structure: parts within it, and stretches of pages as (page, number)."""

    kind: Kind
    alt: str = ""
    parts: list[Element | tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """The structure as it grows while the pages are drawn; pages count from 0."""

    open: list[Element] = field(default_factory=lambda: [Element("Document")])
    marked: list[list[Element]] = field(default_factory=lambda: [[]])

    @contextmanager
    def element(self, kind: Kind, alt: str = "") -> Iterator[None]:
        """Put all that is drawn within into a part of its own."""
        part = Element(kind, alt)
        self.open[-1].parts.append(part)
        self.open.append(part)
        yield
        self.open.pop()

    def mark(self) -> int:
        """Give the next stretch of the page a number, and the open part that stretch."""
        page, number = len(self.marked) - 1, len(self.marked[-1])
        self.open[-1].parts.append((page, number))
        self.marked[-1].append(self.open[-1])
        return number

    def new_page(self) -> None:
        """Begin the next page."""
        self.marked.append([])

    def write(self, document: Any, pages: list[Any]) -> None:
        """Write the structure into a reportlab document with these pages."""
        names: dict[int, str] = {}
        self._write_element(self.open[0], "structure", document, names)
        numbers: list[Any] = []
        for number, (page, marked) in enumerate(zip(pages, self.marked, strict=True)):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
            parents = [PDFObjectReference(names[id(element)]) for element in marked]
            numbers += [number, PDFArray(parents)]
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([PDFObjectReference(names[id(self.open[0])])]),
            "ParentTree": PDFDictionary({"Nums": PDFArray(numbers)}),
        }
        document.Catalog.StructTreeRoot = document.Reference(PDFDictionary(root), "structure")
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _write_element(
        self, element: Element, parent: str, document: Any, names: dict[int, str]
    ) -> Any:
        name = names[id(element)] = f"element {len(names)}"
        content: dict[str, Any] = {
            "Type": PDFName("StructElem"),
            "S": PDFName(element.kind),
            "P": PDFObjectReference(parent),
        }
        if element.alt:
            content["Alt"] = PDFString(element.alt)
        content["K"] = PDFArray(
            [
                _stretch(*part)
                if isinstance(part, tuple)
                else self._write_element(part, name, document, names)
                for part in element.parts
            ]
        )
        return document.Reference(PDFDictionary(content), name)


def _stretch(page: int, number: int) -> Any:
    """Refer to a marked stretch; reportlab names its pages Page1, Page2."""
    return PDFDictionary(
        {
            "Type": PDFName("MCR"),
            "Pg": PDFObjectReference(f"Page{page + 1}"),
            "MCID": number,
        }
    )
