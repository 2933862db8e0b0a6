"""From an argument's token to the entities it stands for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from entente.claims.context import Context
from entente.model.entity import kind_of
from entente.model.span import Span


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role, the words it was found by, and why they are taken to name it."""

    entity: str
    span: Span
    reason: str


def fillers_of(
    context: Context, tokens: Sequence[int], kinds: Collection[str], transparent: Collection[str]
) -> list[Filler]:
    """Give the entities of some argument tokens, those of the kinds allowed, each once, in the order of the words.

    `transparent` are nouns that stand for the body they belong to ("the ROC delegation", "representatives of Mali").
    """
    found: dict[str, Filler] = {}
    for token in tokens:
        for filler in _of_token(context, token, kinds, transparent, 0):
            found.setdefault(filler.entity, filler)
    return list(found.values())


def _of_token(
    context: Context, token: int, kinds: Collection[str], transparent: Collection[str], depth: int
) -> Iterator[Filler]:
    mention = context.mention_by_token.get(token)
    if mention is not None and (mention.entity or mention.candidates) and _is_head(context, token, mention.span):
        ids = [mention.entity] if mention.entity else mention.candidates if mention.reason.startswith("group") else []
        yield from (Filler(e, mention.span, mention.how) for e in ids if kind_of(e) in kinds)
        return
    if depth > 2:
        return
    for inner, reason in _stand_ins(context, token, transparent):
        for part in context.tree.coordinated(inner):
            yield from _of_token(context, part, kinds, transparent, depth + 1) if reason else ()


def _is_head(context: Context, token: int, span: Span) -> bool:
    """Tell whether a token is part of a mention and not just a word that governs it."""
    own = context.span_of(token)
    return span.overlaps(own)


def _stand_ins(context: Context, token: int, transparent: Collection[str]) -> Iterator[tuple[int, str]]:
    tree = context.tree
    if tree.lemma(token) in transparent or tree.tokens[token].text.lower() in transparent:
        for relation in ("of", "from", "poss", "compound", "for", "at", "including", "such as", "in"):
            inner = [k for k in tree.slot(token, relation) if k in context.mention_by_token]
            if inner:
                yield from ((k, relation) for k in inner)
                return
    for kid in tree.kids(token, "appos"):
        if kid in context.mention_by_token:
            yield kid, "apposition"
