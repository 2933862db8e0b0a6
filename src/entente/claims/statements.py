"""Who said something: verbs and nouns of saying, "according to", quotations; one statement a sentence and speaker."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from entente.annotation.lexicon import any_of
from entente.claims.arguments import arguments_of, governing_verb
from entente.claims.context import Context, Filler
from entente.claims.factuality import stance_of
from entente.claims.fillers import fillers_of
from entente.claims.inflection import past_form
from entente.claims.lexicon import Draft, Lexicon
from entente.claims.tree import Tree
from entente.model.claim import Claim
from entente.model.span import Span

_SPEAKER = "speaker"
_SOURCE, _QUOTED = "statement.source", "statement.quotation"
_MADE = ("xcomp", "advmod", "obj", "amod", "ccomp")  # what a parser makes of "clear" in "made clear that"
_GIVEN_OUT = ("by", "from", "of", "acl>by", "acl>from", "poss", "compound")
_SURE = 0.97  # who says something by a verb of saying is hardly ever mistaken (evaluation/confidence.py)
_NEAR = 80  # characters between a verb and the quotation that it brings in
Told = tuple[int, Filler, str]


def read_statements(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Draft]:
    """Give the statements of a sentence as drafts; `rules` are the rule files by name."""
    quoted = _quoted(context, rules["english/statements"])
    seen: set[str] = set()

    def draft(trigger: int, speaker: Filler, mode: str, rule: str, sure: float = 0.9) -> Draft:
        seen.add(speaker.entity)
        words = "yes" if speaker.entity in quoted and rule != _SOURCE else "no"
        attributes = {"quoted": words, "mode": mode}
        return Draft("statement", {_SPEAKER: (speaker,)}, attributes, trigger, rule, confidence=sure)

    said = chain.from_iterable(rule(context, lexicon, rules) for rule in (_by_verb, _by_paper, _by_noun))
    for trigger, filler, mode in said:
        if filler.entity not in seen and _is_made(context, trigger, rules):
            yield draft(trigger, filler, mode, "statement.say", _SURE)
    for trigger, filler, mode in _by_source(context, lexicon, rules):
        if filler.entity not in seen:
            yield draft(trigger, filler, mode, _SOURCE)
    speaking = {context.bodies.get(person, "") for person in seen}
    for entity, filler in quoted.items():
        if entity not in seen | speaking:  # "X said that its fans were 'happy'": his words, not his body's
            yield draft(-1, filler, "said", _QUOTED)


def without_continued(claims: Iterable[tuple[int, Claim]]) -> Iterator[Claim]:
    """Give claims, each with the number of its paragraph, without the statements that only go on with quoted words.

    Somebody's quoted words in a paragraph are one statement, however many sentences they have.
    """
    said: set[tuple[int, tuple[str, ...]]] = set()
    for paragraph, claim in claims:
        key = paragraph, claim.roles.get(_SPEAKER, ())
        if claim.kind != "statement" or claim.rule != _QUOTED or key not in said:
            yield claim
        if claim.kind == "statement":
            said.add(key)


def read_spoken_demands(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Draft]:
    """Give the demands that somebody's speech makes of others: "the IOC must lift the ban, the minister said"."""
    tree, own = context.tree, rules["english/statements"]
    for verb in _verbs_of_saying(context, rules):
        speakers = fillers_of(context, arguments_of(tree, verb, "agent"), lexicon.kinds["demand"]["asker"])
        for comp in arguments_of(tree, verb, "comp") if speakers else ():
            asked = [f for f in _asked(context, comp, lexicon, own) if f.entity != speakers[0].entity]
            roles = {"asker": tuple(speakers[:1]), "addressee": tuple(asked)}
            if asked or _is_asked_for(context, comp, own):
                yield Draft("demand", {r: f for r, f in roles.items() if f}, {}, verb, "demand.said")


def _asked(context: Context, comp: int, lexicon: Lexicon, own: Mapping[str, Any]) -> list[Filler]:
    """Give who is to do what somebody says must be done."""
    tree = context.tree
    if not _obliges(context, comp, own) or any(tree.is_passive(x) for x in [comp, *tree.kids(comp, "xcomp")]):
        return []
    return fillers_of(context, arguments_of(tree, comp, "agent"), lexicon.kinds["any"]["addressee"])


def _is_asked_for(context: Context, comp: int, own: Mapping[str, Any]) -> bool:
    tree = context.tree
    done = [x for x in [comp, *tree.kids(comp, "xcomp")] if tree.lemma(x) in own["asked"] and tree.is_passive(x)]
    return bool(done) and _obliges(context, comp, own)


