from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register import searching
from entente.register.handle import Register
from entente.register.schema import change_version
from entente.register.searching import WordQuery, claims_of_reports, entities_like, find_by_words, words_of
from entente.register.store import store, withdraw
from entente.register.tables import SCHEMA_VERSION

SIGNED = Report(
    "The committees of Mali and Côte d'Ivoire signed a memorandum in Seoul.", "a.txt", published="2023-05-15"
)
MET = Report(
    "They met in Seoul, and talked of a memorandum_of 2024.", "b.txt", title="A meeting", published="2023-06-01"
)


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, make_claim: Callable[..., Claim]) -> Register:
    claim = make_claim("meeting", {"party": ("noc/MLI", "person/jose-perurena-lopez")}, digest=SIGNED.digest)
    store(register, SIGNED, [replace(claim, reported="2023-05-15")], knowledge)
    store(register, MET, [replace(claim, digest=MET.digest, reported="2023-06-01")], knowledge)
    return register


def keys(register: Register, words: str, **fields: object) -> set[str]:
    return {found.key for found in find_by_words(register, replace(WordQuery(words), **fields))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("seoul memorandum ", {"a.txt", "b.txt"}),
        ("signing mali ", {"a.txt"}),
        ("meetings ", {"b.txt"}),
        ("memor", {"a.txt", "b.txt"}),
        ("sign", {"a.txt"}),
        ('"signed a memorandum" ', {"a.txt"}),
        ('"memorandum a signed" ', set()),
        ("lausanne ", set()),
        ("", set()),
        ("!!! \" ' * ( ) : & | - % _ \\", set()),
        ('the AND NOT "', set()),
        ("2024", {"b.txt"}),
    ],
)
def test_a_report_is_found_by_all_of_its_words_in_whatever_form(filled: Register, words: str, found: set[str]) -> None:
    assert keys(filled, words) == found


def test_it_is_found_in_parts_and_as_of_a_day(filled: Register) -> None:
    both = [found.key for found in find_by_words(filled, WordQuery("seoul "))]
    assert [found.key for found in find_by_words(filled, WordQuery("seoul ", first=1, limit=1))] == both[1:]
    assert keys(filled, "seoul ", known_on=date(2023, 5, 20)) == {"a.txt"}
    assert keys(filled, "seoul ", recorded_by=date(2020, 1, 1)) == set()


def test_the_nearest_come_first_and_the_others_after_them(filled: Register, knowledge: Knowledge) -> None:
    often = replace(MET, text="Seoul, Seoul, Seoul. " * 3, url="c.txt", title="Seoul")
    store(filled, often, [], knowledge)
    store(filled, replace(SIGNED, url="d.txt", text=f"{SIGNED.text} {'They met for long. ' * 80}"), [], knowledge)
    for n in range(12):
        store(filled, Report(f"Nothing was told in Lausanne on day {n}.", f"{n}.txt"), [], knowledge)
    order = [found.key for found in find_by_words(filled, WordQuery("seoul "))]
    assert order[0] == "c.txt"
    assert len(order) == len(set(order)) == 4
    parts = [
        found.key for first in (0, 2) for found in find_by_words(filled, WordQuery("seoul ", first=first, limit=2))
    ]
    assert parts == order


def test_of_very_many_the_oldest_come_last(
    filled: Register, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", {"sqlite": 1, "postgresql": 1})
    store(filled, replace(MET, text="In Seoul.", url="c.txt"), [], knowledge)
    whole = [found.key for found in find_by_words(filled, WordQuery("seoul "))]
    assert set(whole) == {"a.txt", "b.txt", "c.txt"}
    parts = [find_by_words(filled, WordQuery("seoul ", first=first, limit=1)) for first in range(4)]
    assert [found.key for part in parts for found in part] == whole


def test_what_changes_or_goes_is_found_no_more(filled: Register, knowledge: Knowledge) -> None:
    store(filled, replace(MET, text="They met in Lausanne."), [], knowledge)
    assert (keys(filled, "seoul "), keys(filled, "lausanne ")) == ({"a.txt"}, {"b.txt"})
    assert withdraw(filled, "a.txt")
    assert keys(filled, "seoul ") == set()
    store(filled, SIGNED, [], knowledge)
    assert keys(filled, "seoul ") == {"a.txt"}


def test_an_older_register_gets_the_words_of_what_it_holds(filled: Register) -> None:
    with filled.writing() as connection:
        change_version(connection, 5)
        change_version(connection, SCHEMA_VERSION)
    assert keys(filled, "seoul ") == {"a.txt", "b.txt"}
    if filled.engine.dialect.name == "sqlite":
        with filled.writing() as connection:
            connection.execute(text("INSERT INTO report_words (report_words) VALUES ('integrity-check')"))


def test_an_entity_is_found_by_beginnings_of_its_names(filled: Register) -> None:
    assert entities_like(filled, ["mali"], 5) == {"noc/MLI": "National Olympic Committee of Mali"}
    assert list(entities_like(filled, ["lop", "jose"], 5)) == ["person/jose-perurena-lopez"]
    assert entities_like(filled, ["li"], 5) == {}
    assert entities_like(filled, ["100%"], 5) == {}
    assert entities_like(filled, [], 5) == {}


def test_the_claims_of_reports_are_given(filled: Register) -> None:
    assert len(claims_of_reports(filled, ["a.txt", "b.txt"])) == 2
    assert claims_of_reports(filled, ["none"]) == []


@given(st.text())
def test_words_hold_nothing_that_a_query_language_knows(words: str) -> None:
    found = words_of(words)
    assert all('"' not in word and word.strip() for word, _ in found)
    assert sum(typing for _, typing in found) <= 1
