"""The latest claims that name some entities, or two of them, as they were judged."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given

from entente.model.claim import Claim
from entente.records.asked import AsOf
from entente.register.cell_claims import sight_of
from entente.register.handle import Register
from entente.register.judgements import subject_of
from entente.register.judging import judge
from entente.register.latest import latest_verdicts
from entente.register.queries import ClaimQuery, find_claims
from entente.register.recent import Recent, latest_naming, latest_naming_two
from entente.register.store import store
from entente.register.told import told_key
from entente.register.verdicts import find_judged
from tests.register.test_records import KNOWLEDGE, LAW, RULES, STEPS, emptied, reading, take

NAMED = ("noc/MLI", "noc/SYR", "country/MLI")


def keys(claims: Sequence[Claim]) -> list[str]:
    return sorted(told_key(claim)[0] for claim in claims)


def found(
    register: Register, asked: Recent, as_of: AsOf, most: int = 100
) -> tuple[tuple[list[Claim], bool], tuple[list[Claim], bool]]:
    with register.reading() as connection:
        sight = sight_of(connection, latest_verdicts(register, as_of.recorded_by), RULES, as_of)
        return (
            latest_naming(connection, NAMED, asked, sight, most),
            latest_naming_two(connection, NAMED, asked, sight, most),
        )


@LAW
@given(steps=STEPS)
def test_where_they_are_few_all_are_given_as_they_were_judged(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        take(register, step, made)
    of = latest_verdicts(register).identity.of
    wanted = {of(entity) for entity in NAMED}
    for as_of in (AsOf(), AsOf(known_on=date(2023, 5, 20))):
        for asked in (Recent(), Recent(["meeting", "agreement"]), Recent((), date(2023, 5, 2), date(2023, 6, 1))):
            claims = find_judged(register, ClaimQuery(NAMED, known_on=as_of.known_on))
            expected = [claim for claim in claims if asked.holds(claim)]
            one, two = found(register, asked, as_of)
            assert keys(one[0]) == keys(expected)
            assert keys(two[0]) == keys([c for c in expected if len(c.entities() & wanted) > 1])
            assert not one[1]
            assert not two[1]


def visits(register: Register, number: int) -> list[Claim]:
    """Store visits of one by another, one a day."""
    drawn: list[Any] = [
        (("visit", {"visitor": ("noc/MLI",), "host": ("noc/SYR",)}, {}), f"2023-05-{n + 1:02}", "asserted", "positive")
        for n in range(number)
    ]
    store(register, *reading("a", "2023-05-15", drawn), KNOWLEDGE)
    return find_claims(register)


def test_of_many_the_latest_are_given_and_it_is_told(register: Register) -> None:
    claims = visits(register, 8)
    (one, one_older), (two, two_older) = found(register, Recent(), AsOf(), 3)
    assert (keys(one), one_older) == (keys(claims[-3:]), True)
    assert (keys(two), two_older) == (keys(claims[-4:]), True)
    before = Recent((), None, date(2023, 5, 4))
    assert keys(found(register, before, AsOf(), 3)[0][0]) == keys(claims[1:4])


def test_a_claim_that_was_corrected_counts_as_it_is_now(register: Register) -> None:
    claim, *_ = visits(register, 1)
    roles = {"visitor": ["noc/NOR"], "host": ["noc/SYR"]}
    judge(register, "correct", subject_of(claim), "Ana", {"changes": {"roles": roles}})
    (one, _), (two, _) = found(register, Recent(), AsOf())
    assert ([c.roles["visitor"] for c in one], two) == ([("noc/NOR",)], [])
