"""The first page of the printed report: the person, the energy, the muscles."""

from __future__ import annotations

from backrun.models.body.muscles import muscle_emphasis, week_emphasis
from backrun.models.energy.comparison import compare, matched_speed
from backrun.models.energy.limits import NotMeasuredError
from backrun.reports import report_words as words
from backrun.reports.report_document import Document
from backrun.reports.report_energy import (
    basis_line,
    draw_chart,
    draw_comparisons,
    draw_figures,
)
from backrun.reports.report_frame import (
    TOP,
    Report,
    code_side,
    draw_foot,
    draw_head,
    draw_heading,
)
from backrun.reports.report_muscles import draw_muscles
from backrun.reports.report_style import BODY, GAP, LABEL, LEAD, MARGIN, QUIET_LABEL, SMALL
from backrun.reports.report_text import rich_text
from backrun.wording.body import muscles_answer
from backrun.wording.energy import answer, limits_words, outside_measured
from backrun.wording.numbers import THIN

TALLEST_MAP = 310.0


def draw_first_page(document: Document, made: Report) -> None:
    """Draw the page, or a plain refusal where nothing was measured."""
    scenario = made.scenario
    y = _inputs(document, made, draw_head(document, made) + 4)
    y = max(y, TOP + code_side(made))
    try:
        comparison, matched = compare(scenario), matched_speed(scenario)
    except NotMeasuredError as refusal:
        draw_heading(document, y + 8, words.REFUSED)
        why = str(refusal).replace(" %", f"{THIN}%")
        document.text((MARGIN, y + 26), why, LEAD, made.width)
        draw_foot(document, made, 1)
        return
    said = rich_text(answer(scenario, comparison, matched))
    y = document.text((MARGIN, y + 8), said, LEAD, made.width, kind="H2")
    basis = basis_line(scenario, comparison)
    y = document.text((MARGIN, y + 3), basis, QUIET_LABEL, made.width)
    y = draw_figures(document, (MARGIN, y + 4), made.width, scenario, comparison, matched)
    y = draw_chart(document, (MARGIN, y + 4), made.width, scenario, comparison, matched)
    if outside := outside_measured(scenario, comparison, matched):
        y = _outside(document, made, y, outside) + 2
    y = draw_comparisons(document, (MARGIN, y), made.width, scenario)
    y = draw_heading(document, y + 7, "Muscles")
    week = week_emphasis(scenario)
    asked = rich_text(muscles_answer(scenario, week, muscle_emphasis()))
    y = document.text((MARGIN, y), asked, BODY, made.width)
    if week.limits:
        y = _outside(document, made, y, limits_words(week.limits))
    draw_muscles(document, (MARGIN, y + 3), made.width, min(made.foot - y - 5, TALLEST_MAP))
    draw_foot(document, made, 1)


def _outside(document: Document, made: Report, y: float, said: str) -> float:
    text = f"Outside what was measured: {said}."
    return document.text((MARGIN, y), text, QUIET_LABEL, made.width)


def _inputs(document: Document, made: Report, y: float) -> float:
    """Draw what was entered, in columns beside the QR code; return where it ends."""
    columns = 5
    room = (made.width - code_side(made) - GAP) / columns
    ends = [y]
    for number, (label, value) in enumerate(words.inputs(made.scenario)):
        if number % columns == 0:
            y = max(ends) + 2
        x = MARGIN + number % columns * room
        with document.one("P"):
            below = document.text((x, y), label, SMALL)
            ends.append(document.text((x, below), value, LABEL, room - 6))
    return max(ends)
