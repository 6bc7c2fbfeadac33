"""The QR code: what is drawn decodes back to the link."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from strategies import scenarios

from backrun import RampUpSettings, Scenario
from backrun.link.writing import link
from backrun.reports.qr import MOST_BYTES, QUIET, qr_modules, qr_runs, qr_svg


def decoded(modules: tuple[tuple[bool, ...], ...]) -> str:
    """Read a grid of modules as a phone's camera would."""
    grid = np.pad(np.array(modules), QUIET)
    picture = np.where(np.kron(grid, np.ones((4, 4), bool)), 0, 255).astype(np.uint8)
    found = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0].text


@settings(max_examples=20, deadline=None)
@given(scenario=scenarios())
def test_the_code_decodes_to_the_link(scenario: Scenario) -> None:
    plan = RampUpSettings(start=date(2026, 11, 23), days=("Mon", "Thu")).to_query()
    address = link("https://backrun.example.org/week", scenario, plan)
    modules = qr_modules(address)
    assert modules is not None
    assert decoded(modules) == address


def test_the_picture_shows_the_same_modules() -> None:
    address = link("https://backrun.example.org/", Scenario())
    modules, svg = qr_modules(address), qr_svg(address)
    assert modules is not None
    assert svg is not None
    side = len(modules) + 2 * QUIET
    assert f'viewBox="0 0 {side} {side}"' in svg
    drawn = np.zeros((side, side), bool)
    dark = svg.split('fill="#000000" d="')[1]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", dark):
        drawn[int(y), int(x) : int(x) + int(length)] = True
    assert (drawn == np.pad(np.array(modules), QUIET)).all()


def test_it_is_black_on_white_with_a_quiet_zone_in_every_theme() -> None:
    svg = qr_svg("https://example.org/")
    assert svg is not None
    assert svg.count("fill=") == 2
    side = svg.split('viewBox="0 0 ')[1].split()[0]
    assert f'fill="#FFFFFF" d="M0 0h{side}v{side}H0z"' in svg
    assert QUIET == 4


def test_runs_cover_the_dark_modules_alone() -> None:
    modules = ((True, True, False), (False, False, False), (False, True, True))
    assert qr_runs(modules) == [(0, 0, 2), (1, 2, 2)]


@pytest.mark.parametrize("length", [MOST_BYTES + 1, 5000])
def test_a_link_that_no_phone_would_read_has_no_code(length: int) -> None:
    address = "https://example.org/?" + "a" * (length - 21)
    assert qr_modules(address) is None
    assert qr_svg(address) is None
    assert qr_modules(address[:MOST_BYTES]) is not None
