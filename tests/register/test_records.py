"""The records that a register keeps are those that its claims come to, whatever was stored, judged and taken out, and when."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.records.asked import AsOf, Page, place_of
from entente.records.cells import Material, Record, cells_of, records_of
from entente.records.due import last_told
from entente.records.rules import rules_of
from entente.records.support import factuality_of, holds_from
from entente.register.cell_claims import sight_of
from entente.register.found import RecordQuery, find_records
from entente.register.handle import Register
from entente.register.integrity import check, rebuild
from entente.register.judgements import pair_of, subject_of
from entente.register.judging import judge, undo
from entente.register.keeping import refresh
from entente.register.latest import latest_verdicts
from entente.register.queries import ClaimQuery, find_claims
from entente.register.store import store, withdraw
from entente.register.tables import metadata
from entente.register.told import Tally, ToldQuery, find_told, tally_told, told_key
from entente.register.verdicts import find_judged

KNOWLEDGE = load_knowledge()
RULES = rules_of(KNOWLEDGE)
KINDS = ("agreement", "standing", "tenure", "act", "due", "conflict")
BODIES = st.sampled_from(("noc/MLI", "noc/SYR", "country/MLI", "org/ioc"))
PERSONS = st.sampled_from(("person/aa", "person/bb"))
DAYS = st.sampled_from(("", "2023-05-01", "2023-06", "2023-05-20/2024"))


def told(kind: str, roles: Any, **attributes: Any) -> Any:
    return st.tuples(st.just(kind), st.fixed_dictionaries(roles), st.fixed_dictionaries(attributes))


def one(of: Any) -> Any:
    return of.map(lambda entity: (entity,))


SAID = st.one_of(
    told("agreement", {"party": st.tuples(BODIES, BODIES)}, stage=st.sampled_from(("planned", "signed", "ended"))),
    told(
        "standing",
        {"subject": one(BODIES), "authority": one(BODIES)},
        status=st.sampled_from(("suspended", "reinstated")),
    ),
    told(
        "office",
        {"holder": one(PERSONS), "body": one(BODIES)},
        post=st.just("president"),
        change=st.sampled_from(("holds", "left")),
    ),
    told("meeting", {"party": st.tuples(BODIES, PERSONS)}),
    told("visit", {"visitor": one(BODIES), "host": one(BODIES)}),
    told("gathering", {"gathering": st.just(("gathering/games",))}, change=st.sampled_from(("scheduled", "held"))),
)
CLAIMS = st.lists(
    st.tuples(
        SAID,
        DAYS,
        st.sampled_from(("asserted", "planned", "hoped")),
        st.sampled_from(("positive", "positive", "negative")),
    ),
    max_size=4,
)
REPORTED = st.sampled_from(("2023-05-02", "2023-05-15", "2023-07-01", "", "2023-05-10/.."))


def steps_of(claims: Any, reported: Any) -> Any:
    """Draw what is done to a register: reports, of some days, are stored with claims, withdrawn, judged."""
    return st.lists(
        st.one_of(
            st.tuples(st.just("store"), st.sampled_from("abc"), reported, claims),
            st.tuples(st.just("withdraw"), st.sampled_from("abc")),
            st.tuples(st.just("refresh")),
            st.tuples(st.sampled_from(("reject", "confirm", "correct")), st.integers(0, 5)),
            st.tuples(st.just("same"), BODIES, BODIES),
            st.tuples(st.just("undo")),
        ),
        min_size=1,
        max_size=8,
    )


STEPS = steps_of(CLAIMS, REPORTED)
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def reading(key: str, reported: str, drawn: Sequence[Any]) -> tuple[Report, list[Claim]]:
    report = Report("They met. " * 8, key, published=reported)
    from tests.conftest import claim_of

    return report, [
        claim_of(
            kind,
            {role: tuple(dict.fromkeys(ids)) for role, ids in roles.items()},
            attributes=attributes,
            when=when,
            factuality=factuality,
            polarity=polarity,
            report=key,
            digest=report.digest,
            reported=reported,
            start=place * 10,
            quote="They met.",
        )
        for place, ((kind, roles, attributes), when, factuality, polarity) in enumerate(drawn)
    ]


def take(register: Register, step: Any, made: list[str]) -> None:
    what, *given = step
    if what == "store":
        store(register, *reading(*given), KNOWLEDGE)
    elif what == "withdraw":
        withdraw(register, given[0])
    elif what == "refresh":
        refresh(register)
    elif what == "same" and given[0] != given[1]:
        made.append(judge(register, "same", pair_of(*given), "Ana").id)
    elif what == "undo" and made:
        undo(register, made.pop(), "Ana")
    elif what in {"reject", "confirm", "correct"} and (claims := find_claims(register)):
        claim = claims[given[0] % len(claims)]
        changes = {"changes": {"roles": {next(iter(claim.roles)): ["noc/NOR"]}}} if what == "correct" else {}
        made.append(judge(register, what, subject_of(claim), "Ana", changes).id)


def emptied(register: Register) -> Register:
    with register.writing() as connection:
        for table in metadata.sorted_tables[::-1]:
            if table.name != "register_meta":
                connection.execute(delete(table))
        connection.execute(
            delete(metadata.tables["register_meta"]).where(metadata.tables["register_meta"].c.key != "schema_version")
        )
    return register


def expected(register: Register, kind: str, as_of: AsOf, side: Sequence[str] = ()) -> list[str]:
    """Give the records, of some entities or all, that all claims come to together, worked out without the register's cells."""
    claims = find_judged(register, ClaimQuery(known_on=as_of.known_on, recorded_by=as_of.recorded_by))
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        for cell in cells_of(claim, RULES):
            groups.setdefault(cell, []).append(claim)
    found = [
        record
        for (cell, key), own in groups.items()
        for record in records_of(cell, Material(key, own, RULES, last_told(claims)))
    ]
    here = (r for r in found if r.kind == kind and (not side or named(r) & {*side}))
    return sorted(repr((r.sort, r.state, r.first, r.last, r.lapses, r.supports)) for r in here)


