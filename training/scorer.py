"""Scores of parses as in the CoNLL 2018 shared task (https://aclanthology.org/K18-2001/): words aligned by characters.

Written from the definition: spaces are ignored, a word of the system and a word of the gold standard are the same where
they cover the same characters; each figure is the F1 of the words that are the same and right. Relations are compared without
their subtypes. These treebanks have no multiword tokens, so that a word and its characters are one to one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

METRICS = ("words", "sentences", "upos", "feats", "lemma", "uas", "las", "clas")
# Relations of content words: CLAS counts these only.
CONTENT = frozenset(
    "nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos nummod acl amod "  # noqa: SIM905
    "conj fixed flat compound list parataxis orphan goeswith reparandum root dep".split()
)


@dataclass(frozen=True, slots=True)
class Node:
    """A word of either side; head is the index of its head in its own sentence, -1 for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(slots=True)
class Counts:
    """Words of the system, of the gold standard, and those that are right."""

    system: int = 0
    gold: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.right / (self.system + self.gold) if self.system + self.gold else 0.0


@dataclass(slots=True)
class Score:
    """Counts by metric, and labelled attachment by the gold relation."""

    metrics: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in METRICS})
    relations: dict[str, Counts] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """F1 by metric, in percent with two decimals."""
        return {name: round(counts.f1, 2) for name, counts in self.metrics.items()}


def score(gold: Sequence[Sequence[Node]], system: Sequence[Sequence[Node]]) -> Score:
    """Score the sentences of one stretch of text; raises ValueError where the two sides are not the same characters."""
    result = Score()
    add(result, gold, system)
    return result


def add(result: Score, gold: Sequence[Sequence[Node]], system: Sequence[Sequence[Node]]) -> None:
    """Add the counts of one more stretch of text."""
    if _characters(gold) != _characters(system):
        raise ValueError(f"gold and system text differ: {_characters(gold)[:80]!r} and {_characters(system)[:80]!r}")
    left, right = _spans(gold), _spans(system)
    shared = left.keys() & right.keys()
    _count(result.metrics["words"], len(right), len(left), len(shared))
    borders, found = _borders(gold), _borders(system)
    _count(result.metrics["sentences"], len(found), len(borders), len(borders & found))
    for name in ("upos", "feats", "lemma", "uas", "las"):
        good = sum(_same(name, left[span], right[span]) for span in shared)
        _count(result.metrics[name], len(right), len(left), good)
    content = [span for span in shared if relation(left[span][0]) in CONTENT and _same("las", left[span], right[span])]
    _count(result.metrics["clas"], _contents(right), _contents(left), len(content))
    _add_relations(result, left, right)


Placed = tuple[Node, tuple[int, int] | None]  # a word and the characters of its head, None for the root


def relation(node: Node) -> str:
    """Give the universal part of a relation."""
    return node.deprel.lower().split(":")[0]


def _count(counts: Counts, system: int, gold: int, right: int) -> None:
    counts.system += system
    counts.gold += gold
    counts.right += right


def _characters(sentences: Iterable[Iterable[Node]]) -> str:
    return "".join(_bare(node.form) for sentence in sentences for node in sentence)


def _bare(form: str) -> str:
    return "".join(form.split())


def _offsets(sentences: Iterable[Sequence[Node]]) -> list[list[tuple[int, int]]]:
    position = 0
    offsets = []
    for sentence in sentences:
        row = []
        for node in sentence:
            length = len(_bare(node.form))
            row.append((position, position + length))
            position += length
        offsets.append(row)
    return offsets


def _spans(sentences: Sequence[Sequence[Node]]) -> dict[tuple[int, int], Placed]:
    return {
        span: (node, row[node.head] if node.head >= 0 else None)
        for sentence, row in zip(sentences, _offsets(sentences), strict=True)
        for node, span in zip(sentence, row, strict=True)
    }


def _borders(sentences: Sequence[Sequence[Node]]) -> set[tuple[int, int]]:
    return {(row[0][0], row[-1][1]) for row in _offsets(sentences) if row}


def _contents(words: dict[tuple[int, int], Placed]) -> int:
    return sum(relation(node) in CONTENT for node, _ in words.values())


def _same(name: str, gold: Placed, system: Placed) -> bool:
    if name in {"uas", "las"}:
        return gold[1] == system[1] and (name == "uas" or relation(gold[0]) == relation(system[0]))
    if name == "lemma" and gold[0].lemma == "_":
        return True
    return bool(getattr(gold[0], name) == getattr(system[0], name))


def _add_relations(result: Score, gold: dict[tuple[int, int], Placed], system: dict[tuple[int, int], Placed]) -> None:
    for span, placed in gold.items():
        counts = result.relations.setdefault(placed[0].deprel, Counts())
        counts.gold += 1
        counts.right += span in system and _same("las", placed, system[span])
    for node, _ in system.values():
        result.relations.setdefault(node.deprel, Counts()).system += 1
