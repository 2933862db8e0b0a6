"""What waits for a judgement in a register: the claims that were read least surely, and the pairs of entities that may be one."""

from collections.abc import Collection, Mapping
from itertools import islice
from threading import Lock

from sqlalchemy import Connection, func, select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.rows import claim_from_row
from entente.records.rules import Rules
from entente.register.candidates import Candidate, candidates, evidence_of, profiles_of
from entente.register.cell_claims import Sight
from entente.register.evidence import Evidence
from entente.register.handle import Register
from entente.register.judgements import Pair
from entente.register.likenames import LikeNames
from entente.register.recent import Recent, latest_of_each
from entente.register.spelling import spelling_of
from entente.register.tables import chunks, claim_entities, claims, entities, reports
from entente.register.verdicts import Verdicts

MOST = 400
"""So many pairs of the likest names are looked at."""
_LATEST = 20  # claims of posts and seats of each entity that count
_TELLING = ("office", "membership")
_TURN = Lock()  # one compares names at a time


def unsure_claims(register: Register, below: float, limit: int) -> list[Claim]:
    """Give at most `limit` claims as they were read, with a confidence below one, the least sure first. Raises RegisterError.

    A claim that several copies of one text bear is given once.
    """
    wanted = select(claims.c.row, reports.c.digest, claims.c.steps).join(reports).where(claims.c.confidence < below)
    wanted = wanted.order_by(claims.c.confidence, claims.c.report, claims.c.position).limit(limit)
    with register.reading() as connection:
        rows = connection.execute(wanted).all()
    found = (claim_from_row(row, digest, steps) for row, digest, steps in rows)
    return list({claim.id: claim for claim in found}.values())


def count_unsure(register: Register, below: float, verdicts: Verdicts) -> int:
    """Give the number of claims with a confidence below one that nobody judged, copies counted each. Raises RegisterError."""
    judged = sorted({claim for decided in verdicts.decisions.values() for claim in decided})
    unsure = select(func.count()).select_from(claims).where(claims.c.confidence < below)
    with register.reading() as connection:
        settled = sum(connection.scalar(unsure.where(claims.c.id.in_(some))) or 0 for some in chunks(judged))
        return (connection.scalar(unsure) or 0) - settled


def count_names(register: Register) -> int:
    """Give how many entities the register's claims name. Raises RegisterError."""
    with register.reading() as connection:
        return connection.scalar(select(func.count()).select_from(entities)) or 0


def proposed_pairs(
    register: Register, knowledge: Knowledge, names: Mapping[str, str], verdicts: Verdicts
) -> tuple[Candidate, ...]:
    """Give the pairs of entities that may be one, the likeliest first, without those that were judged or are one already.

    Of very many pairs those of the likest names are looked at, with the latest claims of each. Raises RegisterError.
    """
    of = verdicts.identity.of
    with _TURN:
        like = _like_names(register, knowledge, names)
        apart = (
            pair
            for pair in like.likeliest()
            if pair not in verdicts.in_force.on_pairs and of(pair.first) != of(pair.second)
        )
        return _scored(register, {pair: like.pairs[pair] for pair in islice(apart, MOST)})


def _like_names(register: Register, knowledge: Knowledge, names: Mapping[str, str]) -> LikeNames:
    """Give the pairs of like names: those found before, brought up to date."""
    key = knowledge.version
    kept: tuple[str, LikeNames] | None = register.worked_out.get("like names")
    if kept is None or kept[0] != key:
        kept = (key, LikeNames(spelling_of(knowledge.rules), knowledge.bodies.keys()))
        register.worked_out["like names"] = kept
    kept[1].update(names)
    return kept[1]


def _scored(register: Register, pairs: Mapping[Pair, Evidence]) -> tuple[Candidate, ...]:
    """Give those pairs that are likely enough; the evidence that is known of one holds as long as no report comes or goes."""
    with register.reading() as connection:
        read = tuple(connection.execute(select(func.count(), func.max(reports.c.recorded))).one())
        known: dict[Pair, tuple[Evidence, ...]] = {}
        if (kept := register.worked_out.get("evidence")) and kept[0] == read:
            known = {pair: told for pair, told in kept[1].items() if pair in pairs and told[0] == pairs[pair]}
        new = {pair: name for pair, name in pairs.items() if pair not in known}
        if new:
            named = {entity for pair in new for entity in (pair.first, pair.second)}
            profiles = profiles_of(named, _telling(connection, named))
            known |= evidence_of(new, profiles, _together(connection, new))
    register.worked_out["evidence"] = (read, known)
    return candidates(known)


def _telling(connection: Connection, named: Collection[str]) -> list[Claim]:
    """Give the latest claims, as they were read, of the posts and seats of some entities."""
    asked, as_read = Recent(_TELLING), Sight(Rules({}, {}), Verdicts())
    return latest_of_each(connection, named, asked, as_read, _LATEST)


def _together(connection: Connection, pairs: Collection[Pair]) -> dict[Pair, frozenset[str]]:
    """Give the reports that name both entities of each pair."""
    one, other = claim_entities.alias(), claim_entities.alias()
    both = select(one.c.entity, other.c.entity, one.c.report).join(other, one.c.report == other.c.report).distinct()
    found: dict[Pair, set[str]] = {pair: set() for pair in pairs}
    for some in chunks(sorted(pairs)):
        firsts, seconds = ({pair.first for pair in some}, {pair.second for pair in some})
        for first, second, report in connection.execute(
            both.where(one.c.entity.in_(sorted(firsts)), other.c.entity.in_(sorted(seconds)))
        ):
            if (pair := Pair(first, second)) in found:
                found[pair].add(report)
    return {pair: frozenset(told) for pair, told in found.items()}
