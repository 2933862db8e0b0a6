"""Words of the knowledge files found in a text: one automaton over all of them, made once for each knowledge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar

import ahocorasick

D = TypeVar("D")
R = TypeVar("R")
V = TypeVar("V")
_PLAIN = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "\u00a0": " ", "\n": " ", "’": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True)
class _Document:
    # Documents of rules are plain lists and mappings, which cannot be hashed, and a knowledge is too large to be compared by value.
    identity: int
    document: Any = field(compare=False)


def once_per_document(prepare: Callable[[D], R]) -> Callable[[D], R]:
    """Let a function that prepares a document of rules, or a whole knowledge, run once for each."""

    @lru_cache(maxsize=8)
    def prepared(key: _Document) -> R:
        return prepare(key.document)

    @wraps(prepare)
    def look_up(document: D) -> R:
        return prepared(_Document(id(document), document))

    return look_up


def plain_letters(text: str) -> str:
    """Give the text in lower case with hyphens as spaces and plain apostrophes; every character keeps its offset."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN)


def any_of(words: Iterable[str]) -> str:
    """Give the pattern of any of some words as they stand, longer ones first; it matches nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def automaton_of(forms: Mapping[str, Any]) -> ahocorasick.Automaton:
    """Give an automaton over forms of words, each with its value.

    The method is that of Aho and Corasick (1975), https://doi.org/10.1145/360825.360855, by pyahocorasick.
    """
    automaton = ahocorasick.Automaton()
    for form, value in forms.items():
        automaton.add_word(plain_letters(form), (len(form), value))
    automaton.make_automaton()
    return automaton


def words_found(plain: str, automaton: ahocorasick.Automaton) -> Iterator[tuple[int, int, Any]]:
    """Give start, end and value of every form that stands in a text of plain letters as words of its own."""
    if not len(automaton):
        return
    size = len(plain)
    for last, (length, value) in automaton.iter(plain):
        start, end = last - length + 1, last + 1
        if (start == 0 or not plain[start - 1].isalnum()) and (end == size or not plain[end].isalnum()):
            yield start, end, value


def longest(found: Iterable[tuple[int, int, V]]) -> list[tuple[int, int, V]]:
    """Give the finds sorted by start; of overlapping ones the first, then the longer one, then the first given stays."""
    kept: list[tuple[int, int, V]] = []
    for start, end, value in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, value))
    return kept
