"""A claim: what one passage of one report says, in the one shape that every command, export and test uses."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from entente.model.span import Span

_IN_ORDER = json.JSONEncoder(sort_keys=True)

Polarity = Literal["positive", "negative"]
Factuality = Literal["alleged", "hoped", "conditional", "possible", "planned", "asserted"]
FACTUALITIES: tuple[Factuality, ...] = ("alleged", "hoped", "conditional", "possible", "planned", "asserted")

SHARED_ROLES = ("gathering", "against")
"""Roles that claims of every kind may have."""
EVERY_KIND = (*SHARED_ROLES, "cause")
"""What claims of every kind may say beside the roles and attributes of their own."""

Roles = Mapping[str, tuple[str, ...]]
Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of text that filled a role, gave the date, the place or the trigger."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """One reason on the way to a claim, for `explain`: the stage, what it decided, and the words it decided by."""

    stage: str
    decision: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody's judgement made of a claim: how it was judged, by whom and when (UTC, ISO 8601), and why, if that was told.

    `was` holds what a corrected claim said as it was read, for each field that differs now.
    """

    verdict: Literal["confirmed", "corrected"]
    by: str
    made: str
    note: str = ""
    was: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage of a report says; see docs/claims.md for kinds, roles and attributes.

    `when` is EDTF or empty with `when_unknown` saying why; `reported` is the report's own date (EDTF, an interval
    where it was inferred); `passage` is the sentence by offsets into the report's text, `quote` its words. `judged` says who
    confirmed or corrected it; `as_read` is the id under which it was read, where it has been changed since.
    """

    kind: str
    roles: Roles
    passage: Span
    quote: str
    report: str
    digest: str
    rule: str
    polarity: Polarity = "positive"
    factuality: Factuality = "asserted"
    attributes: Attributes = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    when: str = ""
    when_unknown: str = ""
    where: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    reported: str = ""
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()
    judged: Judged | None = None
    as_read: str = ""

    @property
    def id(self) -> str:
        """Hash of the text, the offsets and what is claimed as it was read; never of the path, nor of what was judged since."""
        return self.as_read or hashlib.sha256(_IN_ORDER.encode(self._said()).encode()).hexdigest()[:16]

    def _said(self) -> dict[str, Any]:
        return {
            "text": self.digest,
            "passage": [self.passage.start, self.passage.end],
            "kind": self.kind,
            "polarity": self.polarity,
            "factuality": self.factuality,
            "roles": {name: sorted(ids) for name, ids in self.roles.items() if ids},
            "attributes": dict(self.attributes),
            "conditions": list(self.conditions),
            "when": self.when,
            "where": sorted(self.where),
            "attribution": list(self.attribution),
        }

    def entities(self) -> frozenset[str]:
        """All entity ids the claim names: fillers of roles, places and those it is attributed to."""
        fillers = {entity for ids in self.roles.values() for entity in ids}
        return frozenset(fillers | set(self.where) | set(self.attribution))
