"""The dose of a session: its sections, their length, and the time of the whole."""

from __future__ import annotations

from math import ceil, inf

from backrun.evidence import Stage

WARM_UP_S = 300
COOL_DOWN_S = 300
STEP_S = 5


def whole_session_s(sections: int, section_s: int, recovery_s: int) -> int:
    """Return the seconds of a session with warm-up, recoveries and cool-down."""
    return WARM_UP_S + sections * section_s + max(sections - 1, 0) * recovery_s + COOL_DOWN_S


def divide(backward_s: float, stage: Stage, within_s: float = inf) -> tuple[int, int]:
    """Return the sections, and the seconds of each in steps of 5 s, that come to a sum, not above.

    As few sections as the stage allows, or one or two more where only they meet the sum exactly.
    `within_s` is the time that the whole session may take.
    """
    fewest = max(ceil(backward_s / stage.section_s), 1)
    for sections in range(fewest, min(fewest + 2, stage.most_sections) + 1):
        section_s, left = divmod(backward_s, sections * STEP_S)
        section_s = int(section_s) * STEP_S
        if not left and whole_session_s(sections, section_s, stage.recovery_s) <= within_s:
            return sections, section_s
    return fewest, int(backward_s / fewest // STEP_S * STEP_S)


def fewest_sections(backward_s: float, stage: Stage) -> tuple[int, int]:
    """Return the fewest sections, in steps of 5 s, that come to a sum or a little more."""
    fewest = max(ceil(backward_s / stage.section_s), 1)
    return fewest, ceil(backward_s / fewest / STEP_S) * STEP_S
