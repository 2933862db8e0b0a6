"""What was told of some entities, in the order in which it happened, holds or is to happen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entente.model.claim import Claim
from entente.views.support import Names, Support, factuality_of, holds_from, said, support_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: when (EDTF, "" where unknown), what, and the sentence."""

    when: str
    kind: str
    says: str
    factuality: str
    support: Support


def timeline(claims: Iterable[Claim], names: Names) -> tuple[Entry, ...]:
    """Give claims as lines in time; one whose own date is unknown stands at the day of its report, undated ones last."""
    ordered = sorted(claims, key=lambda c: (holds_from(c), c.reported or "9", c.report, c.passage))
    return tuple(Entry(c.when, c.kind, said(c, names), factuality_of(c), support_of(c)) for c in ordered)


def in_period(claims: Iterable[Claim], first: date | None, last: date | None) -> list[Claim]:
    """Give the claims that hold from a day within the period; an open side is None."""
    return [c for c in claims if (first is None or holds_from(c) >= first) and (last is None or holds_from(c) <= last)]
