"""Parses written by hand: one word a line (text, lemma, upos, head from 1, relation, features), as in CoNLL-U."""

from collections.abc import Callable

import pytest

from entente.annotation.syntax import Sentence, Token
from entente.claims.tree import Tree

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
