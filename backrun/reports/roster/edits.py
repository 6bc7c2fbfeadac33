"""Edits of a roster in place: every edit that makes a valid client counts, the others are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any, Final

from backrun.inputs.field import shorten
from backrun.inputs.registry import EVEN_WEEK
from backrun.models.roster.clients import Client
from backrun.reports.roster.columns import COLUMNS
from backrun.reports.roster.file import read_client
from backrun.reports.roster.out import entered
from backrun.reports.roster.sheet import MOST_CLIENTS
from backrun.units import System

EVEN: Final = frozenset(variable.name for variable in EVEN_WEEK)
NEW: Final = "New client"

Cells = Mapping[str, Any]


def edited(
    clients: Sequence[Client],
    changed: Mapping[int, Cells],
    added: Sequence[Cells],
    deleted: Sequence[int],
    system: System,
) -> tuple[tuple[Client, ...], list[str]]:
    """Return a roster with edits made in the units of a system, and what could not be used.

    Parameters
    ----------
    clients : sequence of Client
        The roster that the edits begin from.
    changed : mapping of int to mapping
        Changed cells by column key, for each row that has any.
    added : sequence of mapping
        Rows put below, by column key.
    deleted : sequence of int
        Rows taken out.
    system : {"metric", "imperial"}

    Returns
    -------
    tuple of Client, list of str
        A bad cell is as it was, a bad new row is left out; a message for each bad cell.
    """
    kept = dict(enumerate(clients))
    for row in deleted:
        kept.pop(row, None)
    names = {client.name.casefold() for client in kept.values()}
    problems: list[str] = []
    for row, cells in changed.items():
        if row in kept:
            names.discard(kept[row].name.casefold())
            kept[row], found = _changed(kept[row], cells, names, system)
            names.add(kept[row].name.casefold())
            problems += found
    for cells in added:
        texts = _texts(cells)
        if not any(texts.values()):
            continue
        client, wrong = read_client({key: (text, system) for key, text in texts.items()}, system)
        messages = [message for _, _, message in wrong]
        if client is not None and len(kept) >= MOST_CLIENTS:
            messages = [f"{MOST_CLIENTS} clients are there; allowed: at most that many"]
        elif client is not None and client.name.casefold() in names:
            messages = [_named_twice(client)]
        elif client is not None:
            kept[len(clients) + len(kept)] = client
            names.add(client.name.casefold())
        problems += [f"{NEW}: {message}; left out" for message in messages]
    return tuple(kept.values()), problems


def _changed(
    before: Client, cells: Cells, others: Set[str], system: System
) -> tuple[Client, list[str]]:
    """Return a client with changed cells, the bad ones left as before with what is wrong."""
    client, messages = _with(before, cells, others, system)
    if not messages or len(cells) == 1:
        return client, messages
    # Together they cannot be used: each that can be alone still counts.
    client, messages = before, []
    for key, value in cells.items():
        client, found = _with(client, {key: value}, others, system)
        messages += found
    return client, messages


def _with(
    before: Client, cells: Cells, others: Set[str], system: System
) -> tuple[Client, list[str]]:
    """Return a client with all of the cells, or as before with what is wrong."""
    texts = dict(zip((column.key for column in COLUMNS), entered(before, system), strict=True))
    if EVEN & cells.keys() and "week" not in cells:
        # Else the week day by day would win over the run that was typed.
        texts["week"] = ""
    texts |= _texts(cells)
    if texts["week"]:
        # The table says of it that it wins.
        texts |= dict.fromkeys(EVEN, "")
    client, wrong = read_client({key: (text, system) for key, text in texts.items()}, system)
    messages = [message for _, _, message in wrong]
    if client is not None and client.name.casefold() in others:
        messages = [_named_twice(client)]
    if client is None or messages:
        return before, [f"{before.name}: {message}; kept as it was" for message in messages]
    return client, []


def _texts(cells: Cells) -> dict[str, str]:
    """Return cells as a person would have typed them."""
    keys = {column.key for column in COLUMNS}
    return {key: _text(value) for key, value in cells.items() if key in keys}


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _named_twice(client: Client) -> str:
    return f"Name: {shorten(client.name)} is in the roster already; allowed: each name once"
