"""One reader for all integration tests: it loads the shipped knowledge and, with the first sentence, the language model."""

import pytest

from entente.pipeline import Reader, load_reader
from entente.settings import Settings


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader(Settings())
