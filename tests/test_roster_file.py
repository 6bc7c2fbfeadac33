"""Lists of clients: good rows are read, and each bad file and row gets a message."""

import re
from contextlib import suppress
from datetime import date, time, timedelta
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roster_files import (
    HEADINGS,
    fixture,
    repacked,
    rows_of,
    two_megabytes,
    workbook,
    zip_bomb,
)

from backrun import Runner, Scenario, Week
from backrun.link import read_link
from backrun.models.roster.clients import Client
from backrun.reports.roster.columns import COLUMNS, find_column, plain_words, split_unit
from backrun.reports.roster.file import RosterFile, read_name, read_roster
from backrun.reports.roster.sheet import RosterFileError, sheet_rows
from backrun.units import speed_m_s

LAYOUT = (
    "a first row with headings (Name; Weight, kg; Forward pace, min/km; and more), "
    "then one row a client"
)
FORMATS = "allowed: CSV in UTF-8 or Excel (.xlsx)"
EVERY_COLUMN = (
    "Name; Weight, kg; Forward pace, min/km; Backward speed, % of forward; Running, days a week; "
    "Run, min; Backward, min; Day by day; Grade, %; Surface; Age, years; Sex; Height, cm"
)


def names(file: RosterFile) -> list[str]:
    return [client.name for client in file.clients]


def said(file: RosterFile) -> list[str]:
    return [str(problem) for problem in file.problems]


class TestGoodFiles:
    def test_every_column_with_commas(self) -> None:
        file = read_roster(fixture("good_comma.csv"))
        assert file.problems == ()
        week, rejected = read_link({"week": "mon40-4_sat60-10@5:50"})
        assert rejected == []
        assert file.clients == (
            Client(
                "Anna",
                Scenario(
                    runner=Runner(mass_kg=61.5, age_years=34, sex="female", height_m=1.68),
                    pace_s_per_km=330.0,
                    backward_share=0.72,
                    week=Week.even(3, 40.0, 6.0),
                ),
            ),
            Client(
                "Ben Ångström",
                Scenario(
                    runner=Runner(mass_kg=84.0),
                    pace_s_per_km=375.0,
                    backward_share=0.65,
                    grade=0.025,
                    surface="track",
                    week=week.week,
                ),
            ),
            Client(
                "李雷",
                Scenario(
                    runner=Runner(mass_kg=70.0, age_years=52, sex="male"), pace_s_per_km=300.0
                ),
            ),
        )

    def test_semicolons_a_byte_order_mark_imperial_units_and_synonyms(self) -> None:
        file = read_roster(fixture("good_semicolon.csv"))
        assert said(file) == []
        anna, ben = (client.scenario for client in file.clients)
        assert anna.runner == Runner(mass_kg=135.5 * 0.45359237, sex="female")
        assert anna.pace_s_per_km == pytest.approx(531 / 1.609344)
        assert ben.grade == 0.025

    def test_tabs_and_units_behind_the_numbers(self) -> None:
        file = read_roster(fixture("good_tab.csv"))
        assert said(file) == []
        anna, ben = (client.scenario for client in file.clients)
        assert (anna.runner.mass_kg, anna.pace_s_per_km, anna.backward_share) == (61.5, 330.0, 0.72)
        assert (anna.surface, ben.surface) == ("track", "treadmill")
        assert ben.runner.mass_kg == pytest.approx(83.9146, abs=1e-4)
        assert ben.pace_s_per_km == 330.0

    def test_a_heading_without_a_unit_is_in_the_coachs_units(self) -> None:
        data = b"Name,Weight,Pace\nAnna,135,8:51\n"
        runner = read_roster(data, "imperial").clients[0].scenario
        assert runner.runner.mass_kg == pytest.approx(61.235, abs=1e-3)
        assert runner.forward_speed_m_s == pytest.approx(speed_m_s(531 / 1.609344))
        assert said(read_roster(data)) == []
        assert read_roster(data).clients[0].scenario.runner.mass_kg == 135.0

    def test_blank_rows_are_passed_over_and_counted(self) -> None:
        file = read_roster(b"\n\nName,Weight,Pace\n\nAnna,61,5:30\n,,\n\nBen,x,5:30\n")
        assert names(file) == ["Anna"]
        assert said(file) == ["Row 8: Weight: 'x' is not a number; allowed: 30 to 250 kg"]

    def test_results_behind_the_entries_are_passed_over(self) -> None:
        file = read_roster(b"Name,Weight,Pace,Results,Ratio,Age\nAnna,61,5:30,speed,1.3,7\n")
        assert said(file) == []
        assert file.clients[0].scenario.runner.age_years is None


