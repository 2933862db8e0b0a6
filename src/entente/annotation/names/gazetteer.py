"""The gazetteer: one Aho-Corasick automaton over all names of the knowledge tables, matched with word borders and case.

Text and names are folded character by character (small letters, no diacritics, one apostrophe, hyphens as spaces), so that
offsets stay those of the report; what is a name's capital must be one in the text too. Method: A. V. Aho and M. J. Corasick,
"Efficient string matching", Communications of the ACM 18:6 (1975), by https://pyahocorasick.readthedocs.io/ .
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from entente.annotation.lexicon import once_per_document
from entente.annotation.names.listed import Entry, entries_of, variants
from entente.knowledge.tables import Knowledge

ORDER = (
    "blocked", "gathering", "series", "group", "body", "acronym", "country", "demonym", "people", "government", "place",
    "sport", "athletes",
)  # fmt: skip
"""Types of names ("group": a country's athletes); where one stretch of text is two of them, the earlier counts."""

_SPACES = "-‐‑‒–\u00a0\u2009\u202f"
_APOSTROPHES = "’‘ʼ`´"
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}  # decomposition leaves them as they are
_SMALL_ENDS = (" Games", " Championships", " Championship", " Cup")
_MIN_TITLE_CASE = 4  # "Fifa" is FIFA, "Roc" is no ROC


def _fold_table() -> dict[int, str]:
    table = {ord(c): " " for c in _SPACES} | {ord(c): "'" for c in _APOSTROPHES}
    for code in (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()[:1]
        plain = _LETTERS.get(letter) or unicodedata.normalize("NFKD", letter)[:1]
        table[code] = plain if plain.isalpha() else chr(code)
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Fold a text for matching, one character to one character: `fold(text)[i]` stands for `text[i]`."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that is a name: its offsets, its type, and the entities that it may stand for.

    `how`, `reason` and `unlisted` are those of the mention it becomes; `others` are ids that were considered besides.
    """

    start: int
    end: int
    type: str
    entities: tuple[str, ...]
    how: str = "list"
    reason: str = ""
    unlisted: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """The automaton over folded names, and the knowledge it was built from."""

    automaton: Any
    knowledge: Knowledge

    def hits(self, text: str) -> list[Hit]:
        """Find the names in a text, longest first where they overlap; sorted by start."""
        return [hit for hit in longest(self._all(text)) if hit.type != "blocked"]

    def _all(self, text: str) -> Iterator[Hit]:
        folded = fold(text)
        for last, (length, entries) in self.automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _bounded(folded, start, end) and (fitting := [e for e in entries if _cased(e, text[start:end])]):
                yield _hit(start, end, fitting)


@once_per_document
def gazetteer_of(knowledge: Knowledge) -> Gazetteer:
    """Give the gazetteer of a knowledge; it is built once for each."""
    names: dict[str, list[Entry]] = {}
    for entry in entries_of(knowledge):
        for name in variants(entry.name):
            names.setdefault(fold(name), []).append(Entry(entry.entity, entry.type, name))
    automaton = ahocorasick.Automaton()
    for key, entries in names.items():
        automaton.add_word(key, (len(key), entries))
    automaton.make_automaton()
    return Gazetteer(automaton, knowledge)


def _bounded(folded: str, start: int, end: int) -> bool:
    return not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())


def _cased(entry: Entry, found: str) -> bool:
    """Tell whether the text has the capitals that the name needs: an acronym just its own, a sport none."""
    if entry.type in ("sport", "athletes"):
        return True
    if entry.name.isupper():
        titled = entry.type == "acronym" and len(entry.name) >= _MIN_TITLE_CASE and found == entry.name.capitalize()
        return found == entry.name or titled
    # "the 2018 Asian games": the last word of such a name may be small.
    small = entry.type in ("series", "gathering") and entry.name.endswith(_SMALL_ENDS)
    name = entry.name[: entry.name.rfind(" ")] if small else entry.name
    return all(not own.isupper() or other.isupper() for own, other in zip(name, found, strict=False))


def _hit(start: int, end: int, entries: list[Entry]) -> Hit:
    kind = min((e.type for e in entries), key=ORDER.index)
    chosen = tuple(dict.fromkeys(e.entity for e in entries if e.type == kind))
    others = tuple(dict.fromkeys(e.entity for e in entries if e.type != kind and e.entity not in chosen))
    return Hit(start, end, kind, chosen, others=others)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep, of hits that overlap, the one that begins first, then the longest, then the first given; sorted by start."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
