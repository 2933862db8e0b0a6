"""Scores of the language model from raw text: `python -m evaluation.parser [--write]`.

Reads the test parts of the treebanks in ../shared/treebanks, puts each document's sentences together as one line of text, splits
it by the reader's own rules, parses, and scores as CoNLL 2018 did (training/scorer.py). Then the same sentences with their
names, dates and quotations as single tokens, beside the plain parse of the same words; the recogniser's names; and the speed.
`--write` puts the figures into scores.json beside the shipped weights and into the table of docs/language-model.md.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from entente.annotation.sentences import split_sentences
from entente.annotation.syntax import Parser, Token, Unit, load_parser, parse, recognise
from entente.knowledge.loader import load_knowledge
from entente.model.report import Report
from training.conllu import Tree, Word, read
from training.merging import Span, candidates, merge
from training.scorer import Node, Score, add

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TREEBANKS = Path(__file__).parents[2] / "shared" / "treebanks"
MODEL = Path(__file__).parents[1] / "src" / "entente" / "annotation" / "language_model"
GENRE = Path(__file__).parents[1] / "training" / "genre.yaml"
PAGE = Path(__file__).parents[1] / "docs" / "language-model.md"
TESTS = {"PUD": "pud-test", "EWT": "ewt-test", "GUM": "gum-test"}
DEVELOPMENT = {"EWT dev": "ewt-dev", "GUM dev": "gum-dev"}
BEGIN, END = "<!-- scores: begin (python -m evaluation.parser --write) -->", "<!-- scores: end -->"
COLUMNS = {
    "UPOS": "upos",
    "lemma": "lemma",
    "UAS": "uas",
    "LAS": "las",
    "CLAS": "clas",
    "words F": "words",
    "sentences F": "sentences",
    "LAS merged": "las_merged",
    "LAS plain": "las_same_words_plain",
    "names F": "names_all",
    "PER": "names_PER",
    "ORG": "names_ORG",
    "LOC": "names_LOC",
}
Placed = tuple[Tree, list[tuple[int, int]]]  # a tree and the offsets of its words in the document's text


def documents(name: str) -> Iterator[tuple[str, list[Placed]]]:
    """Give each document of a treebank as one line of text, with its trees and the offsets of their words."""
    for _, trees in groupby(read(TREEBANKS / f"{name}.conllu.gz"), key=lambda tree: tree.document):
        text = ""
        placed: list[Placed] = []
        for tree in trees:
            text += " " * bool(text)
            offsets = []
            for word in tree.words:
                offsets.append((len(text), len(text) + len(word.form)))
                text += word.form + " " * word.space_after
            text = text.rstrip()
            placed.append((tree, offsets))
        yield text, placed


def gold(words: Sequence[Word]) -> list[Node]:
    """Give the treebank's words as the scorer takes them."""
    return [Node(word.form, word.lemma, word.upos, word.feats, word.head, word.deprel) for word in words]


def found(tokens: Sequence[Token]) -> list[Node]:
    """Give parsed words as the scorer takes them."""
    return [Node(t.text, t.lemma, t.upos, t.feats, t.head, t.deprel) for t in tokens]


def score_raw(parser: Parser, name: str) -> Score:
    """Score a treebank from raw text, split into sentences by the reader's rules."""
    knowledge = load_knowledge()
    result = Score()
    for text, placed in documents(name):
        spans = [
            (found.span.start, found.span.end, ()) for found in split_sentences(Report(text, "treebank"), knowledge)
        ]
        system = [found(sentence.tokens) for sentence in parse(parser, text, spans)]
        add(result, [gold(tree.words) for tree, _ in placed], system)
    return result


def score_merged(parser: Parser, name: str) -> tuple[Score, Score, int]:
    """Score sentences with units against the treebank's tree merged in the same way: read merged, read plain, fallbacks."""
    merged, plain, fallbacks = Score(), Score(), 0
    for text, placed in documents(name):
        with_units = [(item, spans) for item in placed if (spans := chosen(item[0].words))]
        borders = [(offsets[0][0], offsets[-1][1], units(offsets, spans)) for (_, offsets), spans in with_units]
        gold_sides = [gold_merged(text, tree, offsets, spans) for (tree, offsets), spans in with_units]
        trees = parse(parser, text, borders)
        plain_trees = parse(parser, text, [(start, end, ()) for start, end, _ in borders])
        fallbacks += sum(tree.plain for tree in trees)
        for border, side, tree, plain_tree in zip(borders, gold_sides, trees, plain_trees, strict=True):
            add(merged, [side], [found(collapsed(text, tree.tokens, border[2]))])
            add(plain, [side], [found(collapsed(text, plain_tree.tokens, border[2]))])
    return merged, plain, fallbacks