def _obliges(context: Context, comp: int, own: Mapping[str, Any]) -> bool:
    tree = context.tree
    words = {*tree.kid_words(comp, "aux")} - {"have"}
    words |= {tree.lemma(comp)} if tree.kids(comp, "xcomp") else set()
    return not words.isdisjoint(own["obligations"])


def _quoted(context: Context, own: Mapping[str, Any]) -> dict[str, Filler]:
    if not any(c.isalpha() for c in context.sentence.span.of(context.annotated.report.text)):
        return {}  # "[…]" says nothing
    found: dict[str, Filler] = {}
    for quotation in context.quotations:
        if quotation.speaker_entity:
            span = quotation.speaker or quotation.span
            speaker = _acting(context, quotation.speaker_entity)
            found.setdefault(speaker, Filler(speaker, span, "quotation"))
        elif context.focus.issuer and _is_of_paper(context, quotation.span, own):
            found.setdefault(
                context.focus.issuer, Filler(context.focus.issuer, quotation.span, "who last gave out a statement")
            )
    return found


def _acting(context: Context, entity: str) -> str:
    """Give the body that speaks by an organ ("the IOC Executive Board"), else the entity itself."""
    named = next((m for m in context.annotated.mentions if m.entity == entity and m.kind == "org"), None)
    return context.stand_ins.body_of(named) if named else entity


def _is_of_paper(context: Context, quotation: Span, own: Mapping[str, Any]) -> bool:
    """Tell whether words stand in a paper: "…," the letter read."""
    behind = _paper_behind(tuple(own["read_behind"])).match(context.annotated.report.text, quotation.end)
    return behind is not None and behind["paper"] in own["papers"]


@lru_cache(maxsize=4)
def _paper_behind(verbs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf",? (?:the|its|their|his|her) (?:[a-z]+ )?(?P<paper>[a-z]+) (?:{any_of(verbs)})\b")


def _verbs_of_saying(context: Context, rules: Mapping[str, Any]) -> Iterator[int]:
    saying = rules["english/factuality"]["saying"]
    for token in context.tree.tokens:
        if token.upos in ("VERB", "AUX") and context.tree.lemma(token.index) in saying:
            yield token.index


def _by_verb(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Told]:
    tree, own = context.tree, rules["english/statements"]
    for verb in _verbs_of_saying(context, rules):
        if tree.lemma(verb) not in own["other_kinds"] and (
            _has_content(context, verb, own) or _to_media(context, verb, own, lexicon)
        ):
            mode = past_form(tree.lemma(verb), own["past"])
            subjects = arguments_of(tree, verb, "agent")
            speakers = _speakers(context, subjects, lexicon) or _issuer(context, subjects, own)
            yield from ((verb, f, mode) for f in speakers)


def _by_paper(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Told]:
    """Give who gave out a paper that says something ("the statement read"), and who makes something clear or known."""
    tree, own = context.tree, rules["english/statements"]
    for token in tree.tokens:
        lemma = tree.lemma(token.index)
        if lemma not in own["public_verbs"] and lemma not in own["paper_verbs"]:
            continue
        subjects = arguments_of(tree, token.index, "agent") if token.upos == "VERB" else []
        if context.quotations and not any(tree.lemma(s) in own["papers"] for s in subjects):
            subjects = arguments_of(tree, token.index, "patient") or subjects  # "…", read a statement issued by the ROC
        paper = lemma in own["paper_verbs"] and any(tree.lemma(s) in own["papers"] for s in subjects)
        public = lemma in own["public_verbs"] and any(
            word in own["public"] for word in tree.kid_words(token.index, *_MADE)
        )
        if paper or public:
            given_out = [t for s in subjects for t in _sources(tree, s, rules)]
            speakers = _speakers(context, given_out, lexicon) or _issuer(context, subjects, own)
            yield from ((token.index, f, past_form(lemma, own["past"])) for f in speakers)


def _issuer(context: Context, subjects: Sequence[int], own: Mapping[str, Any]) -> list[Filler]:
    """Give who speaks in a paper whose author its sentence does not name ("the statement added"): who last gave one out."""
    issuer = context.focus.issuer
    papers = [t for t in subjects if context.tree.lemma(t) in own["papers"]]
    return [Filler(issuer, context.span_of(papers[0]), "who last gave out a statement")] if papers and issuer else []


def _by_noun(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Told]:
    """Give who puts something into words by a noun: "issued a statement", "conveyed his congratulations"."""
    tree, own = context.tree, rules["english/statements"]
    for token in tree.tokens:
        if token.upos != "NOUN" or {tree.lemma(token.index), token.text.lower()}.isdisjoint(own["nouns"]):
            continue
        verb = governing_verb(tree, token.index)
        if verb >= 0 and tree.lemma(verb) in own["verbs"] and token.index not in arguments_of(tree, verb, "agent"):
            mode = past_form(tree.lemma(verb), own["past"])
            yield from ((verb, f, mode) for f in _speakers(context, arguments_of(tree, verb, "agent"), lexicon))


