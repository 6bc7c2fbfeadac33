"""The command `plan`: the ramp-up behind its screening, to read or to take away."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from backrun.cli.answers import (
    HOW_TO_ANSWER,
    answers_given,
    ask,
    say_questions,
    screening_of,
)
from backrun.cli.options import scenario_of, settings_of
from backrun.cli.refusal import DONE, NO_ANSWER, Refusal, ending, refused, write_file
from backrun.cli.show import plain, say, say_json, say_rows
from backrun.evidence import MODEL_VERSION
from backrun.models.ramp_up import RampUp
from backrun.models.ramp_up.words import duration
from backrun.models.screening.plan import screened_plan
from backrun.reports.plan.calendar import calendar_file
from backrun.reports.plan.file import write_plan
from backrun.reports.plan.session_card import NOT_PROVEN, title, uphill
from backrun.reports.plan.tables import plan_csv, plan_xlsx
from backrun.reports.plan.workouts import workouts_zip
from backrun.wording.energy import pace
from backrun.wording.ramp_up import plan_remarks, ramp_up_answer

FILES: Final[dict[str, Callable[[RampUp], bytes]]] = {
    ".csv": plan_csv,
    ".xlsx": plan_xlsx,
    ".ics": lambda plan: calendar_file(plan, now=datetime.now(UTC)),
    ".json": write_plan,
    ".zip": workouts_zip,
}
"""What a plan is written as, by the ending of the file."""


def run_plan(given: Namespace) -> int:
    """Plan the way into backward running, once the screening allows it."""
    if given.questions:
        if given.output or given.answers is not None:
            raise Refusal(["--questions is given beside a plan; allowed: one of them"])
        say_questions()
        return DONE
    scenario, settings = scenario_of(given), settings_of(given)
    kind = ending("--output", given.output, FILES) if given.output else ""
    age = scenario.runner.age_years
    if given.answers is not None:
        answers = answers_given(given.answers, age)
    elif sys.stdin.isatty():
        answers = ask(age)
    else:
        raise Refusal([HOW_TO_ANSWER], NO_ANSWER)
    screening = screening_of(answers)
    with refused():
        plan = screened_plan(scenario, settings, screening)
    if plan is None:
        raise Refusal([HOW_TO_ANSWER], NO_ANSWER)
    if given.output:
        write_file(Path(given.output), FILES[kind](plan))
    remarks = plan_remarks(scenario, plan)
    if given.json:
        _say_as_json(plan, remarks)
    else:
        cares = (f"Take care. {reason.why} {reason.ask}" for reason in screening.warnings)
        _say(plan, (*remarks, *cares))
    return DONE


def _say(plan: RampUp, remarks: tuple[str, ...]) -> None:
    say(f"{ramp_up_answer(plan)}.\n{NOT_PROVEN}")
    for words in remarks:
        say(f"- {words}")
    print()
    say_rows(
        ("Week", "Date", "Session", "Pace", "Whole session"),
        [
            (
                str(plan.week_of(session.date)),
                f"{session.date:%a} {session.date}",
                f"{title(session)}{uphill(session)}",
                pace(session.speed_m_s, plan.scenario),
                duration(session.total_s),
            )
            for session in plan.sessions
        ],
    )


def _say_as_json(plan: RampUp, remarks: tuple[str, ...]) -> None:
    say_json(
        {
            "model": MODEL_VERSION,
            "scenario": plan.scenario.to_query(),
            "settings": plan.settings.to_query(),
            "answer": plain(ramp_up_answer(plan)),
            "caution": NOT_PROVEN,
            "shortfall": list(map(plain, plan.shortfall)),
            "remarks": list(map(plain, remarks)),
            "sessions": [
                {
                    "key": session.key,
                    "date": session.date.isoformat(),
                    "week": plan.week_of(session.date),
                    "stage": session.stage,
                    "gait": session.gait,
                    "sections": session.sections,
                    "section_s": session.section_s,
                    "backward_s": session.backward_s,
                    "whole_s": session.total_s,
                    "speed_m_s": session.speed_m_s,
                    "grade": session.grade,
                    "why": [plain(why.sentence) for why in session.why],
                }
                for session in plan.sessions
            ],
        }
    )
