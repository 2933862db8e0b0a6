"""A sentence as a line of elements: names, posts and dates as numbered marks, all other words as they stand.

Patterns over this line ("{body} {post} {person}") read titles with their names whatever the names are. They are data:
regular expressions in which `{body}`, `{post}`, ... stand for a mark of that kind.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from entente.annotation.values import Mention, PostMention, TimeExpression
from entente.model.span import Span

Element = Mention | PostMention | TimeExpression
_LETTERS = {
    "org": "B", "noc": "B", "npc": "B", "nf": "B",
    "country": "C", "athletes": "A", "place": "L", "person": "N", "gathering": "G",
}  # fmt: skip
_MARKS = {
    "body": "B", "country": "C", "athletes": "A", "place": "L", "person": "N", "gathering": "G", "post": "P", "date": "D",
    "holding": "BCLG",
}  # fmt: skip
E = TypeVar("E", Mention, PostMention, TimeExpression)
_PLAIN = str.maketrans({"⟨": "<", "⟩": ">", "\n": " ", "[": "", "]": ""})
_MARK = re.compile(r"⟨[A-Z](\d+)⟩")


@dataclass(frozen=True)
class Line:
    """A sentence (or any stretch of text) with its elements as marks; `offsets` leads back from the line to the report."""

    text: str
    elements: tuple[Element, ...]
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Give the stretch of the report behind a stretch of the line."""
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        # A mark's last character has the end of its element as its offset, any other character its own place.
        last = self.offsets[end - 1]
        return Span(self.offsets[start], last if self.text[end - 1] == "⟩" else last + 1)

    def elements_in(self, start: int, end: int) -> list[Element]:
        """Give the elements whose marks stand in a stretch of the line, in order."""
        return [self.elements[int(m[1])] for m in _MARK.finditer(self.text, start, end)]


def letter_of(element: Element) -> str:
    """Give the letter of an element's mark, "" for a mention whose kind has none."""
    if isinstance(element, PostMention):
        return "P"
    if isinstance(element, TimeExpression):
        return "D"
    return _LETTERS.get(element.kind, "")


def line_of(text: str, span: Span, elements: Iterable[Element]) -> Line:
    """Lay a stretch of the text out as a line; of overlapping elements the first, then the longer one, is taken."""
    inside = sorted((e for e in elements if span.covers(e.span) and letter_of(e)), key=_order)
    pieces: list[str] = []
    offsets: list[int] = []
    kept: list[Element] = []
    at = span.start
    for element in inside:
        if element.span.start < at:
            continue
        _take(text, at, element.span.start, pieces, offsets)
        mark = f"⟨{letter_of(element)}{len(kept)}⟩"
        pieces.append(mark)
        offsets.extend([element.span.start] + [element.span.end] * (len(mark) - 1))
        kept.append(element)
        at = element.span.end
    _take(text, at, span.end, pieces, offsets)
    offsets.append(span.end)
    return Line("".join(pieces), tuple(kept), tuple(offsets))


def _order(element: Element) -> tuple[int, int]:
    return element.span.start, -element.span.end


def _take(text: str, start: int, end: int, pieces: list[str], offsets: list[int]) -> None:
    # The brackets of marks cannot stand in the line by themselves; every other character keeps its place.
    # Only the square brackets of inserted words go: "[Kirsty] Coventry [as IOC president]".
    own = text[start:end]
    pieces.append(own.translate(_PLAIN))
    offsets.extend(range(start, end) if "[" not in own and "]" not in own else _outside_brackets(text, start, end))


def _outside_brackets(text: str, start: int, end: int) -> Iterator[int]:
    return (at for at in range(start, end) if text[at] not in "[]")


def compile_pattern(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a pattern with `{name}` for marks and macros; macros may use macros that stand before them.

    Raises KeyError for an unknown name and re.error for a broken expression.
    """
    return _compile(pattern, tuple(macros.items()))


@lru_cache(maxsize=512)
def _compile(pattern: str, macros: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    known = {name: rf"⟨[{letters}]\d+⟩" for name, letters in _MARKS.items()}
    for name, text in macros:
        known[name] = f"(?:{expand(text, known)})"
    return re.compile(expand(pattern, known))


def expand(pattern: str, known: Mapping[str, str]) -> str:
    """Put what is known for each `{name}` into a pattern; counts such as `{0,3}` stay."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: known[m[1]], pattern)


def within(elements: Sequence[E], span: Span) -> list[E]:
    """Give the elements (sorted by start) that lie wholly inside a span."""
    first = bisect_left(elements, span.start, key=lambda e: e.span.start)
    found = []
    for n in range(first, len(elements)):
        element = elements[n]
        if element.span.start >= span.end:
            break
        if element.span.end <= span.end:
            found.append(element)
    return found
