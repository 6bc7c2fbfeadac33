"""Inputs are drawn at once with the whole page, and after what hangs on them when one has moved."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace

import pytest

from backrun.ui import late
from backrun.ui.late import Late, draw_whole_page, in_turns, let_go


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    held: dict[str, object] = {}
    monkeypatch.setattr(late, "st", SimpleNamespace(session_state=held))
    return held


class Drawn(list[str]):
    """What was drawn, each in its place."""

    def place(self, name: str) -> AbstractContextManager[None]:
        @contextmanager
        def within() -> Iterator[None]:
            self.append(f"<{name}>")
            yield
            self.append(f"</{name}>")

        return within()

    def draw(self, name: str) -> Callable[[], None]:
        return lambda: self.append(name)


def drawn_by(inputs: Late) -> Drawn:
    drawn = Drawn()
    with inputs:
        inputs.draw(drawn.place("top"), drawn.draw("slider"))
        inputs.draw(drawn.place("row"), drawn.draw("switch"))
        drawn.append("chart")
    return drawn


INPUTS = ["<top>", "slider", "</top>", "<row>", "switch", "</row>"]


def test_the_whole_page_has_its_inputs_before_the_chart(session: dict[str, object]) -> None:
    draw_whole_page()
    assert drawn_by(Late.of_run()) == [*INPUTS, "chart"]


def test_a_move_has_its_chart_before_the_inputs(session: dict[str, object]) -> None:
    assert drawn_by(Late.of_run()) == ["chart", *INPUTS]


def test_one_run_alone_draws_the_whole_page(session: dict[str, object]) -> None:
    draw_whole_page()
    assert (Late.of_run().whole, Late.of_run().whole) == (True, False)


def test_what_is_not_the_last_of_a_run_leaves_the_note(session: dict[str, object]) -> None:
    draw_whole_page()
    assert Late.of_run(last=False).whole
    assert Late.of_run().whole
    assert not Late.of_run(last=False).whole


def test_inputs_that_draw_further_ones_late_lose_none(session: dict[str, object]) -> None:
    drawn = Drawn()
    with Late.of_run() as inputs:
        inputs.draw(
            drawn.place("form"), lambda: inputs.draw(drawn.place("step"), drawn.draw("question"))
        )
    assert "question" in drawn


def test_inputs_are_drawn_after_an_error_too(session: dict[str, object]) -> None:
    drawn = Drawn()

    def page() -> None:
        with Late.of_run() as inputs:
            inputs.draw(drawn.place("top"), drawn.draw("slider"))
            drawn.append(str(1 / 0))

    with pytest.raises(ZeroDivisionError):
        page()
    assert drawn == ["<top>", "slider", "</top>"]


class Clock:
    """A clock that stands still but for those who sleep, a moment of whom takes this long."""

    def __init__(self, moment_s: float) -> None:
        self.now, self.moment_s, self.slept = 0.0, moment_s, 0

    def perf_counter(self) -> float:
        return self.now

    def sleep(self, _: float) -> None:
        self.now += self.moment_s
        self.slept += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Clock:
    clock = Clock(request.param)
    monkeypatch.setattr(late, "time", clock)
    return clock


@pytest.mark.parametrize(
    ("clock", "moments"),
    [
        pytest.param(5e-5, 1, id="nobody waits"),
        pytest.param(2e-4, 5, id="the loop is at work"),
        pytest.param(5e-3, 1, id="other pages are drawn"),
    ],
    indirect=["clock"],
)
def test_a_page_lets_go_for_as_long_as_the_loop_is_at_work(clock: Clock, moments: int) -> None:
    let_go()
    assert clock.slept == moments


@pytest.mark.parametrize("clock", [5e-5], indirect=True)
def test_what_takes_long_to_find_is_found_in_turns(clock: Clock) -> None:
    def slowly() -> Iterator[int]:
        for number in range(10):
            clock.now += 1.1e-3
            yield number

    Late.of_run()
    assert list(in_turns(slowly())) == list(range(10))
    # Not in the first three milliseconds, and then after each.
    assert clock.slept == 7


@pytest.mark.parametrize("clock", [5e-5], indirect=True)
def test_what_is_found_soon_is_found_without_a_pause(clock: Clock) -> None:
    Late.of_run()
    assert list(in_turns(range(1000))) == list(range(1000))
    assert clock.slept == 0
