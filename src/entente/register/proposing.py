"""What waits for a judgement in a register: the claims that were read least surely, and the pairs of entities that may be one."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.rows import claim_from_row
from entente.register.candidates import Candidate, candidates, like_names, profiles_of
from entente.register.judgements import Pair
from entente.register.opening import Register
from entente.register.queries import ClaimQuery, find_claims
from entente.register.spelling import spelling_of
from entente.register.tables import chunks, claim_entities, claims, reports
from entente.register.verdicts import Verdicts

_TELLING = ("office", "membership")


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


def proposed_pairs(
    register: Register, knowledge: Knowledge, names: Mapping[str, str], verdicts: Verdicts
) -> tuple[Candidate, ...]:
    """Give the pairs of entities that may be one, the likeliest first, without those that were judged or are one already.

    Raises RegisterError.
    """
    of = verdicts.identity.of
    like = like_names(names, spelling_of(knowledge.rules), knowledge.bodies.keys())
    open_pairs = {
        pair: evidence
        for pair, evidence in like.items()
        if pair not in verdicts.in_force.on_pairs and of(pair.first) != of(pair.second)
    }
    entities = {entity for pair in open_pairs for entity in (pair.first, pair.second)}
    if not entities:
        return ()
    telling = find_claims(register, ClaimQuery(entities, _TELLING))
    return candidates(open_pairs, profiles_of(entities, telling), _together(register, open_pairs))


def _together(register: Register, pairs: Collection[Pair]) -> dict[Pair, frozenset[str]]:
    """Give the reports that name both entities of each pair."""
    one, other = claim_entities.alias(), claim_entities.alias()
    both = select(one.c.report).join(other, one.c.report == other.c.report).distinct()
    with register.reading() as connection:
        return {
            pair: frozenset(connection.scalars(both.where(one.c.entity == pair.first, other.c.entity == pair.second)))
            for pair in pairs
        }
