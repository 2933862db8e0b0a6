"""Read treebanks in CoNLL-U (https://universaldependencies.org/format.html), with names in MISC as NER=."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; head counts from 0 in the sentence, -1 for the root; name is IOB, "" if unknown."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    name: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with its place in the treebank: the document, and whether it begins one."""

    identifier: str
    document: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(word.form + " " * word.space_after for word in self.words).rstrip()


def read(path: Path) -> list[Tree]:
    """Read every sentence of a file, in order; raises ValueError with file and sentence where a line is malformed."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(_trees(path, content.decode().split("\n\n")))


def read_names(path: Path, labels: set[str]) -> list[Tree]:
    """Read sentences of words with IOB tags, one a line, gzipped; names of other labels are no names."""
    blocks = gzip.decompress(path.read_bytes()).decode().strip().split("\n\n")
    return [Tree("", path.name, tuple(_tagged(block.split("\n"), labels))) for block in blocks]


def _tagged(lines: list[str], labels: set[str]) -> Iterator[Word]:
    before = "O"
    for line in lines:
        form, tag = line.rsplit(" ", 1)
        label = tag[2:] if tag[2:] in labels else ""
        begins = label and (tag[0] == "B" or before != label)
        name = f"{'B' if begins else 'I'}-{label}" if label else "O"
        before = label or "O"
        yield Word(form, "", "PROPN" if label else "", "", -1, "", space_after=True, name=name)


def _trees(path: Path, blocks: list[str]) -> Iterator[Tree]:
    document = ""
    for block in blocks:
        lines = block.strip().split("\n")
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        document = comments.get("newdoc id", document)
        identifier = comments.get("sent_id", "")
        try:
            words = tuple(_word(line) for line in lines if line[:1].isdigit() and line.split("\t", 1)[0].isdigit())
        except (IndexError, ValueError) as error:
            message = f"{path}, sentence {identifier}: not CoNLL-U ({error}); ten columns split by tabs are needed"
            raise ValueError(message) from error
        if words:
            yield Tree(identifier, document, words)


def _word(line: str) -> Word:
    columns = line.split("\t")
    misc = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item)
    return Word(
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        feats="" if columns[5] == "_" else columns[5],
        head=int(columns[6]) - 1,
        deprel=columns[7],
        space_after=misc.get("SpaceAfter") != "No",
        name=misc.get("NER", ""),
    )
