"""The command `roster`: read many clients from a file; print a table, write results and reports."""

from __future__ import annotations

import math
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from backrun.cli.options import address_of, scenario_of, settings_of
from backrun.cli.refusal import (
    DONE,
    ROWS_LEFT_OUT,
    Refusal,
    ending,
    read_file,
    refused,
    write_file,
)
from backrun.cli.show import numbers, plain, say, say_json, say_rows
from backrun.evidence import MODEL_VERSION
from backrun.link import link_to
from backrun.link.rounding import snap
from backrun.models.roster.clients import seen_as
from backrun.models.roster.group import Group, judge_group
from backrun.reports.roster.file import RosterFile, read_roster
from backrun.reports.roster.out import results_csv, results_xlsx, template_csv, template_xlsx
from backrun.reports.roster.tables import group_table
from backrun.units import System
from backrun.wording.numbers import THIN
from backrun.wording.roster import (
    counted_words,
    group_answer,
    group_remarks,
    more_problems_words,
)

RESULTS: Final[dict[str, Callable[[Group, str], bytes]]] = {
    ".csv": results_csv,
    ".xlsx": results_xlsx,
}
TEMPLATES: Final[dict[str, Callable[[System], bytes]]] = {
    ".csv": template_csv,
    ".xlsx": template_xlsx,
}


def run_roster(given: Namespace) -> int:
    """Judge the clients of a file together."""
    view, settings = scenario_of(given), settings_of(given)
    if given.template:
        if given.file or given.output or given.reports:
            what = f"--template: {given.template!r} is given beside a list or its results"
            raise Refusal([f"{what}; allowed: one of them"])
        kind = ending("--template", given.template, TEMPLATES)
        write_file(Path(given.template), TEMPLATES[kind](view.units))
        return DONE
    if given.file is None:
        raise Refusal(["no file; allowed: a CSV or Excel file, or --template FILE"])
    kind = ending("--output", given.output, RESULTS) if given.output else ""
    if given.reports:
        ending("--reports", given.reports, (".zip",))
    address = address_of(given)
    with refused():
        # Called for its error only: refuse a bad address before writing any file.
        link_to(address, view)
        file = read_roster(read_file(Path(given.file)), view.units)
    for problem in file.problems:
        print(f"{given.file}: {plain(str(problem))}", file=sys.stderr)
    if file.more_problems:
        print(f"{given.file}: {plain(more_problems_words(file.more_problems))}", file=sys.stderr)
    if not file.clients:
        raise Refusal(["no row can be used"])
    group = judge_group(file.clients, view, settings)
    # Make all reports before writing the first file, so that an error leaves no half of the files.
    reports = _reports(group, given) if given.reports else b""
    if given.output:
        write_file(Path(given.output), RESULTS[kind](group, address))
    if given.reports:
        write_file(Path(given.reports), reports)
    if given.json:
        say_json(_group_as_json(group, file, address))
    else:
        counted = counted_words(group)
        say(f"{group_answer(group)}.\n{group_remarks(group)}\nCounted {counted}.\n")
        table = group_table(group)
        say_rows(list(table.columns), [[_cell(cell) for cell in row] for row in table.to_numpy()])
    return ROWS_LEFT_OUT if file.bad_rows else DONE


def _cell(value: object) -> str:
    if isinstance(value, float):
        # The same digits and minus sign as in the interval beside this number.
        return "–" if math.isnan(value) else f"{value:,.12g}".replace(",", THIN).replace("-", "−")
    return "–" if value is None else str(value)


def _reports(group: Group, given: Namespace) -> bytes:
    """Return a zip of all reports; in a terminal, show how many are done."""
    from backrun.reports.roster.zip import ReportsZip

    with refused():
        job = ReportsZip(
            group.clients,
            group.view,
            given.address,
            coach=given.coach,
            note=given.note,
            page_size=given.page,
            now=date.today(),
        )
        while not job.finished:
            job.make_next()
            if sys.stderr.isatty():
                end = "\n" if job.finished else "\r"
                print(f"{job.done} of {len(job.clients)} reports", end=end, file=sys.stderr)
    return job.data()


def _group_as_json(group: Group, file: RosterFile, address: str) -> dict[str, object]:
    energy, clients = group.energy, []
    for place, client in enumerate(group.clients):
        number = group.number_of.get(place)
        found: dict[str, object] = {"name": client.name}
        for name in ("forward", "backward", "difference", "ratio", "backward_speed"):
            key = "backward_speed_m_s" if name == "backward_speed" else name
            found[key] = None if number is None else numbers(getattr(energy, name)[number])
        clients.append(
            found
            | {
                "limits": [] if number is None else list(energy.limits[number]),
                "shortfall": list(map(plain, group.shortfalls[place])),
                "link": link_to(address, snap(seen_as(client.scenario, group.view))),
            }
        )
    return {
        "model": MODEL_VERSION,
        "answer": plain(group_answer(group)),
        "basis": group.view.basis,
        "per": group.view.per,
        "counted": group.view.counted,
        "unit": group.view.energy_unit,
        "clients": clients,
        "problems": [
            {"row": p.row, "column": p.column, "value": p.value, "message": plain(p.message)}
            for p in file.problems
        ],
        "more_problems": file.more_problems,
    }
