"""The latest claims of some entities, and those that name somebody of each of two sides, as they were judged."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from hypothesis import given

from entente.model.claim import Claim
from entente.records.asked import AsOf
from entente.register.cell_claims import Sight, sight_of
from entente.register.handle import Register
from entente.register.latest import latest_verdicts
from entente.register.queries import ClaimQuery
from entente.register.told import ToldQuery, count_reports, named_more, told_key
from entente.register.told_lately import latest_told, shared_told
from entente.register.verdicts import find_judged
from tests.register.test_recent import visits
from tests.register.test_records import LAW, RULES, STEPS, emptied, take

ONE, OTHER = ("noc/MLI", "country/MLI", "person/aa"), ("noc/SYR", "org/ioc", "person/bb")
KINDS = ("meeting", "agreement", "standing")


def keys(claims: Sequence[Claim]) -> list[str]:
    return sorted(told_key(claim)[0] for claim in claims)


def sight(connection: Any, register: Register, as_of: AsOf) -> Sight:
    return sight_of(connection, latest_verdicts(register), RULES, as_of)


def latest(claims: Sequence[Claim], kinds: Collection[str], most: int) -> list[str]:
    of_kind = [sorted((c for c in claims if c.kind == kind), key=told_key)[-most:] for kind in kinds]
    return keys([claim for some in of_kind for claim in some])


@LAW
@given(steps=STEPS)
def test_they_are_the_last_of_all_that_were_told(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        if step[0] not in {"reject", "confirm", "correct"}:  # of corrected claims more may be given
            take(register, step, made)
    of = latest_verdicts(register).identity.to_canonical
    for as_of in (AsOf(), AsOf(known_on=date(2023, 5, 20)), AsOf(recorded_by=date(2099, 1, 1))):
        claims = find_judged(register, ClaimQuery(ONE, known_on=as_of.known_on))
        shared = [claim for claim in claims if claim.entities() & set(of(OTHER))]
        with register.reading() as connection:
            seen = sight(connection, register, as_of)
            assert keys(latest_told(connection, ToldQuery([ONE], KINDS), seen, 2)) == latest(claims, KINDS, 2)
            both = ToldQuery([ONE, OTHER])
            assert keys(shared_told(connection, both, seen, 100)) == keys(shared)
            assert keys(shared_told(connection, both, seen, 2)) == keys(sorted(shared, key=told_key)[-2:])
            assert keys(shared_told(connection, both, seen, 100, 50)) == keys(shared)
            assert named_more(connection, ONE, seen, 2) == (len(claims) > 2)
            assert count_reports(connection, ONE, seen) == len({claim.report for claim in claims})


def test_of_an_entity_no_more_are_looked_at_than_are_asked_for(register: Register) -> None:
    claims = visits(register, 8)
    with register.reading() as connection:
        found = shared_told(connection, ToldQuery([ONE, OTHER]), sight(connection, register, AsOf()), 100, 3)
        assert keys(found) == keys(claims[-3:])
