"""Syntax: the sentences of a report as Universal Dependencies trees over the report's own offsets.

A name, a date or a quotation that is known before the parse is a `Unit` and goes into the parser as one token with
a fixed placeholder word: an easier sentence, on which the model was trained as well as on the plain one. The labels
are those of https://universaldependencies.org/en/ ; the sentence is one tree with one root, also where the parser
would give several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

PLACEHOLDERS = {
    "person": "Xperson",
    "body": "Xbody",
    "place": "Xplace",
    "event": "Xevent",
    "date": "Xdate",
    "quotation": "Xquote",
}
"""The word that stands for a unit of each kind; training/ puts the same words into its merged copies."""

MAX_TOKENS = 400
"""Longer sentences are parsed in pieces: memory and time then grow with the text only."""

_BATCH = 64  # sentences at a time: fewer take longer each, and more do not fit into the processor's caches
_STEPPING = {"parser": {"batch_size": 256}}  # the parser takes small steps, and so more sentences at a time

NAME_LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
"""Labels of a recogniser that count as names here, and what they are called."""

_NAMES = ("ner",)
_UNREAD = (*_NAMES, "trainable_lemmatizer", "lemmatizer")  # what claims do not need
# Relations that no name, date or quotation bears in a good tree: one of them on a merged token tells a bad parse.
_FUNCTION_RELATIONS = frozenset(
    ["aux", "aux:pass", "cop", "mark", "case", "cc", "cc:preconj", "punct", "det", "expl", "discourse", "fixed"]
)
_MERGED_POS = {"quotation": "X"}  # anything; every other unit is a proper noun
_MIXED = re.compile(r"[A-Za-z]*[a-z][A-Z]\.")
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "csubj:pass"))
_VERBAL = frozenset(("obj", "iobj", "aux", "aux:pass", "expl", "xcomp", "compound:prt"))


@dataclass(frozen=True, slots=True)
class Token:
    """One UD word of a parsed sentence, or a whole unit as one token; offsets are into the report's text."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    deprel: str
    head: int  # index in the sentence, -1 for the root
    feats: str  # "Tense=Past|VerbForm=Fin", "" if none
    merged: str  # the unit's kind, "" for a plain word


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence of the report; `plain` says that no unit was merged in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A span of the report's text that the parser is to see as one token; kind is a key of PLACEHOLDERS."""

    start: int
    end: int
    kind: str


Row: TypeAlias = tuple[int, int, "Sequence[Unit]"]
"""A sentence to parse: its start and end in the text, and its units."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found by the recogniser: offsets into the report's text, and PER, ORG or LOC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded spaCy pipeline with UD labels, and which of its components each use leaves out.

    The lemma of a word is the word itself in lower case where the lemmatiser is left out.
    """

    pipeline: Language
    without_for_syntax: tuple[str, ...] = ()
    without_for_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it goes into the parser: its offsets, the form that the parser sees, and the unit's kind."""

    start: int
    end: int
    form: str
    merged: str = ""


def load_parser(name: str | None = None, *, lemmas: bool = False) -> Parser:
    """Load the shipped language model, or another spaCy pipeline with UD labels.

    Takes the name or path of a pipeline; None means ours. Without `lemmas` its lemmatiser is left out. spaCy is imported here and
    not before.
    Raises OSError where the pipeline is not found, ValueError where it has no parser.
    """
    from entente.annotation import language_model  # importing spaCy takes 0.3 s, and not every command parses
    from entente.annotation.language_model.remembering import remember_words

    pipeline = language_model.load(name)
    if "parser" not in pipeline.pipe_names:
        raise ValueError(f"{name or 'the shipped language model'}: no parser in this pipeline; name one trained on UD")
    remember_words(pipeline)
    own_names = language_model.names_stand_alone(pipeline)
    return Parser(
        pipeline,
        without_for_syntax=tuple(pipe for pipe in pipeline.pipe_names if pipe in (_NAMES if lemmas else _UNREAD)),
        without_for_names=tuple(pipe for pipe in pipeline.pipe_names if pipe != "ner") if own_names else (),
    )


