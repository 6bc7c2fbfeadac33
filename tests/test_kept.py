"""What is worked out once, and only as far as someone asks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from threading import Thread

from backrun.ui.kept import Remembered


class TestRemembered:
    def test_it_works_out_no_more_than_is_asked_for_and_nothing_twice(self) -> None:
        asked: list[int] = []

        def squares() -> Iterator[int]:
            for number in range(5):
                asked.append(number)
                yield number**2

        found = Remembered(squares())
        assert not asked
        assert [*islice(found, 2)] == [0, 1]
        assert asked == [0, 1]
        assert [*found] == [*found] == [0, 1, 4, 9, 16]
        assert asked == [0, 1, 2, 3, 4]

    def test_two_who_ask_at_once_get_the_same(self) -> None:
        found = Remembered(iter(range(20_000)))
        got: list[list[int]] = []
        both = [Thread(target=lambda: got.append([*found])) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert got == [[*range(20_000)]] * 2