class TestExcel:
    def test_numbers_texts_and_blank_cells(self) -> None:
        file = read_roster(
            workbook(
                (*HEADINGS, "Backward speed", "Grade, %", "Sex"),
                ("Anna", 61.5, "5:30", 72, None, "F"),
                (),
                ("Ben", 80, "6:00", None, 2.5, None),
            )
        )
        assert said(file) == []
        anna, ben = (client.scenario for client in file.clients)
        assert (anna.runner.mass_kg, anna.backward_share, anna.runner.sex) == (61.5, 0.72, "female")
        assert (ben.grade, ben.backward_share) == (0.025, 0.7)

    @pytest.mark.parametrize(
        ("cell", "form", "seconds"),
        [
            (time(5, 30), "h:mm", 330.0),
            (time(0, 5, 30), "h:mm:ss", 330.0),
            (timedelta(minutes=5, seconds=30), "[m]:ss", 330.0),
            (timedelta(hours=5, minutes=30), "[h]:mm", 330.0),
            ("5:30", "@", 330.0),
        ],
    )
    def test_a_pace_typed_as_a_time_of_day(self, cell, form: str, seconds: float) -> None:
        file = read_roster(workbook(HEADINGS, ("Anna", 61, cell), formats={2: form}))
        assert said(file) == []
        assert file.clients[0].scenario.pace_s_per_km == seconds

    def test_a_pace_past_midnight(self) -> None:
        cells = ("Name", "Weight, lb", "Pace, min/mile"), ("Anna", 135, timedelta(hours=24))
        for form in ("h:mm", "[h]:mm:ss"):
            file = read_roster(workbook(*cells, formats={2: form}))
            assert said(file) == []
            pace = file.clients[0].scenario.pace_s_per_km
            assert pace == pytest.approx(24 * 60 / 1.609344)

    def test_a_share_in_per_cent(self) -> None:
        data = workbook((*HEADINGS, "Share"), ("Anna", 61, "5:30", 0.72), formats={3: "0%"})
        assert read_roster(data).clients[0].scenario.backward_share == 0.72

    def test_a_date_is_no_pace(self) -> None:
        data = workbook(HEADINGS, ("Anna", 61, date(2026, 5, 30)), formats={2: "yyyy-mm-dd"})
        assert said(read_roster(data)) == [
            "Row 2: Forward pace: '2026-05-30T00:00:00' is not minutes:seconds; "
            "allowed: 2:30 to 15:00 /km"
        ]

    def test_a_title_above_the_headings_is_named_alone(self) -> None:
        with pytest.raises(
            RosterFileError, match=r"has no known heading \('My clients'\); allowed"
        ):
            read_roster(workbook(("My clients",), HEADINGS, ("Anna", 61, "5:30")))

    def test_formulas_are_refused_and_good_rows_kept(self) -> None:
        data = workbook(HEADINGS, ("Anna", 61, "5:30"), ("=A2", "=B2*2", "5:00"))
        file = read_roster(data)
        assert names(file) == ["Anna"]
        assert said(file) == [
            "Row 3: Name: '=A2' is a formula; allowed: a value",
            "Row 3: Weight: '=B2*2' is a formula; allowed: a value",
        ]

    def test_rows_far_below_are_found_and_columns_far_to_the_right_are_not(self) -> None:
        file = BytesIO()
        rows = (*([()] * 2000), ("Ben", 80, "6:00", *([None] * 90), "x"))
        file.write(workbook(HEADINGS, ("Anna", 61, "5:30"), *rows))
        assert names(read_roster(file.getvalue())) == ["Anna", "Ben"]


