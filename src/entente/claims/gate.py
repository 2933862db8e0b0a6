"""The gate before the parser: which sentences can yield a claim that needs a tree.

A sentence needs one where a form of some trigger stands in it together with names that may fill what the trigger's frame
requires; where somebody may be said to speak; where the verb beside a name gives a post; and where a gathering is named
beside a place or a day. It may let through what yields nothing, but must not hold back what yields a claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.surface import within
from entente.annotation.values import AnnotatedReport, Mention, SentenceSpan, TitledName
from entente.claims.inflection import NOUN_SUFFIXES, VERB_SUFFIXES, inflected_forms
from entente.claims.lexicon import ANY_WORD, Condition, Frame, Lexicon, paths_in
from entente.model.entity import kind_of
from entente.model.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTS = re.compile(r"[-'’]")


@dataclass(frozen=True, slots=True)
class Need:
    """What a sentence must hold for a frame: of each set of `words` one, or a name of one of the kinds beside it; and fillers.

    `fillers` are for each required role the kinds of its entities, and how many of them it takes at least; where there are several
    roles, also all kinds and how many all take together, for nobody fills two.
    """

    words: tuple[tuple[frozenset[str], frozenset[str]], ...]
    fillers: tuple[tuple[frozenset[str], int], ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The needs of all frames and statements by the forms of their triggers, and the rules of titles that need no tree.

    An `open` gate lets every sentence through.
    """

    needs: Mapping[str, tuple[Need, ...]]
    treeless: tuple[str, ...]
    open: bool = False


def load_gate(lexicon: Lexicon, documents: Mapping[str, Any], treeless: Sequence[str]) -> Gate:
    """Make the gate of the frames and the rule files; `treeless` are the rules of titles that need no tree, by prefix."""
    irregular = documents["english/irregular"]
    needs: dict[str, dict[Need, None]] = defaultdict(dict)
    for (lemma, word_class), frames in lexicon.by_trigger.items():
        word, *particles = lemma.split()
        beside = tuple((frozenset((particle,)), frozenset[str]()) for particle in particles)
        own = [replace(n, words=n.words + beside) for frame in frames for n in _needs_of(frame, lexicon, irregular)]
        for form in inflected_forms(word, irregular, NOUN_SUFFIXES if word_class == "noun" else VERB_SUFFIXES):
            needs[form].update(dict.fromkeys(own))
    speaker = (frozenset(lexicon.kinds["any"]["speaker"]) | {"country"}, 1)
    for triggers, others in _saying(documents):
        words = ((frozenset(_forms(others, irregular)), frozenset[str]()),) if others else ()
        for form in _forms(triggers, irregular):
            needs[form][Need(words, (speaker,))] = None
    return Gate({form: tuple(found) for form, found in needs.items()}, tuple(treeless))


def _saying(documents: Mapping[str, Any]) -> Iterator[tuple[Iterable[str], Iterable[str]]]:
    """Give the words by which somebody says something, with those of which one must stand beside them."""
    statements, factuality = documents["english/statements"], documents["english/factuality"]
    yield factuality["saying"], ()
    yield (max(phrase.split(), key=len) for phrase in factuality["according"]), ()
    yield statements["nouns"], statements["verbs"]
    yield statements["papers"], statements["paper_verbs"]
    yield statements["public_verbs"], statements["public"]


def _forms(lemmas: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> set[str]:
    return {form for lemma in lemmas for form in inflected_forms(lemma.lower(), irregular)}


def _needs_of(frame: Frame, lexicon: Lexicon, irregular: Mapping[str, Sequence[str]]) -> list[Need]:
    words = tuple(
        _words_or_kinds(condition, irregular)
        for condition in frame.when
        if ANY_WORD not in condition.words and not condition.paths[0].startswith("@")
    )
    found = {_together(tuple(_fillers(frame, roles, lexicon))): None for roles in frame.roles}
    return [Need(words, fillers) for fillers in found]


def _together(fillers: tuple[tuple[frozenset[str], int], ...]) -> tuple[tuple[frozenset[str], int], ...]:
    if len(fillers) < 2:  # noqa: PLR2004 - nobody fills two roles
        return fillers
    return *fillers, (frozenset().union(*(kinds for kinds, _ in fillers)), sum(count for _, count in fillers))


def _words_or_kinds(
    condition: Condition, irregular: Mapping[str, Sequence[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    named = (kind.removeprefix("@") for kind in condition.kinds)
    kinds = frozenset("org" if kind == "court" else kind for kind in named)
    return frozenset(_forms(condition.words, irregular)), kinds


def _fillers(frame: Frame, roles: Mapping[str, Any], lexicon: Lexicon) -> Iterable[tuple[frozenset[str], int]]:
    for role in frame.required:
        if role not in roles:
            continue
        if not any(path.startswith("@") for path in paths_in(roles[role])):
            yield frozenset(lexicon.fillers(frame.kind, role)) | {"country"}, 2 if isinstance(roles[role], dict) else 1


def needs_tree(gate: Gate, annotated: AnnotatedReport, sentence: SentenceSpan) -> bool:
    """Tell whether a sentence may yield a claim that is read off a tree."""
    mentions = within(annotated.mentions, sentence.span)
    if gate.open or any(_is_by_verb(gate, name) for name in annotated.titled.get(sentence.span, ())):
        return True
    if any(m.kind == "gathering" for m in mentions) and _is_placed(annotated, sentence, mentions):
        return True
    words, kinds = _words(_without_names(annotated.report.text, sentence.span, mentions)), _kinds(mentions)
    needs = (need for word in words & gate.needs.keys() for need in gate.needs[word])
    return any(_is_met(need, words, kinds) for need in needs)


def _is_by_verb(gate: Gate, name: TitledName) -> bool:
    """Tell whether a name has its post by a verb, which a tree must tell the meaning of."""
    return bool(name.posts or name.in_context) and not name.rule.startswith(gate.treeless)


def _is_placed(annotated: AnnotatedReport, sentence: SentenceSpan, mentions: Sequence[Mention]) -> bool:
    return any(m.kind in ("place", "country") for m in mentions) or bool(within(annotated.times, sentence.span))


def _without_names(text: str, sentence: Span, mentions: Sequence[Mention]) -> str:
    """Give the text of a sentence without the names that go into the parser as one word: "States" is no verb in one."""
    pieces, at = [], sentence.start
    for mention in mentions:
        if mention.how not in ("anaphora", "demonym") and text[mention.span.start].isupper():
            pieces.append(text[at : mention.span.start])
            at = max(at, mention.span.end)
    return " ".join([*pieces, text[at : sentence.end]])


def _words(text: str) -> set[str]:
    """Give the words of a text in lower case, those with hyphens also by their parts."""
    words = set(_WORD.findall(text.lower()))
    return words.union(*(_PARTS.split(word) for word in words if not word.isalpha()))


def _kinds(mentions: Sequence[Mention]) -> Mapping[str, int]:
    """Count the entities that mentions may stand for by kind."""
    counts: dict[str, int] = defaultdict(int)
    for mention in mentions:
        for entity in (mention.entity,) if mention.entity else mention.candidates:
            counts[kind_of(entity)] += 1
        counts.setdefault(mention.kind, 0)
    return counts


def _is_met(need: Need, words: set[str], kinds: Mapping[str, int]) -> bool:
    if any(forms.isdisjoint(words) and named.isdisjoint(kinds) for forms, named in need.words):
        return False
    return all(sum(n for kind, n in kinds.items() if kind in wanted) >= count for wanted, count in need.fillers)
