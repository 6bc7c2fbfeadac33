"""A link as a QR code: an SVG for the screen, a grid of modules for print."""

from __future__ import annotations

import segno

# What phones still read from a screen: some 105 modules on a side.
MOST_BYTES = 1000
QUIET = 4
"""Modules of white around the code, without which no phone finds it."""


def qr_modules(link: str) -> tuple[tuple[bool, ...], ...] | None:
    """Return the rows of the code, True where it is dark, without the quiet zone.

    Parameters
    ----------
    link : str
        The complete link.

    Returns
    -------
    tuple of tuple of bool, or None
        None where the link is longer than 1000 bytes: a phone could hardly read the code.

    Examples
    --------
    >>> len(qr_modules("https://example.org/?pace=6:00") or ())
    25
    """
    if len(link.encode()) > MOST_BYTES:
        return None
    # The lowest level of correction, raised where it costs no larger code: modules stay large.
    code = segno.make_qr(link, error="l", boost_error=True)
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def qr_runs(modules: tuple[tuple[bool, ...], ...]) -> list[tuple[int, int, int]]:
    """Return the dark stretches of each row as (column, row, length)."""
    runs = []
    for y, row in enumerate(modules):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, y, x - start))
                start = None
    return runs


def qr_svg(link: str) -> str | None:
    """Return the code as an SVG, black on white in every theme, or None where it would not fit."""
    modules = qr_modules(link)
    if modules is None:
        return None
    side = len(modules) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h{n}v1h-{n}z" for x, y, n in qr_runs(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#FFFFFF" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000000" d="{path}"/></svg>'
    )
