"""Claims as JSON rows, and back: the shape of docs/claims.md."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from entente.model.claim import Claim, Evidence, Judged, Step
from entente.model.span import Span


def claim_to_row(claim: Claim) -> dict[str, Any]:
    """Give a claim as the JSON object that `--format jsonl` prints."""
    attributes: dict[str, Any] = dict(claim.attributes)
    if claim.conditions:
        attributes["conditions"] = list(claim.conditions)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "factuality": claim.factuality,
        "roles": {name: list(ids) for name, ids in claim.roles.items()},
        "attributes": attributes,
        "when": claim.when or None,
        **({"when_unknown": claim.when_unknown} if not claim.when else {}),
        "where": list(claim.where),
        "attribution": list(claim.attribution),
        "report": claim.report,
        "reported": claim.reported or None,
        "passage": {"start": claim.passage.start, "end": claim.passage.end, "text": claim.quote},
        "evidence": _evidence_row(claim.evidence),
        "rule": claim.rule,
        "confidence": round(claim.confidence, 3),
        **({"judged": asdict(claim.judged)} if claim.judged else {}),
    }


def _evidence_row(evidence: tuple[Evidence, ...]) -> dict[str, Any]:
    spans: dict[str, list[list[int]]] = defaultdict(list)
    for piece in evidence:
        spans[piece.role].append([piece.span.start, piece.span.end])
    single = ("trigger", "when")
    return {role: found[0] if role in single else found for role, found in spans.items()}


def steps_to_row(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Give the reasons behind a claim as JSON values, in order."""
    return [
        {"stage": s.stage, "decision": s.decision, "span": [s.span.start, s.span.end] if s.span else None}
        for s in steps
    ]


def claim_from_row(row: dict[str, Any], digest: str, steps: list[dict[str, Any]] | None = None) -> Claim:
    """Make a claim from its JSON row; `digest` is the SHA-256 of the report's text, `steps` its stored reasons.

    Raises KeyError or ValueError where the row lacks a field or a span is none.
    """
    return _said(
        row,
        digest,
        evidence=_evidence_from(row["evidence"]),
        steps=tuple(Step(s["stage"], s["decision"], Span(*s["span"]) if s["span"] else None) for s in steps or ()),
        judged=Judged(**row["judged"]) if "judged" in row else None,
        as_read=row["id"] if "judged" in row else "",
    )


def bare_claim(row: dict[str, Any], digest: str) -> Claim:
    """Make a claim as it was read from its JSON row as `claim_from_row`, but without its evidence and steps, which is quicker."""
    return _said(row, digest, as_read=row["id"])


def _said(row: dict[str, Any], digest: str, **how: Any) -> Claim:
    """Make a claim of what its row says; `how` are the fields that tell how it was read and judged."""
    attributes = dict(row["attributes"])
    conditions = tuple(attributes.pop("conditions", ()))
    passage = row["passage"]
    return Claim(
        kind=row["kind"],
        roles={name: tuple(ids) for name, ids in row["roles"].items()},
        passage=Span(passage["start"], passage["end"]),
        quote=passage["text"],
        report=row["report"],
        digest=digest,
        rule=row["rule"],
        polarity=row["polarity"],
        factuality=row["factuality"],
        attributes=attributes,
        conditions=conditions,
        when=row["when"] or "",
        when_unknown=row.get("when_unknown", ""),
        where=tuple(row["where"]),
        attribution=tuple(row["attribution"]),
        reported=row["reported"] or "",
        confidence=row["confidence"],
        **how,
    )


def _evidence_from(row: dict[str, Any]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for role, spans in row.items():
        pairs = [spans] if spans and isinstance(spans[0], int) else spans
        found.extend(Evidence(role, Span(*pair)) for pair in pairs)
    return tuple(found)
