from pathlib import Path

import pytest

from entente.knowledge.lint import lint
from entente.model.problem import Problem
from tests.knowledge.lint.conftest import Write


@pytest.fixture(scope="module")
def shipped() -> tuple[Problem, ...]:
    return lint()


def own(folder: Path, shipped: tuple[Problem, ...]) -> list[tuple[str, int]]:
    """Give the problems that a folder brings with it."""
    return [(p.message, p.line) for p in lint(folder) if p not in shipped]


def test_the_shipped_knowledge_is_sound(shipped: tuple[Problem, ...]) -> None:
    assert [str(problem) for problem in shipped] == []


def test_a_folder_laid_on_top_is_checked_with_the_shipped_one(write: Write, shipped: tuple[Problem, ...]) -> None:
    header = "id,name,acronyms,level,parent,source\n"
    folder = write("olympic/bodies.csv", header + "org/my-club,My Club,IOC,other,org/ioc,english-usage\n")
    (found,) = own(folder, shipped)
    assert found == ("org/my-club: 'IOC' is also a name of org/ioc", 2)


def test_a_row_of_ones_own_replaces_the_shipped_row_of_its_id(write: Write, shipped: tuple[Problem, ...]) -> None:
    folder = write("olympic/places.csv", "id,name,kind,country,source\nplace/lima,Lima,city,country/PER,geonames\n")
    assert own(folder, shipped) == []


def test_a_folder_that_is_not_there_is_told(shipped: tuple[Problem, ...]) -> None:
    assert own(Path("nowhere"), shipped) == [("no such folder", 0)]
