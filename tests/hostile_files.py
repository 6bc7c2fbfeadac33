"""Small files that would make a server work hard, or hold much."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from roster_files import HEADINGS, repacked, workbook

MUCH = 9_500_000
"""Bytes that a part unpacks to, below the limit for the whole file."""
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
HOSTILE = {
    "cell formats": (STYLES, "cellXfs", "<xf/>"),
    "fonts": (STYLES, "fonts", "<font/>"),
    "borders": (STYLES, "borders", "<border/>"),
    "differential formats": (STYLES, "dxfs", "<dxf/>"),
    "rich text": (STRINGS, "si", "<r><t>x</t></r>"),
    "strings": (STRINGS, "sst", "<si/>"),
    "rows": (SHEET, "sheetData", "<row/>"),
    "cells": (SHEET, "row", "<c/>"),
    "sheets": (BOOK, "sheets", '<sheet name="a" sheetId="1" r:id="rId1"/>'),
    "relationships": (
        RELATIONSHIPS,
        "Relationships",
        '<Relationship Id="a" Type="b" Target="c"/>',
    ),
}
"""Where in a workbook an element stands ever so often: the part, its parent, the element."""


@cache
def plain_book() -> bytes:
    return workbook(HEADINGS, ("Anna", 61, "5:30"))


def part_of(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def repeated(name: str) -> bytes:
    """Return a workbook that holds one element a million times."""
    part, parent, element = HOSTILE[name]
    xml = part_of(plain_book(), part)
    many = element.encode() * (MUCH // len(element))
    changed, count = re.subn(
        rf"(<{parent}[^>]*?)(/>|>)".encode(),
        lambda m: m[1] + b">" + many + (f"</{parent}>".encode() if m[2] == b"/>" else b""),
        xml,
        count=1,
    )
    assert count
    return repacked(plain_book(), {part: changed})


def last_row() -> bytes:
    """Return a workbook with one more client in the last row that a sheet has."""
    data = workbook(HEADINGS, ("Anna", 61, "5:30"), ("Ben", 80, "6:00"))
    xml = part_of(data, SHEET).replace(b'<row r="3"', b'<row r="1048576"')
    return repacked(data, {SHEET: re.sub(rb'r="([ABC])3"', rb'r="\g<1>1048576"', xml)})


def long_texts() -> bytes:
    """Return a workbook whose cells all hold the same long text, which the file holds once."""
    data = workbook(HEADINGS, *[("x" * 30_000,) * 60] * 2_000)
    assert len(data) < 2**20
    return data


def entities(encoding: str) -> bytes:
    """Return a workbook whose texts are entities, in an encoding."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    xml += '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    xml += "<si><t>&a;</t></si></sst>"
    return repacked(plain_book(), {STRINGS: xml.encode(encoding)})


def many_problems() -> bytes:
    """Return a CSV file of weeks with hundreds of bad days each."""
    week = "a_" * 80
    return b"Name,Weight,Pace,Day by day\n" + f"Anna,60,6:00,{week}\n".encode() * 5_000


def three_bad() -> bytes:
    """Return a CSV file of 5 000 rows of three cells, which are all bad."""
    return b"Name,Weight,Pace\n" + b"=x,heavy,slow\n" * 5_000


def all_bad() -> bytes:
    """Return a CSV file of 5 000 rows with a bad cell in every column."""
    heads = "Name,Weight,Pace,Share,Days,Minutes,Backward,Day by day,Grade,Surface,Age,Sex,Height\n"
    return (heads + ("=x," + "bad value 1," * 12 + "\n") * 5_000).encode()


def far_out() -> bytes:
    """Return a CSV file of 45 000 numbers out of range, with all the digits that there can be."""
    heads = "Name,Weight,Pace,Share,Days,Minutes,Backward,Grade,Age,Height\n"
    cells = ",".join(("999.123456789012", "99:59.12345678", *["9999.12345678901"] * 7))
    return (heads + "".join(f"n{n},{cells}\n" for n in range(5_000))).encode()


def empty_lines() -> bytes:
    """Return a CSV file of a million empty lines."""
    return b"\n" * 2**20


def long_gap() -> bytes:
    """Return a CSV file with a weight of a hundred thousand spaces between two digits."""
    return b"Name,Weight,Pace\nAnna,1" + b" " * 100_000 + b"1,6:00\n"