def parse(parser: Parser, text: str, sentences: Sequence[Row]) -> list[Sentence]:
    """Parse sentences of a text, each with its units as single tokens, in batches.

    Takes the report's text and (start, end, units) per sentence, all in character offsets into the text; gives one
    Sentence each, in the same order. Units that overlap or cut a word are not merged, and a sentence whose merged
    parse is no tree, or uses a merged token as a function word or a verb, is parsed again as it stands; then the
    words inside its units stay plain.
    """
    return parse_texts(parser, [(text, sentences)])[0]


def parse_texts(parser: Parser, texts: Sequence[tuple[str, Sequence[Row]]]) -> list[list[Sentence]]:
    """Parse sentences of several texts together, as `parse` does those of one: larger batches take less time a word."""
    rows = [(text, row) for text, own in texts for row in own]
    first = _analyse(parser, [(text, _merged_words(parser, text, *row)) for text, row in rows])
    doubtful = [
        n for n, (tokens, whole) in enumerate(first) if _has_merged(tokens) and not (whole and is_sound(tokens))
    ]
    plain_words = [(text, _merged_words(parser, text, *row[:2], ())) for text, row in (rows[n] for n in doubtful)]
    chosen = [tokens for tokens, _ in first]
    for n, (tokens, whole) in zip(doubtful, _analyse(parser, plain_words), strict=True):
        chosen[n] = tokens if whole else chosen[n]
    found = (
        Sentence(start, end, tokens, plain=not _has_merged(tokens))
        for (_, (start, end, _)), tokens in zip(rows, chosen, strict=True)
    )
    return [[next(found) for _ in own] for _, own in texts]


def recognise(parser: Parser, text: str, sentences: Sequence[tuple[int, int]]) -> list[NameSpan]:
    """Find names in plain sentences, in batches.

    Takes the report's text and (start, end) per sentence in character offsets; gives persons, bodies and places in
    text order, none where the pipeline has no recogniser.
    """
    if "ner" not in parser.pipeline.pipe_names:
        return []
    words = [piece for start, end in sentences for piece in _pieces(_merged_words(parser, text, start, end, ()))]
    docs = parser.pipeline.pipe((_document(parser, piece) for piece in words), disable=list(parser.without_for_names))
    return [
        NameSpan(piece[entity.start].start, piece[entity.end - 1].end, NAME_LABELS[entity.label_])
        for piece, doc in zip(words, docs, strict=True)
        for entity in doc.ents
        if entity.label_ in NAME_LABELS
    ]


def is_sound(tokens: Sequence[Token]) -> bool:
    """Say whether every merged token is used as a name, a date or a quotation can be used."""
    return not any(token.merged and _is_misused(token, tokens) for token in tokens)


