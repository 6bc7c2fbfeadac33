"""Save a plan as a small JSON file and read it, so that the person can go on another day.

The file contains the parameters of the scenario's link, the settings, and the sessions with their
outcomes. A person who saves it also saves the pain scores of the sessions, and the longest
backward run of the 30 days before the plan; without that run the app could not check the first
sessions again. The file contains no answer of the health screening and no name.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from backrun.evidence import MODEL_VERSION
from backrun.inputs.field import shorten
from backrun.link import read_link, write_link
from backrun.link.parameters import first_message
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
    """The app cannot read or write a plan's file; the message names the value and the reason."""


def write_plan(plan: RampUp) -> bytes:
    """Return the content of a file from which `read_plan` makes exactly the same plan.

    Raises
    ------
    PlanFileError
        The plan has a value that a file must not have, such as a session before its start.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "model": MODEL_VERSION,
        "scenario": write_link(plan.scenario),
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
        Check its sessions with `check_plan`: anybody can write a file with an unsafe plan.

    Raises
    ------
    PlanFileError
        Names the field, the value and what is allowed.
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
    """Return the file's content if the file is a plan of this version and not too large."""
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
        # Python refuses to read a number of more than 4 300 digits.
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
    """Return the scenario; refuse a missing field, whose default would be another person's."""
    scenario, rejected = read_link(query | {"model": MODEL_VERSION})
    if rejected:
        raise PlanFileError(f"Scenario: {rejected[0].message}")
    if missing := [key for key in write_link(scenario) if key not in query]:
        raise PlanFileError(f"Scenario, {missing[0]}: is missing")
    return scenario


def _settings(content: object) -> RampUpSettings:
    """Return the settings; refuse a missing field, because a default start changes every week."""
    if not isinstance(content, dict):
        raise PlanFileError(f"Settings: {shorten(content)}; allowed: the settings of a plan")
    if missing := [name for name in RampUpSettings.model_fields if name not in content]:
        raise PlanFileError(f"Settings, {missing[0]}: is missing")
    return _validated(RampUpSettings, content, "Settings, ")


def _validated(model: type[Model], content: object, where: str) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as problem:
        raise PlanFileError(f"{where}{_first_error(problem)}") from None


def _first_error(problem: ValidationError) -> str:
    """Return the first error in words: the place, the value, and what is allowed."""
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