BROKEN = {
    "empty.csv": f"The file is empty; allowed: {LAYOUT}",
    "header_only.csv": "The file has headings and no row below them; allowed: one row a client",
    "wrong_delimiter.csv": "The first row has no known heading ('Name|Weight|Pace'); allowed: "
    f"{LAYOUT}, separated by commas, semicolons or tabs",
    "latin_1.csv": f"The file is not UTF-8 text (byte 21 is 0xe9); {FORMATS}. "
    "In Excel: save as “CSV UTF-8”",
    "utf_16.csv": f"The file is text in UTF-16; {FORMATS}. In Excel: save as “CSV UTF-8”",
    "missing_column.csv": f"No column for Weight, kg and Forward pace, min/km; allowed: {LAYOUT}",
    "open_quote.csv": f"Row 3 cannot be read: a quotation mark is left open; {FORMATS}",
    "picture.csv": f"The file is a PNG picture; {FORMATS}",
    "picture.xlsx": f"The file is a PNG picture; {FORMATS}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_used_says_why(name: str) -> None:
    with pytest.raises(RosterFileError) as refusal:
        read_roster(fixture(name))
    assert str(refusal.value) == BROKEN[name]


@pytest.mark.parametrize("data", ["Name,Weight,Pace", None, ["Anna"]])
def test_what_is_no_content_of_a_file_is_named(data: object) -> None:
    said = re.escape(f"data: {data!r}; allowed: the bytes of a file")
    with pytest.raises(RosterFileError, match=f"^{said}$"):
        read_roster(data)


PARTLY = {
    "unknown_column.csv": (
        ["Anna", "Ben"],
        [
            "Row 1: 'Shoe size' is not a column of a roster, so it is left out; "
            f"allowed: {EVERY_COLUMN}"
        ],
    ),
    "text_in_number.csv": (
        ["Anna"],
        [
            "Row 3: Weight: 'heavy' is not a number; allowed: 30 to 250 kg",
            "Row 4: Forward pace: '5.5' is not minutes:seconds; allowed: 2:30 to 15:00 /km",
        ],
    ),
    "not_a_number.csv": (
        ["Cleo"],
        [
            "Row 2: Weight: 'NaN' is not a number; allowed: 30 to 250 kg",
            "Row 3: Age: 'inf' is not a number; allowed: 18 to 90 years",
        ],
    ),
    "out_of_range.csv": (
        ["Eva"],
        [
            "Row 2: Weight: 9000 kg; allowed: 30 to 250 kg",
            "Row 3: Forward pace: 1:59 /km; allowed: 2:30 to 15:00 /km",
            "Row 3: Grade: 30 %; allowed: -10 to 25 %",
            "Row 4: Backward: 50 min; allowed: at most the run's 40 min",
            "Row 5: Monday: Backward: 50 min; allowed: at most the day's 40 min",
        ],
    ),
    "duplicate_name.csv": (
        ["Anna", "Ben"],
        ["Row 4: Name: 'anna' is in row 2 too; allowed: each name once"],
    ),
    "formulas.csv": (
        ["Anna"],
        [
            "Row 3: Name: '=HYPERLINK(\"http://example.org\")' is a formula; allowed: a value",
            "Row 4: Weight: '=70+1' is a formula; allowed: a value",
        ],
    ),
    "too_many_cells.csv": (
        ["Ben"],
        [
            "Row 2: The row has 4 cells; allowed: 3, as in the first row "
            "(a comma inside a cell needs quotation marks around it)"
        ],
    ),
}


def test_a_week_written_in_two_ways_leaves_the_row_out() -> None:
    heads = b"Name,Weight (kg),Forward pace,Running (days a week),Day by day\n"
    file = read_roster(heads + b"Anna,60,6:00,4,mon40\nBen,60,6:00,4,\nCleo,60,6:00,,mon40\n")
    assert [client.name for client in file.clients] == ["Ben", "Cleo"]
    assert [str(problem) for problem in file.problems] == [
        "Row 2: Running is given beside a week day by day; allowed: one of them"
    ]


@pytest.mark.parametrize("above", [b"", b"\n", b"\n\n"])
def test_an_unknown_heading_leaves_no_row_out(above: bytes) -> None:
    file = read_roster(above + b"Name,Weight (kg),Forward pace,Shoe\nAnn,60,6:00,x\n")
    assert (names(file), file.unknown_columns, file.bad_rows) == (["Ann"], 1, 0)


@pytest.mark.parametrize("name", PARTLY)
def test_bad_rows_are_named_and_good_ones_kept(name: str) -> None:
    good, messages = PARTLY[name]
    file = read_roster(fixture(name))
    assert names(file) == good
    assert said(file) == messages
    assert file.bad_rows == len({message.split(":")[0] for message in messages} - {"Row 1"})


def test_every_fixture_is_read_by_a_test() -> None:
    good = {"good_comma.csv", "good_semicolon.csv", "good_tab.csv"}
    from roster_files import FIXTURES

    assert {path.name for path in FIXTURES.iterdir()} == BROKEN.keys() | PARTLY.keys() | good


class TestLimits:
    def test_five_thousand_rows_and_not_one_more(self) -> None:
        assert len(read_roster(rows_of(5000)).clients) == 5000
        with pytest.raises(
            RosterFileError, match=r"^The file has more than 5000 rows; allowed: at"
        ):
            read_roster(rows_of(5001))

    @pytest.mark.parametrize("kind", ["text", "workbook"])
    def test_sixty_four_columns_and_not_one_more(self, kind: str) -> None:
        def file(*rows: tuple[str, ...]) -> bytes:
            text = "\n".join(",".join(row) for row in rows).encode()
            return text if kind == "text" else workbook(*rows)

        more = tuple(f"more {n}" for n in range(61))
        anna = ("Anna", "60", "6:00", *[""] * 62)
        assert names(read_roster(file(("Name", "Weight", "Pace", *more, ""), anna))) == ["Anna"]
        heads = ("Name", "Weight", "Pace")
        for number, rows in ((1, ((*heads, *more, "x"), anna)), (2, (heads, (*anna[:64], "x")))):
            said = f"^Row {number} has more than 64 columns; allowed: at most that$"
            with pytest.raises(RosterFileError, match=said):
                read_roster(file(*rows))

    def test_two_megabytes(self) -> None:
        with pytest.raises(RosterFileError, match=r"^The file has 1\.9 MB; allowed: at most 1 MB$"):
            read_roster(two_megabytes())

    def test_a_zip_bomb_is_not_unpacked(self) -> None:
        data = zip_bomb()
        assert len(data) < 2**20
        with pytest.raises(
            RosterFileError,
            match=r"^The Excel file unpacks to 95 MB in 11 parts; "
            r"allowed: at most 10 MB in 100 parts$",
        ):
            read_roster(data)

    def test_a_bomb_that_lies_about_its_size(self) -> None:
        data = repacked(workbook(HEADINGS), {"xl/worksheets/sheet1.xml": b" " * 100_000_000})
        size = (100_000_000).to_bytes(4, "little")
        with pytest.raises(RosterFileError, match=r"^The Excel file is broken"):
            read_roster(data.replace(size, (1000).to_bytes(4, "little")))

    def test_entities_are_refused(self) -> None:
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
        data = repacked(workbook(HEADINGS, ("Anna", 61, "5:30")), {"xl/sharedStrings.xml": bomb})
        with pytest.raises(
            RosterFileError,
            match=r"^The Excel file defines entities; allowed: CSV in UTF-8 or Excel",
        ):
            read_roster(data)

    def test_a_row_number_out_of_this_world_ends_the_sheet(self) -> None:
        sheet = "xl/worksheets/sheet1.xml"
        data = workbook(HEADINGS, ("Anna", 61, "5:30"), ("Ben", 80, "6:00"))
        with ZipFile(BytesIO(data)) as archive:
            xml = archive.read(sheet).replace(b'<row r="3"', b'<row r="99999999999"')
        assert names(read_roster(repacked(data, {sheet: xml}))) == ["Anna"]

    def test_an_archive_without_a_workbook(self) -> None:
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            archive.writestr("notes.txt", "hello")
        with pytest.raises(
            RosterFileError, match=r"^The file is a ZIP archive without a workbook;"
        ):
            read_roster(file.getvalue())

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
    def test_a_broken_workbook(self, part: str) -> None:
        data = repacked(workbook(HEADINGS, ("Anna", 61, "5:30")), {part: b"<workbook"})
        with pytest.raises(RosterFileError, match=r"^The Excel file is broken"):
            read_roster(data)

    @pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK", workbook(HEADINGS)[:900]])
    def test_a_torn_archive(self, data: bytes) -> None:
        with pytest.raises(RosterFileError, match=r"^The Excel file is broken \(BadZipFile\)"):
            read_roster(data)

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old (.xls) or a locked Excel file"),
            (b"%PDF-1.7", "a PDF"),
            (b"Name,Weight\x00,Pace\n", "not text"),
        ],
    )
    def test_other_files_are_named(self, data: bytes, kind: str) -> None:
        with pytest.raises(RosterFileError) as refusal:
            read_roster(data)
        assert str(refusal.value) == f"The file is {kind}; {FORMATS}"

    def test_a_column_twice(self) -> None:
        with pytest.raises(RosterFileError, match=r"^Weight is in columns 2 and 4; allowed: once$"):
            read_roster(b"Name,Weight (kg),Pace,mass lb\nAnna,61,5:30,135\n")


