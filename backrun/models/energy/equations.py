"""The published equations for forward walking and running; each returns gross ml/kg/min.

All take speed in m/s (float or array) and grade as a fraction, and know nothing of intervals.
"""

from __future__ import annotations

import numpy as np

from backrun.estimate import Number
from backrun.evidence import coefficient


def acsm_running(speed: Number, grade: Number = 0.0) -> Number:
    """ACSM running equation, uphill term included: 3.5 + 0.2 S + 0.9 S G, S in m/min.

    >>> round(float(acsm_running(2.235)), 1)
    30.3
    """
    per_minute = 60.0 * speed
    return coefficient("rest") + 0.2 * per_minute + 0.9 * per_minute * np.maximum(grade, 0.0)


def leger_mercier(speed: Number, grade: Number = 0.0, *, track: bool = False) -> Number:
    """Léger and Mercier 1984: 2.209 + 3.163 v, v in km/h; on a track 0.000525542 v³ for the air.

    The uphill term is that of the ACSM equation, since theirs is for level ground.

    >>> round(float(leger_mercier(2.235)), 1)
    27.7
    """
    per_hour = 3.6 * speed
    air = 0.000525542 * per_hour**3 if track else 0.0
    return 2.209 + 3.163 * per_hour + air + 54.0 * speed * np.maximum(grade, 0.0)


def lcda_walking(speed: Number, grade: Number = 0.0) -> Number:
    """LCDA walking equation (Looney 2019), in watts per kilogram turned into oxygen at 20.9 J/ml.

    >>> round(float(lcda_walking(1.341)), 1)
    12.7
    """
    percent = 100.0 * np.asarray(grade)
    slope = 0.34 * speed * percent * (1.0 - 1.05 ** (1.0 - 1.11 ** (percent + 32.0)))
    watts = 1.44 + 1.94 * speed**0.43 + 0.24 * speed**4 + slope
    oxygen: Number = watts * 60.0 / coefficient("energy_per_ml_walking_equation")
    return oxygen


def minetti_running(grade: Number) -> Number:
    """Net cost of running in J/kg/m by gradient, Minetti 2002, valid from -0.45 to 0.45.

    >>> minetti_running(0.0)
    3.6
    """
    i = grade
    return 155.4 * i**5 - 30.4 * i**4 - 43.3 * i**3 + 46.3 * i**2 + 19.5 * i + 3.6
