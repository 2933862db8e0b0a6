"""Everything that has some words: entities by their names, and reports by their sentences, with the claims read from these."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from entente.model.entity import kind_of
from entente.questions.desk import Desk
from entente.records.wording import Wording
from entente.views.extracts import Pattern, Piece, extract, hits, looking_for
from entente.views.namesakes import NameIndex, Namesake, find_names, folded
from entente.views.timeline import Entry, timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entente.model.claim import Claim
    from entente.register.searching import FoundReport

_CLAIMS = 4  # of a report


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has the words: what it is called, when it appeared, where they stand, what was read from such sentences."""

    report: str
    title: str
    publisher: str
    reported: str
    extract: tuple[Piece, ...]
    claims: tuple[Entry, ...]


def entities_called(desk: Desk, index: NameIndex, words: str, limit: int) -> tuple[Namesake, ...]:
    """Give entities by the beginnings of their names: first who is called so, then whose name begins so. Raises RegisterError.

    Among equals those come first of which the register tells. A place of which it tells nothing is given only where its name is
    just so: there are many.
    """
    from entente.register.searching import entities_like, those_known

    index_found = find_names(index, words)[: 3 * limit]
    listed = {one.entity: one for one in index_found}
    told = entities_like(desk.register, folded(words).split(), limit)
    named = listed | {entity: Namesake(entity, name) for entity, name in told.items() if entity not in listed}
    known = those_known(desk.register, list(named))
    near = {one.entity: _nearness(one, folded(words)) for one in named.values()}
    shown = [
        one for one in named.values() if one.entity in known or not near[one.entity] or kind_of(one.entity) != "place"
    ]
    return tuple(sorted(shown, key=lambda one: (near[one.entity], one.entity not in known))[:limit])


def _nearness(one: Namesake, wanted: str) -> int:
    """Give how near a name is to what is wanted: 0 where it is just that, 1 where it begins so, 2 else."""
    names = [folded(name) for name in (one.name, one.called) if name]
    return 0 if wanted in names else 1 if any(name.startswith(wanted) for name in names) else 2


def reports_with(desk: Desk, words: str, first: int, limit: int) -> tuple[Hit, ...]:
    """Give reports that have all of some words, the nearest first, with their sentences of them. Raises RegisterError."""
    from entente.register.searching import WordQuery, find_by_words, words_of

    query = WordQuery(words, desk.as_of.known_on, desk.as_of.recorded_by, first, limit)
    found = find_by_words(desk.register, query)
    pattern = looking_for(word for word, _ in words_of(words))
    told = {key: _nearest(claims, pattern) for key, claims in _claims_of(desk, found, pattern).items()}
    wording = desk.wording(desk.named_in(claim for claims in told.values() for claim in claims))
    return desk.voiced(tuple(_hit(report, pattern, told[report.key], wording) for report in found))


def _nearest(claims: "Sequence[Claim]", pattern: Pattern | None) -> "list[Claim]":
    """Give the claims whose sentences have most of the words."""
    most = max((hits(claim.quote, pattern) for claim in claims), default=0)
    return [claim for claim in claims if hits(claim.quote, pattern) == most][:_CLAIMS]


def _hit(report: "FoundReport", pattern: Pattern | None, told: "Sequence[Claim]", wording: Wording) -> Hit:
    entries = tuple(entry for claim in told for entry in timeline([claim], wording))
    return Hit(report.key, report.title, report.publisher, report.reported, extract(report.text, pattern), entries)


def _claims_of(desk: Desk, found: "Sequence[FoundReport]", pattern: Pattern | None) -> "dict[str, list[Claim]]":
    """Give the claims, as judged, of the sentences that have the words, by report."""
    from entente.register.queries import ClaimQuery
    from entente.register.searching import claims_of_reports
    from entente.register.verdicts import find_judged

    by_report: dict[str, list[Claim]] = {report.key: [] for report in found}
    ids = claims_of_reports(desk.register, list(by_report)) if found else []
    if ids:
        query = replace(ClaimQuery(ids=ids), known_on=desk.as_of.known_on, recorded_by=desk.as_of.recorded_by)
        for claim in find_judged(desk.register, query, desk.verdicts):
            if claim.report in by_report and hits(claim.quote, pattern):
                by_report[claim.report].append(claim)
    return by_report
