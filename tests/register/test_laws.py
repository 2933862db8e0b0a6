"""What holds of every register, whatever was read into it, in which order, and taken out again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence
from entente.model.report import Report
from entente.model.span import Span
from entente.register import store as store_module
from entente.register.handle import Register
from entente.register.integrity import check, rebuild
from entente.register.keeping import refresh
from entente.register.store import Change, store, store_many, withdraw
from entente.register.tables import metadata, reports

MakeClaim = Callable[..., Claim]
Reading = tuple[Report, list[Claim]]
Tables = dict[str, list[Any]]

TEXT = "Aissa Kone met AISSA KONÉ and Aïssa Koné in Bamako."
NAMES = {"Aissa Kone": Span(0, 10), "AISSA KONÉ": Span(15, 25), "Aïssa Koné": Span(30, 40)}
KINDS = st.sampled_from(("meeting", "visit", "tie"))
ENTITIES = st.lists(st.sampled_from(("noc/MLI", "org/ioc", "person/aissa-kone", "athletes/MLI/boxing")), min_size=1)
CLAIMS = st.lists(st.tuples(KINDS, ENTITIES, st.sampled_from(sorted(NAMES))), max_size=4)
READINGS = st.dictionaries(st.sampled_from("abcd"), CLAIMS, min_size=1)


@pytest.fixture
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_now", lambda: "2023-01-01T00:00:00Z")


def everything(register: Register) -> Tables:
    refresh(register)
    with register.reading() as connection:
        tables = [t for t in metadata.sorted_tables if t.name != "register_meta"]
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in tables}


def emptied(register: Register) -> Register:
    with register.writing() as connection:
        keys = connection.scalars(select(reports.c.key)).all()
    for key in keys:
        withdraw(register, key)
    return register


def made(drawn: dict[str, list[tuple[str, list[str], str]]], make_claim: MakeClaim) -> list[Reading]:
    found = []
    for key, told in drawn.items():
        report = Report(TEXT, key, published="2023-05-15")
        fields = {"report": key, "digest": report.digest, "quote": TEXT}
        claims = [
            make_claim(
                kind, {"party": tuple(dict.fromkeys(named))}, evidence=(Evidence("party", NAMES[name]),), **fields
            )
            for kind, named, name in told
        ]
        found.append((report, claims))
    return found


LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)


@LAW
@given(drawn=READINGS, chance=st.randoms(use_true_random=False), together=st.booleans())
@pytest.mark.usefixtures("same_moment")
def test_the_order_of_arrival_does_not_matter(
    register: Register, knowledge: Knowledge, make_claim: MakeClaim, drawn: Any, chance: Any, together: bool
) -> None:
    found = made(drawn, make_claim)
    store_many(emptied(register), found, knowledge)
    before = everything(register)
    emptied(register)
    chance.shuffle(found)
    if together:
        assert set(store_many(register, found, knowledge)) == {Change.NEW}
    else:
        for report, claims in found:
            store(register, report, claims, knowledge)
    assert everything(register) == before


@LAW
@given(drawn=READINGS)
@pytest.mark.usefixtures("same_moment")
def test_reading_twice_changes_nothing(
    register: Register, knowledge: Knowledge, make_claim: MakeClaim, drawn: Any
) -> None:
    found = made(drawn, make_claim)
    assert set(store_many(emptied(register), [*found, *found], knowledge)) == {Change.NEW, Change.UNCHANGED}
    before = everything(register)
    assert set(store_many(register, found, knowledge)) == {Change.UNCHANGED}
    assert everything(register) == before


@LAW
@given(first=READINGS, second=READINGS)
@pytest.mark.usefixtures("same_moment")
def test_withdraw_is_the_inverse_of_read(
    register: Register, knowledge: Knowledge, make_claim: MakeClaim, first: Any, second: Any
) -> None:
    store_many(emptied(register), made(first, make_claim), knowledge)
    before = everything(register)
    others = [(replace(report, source=f"other/{report.source}"), claims) for report, claims in made(second, make_claim)]
    for report, claims in others:
        store(register, report, [replace(claim, report=report.key) for claim in claims], knowledge)
    for report, _ in others:
        assert withdraw(register, report.key)
    assert everything(register) == before
    assert check(register, knowledge) == ()


@LAW
@given(first=READINGS, second=READINGS, gone=st.sets(st.sampled_from("abcd")))
@pytest.mark.usefixtures("same_moment")
def test_rebuilding_gives_what_was_kept_up_to_date(
    register: Register, knowledge: Knowledge, make_claim: MakeClaim, first: Any, second: Any, gone: set[str]
) -> None:
    emptied(register)
    for drawn in (first, second):
        store_many(register, made(drawn, make_claim), knowledge)
    for key in gone:
        withdraw(register, key)
    before = everything(register)
    assert check(register, knowledge) == ()
    assert rebuild(register, knowledge) == 0
    assert everything(register) == before
    with register.writing() as connection:  # all that follows from the claims is lost, and comes back
        for name in ("claim_entities", "report_names", "entities"):
            connection.execute(delete(metadata.tables[name]))
    rebuild(register, knowledge)
    assert everything(register) == before
