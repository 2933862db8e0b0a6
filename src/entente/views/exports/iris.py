"""The names that claims, entities and reports bear outside: IRIs that never change."""

import hashlib
from urllib.parse import quote

from entente.model.claim import Claim

BASE = "urn:entente:"
_IN_IRI = "/:?#[]@!$&'()*+,;=~%"


def entity_iri(entity: str) -> str:
    """Give the IRI of an entity: `urn:entente:entity:noc/MLI`."""
    return f"{BASE}entity:{quote(entity, safe='/')}"


def claim_iri(claim: Claim) -> str:
    """Give the IRI of a claim: its id, the same wherever its text is printed."""
    return f"{BASE}claim:{claim.id}"


def report_iri(key: str) -> str:
    """Give the IRI of a report: its address where it has one, else one made of its path."""
    if key.startswith(("http://", "https://")):
        return quote(key, safe=_IN_IRI)
    return f"{BASE}report:{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"
