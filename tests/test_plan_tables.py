import csv
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from ramp_up_plans import any_sessions, plan, session
from strategies import any_scenarios, ramp_up_settings

from backrun.evidence import MODEL_VERSION, rules, sources
from backrun.models.ramp_up.planner import plan_ramp_up
from backrun.models.ramp_up.session import Why
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.reports.plan.tables import (
    FORMULA_STARTS,
    columns,
    one_line,
    plain_cell,
    plan_csv,
    plan_xlsx,
)
from backrun.scenario.scenario import Scenario, Week
from backrun.units import pace_s_per_km

HEADINGS = [
    "Date",
    "Week",
    "Session",
    "Stage",
    "Sections",
    "Each, s",
    "Recovery, s",
    "Backward, min",
    "Whole session, min",
    "Pace, min/km",
    "Speed, km/h",
    "Grade, %",
    "Surface",
    "Lighter week",
    "Outcome",
    "Why",
]
# A rule whose sentence begins with what its facts say, so that a cell can begin with a formula.
FORMULA = Why("available", (("day", "=cmd|' /C calc'!A0"),))


def _csv(made) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(plan_csv(made).decode("utf-8-sig"), newline="")))


def _book(made):
    return load_workbook(BytesIO(plan_xlsx(made)))


def _facts(made) -> list[tuple]:
    return list(_book(made)["Settings and rules"].iter_rows(values_only=True))


def test_csv_has_a_row_a_session_in_the_persons_units() -> None:
    rows = _csv(plan(session(2, surface="track", grade=0.05, lighter_week=True)))
    assert list(rows[0]) == HEADINGS
    assert rows == [
        {
            "Date": "2026-12-01",
            "Week": "2",
            "Session": "Backward run 4 × 30 s",
            "Stage": "2 First short runs",
            "Sections": "4",
            "Each, s": "30",
            "Recovery, s": "90",
            "Backward, min": "2.00",
            "Whole session, min": "16.50",
            "Pace, min/km": "10:00",
            "Speed, km/h": "6.0",
            "Grade, %": "5.0",
            "Surface": "Track or road",
            "Lighter week": "yes",
            "Outcome": "planned",
            "Why": "With no backward running in the last 30 days, the first session is at most "
            "2 min in all.",
        }
    ]
    miles = _csv(plan(session(0), scenario=Scenario(units="imperial")))[0]
    assert (miles["Pace, min/mile"], miles["Speed, mph"]) == ("40:13", "1.5")


def test_csv_starts_with_a_byte_order_mark_and_ends_its_lines_as_the_format_says() -> None:
    file = plan_csv(plan())
    assert file.startswith(b"\xef\xbb\xbfDate,")
    assert file.count(b"\r\n") == len(plan().sessions) + 1


def test_minutes_are_rounded_alike_in_both_tables() -> None:
    """A minute and a quarter is no 1.2 in one of them and 1.3 in the other."""
    made = plan(replace(session(2), sections=3, section_s=25))
    assert _csv(made)[0]["Backward, min"] == "1.25"
    sheet = _book(made)["Plan"]
    assert (sheet["H2"].value, sheet["H2"].number_format) == (1.25, "0.00")


def test_xlsx_holds_dates_numbers_and_paces_as_what_they_are() -> None:
    made = plan(session(2))
    sheet = _book(made)["Plan"]
    head, row = sheet.iter_rows(values_only=True)
    cells = dict(zip(head, row, strict=True))
    assert list(cells) == HEADINGS
    assert cells["Date"] == datetime(2026, 12, 1)
    assert cells["Week"] == 2
    assert cells["Backward, min"] == 2
    pace = timedelta(seconds=pace_s_per_km(made.sessions[0].speed_m_s))
    assert abs(cells["Pace, min/km"] - pace) < timedelta(milliseconds=1)
    assert cells["Speed, km/h"] == pytest.approx(6.0, abs=0.01)
    assert sheet.freeze_panes == "B2"
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["J2"].number_format == "[m]:ss"
    assert all(dimension.width >= 6 for dimension in sheet.column_dimensions.values())


