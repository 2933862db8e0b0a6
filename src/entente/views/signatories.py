"""Who put his name to an agreement, and whether he still holds the post in which he did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.records.agreements import CONCLUDED, Agreement, Signatory
from entente.records.support import is_fact
from entente.records.tenures import Tenure, tenures

_Place = tuple[str, str]  # report, sentence
Post = tuple[str, str, str]
"""A person, a body, and the post of it that he is told to hold."""


def with_signatories(
    found: Iterable[Agreement], claims: Iterable[Claim], kinds: Mapping[str, Any], today: date
) -> tuple[Agreement, ...]:
    """Give agreements with their signatories: of the claims those of offices count; `kinds` is the document of kinds.yaml."""
    offices = [c for c in claims if c.kind == "office" and is_fact(c)]
    return with_holders(found, offices, tenures(offices, kinds), today)


def with_holders(
    found: Iterable[Agreement], offices: Iterable[Claim], held: Sequence[Tenure], today: date
) -> tuple[Agreement, ...]:
    """Give agreements with their signatories, from the claims of offices in the reports of the signing, and the tenures."""
    told = [c for c in offices if is_fact(c)]
    return tuple(replace(one, signatories=_signatories(one, told, held, today)) for one in found)


def places_of_signing(found: Iterable[Agreement]) -> set[str]:
    """Give the reports that tell of the conclusion of agreements."""
    return {report for one in found for report, _ in _sentences(one)}


def posts_at_signing(found: Iterable[Agreement], offices: Iterable[Claim]) -> set[Post]:
    """Give the posts in which persons may have signed: those of the parties, told in the reports of the signing."""
    told = [c for c in offices if is_fact(c)]
    return {key for one in found for key in _beside(one, told)}


def _signatories(
    agreement: Agreement, offices: Sequence[Claim], held: Sequence[Tenure], today: date
) -> tuple[Signatory, ...]:
    sentences = _sentences(agreement)
    beside = dict.fromkeys(_beside(agreement, offices), True)
    named = {key: False for c in offices if (c.report, _sentence(c)) in sentences for key in _posts(c, agreement)}
    listed = (_signatory(key, beside, held, today) for key, beside in (beside | named).items())
    return tuple(sorted(filter(None, listed), key=lambda s: (s.beside, agreement.parties.index(s.body), s.person)))


def _sentences(agreement: Agreement) -> set[_Place]:
    """Give where it is told that an agreement was concluded."""
    told = (s for s in agreement.stages if s.stage in CONCLUDED and s.factuality == "asserted")
    return {(s.report, s.sentence) for stage in told for s in stage.supports}


def _beside(agreement: Agreement, offices: Iterable[Claim]) -> list[Post]:
    reports = {report for report, _ in _sentences(agreement)}
    return [key for c in offices if c.report in reports for key in _posts(c, agreement)]


def _sentence(claim: Claim) -> str:
    return " ".join(claim.quote.split())


def _posts(claim: Claim, agreement: Agreement) -> list[Post]:
    post, bodies = claim.attributes.get("post", ""), claim.roles.get("body", ())
    return [
        (person, body, post) for person in claim.roles.get("holder", ()) for body in bodies if body in agreement.parties
    ]


def _signatory(key: Post, beside: bool, held: Sequence[Tenure], today: date) -> Signatory | None:
    """Give how a person stands who was in a post when he was named; None where he was told only to have held it before."""
    own = [t for t in held if (t.holder, t.body, t.post) == key and t.last_told]
    if not own:
        return None
    last = own[-1]
    if last.ended and last.ended < today:
        return Signatory(*key, beside, "left", last.last_told, last.until, last.end, last.successor)
    return Signatory(*key, beside, "in post", last.last_told, "", "", "")
