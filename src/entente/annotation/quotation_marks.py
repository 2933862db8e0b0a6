"""Stretches of a text between quotation marks: curly, straight, doubled single marks, guillemets and single marks.

A quotation over several paragraphs has its opening mark repeated in each: every paragraph of it is a stretch of its own.
A quotation inside another one is part of the outer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entente.model.span import Span

_OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "‟": "”"}
_SINGLE = {"\u2018": "\u2019", "'": "'", "\u201a": "\u2018\u2019"}
_MARK = re.compile(r"``|''|[“”„«»\"‟\u2018\u2019\u201a']")
_MAX_SINGLE = 400  # characters: a single mark without its partner is an apostrophe
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: `span` with them, `inner` without; `open_end` where the closing mark is missing."""

    span: Span
    inner: Span
    open_end: bool = False


def find_marked(text: str) -> list[Marked]:
    """Give all stretches between quotation marks (character offsets), sorted, without overlaps."""
    found: list[Marked] = []
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    for n, (start, end) in enumerate(paragraphs):
        follower = text[paragraphs[n + 1][0] : paragraphs[n + 1][0] + 3].lstrip() if n + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, start, end, follower))
    return found


def _in_paragraph(text: str, start: int, end: int, follower: str) -> Iterator[Marked]:
    at = start
    while match := _MARK.search(text, at, end):
        at = match.end()
        if not _opens(text, match, start, end):
            continue
        if closing := _closing(text, match, end):
            yield Marked(Span(match.start(), closing.end()), Span(match.end(), closing.start()))
            at = closing.end()
        elif match[0] in _OPENING and _runs_on(text, match, start, follower):
            stop = len(text[:end].rstrip())
            yield Marked(Span(match.start(), stop), Span(match.end(), stop), open_end=True)
            return


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match[0]
    if mark not in _OPENING and mark not in _SINGLE:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark in ('"', "'", "\u2019"):
        return (
            not before.isalnum()
            and before not in ".,!?%)]"
            and not after.isspace()
            and not (mark == "'" and after.isdigit())
        )
    return mark not in _SINGLE or not before.isalnum()


def _closing(text: str, opening: re.Match[str], end: int) -> re.Match[str] | None:
    single = opening[0] in _SINGLE
    closers = (_SINGLE if single else _OPENING)[opening[0]]
    limit = min(end, opening.end() + _MAX_SINGLE) if single else end
    depth = 0
    for match in _MARK.finditer(text, opening.end(), limit):
        if opening[0] in "“«" and match[0] == opening[0]:
            depth += 1
        elif (match[0] == closers if len(closers) > 1 and closers == "''" else match[0] in closers) and _closes(
            text, match, end, single
        ):
            if depth == 0:
                return match
            depth -= 1
    return None


def _closes(text: str, match: re.Match[str], end: int, single: bool) -> bool:
    before = text[match.start() - 1]
    after = text[match.end()] if match.end() < end else " "
    if match[0] == '"':
        return not before.isspace() or after.isspace()
    if not single:
        return True
    if before.isspace() or after.isalnum():
        return False
    # "the athletes' rights" goes on after a plural's apostrophe; a quotation's end has a mark, or no word, behind it.
    return before != "s" or not re.match(r"\s[a-z]", text[match.end() : match.end() + 2])


def _runs_on(text: str, match: re.Match[str], start: int, follower: str) -> bool:
    """Tell whether a mark without a partner opens a quotation that the next paragraph continues, or a whole paragraph."""
    first = not text[start : match.start()].strip()
    return follower.startswith(tuple(_OPENING)) or first