def single_root(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Make one tree of a parse with several roots: the others hang on the main one as parataxis or punct.

    The main root is the first verb among the roots, else the first root that is no punctuation.
    """
    roots = [token for token in tokens if token.head < 0]
    if len(roots) == 1 or not tokens:
        return tuple(tokens)
    main = min(roots, key=lambda root: (root.upos != "VERB", root.upos == "PUNCT", root.index))
    return tuple(
        replace(token, head=main.index, deprel="punct" if token.upos == "PUNCT" else "parataxis")
        if token.head < 0 and token is not main
        else token
        for token in tokens
    )


def _is_misused(token: Token, tokens: Sequence[Token]) -> bool:
    if token.deprel in _FUNCTION_RELATIONS:
        return True
    if token.merged == "quotation":
        return False
    below = {other.deprel for other in tokens if other.head == token.index}
    predicative = "cop" in below
    verbs_elsewhere = any(other.upos == "VERB" and "VerbForm=Fin" in other.feats for other in tokens)
    return (
        bool(below & _VERBAL)
        or (bool(below & _SUBJECTS) and not predicative)
        or (token.head < 0 and not predicative and verbs_elsewhere)
    )


def _has_merged(tokens: Iterable[Token]) -> bool:
    return any(token.merged for token in tokens)


def _merged_words(parser: Parser, text: str, start: int, end: int, units: Sequence[Unit]) -> list[_Word]:
    usable = _usable(text, start, end, units)
    words: list[_Word] = []
    position = start
    for unit in usable:
        words += _plain_words(parser, text, position, unit.start)
        words.append(_Word(unit.start, unit.end, PLACEHOLDERS[unit.kind], unit.kind))
        position = unit.end
    return words + _plain_words(parser, text, position, end)


def _usable(text: str, start: int, end: int, units: Sequence[Unit]) -> list[Unit]:
    """Give the units in order; none of them where one overlaps another, cuts a word, or leaves the sentence."""
    ordered = sorted(units, key=lambda unit: unit.start)
    apart = all(left.end <= right.start for left, right in pairwise(ordered))
    inside = all(start <= unit.start < unit.end <= end for unit in ordered)
    whole = not any(_cuts_word(text, unit.start) or _cuts_word(text, unit.end) for unit in ordered)
    return ordered if apart and inside and whole else []


def _cuts_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _plain_words(parser: Parser, text: str, start: int, end: int) -> list[_Word]:
    if not text[start:end].strip():
        return []
    return [
        word
        for token in parser.pipeline.tokenizer(text[start:end])
        if not token.is_space
        for word in _without_stop(_Word(start + token.idx, start + token.idx + len(token), token.text))
    ]


def _without_stop(word: _Word) -> list[_Word]:
    """Take the full stop off an acronym of mixed letters at the end of a sentence: "MoU."."""
    if not (word.form.endswith(".") and _MIXED.fullmatch(word.form)):
        return [word]
    return [_Word(word.start, word.end - 1, word.form[:-1]), _Word(word.end - 1, word.end, ".")]


def _pieces(words: list[_Word]) -> Iterator[list[_Word]]:
    """Cut a sentence that is too long, after a punctuation mark where one is near."""
    while len(words) > MAX_TOKENS:
        marks = [n + 1 for n in range(MAX_TOKENS // 2, MAX_TOKENS) if not words[n].form[-1].isalnum()]
        cut = marks[-1] if marks else MAX_TOKENS
        yield words[:cut]
        words = words[cut:]
    if words:
        yield words


def _document(parser: Parser, words: Sequence[_Word]) -> Doc:
    from spacy.tokens import Doc as SpacyDoc  # see load_parser

    gaps = [right.start > left.end for left, right in pairwise(words)]
    forms = [word.form for word in words]
    starts: list[bool | int | None] = [True, *[False] * len(gaps)]
    return SpacyDoc(parser.pipeline.vocab, words=forms, spaces=[*gaps, False], sent_starts=starts)


def _analyse(parser: Parser, sentences: Sequence[tuple[str, list[_Word]]]) -> list[tuple[tuple[Token, ...], bool]]:
    """Parse sentences of words, each with its text; with each tree comes whether the parser gave it one root a piece."""
    pieces = [(n, piece) for n, (_, words) in enumerate(sentences) for piece in _pieces(words)]
    docs = parser.pipeline.pipe(
        (_document(parser, piece) for _, piece in pieces),
        batch_size=_BATCH,
        disable=list(parser.without_for_syntax),
        component_cfg=_STEPPING,
    )
    trees: list[list[Token]] = [[] for _ in sentences]
    whole = [True] * len(sentences)
    for (n, piece), doc in zip(pieces, docs, strict=True):
        tokens = _tokens(sentences[n][0], piece, doc, len(trees[n]))
        whole[n] = whole[n] and sum(token.head < 0 for token in tokens) == 1
        trees[n] += tokens
    return [(single_root(tree), good) for tree, good in zip(trees, whole, strict=True)]


def _tokens(text: str, words: Sequence[_Word], doc: Doc, shift: int) -> list[Token]:
    """Read the tree off a document; indices begin at `shift`, for the later pieces of a long sentence."""
    heads = [node.head.i for node in doc]
    return [
        Token(
            index=shift + n,
            start=word.start,
            end=word.end,
            text=text[word.start : word.end],
            lemma=text[word.start : word.end] if word.merged else node.lemma_ or node.lower_,
            upos=_MERGED_POS.get(word.merged, "PROPN") if word.merged else node.pos_,
            deprel="root" if heads[n] == n else node.dep_.lower(),
            head=-1 if heads[n] == n else shift + heads[n],
            feats="" if word.merged else str(node.morph),
            merged=word.merged,
        )
        for n, (word, node) in enumerate(zip(words, doc, strict=True))
    ]
