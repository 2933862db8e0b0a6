"""Reports that are read and not stored, as pages show them: their texts with their claims, and what the register has of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from entente.apps.web.marking import LONGEST, Line, Part, marked_lines, parts_of
from entente.apps.web.shown import ShownBlock, ShownClaim, blocks_of, shown_blocks, shown_claim, web_address
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.span import Span
from entente.questions.desk import Desk
from entente.records.wording import Wording
from entente.register.naming import name_of, names_in
from entente.register.reports import kept_report, same_text

_SHOWN = 2 * LONGEST  # characters of all texts of one preview


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A report that was read: what it says of itself, its day as it was read, its text (the beginning of a long one), its claims.

    `replaces` is the title of the report that the register has under the same key, storing which replaces it; `same` says that it
    is that very text, `copies` are the keys under which the register has the text besides.
    """

    key: str
    address: str
    title: str
    publisher: str
    published: str
    reported: str
    text: str
    characters: int
    claims: tuple[ShownClaim, ...]
    stored: bool
    same: bool
    replaces: str
    copies: tuple[str, ...]
    blocks: tuple[ShownBlock, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown, with the claims marked in them."""
        return marked_lines(Part(self.text), blocks_of(self.blocks), self.claims)


def shown_readings(
    desk: Desk, readings: Sequence[tuple[Report, tuple[Claim, ...]]]
) -> tuple[tuple[ShownReading, ...], Mapping[str, str]]:
    """Give readings as a page shows them, and the names of the entities in them. Raises RegisterError."""
    names = dict(_names(desk, readings))
    shown: list[ShownReading] = []
    left = _SHOWN
    for report, claims in readings:
        text = parts_of(report.text, max(1, min(LONGEST, left)))[0].of(report.text)
        left -= len(text)
        shown.append(_shown(desk, report, claims, text, desk.wording(names)))
    return tuple(shown), names


def _names(desk: Desk, readings: Sequence[tuple[Report, tuple[Claim, ...]]]) -> Iterator[tuple[str, str]]:
    for report, claims in readings:
        printed = names_in(claims, report.text)
        for entity in sorted({entity for claim in claims for entity in claim.entities()}):
            yield entity, name_of(entity, desk.knowledge, printed)


def _shown(desk: Desk, report: Report, claims: Sequence[Claim], text: str, wording: Wording) -> ShownReading:
    kept = kept_report(desk.register, report.key)
    return ShownReading(
        key=report.key,
        address=web_address(report.key),
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        reported=next((claim.reported for claim in claims if claim.reported), report.published),
        text=text,
        characters=len(report.text),
        claims=tuple(shown_claim(claim, wording) for claim in claims),
        stored=kept is not None,
        same=kept is not None and kept.report.digest == report.digest,
        replaces=(kept.report.title or kept.report.key) if kept else "",
        copies=tuple(key for key in same_text(desk.register, report.digest) if key != report.key),
        blocks=shown_blocks(report.blocks, Span(0, len(text))),
    )
