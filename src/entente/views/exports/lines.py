"""JSON lines: the claims whole, in the shape of docs/claims.md; and PLOVER event records."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from entente.model.claim import Claim
from entente.model.rows import claim_from_row, claim_to_row
from entente.views.exports.material import Material
from entente.views.plover import coded


def write_jsonl(material: Material) -> Iterator[bytes]:
    """Give the claims as JSON lines, in UTF-8."""
    return as_lines(claim_to_row(claim) for claim in material.claims)


def write_plover(material: Material) -> Iterator[bytes]:
    """Give the claims that have a PLOVER class as event records, JSON lines; see https://github.com/openeventdata/PLOVER .

    Beside the record, the claim's id, when it was (EDTF) and who says it (ids), without which an event cannot be counted.
    """
    return as_lines(
        {**row, "claim": claim.id, "when": claim.when or None, "attribution": list(claim.attribution)}
        for claim, row in coded(material.claims, material.knowledge)
    )


def as_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Give rows as JSON lines; letters as they are, what UTF-8 has no place for as an escape of JSON."""
    return ((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace") for row in rows)


def claims_from_jsonl(text: str) -> Iterator[Claim]:
    """Make the claims of an export in JSON lines again, without the digest of their texts and the steps, which it leaves out.

    Raises ValueError or KeyError where a line is no claim.
    """
    return (claim_from_row(json.loads(line), digest="") for line in text.split("\n") if line.strip())
