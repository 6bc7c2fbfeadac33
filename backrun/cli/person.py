"""The commands for one person: compare, claim and report."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from backrun.cli.answers import answers_given, screening_of
from backrun.cli.options import address_of, dashed, plan_given, scenario_of, settings_of
from backrun.cli.refusal import DONE, NO_ANSWER, Refusal, ending, refused, write_file
from backrun.cli.show import finite, numbers, plain, say, say_json, say_pairs
from backrun.evidence import MODEL_VERSION
from backrun.link.rounding import snap
from backrun.link.writing import link
from backrun.models.claims.judge import claim_ratios, judge_claim
from backrun.models.claims.verdict import ClaimVerdict
from backrun.models.energy.comparison import Comparison, compare, matched_speed
from backrun.models.energy.rates import Rates
from backrun.models.screening.plan import screened_plan
from backrun.reports.tables.claim_notes import outside_ways
from backrun.scenario.scenario import Scenario
from backrun.wording.claim_gaits import on_foot
from backrun.wording.claims import VERDICT_WORDS, found, way
from backrun.wording.energy import (
    PER_WORDS,
    answer,
    intervals,
    outside_measured,
    pace,
    pace_bounds,
    what_counts,
)
from backrun.wording.numbers import amount, change, signed


def run_compare(given: Namespace) -> int:
    """Compare forward with backward running for one person."""
    scenario = scenario_of(given)
    with refused():
        comparison, matched = compare(scenario), matched_speed(scenario)
    if given.json:
        rates = ("forward", "backward", "difference", "ratio")
        say_json(
            _head(scenario)
            | {
                "answer": plain(answer(scenario, comparison, matched)),
                "basis": comparison.basis,
                "unit": scenario.energy_unit,
                **{name: _rates(getattr(comparison, name)) for name in rates},
                "backward_speed_m_s": numbers(comparison.backward_speed),
                "equal_effort_speed_m_s": numbers(matched),
                "effort": numbers(comparison.effort),
                "limits": list(comparison.limits),
                "week_limits": list(comparison.week_limits),
                "equal_effort_limits": list(matched.limits),
            }
        )
        return DONE
    say(answer(scenario, comparison, matched))
    print()
    equal = f"{pace(float(matched.central), scenario)}{pace_bounds(matched, scenario)}"
    say_pairs(_figures(scenario, comparison) | {"Equal effort": equal})
    if note := what_counts(scenario):
        say(f"\n{note}")
    if outside := outside_measured(scenario, comparison, matched):
        say(f"\nOutside what was measured: {outside}.")
    meant = intervals(scenario.parts)
    say(f"\n{meant[0].upper()}{meant[1:]}; model {MODEL_VERSION}.")
    return DONE


def _head(scenario: Scenario) -> dict[str, Any]:
    return {"model": MODEL_VERSION, "scenario": scenario.to_query()}


def _rates(rates: Rates) -> dict[str, dict[str, float] | None]:
    pers = ("minute", "km", "mile", "session", "week")
    return {per: numbers(getattr(rates, per)) for per in pers}


def _figures(scenario: Scenario, comparison: Comparison) -> dict[str, str]:
    per, unit = scenario.per, scenario.energy_unit
    if (rates := comparison.per(per)) is None:
        return {"Energy": "your week holds no backward minutes yet"}
    forward, backward, more, ratio = rates
    counted = f"{PER_WORDS[per]}, {scenario.counted}"
    return {
        "Forward": f"{amount(forward, unit)} {counted}",
        "Backward": f"{amount(backward, unit)} {counted}",
        "Difference": f"{signed(more, unit)} {counted}",
        "Change": change(ratio),
    }


def run_claim(given: Namespace) -> int:
    """Judge a popular sentence with one person's own numbers."""
    scenario = scenario_of(given)
    verdict = judge_claim(given.sentence, scenario)
    if verdict.said is None:
        raise Refusal([verdict.problem])
    code = DONE if verdict.readings else NO_ANSWER
    note = on_foot(verdict.said, scenario)
    if given.json:
        say_json(_head(scenario) | _judged(verdict) | {"note": plain(note)})
        return code
    say(f"Read as: {verdict.read}.\n{verdict.sentence}")
    if note:
        say(note)
    if verdict.readings:
        print()
        say_pairs(
            {
                way(reading).capitalize(): f"{found(reading, verdict.said.quantity)}: "
                f"{VERDICT_WORDS[reading.verdict].lower()}"
                for reading in verdict.readings
            }
        )
        if crossed := outside_ways(claim_ratios(scenario)):
            say(f"\nOutside what was measured: {crossed}.")
        say(f"\nCounted {scenario.counted}, {intervals(scenario.parts)}.")
    return code


def _judged(verdict: ClaimVerdict) -> dict[str, Any]:
    return {
        "claim": verdict.text,
        "read": plain(verdict.read),
        "low": finite(verdict.low),
        "high": finite(verdict.high),
        "verdict": verdict.verdict,
        "sentence": plain(verdict.sentence),
        "readings": [
            {
                "basis": reading.basis,
                "per": reading.per,
                "meant": reading.meant,
                "verdict": reading.verdict,
                "ratio": numbers(reading.ratio),
                "limits": list(reading.ratio.limits),
            }
            for reading in verdict.readings
        ],
    }


def run_report(given: Namespace) -> int:
    """Write the report for one person as a PDF."""
    from backrun.reports.report import report_pdf

    scenario, settings = scenario_of(given), settings_of(given)
    address = address_of(given)
    ending("--output", given.output, (".pdf",))
    plan = None
    if given.answers is None and (shaping := plan_given(given)):
        names = ", ".join(f"--{dashed(name)}" for name in shaping)
        raise Refusal([f"{names}: shapes a plan, which needs a screening; allowed with --answers"])
    if given.answers is not None:
        with refused():
            screening = screening_of(answers_given(given.answers, scenario.runner.age_years))
            plan = screened_plan(scenario, settings, screening)
    more = settings.to_query() if plan else {}
    with refused():
        data = report_pdf(
            scenario,
            plan=plan,
            coach=given.coach,
            note=given.note,
            client=given.client,
            page_size=given.page,
            link=link(address, snap(scenario), more) if address else "",
            now=date.today(),
        )
    write_file(Path(given.output), data)
    if given.json:
        say_json(_head(scenario) | {"file": given.output, "bytes": len(data), "plan": bool(plan)})
    else:
        with_plan = "with" if plan else "without"
        say(f"{given.output}: {len(data) / 1000:.0f} kB, {with_plan} a plan.")
    return DONE
