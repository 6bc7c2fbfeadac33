"""Who runs, at what pace, on which days, and how the answer is to be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from backrun.evidence import coefficient
from backrun.inputs import registry
from backrun.inputs.field import Choice, Variable, members, shorten
from backrun.units import EnergyUnit, System, speed_m_s

if TYPE_CHECKING:
    from backrun.link.reading import Rejected

Surface = Literal["treadmill", "track"]
Part = Literal["equation", "multiplier", "person"]
PARTS: tuple[Part, ...] = ("equation", "multiplier", "person")
"""The three parts of the uncertainty: forward equation, multiplier between studies, the person."""
Basis = Literal["speed", "effort", "distance", "time"]
Per = Literal["minute", "km", "mile", "session", "week"]
Counted = Literal["gross", "net"]

DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Which weekdays a number of running days falls on: spread out, the weekend's long run kept.
EVEN_DAYS: tuple[tuple[int, ...], ...] = (
    (),
    (5,),
    (2, 5),
    (0, 2, 5),
    (0, 2, 4, 6),
    (0, 1, 3, 4, 6),
    (0, 1, 2, 4, 5, 6),
    (0, 1, 2, 3, 4, 5, 6),
)


def checked(by: Variable | Choice) -> Any:
    """Return how pydantic checks a field by the registry."""
    return BeforeValidator(lambda value: by.check(value))


def optional(by: Variable | Choice) -> Any:
    """Return the same for a field that may be None."""
    return BeforeValidator(lambda value: None if value is None else by.check(value))


def checked_parts(value: object, name: str = "Uncertainty") -> tuple[Part, ...]:
    """Return the parts of the uncertainty in their usual order, each once.

    Raises
    ------
    ValueError
        Names the argument, the value and what is allowed.
    """
    given = members(value)
    if all(part in PARTS for part in given):
        return tuple(part for part in PARTS if part in given)
    raise ValueError(f"{name}: {shorten(value)}; allowed: any of {', '.join(PARTS)}")


class Frozen(BaseModel):
    """Settings that all parts of a scenario share: frozen, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Runner(Frozen):
    """The person: mass in kg, optional age in years, sex and height in m."""

    mass_kg: Annotated[float, checked(registry.MASS)] = 70.0
    age_years: Annotated[int | None, optional(registry.AGE)] = None
    sex: Annotated[Literal["female", "male"] | None, optional(registry.SEX)] = None
    height_m: Annotated[float | None, optional(registry.HEIGHT)] = None


class Day(Frozen):
    """One weekday: minutes of running, of which backward, and its own pace if it has one."""

    minutes: Annotated[float, checked(registry.MINUTES)] = 0.0
    backward_minutes: Annotated[float, checked(registry.BACKWARD)] = 0.0
    pace_s_per_km: Annotated[float | None, optional(registry.PACE)] = None

    @model_validator(mode="after")
    def _backward_fits(self) -> Day:
        if self.backward_minutes > self.minutes:
            raise ValueError(
                f"Backward: {self.backward_minutes:g} min; "
                f"allowed: at most the day's {self.minutes:g} min"
            )
        return self


REST = Day()


class Week(Frozen):
    """Seven days, Monday first."""

    days: Annotated[tuple[Day, ...], Field(min_length=7, max_length=7)] = (REST,) * 7

    @classmethod
    def even(cls, days: int, minutes: float, backward_minutes: float) -> Week:
        """Return the week that repeats one run on a number of days (0 to 7), spread out."""
        run = Day(minutes=minutes, backward_minutes=backward_minutes)
        running = EVEN_DAYS[int(registry.DAYS.check(days))]
        return cls(days=tuple(run if day in running else REST for day in range(7)))

    @property
    def minutes(self) -> float:
        """Minutes of running in the week."""
        return sum(day.minutes for day in self.days)

    @property
    def backward_minutes(self) -> float:
        """Minutes of the week that are run backward."""
        return sum(day.backward_minutes for day in self.days)

    def as_even(self) -> tuple[int, float, float] | None:
        """Return days, minutes and backward minutes if one run repeats on spread-out days."""
        runs = [day for day in self.days if day.minutes > 0]
        first = runs[0] if runs else REST
        even = len(runs), first.minutes, first.backward_minutes
        return even if self == Week.even(*even) else None


class Scenario(Frozen):
    """Everything that shapes an answer. Every field has a default; the link carries every field.

    Attributes
    ----------
    runner : Runner
    units : {"metric", "imperial"}
        Units on the screen and in the link.
    pace_s_per_km : float
        Forward pace in seconds per kilometre, 150 to 900.
    backward_share : float
        Backward speed as a share of the forward speed, 0.3 to 1.1.
    grade : float
        Rise over run, -0.10 to 0.25.
    surface : {"treadmill", "track"}
    week : Week
        Minutes per weekday (at most 360), of which backward, own pace.
    basis : {"speed", "effort", "distance", "time"}
        What is equal in the comparison.
    per : {"minute", "km", "mile", "session", "week"}
        What the energy on the screen refers to.
    counted : {"gross", "net"}
        Whether resting energy counts.
    energy_unit : {"kcal", "kJ"}
    parts : tuple of {"equation", "multiplier", "person"}
        Which parts of the uncertainty count.

    Raises
    ------
    pydantic.ValidationError
        A ValueError whose message names the field, the value and what is allowed.

    Examples
    --------
    >>> Scenario().forward_speed_m_s
    2.7777777777777777
    """

    runner: Runner = Runner()
    units: Annotated[System, checked(registry.UNITS)] = "metric"
    pace_s_per_km: Annotated[float, checked(registry.PACE)] = 360.0
    backward_share: Annotated[float, checked(registry.SHARE)] = coefficient("backward_speed_chosen")
    grade: Annotated[float, checked(registry.GRADE)] = 0.0
    surface: Annotated[Surface, checked(registry.SURFACE)] = "treadmill"
    week: Week = Week.even(3, 40.0, 6.0)
    basis: Annotated[Basis, checked(registry.BASIS)] = "speed"
    per: Annotated[Per, checked(registry.PER)] = "km"
    counted: Annotated[Counted, checked(registry.COUNTED)] = "gross"
    energy_unit: Annotated[EnergyUnit, checked(registry.ENERGY)] = "kcal"
    parts: Annotated[tuple[Part, ...], BeforeValidator(lambda value: checked_parts(value))] = PARTS

    @property
    def forward_speed_m_s(self) -> float:
        """Forward speed in m/s."""
        return speed_m_s(self.pace_s_per_km)

    @property
    def backward_speed_m_s(self) -> float:
        """The person's own backward speed in m/s."""
        return self.forward_speed_m_s * self.backward_share

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]]
    ) -> tuple[Scenario, list[Rejected]]:
        """Read a scenario from link parameters; see `backrun.link.writing.read`."""
        from backrun.link import writing as permalink

        return permalink.read(query)

    def to_query(self) -> dict[str, str]:
        """Write the scenario as link parameters; see `backrun.link.writing.write`."""
        from backrun.link import writing as permalink

        return permalink.write(self)
