"""Mends what the parser often gets wrong about speech, so that content and verb of saying stand as UD has them.

"We are ready, he said": a verb of saying in the middle or at the end is `parataxis` of its content, the content before a
final "X said" is its `ccomp`; parsers call both `advcl`. See https://universaldependencies.org/u/dep/parataxis.html .
"""

from collections.abc import Collection
from dataclasses import replace

from entente.annotation.syntax import Sentence, Token

_TIMES = ("obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod")


def mend_speech(sentence: Sentence, saying: Collection[str]) -> Sentence:
    """Give the sentence with the relations between verbs of saying (lemmas) and their content put right."""
    tokens = sentence.tokens
    marks: dict[int, set[str]] = {}
    for token in tokens:
        if token.deprel == "mark":
            marks.setdefault(token.head, set()).add(token.text.lower())
    mended = tuple(_mended(token, tokens, marks.get(token.index, set()), saying) for token in tokens)
    return sentence if mended == tokens else replace(sentence, tokens=mended)


def _mended(token: Token, tokens: tuple[Token, ...], marks: set[str], saying: Collection[str]) -> Token:
    if token.head < 0 or token.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return token
    head = tokens[token.head]
    if token.deprel == "advcl" and not marks:
        if token.lemma.lower() in saying and token.upos == "VERB" and "VerbForm=Fin" in token.feats:
            return replace(token, deprel="parataxis")
        if head.lemma.lower() in saying and token.index < head.index and "VerbForm=Fin" in token.feats:
            return replace(token, deprel="ccomp")
    if (
        token.deprel == "acl"
        and "that" in marks
        and head.deprel in _TIMES
        and tokens[head.head].lemma.lower() in saying
    ):
        # "confirmed yesterday that it had contacted …": the clause is the verb's, not the day's.
        return replace(token, deprel="ccomp", head=head.head)
    return token
