from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence
from entente.model.report import Report
from entente.model.span import Span
from entente.register.integrity import check, rebuild
from entente.register.opening import Register
from entente.register.store import store
from entente.register.tables import claim_entities, claims, entities, report_names, reports


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, make_claim: Callable[..., Claim]) -> Register:
    report = Report("Aïssa Koné met them.", "report.txt", published="2023-05-15")
    fields: dict[str, Any] = {"digest": report.digest, "quote": report.text}
    evidence = (Evidence("party", Span(0, 10)),)
    claim = make_claim("meeting", {"party": ("noc/MLI", "person/aissa-kone")}, evidence=evidence, **fields)
    store(register, report, [claim], knowledge)
    return register


def test_a_whole_register_has_no_fault(filled: Register, knowledge: Knowledge) -> None:
    assert check(filled, knowledge) == ()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (insert(entities).values(id="org/none", kind="org", name="none"), "lists org/none, which no claim names"),
        (update(entities).values(name="Somebody"), "by another name"),
        (update(claims).values(kind="visit"), "the columns of"),
        (update(claims).values(when_first=None, reported_last=None), "the columns of"),
        (update(claim_entities).values(role="visitor"), "the entities listed are not"),
        (update(report_names).values(entity="person/a-b"), "the names listed are not"),
    ],
)
def test_what_rebuild_mends_is_told_and_mended(filled: Register, knowledge: Knowledge, damage: Any, told: str) -> None:
    with filled.writing() as connection:
        connection.execute(damage)
    found = check(filled, knowledge)
    assert any(told in problem.message for problem in found)
    assert {problem.remedy for problem in found} == {"entente rebuild mends it"}
    assert rebuild(filled, knowledge) > 0
    assert check(filled, knowledge) == ()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (update(reports).values(text="Aïssa Koné left them."), "is not what its text says"),
        (update(reports).values(reported_first=None), "its reported_first do not fit its text"),
        (update(claims).values(row={"kind": "visit"}), "cannot be read"),
    ],
)
def test_what_is_to_be_read_again_is_told_and_left(
    filled: Register, knowledge: Knowledge, damage: Any, told: str
) -> None:
    with filled.writing() as connection:
        connection.execute(damage)
    found = check(filled, knowledge)
    assert any(told in problem.message for problem in found)
    assert {problem.remedy for problem in found} == {"read the report again"}
    rebuild(filled, knowledge)
    assert check(filled, knowledge) == found
