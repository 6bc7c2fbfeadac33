"""The link is the document: a scenario as readable query parameters, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from backrun.evidence import MODEL_VERSION
from backrun.inputs import registry
from backrun.inputs.field import Variable, shorten
from backrun.link.reading import LinkReader, Rejected
from backrun.scenario.scenario import DAY_KEYS, PARTS, REST, Part, Runner, Scenario, Week
from backrun.units import System

SWITCH = {"true": True, "false": False}
# What a link leaves out; frozen, and read at every move of a slider.
DEFAULT = Scenario()


def write(scenario: Scenario) -> dict[str, str]:
    """Return every field of the scenario as readable parameters, in the scenario's units.

    The values read back to the same scenario, to the last bit. What was not given stays out. Names
    and health answers are not part of a scenario and so cannot enter a link.

    >>> write(Scenario())["pace"]
    '6:00'
    """
    runner, system = scenario.runner, scenario.units

    def text(variable: Variable, value: float | None) -> dict[str, str]:
        if value is None:
            return {}
        return {variable.key(system): variable.in_system(system).write(value)}

    return {
        "units": system,
        **text(registry.MASS, runner.mass_kg),
        **text(registry.AGE, runner.age_years),
        **({"sex": runner.sex} if runner.sex else {}),
        **text(registry.HEIGHT, runner.height_m),
        **text(registry.PACE, scenario.pace_s_per_km),
        **text(registry.SHARE, scenario.backward_share),
        **text(registry.GRADE, scenario.grade),
        "surface": scenario.surface,
        **write_week(scenario.week, system),
        "basis": scenario.basis,
        "per": scenario.per,
        "counted": scenario.counted,
        "energy": scenario.energy_unit,
        **{part: str(part in scenario.parts).lower() for part in PARTS},
        "model": MODEL_VERSION,
    }


def link(address: str, scenario: Scenario, more: Mapping[str, str] | None = None) -> str:
    """Return the complete link to a scenario: the page's address and every parameter.

    Parameters
    ----------
    address : str
        Of the page, such as `https://backrun.example.org/week`.
    scenario : Scenario
    more : mapping of str to str, optional
        Further parameters, such as those of `RampUpSettings.to_query`.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        An address that has parameters or a part of a page (`?`, `#`) already.

    Examples
    --------
    >>> link("https://backrun.example.org/", Scenario()).split("&")[1:3]
    ['mass=70', 'pace=6:00']
    """
    if not isinstance(address, str) or set("?#") & set(address):
        raise ValueError(f"address: {shorten(address)}; allowed: that of a page, without ? and #")
    return f"{address}?{urlencode({**write(scenario), **(more or {})}, safe=':@')}"


def write_week(week: Week, system: System) -> dict[str, str]:
    """Return days, minutes and backward minutes of an even week, else the week day by day.

    Of the minutes of no run a week of rest says nothing.
    """
    even = week.as_even()
    if even is None:
        return {"week": write_days(week, system)}
    written = {
        variable.name: variable.unit.write(value)
        for variable, value in zip(registry.EVEN_WEEK, even, strict=True)
    }
    return written if even[0] else {registry.DAYS.name: written[registry.DAYS.name]}


def write_days(week: Week, system: System) -> str:
    """Write a week as one short text, rest days left out; a week of rest is `rest`.

    >>> write_days(Week.even(2, 40.0, 6.0), "metric")
    'wed40-6_sat40-6'
    """
    pace, number = registry.PACE.in_system(system), registry.MINUTES.unit
    suffix = "mi" if system == "imperial" else ""
    parts = []
    for key, day in zip(DAY_KEYS, week.days, strict=True):
        if day == REST:
            continue
        text = key + number.write(day.minutes)
        if day.backward_minutes:
            text += "-" + number.write(day.backward_minutes)
        if day.pace_s_per_km is not None:
            text += "@" + pace.write(day.pace_s_per_km) + suffix
        parts.append(text)
    return "_".join(parts) or "rest"


def read(query: Mapping[str, str | Sequence[str]]) -> tuple[Scenario, list[Rejected]]:
    """Read a scenario from link parameters; never raises.

    Parameters
    ----------
    query : mapping of str to str or list of str
        Parameter names and values; each name stands for one unit (`mass` in kg, `mass_lb` in lb).

    Returns
    -------
    Scenario, list of Rejected
        The scenario, with the default for everything absent or unusable, and what was not used.
    """
    reader, default = LinkReader(query), DEFAULT
    system: System = reader.choice("units", default.units)
    model = reader.values.get("model", MODEL_VERSION)
    if model != MODEL_VERSION:
        reader.reject(
            "model",
            model,
            f"The link was made with model {shorten(model)}; numbers may differ",
            f"model {MODEL_VERSION}",
        )
    parts = tuple(part for part in PARTS if reader.read(part, partial(_switch, part), True, "true"))
    scenario = Scenario(
        runner=Runner(
            mass_kg=reader.number(registry.MASS, system, default.runner.mass_kg),
            age_years=reader.number(registry.AGE, system, None),
            sex=reader.choice("sex", None),
            height_m=reader.number(registry.HEIGHT, system, None),
        ),
        units=system,
        pace_s_per_km=reader.number(registry.PACE, system, default.pace_s_per_km),
        backward_share=reader.number(registry.SHARE, system, default.backward_share),
        grade=reader.number(registry.GRADE, system, default.grade),
        surface=reader.choice("surface", default.surface),
        week=reader.week(system, default.week),
        basis=reader.choice("basis", default.basis),
        per=reader.choice("per", default.per),
        counted=reader.choice("counted", default.counted),
        energy_unit=reader.choice("energy", default.energy_unit),
        parts=parts,
    )
    return scenario, reader.rejected


def _switch(part: Part, text: str) -> bool:
    if text.lower() not in SWITCH:
        raise ValueError(f"{registry.PART_LABELS[part]}: {shorten(text)}; allowed: true, false")
    return SWITCH[text.lower()]
