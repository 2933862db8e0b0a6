"""The register as it was judged, and judgements that outlive a new reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register import judging
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.integrity import check
from entente.register.judgements import Judgement, Verdict, pair_of, subject_of
from entente.register.judging import altered_judgements, judge, list_judgements, put, undo, undo_since
from entente.register.queries import ClaimQuery, find_claims
from entente.register.store import store, withdraw
from entente.register.tables import judgements
from entente.register.verdicts import find_judged, judged_names, verdicts_of
from tests.register.judging import MOMENTS

MakeClaim = Callable[..., Claim]
JOAN, JOAAN = "person/joan-al-thani", "person/joaan-al-thani"


@pytest.fixture
def claims(make_claim: MakeClaim, report: Report) -> list[Claim]:
    fields = {"digest": report.digest, "report": report.key}
    return [
        make_claim(
            "meeting", {"party": ("noc/MLI", JOAN)}, quote="The two committees met.", when="2023-05-01", **fields
        ),
        make_claim("office", {"holder": (JOAAN,), "body": ("noc/MLI",)}, start=24, **fields),
        make_claim("visit", {"visitor": (JOAAN,), "host": ("org/ioc",)}, start=24, **fields),
    ]


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, report: Report, claims: list[Claim]) -> Register:
    store(register, report, claims, knowledge)
    return register


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a day go by from judgement to judgement."""
    moments = iter(MOMENTS * 9)
    monkeypatch.setattr(judging, "_now", lambda: next(moments))


def on(register: Register, claim: Claim, verdict: Verdict, **detail: object) -> Judgement:
    return judge(register, verdict, subject_of(claim, find_claims(register)), "Ana", detail)


def test_without_judgements_claims_are_as_they_were_read(filled: Register) -> None:
    assert find_judged(filled) == find_claims(filled)
    assert verdicts_of(filled).decisions == {}


def test_judgements_are_kept_as_they_were_made(filled: Register, claims: list[Claim]) -> None:
    first, second = on(filled, claims[0], "reject"), on(filled, claims[1], "correct", changes={"when": "2023"})
    assert list_judgements(filled) == [first, second]
    assert put(filled, [first]) == 0
    assert list_judgements(filled, date(2024, 3, 1)) == [first]
    assert [c.id for c in find_judged(filled, verdicts=verdicts_of(filled, date(2024, 2, 29)))] == [
        c.id for c in claims
    ]


def test_a_rejected_claim_is_out_until_it_is_undone(filled: Register, claims: list[Claim]) -> None:
    judgement = on(filled, claims[0], "reject")
    assert find_judged(filled) == claims[1:]
    undo(filled, judgement.id[:6], "Bo")
    assert find_judged(filled) == claims
    with pytest.raises(RegisterError, match="is undone already"):
        undo(filled, judgement.id, "Bo")
    with pytest.raises(RegisterError, match="no judgement that begins with 'zz'"):
        undo(filled, "zz", "Bo")


def test_a_corrected_claim_answers_to_what_it_says_now(filled: Register, claims: list[Claim]) -> None:
    on(
        filled,
        claims[0],
        "correct",
        changes={"roles": {"party": ["noc/MLI", "org/anoc"]}, "when": "2021"},
        names={"org/anoc": "ANOC"},
    )
    [found] = find_judged(filled, ClaimQuery(entities=["org/anoc"]))
    assert found.id == claims[0].id
    assert find_judged(filled, ClaimQuery(entities=[JOAN])) == []
    assert find_judged(filled, ClaimQuery(entities=["org/anoc"], kinds=["visit"])) == []
    assert [c.id for c in find_judged(filled, ClaimQuery(last=date(2021, 6, 1)))] == [claims[0].id]
    assert [c.kind for c in find_judged(filled, ClaimQuery(first=date(2023, 4, 1)))] == ["office", "visit"]
    assert judged_names(filled)["org/anoc"] == "ANOC"
    assert [c.kind for c in find_judged(filled)] == ["meeting", "office", "visit"]


def test_a_corrected_claim_without_a_day_lies_where_its_report_does(filled: Register, claims: list[Claim]) -> None:
    on(filled, claims[0], "correct", changes={"when": ""})
    assert claims[0].id in {c.id for c in find_judged(filled, ClaimQuery(first=date(2023, 5, 15)))}


def test_what_is_one_is_found_under_each_of_its_ids(filled: Register) -> None:
    judge(filled, "same", pair_of(JOAN, JOAAN), "Ana", {"known": [], "names": {JOAN: "Joan", JOAAN: "Joaan"}})
    by_one, by_other = (find_judged(filled, ClaimQuery(entities=[entity])) for entity in (JOAN, JOAAN))
    assert by_one == by_other
    assert [c.kind for c in by_one] == ["meeting", "office", "visit"]
    assert {JOAN in c.entities() for c in by_one} == {False}  # the other is in more claims


def test_the_register_goes_back_to_a_day(filled: Register, claims: list[Claim]) -> None:
    first = on(filled, claims[0], "reject")
    second = on(filled, claims[1], "reject")
    undo(filled, first.id, "Ana")
    assert find_judged(filled) == [claims[0], claims[2]]
    undone = undo_since(filled, date(2024, 3, 2), "Bo")
    assert len(undone) == 2
    assert undone[0] == second
    assert find_judged(filled) == claims[1:]
    assert undo_since(filled, date(2024, 3, 2), "Bo") == []


def test_a_judgement_outlives_a_new_reading(
    filled: Register, knowledge: Knowledge, report: Report, claims: list[Claim]
) -> None:
    judgement = on(filled, claims[0], "reject")
    better = [replace(claims[0], roles={"party": ("country/MLI", JOAN)}, when="2023-05"), *claims[1:]]
    better[0] = replace(better[0], roles={"party": ("noc/MLI", JOAN), "gathering": ("gathering/g-2023",)})
    store(filled, report, better, knowledge)
    assert find_judged(filled) == claims[1:]
    assert verdicts_of(filled).attached.moved == {judgement.id}
    withdraw(filled, report.key)
    assert verdicts_of(filled).attached.unattached == (judgement,)
    store(filled, report, claims, knowledge)
    assert find_judged(filled) == claims[1:]


def test_a_row_that_was_changed_is_told(filled: Register, claims: list[Claim], knowledge: Knowledge) -> None:
    kept = on(filled, claims[0], "reject")
    assert list(altered_judgements(filled)) == []
    with filled.writing() as connection:
        connection.execute(update(judgements).values(verdict="confirm"))
    assert f"judgement {kept.id} is not what was judged" in {p.message for p in check(filled, knowledge)}
    with filled.writing() as connection:
        connection.execute(update(judgements).values(subject={}))
    [problem] = altered_judgements(filled)
    assert problem.remedy == "restore a backup: judgements are never changed"


def test_a_judgement_is_on_every_copy_of_its_text(
    filled: Register, knowledge: Knowledge, report: Report, claims: list[Claim]
) -> None:
    store(
        filled,
        replace(report, url="https://example.org/2"),
        [replace(c, report="https://example.org/2") for c in claims],
        knowledge,
    )
    on(filled, claims[0], "reject")
    assert [c.kind for c in find_judged(filled)] == ["office", "visit"] * 2
