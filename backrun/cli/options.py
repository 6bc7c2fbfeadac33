"""Options of the command line, made from the registry: every parameter of a link is one."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any, Final, Protocol, get_args
from urllib.parse import parse_qs, urlsplit

from backrun.cli.refusal import Refusal
from backrun.inputs.field import Choice, Variable, shorten
from backrun.inputs.registry import (
    CAUTION,
    CHOICES,
    EVEN_WEEK,
    GOAL,
    GOAL_SHARE,
    PART_LABELS,
    SESSION_TIME,
    VARIABLES,
)
from backrun.link.reading import WEEK_FORM, Rejected
from backrun.scenario.scenario import PARTS, Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.units import System

VIEW: Final = ("units", "basis", "per", "counted", "energy")
"""Choices that say how an answer is counted and shown, and nothing of the person."""
PLAN: Final[dict[str, tuple[str, str]]] = {
    "start": ("DATE", "First day of the plan; by default the next Monday."),
    "on": ("DAYS", "Available weekdays, such as mon_thu; by default those with a run."),
    "time": ("MIN", f"{SESSION_TIME.label}: {SESSION_TIME.allowed()}. {SESSION_TIME.help}"),
    "away": ("DATES", "Days without a session, such as 2026-12-24..2027-01-02."),
    "goal": ("MIN", f"{GOAL.label}: {GOAL.allowed()}. {GOAL.help}"),
    "goal_share": ("%", f"Instead of it: {GOAL_SHARE.allowed()}. {GOAL_SHARE.help}"),
    "caution": ("LEVEL", f"{CAUTION.label}: {CAUTION.allowed()}. {CAUTION.help}"),
}


# Two names for one quantity, one per unit: what is given in one takes the other's place.
_TWINS: Final = {
    variable.key(system): {variable.key("metric"), variable.key("imperial")}
    for variable in VARIABLES.values()
    for system in get_args(System)
}
# And two ways to write a week.
_EVEN: Final = tuple(variable.name for variable in EVEN_WEEK)
_WEEKS: Final = {"week": _EVEN, **dict.fromkeys(_EVEN, ("week",))}


class Options(Protocol):
    """A parser, or a group of its options."""

    def add_argument(self, *names: str, **settings: Any) -> Any:
        """Add an option."""


def add_scenario(parser: ArgumentParser) -> None:
    """Add an option for every parameter of a link, and one for a whole link."""
    person = parser.add_argument_group("the person and the run")
    person.add_argument(
        "--link", metavar="LINK", help="Start from a link of the app; other options win over it."
    )
    for variable in VARIABLES.values():
        for system in get_args(System):
            _number(person, variable, system)
    person.add_argument("--week", metavar="DAYS", help=_plain(f"Day by day {WEEK_FORM}."))
    for name in ("sex", "surface"):
        _choice(person, CHOICES[name])
    add_view(parser)


def add_view(parser: ArgumentParser) -> None:
    """Add the options for how an answer is counted and shown."""
    view = parser.add_argument_group("how it is counted and shown")
    for name in VIEW:
        _choice(view, CHOICES[name])
    named = ", ".join(f"{part} ({PART_LABELS[part].lower()})" for part in PARTS)
    view.add_argument(
        "--without",
        metavar="PART",
        action="append",
        choices=PARTS,
        help=f"Leave a part out of the interval; may be repeated: {named}.",
    )
    view.add_argument("--json", action="store_true", help="Print the answer as JSON.")


def add_plan(parser: ArgumentParser, names: tuple[str, ...] = tuple(PLAN)) -> None:
    """Add the options for what shapes a plan."""
    plan = parser.add_argument_group("the plan")
    for name in names:
        metavar, words = PLAN[name]
        plan.add_argument(f"--{dashed(name)}", metavar=metavar, help=_plain(words))


def scenario_of(given: Namespace) -> Scenario:
    """Return the scenario that options and link describe.

    Raises
    ------
    Refusal
        Names every value that cannot be used, and what is allowed.
    """
    query, options = _of_link(getattr(given, "link", None)), _given(given)
    for key in options:
        for other in (*_TWINS.get(key, ()), *_WEEKS.get(key, ())):
            query.pop(other, None)
    query |= {key: [value] for key, value in options.items()}
    if options.get("units") == "imperial":
        # As the switch of the app has it.
        query.setdefault("per", ["mile"])
    scenario, rejected = Scenario.from_query(query)
    _refuse([problem for problem in rejected if problem.field != "model"])
    for problem in rejected:
        # Another model's link is answered all the same, as in the app.
        print(f"backrun {given.command}: {problem.message}", file=sys.stderr)
    return scenario


def plan_given(given: Namespace) -> dict[str, list[str]]:
    """Return the options given that shape a plan, each with its text."""
    return {name: [getattr(given, name)] for name in PLAN if getattr(given, name, None)}


def settings_of(given: Namespace) -> RampUpSettings:
    """Return the settings of the plan that options and link describe.

    Raises
    ------
    Refusal
        Names every value that cannot be used, and what is allowed.
    """
    query = _of_link(getattr(given, "link", None))
    options = plan_given(given)
    if GOAL.name in options:
        # A share of the week would win over it.
        query.pop(GOAL_SHARE.name, None)
    query |= options
    settings, rejected = RampUpSettings.from_query(query, date.today())
    _refuse(rejected)
    return settings


def address_of(given: Namespace) -> str:
    """Return the address that links begin with; empty where there are none.

    Raises
    ------
    Refusal
        Nobody could open a page there.
    """
    address: str = given.address
    if address and not re.match(r"https?://[^/]", address, re.IGNORECASE):
        raise Refusal(
            [f"--address: {shorten(address)}; allowed: such as https://backrun.example.org/"]
        )
    return address


def _given(given: Namespace) -> dict[str, str]:
    """Return what was given as options, by the name in links."""
    names = (*_TWINS, "week", *(name for name in CHOICES))
    values = {name: getattr(given, name, None) for name in names}
    query = {name: value for name, value in values.items() if value is not None}
    return query | dict.fromkeys(getattr(given, "without", None) or (), "false")


def _of_link(link: str | None) -> dict[str, list[str]]:
    if not link:
        return {}
    try:
        address = urlsplit(link)
    except ValueError:
        raise Refusal(
            [f"--link {shorten(link)} is no address; allowed: a link of the app"]
        ) from None
    # The parameters alone will do; a link without any is the app as it starts.
    query = address.query or ("" if address.netloc else address.path)
    return parse_qs(query, keep_blank_values=True)


def _refuse(rejected: list[Rejected]) -> None:
    if rejected:
        raise Refusal([problem.message for problem in rejected])


def _number(group: Options, variable: Variable, system: System) -> None:
    key = variable.key(system)
    if system == "imperial" and key == variable.key("metric"):
        return
    unit = variable.in_system(system)
    group.add_argument(
        f"--{dashed(key)}",
        metavar="M:SS" if unit.clock else unit.text.split()[0].upper(),
        help=_plain(f"{variable.label}: {variable.allowed(system)}. {variable.help}"),
    )


def _choice(group: Options, choice: Choice) -> None:
    group.add_argument(
        f"--{choice.name}",
        metavar="NAME",
        help=_plain(f"{choice.label}: {choice.allowed()}. {choice.help}".strip()),
    )


def dashed(key: str) -> str:
    """Return the name of an option for a parameter of a link."""
    return key.replace("_", "-")


def _plain(text: str) -> str:
    """Return a text that argparse prints as it is."""
    return text.replace("%", "%%")
