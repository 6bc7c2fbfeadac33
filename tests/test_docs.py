"""The documents say what the code does, and leave out no page, command, input or function."""

from __future__ import annotations

import inspect
import re
import shutil
import tomllib
from pathlib import Path
from pkgutil import iter_modules

import pytest
from validation_document import DOCUMENT, document

import backrun
from backrun.evidence.studies import studies
from backrun.inputs import registry
from backrun.inputs.field import Variable
from backrun.models.validation.baselines import baseline_accuracy
from backrun.ui.frame import PAGES

ROOT = Path(__file__).parents[1]


def test_the_validation_page_is_what_the_code_computes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), (
        "docs/validation.md has drifted: run `python tests/validation_document.py`"
    )


def test_the_validation_page_states_bias_and_rmse() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for row in baseline_accuracy().itertuples():
        bias = f"{row.bias:+.1f}".replace("-", "−")
        assert re.search(
            rf"\| {re.escape(row.equation)} \|.* {re.escape(bias)} \| {row.rmse:.1f} \|", text
        )


def test_studies_are_linked_by_their_doi() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert "https://doi.org/10.1097/00005768-199809000-00011" in text
    assert "https://doi.org/10.1152/japplphysiol.01177.2001" in text


README = (ROOT / "README.md").read_text(encoding="utf-8")
FUNCTIONS = [name for name in backrun.__all__ if inspect.isfunction(getattr(backrun, name))]


def test_the_readme_counts_studies_apart_from_other_sources() -> None:
    no_study = ("equation", "guideline", "expert", "article", "other")
    others = sum(study.design in no_study for study in studies().values())
    counted = f"{len(studies()) - others} studies and {others} tables, guidelines"
    assert counted in " ".join(README.split())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_goes_in_and_what_comes_out(name: str) -> None:
    function = getattr(backrun, name)
    text = inspect.getdoc(function) or ""
    wanted = ["Returns", "Examples"]
    if inspect.signature(function).parameters:
        wanted.append("Parameters")
    for heading in wanted:
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text, heading
    for parameter in inspect.signature(function).parameters:
        assert re.search(rf"^(\w+, )*\*?{parameter}\b.* : ", text, re.MULTILINE), parameter


def test_type_checkers_may_use_the_types() -> None:
    assert (Path(backrun.__file__).parent / "py.typed").is_file()


def test_every_module_has_a_layer_and_keeps_to_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers, no_streamlit = project["tool"]["importlinter"]["contracts"][:2]
    placed = {module for layer in layers["layers"] for module in layer.split(" | ")}
    assert placed == {f"backrun.{module.name}" for module in iter_modules(backrun.__path__)}
    assert placed - set(no_streamlit["source_modules"]) == {"backrun.ui"}


@pytest.mark.parametrize("label", [label for _, label, _ in PAGES])
def test_every_page_is_in_the_readme(label: str) -> None:
    assert f"- **{label}**" in README


@pytest.mark.parametrize("command", ["compare", "plan", "claim", "report", "roster"])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"\nbackrun {command} " in README


INPUTS = [each for each in vars(registry).values() if isinstance(each, Variable)]


@pytest.mark.parametrize("variable", INPUTS, ids=lambda variable: variable.name)
def test_every_input_explains_itself(variable: Variable) -> None:
    assert len(variable.help.split()) >= 4
    assert variable.help[0].isupper()


def test_the_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "tests/fixtures/roster/good_comma.csv", "clients.csv")
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) >= 4
    exec("\n".join(blocks), {})
    assert Path("anna.pdf").read_bytes().startswith(b"%PDF-")
