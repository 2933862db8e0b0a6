from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence, Step
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span
from entente.register import store as store_module
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.keeping import refresh
from entente.register.queries import entity_names, find_claims
from entente.register.store import Change, store, withdraw
from entente.register.tables import metadata, reports

MakeClaim = Callable[..., Claim]


def everything(register: Register) -> dict[str, list[Any]]:
    refresh(register)
    with register.reading() as connection:
        tables = [t for t in metadata.sorted_tables if t.name != "register_meta"]
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in tables}


@pytest.fixture
def claims(make_claim: MakeClaim, report: Report) -> list[Claim]:
    fields = {"digest": report.digest, "report": report.key}
    return [
        make_claim("meeting", {"party": ("noc/MLI", "person/aissa-kone")}, quote="The two committees met.", **fields),
        make_claim("agreement", {"party": ("noc/MLI",)}, attributes={"stage": "signed"}, start=24, **fields),
    ]


def test_a_claim_comes_back_as_it_was_stored(
    register: Register, knowledge: Knowledge, report: Report, make_claim: MakeClaim
) -> None:
    claim = make_claim(
        "standing",
        {"subject": ("noc/MLI",), "authority": ()},
        attributes={"status": "suspended", "scope": "boxing"},
        conditions=("no flag",),
        when="2023-06/..",
        where=("place/bamako",),
        attribution=("org/ioc",),
        confidence=0.5,
        evidence=(Evidence("trigger", Span(4, 7)), Evidence("subject", Span(0, 3)), Evidence("subject", Span(8, 9))),
        steps=(Step("factuality", "asserted", Span(1, 2)), Step("linking", "one candidate")),
        digest=report.digest,
        polarity="negative",
        factuality="planned",
    )
    assert store(register, report, [claim], knowledge) is Change.NEW
    assert find_claims(register) == [claim]
    assert find_claims(register)[0].id == claim.id


def test_reading_twice_changes_nothing(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(register, report, claims, knowledge)
    before = everything(register)
    monkeypatch.setattr(store_module, "version", lambda _: "2.0")
    assert (
        store(register, replace(report, source="elsewhere.txt", url="report.txt"), claims, knowledge)
        is Change.UNCHANGED
    )
    assert everything(register) == before


def test_a_changed_text_replaces_its_own_claims(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim], make_claim: MakeClaim
) -> None:
    store(register, report, claims, knowledge)
    changed = replace(report, text="The two committees parted.")
    fresh = [make_claim("meeting", {"party": ("noc/MLI",)}, polarity="negative", digest=changed.digest)]
    assert store(register, changed, fresh, knowledge) is Change.CHANGED
    assert find_claims(register) == fresh
    assert set(entity_names(register)) == {"noc/MLI"}
    assert store(register, changed, [], knowledge) is Change.CHANGED
    assert find_claims(register) == []


def test_a_better_reading_keeps_the_moment_of_what_it_keeps(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_now", lambda: "2023-01-01T00:00:00Z")
    store(register, report, claims, knowledge)
    monkeypatch.setattr(store_module, "_now", lambda: "2024-01-01T00:00:00Z")
    surer = [replace(claims[0], confidence=0.7), replace(claims[1], factuality="planned")]
    assert store(register, report, surer, knowledge) is Change.CHANGED
    assert sorted(find_claims(register), key=lambda c: c.passage) == surer
    recorded = {line.split("'")[3]: line.split("'")[-2] for line in everything(register)["claims"]}
    assert recorded == {surer[0].id: "2023-01-01T00:00:00Z", surer[1].id: "2024-01-01T00:00:00Z"}


def test_the_same_text_under_another_name_is_another_support(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim]
) -> None:
    other = replace(report, url="https://example.org/1")
    store(register, report, claims, knowledge)
    assert store(register, other, [replace(c, report=other.key) for c in claims], knowledge) is Change.NEW
    assert {claim.report for claim in find_claims(register)} == {"report.txt", "https://example.org/1"}
    assert {claim.id for claim in find_claims(register)} == {claim.id for claim in claims}


