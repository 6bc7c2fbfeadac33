from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from hosting import Hosted, hosting
from hypothesis import settings

settings.register_profile("backrun", deadline=None, max_examples=100)
settings.load_profile("backrun")


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The app with its proxy, as on a host; a test that ends a process must start it again."""
    with hosting(tmp_path_factory.mktemp("hosted")) as running:
        yield running


@pytest.fixture
def before_the_start() -> Iterator[None]:
    """Set the date to a day before the plans of the tests begin."""
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        yield
