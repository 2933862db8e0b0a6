"""The latest claims of some entities, and those that name somebody of each of two sides, as they were judged."""

from collections.abc import Collection, Mapping, Sequence
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
from entente.register.told_lately import Found, claims_found, latest_told, shared_told
from entente.register.verdicts import find_judged
from tests.register.test_recent import visits
from tests.register.test_records import LAW, RULES, STEPS, emptied, take

ONE, OTHER = ("noc/MLI", "country/MLI", "person/aa"), ("noc/SYR", "org/ioc", "person/bb")
KINDS = ("meeting", "agreement", "standing")


def keys(claims: Sequence[Claim]) -> list[str]:
    return sorted(told_key(claim)[0] for claim in claims)


def read(connection: Any, found: Mapping[str, Found], seen: Sight) -> dict[str, list[str]]:
    return {
        name: keys(told) for name, told in zip(found, claims_found(connection, list(found.values()), seen), strict=True)
    }


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
            one, both = ToldQuery([ONE], KINDS), ToldQuery([ONE, OTHER])
            asked = {
                "of each kind": latest_told(connection, one, seen, 2),
                "all": shared_told(connection, both, seen, 100),
                "two": shared_told(connection, both, seen, 2),
                "of many": shared_told(connection, both, seen, 100, 50),
            }
            assert read(connection, asked, seen) == {
                "of each kind": latest(claims, KINDS, 2),
                "all": keys(shared),
                "two": keys(sorted(shared, key=told_key)[-2:]),
                "of many": keys(shared),
            }
            assert named_more(connection, ONE, seen, 2) == (len(claims) > 2)
            assert count_reports(connection, ONE, seen) == len({claim.report for claim in claims})


def test_of_an_entity_no_more_are_looked_at_than_are_asked_for(register: Register) -> None:
    claims = visits(register, 8)
    with register.reading() as connection:
        seen = sight(connection, register, AsOf())
        found = {"of three": shared_told(connection, ToldQuery([ONE, OTHER]), seen, 100, 3)}
        assert read(connection, found, seen) == {"of three": keys(claims[-3:])}