def named(record: Record) -> set[str]:
    return {entity for ids in record.entities.values() for entity in ids}


def answered(
    register: Register,
    kind: str,
    as_of: AsOf,
    limit: int | None = None,
    backwards: bool = False,
    side: Sequence[str] = (),
) -> list[str]:
    verdicts, rows, after = latest_verdicts(register, as_of.recorded_by), [], ""
    query = RecordQuery(kind, [side] if side else ())
    while True:
        with register.reading() as connection:
            sight = sight_of(connection, verdicts, RULES, as_of)
            found, total = find_records(connection, query, sight, Page(limit, after, 0, backwards))
        rows += found if limit is None else found[:limit]
        if limit is None or len(found) <= limit:
            break
        after = place_of(found[limit - 1].key)
    assert total in {None, len(rows)}
    return sorted(
        repr(tuple(one.columns[n] for n in ("sort", "state", "first", "last", "lapses", "supports"))) for one in rows
    )


def told_of(register: Register, side: Sequence[str], as_of: AsOf, limit: int, backwards: bool) -> list[str]:
    verdicts, keys, after, total = latest_verdicts(register, as_of.recorded_by), [], "", 0
    tallies: Counter[Tally] = Counter()
    while True:
        with register.reading() as connection:
            sight = sight_of(connection, verdicts, RULES, as_of)
            counts = tally_told(connection, ToldQuery([side]), sight)
            found, total = find_told(connection, ToldQuery([side]), sight, Page(limit, after, 0, backwards))
        keys += [told_key(claim)[0] for claim in found[:limit]]
        tallies.update((holds_from(claim), claim.kind, factuality_of(claim)) for claim in found[:limit])
        if len(found) <= limit:
            break
        after = place_of(told_key(found[limit - 1]))
    assert total == len(keys)
    assert counts == tallies
    return keys[::-1] if backwards else keys


