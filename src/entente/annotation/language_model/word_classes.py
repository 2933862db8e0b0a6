"""Word classes: Brown clusters of frequent words, which tell the parser what kind of word an unseen word is.

Brown et al. 1992, "Class-based n-gram models of natural language" (https://aclanthology.org/J92-4003/). A class is
a path in a binary tree: its first bits are a coarser class. The table is cut from spacy-lookups-data (MIT) by
training/word_classes.py. They stand in two lexical attributes that UD parsing has no other use for: PREFIX holds
the class, LANG its first bits.
"""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.attrs import LANG, PREFIX
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.language import Language

TABLE = Path(__file__).parent / "word-classes.gz"
COARSE_BITS = 6


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Classes by word form, as integers whose lowest bits are the top of the tree."""

    classes: Mapping[str, int]

    def of(self, word: str) -> int:
        """Give the class of a word, else that of its lower-cased or capitalised form, else 0."""
        for form in (word, word.lower(), word.title()):
            if form in self.classes:
                return self.classes[form]
        return 0

    def fine(self, word: str) -> str:
        """Name the class of a word; an unknown word is named by its first letter, as PREFIX would do."""
        number = self.of(word)
        return f"#{number}" if number else word[:1]

    def coarse(self, word: str) -> str:
        """Name the coarser class of a word, "" if unknown."""
        number = self.of(word)
        return f"#{number & ((1 << COARSE_BITS) - 1)}" if number else ""


def write(table: Path, classes: Mapping[str, int]) -> None:
    """Write classes compactly: a count, the classes as 32-bit numbers, and the words, one a line."""
    words = sorted(classes)
    numbers = struct.pack(f"<I{len(words)}I", len(words), *(classes[word] for word in words))
    table.write_bytes(gzip.compress(numbers + "\n".join(words).encode(), mtime=0))


@cache
def read(table: Path) -> WordClasses:
    """Read a table that `write` wrote; raises OSError where there is none."""
    content = gzip.decompress(table.read_bytes())
    (count,) = struct.unpack_from("<I", content)
    numbers = struct.unpack_from(f"<{count}I", content, 4)
    words = content[4 + 4 * count :].decode().split("\n")
    return WordClasses(dict(zip(words, numbers, strict=True)))


@registry.callbacks("entente.word_classes.v1")  # type: ignore[untyped-decorator]
def with_word_classes() -> Callable[[Language], Language]:
    """Make the callback that a pipeline's config names under [nlp.after_creation]."""

    def extend(pipeline: Language) -> Language:
        classes = read(TABLE)
        vocabulary: Any = pipeline.vocab  # the stubs of spaCy know neither its getters nor their setters
        vocabulary.lex_attr_getters |= {PREFIX: classes.fine, LANG: classes.coarse}
        for lexeme in vocabulary:  # the tokenizer's own words are there already
            lexeme.prefix_ = classes.fine(lexeme.orth_)
            lexeme.lang_ = classes.coarse(lexeme.orth_)
        return pipeline

    return extend
