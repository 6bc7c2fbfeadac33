"""The reports of a group in one archive, made one by one, so that it can be watched and stopped."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backrun.link.rounding import snap
from backrun.link.writing import link
from backrun.models.roster.clients import Client, seen_as
from backrun.reports.report import report_pdf
from backrun.reports.report_frame import PageSize
from backrun.scenario.scenario import Scenario

MOST_REPORTS: Final = 200
"""Reports in one archive: some 12 MB, which stay in the memory of the session."""
LONGEST_STEM: Final = 60


class ReportsZip:
    """An archive with a report for each client; nothing of it is written to a disk.

    Parameters
    ----------
    clients : sequence of Client
        At most 200.
    view : Scenario
        How the energy is counted and shown.
    address : str
        Address of the app, which the links in the reports begin with.
    coach, note : str
        As in `report_pdf`, the same for all.
    page_size : {"A4", "Letter"}
    now : date
        Day of the reports.

    Raises
    ------
    ValueError
        More clients than one archive may hold.

    Notes
    -----
    No plan is in the reports: nobody in a roster has answered the screening.
    """

    def __init__(
        self,
        clients: Sequence[Client],
        view: Scenario,
        address: str,
        *,
        coach: str = "",
        note: str = "",
        page_size: PageSize = "A4",
        now: date,
    ) -> None:
        if len(clients) > MOST_REPORTS:
            raise ValueError(f"Reports: {len(clients)}; allowed: at most {MOST_REPORTS} at once")
        self.clients = tuple(clients)
        self.done = 0
        self.view, self.day, self._address = view, now, address
        self._coach, self._note, self._page_size = coach, note, page_size
        self._file = BytesIO()

    @property
    def finished(self) -> bool:
        """Whether every report is made."""
        return self.done == len(self.clients)

    def make_next(self) -> None:
        """Make one more report; there must be one to make."""
        client = self.clients[self.done]
        scenario = seen_as(client.scenario, self.view)
        report = report_pdf(
            scenario,
            coach=self._coach,
            note=self._note,
            client=client.name,
            page_size=self._page_size,
            link=link(self._address, snap(scenario)),
            now=self.day,
        )
        entry = ZipInfo(file_name(self.done + 1, client.name), (*self.day.timetuple()[:3], 0, 0, 0))
        with ZipFile(self._file, "a", ZIP_DEFLATED) as archive:
            archive.writestr(entry, report, ZIP_DEFLATED)
        self.done += 1

    def data(self) -> bytes:
        """Return the archive with the reports made so far."""
        return self._file.getvalue()


def file_name(number: int, name: str) -> str:
    """Return a name for a report that every file system takes, with nothing of a path in it.

    >>> file_name(7, "../Anna: Müller")
    '007 Anna Müller.pdf'
    """
    stem = " ".join(words_of(name, " -_").split())[:LONGEST_STEM].strip()
    return f"{number:03d} {stem or 'Client'}.pdf"


def words_of(name: str, others: str = "_") -> str:
    """Return a name with a space for all but letters, their marks, digits and the given others.

    The vowels of many scripts, such as those of Devanagari, are marks: without them a name is torn.
    """
    return "".join(
        sign
        if sign.isalnum() or sign in others or unicodedata.category(sign).startswith("M")
        else " "
        for sign in unicodedata.normalize("NFC", name)
    )
