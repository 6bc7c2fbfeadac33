"""Write a scenario as readable link parameters and read it. The server stores no scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from backrun.evidence import MODEL_VERSION
from backrun.inputs import registry
from backrun.inputs.field import Variable, shorten
from backrun.link.parameters import Parameters, Rejected
from backrun.link.week import read_week, write_week
from backrun.scenario.scenario import PARTS, Part, Runner, Scenario
from backrun.units import System

SWITCH = {"true": True, "false": False}


def write_link(scenario: Scenario) -> dict[str, str]:
    """Return every field of the scenario as readable parameters, in the scenario's units.

    `read_link` turns them back into exactly the same scenario. An optional field that is None has
    no parameter. Names and health answers are not part of a scenario and so cannot enter a link.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    dict of str to str
        Parameter names and values; each name stands for one unit (`mass` in kg, `mass_lb` in lb).

    Examples
    --------
    >>> write_link(Scenario())["pace"]
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


def link_to(address: str, scenario: Scenario, more: Mapping[str, str] | None = None) -> str:
    """Return the complete link to a scenario: the page's address and every parameter.

    Parameters
    ----------
    address : str
        Address of the page, such as `https://backrun.example.org/week`.
    scenario : Scenario
    more : mapping of str to str, optional
        Further parameters, such as those of `write_settings`.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        The address contains `?` or `#`: it already has parameters or names a part of a page.

    Examples
    --------
    >>> link_to("https://backrun.example.org/", Scenario()).split("&")[1:3]
    ['mass=70', 'pace=6:00']
    """
    if not isinstance(address, str) or set("?#") & set(address):
        raise ValueError(f"address: {shorten(address)}; allowed: that of a page, without ? and #")
    return f"{address}?{urlencode({**write_link(scenario), **(more or {})}, safe=':@')}"


def read_link(query: Mapping[str, str | Sequence[str]]) -> tuple[Scenario, list[Rejected]]:
    """Read a scenario from link parameters; never raises.

    Parameters
    ----------
    query : mapping of str to str or list of str
        Parameter names and values; each name stands for one unit (`mass` in kg, `mass_lb` in lb).

    Returns
    -------
    Scenario, list of Rejected
        The scenario, with the default for each absent or bad value, and the bad values.

    Examples
    --------
    >>> scenario, rejected = read_link({"pace": "5:30", "mass": "heavy"})
    >>> scenario.pace_s_per_km, rejected[0].field
    (330.0, 'mass')
    """
    given, default = Parameters(query), Scenario()
    system: System = given.choice("units", default.units)
    model = given.values.get("model", MODEL_VERSION)
    if model != MODEL_VERSION:
        given.reject(
            "model",
            model,
            f"The link was made with model {shorten(model)}; numbers may differ",
            f"model {MODEL_VERSION}",
        )
    parts = tuple(part for part in PARTS if given.read(part, partial(_switch, part), True, "true"))
    scenario = Scenario(
        runner=Runner(
            mass_kg=given.number(registry.MASS, system, default.runner.mass_kg),
            age_years=given.number(registry.AGE, system, None),
            sex=given.choice("sex", None),
            height_m=given.number(registry.HEIGHT, system, None),
        ),
        units=system,
        pace_s_per_km=given.number(registry.PACE, system, default.pace_s_per_km),
        backward_share=given.number(registry.SHARE, system, default.backward_share),
        grade=given.number(registry.GRADE, system, default.grade),
        surface=given.choice("surface", default.surface),
        week=read_week(given, system, default.week),
        basis=given.choice("basis", default.basis),
        per=given.choice("per", default.per),
        counted=given.choice("counted", default.counted),
        energy_unit=given.choice("energy", default.energy_unit),
        parts=parts,
    )
    return scenario, given.rejected


def _switch(part: Part, text: str) -> bool:
    if text.lower() not in SWITCH:
        raise ValueError(f"{registry.PART_LABELS[part]}: {shorten(text)}; allowed: true, false")
    return SWITCH[text.lower()]
