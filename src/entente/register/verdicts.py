"""The register as it was judged: what every view and export asks, in place of the claims as they were read.

`find_judged` and `judged_names` take the place of `queries.find_claims` and `queries.entity_names`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.rows import claim_from_row
from entente.register.attaching import Attached, attach
from entente.register.handle import Register
from entente.register.identity import Identity, identity_of, merged_entities
from entente.register.judged import Decisions, as_decided, decisions_of
from entente.register.judgements import ClaimSubject, InForce, Judgement, effective
from entente.register.judging import list_judgements
from entente.register.queries import ClaimQuery, entity_names, find_claims
from entente.register.tables import chunks, claim_entities, claims, reports


@dataclass(frozen=True)
class Verdicts:
    """What the judgements of a register come to, for the claims that it holds now.

    `attached` says which claim each judgement is on, `decisions` what those on each claim come to.
    """

    judgements: tuple[Judgement, ...] = ()
    in_force: InForce = field(default_factory=InForce)
    attached: Attached = field(default_factory=Attached)
    identity: Identity = field(default_factory=Identity)
    decisions: Decisions = field(default_factory=dict)


def verdicts_of(register: Register, recorded_by: date | None = None) -> Verdicts:
    """Give what the judgements of a register come to; with a day, those that it had by then. Raises RegisterError."""
    listed = list_judgements(register, recorded_by)
    if not listed:
        return Verdicts()
    state = effective(listed)
    attached = attached_all(register, state.on_claims)
    identity = identity_of(state.on_pairs, _counts(register, merged_entities(state.on_pairs)))
    return Verdicts(tuple(listed), state, attached, identity, decisions_of(attached))


def find_judged(register: Register, query: ClaimQuery | None = None, verdicts: Verdicts | None = None) -> list[Claim]:
    """Give the claims that, as they were judged, answer a query, in the order of their reports' keys and texts.

    Entities that are one count as one, under the id that stands for them. `verdicts` are those of `verdicts_of`, where they are at
    hand. Raises RegisterError.
    """
    query = query or ClaimQuery()
    verdicts = verdicts or verdicts_of(register, query.recorded_by)
    found = find_claims(register, replace(query, entities=verdicts.identity.all_of(query.entities)))
    found = _with_corrected(register, found, query, verdicts)
    decided = as_decided(found, verdicts.decisions, verdicts.identity)
    wanted = frozenset(verdicts.identity.to_canonical(query.entities))
    return [claim for claim in decided if _answers(claim, query, wanted)]


def decided(claim: Claim, verdicts: Verdicts) -> Claim | None:
    """Give a claim, as it was read, as it was judged; None where it was rejected."""
    return next(iter(as_decided([claim], verdicts.decisions, verdicts.identity)), None)


def judged_names(register: Register, verdicts: Verdicts | None = None) -> dict[str, str]:
    """Give the names of all entities that claims name, and of those that only judgements name. Raises RegisterError."""
    verdicts = verdicts or verdicts_of(register)
    told = {entity: name for j in verdicts.judgements for entity, name in j.detail.get("names", {}).items()}
    return told | entity_names(register)


def claims_by_id(register: Register, ids: Collection[str]) -> list[Claim]:
    """Give claims as they were read, by their ids, one for each report that bears it. Raises RegisterError."""
    return find_claims(register, ClaimQuery(ids=ids)) if ids else []


def claims_of_texts(register: Register, digests: Collection[str]) -> list[Claim]:
    """Give all claims, as they were read, of the texts of some digests. Raises RegisterError."""
    wanted = (
        select(claims.c.row, reports.c.digest, claims.c.steps)
        .join(reports)
        .order_by(claims.c.report, claims.c.position)
    )
    with register.reading() as connection:
        rows = [
            row
            for some in chunks(sorted(digests))
            for row in connection.execute(wanted.where(reports.c.digest.in_(some)))
        ]
    return [claim_from_row(row, digest, steps) for row, digest, steps in rows]


def attached_all(register: Register, judgements: Iterable[Judgement]) -> Attached:
    """Give which claim each of some judgements is on, whether it is in force or not. Raises RegisterError."""
    listed = list(judgements)
    subjects = [j.subject for j in listed if isinstance(j.subject, ClaimSubject)]
    there = _there(register, {subject.claim for subject in subjects})
    others = claims_of_texts(register, {subject.text for subject in subjects if subject.claim not in there})
    return attach(listed, others, there)


def _there(register: Register, ids: Collection[str]) -> frozenset[str]:
    """Give those of some ids of claims that the register holds."""
    with register.reading() as connection:
        found = (connection.scalars(select(claims.c.id).where(claims.c.id.in_(some))) for some in chunks(sorted(ids)))
        return frozenset(claim for some in found for claim in some)


def _with_corrected(register: Register, found: list[Claim], query: ClaimQuery, verdicts: Verdicts) -> list[Claim]:
    """Give claims with those besides that may answer the query only as they were corrected."""
    wanted = frozenset(verdicts.identity.all_of(query.entities))
    dated = query.first is not None or query.last is not None
    decided = (row for by_claim in verdicts.decisions.values() for row in by_claim.items())
    corrected = [i for i, d in decided if not d.rejected and d.changes and _may_answer(d.changes, wanted, dated)]
    if not corrected:
        return found
    more = find_claims(register, replace(query, entities=(), first=None, last=None, ids=corrected))
    here = {(claim.report, claim.id) for claim in found if claim.digest in verdicts.decisions}
    fresh = [claim for claim in more if (claim.report, claim.id) not in here]
    return sorted([*found, *fresh], key=lambda c: (c.report, c.passage.start)) if fresh else found


def _may_answer(changes: Mapping[str, Any], wanted: frozenset[str], dated: bool) -> bool:
    """Tell whether changes may make a claim answer a query that names entities, or days."""
    fillers = (*changes.get("roles", {}).values(), changes.get("where", ()), changes.get("attribution", ()))
    return (dated and "when" in changes) or any(entity in wanted for ids in fillers for entity in ids)


def _answers(claim: Claim, query: ClaimQuery, wanted: frozenset[str]) -> bool:
    """Tell whether a claim still answers, as it was judged, what a query asks of entities and days."""
    if claim.judged is None:
        return True
    if query.entities and not claim.entities() & wanted:
        return False
    if not (query.first or query.last):
        return True
    first, last = days_of(claim.when)
    if first is None and last is None:
        first, last = days_of(claim.reported)
    return not (query.first and last and last < query.first) and not (query.last and first and first > query.last)


def _counts(register: Register, entities: Iterable[str]) -> dict[str, int]:
    """Give the number of claims, as they were read, that name each of some entities."""
    named = select(claim_entities.c.entity, claim_entities.c.report, claim_entities.c.claim).distinct()
    counts: dict[str, int] = {}
    with register.reading() as connection:
        for some in chunks(sorted(entities)):
            one = named.where(claim_entities.c.entity.in_(some)).subquery()
            rows = connection.execute(select(one.c.entity, func.count()).group_by(one.c.entity))
            counts.update({row[0]: row[1] for row in rows})
    return counts
