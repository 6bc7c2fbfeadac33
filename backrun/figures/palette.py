"""The two colours that carry the app, light and dark, for charts and for what is printed."""

from __future__ import annotations

FORWARD = {False: "#3B6EA8", True: "#6FA0D8"}
BACKWARD = {False: "#D9731A", True: "#F0924B"}
GREY = {False: "#5F6B66", True: "#A3ADA9"}
TEXT = {False: "#1F2523", True: "#E8ECEA"}
BACKGROUND = {False: "#FFFFFF", True: "#14181A"}


def mix(colour: str, ground: str, share: float) -> str:
    """Return a colour laid over a ground, as an opaque colour.

    >>> mix("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = (
        (int(colour[place : place + 2], 16), int(ground[place : place + 2], 16))
        for place in (1, 3, 5)
    )
    return "#" + "".join(
        f"{round(share * over + (1 - share) * under):02X}" for over, under in pairs
    )
