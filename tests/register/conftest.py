"""A register in a scratch folder, and what the knowledge holds, kept small."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.knowledge.tables import Body, Country, Knowledge, Sport
from entente.register.opening import Register, open_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "entente.db", create=True) as opened:
        yield opened


@pytest.fixture
def knowledge() -> Knowledge:
    bodies = {"noc/MLI": Body("noc/MLI", "National Olympic Committee of Mali", ("s",), acronyms=("CNOSM",))}
    countries = {"country/MLI": Country("country/MLI", "Mali", ("s",), ioc="MLI")}
    sports = {"boxing": Sport("boxing", "Boxing", ("s",))}
    return Knowledge(bodies, countries, {}, sports, {}, {}, {}, {}, {}, "v1")
