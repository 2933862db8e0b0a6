"""Names in the training text exchanged for others, so that the model learns what stands around a name and not the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.templates import word_list

if TYPE_CHECKING:
    import random

    from training.conllu import Tree, Word


def renamed(tree: Tree, draw: random.Random, share: float) -> Tree:
    """Exchange each person's name of one or two words, and each place's of one, with probability `share`."""
    words = list(tree.words)
    for n, word in enumerate(words):
        if word.name.startswith("B-") and word.upos == "PROPN" and draw.random() < share:
            _exchange(words, n, draw)
    return replace(tree, words=tuple(words))


def _exchange(words: list[Word], n: int, draw: random.Random) -> None:
    end = n + 1
    while end < len(words) and words[end].name.startswith("I-"):
        end += 1
    lists = {("PER", 1): ["family"], ("PER", 2): ["given", "family"], ("LOC", 1): [draw.choice(("city", "country"))]}
    for position, name in enumerate(lists.get((words[n].name[2:], end - n), ()), n):
        form = draw.choice(word_list(name))
        words[position] = replace(words[position], form=form, lemma=form)
