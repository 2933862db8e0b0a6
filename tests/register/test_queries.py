from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register import store as store_module
from entente.register.handle import Register
from entente.register.queries import (
    ClaimQuery,
    entity_names,
    find_by_id,
    find_claims,
    find_report,
    list_reports,
    names_like,
    report_text,
)
from entente.register.store import store


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, report: Report, make_claim: Callable[..., Claim]) -> Register:
    late = replace(report, url="b", published="2024-01-01", title="Later")
    undated = replace(report, url="c", published="", title="Undated")
    store(register, late, [make_claim("tie", {"party": ("noc/MLI",)}, report="b", reported="2024-01-01")], knowledge)
    store(register, undated, [make_claim("tie", {"party": ("org/ioc",)}, report="c", reported="", start=5)], knowledge)
    fields = {"digest": report.digest}
    found = [
        make_claim("meeting", {"party": ("noc/MLI", "org/ioc")}, when="2022", start=9, **fields),
        make_claim(
            "visit",
            {"visitor": ("org/anoc",)},
            where=("place/bamako",),
            attribution=("person/a-b",),
            when="2023-06-01",
            **fields,
        ),
    ]
    store(register, report, found, knowledge)
    return register


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (None, ["tie", "tie", "meeting", "visit"]),
        (ClaimQuery(), ["tie", "tie", "meeting", "visit"]),
        (ClaimQuery(entities=["org/ioc"]), ["tie", "meeting"]),
        (ClaimQuery(entities=["place/bamako"]), ["visit"]),
        (ClaimQuery(entities=["person/a-b", "org/none"]), ["visit"]),
        (ClaimQuery(kinds=["tie"]), ["tie", "tie"]),
        (ClaimQuery(entities=["org/ioc"], kinds=["tie"]), ["tie"]),
        (ClaimQuery(first=date(2023, 1, 1), last=date(2023, 12, 31)), ["tie", "visit"]),
        (ClaimQuery(last=date(2022, 6, 1)), ["tie", "meeting"]),
        (ClaimQuery(known_on=date(2023, 5, 15)), ["meeting", "visit"]),
        (ClaimQuery(known_on=date(2023, 5, 14)), []),
        (ClaimQuery(known_on=date(2030, 1, 1)), ["tie", "meeting", "visit"]),
        (ClaimQuery(recorded_by=date(2020, 1, 1)), []),
        (ClaimQuery(recorded_by=date(2999, 1, 1)), ["tie", "tie", "meeting", "visit"]),
        (ClaimQuery(entities=[f"org/x-{n}" for n in range(1000)]), []),
    ],
)
def test_claims_are_found_by_entity_kind_and_period(
    filled: Register, query: ClaimQuery | None, kinds: list[str]
) -> None:
    assert [claim.kind for claim in find_claims(filled, query)] == kinds


def test_a_claim_is_found_by_the_beginning_of_its_id(filled: Register) -> None:
    [claim] = find_claims(filled, ClaimQuery(kinds=["visit"]))
    [found] = find_by_id(filled, claim.id[:8])
    assert found.claim == claim
    assert found.recorded.endswith("Z")
    assert find_by_id(filled, "%") == []


def test_reports_are_listed_by_their_day(filled: Register) -> None:
    assert [(r.key, r.reported, r.claims) for r in list_reports(filled)] == [
        ("report.txt", "2023-05-15", 2),
        ("b", "2024-01-01", 1),
        ("c", "", 1),
    ]


def test_a_report_is_found_by_key_path_and_title(filled: Register) -> None:
    assert find_report(filled, "b") == ["b"]
    assert find_report(filled, "report.txt") == ["report.txt"]
    assert find_report(filled, "Undated") == ["c"]
    assert find_report(filled, "none") == []
    assert report_text(filled, "b") == "The two committees met. They signed."
    assert report_text(filled, "none") == ""


def test_entities_are_named(filled: Register) -> None:
    assert entity_names(filled)["noc/MLI"] == "National Olympic Committee of Mali"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("B", {"person/a-b"}),
        ("b a", {"person/a-b"}),
        ("A Bb", set()),
        ("Bamako", {"place/bamako"}),
        ("bama", set()),
        ("MLI", {"noc/MLI"}),
        ("%", set()),
        ("a_b", {"person/a-b"}),
    ],
)
def test_names_are_looked_up_by_the_words_of_ids(filled: Register, text: str, meant: set[str]) -> None:
    assert set(names_like(filled, text)) == meant


def test_recorded_by_takes_the_whole_day_in_utc(
    register: Register,
    knowledge: Knowledge,
    report: Report,
    make_claim: Callable[..., Claim],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store_module, "_now", lambda: "2023-05-15T23:59:59Z")
    store(register, report, [make_claim("tie", {"party": ("noc/MLI",)})], knowledge)
    assert find_claims(register, ClaimQuery(recorded_by=date(2023, 5, 14))) == []
    assert len(find_claims(register, ClaimQuery(recorded_by=date(2023, 5, 15)))) == 1
