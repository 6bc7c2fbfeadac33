"""One person's answers to the screening: checked, and printed as nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from backrun.evidence.screening import questions
from backrun.inputs.field import Choice, Variable, members, shorten
from backrun.inputs.registry import AGE
from backrun.scenario.scenario import optional
from backrun.units import MINUTE

Experience = Literal["never", "some", "regular"]

CHECKLIST: Final = tuple(row.key for row in questions().values() if row.group)
"""The health questions that are ticked in one list."""
CLEARABLE: Final = tuple(row.key for row in questions().values() if row.clearable)
"""The questions for which a professional's clearance counts."""
LONGEST_BACKWARD: Final = Variable(
    "longest_backward_min", questions()["longest_backward_min"].question, MINUTE, 0.0, 60.0, 1.0, ""
)


def _keys(value: object, *, name: str, allowed: tuple[str, ...]) -> frozenset[str]:
    """Return a set of question keys."""
    keys = set()
    for key in members(value):
        if not isinstance(key, str) or key not in allowed:
            raise ValueError(f"{name}: {shorten(key)}; allowed: any of {', '.join(allowed)}")
        keys.add(key)
    return frozenset(keys)


def _ticked(value: object) -> frozenset[str] | None:
    return None if value is None else _keys(value, name="Health", allowed=CHECKLIST)


def _cleared(value: object) -> frozenset[str]:
    return frozenset() if value is None else _keys(value, name="Cleared", allowed=CLEARABLE)


def _choice(key: str) -> Any:
    row = questions()[key]
    return optional(Choice(key, row.question, row.options or {"yes": "Yes", "no": "No"}))


class Answers(BaseModel):
    """One person's answers; None is "not answered".

    Attributes
    ----------
    health : set of str, optional
        What was ticked of `CHECKLIST`; the empty set is "none of these".
    cleared : set of str
        Questions for which a professional has cleared the person, of `CLEARABLE`.
    age_years : int, optional
        Age in years, 18 to 90; where it is given, `age_65` is not asked.
    age_65, activity, intensity, where, lookout, experience : str, optional
        The chosen option of the question of that name.
    longest_backward_min : float, optional
        Longest backward running in one session of the last 30 days, 0 to 60 min.

    Raises
    ------
    pydantic.ValidationError
        A ValueError whose message names the field, the value and what is allowed.

    Examples
    --------
    >>> Answers(health={"fall"})
    Answers()
    """

    # A refused field is named by its own message; pydantic would print the other answers too.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    health: Annotated[frozenset[str] | None, BeforeValidator(_ticked)] = None
    cleared: Annotated[frozenset[str], BeforeValidator(_cleared)] = frozenset()
    age_years: Annotated[int | None, optional(AGE)] = None
    age_65: Annotated[Literal["yes", "no"] | None, _choice("age_65")] = None
    activity: Annotated[Literal["active", "inactive"] | None, _choice("activity")] = None
    intensity: Annotated[Literal["easy", "hard"] | None, _choice("intensity")] = None
    where: Annotated[Literal["treadmill", "straight", "neither"] | None, _choice("where")] = None
    lookout: Annotated[Literal["partner", "mirror", "nobody"] | None, _choice("lookout")] = None
    experience: Annotated[Experience | None, _choice("experience")] = None
    longest_backward_min: Annotated[float | None, optional(LONGEST_BACKWARD)] = None

    @model_validator(mode="after")
    def _never_is_never(self) -> Answers:
        if self.experience == "never" and self.longest_backward_min:
            raise ValueError(
                f"{LONGEST_BACKWARD.label}: {self.longest_backward_min:g} min; "
                "allowed: 0 min for somebody who has never run backward"
            )
        return self

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Print nothing: a log that shows the object must not show the answers."""
        return ()
