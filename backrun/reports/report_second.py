"""The second page of the printed report: plan, start, stop signs, note, sources and link."""

from __future__ import annotations

from backrun.evidence import MODEL_VERSION
from backrun.models.ramp_up import RampUp
from backrun.reports import report_words as words
from backrun.reports.plan.session_card import NOT_PROVEN
from backrun.reports.report_document import Document
from backrun.reports.report_frame import TOP, Report, draw_foot, draw_heading
from backrun.reports.report_plan import draw_envelope, draw_weeks, remarks
from backrun.reports.report_start import draw_start, draw_stop, start_parts
from backrun.reports.report_style import (
    BODY,
    HEADING,
    LABEL,
    MARGIN,
    QUIET_LABEL,
    RULE,
    SMALL,
)
from backrun.reports.report_text import cut_to, rich_text
from backrun.wording.ramp_up import ramp_up_answer

# Between lines to write on by hand.
WRITING = 18.0
MOST_LINK_LINES = 10


def draw_second_page(document: Document, made: Report) -> None:
    """Draw the page; the note gets the room that the rest leaves."""
    y = TOP
    parts = start_parts(made.scenario, made.plan, made.now)
    if made.plan is not None and made.plan.sessions:
        y = _plan(document, made, made.plan, y)
    else:
        y = draw_heading(document, y, "A plan")
        y = document.text((MARGIN, y), words.BEFORE_THE_FIRST_STEP, BODY, made.width) + 6
    y = draw_heading(document, y, words.start_heading(made.plan))
    y = draw_start(document, (MARGIN, y), made.width, parts)
    y = draw_heading(document, y + 2, "Stop when")
    y = draw_stop(document, (MARGIN, y), made.width, parts)
    y = document.text((MARGIN, y + 3), NOT_PROVEN, QUIET_LABEL, made.width)
    end = _sources(document, made, words.source_line(parts, made.plan))
    _note(document, made, y + 6, end - 6)
    draw_foot(document, made, 2)


def _plan(document: Document, made: Report, plan: RampUp, y: float) -> float:
    y = draw_heading(document, y, "The plan")
    said = rich_text(f"{ramp_up_answer(plan)}.")
    y = document.text((MARGIN, y), said, BODY, made.width) + 4
    table = 0.60 * made.width
    end = draw_weeks(document, (MARGIN, y), table, plan, made.now)
    for reason in remarks(made.scenario, plan):
        end = document.text((MARGIN, end + 3), reason, LABEL, table)
    chart = draw_envelope(document, (MARGIN + table + 14, y), made.width - table - 14, plan)
    return max(end, chart) + 4


def _sources(document: Document, made: Report, sources: str) -> float:
    """Draw sources and link at the foot of the page and return where they begin."""
    said = f"backrun model {MODEL_VERSION}. Sources: {sources}"
    texts = [document.setter.lines(said, SMALL, made.width)]
    if made.link:
        linked = f"{words.THESE_NUMBERS} {made.link}"
        lines, letters = cut_to(document.setter.lines(linked, SMALL, made.width), MOST_LINK_LINES)
        if letters:
            lines += document.setter.lines(words.LINK_CUT, SMALL, made.width)
        texts.append(lines)
    y = start = made.foot - sum(len(lines) * SMALL.leading + 2 for lines in texts)
    for lines in texts:
        with document.one("P"):
            end = document.lines((MARGIN, y), lines, SMALL, made.width)
        if lines is not texts[0]:
            document.link(made.link, MARGIN, y, MARGIN + made.width, end)
        y = end + 2
    return start


def _note(document: Document, made: Report, top: float, bottom: float) -> None:
    """Draw the coach's note in the room that is left, or lines to write on."""
    by_name = made.coach and made.note
    said = document.setter.fitted("From ", made.coach, HEADING, made.width) if by_name else "Notes"
    y = draw_heading(document, top, said)
    if not made.note:
        _lines_to_write_on(document, made, y, bottom)
        return
    remarks = [words.not_printed(made.client, made.coach, made.note)]
    lines = document.setter.lines(made.note, BODY, made.width)
    most = int((bottom - y - 2 * SMALL.leading) / BODY.leading)
    shown, letters = cut_to(lines, max(most, 1))
    if letters:
        remarks.append(words.left_out(letters, len(made.note)))
    with document.one("P"):
        y = document.lines((MARGIN, y), shown, BODY, made.width)
    if said := " ".join(filter(None, remarks)):
        y = document.text((MARGIN, y + 2), said, SMALL, made.width)
    _lines_to_write_on(document, made, y, bottom)


def _lines_to_write_on(document: Document, made: Report, top: float, bottom: float) -> None:
    if bottom - top < 3 * WRITING:
        return
    for number in range(1, int((bottom - top) / WRITING) + 1):
        y = top + number * WRITING
        document.polyline([(MARGIN, y), (MARGIN + made.width, y)], RULE, 0.4)
