"""The attributes of a claim, from the words of its frame's slots: their text, or what a map of the words file makes of them."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from entente.claims.arguments import arguments_of
from entente.claims.context import Context
from entente.claims.lexicon import Frame, Lexicon
from entente.model.span import Span


def attribute_sets(context: Context, trigger: int, frame: Frame, lexicon: Lexicon) -> Iterator[dict[str, str]]:
    """Give the attributes of a claim; one set for each value of an attribute that takes `each` ("in judo and karate").

    Where a `required` attribute finds nothing, there is no set and so no claim.
    """
    sets: list[list[tuple[str, str]]] = []
    for name, rule in frame.attributes.items():
        if not isinstance(rule, dict):
            sets.append([(name, str(rule))])
        elif rule.get("each"):
            sets.append([(name, text) for text in _mapped(context, trigger, rule, lexicon)])
        else:
            text = _attribute(context, trigger, rule, lexicon)
            sets.append([] if text is None and rule.get("required") else [(name, text or "")])
    for combination in product(*sets):
        yield {name: text for name, text in combination if text}


def _mapped(context: Context, trigger: int, rule: Mapping[str, Any], lexicon: Lexicon) -> list[str]:
    table = lexicon.words[rule["map"]]
    tokens = [t for path in rule["path"] for t in arguments_of(context.tree, trigger, path)]
    words = [context.tree.tokens[t].text.lower() for t in tokens]
    return list(dict.fromkeys(str(table[w]) for w in words if w in table))


def _attribute(context: Context, trigger: int, rule: Mapping[str, Any], lexicon: Lexicon) -> str | None:
    """Give an attribute from the words of a slot: their text, or what a map of the words file makes of one of them."""
    table = lexicon.words[rule["map"]] if "map" in rule else None
    for path in rule.get("path", ()):
        for token in arguments_of(context.tree, trigger, path):
            if table is None:
                return text_of(context, token)
            if hit := _looked_up(context, token, table):
                return hit
    anywhere = context.tree.subtree(trigger) if table is not None and rule.get("anywhere") else ()
    hits = (_looked_up(context, token, table or {}) for token in anywhere)
    return next(filter(None, hits), rule.get("default"))


def _looked_up(context: Context, token: int, table: Mapping[str, str]) -> str:
    """Give what a map of the words file makes of a token, by its lemma or its text; "" for nothing."""
    words = (context.tree.lemma(token), context.tree.tokens[token].text.lower())
    return str(next((table[w] for w in words if w in table), ""))


def text_of(context: Context, token: int) -> str:
    """Give the words of a token and all that depends on it, as the report prints them."""
    span = clause_span(context, token)
    return " ".join(span.of(context.annotated.report.text).split())


def clause_span(context: Context, token: int) -> Span:
    """Give the stretch of text from the first to the last word of a subtree."""
    tokens = [context.tree.tokens[t] for t in context.tree.subtree(token)]
    return Span(min(t.start for t in tokens), max(t.end for t in tokens))
