from pathlib import Path

from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.revision import revision_of
from entente.register.store import store


def test_it_changes_with_what_is_written_by_whatever_process(register: Register, knowledge: Knowledge) -> None:
    revision = revision_of(register)
    before = revision()
    assert revision() == before
    store(register, Report("They met.", "a.txt"), [], knowledge)
    after = revision()
    assert after != before
    with open_register(register.place) as other:
        store(other, Report("They met again.", "b.txt"), [], knowledge)
    assert revision() not in (before, after)


def test_reading_leaves_it(register: Register) -> None:
    revision = revision_of(register)
    before = revision()
    with register.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert revision() == before
    assert isinstance(register.place, Path) or register.place
