"""Files that are made at a click and go to the browser with its run."""

import json
from base64 import b64decode
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from backrun.ui.components.download import MEDIA_TYPES
from backrun.ui.plan import take_away
from backrun.ui.roster import export as roster_export
from backrun.ui.roster import upload as roster_upload


def page(made: list[str]) -> None:
    """Two files to take, and a button beside them."""
    from functools import partial

    import streamlit as st

    from backrun.ui.components.download import File, downloads

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode() * 300

    row = st.container(horizontal=True)
    files = [File(name, "table", name, partial(make, name)) for name in ("a.csv", "b.ics")]
    downloads("files", files, row)
    row.button("Another", key="another")


def sent(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.json) for one in app.main if one.type == "bidi_component"]


def opened(made: list[str]) -> AppTest:
    return AppTest.from_function(page, kwargs={"made": made}).run()


def test_a_file_is_made_at_its_own_click_and_sent_with_it() -> None:
    made: list[str] = []
    app = opened(made)
    assert [button.label for button in app.button] == ["a.csv", "b.ics", "Another"]
    assert (made, sent(app)) == ([], [])
    app.button(key="files_1").click().run()
    assert not app.exception
    (file,) = sent(app)
    assert made == ["b.ics"]
    assert b64decode(file["content"]) == b"b.ics" * 300
    assert (file["name"], file["kind"]) == ("b.ics", "text/calendar")
    assert file["said"] == "Saved as b.ics, 2 kB."


def test_every_click_has_an_id_of_its_own_and_another_click_sends_nothing() -> None:
    made: list[str] = []
    app = opened(made)
    ids = [sent(app.button(key="files_0").click().run())[0]["click"] for _ in range(2)]
    assert ids[0] != ids[1]
    assert sent(app.button(key="another").click().run()) == []
    assert made == ["a.csv", "a.csv"]


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 kB"), (1000, "1 kB"), (7001, "8 kB"), (11_898_518, "11.9 MB")]
)
def test_the_size_is_said(count: int, said: str) -> None:
    def page(count: int) -> None:
        from backrun.ui.components.download import save_file

        save_file(bytes(count), "a.zip", "file")

    (file,) = sent(AppTest.from_function(page, kwargs={"count": count}).run())
    assert file["said"] == f"Saved as a.zip, {said}."


def test_every_kind_of_file_on_offer_has_its_media_type() -> None:
    of_a_plan = {ending.rsplit(".", 1)[1] for *_, ending in take_away.FILES}
    of_a_list = {kind for *_, kind in (*roster_export.RESULTS, *roster_upload.TEMPLATES)}
    assert of_a_plan | of_a_list | {"ics", "pdf"} == MEDIA_TYPES.keys()
