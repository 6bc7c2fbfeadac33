"""What a plan was made from, in words: settings, rules with their limits, sources."""

from __future__ import annotations

from backrun.evidence import MODEL_VERSION, Rule, rules, sources
from backrun.inputs.dates import write_dates
from backrun.inputs.registry import CAUTION, GOAL, GOAL_SHARE, MINUTES, PACE, SESSION_TIME, SURFACE
from backrun.models.ramp_up.plan import RampUp
from backrun.reports.plan.session_card import NOT_PROVEN, plain
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.wording.energy import pace

Block = tuple[tuple[str, ...], list[tuple[str, ...]]]
"""A heading row, and the rows below it."""


def facts_of_plan(plan: RampUp) -> list[Block]:
    """Return settings, rules and sources as blocks of text rows.

    Nothing of the screening is in them, and of the person no more than pace and minutes.
    """
    return [
        (("Setting", "Value"), _settings(plan.scenario, plan.settings)),
        (
            ("Rule", "Limit", "Strength", "Source"),
            [_rule(rule, plan.settings) for rule in rules().values()],
        ),
        (("Source", "Citation", "Address"), _sources()),
    ]


def _settings(scenario: Scenario, settings: RampUpSettings) -> list[tuple[str, ...]]:
    goal = GOAL.show(settings.goal_min) + " a session"
    if settings.goal_share is not None:
        goal = GOAL_SHARE.show(settings.goal_share)
    minutes = SESSION_TIME.show(settings.minutes) if settings.minutes else "as the week has it"
    return [
        ("Start", settings.start.isoformat()),
        ("Goal", goal),
        (CAUTION.label, CAUTION.options[settings.caution]),
        ("Days", ", ".join(settings.days) or "those of the week's runs"),
        (SESSION_TIME.label, minutes),
        (
            "Dates away",
            write_dates(settings.away).replace("_", ", ").replace("..", " to ") or "none",
        ),
        (PACE.label, plain(pace(scenario.forward_speed_m_s, scenario))),
        (SURFACE.label, SURFACE.options[scenario.surface]),
        ("Running a week", MINUTES.show(scenario.week.minutes)),
        ("Model version", MODEL_VERSION),
        ("How sure", NOT_PROVEN),
    ]


def _rule(rule: Rule, settings: RampUpSettings) -> tuple[str, ...]:
    value: float | None = getattr(rule, settings.caution)
    limit = rule.unit if value is None else f"{value:g} {rule.unit}"
    strength = f"{rule.strength}, grade {rule.grade}"
    cited = "; ".join(sources()[key].short for key in rule.source if key != "backrun")
    return rule.title, limit, strength, cited


def _sources() -> list[tuple[str, ...]]:
    keys = dict.fromkeys(key for rule in rules().values() for key in rule.source)
    rows = [sources()[key] for key in keys if key != "backrun"]
    return [(row.short, row.citation, row.link or "") for row in rows]
