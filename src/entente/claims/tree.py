"""A parsed sentence as a tree: what hangs from what, and the words before and after it.

Relations: https://universaldependencies.org/u/dep/ .
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from entente.annotation.syntax import Sentence, Token

_OBLIQUES = frozenset(
    ("obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "obl:npmod", "nmod", "nmod:unmarked", "nmod:tmod")
)
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM"))
_CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis")
_OPENING = "\"'\u201c\u2018\u00ab"
_AROUND = ",.;:!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"


@dataclass(frozen=True)
class Tree:
    """The tree of one sentence; tokens are named by their index in it.

    `object_control` are verbs such as ask, allow.
    """

    sentence: Sentence
    object_control: frozenset[str]

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.sentence.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in the order of the words."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                kids[token.head].append(token.index)
        return tuple(tuple(k) for k in kids)

    def kids(self, token: int, *relations: str) -> list[int]:
        """Give the dependents of a token that stand in one of the relations (all, where none is named)."""
        kids = self.children[token]
        if not kids or not relations:
            return list(kids)
        own = self._relations
        return [k for k in kids if own[k] in relations]

    def kid_words(self, token: int, *relations: str) -> list[str]:
        """Give the dependents of a token that stand in one of the relations as words in lower case."""
        return [self.tokens[k].text.lower() for k in self.kids(token, *relations)]

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        return tuple(token.deprel for token in self.tokens)

    def subtree(self, token: int) -> Iterator[int]:
        """Give a token and all below it."""
        yield token
        for kid in self.children[token]:
            yield from self.subtree(kid)

    def ancestors(self, token: int) -> Iterator[int]:
        """Give the heads above a token, nearest first."""
        head = self.tokens[token].head
        while head >= 0:
            yield head
            head = self.tokens[head].head

    def coordinated(self, token: int) -> list[int]:
        """Give a token and what is coordinated with it: A, B and C."""
        found = [token]
        for kid in self.kids(token, "conj"):
            found.extend(self.coordinated(kid))
        return found

    def with_conjuncts(self, heads: Sequence[int], token: int) -> list[int]:
        """Give the dependents of a token with what is coordinated with each, each once."""
        return list(dict.fromkeys(t for head in heads for t in self.coordinated(head) if t != token))

    def preposition(self, token: int) -> str:
        """Give the preposition before a token, in lower case ("with", "according to"), or ""."""
        return self._prepositions[token]

    @cached_property
    def _prepositions(self) -> tuple[str, ...]:
        before = {token.head for token in self.tokens if token.deprel == "case"}
        return tuple(self._words_before(token.index) if token.index in before else "" for token in self.tokens)

    def _words_before(self, token: int) -> str:
        words = []
        for case in self.kids(token, "case"):
            words.append(self.tokens[case].text.lower())
            words.extend(self.tokens[k].text.lower() for k in self.kids(case, "fixed"))
        return " ".join(words)

    def lemma(self, token: int) -> str:
        """Give the lemma of a token in lower case, with its particle ("step down")."""
        return self._lemmas[token]

    @cached_property
    def _lemmas(self) -> tuple[str, ...]:
        lemmas = [token.lemma.lower() for token in self.tokens]
        for token in self.tokens:
            if token.deprel == "compound:prt" and token.head >= 0:
                lemmas[token.head] += f" {token.text.lower()}"
        return tuple(lemmas)

    @cached_property
    def arguments(self) -> dict[tuple[int, str], list[int]]:
        """What claims/arguments.py has found so far: frames ask for the same slots again and again."""
        return {}

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """What a condition may call each token: its lemma, its text in lower case, the words of a quotation that is one token."""
        return tuple(
            frozenset((lemma, *_words_of(t.text.lower()))) for t, lemma in zip(self.tokens, self._lemmas, strict=True)
        )

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The words of all tokens: most conditions name none of them."""
        return frozenset().union(*self.words)

    def is_verb(self, token: int) -> bool:
        """Tell whether a token is a verb."""
        return self.tokens[token].upos in ("VERB", "AUX")

    def is_passive(self, token: int) -> bool:
        """Tell whether a verb is passive: by its subject, its auxiliary, or as a bare past participle."""
        if self.kids(token, "nsubj:pass", "aux:pass"):
            return True
        own = self.tokens[token]
        if self.holds_main_subject(token):
            return True
        bare = own.deprel in ("acl", "acl:relcl", "amod", "advcl", "xcomp") and not self.kids(
            token, "nsubj", "aux", "obj"
        )
        return bare and own.upos == "VERB" and ("VerbForm=Part" in own.feats and "Tense=Past" in own.feats)

    def holds_main_subject(self, token: int) -> bool:
        """Tell whether a parser hung the main verb's subject from a participle: "Mali, suspended in 2015, was absent"."""
        own = self.tokens[token]
        return (
            own.deprel == "advcl" and "Voice=Pass" in own.feats and bool(self.kids(token, "nsubj")) and token < own.head
        )

    def obliques(self, token: int, preposition: str) -> list[int]:
        """Give what hangs from a token by a preposition."""
        if preposition not in self._prepositions:
            return []
        found = self._behind(token, preposition)
        # "the suspension of Russia and that of Belarus": the pronoun repeats the noun.
        again = [k for k in self.kids(token, "conj") if self.tokens[k].text.lower() in ("that", "those")]
        found += [k for a in again for k in self._behind(a, preposition)]
        return self._both(found[0]) if preposition == "between" and len(found) == 1 else found

    def _behind(self, token: int, preposition: str) -> list[int]:
        own, relations = self._prepositions, self._relations
        return [k for k in self.children[token] if own[k] == preposition and relations[k] in _OBLIQUES]

    def anywhere(self, token: int, preposition: str) -> list[int]:
        """Give what stands behind a preposition after a token, wherever in the clause a parser hung it."""
        found = self.obliques(token, preposition)
        for kid in self.children[token]:
            if kid > token and self.tokens[kid].deprel not in _CLAUSES and not self.is_verb(kid):
                found.extend(self.anywhere(kid, preposition))
        return found

    def _both(self, first: int) -> list[int]:
        # "a memorandum between A and B": what stands between has two sides, also where B hangs from the memorandum.
        if self.kids(first, "conj"):
            return [first]
        after = max(self.subtree(first)) + 1
        return [first, *(t.index for t in self.tokens if t.deprel == "conj" and after in self.kids(t.index, "cc"))]


def _words_of(text: str) -> list[str]:
    """Give the text of a token, with its words where it is a quotation that went into the parser as one."""
    return [text, *(word.strip(_AROUND) for word in text.split())] if text[0] in _OPENING else [text]
