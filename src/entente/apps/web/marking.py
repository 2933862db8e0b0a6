"""The text of a report with its claims marked in it: stand-off spans, overlapping ones too, as pieces for a template."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from entente.apps.web.shown import ShownClaim
from entente.model.report import Block, BlockKind
from entente.model.span import Span

LONGEST = 50_000
"""Characters of a text that one page shows; a longer one comes in parts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that have the same roles throughout; `roles` gives them in words, by the number of the claim within its stretch."""

    text: str
    roles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim of a stretch: its number within the stretch, its number in the list, and the claim. `first` where it begins here."""

    place: int
    number: int
    claim: ShownClaim
    first: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some pieces, and the claims whose sentences overlap in them; none in what nothing is claimed of."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: what it is, and its stretches in order; together they are the line's characters, no more and no less."""

    kind: BlockKind
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: its characters, and the offset of the first of them in the whole."""

    text: str
    start: int = 0

    @property
    def span(self) -> Span:
        """Where it stands in the whole text."""
        return Span(self.start, self.start + len(self.text))

    def of(self, span: Span) -> str:
        """Give the characters of a span of the whole text that lies in the part."""
        return self.text[span.start - self.start : span.end - self.start]


def marked_lines(part: Part, blocks: Sequence[Block], claims: Sequence[ShownClaim]) -> tuple[Line, ...]:
    """Give the lines of a text, or of a part of it, with claims marked in them; `claims` are numbered from 1 in their order.

    `blocks` are those of the text, by its own offsets as those of the claims; where there are none, every line is body.
    """
    spans = [(b.kind, _clipped(b.span, part.span)) for b in blocks or _plain_lines(part) if b.span.overlaps(part.span)]
    found = sorted(enumerate(claims, start=1), key=lambda one: (one[1].start, one[1].end, one[0]))
    starts = [claim.start for _, claim in found]
    ends = list(accumulate((claim.end for _, claim in found), max))
    near = (found[bisect_right(ends, span.start) : bisect_left(starts, span.end)] for _, span in spans)
    return tuple(Line(kind, tuple(_stretches(part, span, own))) for (kind, span), own in zip(spans, near, strict=True))


def _clipped(span: Span, part: Span) -> Span:
    return Span(max(span.start, part.start), min(span.end, part.end))


def _plain_lines(part: Part) -> tuple[Block, ...]:
    found = re.finditer(r"[^\r\n]+", part.text)
    return tuple(Block(Span(part.start + one.start(), part.start + one.end()), BlockKind.BODY) for one in found)


def parts_of(text: str, longest: int = LONGEST) -> tuple[Span, ...]:
    """Cut a text into parts of at most so many characters, after a line's end where there is one; an empty text has one part."""
    parts: list[Span] = []
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        parts.append(Span(start, end))
        start = end
    return tuple(parts) or (Span(0, 0),)


def _stretches(part: Part, line: Span, claims: Sequence[tuple[int, ShownClaim]]) -> Iterator[Stretch]:
    here = line.start
    for span, group in _groups(line, claims):
        if here < span.start:
            yield Stretch((Piece(part.of(Span(here, span.start))),))
        marks = tuple(Mark(n, number, c, c.start >= line.start) for n, (number, c) in enumerate(group, start=1))
        yield Stretch(tuple(_pieces(part, span, marks)), marks)
        here = span.end
    if here < line.end:
        yield Stretch((Piece(part.of(Span(here, line.end))),))


def _groups(
    line: Span, claims: Sequence[tuple[int, ShownClaim]]
) -> Iterator[tuple[Span, list[tuple[int, ShownClaim]]]]:
    """Give the claims of a line in groups whose sentences overlap, each with the stretch of the line that they cover together."""
    start = end = line.start
    group: list[tuple[int, ShownClaim]] = []
    for number, claim in claims:
        if claim.end <= line.start:
            continue
        if group and claim.start >= end:
            yield Span(start, end), group
            group = []
        if not group:
            start = end = max(claim.start, line.start)
        end = max(end, min(claim.end, line.end))
        group.append((number, claim))
    if group:
        yield Span(start, end), group


def _pieces(part: Part, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    filled = [(m.place, e.role, Span(e.start, e.end)) for m in marks for e in m.claim.evidence if e.start < e.end]
    inner = [(place, role, one) for place, role, one in filled if one.overlaps(span)]
    cuts = {edge for _, _, one in inner for edge in (one.start, one.end) if span.start < edge < span.end}
    for start, end in pairwise(sorted({span.start, span.end, *cuts})):
        roles: dict[int, list[str]] = {}
        for place, role, one in inner:
            if one.start <= start and end <= one.end:
                roles.setdefault(place, []).append(role.replace("_", " "))
        yield Piece(
            part.of(Span(start, end)), {place: ", ".join(dict.fromkeys(names)) for place, names in roles.items()}
        )
