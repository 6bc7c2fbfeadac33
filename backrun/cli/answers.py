"""The screening on the command line: asked in a terminal, or read from a file; kept nowhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from backrun.cli.refusal import NO_ANSWER, Refusal, read_file, refused
from backrun.cli.show import plain, say
from backrun.evidence.screening import Question, questions
from backrun.inputs.field import shorten
from backrun.models.screening.answers import CHECKLIST, LONGEST_BACKWARD, Answers
from backrun.models.screening.decision import Screening, asked_questions, flagged_questions, screen

YES_NO: Final = {"yes": "Yes", "no": "No"}
HOW_TO_ANSWER: Final = (
    "a plan comes after the screening: run this in a terminal, which asks, or give --answers FILE; "
    "--questions prints the questions and what may be answered"
)


def answers_given(file: str, age_years: int | None) -> Answers:
    """Return the answers of a JSON file; `-` is the standard input.

    Raises
    ------
    Refusal
        The file cannot be read, or holds something that is no answer.
    """
    data = sys.stdin.buffer.read() if file == "-" else read_file(Path(file))
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal([f"{file} is not JSON; allowed: what --questions prints"]) from None
    if not isinstance(content, dict):
        raise Refusal([f"{file}: {shorten(content)}; allowed: a JSON object of answers"])
    if unknown := sorted(content.keys() - Answers.model_fields.keys()):
        allowed = ", ".join(Answers.model_fields)
        raise Refusal([f"{shorten(unknown[0])} is not a question; allowed: {allowed}"])
    with refused():
        return Answers(**{"age_years": age_years, **content})


def screening_of(answers: Answers) -> Screening:
    """Return what answers lead to, if that is a plan.

    Raises
    ------
    Refusal
        Says what is still to be answered, or what stops the plan, why, and what to ask.
    """
    screening = screen(answers)
    if screening.decision == "not answered":
        missing = ", ".join(screening.missing)
        raise Refusal([f"not answered yet: {missing}; {HOW_TO_ANSWER}"], NO_ANSWER)
    if screening.decision == "withheld":
        stops = [f"{plain(r.words)}: {r.why} Ask: {r.ask}" for r in screening.stops]
        still_open = dict.fromkeys(reason.still_open for reason in screening.stops)
        raise Refusal(
            [
                "there is no plan for now, and here is why",
                *stops,
                *map("Still open: {}".format, still_open),
            ],
            NO_ANSWER,
        )
    return screening


def ask(age_years: int | None) -> Answers:
    """Ask the screening in a terminal and return the answers; they are kept nowhere else."""
    say("Before the plan, a few questions. The answers are kept nowhere.\n")
    given: dict[str, Any] = {"health": _checklist()}
    while True:
        answers = Answers(age_years=age_years, **given)
        row = next((row for row in asked_questions(answers) if _is_open(row, answers)), None)
        if row is None:
            break
        given[row.key] = _asked(row)
    cleared = [row for row in flagged_questions(answers) if row.clearable]
    given["cleared"] = [
        row.key
        for row in cleared
        if _choose(f"Cleared by a professional: {row.question}", YES_NO) == "yes"
    ]
    return Answers(age_years=age_years, **given)


def _is_open(row: Question, answers: Answers) -> bool:
    decided = row.key == "age_65" and answers.age_years is not None
    return not row.group and not decided and getattr(answers, row.key) is None


def _checklist() -> list[str]:
    say("Which of these apply to you?")
    for number, key in enumerate(CHECKLIST, 1):
        say(f"  {number:2} {questions()[key].question}")
    while True:
        typed = _typed("Numbers, or 0 for none: ").replace(",", " ").split()
        if typed and all(text.isdigit() and int(text) <= len(CHECKLIST) for text in typed):
            return [CHECKLIST[int(text) - 1] for text in typed if int(text)]
        say(f"Allowed: numbers from 0 to {len(CHECKLIST)}.")


def _asked(row: Question) -> str | float:
    if row.kind != "number":
        return _choose(row.question, row.options or YES_NO)
    while True:
        try:
            return LONGEST_BACKWARD.read(_typed(f"{row.question}, minutes: "), "metric")
        except ValueError as problem:
            say(str(problem))


def _typed(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        raise Refusal([HOW_TO_ANSWER], NO_ANSWER) from None


def _choose(question: str, options: dict[str, str]) -> str:
    say(question)
    for number, words in enumerate(options.values(), 1):
        say(f"  {number} {words}")
    while True:
        typed = _typed("Number: ").strip()
        if typed.isdigit() and 1 <= int(typed) <= len(options):
            return list(options)[int(typed) - 1]
        say(f"Allowed: 1 to {len(options)}.")


def say_questions() -> None:
    """Print every question with what may be answered, as JSON to fill in."""
    rows = [row for row in questions().values() if row.kind != "derived" and not row.group]
    listed = {key: questions()[key].question for key in CHECKLIST}
    content: dict[str, Any] = {"health": {"any of": listed, "none": []}}
    for row in rows:
        number = LONGEST_BACKWARD.allowed() if row.kind == "number" else ""
        content[row.key] = {"question": row.question, "allowed": number or row.options or YES_NO}
    content["cleared"] = "any of the health keys for which a professional has cleared you"
    print(json.dumps(content, ensure_ascii=False, indent=2))
