"""The corpora that the configs name: treebank sentences as spaCy examples, drawn anew in every epoch."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from entente.annotation.language_model import word_classes as word_classes  # registers the callback of the configs
from training.conllu import Tree, Word, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

TREEBANKS = Path(__file__).parents[2] / "shared" / "treebanks"
Reader = "Callable[[Language], Iterator[Example]]"


@registry.readers("entente.treebanks.v1")  # type: ignore[untyped-decorator]
def treebanks(
    names: list[str], merged: float = 0.0, joined: float = 0.0, own: int = 0
) -> Callable[[Language], Iterator[Example]]:
    """Read treebanks of ../shared/treebanks by name.

    `merged` is the share of sentences that come as merged copies, `joined` the share that come several in one
    document, without sentence starts, and `own` the number of sentences made from templates in an epoch.
    """
    trees = [tree for name in names for tree in read(TREEBANKS / f"{name}.conllu.gz")]
    draw = random.Random(0)

    def examples(pipeline: Language) -> Iterator[Example]:
        epoch = trees
        for group in _groups(epoch, joined, draw):
            yield example(pipeline, group)

    return examples


def _groups(trees: Sequence[Tree], joined: float, draw: random.Random) -> Iterator[list[Tree]]:
    """Give sentences one by one, or, so that it comes to the share `joined`, two to five neighbours together."""
    remaining = iter(trees)
    while group := list(islice(remaining, draw.randint(2, 5) if draw.random() < joined / 3 else 1)):
        yield group


def example(pipeline: Language, trees: Sequence[Tree]) -> Example:
    """Make an example of one sentence, with its border given, or of several, to be found."""
    words = [word for tree in trees for word in tree.words]
    heads = [(n if word.head < 0 else offset + word.head) for offset, n, word in _positions(trees)]
    starts = [n == offset for offset, n, _ in _positions(trees)]
    reference = document(pipeline, words, heads, starts)
    forms, spaces = [word.form for word in words], [word.space_after for word in words]
    given: list[bool | int | None] | None = list(starts) if len(trees) == 1 else None
    predicted = Doc(pipeline.vocab, words=forms, spaces=spaces, sent_starts=given)
    return Example(predicted, reference)


def _positions(trees: Iterable[Tree]) -> Iterator[tuple[int, int, Word]]:
    offset = 0
    for tree in trees:
        for n, word in enumerate(tree.words):
            yield offset, offset + n, word
        offset += len(tree.words)


def document(pipeline: Language, words: Sequence[Word], heads: list[int], starts: list[bool]) -> Doc:
    """Make a document with everything that the treebank says of its words."""
    given: list[bool | int | None] = list(starts)
    named = all(word.name for word in words)
    return Doc(
        pipeline.vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        lemmas=[word.lemma for word in words],
        pos=[word.upos if word.upos != "_" else "X" for word in words],
        morphs=[word.feats for word in words],
        heads=heads,
        deps=["ROOT" if word.deprel == "root" else word.deprel for word in words],
        sent_starts=given if len(words) == sum(given) else None,
        ents=[word.name for word in words] if named else None,
    )
