"""A text with the names found in it, and its shadow, in which patterns can say "<country>" for any country named.

In a shadow each name is one mark of its type and fillers. A shadow is as long as its text and keeps every other character,
so that what matches in it has the text's own offsets.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from entente.annotation.names.gazetteer import ORDER, Hit, longest

_FILL = "\ue0ff"
_MARKS = {kind: chr(0xE000 + n) for n, kind in enumerate(ORDER)}
_SPORT_NAME = chr(0xE000 + len(ORDER))  # a sport with a capital, as in the name of a federation
_SLOT = re.compile(r"(?<!P)<([a-z_]+)>")
_COMMA = r", (?:the )?"
_AND = r",? (?:and|or|&|as well as) (?:the )?"

ANY = f"\ue000-{_FILL}"
"""The characters of a shadow that stand for names, as a range for a class of characters."""


@dataclass(frozen=True)
class Layer:
    """A text and the names found in it so far, sorted and apart."""

    text: str
    hits: Sequence[Hit]

    @cached_property
    def shadow(self) -> str:
        """The shadow of the text under these names."""
        pieces: list[str] = []
        at = 0
        for hit in self.hits:
            named_sport = hit.type == "sport" and self.text[hit.start].isupper()
            mark = _SPORT_NAME if named_sport else _MARKS[hit.type]
            pieces += (self.text[at : hit.start], mark, _FILL * (hit.end - hit.start - 1))
            at = hit.end
        return "".join((*pieces, self.text[at:]))

    def inside(self, start: int, end: int) -> list[Hit]:
        """Give the names that begin in a stretch of the text."""
        first = bisect_left(self.hits, start, key=_start)
        return list(self.hits[first : bisect_left(self.hits, end, first, key=_start)])

    def over(self, made: Iterable[Hit]) -> "Layer":
        """Lay new names over those found; where names overlap, the first and longest counts."""
        first = tuple(made)
        return Layer(self.text, longest([*first, *self.hits])) if first else self

    def under(self, made: Iterable[Hit]) -> "Layer":
        """Add names where none was found before."""
        last = tuple(made)
        return Layer(self.text, longest([*self.hits, *last])) if last else self


@dataclass(frozen=True, slots=True)
class Sparse:
    """A pattern that is tried only in lines in which something telling stands: most patterns begin like any line."""

    pattern: re.Pattern[str]
    telling: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches in a text or a shadow, in order; none runs over the end of a line."""
        for start, end in _lines_with(self.telling, text):
            yield from self.pattern.finditer(text, start, end)


@lru_cache(maxsize=16)
def _lines_with(telling: re.Pattern[str], text: str) -> Sequence[tuple[int, int]]:
    """Give the lines of a text in which something telling stands; several patterns ask for the same one after another."""
    found = []
    at = 0
    while at < len(text) and (word := telling.search(text, at)):
        start, end = text.rfind("\n", 0, word.start()) + 1, text.find("\n", word.end())
        at = (end if end >= 0 else len(text)) + 1
        found.append((start, at - 1))
    return found


def _start(hit: Hit) -> int:
    return hit.start


def is_mark(character: str) -> bool:
    """Tell whether a character of a shadow stands for a name, its first or a later one."""
    return "\ue000" <= character <= _FILL


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the knowledge with its slots; raises re.error or KeyError where it is none."""
    slots = _slots()
    return re.compile(rf"(?<!\w){_SLOT.sub(lambda match: slots[match[1]], pattern)}(?!\w)")


def sparse(pattern: str, *telling: str) -> Sparse:
    """Compile a pattern with its slots, and what must stand in a line where it matches: one of some patterns with slots.

    Where none is given the pattern is tried in every line.
    """
    slots = _slots()
    needed = "|".join(_SLOT.sub(lambda match: slots[match[1]], t) for t in telling)
    return Sparse(compile_pattern(pattern), re.compile(needed))


def _list_of(item: str) -> str:
    """Give the pattern of a list: commas alone join nothing ("of Mali, Peru said")."""
    return f"(?:{item}(?:(?:{_COMMA}{item})*{_AND}{item})*)"


@lru_cache(maxsize=1)
def _slots() -> Mapping[str, str]:
    one = {kind: f"(?:{mark}{_FILL}*+)" for kind, mark in _MARKS.items()}
    # A name in editorial brackets, "[Russian] athletes", is a name.
    nation = rf"(?:\[?[{_MARKS['country']}{_MARKS['demonym']}{_MARKS['people']}]{_FILL}*+\]?)"
    sport = f"(?:{_SPORT_NAME}{_FILL}*+)"
    return one | {
        "body": f"(?:[{_MARKS['body']}{_MARKS['acronym']}]{_FILL}*+)",
        "defined": rf"(?: \((?:[A-Za-z]{{2,10}}|[{_MARKS['body']}{_MARKS['acronym']}]{_FILL}*+)\))?",
        "nation": nation,
        "nations": _list_of(nation),
        "countries": _list_of(one["country"]),
        "sport_name": f"(?:{sport}(?: (?:and|&) {sport})?)",
        "sport_word": f"(?:[{_SPORT_NAME}{_MARKS['sport']}]{_FILL}*+)",
    }
