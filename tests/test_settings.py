import re
from datetime import date
from pathlib import Path

import pytest

from entente.settings import DatabaseAddress, Settings, register_place


def test_today_is_the_day_set_else_the_machines() -> None:
    assert Settings(today=date(2023, 6, 1)).day() == date(2023, 6, 1)
    assert abs((Settings().day() - date.today()).days) <= 1  # noqa: DTZ011 - the user's own calendar day


def test_a_register_is_a_file_or_the_address_of_a_database() -> None:
    assert register_place("some/entente.db") == Path("some/entente.db")
    address = register_place("postgresql://desk:secret@host/sport?sslmode=require")
    assert str(address) == "postgresql://desk:***@host/sport?sslmode=require"
    assert address.name.startswith("sport-")


@pytest.mark.parametrize("url", ["postgresql://", "postgresql://host/", "odd://a/b/../c d"])
def test_an_address_always_gives_a_name_for_files(url: str) -> None:
    assert re.fullmatch(r"[\w.-]+-[0-9a-f]{8}", register_place(url).name)


def test_files_lie_beside_the_register() -> None:
    assert Settings(Path("some/entente.db")).beside("watch.json") == Path("some/entente.db.watch.json")
    beside = Settings(DatabaseAddress("postgresql://host/sport")).beside("watch.json")
    assert beside.parent == Path()
    assert beside.name.startswith("sport-")