def tables(register: Register) -> dict[str, list[str]]:
    names = ("cells", "claim_cells", "records", "record_entities")
    with register.reading() as connection:
        return {name: sorted(map(repr, connection.execute(select(metadata.tables[name])))) for name in names}


@LAW
@given(steps=STEPS)
def test_answers_are_what_the_claims_come_to_also_where_records_are_behind(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        take(register, step, made)
    for as_of in (AsOf(), AsOf(known_on=date(2023, 5, 20))):
        for kind in KINDS:
            assert answered(register, kind, as_of) == expected(register, kind, as_of)
            assert answered(register, kind, as_of, limit=2, backwards=True) == expected(register, kind, as_of)
    refresh(register)
    for as_of in (AsOf(), AsOf(known_on=date(2023, 5, 20)), AsOf(recorded_by=date(2020, 1, 1))):
        for kind in KINDS:
            assert answered(register, kind, as_of, limit=2) == expected(register, kind, as_of)
            side = ["noc/SYR"] if as_of else ["noc/SYR", "org/ioc"]
            assert answered(register, kind, as_of, 2, side=side) == expected(register, kind, as_of, side)


def test_a_record_in_which_one_has_two_roles_is_found_once(register: Register) -> None:
    said = ("standing", {"subject": ("org/ioc",), "authority": ("org/ioc",)}, {"status": "suspended"})
    store(register, *reading("a", "2023-05-02", [(said, "", "asserted", "positive")]), KNOWLEDGE)
    refresh(register)
    of_one = expected(register, "standing", AsOf(), ["org/ioc"])
    assert len(of_one) == 1
    assert answered(register, "standing", AsOf(), side=["org/ioc"]) == of_one
    assert answered(register, "standing", AsOf(), 2, side=["org/ioc", "noc/SYR"]) == of_one


@LAW
@given(steps=STEPS)
def test_what_was_told_of_an_entity_comes_part_by_part(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        take(register, step, made)
    for as_of in (AsOf(), AsOf(known_on=date(2023, 5, 20))):
        for side in (["noc/MLI"], ["noc/SYR", "person/aa"]):
            claims = find_judged(register, ClaimQuery(side, known_on=as_of.known_on))
            expected_keys = sorted(told_key(claim)[0] for claim in claims)
            assert told_of(register, side, as_of, 2, backwards=False) == expected_keys
            assert told_of(register, side, as_of, 3, backwards=True) == expected_keys


@LAW
@given(steps=STEPS)
def test_rebuilding_gives_the_same_rows_as_keeping_up_to_date(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        take(register, step, made)
    refresh(register)
    before = tables(register)
    assert check(register, KNOWLEDGE) == ()
    assert rebuild(register, KNOWLEDGE) == 0
    assert tables(register) == before
    with register.writing() as connection:
        for name in before:
            connection.execute(delete(metadata.tables[name]))
    rebuild(register, KNOWLEDGE)
    assert tables(register) == before


def test_who_denies_by_a_correction_contradicts(register: Register) -> None:
    went: Any = (("visit", {"visitor": ("noc/MLI",), "host": ("noc/SYR",)}, {}), "", "asserted", "positive")
    met: Any = (("meeting", {"party": ("noc/MLI", "person/aa")}, {}), "2023-05-01", "asserted", "positive")
    store(register, *reading("a", "2023-05-02", [met]), KNOWLEDGE)
    store(register, *reading("b", "2023-05-03", [went, met]), KNOWLEDGE)
    refresh(register)
    assert answered(register, "conflict", AsOf()) == []
    [claim] = [c for c in find_claims(register) if c.report == "a"]
    judge(register, "correct", subject_of(claim), "Ana", {"changes": {"polarity": "negative"}})
    for _ in range(2):
        contradicted = answered(register, "conflict", AsOf())
        assert len(contradicted) == 1
        assert contradicted == expected(register, "conflict", AsOf())
        refresh(register)
