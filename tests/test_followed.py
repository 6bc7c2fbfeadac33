"""Inputs that follow the address: a person's choice, and an input behind a changed address."""

from types import SimpleNamespace

import pytest

from backrun.ui import followed
from backrun.ui.followed import follow, is_choice


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    held: dict[str, object] = {}
    monkeypatch.setattr(followed, "st", SimpleNamespace(session_state=held))
    return held


def drawn(*addresses: str) -> None:
    for address in addresses:
        follow("section", address, address)


def test_an_input_shows_what_the_address_says(session: dict[str, object]) -> None:
    drawn("findings", "fit")
    assert session["section"] == "fit"


def test_a_change_at_the_same_address_is_a_choice(session: dict[str, object]) -> None:
    drawn("findings", "fit")
    session["section"] = "findings"
    assert is_choice("section", "fit")


def test_after_a_step_back_an_input_that_is_behind_is_none(session: dict[str, object]) -> None:
    drawn("findings", "method", "fit", "method")
    session["section"] = "fit"
    assert not is_choice("section", "findings")


def test_nor_is_it_after_three(session: dict[str, object]) -> None:
    drawn("you", "findings", "method", "fit", "method", "findings")
    session["section"] = "fit"
    assert not is_choice("section", "you")


def test_what_was_not_shown_before_is_a_choice_wherever_the_address_is(
    session: dict[str, object],
) -> None:
    drawn("findings", "method")
    session["section"] = "fit"
    assert is_choice("section", "findings")


def test_the_same_shown_again_is_not_what_was_before(session: dict[str, object]) -> None:
    follow("start", "2026-11-23", "")
    follow("start", "2026-11-23", "2026-11-23")
    session["start"] = "2026-11-23"
    assert is_choice("start", "")
