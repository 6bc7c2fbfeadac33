"""The plan as a small JSON file, to go on another day with what was done.

In it: the scenario as its link has it, the settings, the sessions with how they went. The pain of
a session is part of that log, which a person chooses to save. So is the longest backward run of
the 30 days before the plan, without which its first sessions cannot be judged again: experience,
not health. The answers of the health screening are not in it, nor is any name.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from backrun.evidence import MODEL_VERSION
from backrun.inputs.field import shorten
from backrun.link.reading import first_message
from backrun.models.ramp_up.plan import RampUp
from backrun.reports.plan.file_rows import PlanRow, SessionRow
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

FORMAT: Final = "backrun plan"
VERSION: Final = 1
MOST_BYTES: Final = 200_000
MOST_SESSIONS: Final = 200

Model = TypeVar("Model", bound=BaseModel)


class PlanFileError(ValueError):
    """A plan's file cannot be read, or not be written; the message says what and why."""


def write_plan(plan: RampUp) -> bytes:
    """Return a plan as a file that `read_plan` reads back exactly.

    Raises
    ------
    PlanFileError
        When the plan holds what a file may not.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "model": MODEL_VERSION,
        "scenario": plan.scenario.to_query(),
        "settings": plan.settings.model_dump(mode="json"),
        "sessions": [SessionRow.written(session) for session in plan.sessions],
        "changes": list(plan.changes),
        "shortfall": list(plan.shortfall),
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if read_plan(data) != plan:
        raise PlanFileError("The plan does not read back as it is; allowed: sessions by date")
    return data


def read_plan(data: bytes) -> RampUp:
    """Read a plan from a file.

    Parameters
    ----------
    data : bytes
        At most 200 kB of JSON in UTF-8, as `write_plan` writes it, of at most 200 sessions.

    Returns
    -------
    RampUp
        Its sessions have to be judged by `check_plan`: a file can hold any plan.

    Raises
    ------
    PlanFileError
        Names what is wrong in the file, the value and what is allowed.
    """
    try:
        content = _document(data)
        row = _validated(PlanRow, content, "")
        settings = _settings(content["settings"])
        scenario = _scenario(row.scenario)
        sessions = [session.session(settings.start, n) for n, session in enumerate(row.sessions, 1)]
    except RecursionError:
        raise PlanFileError("The file is nested too deep to be a backrun plan") from None
    except PlanFileError:
        raise
    except ValueError as problem:
        raise PlanFileError(str(problem)) from None
    keys = [session.key for session in sessions]
    if repeated := sorted({key for key in keys if keys.count(key) > 1}):
        raise PlanFileError(f"Session key {shorten(repeated[0])} is there twice; allowed: once")
    plan = RampUp(scenario, settings, (), tuple(row.changes), tuple(row.shortfall))
    return plan.with_sessions(sessions)


def _document(data: bytes) -> dict[str, Any]:
    """Return the file's content if it is a plan of this version, of an allowed size."""
    if not isinstance(data, bytes):
        raise PlanFileError(f"data: {shorten(data)}; allowed: the bytes of a backrun plan")
    if len(data) > MOST_BYTES:
        raise PlanFileError(
            f"The file has {len(data) / 1000:,.0f} kB; allowed: at most {MOST_BYTES // 1000} kB"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PlanFileError(
            f"The file is not UTF-8 text (byte {problem.start + 1}); allowed: a backrun plan"
        ) from None
    try:
        content = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        raise PlanFileError(
            f"The file is not JSON (line {problem.lineno}: {problem.msg}); allowed: a backrun plan"
        ) from None
    except PlanFileError:
        raise
    except ValueError:
        # Python reads no number of thousands of digits.
        raise PlanFileError("The file holds a number that is too long to be read") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PlanFileError('The file is not a backrun plan; allowed: "format": "backrun plan"')
    version = content.get("version")
    if type(version) is not int or version != VERSION:
        raise PlanFileError(f"Version: {shorten(version)}; allowed: {VERSION}")
    sessions = content.get("sessions")
    if isinstance(sessions, list) and len(sessions) > MOST_SESSIONS:
        raise PlanFileError(f"The plan has {len(sessions)} sessions; allowed: {MOST_SESSIONS}")
    return content


def _scenario(query: dict[str, str]) -> Scenario:
    """Return the scenario; all of it, as defaults would make the plan that of another person."""
    scenario, rejected = Scenario.from_query(query | {"model": MODEL_VERSION})
    if rejected:
        raise PlanFileError(f"Scenario: {rejected[0].message}")
    if missing := [key for key in scenario.to_query() if key not in query]:
        raise PlanFileError(f"Scenario, {missing[0]}: is missing")
    return scenario


def _settings(content: object) -> RampUpSettings:
    """Return the settings; all of them, as a default start would be another one every week."""
    if not isinstance(content, dict):
        raise PlanFileError(f"Settings: {shorten(content)}; allowed: the settings of a plan")
    if missing := [name for name in RampUpSettings.model_fields if name not in content]:
        raise PlanFileError(f"Settings, {missing[0]}: is missing")
    return _validated(RampUpSettings, content, "Settings, ")


def _validated(model: type[Model], content: object, where: str) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as problem:
        raise PlanFileError(f"{where}{_named(problem)}") from None


def _named(problem: ValidationError) -> str:
    """Return the first error in words: where, what was given, what is allowed."""
    error = problem.errors(include_url=False)[0]
    where = ", ".join(
        f"number {place + 1}" if isinstance(place, int) else shorten(place).strip("'\"")
        for place in error["loc"]
    )
    if error["type"] == "missing":
        return f"{where}: is missing"
    if error["type"] == "extra_forbidden":
        return f"{where}: is not known in a backrun plan"
    if error["type"] == "value_error":
        return f"{where}: {first_message(problem)}"
    allowed = str(error["msg"]).removeprefix("Input should be ")
    return f"{where}: {shorten(error['input'])}; allowed: {allowed}"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise PlanFileError(f"{shorten(key)} is there twice; allowed: once")
        found[key] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise PlanFileError(f"{text} is not a number; allowed: finite numbers")
