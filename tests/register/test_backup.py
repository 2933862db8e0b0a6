from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register.backup import back_up
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.integrity import check
from entente.register.opening import open_register
from entente.register.store import store
from entente.register.tables import metadata


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, report: Report, make_claim: Callable[..., Claim]) -> Register:
    quote = report.text[:9]
    store(register, report, [make_claim("tie", {"party": ("noc/MLI",)}, digest=report.digest, quote=quote)], knowledge)
    return register


def everything(register: Register) -> dict[str, list[str]]:
    with register.reading() as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in metadata.sorted_tables}


def test_a_copy_is_a_register_with_the_same_rows(filled: Register, knowledge: Knowledge, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with filled.writing():  # another one writes meanwhile
        back_up(filled, copy)
    with open_register(copy) as copied:
        assert everything(copied) == everything(filled)
        assert check(copied, knowledge) == ()
    assert {p.name for p in tmp_path.iterdir() if "unfinished" in p.name} == set()


def test_no_file_is_written_over(filled: Register, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    with pytest.raises(RegisterError, match="is there already"):
        back_up(filled, copy)
    assert copy.read_text() == "mine"


def test_a_copy_that_cannot_be_written_leaves_nothing(filled: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be opened"):
        back_up(filled, tmp_path / "none" / "copy.db")
