"""A Streamlit server, and a session that talks to the server as a browser does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def server(script: Path) -> Iterator[int]:
    """Run a Streamlit app with this project's settings and yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    with subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(150):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start within 15 s")


# "bidi_component" is our own component, which draws the body map.
CHARTS = ("plotly_chart", "bidi_component")
# Steps between two moves of a slider: a prime number, so it visits all values before one repeats.
STRIDE = 37


class Session:
    """One open page, which knows its sliders and measures the time of the server's answers."""

    def __init__(self, port: int, page: str, seed: int) -> None:
        self.port, self.page, self.random = port, page, random.Random(seed)
        self.sliders: dict[str, Slider] = {}
        self.fragments: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.given: dict[str, dict[str, Any]] = {}
        self.errors: list[str] = []
        self.page_hash = ""
        self.place = self.random.randrange(STRIDE)
        # Seconds from the last move to its first chart or map; None if it drew none.
        self.chart: float | None = None
        self.moved = 0.0
        self.socket: ClientConnection

    async def open(self) -> None:
        """Load the page."""
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self.socket = await connect(
            address, subprotocols=["streamlit"], max_size=None, compression=None, proxy=None
        )
        await self._run("")

    async def move(self, key: str) -> float:
        """Move the slider with this key, or else the first slider; return the seconds it took."""
        name = next((name for name in self.sliders if name.endswith(f"-{key}")), None)
        name = name or next(iter(self.sliders))
        slider = self.sliders[name]
        steps = round((slider.max - slider.min) / slider.step)
        # A value must not repeat soon, because the app may have kept its answer.
        self.place += STRIDE
        place = self.place % (steps + 1)
        if slider.type == Slider.SELECT_SLIDER:
            self.given[name] = {"string_array_value": {"data": [slider.options[place]]}}
        else:
            self.given[name] = {"double_array_value": {"data": [slider.min + place * slider.step]}}
        self.moved, self.chart = time.perf_counter(), None
        await self._run(self.fragments[name])
        return time.perf_counter() - self.moved

    async def give(self, key: str, **value: Any) -> None:
        """Set the widget with this key to a value, such as `bool_value=True`.

        A click (`trigger_value`) lasts for one run of the script.
        """
        name = self.names[key]
        self.given[name] = value
        await self._run(self.fragments[name])
        if "trigger_value" in value:
            del self.given[name]

    async def close(self) -> None:
        """Leave the page."""
        await self.socket.close()

    async def _run(self, fragment: str) -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_script_hash, rerun.fragment_id = self.page_hash, fragment
        rerun.page_name = "" if self.page_hash else self.page
        rerun.context_info.url = f"http://127.0.0.1:{self.port}/{self.page}"
        rerun.widget_states.SetInParent()
        for name, value in self.given.items():
            rerun.widget_states.widgets.add(id=name, **value)
        await self.socket.send(message.SerializeToString())
        while True:
            async with asyncio.timeout(30):
                answer = ForwardMsg.FromString(await self.socket.recv())
            if answer.WhichOneof("type") == "script_finished":
                return
            self._note(answer)

    def _note(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.page_hash = message.new_session.page_script_hash
        element = message.delta.new_element
        if element.WhichOneof("type") in CHARTS and self.chart is None:
            self.chart = time.perf_counter() - self.moved
        if element.WhichOneof("type") == "exception":
            self.errors.append(element.exception.message)
        if element.WhichOneof("type") == "slider":
            self.sliders[element.slider.id] = element.slider
            self.fragments[element.slider.id] = message.delta.fragment_id
        if (kind := element.WhichOneof("type")) in ("checkbox", "radio", "button"):
            name = getattr(element, kind).id
            # A widget's name ends in its key; a button without a key goes by its label.
            self.names[name.rsplit("-", 1)[-1] if kind != "button" else element.button.label] = name
            self.fragments[name] = message.delta.fragment_id
