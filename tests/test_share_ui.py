"""The Share dialog and the present mode as scripts: what they say, hand over and refuse."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backrun import Scenario, compare, matched_speed, week_energy
from backrun.figures.energy_by_speed import energy_by_speed
from backrun.figures.enlarge import enlarge
from backrun.figures.week_bars import week_bars
from backrun.reports.qr import MOST_BYTES, qr_svg
from backrun.reports.report_start import STOP, start_parts
from backrun.ui.report_button import LETTER, file_name, paper
from backrun.ui.visitor import day_in
from backrun.wording.energy import answer
from backrun.wording.week import week_summary

ROOT = Path(__file__).parents[1]


def opened(page: str = "app.py", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / page), default_timeout=30)
    for key, text in query.items():
        app.query_params[key] = text
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def shared(**query: str) -> AppTest:
    app = opened(**query)
    app.button(key="share_button").click()
    app.run()
    assert not app.exception
    return app


def test_the_dialog_holds_link_code_report_and_present_mode() -> None:
    app = shared(mass="81.5")
    assert [tab.label for tab in app.tabs[:3]] == ["Link and QR code", "Report (PDF)", "Present"]
    link, presented = (code.value for code in app.code[:2])
    assert presented == f"{link}&present=1"
    assert parse_qs(urlsplit(link).query)["mass"] == ["81.5"]
    said = texts(app)
    assert "**Not in it**\n- names and notes" in said
    assert "Without a plan" in said


def test_a_link_too_long_for_a_code_says_so() -> None:
    dates = [f"2027-{month:02d}-{day:02d}" for month in range(1, 10) for day in range(1, 28, 2)]
    # Both texts are short enough for their fields, the link is too long for a code.
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    week = "_".join(f"{day}40.{9 * '12'}-6.{9 * '12'}@5:31" for day in days)
    app = shared(
        away="_".join(dates)[:490].rsplit("_", 1)[0],
        week=week,
        goal="8",
        age="33",
        sex="female",
        height="175",
    )
    link = app.code[0].value
    assert len(link) > MOST_BYTES
    assert qr_svg(link) is None
    assert any(str(MOST_BYTES) in info.value for info in app.info)


def report_page(link: str) -> None:
    """Draw the report's fields alone: a dialog closes at every run of its whole script."""
    from backrun import RampUpSettings, Scenario
    from backrun.ui.report_button import report_button

    report_button(Scenario.from_query({"mass": "81.5"})[0], RampUpSettings(), link)


def test_the_report_is_made_at_the_click_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, Any]] = []

    def report(scenario: Scenario, **given: Any) -> bytes:
        made.append({"scenario": scenario, **given})
        return b"%PDF-"

    monkeypatch.setattr("backrun.ui.report_button.report_pdf", report)
    app = AppTest.from_function(report_page, kwargs={"link": "http://host/?mass=81.5"}).run()
    app.text_input(key="report_client").input("Zebulon").run()
    app.text_area(key="report_note").input("Walk first").run()
    app.segmented_control(key="report_paper").set_value("Letter").run()
    assert made == []
    app.button(key="report_make").click().run()
    assert not app.exception
    assert len(made) == 1
    given = made[0]
    assert given["scenario"].runner.mass_kg == 81.5
    assert (given["client"], given["note"]) == ("Zebulon", "Walk first")
    assert given["page_size"] == "Letter"
    assert given["plan"] is None
    assert given["link"] == "http://host/?mass=81.5"
    assert dict(app.query_params) == {}


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("", "backrun-2026-11-21.pdf"),
        ("Anna-Lena Müller", "backrun-Anna-Lena-Müller-2026-11-21.pdf"),
        ("../../etc/passwd", "backrun-etc-passwd-2026-11-21.pdf"),
        ("田中 さくら", "backrun-田中-さくら-2026-11-21.pdf"),
        ("हिन्दी", "backrun-हिन्दी-2026-11-21.pdf"),
        ("a" * 200, f"backrun-{'a' * 60}-2026-11-21.pdf"),
    ],
)
def test_the_file_is_named_after_the_client(client: str, name: str) -> None:
    assert file_name(client, date(2026, 11, 21)) == name


def test_paper_follows_the_country() -> None:
    assert paper("en-US") == paper("es-MX") == "Letter"
    assert paper("de-DE") == paper("en") == paper("ca") == paper(None) == "A4"
    assert "US" in LETTER


def test_the_day_is_that_of_the_visitor() -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert day_in(zone) == datetime.now(ZoneInfo(zone)).date()
    assert abs((day_in("No/Where") - date.today()).days) == 0
    assert abs((day_in(None) - date.today()).days) == 0


LINK = {"mass": "81.5", "pace": "5:07", "basis": "time", "week": "mon40-6_sat60-10"}


@pytest.mark.parametrize("page", ["app.py", "pages/week.py", "pages/muscles.py"])
def test_the_present_mode_shows_one_screen_of_the_scenario(page: str) -> None:
    scenario, rejected = Scenario.from_query(LINK)
    assert rejected == []
    stop = next(part for part in start_parts(scenario, None, date.today()) if part.heading == STOP)
    wanted = {
        "1": answer(scenario, compare(scenario), matched_speed(scenario)),
        "2": week_summary(scenario, week_energy(scenario)),
        "3": "rectus femoris",
        "4": stop.lines[0].text[:20],
    }
    for number, words in wanted.items():
        app = opened(page, **LINK, present=number)
        assert words in texts(app)
        assert f"{number} of 4" in texts(app)
        assert len(app.slider) == len(app.text_input) == len(app.selectbox) == 0
        assert dict(app.query_params) == {**LINK, "present": number}


def test_each_screen_says_what_was_not_measured() -> None:
    for number in ("1", "2", "3"):
        app = opened(grade="3", surface="track", present=number)
        assert any("Outside what was measured" in caption.value for caption in app.caption)


def test_next_back_and_end_change_the_address_alone() -> None:
    app = opened(**LINK, present="1")
    app.button(key="present_next").click().run()
    assert app.query_params["present"] == "2"
    app.button(key="present_back").click().run()
    assert app.query_params["present"] == "1"
    app.button(key="present_end").click().run()
    assert "present" not in app.query_params
    assert app.slider(key="mass").value == 81.5
    assert app.text_input(key="week").value == LINK["week"]


def test_an_enlarged_chart_is_the_same_chart_in_larger_type() -> None:
    scenario = Scenario()
    curves, _ = energy_by_speed(scenario, compare(scenario), matched_speed(scenario), dark=False)
    bars = week_bars(scenario, week_energy(scenario), dark=True)
    for chart in (curves, bars):
        small, large = chart.built(), enlarge(chart, 1.5, 600).built()
        assert large.layout.height == 600
        assert large.layout.xaxis.tickfont.size == 1.5 * small.layout.xaxis.tickfont.size
        assert large.layout.margin.l == round(1.5 * small.layout.margin.l)
        for before, after in zip(small.data, large.data, strict=True):
            assert str(before.x) == str(after.x)
            assert str(before.y) == str(after.y)
        # The chart on the page stays as it was.
        assert chart.built() == small
    line = [trace for trace in curves.built().data if trace.line.width == 2.5]
    assert len(line) == sum(t.line.width == 5 for t in enlarge(curves, 2, 600).built().data) > 0
