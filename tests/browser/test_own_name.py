"""The hosted app in a browser, under its own host name and over TLS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosting import NAME, Hosted, over_tls
from playwright.sync_api import Page, Playwright, expect
from processes import named_process
from roster_files import FIXTURES

from browser.conftest import ARGUMENTS, PATIENCE, press, settle

pytestmark = pytest.mark.browser


@pytest.fixture
def page(hosted: Hosted, tmp_path: Path, playwright: Playwright, chromium: Path) -> Iterator[Page]:
    """A page in a browser that resolves the app's name to this machine.

    The process there refuses every other name.
    """
    static = hosted.folder.parent / "static"
    with (
        named_process(tmp_path, NAME) as named,
        over_tls(tmp_path, static, (named, named)) as (_, running),
    ):
        address = running.address.removeprefix("https://")
        there = f"--host-resolver-rules=MAP {NAME}:443 {address}"
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, there])
        page = browser.new_page(ignore_https_errors=True)
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


def test_a_person_works_under_the_hosts_own_name(page: Page) -> None:
    page.goto(f"https://{NAME}/coach")
    settle(page)
    with page.expect_response(re.compile("/upload_file/")) as sent:
        page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
            FIXTURES / "good_comma.csv"
        )
    assert sent.value.status == 204
    expect(page.locator("h2").first).to_contain_text("your 3 clients")
    with page.expect_download() as started:
        page.get_by_role("button", name="Results (CSV)").click()
    table = started.value.path().read_text(encoding="utf-8-sig")
    assert len(re.findall(rf"https://{re.escape(NAME)}/\?[^,\"]+", table)) == 3
    page.get_by_role("link", name="Week").click()
    settle(page)
    press(page, "mass", "ArrowRight")
    expect(page).to_have_url(re.compile(rf"^https://{NAME}/week\?.*mass="))
    expect(page.locator("h2").first).to_contain_text("Your week burns")
