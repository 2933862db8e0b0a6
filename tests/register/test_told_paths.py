"""The paths of the acts of which claims tell, as they were known on a day: the last steps of what is told very often."""

import random
from datetime import date
from typing import Any

import pytest

from entente.records.asked import AsOf
from entente.register.cell_claims import sight_of
from entente.register.handle import Register
from entente.register.judgements import subject_of
from entente.register.judging import judge
from entente.register.keeping import refresh
from entente.register.latest import latest_verdicts
from entente.register.queries import ClaimQuery
from entente.register.record_rows import STEPS
from entente.register.store import store
from entente.register.told_paths import paths_at
from entente.register.verdicts import find_judged
from entente.views.timeline import Paths, paths_of
from tests.register.test_records import KNOWLEDGE, RULES, reading

OFTEN, SELDOM = ("held", "moved", "scheduled"), ("held",) * 50 + ("moved",)
MONTHS, EACH = 12, 20


def told_monthly(register: Register, changes: tuple[str, ...]) -> None:
    """Store a report a month, with claims of one gathering: on days before and after it, some planned."""
    chance = random.Random(7)  # noqa: S311 - made up, no secret
    for month in range(1, MONTHS + 1):
        drawn: list[Any] = []
        for _ in range(EACH):
            roles = {"gathering": ("gathering/games",)}
            day = chance.choice(("", f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"))
            told = chance.choices(("asserted", "planned"), (9, 1))[0]
            drawn.append((("gathering", roles, {"change": chance.choice(changes)}), day, told, "positive"))
        store(register, *reading(f"report-{month:02}", f"2023-{month:02}-15", drawn), KNOWLEDGE)
    refresh(register)


def found(register: Register, as_of: AsOf) -> tuple[Paths, Paths]:
    """Give the paths that the register finds, and those of all claims."""
    claims = find_judged(register, ClaimQuery(known_on=as_of.known_on))
    with register.reading() as connection:
        sight = sight_of(connection, latest_verdicts(register), RULES, as_of)
        places = [(claim.report, claim.as_read or claim.id) for claim in claims]
        paths = {place: path[-STEPS:] for place, path in paths_of(claims).items()}
        return paths_at(connection, places, sight), paths


@pytest.mark.parametrize("changes", [OFTEN, SELDOM], ids=["often", "seldom"])
def test_the_steps_known_on_a_day_are_those_of_all_claims(register: Register, changes: tuple[str, ...]) -> None:
    told_monthly(register, changes)
    for month in (1, 6, 11, 12):
        here, there = found(register, AsOf(known_on=date(2023, month, 20)))
        assert here == there
        assert len(here) == month * EACH


def test_a_claim_that_was_corrected_makes_a_step_where_it_is_now(register: Register) -> None:
    told_monthly(register, OFTEN)
    first, *_, last = find_judged(register)
    judge(register, "correct", subject_of(first), "Ana", {"changes": {"when": "2023-11-30"}})
    judge(register, "correct", subject_of(last), "Ana", {"changes": {"when": "2023-01-01"}})
    refresh(register)
    here, there = found(register, AsOf(known_on=date(2023, 11, 20)))
    assert set(here.values()) == set(there.values())
