"""Who said something: verbs of saying, "according to", and quotations with their speakers; one statement a sentence and speaker."""

from collections.abc import Iterator, Mapping
from typing import Any

from entente.claims.context import Context
from entente.claims.fillers import Filler, fillers_of
from entente.claims.frames import Draft, Lexicon

_SPEAKER = "speaker"


def read_statements(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Draft]:
    """Give the statements of a sentence as drafts; `rules` is english/factuality.yaml."""
    quoted = _quoted(context)
    seen: set[str] = set()
    for trigger, filler, mode in [*_by_verb(context, lexicon, rules), *_by_source(context, lexicon, rules)]:
        if filler.entity not in seen:
            seen.add(filler.entity)
            words = "yes" if filler.entity in quoted else "no"
            yield Draft("statement", {_SPEAKER: (filler,)}, {"quoted": words, "mode": mode}, trigger, "statement.say")
    for entity, filler in quoted.items():
        if entity not in seen:
            yield Draft(
                "statement", {_SPEAKER: (filler,)}, {"quoted": "yes", "mode": "said"}, -1, "statement.quotation"
            )


def read_spoken_demands(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[Draft]:
    """Give the demands that somebody's speech makes of others: "the IOC must lift the ban, the minister said"."""
    tree = context.tree
    for token in tree.tokens:
        if token.upos != "VERB" or tree.lemma(token.index) not in rules["saying"]:
            continue
        speakers = fillers_of(context, tree.slot(token.index, "agent"), lexicon.kinds["demand"]["asker"])
        for comp in tree.slot(token.index, "comp"):
            words = {tree.tokens[k].text.lower() for k in tree.kids(comp, "aux")} | {tree.lemma(comp)}
            asked = fillers_of(context, tree.slot(comp, "agent"), lexicon.kinds["any"]["addressee"], lexicon.stand_ins)
            if speakers and asked and words & set(rules["obligations"]) and asked[0].entity != speakers[0].entity:
                yield Draft(
                    "demand", {"asker": tuple(speakers[:1]), "addressee": tuple(asked)}, {}, token.index, "demand.said"
                )


def _quoted(context: Context) -> dict[str, Filler]:
    found: dict[str, Filler] = {}
    for quotation in context.quotations:
        if quotation.speaker_entity:
            span = quotation.speaker or quotation.span
            found.setdefault(quotation.speaker_entity, Filler(quotation.speaker_entity, span, "quotation"))
    return found


def _by_verb(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[tuple[int, Filler, str]]:
    tree = context.tree
    kinds = lexicon.kinds["any"][_SPEAKER]
    for token in tree.tokens:
        if (
            token.upos not in ("VERB", "AUX")
            or tree.lemma(token.index) not in rules["saying"]
            or tree.is_passive(token.index)
        ):
            continue
        if tree.lemma(token.index) in rules["not_statements"] or not _has_content(context, token.index, rules):
            continue
        for filler in fillers_of(context, tree.slot(token.index, "agent"), kinds, lexicon.stand_ins):
            yield token.index, filler, token.text.lower()


def _has_content(context: Context, verb: int, rules: Mapping[str, Any]) -> bool:
    tree = context.tree
    own = tree.tokens[verb]
    if any(t.text.lower() == "that" and t.deprel == "mark" for t in tree.tokens[verb + 1 :]):
        return True
    if tree.slot(verb, "comp") or own.deprel == "parataxis" or tree.kids(verb, "parataxis"):
        return True
    span = context.span_of(verb)
    near = any(abs(q.span.start - span.end) < 40 or abs(q.span.end - span.start) < 80 for q in context.quotations)
    return near or (tree.lemma(verb) in rules["saying_of"] and bool(tree.kids(verb, "obj", "obl")))


def _by_source(context: Context, lexicon: Lexicon, rules: Mapping[str, Any]) -> Iterator[tuple[int, Filler, str]]:
    kinds = lexicon.kinds["any"][_SPEAKER]
    for token in context.tree.tokens:
        preposition = context.tree.preposition(token.index)
        if preposition in rules["according"]:
            for filler in fillers_of(context, [token.index], kinds, lexicon.stand_ins):
                yield token.index, filler, preposition
