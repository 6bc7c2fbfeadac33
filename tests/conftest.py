from collections.abc import Iterator

import pytest
from hosting import Hosted, hosting
from hypothesis import settings

settings.register_profile("backrun", deadline=None, max_examples=100)
settings.load_profile("backrun")


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The app as it is hosted; a test that ends a process starts it again."""
    with hosting(tmp_path_factory.mktemp("hosted")) as running:
        yield running
