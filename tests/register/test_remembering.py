"""What cells came to is kept for as long as nothing is written."""

from collections.abc import Callable
from datetime import date

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.records.asked import AsOf
from entente.records.cells import Record
from entente.register.handle import Register
from entente.register.remembering import Memory, memory_of, revision_now
from entente.register.store import store

DAY = AsOf(known_on=date(2023, 5, 20))
RECORD, KEY = Record("act", "", None, {}, 0), ("records", 1)


def test_a_register_that_is_written_begins_anew(
    register: Register, knowledge: Knowledge, report: Report, make_claim: Callable[..., Claim]
) -> None:
    memory_of(register, DAY, revision_now(register)).keep(KEY, [RECORD], 1)
    assert memory_of(register, DAY, revision_now(register)).kept == {KEY: [RECORD]}
    assert memory_of(register, AsOf(), revision_now(register)).kept == {}
    store(register, report, [make_claim("meeting", {"party": ("noc/MLI",)}, digest=report.digest)], knowledge)
    assert memory_of(register, DAY, revision_now(register)).kept == {}


def test_no_more_is_kept_than_of_some_claims_and_days(register: Register) -> None:
    memory, now = Memory(), revision_now(register)
    for number in range(3):
        memory.keep(("records", number), [RECORD], 15_000)
    assert list(memory.kept) == [("records", 2)]
    for day in range(1, 30):
        memory_of(register, AsOf(known_on=date(2023, 5, day)), now).keep(KEY, [RECORD], 1)
    assert memory_of(register, AsOf(known_on=date(2023, 5, 1)), now).kept == {}
    assert memory_of(register, AsOf(known_on=date(2023, 5, 29)), now).kept
