import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from entente.model.claim import Claim


@pytest.fixture
def filled(shell: Any, reads: Any, make_claim: Any, in_scratch: Path) -> Path:
    text = "They met."
    (in_scratch / "a.txt").write_text(text)
    claim: Claim = make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, quote=text)
    reads[text] = [claim]
    assert shell("read", "a.txt").code == 0
    return in_scratch


def test_a_copy_is_a_register(shell: Any, filled: Path) -> None:
    assert shell("backup", "copy.db").err == "copied into copy.db\n"
    assert (filled / "copy.db").exists()
    assert shell("check", "--register", "copy.db").err == "copy.db is whole\n"
    again = shell("backup", "copy.db")
    assert (again.code, "is there already" in again.err) == (1, True)


def test_a_fault_is_told_with_its_remedy_and_mended(shell: Any, filled: Path) -> None:
    assert shell("rebuild").err == "entente.db was whole\n"
    with sqlite3.connect(filled / "entente.db") as connection:
        connection.execute("UPDATE claims SET kind = 'visit'")
    connection.close()
    told = shell("check")
    assert told.code == 1
    assert "a.txt: the columns of" in told.err
    assert "(entente rebuild mends it)" in told.err
    assert told.err.endswith("1 fault in entente.db\n")
    assert "1 of its reports and entities changed" in shell("rebuild").err
    assert shell("check").code == 0
