"""What the printed report says: who it is about, which sources it rests on, what it left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from backrun.evidence import coefficients, rules, sources
from backrun.inputs import registry
from backrun.models.body.muscles import muscle_emphasis
from backrun.models.ramp_up import RampUp
from backrun.models.ramp_up.after import after, joined
from backrun.models.ramp_up.words import count
from backrun.reports.plan.session_card import CardPart
from backrun.reports.report_fonts import clean, unprintable
from backrun.scenario.scenario import PARTS, Scenario
from backrun.wording.energy import pace

ENERGY_SOURCES = ("acsm_guidelines", "leger_mercier1984", "looney2019", "garby_astrup1987")
REFUSED = "There is no number for running backward downhill"
THESE_NUMBERS = "These numbers, to move and to check:"
LINK_CUT = "The link goes on: a click on it opens the whole."
BEFORE_THE_FIRST_STEP = (
    "There is no plan in this report. It comes after three short steps of questions on health, "
    "place and experience, on the Ramp-up page: they decide whether there is one."
)


def name(text: str) -> str:
    """Return a name on one line of at most 100 letters."""
    line = " ".join(clean(text).split())
    most = registry.MOST_NAME
    return line if len(line) <= most else line[: most - 1] + "…"


def inputs(scenario: Scenario) -> list[tuple[str, str]]:
    """Return what the person entered: label and value, what was not given left out."""
    runner, system = scenario.runner, scenario.units
    share = f"{round(100 * scenario.backward_share)} %"
    backward = f"{share} ({pace(scenario.backward_speed_m_s, scenario)})"
    found = [
        (registry.MASS.label, registry.MASS.show(runner.mass_kg, system)),
        (registry.PACE.label, pace(scenario.forward_speed_m_s, scenario)),
        (registry.SHARE.label, backward),
        ("Week", week(scenario)),
        (registry.GRADE.label, registry.GRADE.show(scenario.grade)),
        (registry.SURFACE.label, registry.SURFACE.options[scenario.surface]),
    ]
    if runner.age_years is not None:
        found.append((registry.AGE.label, registry.AGE.show(runner.age_years)))
    if runner.sex is not None:
        found.append((registry.SEX.label, registry.SEX.options[runner.sex]))
    if runner.height_m is not None:
        found.append((registry.HEIGHT.label, registry.HEIGHT.show(runner.height_m, system)))
    if scenario.parts != PARTS:
        counted = ", ".join(registry.PART_LABELS[part].lower() for part in scenario.parts)
        found.append(("The interval counts", counted or "nothing"))
    return found


def week(scenario: Scenario) -> str:
    """Say a week in few words: `3 × 40 min, 6 backward`."""
    even = scenario.week.as_even()
    if even is not None and even[0]:
        days, minutes, backward = even
        return f"{days} × {minutes:g} min, {backward:g} backward"
    runs = sum(1 for day in scenario.week.days if day.minutes)
    backward = scenario.week.backward_minutes
    said = f"{count(runs, 'run')}, {scenario.week.minutes:g} min, {backward:g} backward"
    return said if runs else "rest"


def start_heading(plan: RampUp | None) -> str:
    """Return the heading over how to start; after strong pain a professional comes first."""
    if plan is not None and joined(after(plan.sessions, plan.settings)).ends:
        return "How to start again, once a professional has agreed"
    return "How to start"


def source_line(parts: Iterable[CardPart], plan: RampUp | None) -> str:
    """Return every source that the report rests on in one paragraph, with its identifier."""
    keys = [*ENERGY_SOURCES]
    for gait in ("running", "walking"):
        keys += coefficients()[f"multiplier_{gait}"].studies
    keys += [study for muscle in muscle_emphasis().muscles for study in muscle.studies]
    keys += [study for part in parts for line in part.lines for study in line.sources]
    if plan is not None:
        used = dict.fromkeys(why.rule for session in plan.sessions for why in session.why)
        keys += [study for rule in used for study in rules()[rule].source]
    rows = [sources()[key] for key in dict.fromkeys(keys) if key in sources() and key != "backrun"]
    return "; ".join(f"{row.short}{_identifier(row.doi, row.pubmed_id)}" for row in rows) + "."


def _identifier(doi: str, pubmed_id: str) -> str:
    if doi:
        return f", doi:{doi}"
    return f", PubMed {pubmed_id}" if pubmed_id else ""


def left_out(letters: int, of: int) -> str:
    """Say that a note was too long for its place."""
    return f"Shortened: {of - letters:,} of {of:,} letters of this note have room here."


def not_printed(*texts: str) -> str:
    """Say which letters stand as an empty square, or nothing."""
    missing = [letter for text in texts for letter in unprintable(text)]
    if not missing:
        return ""
    named = unicodedata.name(missing[0], "").lower()
    such = f", such as “{named}”" if named else ""
    return f"Signs that this report has no letters for stand as □{such}."