@cache
def a_workbook() -> bytes:
    """Return a workbook; it is made once, because the time in it changes its length."""
    return workbook(HEADINGS, ("Anna", 61, "5:30"), ("Ben", "=1", time(6, 0)))


class TestAnyBytes:
    """Any upload gives a roster or a message, and no other error."""

    @given(st.binary(max_size=400))
    def test_any_bytes(self, data: bytes) -> None:
        self.reads(data)

    @given(st.text(max_size=300), st.sampled_from([",", ";", "\t"]))
    def test_any_text_below_good_headings(self, text: str, delimiter: str) -> None:
        head = delimiter.join(column.key for column in COLUMNS)
        self.reads(f"{head}\n{text}".encode("utf-8", "surrogatepass"))

    @given(st.data())
    @settings(max_examples=60)
    def test_a_workbook_with_any_bytes_changed(self, data: st.DataObject) -> None:
        book = bytearray(a_workbook())
        for _ in range(data.draw(st.integers(1, 8))):
            book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
        self.reads_sheet(bytes(book))

    @given(
        st.lists(st.tuples(*[st.none() | st.text(max_size=12) | st.floats() | st.booleans()] * 4))
    )
    @settings(max_examples=60)
    def test_a_workbook_with_any_cells(self, rows: list[tuple]) -> None:
        cells = [
            tuple(None if isinstance(c, float) and not abs(c) < 1e300 else c for c in row)
            for row in rows
        ]
        self.reads_sheet(workbook((*HEADINGS, "Age"), *cells))

    @staticmethod
    def reads_sheet(data: bytes) -> None:
        # Here, as a process for each would take minutes.
        with suppress(RosterFileError):
            for number, cells in sheet_rows(data):
                assert number > 0
                assert any(cells)

    @staticmethod
    def reads(data: bytes) -> None:
        try:
            file = read_roster(data)
        except RosterFileError:
            return
        assert file.clients or file.problems
        assert all(len(str(problem)) < 600 for problem in file.problems)