def test_withdrawing_takes_only_its_own_support(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim]
) -> None:
    store(register, report, claims, knowledge)
    before = everything(register)
    other = replace(report, url="https://example.org/1")
    store(register, other, [replace(c, report=other.key, roles={"party": ("org/ioc",)}) for c in claims], knowledge)
    assert withdraw(register, other.key)
    assert everything(register) == before
    assert not withdraw(register, other.key)


def test_a_claim_told_twice_is_stored_once(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim]
) -> None:
    store(register, report, [*claims, claims[0]], knowledge)
    assert len(find_claims(register)) == 2


def test_a_crash_in_the_middle_loses_nothing_stored_before(
    register: Register, knowledge: Knowledge, report: Report, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(register, report, claims, knowledge)
    before = everything(register)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_module, "drop_unnamed", crash)
    with pytest.raises(KeyboardInterrupt):
        store(register, replace(report, text="Another."), [], knowledge)
    with pytest.raises(KeyboardInterrupt):
        withdraw(register, report.key)
    assert everything(register) == before


def test_bounds_of_dates_are_kept_for_questions(
    register: Register, knowledge: Knowledge, report: Report, make_claim: MakeClaim
) -> None:
    claim = make_claim("meeting", {"party": ("noc/MLI",)}, when="some day", reported="2023-03/2023-05")
    store(register, report, [claim], knowledge)
    with register.reading() as connection:
        row = connection.execute(select(reports.c.reported_first, reports.c.reported_last)).one()
    assert tuple(row) == (date(2023, 3, 1), date(2023, 5, 31))


def test_the_lines_of_a_report_are_kept(register: Register, knowledge: Knowledge, report: Report) -> None:
    store(register, replace(report, blocks=(Block(Span(0, 5), BlockKind.CAPTION),)), [], knowledge)
    with register.reading() as connection:
        assert connection.scalar(select(reports.c.blocks)) == [[0, 5, "caption"]]


def test_a_report_with_many_claims_is_stored(
    register: Register, knowledge: Knowledge, report: Report, make_claim: MakeClaim
) -> None:
    many = [make_claim("meeting", {"party": (f"person/a-{n}",)}, start=n, digest=report.digest) for n in range(1000)]
    store(register, report, many, knowledge)
    assert store(register, replace(report, title="B"), many[:1], knowledge) is Change.CHANGED
    assert find_claims(register) == many[:1]


def test_a_broken_name_of_a_file_is_told(register: Register, knowledge: Knowledge) -> None:
    with pytest.raises(RegisterError, match="cannot be stored"):
        store(register, Report("They met.", "broken-\udcff.txt"), [], knowledge)


KINDS = st.sampled_from(("meeting", "visit", "tie"))
ENTITIES = st.sampled_from(("noc/MLI", "org/ioc", "person/a-b", "athletes/MLI/boxing"))
READINGS = st.lists(st.tuples(KINDS, st.lists(ENTITIES, min_size=1, max_size=3)), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=READINGS, second=READINGS, third=READINGS)
def test_withdraw_is_the_inverse_of_read(
    register: Register,
    knowledge: Knowledge,
    make_claim: MakeClaim,
    first: list[tuple[str, list[str]]],
    second: list[tuple[str, list[str]]],
    third: list[tuple[str, list[str]]],
) -> None:
    def put(key: str, reading: list[tuple[str, list[str]]]) -> None:
        found = [
            make_claim(kind, {"party": tuple(dict.fromkeys(e))}, start=n, report=key)
            for n, (kind, e) in enumerate(reading)
        ]
        store(register, Report("A text.", key), found, knowledge)

    for key in ("a", "b"):
        withdraw(register, key)
    empty = everything(register)
    put("a", first)
    alone = {name: rows for name, rows in everything(register).items() if name != "claims"}
    put("b", second)
    put("b", third)
    withdraw(register, "b")
    assert {name: rows for name, rows in everything(register).items() if name != "claims"} == alone
    withdraw(register, "a")
    assert everything(register) == empty
