"""What lies within some days: all of it, or a few claims of each day, with what moves it or calls it off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.records.asked import AsOf
from entente.records.rules import rules_of
from entente.register.cell_claims import sight_of
from entente.register.days import DayQuery, OnDays, claims_beside, claims_on_days
from entente.register.handle import Register
from entente.register.judgements import subject_of
from entente.register.judging import judge
from entente.register.latest import latest_verdicts
from entente.register.queries import find_claims
from entente.register.store import store
from tests.register.test_records import KNOWLEDGE, reading

MAY = DayQuery(date(2023, 5, 1), date(2023, 5, 31), ("meeting", "gathering"))
RULES = rules_of(KNOWLEDGE)


def meeting(when: str, factuality: str = "asserted", polarity: str = "positive") -> Any:
    return ("meeting", {"party": ("noc/MLI", "noc/SYR")}, {}), when, factuality, polarity


def games(when: str, change: str) -> Any:
    return ("gathering", {"gathering": ("gathering/games",)}, {"change": change}), when, "asserted", "positive"


def told(register: Register, drawn: Sequence[Any], key: str = "a", reported: str = "2023-05-15") -> list[Claim]:
    store(register, *reading(key, reported, drawn), KNOWLEDGE)
    return find_claims(register)


def found(register: Register, query: DayQuery, most: int = 100, *, each_day: bool = True, as_of: Any = None) -> OnDays:
    with register.reading() as connection:
        sight = sight_of(connection, latest_verdicts(register), RULES, as_of)
        return claims_on_days(connection, query, sight, most, each_day=each_day)


def days(on: OnDays) -> list[str]:
    return sorted(claim.when for claim in on.claims)


def test_what_begins_goes_on_or_ends_in_the_days_is_given_and_nothing_vague(register: Register) -> None:
    inside = ["2023-04-20/2023-05-02", "2023-01/2023-12", "2023-05", "2023-05-03", "2023-05-31/2023-08"]
    told(register, [meeting(when) for when in (*inside, "2023", "2023-04-30", "2023-06-01", "")])
    assert days(found(register, MAY)) == sorted(inside)
    assert days(found(register, DayQuery(MAY.first, MAY.last, ("visit",)))) == []
    assert days(found(register, MAY, as_of=AsOf(known_on=date(2023, 5, 14)))) == []


def test_of_very_much_a_few_of_each_day_or_the_first_are_given_and_counted(register: Register) -> None:
    told(register, [meeting("2023-05-02") for _ in range(6)] + [meeting("2023-05-04")])
    few = found(register, MAY, 5)
    assert days(few) == ["2023-05-02"] * 5 + ["2023-05-04"]
    assert few.counts == {date(2023, 5, 2): 6, date(2023, 5, 4): 1}
    assert days(found(register, MAY, 5, each_day=False)) == ["2023-05-02"] * 5
    assert found(register, MAY, 7).counts == {}


def test_only_what_names_somebody_and_is_told_so_or_denied(register: Register) -> None:
    told(
        register, [meeting("2023-05-02", "planned"), meeting("2023-05-03"), meeting("2023-05-04", polarity="negative")]
    )
    of_syr = DayQuery(MAY.first, MAY.last, MAY.kinds, ["noc/SYR"], ["planned"])
    assert days(found(register, of_syr)) == ["2023-05-02", "2023-05-04"]
    assert days(found(register, DayQuery(MAY.first, MAY.last, MAY.kinds, ["noc/NOR"]))) == []


def test_a_claim_whose_day_was_corrected_lies_where_it_is_now(register: Register) -> None:
    claim, *_ = told(register, [meeting("2023-07-01")])
    judge(register, "correct", subject_of(claim), "Ana", {"changes": {"when": "2023-05-09"}})
    assert days(found(register, MAY)) == ["2023-05-09"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (meeting("2023-05-20", "planned"), meeting("", "planned", "negative")),
        (games("2023-05-20", "scheduled"), games("2023-09-20", "moved")),
    ],
)
def test_what_calls_it_off_or_moves_it_comes_with_it(register: Register, first: Any, then: Any) -> None:
    told(register, [first])
    told(register, [then], "b", "2023-05-18")
    told(register, [meeting("2023-09-01")], "c")
    on = found(register, MAY)
    with register.reading() as connection:
        beside = claims_beside(connection, on.claims, sight_of(connection, latest_verdicts(register), RULES))
    assert {claim.report for claim in on.claims} == {"a"}
    assert {claim.report for claim in beside} - {"a"} == {"b"}