def chosen(words: Sequence[Word]) -> list[Span]:
    """Choose the units of a sentence: every candidate that does not overlap one before it, always the same."""
    picked: list[Span] = []
    same = random.Random(0)  # noqa: S311 - no secret: the same candidates each time
    for span in candidates(words, same):
        if all(span.end <= other.start or other.end <= span.start for other in picked):
            picked.append(span)
    return picked


def units(offsets: list[tuple[int, int]], spans: Sequence[Span]) -> list[Unit]:
    """Give spans of words as units of text."""
    return [Unit(offsets[span.start][0], offsets[span.end - 1][1], span.kind) for span in spans]


def gold_merged(text: str, tree: Tree, offsets: list[tuple[int, int]], spans: Sequence[Span]) -> list[Node]:
    """Merge the treebank's tree; the text of a merged word is what it covers."""
    covered = {offsets[span.start][0]: offsets[span.end - 1][1] for span in spans}
    starts = [start for n, (start, _) in enumerate(offsets) if not any(span.start < n < span.end for span in spans)]
    ends = dict(offsets) | covered
    nodes = gold(merge(tree, spans).words)
    return [
        Node(text[start : ends[start]], node.lemma, node.upos, node.feats, node.head, node.deprel)
        for start, node in zip(starts, nodes, strict=True)
    ]


def collapsed(text: str, tokens: Sequence[Token], given: Sequence[Unit]) -> list[Token]:
    """Collapse the words of each unit of a plain parse into one, which hangs where its first word with a head outside hung."""
    group = [
        next((n for n, unit in enumerate(given) if unit.start <= t.start < unit.end), -1 - t.index) for t in tokens
    ]
    order = list(dict.fromkeys(group))
    position = {key: n for n, key in enumerate(order)}
    result: list[Token] = []
    for key in order:
        members = [t for t, own in zip(tokens, group, strict=True) if own == key]
        top = next((t for t in members if t.head < 0 or group[t.head] != key), members[0])
        head = -1 if top.head < 0 else position[group[top.head]]
        start, end = members[0].start, members[-1].end
        result.append(Token(len(result), start, end, text[start:end], "", top.upos, top.deprel, head, "", top.merged))
    return result


def score_genre(parser: Parser) -> dict[str, float]:
    """Score the arcs of training/genre.yaml, read plain and merged: the share that is right, in percent."""
    right = {"arcs_plain": 0, "arcs_merged": 0}
    total = 0
    for entry in yaml.safe_load(GENRE.read_text(encoding="utf-8")):
        text = entry["text"]
        given = [u for kind, spans in entry.get("units", {}).items() for u in genre_units(text, kind, spans)]
        plain, merged = parse(parser, text, [(0, len(text), ()), (0, len(text), given)])
        total += len(entry["arcs"])
        right["arcs_plain"] += sum(has_arc(text, plain.tokens, arc) for arc in entry["arcs"])
        right["arcs_merged"] += sum(has_arc(text, merged.tokens, arc) for arc in entry["arcs"])
    return {name: round(100 * count / total, 1) for name, count in right.items()}


def genre_units(text: str, kind: str, spans: str) -> list[Unit]:
    """Find the spans of one kind, parted by |, in the text."""
    return [Unit(text.index(span), text.index(span) + len(span), kind) for span in spans.split("|")]


def has_arc(text: str, tokens: Sequence[Token], arc: str) -> bool:
    """Say whether one of the arcs parted by | is in the tree, relations without subtypes."""
    for dependent, relation, head in (one.split() for one in arc.split("|")):
        token, above = covering(text, tokens, dependent), covering(text, tokens, head)
        if token.head == above.index and token.deprel.split(":")[0] == relation:
            return True
    return False


def covering(text: str, tokens: Sequence[Token], word: str) -> Token:
    """Give the token that covers a word's first occurrence, or with "word:2" its second."""
    form, _, number = word.partition(":")
    places = [found.start() for found in re.finditer(rf"\b{re.escape(form)}\b", text)]
    place = places[int(number or 1) - 1]
    return next(token for token in tokens if token.start <= place < token.end)


