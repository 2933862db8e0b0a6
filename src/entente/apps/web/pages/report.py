"""A report: its text with its claims marked in it, who published and read it, and its claims as a list; and how it is withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import StringConstraints

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf, Words
from entente.apps.web.marking import Line, Part, marked_lines, parts_of
from entente.apps.web.paging import Pager
from entente.apps.web.shown import (
    ShownBlock,
    ShownClaim,
    blocks_of,
    shown_blocks,
    shown_claim,
    web_address,
)
from entente.model.span import Span
from entente.questions.reports import ReportRead, report_of

router = APIRouter()

Key = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]
"""A report's url, or the path that it was read from."""
_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class Copy:
    """Another report of the same voice: one text of an agency, as several print it."""

    key: str
    title: str
    publisher: str
    reported: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its claims as they were judged, in the order of its text; offsets count the characters of the whole text.

    `address` is its key where a link may lead to it, else ""; `reported` is its day, inferred where `published` is empty. `voice`
    is the earliest of its `copies` and itself. A long text comes in parts: `text` is the one shown, from the character
    `start` on, with its `blocks` and `claims`; `all_claims` is the number of those of the whole.
    """

    key: str
    address: str
    title: str
    publisher: str
    published: str
    reported: str
    recorded: str
    reader: str
    knowledge: str
    source: str
    voice: str
    copies: tuple[Copy, ...]
    text: str
    start: int
    characters: int
    part: Pager
    blocks: tuple[ShownBlock, ...]
    all_claims: int
    claims: tuple[ShownClaim, ...]
    rejected: tuple[ShownClaim, ...]
    names: Mapping[str, str]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the part that is shown, with the claims marked in them."""
        return marked_lines(Part(self.text, self.start), blocks_of(self.blocks), self.claims)


@page(router, "/report", "report.html", rows="claims")
def report(
    asked: AskedOf,
    key: Annotated[Key, Query(description="The report's url, or the path that it was read from.")],
    part: Annotated[
        int | None, Query(ge=1, le=_PARTS, description="Which part of a long text, counted from 1.")
    ] = None,
    claim: Annotated[Words, Query(description="The claim whose part is shown, where none is named.")] = "",
) -> ReportPage:
    """Show a report with its claims marked in its text."""
    found = report_of(asked.desk, key)
    if found is None:
        raise HTTPException(404, "The register has no report of that address or path; it may have been withdrawn.")
    spans = parts_of(found.kept.report.text)
    shown = part or _part_of(claim, found, spans)
    if shown > len(spans):
        raise HTTPException(404, f"The report has {len(spans)} parts, no more.")
    return _page(asked, found, spans[shown - 1], Pager(shown, len(spans), 1, len(spans)))


def _part_of(claim: str, found: ReportRead, spans: Sequence[Span]) -> int:
    """Give the part in which a claim's sentence begins, the first where the report has no such claim."""
    start = next((one.passage.start for one in (*found.claims, *found.rejected) if one.id == claim), 0)
    return next((number for number, span in enumerate(spans, start=1) if start < span.end), 1)


def _page(asked: AskedOf, found: ReportRead, span: Span, pager: Pager) -> ReportPage:
    kept, told = found.kept, found.kept.report
    here = [claim for claim in found.claims if claim.passage.overlaps(span)]
    names = asked.desk.named_in((*here, *found.rejected))
    wording = asked.desk.wording(names)
    return ReportPage(
        key=told.key,
        address=web_address(told.key),
        title=told.title,
        publisher=told.publisher,
        published=told.published,
        reported=kept.reported,
        recorded=kept.recorded,
        reader=kept.reader,
        knowledge=kept.knowledge,
        source=told.source,
        voice=kept.voice or told.key,
        copies=tuple(Copy(one.key, one.title, one.publisher, one.reported) for one in found.copies),
        text=span.of(told.text),
        start=span.start,
        characters=len(told.text),
        part=pager,
        blocks=shown_blocks(told.blocks, span),
        all_claims=len(found.claims),
        claims=tuple(shown_claim(claim, wording) for claim in here),
        rejected=tuple(shown_claim(claim, wording) for claim in found.rejected),
        names=names,
    )
