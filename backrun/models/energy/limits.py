"""Where the measurements end: which limits an answer crosses, and what has no answer at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backrun.estimate import Array, Number
from backrun.evidence import coefficients
from backrun.evidence.rows import Direction
from backrun.scenario.scenario import Surface


def _limits() -> dict[str, str]:
    def between(name: str) -> str:
        low, high = coefficients()[f"range_{name}"].range
        return f"{low:g} to {high:g}"

    speeds = {
        f"{direction}_{gait}_speed": f"{direction} {gait} was measured from "
        f"{between(f'{direction}_{gait}')} m/s"
        for direction in ("forward", "backward")
        for gait in ("running", "walking")
    }
    youngest, oldest = coefficients()["range_age"].range
    running = 100 * coefficients()["range_grade_running"].range[1]
    walking = 100 * coefficients()["range_grade_walking"].range[1]
    return speeds | {
        "grade": f"backward running was measured up to {running:g} % uphill, "
        f"backward walking up to {walking:g} %",
        "muscles_grade": "muscles were measured on level ground only",
        "surface": "backward running and walking were measured on treadmills only",
        "gait": "one way is walked and the other run, which was not measured against each other",
        "between_gaits": "nothing was measured between the fastest backward walk and the slowest "
        "backward run: this effort takes both by turns, about the speed of the change",
        "age": "the people measured were mostly students and young athletes; none is known to have "
        f"been under {youngest:g} or over {oldest:g} years old",
    }


LIMITS: dict[str, str] = _limits()
"""Validity limits by name, each with the sentence that explains it."""


class NotMeasuredError(ValueError):
    """Asked for something that no study has measured, so there is no number to give."""


DOWNHILL = (
    "grade: what it takes to go backward downhill has not been measured at all; "
    "allowed for backward: 0 % and uphill"
)


def refuse_downhill(grade: Number) -> None:
    """Refuse a grade below 0, or several of which one is.

    Raises
    ------
    NotMeasuredError
        Nothing backward was measured downhill.
    """
    if np.any(np.asarray(grade) < 0):
        raise NotMeasuredError(DOWNHILL)


def crossed_limits(
    speed: Number,
    walking: npt.NDArray[np.bool_],
    direction: Direction,
    grade: float | Array = 0.0,
    surface: Surface = "treadmill",
) -> tuple[str, ...]:
    """Return the names of the validity limits that any element crosses; `LIMITS` explains them."""
    masks = limit_masks(speed, walking, direction, grade, surface)
    return tuple(name for name, mask in masks.items() if mask.any())


def limit_masks(
    speed: Number,
    walking: npt.NDArray[np.bool_],
    direction: Direction,
    grade: float | Array = 0.0,
    surface: Surface = "treadmill",
) -> dict[str, npt.NDArray[np.bool_]]:
    """Return for each validity limit, by name, which elements cross it."""
    masks: dict[str, npt.NDArray[np.bool_]] = {}
    speed, grade = np.asarray(speed), np.asarray(grade)
    for gait, chosen in (("running", ~walking), ("walking", walking)):
        low, high = coefficients()[f"range_{direction}_{gait}"].range
        masks[f"{direction}_{gait}_speed"] = chosen & ((speed < low) | (speed > high))
        steepest = coefficients()[
            "range_grade_forward" if direction == "forward" else f"range_grade_{gait}"
        ].range[1]
        masks["grade"] = masks.get("grade", False) | chosen & (grade > steepest)
    if direction == "backward" and surface != "treadmill":
        masks["surface"] = np.ones_like(walking)
    return masks
