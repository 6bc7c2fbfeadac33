"""One person's report as a PDF of two pages: energy, muscles, plan, start and stop signs."""

from __future__ import annotations

from datetime import date

from backrun.evidence import MODEL_VERSION
from backrun.inputs.dates import read_date
from backrun.inputs.field import one_of, shorten
from backrun.inputs.registry import MOST_NOTE
from backrun.models.ramp_up import RampUp
from backrun.reports import report_words as words
from backrun.reports.qr import qr_modules
from backrun.reports.report_document import Document
from backrun.reports.report_first import draw_first_page
from backrun.reports.report_fonts import clean
from backrun.reports.report_frame import PAGE_SIZES, WHAT, PageSize, Report
from backrun.reports.report_second import draw_second_page
from backrun.scenario.scenario import Scenario


def report_pdf(
    scenario: Scenario,
    *,
    plan: RampUp | None = None,
    coach: str = "",
    note: str = "",
    client: str = "",
    page_size: PageSize = "A4",
    link: str = "",
    now: date,
) -> bytes:
    """Return the report as a PDF; the same inputs give the same bytes.

    Parameters
    ----------
    scenario : Scenario
    plan : RampUp, optional
        To be given only where a screening has allowed it: its next weeks and its envelope.
    coach, client : str
        Names, in letters of any script; at most 100 letters are printed.
    note : str
        The coach's own words, at most 5 000 characters; what has no room is left out, and the
        report says so.
    page_size : {"A4", "Letter"}
    link : str
        The complete link to the scenario, printed with its QR code.
    now : date
        The day of the report; a plan is shown from its week on.

    Returns
    -------
    bytes
        Two pages, tagged, with the fonts it needs. Running downhill, where nothing backward was
        measured, it says so in the place of the numbers.

    Raises
    ------
    ValueError
        An unknown page size, a note that is too long, a text that cannot be written in UTF-8, or a
        day that is no date; the message names the field, the value and what is allowed.

    Examples
    --------
    >>> from datetime import date
    >>> report_pdf(Scenario(), now=date(2026, 11, 21))[:5]
    b'%PDF-'
    """
    one_of("Page", page_size, PAGE_SIZES)
    now = read_date(now, "Now")
    for field, text in (("Client", client), ("Coach", coach), ("Note", note), ("Link", link)):
        _check_text(field, text)
    if len(note) > MOST_NOTE:
        raise ValueError(f"Note: {len(note)} characters; allowed: at most {MOST_NOTE}")
    made = Report(
        scenario,
        plan,
        words.name(coach),
        clean(note).strip(),
        words.name(client),
        link,
        qr_modules(link) if link else None,
        now,
        PAGE_SIZES[page_size],
    )
    title = f"{WHAT}: {made.client}" if made.client else WHAT
    document = Document(
        made.size,
        title=title,
        author=made.coach,
        subject=f"Model {MODEL_VERSION}, {made.day}",
        now=now,
    )
    draw_first_page(document, made)
    document.new_page()
    draw_second_page(document, made)
    return document.finish()


def _check_text(field: str, text: object) -> None:
    """Refuse what is no text, or one that no file can hold: a name of bytes that are not UTF-8."""
    if not isinstance(text, str):
        raise ValueError(f"{field}: {shorten(text)} is not a text; allowed: text in UTF-8")
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        sign = shorten(text[problem.start])
        raise ValueError(
            f"{field}: {shorten(text)} holds {sign}, which is no letter; allowed: text in UTF-8"
        ) from None
