from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence
from entente.model.report import Report
from entente.model.span import Span
from entente.register.handle import Register
from entente.register.integrity import check, rebuild
from entente.register.judgements import pair_of, subject_of
from entente.register.judging import judge, list_judgements
from entente.register.queries import find_claims
from entente.register.store import store
from entente.register.tables import claim_entities, claims, entities, report_bands, report_names, reports
from entente.register.verdicts import find_judged
from entente.register.voices import heard_of

APART = pair_of("person/aissa-kone", "person/aissa-konate")


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
        (update(reports).values(voice="none"), "its voice is no report of its own"),
        (update(report_bands).values(hash=1), "the bands by which its copies are found"),
        (delete(report_bands), "the bands by which its copies are found"),
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


def test_voices_are_heard_anew_and_judgements_stay(filled: Register, knowledge: Knowledge) -> None:
    copy = Report("Aïssa Koné met them. ", "copy.txt", published="2023-05-16")
    store(filled, copy, [], knowledge)
    [claim] = find_claims(filled)
    made = [judge(filled, "reject", subject_of(claim), "Ana"), judge(filled, "not_same", APART, "Ana", note="brothers")]
    assert voices_in(filled) == {"copy.txt": "report.txt"}
    with filled.writing() as connection:
        connection.execute(update(reports).values(voice=reports.c.key))
        connection.execute(delete(report_bands))
    assert rebuild(filled, knowledge) == 3  # two signatures and a voice
    assert voices_in(filled) == {"copy.txt": "report.txt"}
    assert (rebuild(filled, knowledge), check(filled, knowledge)) == (0, ())
    assert (list_judgements(filled), find_judged(filled)) == (made, [])


def voices_in(register: Register) -> Mapping[str, str]:
    with register.reading() as connection:
        return heard_of(connection, ["report.txt", "copy.txt"]).voices
