"""Why a heart rate that was learned going forward overstates what running backward takes."""

from __future__ import annotations

from dataclasses import dataclass

from backrun.evidence import OxygenCostRow, oxygen_cost_rows
from backrun.evidence.rows import Direction, Gait

STUDY = "williford1998"
"""The one study that gives oxygen and heart rate of both gaits, both ways, in the same people."""


@dataclass(frozen=True, slots=True)
class HeartRate:
    """A measured heart rate going backward, against that of the same oxygen going forward.

    Attributes
    ----------
    gait : {"walking", "running"}
    speed_m_s : float
        Speed at which it was measured, in m/s.
    n : int or None
        People.
    oxygen : float
        Measured backward, ml/kg/min.
    beats, expected_beats : float
        Measured backward, and read off the forward line at the same oxygen, in beats a minute.
    read_off : float
        The oxygen that a watch taught by the forward line would read off the beats, ml/kg/min.
    """

    gait: Gait
    speed_m_s: float
    n: int | None
    oxygen: float
    beats: float
    expected_beats: float
    read_off: float

    @property
    def excess(self) -> float:
        """Beats a minute above those of the same oxygen forward."""
        return self.beats - self.expected_beats

    @property
    def overstated(self) -> float:
        """What a watch would read, over what was measured: 1.18 is 18 % too much."""
        return self.read_off / self.oxygen


def heart_rate(gait: Gait) -> HeartRate:
    """Return the heart rate of backward walking or running beside its forward line.

    Notes
    -----
    The forward line goes through the measured means of walking and running forward; a watch that
    has learned a person's forward runs reads oxygen off such a line. Two points and 13 people.

    References
    ----------
    williford1998.

    Examples
    --------
    >>> round(heart_rate("running").excess), round(heart_rate("running").overstated, 2)
    (13, 1.18)
    >>> round(heart_rate("walking").excess), round(heart_rate("walking").overstated, 2)
    (11, 1.31)
    """
    (slow_oxygen, slow_beats), (fast_oxygen, fast_beats) = (
        _measured(_row("forward", way)) for way in ("walking", "running")
    )
    beats_per_ml = (fast_beats - slow_beats) / (fast_oxygen - slow_oxygen)
    row = _row("backward", gait)
    oxygen, beats = _measured(row)
    return HeartRate(
        gait=gait,
        speed_m_s=row.speed_m_s or 0.0,
        n=row.n,
        oxygen=oxygen,
        beats=beats,
        expected_beats=slow_beats + beats_per_ml * (oxygen - slow_oxygen),
        read_off=slow_oxygen + (beats - slow_beats) / beats_per_ml,
    )


def _row(direction: Direction, gait: Gait) -> OxygenCostRow:
    return next(
        row
        for row in oxygen_cost_rows()
        if (row.study_id, row.direction, row.gait) == (STUDY, direction, gait)
    )


def _measured(row: OxygenCostRow) -> tuple[float, float]:
    if row.vo2_ml_kg_min is None or row.heart_rate_bpm is None:
        raise ValueError(f"{row.study_id}: {row.direction} {row.gait} has no oxygen or heart rate")
    return row.vo2_ml_kg_min, row.heart_rate_bpm
