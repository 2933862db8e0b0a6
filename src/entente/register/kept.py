"""By what the records that a register keeps were made: the rules, and what was judged. What was judged since is found so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.records.rules import Rules, rules_from, rules_of
from entente.register.corrections import corrected
from entente.register.identity import Identity
from entente.register.judged import Decision, with_canonical
from entente.register.tables import meta, reports
from entente.register.verdicts import Verdicts

Decided = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What is decided of claims, as JSON: by the digest of the text, then by the claim's id."""

_RULES, _KEPT = "rules", "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What cells were found by: the rules, the ids that stand for merged entities, and what is decided of claims."""

    rules: Rules
    canonical: Mapping[str, str] = field(default_factory=dict)
    decided: Decided = field(default_factory=dict)

    def judged(self, claim: Claim) -> Claim | None:
        """Give a claim as it is found in cells: corrected, with canonical entities; None where it is rejected."""
        decided = self.decided.get(claim.digest, {}).get(claim.id) if self.decided else None
        if decided and decided["rejected"]:
            return None
        changed = corrected(claim, decided["changes"]) if decided and decided["changes"] else claim
        return with_canonical(changed, Identity(self.canonical)) if self.canonical else changed


def kept_by(verdicts: Verdicts, rules: Rules) -> Kept:
    """Give by what records are made that follow rules and verdicts."""
    decided = {
        text: {claim: _decided(decision) for claim, decision in by_claim.items()}
        for text, by_claim in verdicts.decisions.items()
    }
    return Kept(rules, dict(verdicts.identity.canonical), decided)


def _decided(decision: Decision) -> dict[str, Any]:
    last = decision.last.id if decision.last else ""
    return {"rejected": decision.rejected, "changes": dict(decision.changes or {}), "last": last}


def load_kept(connection: Connection) -> Kept | None:
    """Give by what the records of a register were made, None where they have to be made anew."""
    found = dict(connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_((_RULES, _KEPT)))).all())
    if len(found) < 2:  # noqa: PLR2004 - both
        return None
    return _kept_from(found[_RULES], found[_KEPT])


@lru_cache(maxsize=2)  # every question asks for it
def _kept_from(rules: str, kept: str) -> Kept:
    held = json.loads(kept)
    return Kept(rules_from(json.loads(rules)), held["canonical"], held["decided"])


def load_rules(connection: Connection) -> Rules | None:
    """Give the rules that a register keeps, None where it keeps none."""
    value = connection.scalar(select(meta.c.value).where(meta.c.key == _RULES))
    return rules_from(json.loads(value)) if value else None


def save_kept(connection: Connection, kept: Kept) -> None:
    """Say by what the records of a register are made."""
    _save(connection, _RULES, kept.rules.to_row())
    _save(connection, _KEPT, {"canonical": dict(kept.canonical), "decided": kept.decided})


def kept_with(connection: Connection, knowledge: Knowledge) -> Kept | None:
    """Give by what new claims are to be found in cells; None where all records have to be made anew, by other rules than before."""
    rules, kept = rules_of(knowledge), load_kept(connection)
    if kept is not None and kept.rules == rules:
        return kept
    if connection.execute(select(reports.c.key).limit(1)).first() is None:
        kept = Kept(rules)
        save_kept(connection, kept)
        return kept
    forget_kept(connection)
    _save(connection, _RULES, rules.to_row())
    return None


def forget_kept(connection: Connection) -> None:
    """Have all records made anew when they are next brought up to date."""
    connection.execute(delete(meta).where(meta.c.key == _KEPT))


def _save(connection: Connection, key: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=text))