def test_the_second_sheet_holds_settings_rules_and_sources() -> None:
    made = plan(
        caution="cautious",
        days=("Mon", "Thu"),
        away=["2026-12-24", "2026-12-25", "2027-01-06"],
        scenario=Scenario(week=Week.even(4, 45.0, 5.0)),
    )
    rows = _facts(made)
    facts = {row[0]: row[1:] for row in rows if row[0]}
    assert facts["Start"][0] == "2026-11-23"
    assert facts["Goal"][0] == "10 min a session"
    assert facts["Caution"][0] == "Cautious"
    assert facts["Days"][0] == "Mon, Thu"
    assert facts["Dates away"][0] == "2026-12-24 to 2026-12-25, 2027-01-06"
    assert facts["Forward pace"][0] == "6:00 /km"
    assert facts["Running a week"][0] == "180 min"
    assert facts["Model version"][0] == MODEL_VERSION
    assert facts["How sure"][0] == NOT_PROVEN
    for rule in rules().values():
        limit, strength, _ = facts[rule.title][:3]
        assert rule.unit in limit
        assert strength == f"{rule.strength}, grade {rule.grade}"
    assert facts["No jump in one session"][0].startswith("10 %")
    assert (
        facts[sources()["frandsen2025"].short][1] == "https://doi.org/10.1136/bjsports-2024-109380"
    )
    cited = {row[1] for row in rows}
    for rule in rules().values():
        assert {sources()[key].citation for key in rule.source if key != "backrun"} <= cited


def test_a_goal_by_share_and_a_fixed_time_are_named() -> None:
    facts = {row[0]: row[1] for row in _facts(plan(goal_share=0.1, minutes=45.0))}
    assert facts["Goal"] == "10 % of the week"
    assert facts["Time for a session"] == "45 min"


def test_nothing_of_the_screening_and_no_score_of_pain_is_in_a_table() -> None:
    one, other = (
        plan(session(2, outcome="painful", pain=pain), longest_backward_min=longest)
        for pain, longest in ((2, 0.0), (9, 17.5))
    )
    assert plan_csv(one) == plan_csv(other)
    assert plan_xlsx(one) == plan_xlsx(other)
    heavy = plan(scenario=Scenario.from_query({"mass": "143", "age": "61", "sex": "female"})[0])
    assert plan_xlsx(heavy) == plan_xlsx(plan())


def test_a_cell_that_would_be_a_formula_is_neutralised_in_both_tables() -> None:
    made = plan(session(2, why=(FORMULA,)))
    why = _csv(made)[0]["Why"]
    assert why.startswith("'=cmd|")
    cell = _book(made)["Plan"]["P2"]
    assert cell.value == why
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n@x", "'@x"),
        ("  =1", "'=1"),
        ("\x00\x1b=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("\u2028\u200b=1", "'=1"),
        ("two\r\nlines", "two lines"),
        ("3 × 60 s", "3 × 60 s"),
        ("a=1", "a=1"),
        ("'quoted", "'quoted"),
        ("", ""),
    ],
)
def test_plain_cells(text: str, cell: str) -> None:
    assert plain_cell(text) == cell


@given(st.text())
@example("\ufeff=1")
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    cell = plain_cell(text)
    assert not cell.startswith((*FORMULA_STARTS, " ", "\t", "\r", "\n"))
    assert cell.isprintable()
    assert plain_cell(cell) == cell
    assert one_line(cell) == cell
    # The text itself stays whole behind the apostrophe.
    assert cell in (one_line(text), f"'{one_line(text)}")


@given(any_sessions)
def test_any_session_reads_back_from_both_tables(session) -> None:
    made = plan(session)
    row = _csv(made)[0]
    assert row["Date"] == session.date.isoformat()
    assert int(row["Sections"]) * int(row["Each, s"]) == session.backward_s
    cells = [cell.value for cell in next(_book(made)["Plan"].iter_rows(min_row=2))]
    for column, cell in zip(columns(made), cells, strict=True):
        value = column.of(session)
        if column.kind in ("number", "minutes", "decimal"):
            assert cell == pytest.approx(value)
        elif column.kind == "text":
            assert (cell or "") == value
    assert cells[0].date() == session.date


@settings(max_examples=15)
@given(any_scenarios, ramp_up_settings())
def test_every_plan_has_a_row_a_session_and_the_same_bytes_again(scenario, wishes) -> None:
    made = plan_ramp_up(scenario, wishes)
    assert len(_csv(made)) == len(made.sessions)
    assert plan_xlsx(made) == plan_xlsx(replace(made))
    assert _book(made)["Plan"].max_row == len(made.sessions) + 1