def _speakers(context: Context, tokens: Sequence[int], lexicon: Lexicon) -> list[Filler]:
    found = fillers_of(context, tokens, lexicon.kinds["any"][_SPEAKER])
    return [f for f in found if lexicon.levels.get(f.entity) not in lexicon.barred[_SPEAKER]]


def _is_made(context: Context, verb: int, rules: Mapping[str, Any]) -> bool:
    """Tell whether something is said and not only planned, refused or asked for."""
    tree = context.tree
    above = tree.tokens[verb].head
    if (
        "to" in tree.kid_words(verb, "mark")
        and above >= 0
        and tree.lemma(above) not in rules["english/statements"]["under"]
    ):
        return False
    stance = stance_of(context, verb, "statement", rules["english/factuality"])
    return stance.polarity == "positive" and stance.factuality in ("asserted", "hoped", "possible")


def _has_content(context: Context, verb: int, own: Mapping[str, Any]) -> bool:
    """Tell whether a verb of saying has what is said: a clause, a quotation, or an object or phrase that its rules allow."""
    tree = context.tree
    lemma = tree.lemma(verb)
    clauses = [c for c in arguments_of(tree, verb, "comp") if c not in tree.kids(verb, "xcomp")]
    beside = tree.kids(verb, "parataxis") and not tree.kids(verb, "xcomp")  # "A continues to serve; B is elected"
    if clauses or beside or _brings_in_that(context, verb) or _brings_in_more(context, verb):
        return True
    if _brings_in_quotation(context, context.span_of(verb)):
        return True
    told = arguments_of(tree, verb, "patient") or arguments_of(tree, verb, "iobj")
    if lemma == "deny":
        return any(tree.lemma(t) in own["denied"] for t in told) or bool(tree.kids(verb, "xcomp"))
    if lemma in own["with_infinitive"] and tree.kids(verb, "xcomp"):
        return True
    prepositions = own["with_preposition"].get(lemma, ())
    told = [t for t in told if tree.lemma(t) not in own["acts"]]
    return (lemma in own["with_object"] and bool(told)) or any(arguments_of(tree, verb, p) for p in prepositions)


def _to_media(context: Context, verb: int, own: Mapping[str, Any], lexicon: Lexicon) -> bool:
    """Tell whether somebody speaks to the media: "spoke to reporters"."""
    tree = context.tree
    if tree.lemma(verb) not in own["with_preposition"]:
        return False
    heard = [t for slot in ("to", "with", "iobj", "patient") for t in arguments_of(tree, verb, slot)]
    bodies = [context.mention_by_token[t].entity for t in heard if t in context.mention_by_token]
    return any(tree.lemma(t) in own["audience"] for t in heard) or any(lexicon.levels.get(b) == "media" for b in bodies)


def _brings_in_quotation(context: Context, verb: Span) -> bool:
    around = (
        q.span for q in context.quotations if not q.span.covers(verb)
    )  # who tells within one brings in other words
    return any(-_NEAR < q.start - verb.end < _NEAR // 2 or abs(q.end - verb.start) < _NEAR for q in around)


def _brings_in_that(context: Context, verb: int) -> bool:
    after = context.tree.tokens[verb + 1 :]
    return any(t.text.lower() == "that" and t.deprel == "mark" for t in after) and not context.tree.is_passive(verb)


def _brings_in_more(context: Context, verb: int) -> bool:
    """Tell whether what is said follows in a line of its own: "The IWF said:"."""
    tokens = context.tree.tokens
    return (
        tokens[-1].text == ":" and tokens[verb].deprel == "root" and all(t.upos != "VERB" for t in tokens[verb + 1 :])
    )


def _by_source(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Told]:
    for token in context.tree.tokens:
        preposition = context.tree.preposition(token.index)
        if preposition in rules["english/factuality"]["according"]:
            for filler in _speakers(context, _sources(context.tree, token.index, rules), lexicon):
                yield token.index, filler, preposition


def _sources(tree: Tree, token: int, rules: Mapping[str, Any]) -> list[int]:
    """Give who is the source: the word itself, or who gave the paper out, "according to a statement released by the IOC"."""
    if tree.lemma(token) not in rules["english/statements"]["papers"]:
        return [token]
    return [t for path in _GIVEN_OUT for t in arguments_of(tree, token, path)] or [token]
