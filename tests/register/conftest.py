"""A register in a scratch folder and in a database, and what the knowledge holds, kept small."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entente.knowledge.tables import Body, Country, Knowledge, Sport
from entente.register.handle import Register
from entente.register.opening import open_register

if TYPE_CHECKING:
    from tests.postgresql import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where a register can be made: a file, then a database of PostgreSQL. Both keep one contract."""
    if request.param == "sqlite":
        return str(tmp_path / "entente.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.empty_database()


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    with open_register(place, create=True) as opened:
        yield opened


@pytest.fixture
def knowledge() -> Knowledge:
    bodies = {"noc/MLI": Body("noc/MLI", "National Olympic Committee of Mali", ("s",), acronyms=("CNOSM",))}
    countries = {"country/MLI": Country("country/MLI", "Mali", ("s",), ioc="MLI", demonyms=("Malian",))}
    sports = {"boxing": Sport("boxing", "Boxing", ("s",))}
    return Knowledge(bodies, countries, {}, sports, {}, {}, {}, {}, {}, "v1")