def score_names(parser: Parser, name: str) -> dict[str, float]:
    """Score the recogniser's names on the treebank's sentences: exact spans, F1 in percent, by label and together."""
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for text, placed in documents(name):
        expected = {span for tree, offsets in placed for span in gold_names(tree.words, offsets)}
        borders = [(offsets[0][0], offsets[-1][1]) for _, offsets in placed]
        system = {(span.start, span.end, span.label) for span in recognise(parser, text, borders)}
        for label in ("PER", "ORG", "LOC"):
            for spans in (expected, system):
                total[label] = total.get(label, 0) + sum(span[2] == label for span in spans)
            right[label] = right.get(label, 0) + sum(span[2] == label for span in expected & system)
    both = {label: round(200 * right[label] / total[label], 1) for label in right}
    return {"all": round(200 * sum(right.values()) / sum(total.values()), 1), **both}


def gold_names(words: Sequence[Word], offsets: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Give the names of the treebank as offsets and label."""
    for n, word in enumerate(words):
        if word.name.startswith("B-"):
            end = n + 1
            while end < len(words) and words[end].name.startswith("I-"):
                end += 1
            yield offsets[n][0], offsets[end - 1][1], word.name[2:]


def speed(parser: Parser, name: str) -> dict[str, int]:
    """Time syntax and names over a treebank's text on this machine, in words a second."""
    texts = list(documents(name))
    words = sum(len(offsets) for _, placed in texts for _, offsets in placed)
    line = "\n".join(text for text, _ in texts)
    spans, position = [], 0
    for text, _ in texts:
        spans += [(position + m.start, position + m.end) for m in _stops(text)]
        position += len(text) + 1
    begun = time.perf_counter()
    parse(parser, line, [(start, end, ()) for start, end in spans])
    between = time.perf_counter()
    recognise(parser, line, spans)
    ended = time.perf_counter()
    return {"syntax": round(words / (between - begun)), "names": round(words / (ended - between))}


def _stops(text: str) -> Iterator[Span]:
    knowledge = load_knowledge()
    return (
        Span(found.span.start, found.span.end, "") for found in split_sentences(Report(text, "treebank"), knowledge)
    )


def measure(parser: Parser, parts: dict[str, str]) -> dict[str, dict[str, float]]:
    """Measure everything on the given treebanks."""
    rows: dict[str, dict[str, float]] = {}
    for title, name in parts.items():
        rows[title] = dict(score_raw(parser, name).figures())
        merged, plain, fallbacks = score_merged(parser, name)
        rows[title] |= {"las_merged": merged.figures()["las"], "las_same_words_plain": plain.figures()["las"]}
        rows[title] |= {"uas_merged": merged.figures()["uas"], "uas_same_words_plain": plain.figures()["uas"]}
        rows[title] |= {"fallbacks": fallbacks}
        rows[title] |= {f"names_{label}": figure for label, figure in score_names(parser, name).items()}
    return rows


def table(rows: dict[str, dict[str, float]], genre: dict[str, float]) -> str:
    """Write the figures as the table of the documentation page."""
    lines = ["| " + " | ".join(("scored from raw text", *COLUMNS)) + " |", "| " + "--- | " * (len(COLUMNS) + 1)]
    for title, row in rows.items():
        lines.append("| " + " | ".join((title, *(str(round(row[name], 1)) for name in COLUMNS.values()))) + " |")
    arcs = f"Arcs of the genre's sentences: plain {genre['arcs_plain']}, merged {genre['arcs_merged']}."
    return "\n".join([*(line.rstrip() for line in lines), "", arcs]) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Print the scores; with --dev those of the development parts, with --write also record them."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    parser = load_parser(names[0] if names else None, lemmas=True)
    rows = measure(parser, DEVELOPMENT if "--dev" in arguments else TESTS)
    for title, row in rows.items():
        print(title, *(f"{name} {figure}" for name, figure in row.items()), sep="  ")
    genre = score_genre(parser)
    print("genre:", genre)
    timing = speed(parser, "pud-test")
    print("words a second:", timing)
    if "--write" in arguments:
        (MODEL / "scores.json").write_text(
            json.dumps({"scores": rows, "genre": genre}, indent=2) + "\n", encoding="utf-8"
        )
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(before + BEGIN + "\n" + table(rows, genre) + END + after, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
