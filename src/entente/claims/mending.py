"""Mends what the parser often gets wrong, and what only the meaning of the words can tell.

Speech: "We are ready, he said": a verb of saying in the middle or at the end is `parataxis` of its content, the content
before a final "X said" is its `ccomp`; parsers call both `advcl`. See https://universaldependencies.org/u/dep/parataxis.html .
Plans: "They agreed to sign on June 1": a day to come belongs to what is planned, not to the planning.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from entente.annotation.syntax import Sentence, Token
from entente.model.span import Span

_NAMES = ("NOUN", "PROPN")
_NEAR = 6  # words between a noun and its infinitive
_TIMES = ("obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod")


@dataclass(frozen=True, slots=True)
class _Clauses:
    """What tells what a clause is, by the token that heads it: the words that mark it, and whether its verb is finite."""

    marks: Mapping[int, frozenset[str]]
    finite: frozenset[int]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "_Clauses":
        marks: dict[int, frozenset[str]] = {}
        for token in tokens:
            if token.deprel == "mark":
                marks[token.head] = marks.get(token.head, frozenset()) | {token.text.lower()}
        finite = [t for t in tokens if "VerbForm=Fin" in t.feats]
        heads = (t.head if t.deprel in ("aux", "aux:pass", "cop") else t.index for t in finite)
        return cls(marks, frozenset(heads))

    def marks_of(self, token: Token) -> frozenset[str]:
        """Give the words that mark the clause that a token heads."""
        return self.marks.get(token.index, frozenset())


def mend_speech(sentence: Sentence, saying: Collection[str], conditions: Collection[str] = ()) -> Sentence:
    """Give the sentence with the relations between verbs of saying (lemmas) and their content put right.

    `conditions` are the words that bring in a condition: one before "he wrote" is of what he wrote.
    """
    clauses = _Clauses.of(sentence.tokens)
    mended = [_mended(token, sentence.tokens, clauses, saying) for token in sentence.tokens]
    content = {
        t.head: t.index for t in reversed(mended) if t.deprel == "ccomp" and mended[t.head].lemma.lower() in saying
    }
    for token in mended:
        conditional = token.deprel == "advcl" and not clauses.marks_of(token).isdisjoint(conditions)
        if conditional and token.index < token.head < content.get(token.head, -1):
            mended[token.index] = replace(token, head=content[token.head])
    return _with_tokens(sentence, mended)


def _with_tokens(sentence: Sentence, tokens: Sequence[Token]) -> Sentence:
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def mend_relatives(sentence: Sentence) -> Sentence:
    """Give the sentence with "a deal Acme signed" put right: the name before the participle is its subject, not the deal's name."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens:
        before = tokens[verb.index - 1] if verb.index else None
        if verb.deprel != "acl" or verb.upos != "VERB" or before is None or before.deprel != "appos":
            continue
        if before.head == verb.head and before.merged and before.index == verb.head + 1:
            tokens[before.index] = replace(before, deprel="nsubj", head=verb.index)
            tokens[verb.index] = replace(verb, deprel="acl:relcl")
    return _with_tokens(sentence, tokens)


def mend_infinitives(sentence: Sentence, nouns: Collection[str], control: Collection[str]) -> Sentence:
    """Give the sentence with "criticised the decision by Acme to sign" put right: the infinitive is the decision's.

    `nouns` (lemmas) are those that take an infinitive, `control` the verbs whose object does what stands in one.
    """
    tokens = list(sentence.tokens)
    for verb in sentence.tokens:
        head = tokens[verb.head] if verb.deprel in ("xcomp", "advcl") and verb.head >= 0 else None
        if head is None or head.lemma.lower() in control or "VerbForm=Fin" in verb.feats:
            continue
        to = next((t for t in tokens if t.head == verb.index and t.deprel == "mark" and t.text.lower() == "to"), None)
        noun = _noun_of_infinitive(tokens, head, to.index, nouns) if to else None
        if noun is not None:
            tokens[verb.index] = replace(verb, deprel="acl", head=noun.index)
    return _with_tokens(sentence, tokens)


