"""Claims and reports as pages show them: flat values with all that a template, or a reader of their JSON, needs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from entente.model.claim import Claim
from entente.model.report import Block, BlockKind
from entente.model.span import Span
from entente.records.support import factuality_of, judged_by
from entente.records.wording import Wording, said


@dataclass(frozen=True, slots=True)
class Filled:
    """The stretch of a report's text that filled a role, by character offsets into it."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim: what it says in one line and in full, its sentence by character offsets into the report's text, who judged it."""

    id: str
    kind: str
    factuality: str
    says: str
    roles: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, str]
    conditions: tuple[str, ...]
    when: str
    when_unknown: str
    where: tuple[str, ...]
    attribution: tuple[str, ...]
    confidence: float
    rule: str
    quote: str
    start: int
    end: int
    evidence: tuple[Filled, ...]
    judged: str


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A line of a report by character offsets into its text: body, headline, caption, credit, repeat or junk."""

    start: int
    end: int
    kind: BlockKind


def shown_blocks(blocks: Iterable[Block], part: Span) -> tuple[ShownBlock, ...]:
    """Give the lines of a part of a report's text as pages show them."""
    return tuple(ShownBlock(b.span.start, b.span.end, b.kind) for b in blocks if b.span.overlaps(part))


def blocks_of(shown: Iterable[ShownBlock]) -> tuple[Block, ...]:
    """Give the lines that pages show as blocks again."""
    return tuple(Block(Span(b.start, b.end), b.kind) for b in shown)


def shown_claim(claim: Claim, wording: Wording) -> ShownClaim:
    """Give a claim as pages show it; `wording` knows the names of the entities in it."""
    return ShownClaim(
        id=claim.id,
        kind=claim.kind,
        factuality=factuality_of(claim),
        says=said(claim, wording),
        roles=dict(claim.roles),
        attributes=dict(claim.attributes),
        conditions=claim.conditions,
        when=claim.when,
        when_unknown=claim.when_unknown,
        where=claim.where,
        attribution=claim.attribution,
        confidence=round(claim.confidence, 3),
        rule=claim.rule,
        quote=claim.quote,
        start=claim.passage.start,
        end=claim.passage.end,
        evidence=tuple(Filled(piece.role, piece.span.start, piece.span.end) for piece in claim.evidence),
        judged=judged_by(claim),
    )


def web_address(text: str) -> str:
    """Give the address where a text is one that a link may lead to: of http or https with a host, else ""."""
    if re.search(r"[\x00-\x20\x7f-\x9f\\]", text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""