class TestWords:
    @pytest.mark.parametrize(
        ("heading", "key", "system"),
        [
            ("Weight (lbs)", "mass", "imperial"),
            (" WEIGHT_KG ", "mass", "metric"),
            ("mass", "mass", None),
            ("mass_lb", "mass", "imperial"),
            ("pace [min/mile]", "pace", "imperial"),
            ("Forward pace, min/km", "pace", "metric"),
            ("pace_mile", "pace", "imperial"),
            ("Backward speed, % of forward", "share", None),
            ("Age", "age", None),
            ("height in", "height", "imperial"),
            ("Running, days a week", "days", None),
            ("Minutes", "minutes", None),
            ("Backward, min", "backward", None),
        ],
    )
    def test_headings_are_forgiven(self, heading: str, key: str, system: str | None) -> None:
        found = find_column(heading)
        assert found is not None
        assert (found[0].key, found[1]) == (key, system)

    def test_own_headings_are_known_in_both_systems(self) -> None:
        for column in COLUMNS:
            for system in ("metric", "imperial"):
                for text in (column.heading(system), column.key_in(system)):
                    found = find_column(text)
                    assert found is not None
                    assert found[0] == column
                    assert not column.units or text == column.key or found[1] == system

    def test_what_is_not_a_column(self) -> None:
        assert find_column("Shoe size") is find_column("") is find_column("%") is None
        assert plain_words(" Grade  (%) ") == "grade percent"

    def test_a_unit_is_taken_off_a_number_and_nothing_else(self) -> None:
        mass = COLUMNS[1]
        assert split_unit(mass, "61,5 kg") == ("61,5", "metric")
        assert split_unit(mass, "135lb") == ("135", "imperial")
        assert split_unit(mass, "61 apples") == ("61 apples", None)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "Name: nothing given; allowed: 1 to 100 characters"),
            ("\t\n", "Name: nothing given; allowed: 1 to 100 characters"),
            ("x" * 101, "has 101 characters; allowed: 1 to 100 characters"),
        ],
    )
    def test_a_name_has_a_length(self, text: str, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            read_name(text)

    @pytest.mark.parametrize("sign", "=+-@＝＋－＠")
    def test_a_name_does_not_begin_as_a_formula_does(self, sign: str) -> None:
        message = f"Name: '{sign}A1' begins as a formula does; allowed: not {sign} as first sign"
        with pytest.raises(ValueError, match=re.escape(message)):
            read_name(f"\t{sign}A1")

    def test_a_name_comes_on_one_line(self) -> None:
        assert read_name(" Anna\nMaria ") == "Anna Maria"
        assert read_name("'Tis") == "'Tis"