def _noun_of_infinitive(tokens: Sequence[Token], verb: Token, to: int, nouns: Collection[str]) -> Token | None:
    """Give what a verb is done to, where it takes an infinitive and only who made it stands between: "the decision by Acme to"."""
    objects = (
        t
        for t in tokens[:to]
        if t.head == verb.index and t.deprel in ("obj", "nsubj:pass") and t.lemma.lower() in nouns
    )
    noun = next(objects, None)
    if noun is None or to - noun.index > _NEAR:
        return None
    between = tokens[noun.index + 1 : to]
    makers = [t.index for t in between if t.merged]
    plain = all(t.merged or t.upos in ("ADP", "DET", "PUNCT") or t.head in makers for t in between)
    return noun if makers and plain else None


def mend_lists(sentence: Sentence) -> Sentence:
    """Give the sentence with "A, B, and C were admitted" put right: the verb heads it, and all three are its subjects.

    Parsers make the verb a conjunct of A and C alone its subject.
    """
    tokens = list(sentence.tokens)
    for verb in sentence.tokens:
        parts = _list_before(verb, sentence.tokens) if verb.deprel == "conj" and verb.upos == "VERB" else None
        if parts:
            first, last, joint = parts
            tokens[verb.index] = replace(verb, head=first.head, deprel=first.deprel)
            tokens[first.index] = replace(first, head=verb.index, deprel=last.deprel)
            tokens[last.index] = replace(last, head=first.index, deprel="conj")
            tokens[joint.index] = replace(joint, head=last.index)
    return _with_tokens(sentence, tokens)


def _list_before(verb: Token, tokens: Sequence[Token]) -> tuple[Token, Token, Token] | None:
    """Give the first and the last of a list of names that stands right before a verb, and the "and" between."""
    first = tokens[verb.head]
    last = next((t for t in tokens if t.head == verb.index and t.deprel in ("nsubj", "nsubj:pass")), None)
    if last is None or first.upos not in _NAMES or last.upos not in _NAMES:
        return None
    joint = next((t for t in tokens[first.index : last.index] if t.head == verb.index and t.deprel == "cc"), None)
    between = tokens[first.index + 1 : last.index]
    several = any(t.head == first.index and t.deprel == "conj" for t in between)
    return (first, last, joint) if joint and several and all(t.upos != "VERB" for t in between) else None


def mend_plans(sentence: Sentence, ahead: Sequence[Span]) -> Sentence:
    """Give the sentence with days to come, and what follows them, under the infinitive before them.

    `ahead` are the words of the days that lie after the report's own.
    """
    tokens, moved = list(sentence.tokens), 0
    for token in sentence.tokens:
        plan = _plan_before(token, sentence.tokens) if token.deprel.startswith("obl") else -1
        if plan >= 0 and (token.head == moved or any(s.start <= token.start < s.end for s in ahead)):
            tokens[token.index] = replace(token, head=plan)
            moved = token.head
    return replace(sentence, tokens=tuple(tokens)) if moved else sentence


def _plan_before(token: Token, tokens: tuple[Token, ...]) -> int:
    """Give the infinitive under the same verb that stands between the verb and a word, or -1."""
    between = (t.index for t in tokens[: token.index] if t.deprel == "xcomp" and t.head == token.head < t.index)
    return max((n for n in between if tokens[n].upos == "VERB"), default=-1)


def _mended(token: Token, tokens: tuple[Token, ...], clauses: _Clauses, saying: Collection[str]) -> Token:
    if token.head < 0 or token.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return token
    head, marks = tokens[token.head], clauses.marks_of(token)
    if token.deprel == "advcl" and not marks and token.index in clauses.finite:
        if token.lemma.lower() in saying and token.upos == "VERB":
            return replace(token, deprel="parataxis")
        if head.lemma.lower() in saying and token.index < head.index:
            return replace(token, deprel="ccomp")
    of_day = head.deprel in _TIMES and tokens[head.head].lemma.lower() in saying
    if token.deprel == "acl" and "that" in marks and of_day:
        # "confirmed yesterday that it had contacted …": the clause is the verb's, not the day's.
        return replace(token, deprel="ccomp", head=head.head)
    return token
