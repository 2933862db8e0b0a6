"""Stretches of a text between quotation marks: curly, straight, doubled single marks, guillemets and single marks.

A quotation over several paragraphs has its opening mark repeated in each: every paragraph of it is a stretch of its own.
A quotation inside another one is part of the outer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entente.model.span import Span

_OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "‟": "”"}
_SINGLE = {"\u2018": "\u2019", "'": "'", "\u201a": "\u2018\u2019"}
_MARK = re.compile(r"``|''|[“”„«»\"‟\u2018\u2019\u201a']")
_LEFT = ("“", "„", "«", "``")  # marks that open and never close
_RUNS_ON = 3  # paragraphs below in which a quotation may end
_MAX_SINGLE = 400  # characters: a single mark without its partner is an apostrophe
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: `span` with them, `inner` without."""

    span: Span
    inner: Span


def find_marked(text: str) -> list[Marked]:
    """Give all stretches between quotation marks (character offsets), sorted, without overlaps."""
    found: list[Marked] = []
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    for n, (start, end) in enumerate(paragraphs):
        begin = max(start, found[-1].span.end) if found else start
        if begin < end:
            found.extend(_in_paragraph(text, begin, end, paragraphs[n + 1 : n + 1 + _RUNS_ON]))
    return found


def _in_paragraph(text: str, start: int, end: int, followers: Sequence[tuple[int, int]]) -> Iterator[Marked]:
    at = start
    while match := _MARK.search(text, at, end):
        at = match.end()
        if not _opens(text, match, start, end):
            continue
        if closing := _closing(text, match, end) or _closing_below(text, match, followers):
            yield Marked(Span(match.start(), closing.end()), Span(match.end(), closing.start()))
            if closing.end() > end:
                return
            at = closing.end()
        elif match[0] in _OPENING and _runs_on(text, match, (start, end), followers):
            stop = len(text[:end].rstrip())
            yield Marked(Span(match.start(), stop), Span(match.end(), stop))
            return


def _closing_below(text: str, opening: re.Match[str], followers: Sequence[tuple[int, int]]) -> re.Match[str] | None:
    """Give the closing mark in one of the next paragraphs, where no mark opens anew before it."""
    if opening[0] not in _OPENING:
        return None
    for start, end in followers:
        if _is_opening(text[start : start + 3].lstrip()):
            return None  # each paragraph of a long quotation opens with a mark of its own
        match = next((m for m in _MARK.finditer(text, start, end) if m[0] not in _SINGLE), None)
        if match:
            return match if match[0] in _closers(opening[0]) and _closes(text, match, end, single=False) else None
    return None


def _is_opening(words: str) -> bool:
    return words.startswith(tuple(_OPENING))


def _closers(opening: str) -> Sequence[str]:
    closers = (_SINGLE if opening in _SINGLE else _OPENING)[opening]
    return (closers,) if closers == "''" else tuple(closers)


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match[0]
    if mark not in _OPENING and mark not in _SINGLE:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark == '"' and before.isspace() and after.isspace():
        return _is_spaced(text, match.end(), end)
    if mark in ('"', "'", "\u2019"):
        return (
            not before.isalnum()
            and before not in ".,!?%)]"
            and not after.isspace()
            and not (mark == "'" and after.isdigit())
        )
    return mark not in _SINGLE or not before.isalnum()


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Tell whether a mark with spaces around it, as in tokenised text, opens: the next one is spaced as well, or none is left."""
    following = text.find('"', start, end)
    return following < 0 or text[following - 1].isspace()


def _closing(text: str, opening: re.Match[str], end: int) -> re.Match[str] | None:
    single = opening[0] in _SINGLE
    limit = min(end, opening.end() + _MAX_SINGLE) if single else end
    closers, depth, doubtful = _closers(opening[0]), 0, None
    for match in _MARK.finditer(text, opening.end(), limit):
        if opening[0] in "“«" and match[0] == opening[0]:
            depth += 1
        elif match[0] in closers and _closes(text, match, end, single=single):
            if depth == 0:
                return match
            depth -= 1
        elif match[0] in closers and _is_plural(text, match):
            doubtful = doubtful or match
    return doubtful if doubtful and " " in text[opening.end() : doubtful.start()] else None


def _is_plural(text: str, match: re.Match[str]) -> bool:
    """Tell whether a single mark may be a plural's apostrophe: "the athletes' rights"."""
    return re.match(r"\s[a-z]", text[match.end() : match.end() + 2]) is not None and text[match.start() - 1] == "s"


def _closes(text: str, match: re.Match[str], end: int, *, single: bool) -> bool:
    before = text[match.start() - 1]
    after = text[match.end()] if match.end() < end else " "
    if match[0] == '"':
        return not before.isspace() or after.isspace() or after in ",.;:"
    if not single:
        return True
    if before.isspace() or after.isalnum():
        return False
    # A quotation's end has a mark, or no word, behind it.
    return not _is_plural(text, match)


def _runs_on(text: str, match: re.Match[str], paragraph: tuple[int, int], followers: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a mark without a partner opens a quotation that the next paragraph goes on with, or the rest of its own."""
    first = not text[paragraph[0] : match.start()].strip()
    again = bool(followers) and _is_opening(text[followers[0][0] : followers[0][0] + 3].lstrip())
    left = match[0] in _LEFT and all(m[0] in _SINGLE for m in _MARK.finditer(text, match.end(), paragraph[1]))
    return again or first or left
