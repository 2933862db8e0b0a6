"""When, where and at which gathering: the circumstances of a predicate, from its own clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.values import Mention, TimeExpression
from entente.claims.context import Context
from entente.model.edtf import bounds
from entente.model.entity import kind_of
from entente.model.span import Span


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The date (EDTF, or "" with the reason), the places and the gathering of an act, with the words they come from."""

    when: str = ""
    when_unknown: str = ""
    when_span: Span | None = None
    where: tuple[str, ...] = ()
    where_spans: tuple[Span, ...] = ()
    gathering: Mention | None = None


def circumstances_of(context: Context, trigger: int, rules: Mapping[str, Any]) -> Circumstances:
    """Give the circumstances of the predicate at a token (-1: of the whole sentence); `rules` is english/circumstances.yaml."""
    time = _time(context, trigger)
    places = _places(context, trigger, rules)
    gathering = _gathering(context, trigger, rules)
    return Circumstances(
        when=time.edtf if time else "",
        when_unknown="" if time else "the passage gives no date",
        when_span=time.span if time else None,
        where=tuple(m.entity for m in places),
        where_spans=tuple(m.span for m in places),
        gathering=gathering,
    )


def _time(context: Context, trigger: int) -> TimeExpression | None:
    dated = [t for t in context.times if t.edtf and t.timex_type in ("DATE", "TIME") and not _in_name(context, t.span)]
    if trigger < 0:
        return dated[0] if len(dated) == 1 else None
    ranked = sorted(
        (d, abs(t.span.start - context.span_of(trigger).start), n)
        for n, t in enumerate(dated)
        if (d := _steps(context, trigger, t.span)) is not None
    )
    return dated[ranked[0][2]] if ranked else None


def _in_name(context: Context, span: Span) -> bool:
    """Tell whether a time is part of a name ("Paris 2024")."""
    return any(m.span.covers(span) for m in context.mentions)


def _steps(context: Context, trigger: int, span: Span) -> int | None:
    """Give how many clauses lie between a predicate and a time or place expression; None where it belongs to another one."""
    token = context.head_of(span)
    if token < 0:
        return None
    tree = context.tree
    mine = {trigger, *_own_clause(context, trigger)}
    for steps, at in enumerate([token, *tree.ancestors(token)]):
        if at in mine:
            return steps
        if at != token and tree.tokens[at].upos in ("VERB", "AUX") and at not in mine:
            return None
    return None


def _own_clause(context: Context, trigger: int) -> Iterator[int]:
    """Give the words above a predicate that are of its own clause: the noun it is, the verb that carries it, its control verb."""
    tree = context.tree
    at = trigger
    for head in tree.ancestors(trigger):
        relation = tree.tokens[at].deprel
        carries = relation in (
            "obj",
            "nsubj",
            "nsubj:pass",
            "obl",
            "nmod",
            "xcomp",
            "conj",
            "compound",
            "nmod:poss",
            "acl",
            "appos",
            "aux",
            "iobj",
            "obl:agent",
        )
        if not carries or (relation == "conj" and tree.is_verb(at) and tree.kids(at, "nsubj")):
            return
        yield head
        if tree.is_verb(head) and relation not in ("xcomp", "conj"):
            return
        at = head


def _places(context: Context, trigger: int, rules: Mapping[str, Any]) -> Sequence[Mention]:
    found = []
    for mention in context.mentions:
        if mention.kind != "place" or not mention.entity:
            continue
        token = context.head_of(mention.span)
        if token < 0 or context.tree.preposition(_topmost(context, token)) not in rules["place_prepositions"]:
            continue
        if trigger < 0 or _steps(context, trigger, mention.span) is not None:
            found.append(mention)
    return found[:1]


def _topmost(context: Context, token: int) -> int:
    """Give the first conjunct, which bears the preposition of all."""
    tree = context.tree
    while tree.tokens[token].deprel in ("conj", "appos", "flat", "compound") and not tree.kids(token, "case"):
        token = tree.tokens[token].head
    return token


def _gathering(context: Context, trigger: int, rules: Mapping[str, Any]) -> Mention | None:
    found: list[tuple[int, int]] = []
    for n, mention in enumerate(context.mentions):
        if kind_of(mention.entity) != "gathering":
            continue
        token = context.head_of(mention.span)
        if token < 0 or context.tree.preposition(_topmost(context, token)) not in rules["gathering_prepositions"]:
            continue
        steps = 0 if trigger < 0 else _steps(context, trigger, mention.span)
        if steps is not None:
            found.append((steps, n))
    return context.mentions[min(found)[1]] if found else None


def is_after(when: str, reported: str) -> bool:
    """Tell whether a date lies wholly after the day of the report; False where either is open."""
    first, last = bounds(when)[0] if when else None, bounds(reported)[1] if reported else None
    return first is not None and last is not None and first > last
