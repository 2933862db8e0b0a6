"""Parses written by hand: one word a line (text, lemma, upos, head from 1, relation, features), as in CoNLL-U."""

from collections.abc import Callable

import pytest

from entente.annotation.syntax import Sentence, Token
from entente.annotation.values import AnnotatedReport, ReportDate, SentenceSpan, TimeExpression
from entente.claims.context import Context, StandIns
from entente.claims.tree import Tree
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import BlockKind, Report
from entente.model.span import Span
from tests.annotation.conftest import mention_of

CONTROL = frozenset(("allow", "ask", "invite", "urge"))


def tokens_of(rows: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    at = 0
    for n, row in enumerate(r for r in rows.strip().splitlines() if r.strip()):
        text, lemma, upos, head, relation, *feats = row.split()
        word = text.replace("_", " ")
        tokens.append(
            Token(n, at, at + len(word), word, lemma, upos, relation, int(head) - 1, feats[0] if feats else "", "")
        )
        at += len(word) + 1
    return tuple(tokens)


def tree_of(rows: str) -> Tree:
    tokens = tokens_of(rows)
    return Tree(Sentence(0, tokens[-1].end, tokens, plain=True), CONTROL)


@pytest.fixture
def tree() -> Callable[[str], Tree]:
    return tree_of


def context_of(rows: str, names: dict[str, str], times: dict[str, str] | None = None) -> Context:
    """Give the context of a sentence parsed by hand; `names` maps words to entity ids, `times` words to EDTF dates."""
    tree = tree_of(rows)
    text = " ".join(t.text for t in tree.tokens)
    sentence = SentenceSpan(Span(0, len(text)), BlockKind.BODY, 1)
    mentions = [mention_of(text, words, entity) for words, entity in names.items()]
    dates = [_time(text, words, edtf) for words, edtf in (times or {}).items()]
    annotated = AnnotatedReport(
        Report(text, "t"),
        ReportDate("2023-05-10"),
        (sentence,),
        tuple(sorted(mentions, key=lambda m: m.span)),
        times=tuple(sorted(dates, key=lambda t: t.span)),
    )
    return Context(annotated, sentence, tree, {}, stand_ins=StandIns(frozenset(("delegation", "member"))))


def _time(text: str, words: str, edtf: str) -> TimeExpression:
    start = text.index(words)
    return TimeExpression(Span(start, start + len(words)), "DATE", edtf, edtf, "test")


@pytest.fixture
def context() -> Callable[..., Context]:
    return context_of


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
