"""The backward : forward ratios study by study, and what they say of the mean, a study, a person.

All are ratios of net cost, above 3.5 ml/kg/min: the multiplier itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from typing import Literal

from backrun.estimate import Estimate
from backrun.evidence import RatioRow, coefficient, coefficients, ratio_rows
from backrun.evidence.rows import Gait
from backrun.models.energy.oxygen_cost import LEVEL, deviations, multiplier_spread
from backrun.models.validation.pooling import net_log_ratios
from backrun.models.validation.random_effects import pool

STUDIES_LEVEL = 0.95
"""Probability of the intervals of a study, of the mean and of a new study."""

Kind = Literal["study", "not pooled", "mean", "new study", "person"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the forest.

    Attributes
    ----------
    kind : {"study", "not pooled", "mean", "new study", "person"}
    study_id : str
        Key of the study; "" for what the studies say together.
    ratio : Estimate or None
        Backward over forward on net cost, with its interval. For a study that is not pooled the
        ratio as it was reported, without an interval; None where no number could be read.
    n : int or None
        People.
    weight : float
        Share of the pool, 0 to 1; 0 for what is not in it.
    assumed : bool
        Whether the study gives no spread, so that its interval rests on that of another one.
    note : str
        What is to be known of the row.
    """

    kind: Kind
    study_id: str
    ratio: Estimate | None
    n: int | None
    weight: float
    assumed: bool
    note: str


@cache
def forest(gait: Gait) -> tuple[Line, ...]:
    """Return the studies of a gait, then those left out, then mean, new study and person.

    Notes
    -----
    The interval of the mean is that of the coefficient table. A new study like these would differ
    from it by the standard error and by the deviation between studies together; a single person by
    the deviation between people besides. All are normal on the log scale, and with so few studies
    too narrow: `t_interval` gives the wider one of the mean.

    Examples
    --------
    >>> [line.kind for line in forest("running")][-3:]
    ['mean', 'new study', 'person']
    """
    studies = net_log_ratios(gait)
    rows = [row for row in ratio_rows() if row.gait == gait]
    pooled = {row.study_id: row for row in rows if row.pooled}
    return (
        *(
            Line(
                "study",
                study.study_id,
                _around(exp(study.log_ratio), sqrt(study.variance), STUDIES_LEVEL),
                study.n,
                weight,
                _without_spread(pooled[study.study_id]),
                pooled[study.study_id].note,
            )
            for study, weight in zip(studies, pool(studies).weights, strict=True)
        ),
        *(
            Line("not pooled", row.study_id, _bare(row.ratio), row.n, 0.0, False, row.note)
            for row in rows
            if not row.pooled
        ),
        *_together(gait, sum(study.n for study in studies)),
    )


def _together(gait: Gait, people: int) -> tuple[Line, ...]:
    table = coefficients()[f"multiplier_{gait}"]
    centre, (low, high) = coefficient(f"multiplier_{gait}"), table.range
    mean = Estimate(low, centre, high, STUDIES_LEVEL)
    new_study = _around(centre, multiplier_spread(gait, ("multiplier",)), STUDIES_LEVEL)
    person = _around(centre, multiplier_spread(gait), LEVEL)
    return (
        Line("mean", "", mean, people, 1.0, False, "All studies of the pool together."),
        Line("new study", "", new_study, None, 0.0, False, "Where another study like these falls."),
        Line(
            "person",
            "",
            person,
            None,
            0.0,
            False,
            "Where a single person falls: what the app uses.",
        ),
    )


def _without_spread(row: RatioRow) -> bool:
    return row.ratio_sem is None and (row.forward_sd is None or row.backward_sd is None)


def _around(centre: float, spread: float, level: float) -> Estimate:
    half = deviations(level) * spread
    return Estimate(exp(log(centre) - half), centre, exp(log(centre) + half), level)


def _bare(ratio: float | None) -> Estimate | None:
    return None if ratio is None else Estimate(ratio, ratio, ratio, STUDIES_LEVEL)
