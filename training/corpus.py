"""The corpora that the configs name: treebank sentences as spaCy examples, drawn anew in every epoch."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from thinc.api import NumpyOps, set_current_ops

import entente.annotation.language_model.word_classes  # noqa: F401 - registers the callback that the configs name
from training.conllu import Tree, Word, read, read_names
from training.merging import merged as merge
from training.renaming import renamed as rename
from training.templates import NAMES, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

TREEBANKS = Path(__file__).parents[2] / "shared" / "treebanks"
# numpy's own matrix product is four times as fast as the one that thinc takes by default on the machine this ran on.
set_current_ops(NumpyOps(use_blis=False))
_SHARES = (0.0, 0.0, 0.5, 0.85, 1.0)  # how much of a template is merged


@registry.readers("entente.treebanks.v1")  # type: ignore[untyped-decorator]
def treebanks(
    names: list[str], merged: float = 0.0, joined: float = 0.0, renamed: float = 0.0, templates: int = 0
) -> Callable[[Language], Iterator[Example]]:
    """Read treebanks of ../shared/treebanks by name.

    `merged` is the share of sentences that come as merged copies, `joined` the share that come several in one
    document, without sentence starts, `renamed` the share of names that are exchanged for others, and `templates`
    the number of sentences that are drawn from templates, some of them merged if any sentence is.
    """
    trees = [tree for name in names for tree in read(TREEBANKS / f"{name}.conllu.gz")]
    draw = random.Random(0)

    def examples(pipeline: Language) -> Iterator[Example]:
        epoch = [rename(tree, draw, renamed) for tree in trees]
        epoch = [merge(tree, draw) if draw.random() < merged else tree for tree in epoch]
        shares = _SHARES if merged else (0.0,)
        groups = [*_groups(epoch, joined, draw), *([sentence(draw, draw.choice(shares))] for _ in range(templates))]
        if templates:
            draw.shuffle(groups)
        for group in groups:
            yield example(pipeline, group)

    return examples


@registry.readers("entente.names.v1")  # type: ignore[untyped-decorator]
def named_sentences(
    names: list[str], renamed: float = 0.0, templates: int = 0, others: bool = False
) -> Callable[[Language], Iterator[Example]]:
    """Read sentences with names for the recogniser; `others` adds wikigold, whose miscellaneous names are left out."""
    trees = [tree for name in names for tree in read(TREEBANKS / f"{name}.conllu.gz")]
    trees += read_names(TREEBANKS / "wikigold.iob2.gz", set(NAMES.values())) if others else []
    draw = random.Random(0)

    def examples(pipeline: Language) -> Iterator[Example]:
        epoch = [rename(tree, draw, renamed) for tree in trees] + [sentence(draw, 0.0) for _ in range(templates)]
        if templates:
            draw.shuffle(epoch)
        for tree in epoch:
            words = [word.form for word in tree.words]
            spaces = [word.space_after for word in tree.words]
            reference = Doc(pipeline.vocab, words=words, spaces=spaces, ents=[word.name for word in tree.words])
            yield Example(Doc(pipeline.vocab, words=words, spaces=spaces), reference)

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
    reference = document(pipeline, words, heads)
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


def document(pipeline: Language, words: Sequence[Word], heads: list[int]) -> Doc:
    """Make a document with what is known of its words: templates know heads and relations only."""
    tagged = all(word.upos for word in words)
    named = all(word.name for word in words)
    return Doc(
        pipeline.vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        lemmas=[word.lemma for word in words] if tagged else None,
        pos=[word.upos if word.upos != "_" else "X" for word in words] if tagged else None,
        morphs=[word.feats for word in words] if tagged else None,
        heads=heads,
        deps=["ROOT" if word.deprel == "root" else word.deprel for word in words],
        ents=[word.name for word in words] if named else None,
    )
