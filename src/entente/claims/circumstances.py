"""When, where and at which gathering: the circumstances of a predicate, from its own clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.values import Mention, TimeExpression
from entente.claims.context import Context, Filler
from entente.claims.tree import Tree
from entente.model.edtf import bounds
from entente.model.span import Span

_PER_CLAUSE = 10  # a clause between is worth as much as ten words
_CLAUSES = ("ccomp", "xcomp", "advcl", "parataxis", "csubj")
_CLOSED = ("acl:relcl", "advcl:relcl")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The date (EDTF, or "" with the reason), the places and the gathering of an act, with the words they come from."""

    when: str = ""
    when_unknown: str = ""
    when_span: Span | None = None
    where: tuple[str, ...] = ()
    where_spans: tuple[Span, ...] = ()
    gathering: Mention | None = None


def circumstances_of(
    context: Context, trigger: int, rules: Mapping[str, Any], places: Sequence[Filler] = ()
) -> Circumstances:
    """Give the circumstances of the predicate at a token (-1: of the whole sentence).

    `rules` is english/circumstances.yaml; `places` are those that the frame itself names ("Paris hosted the Games").
    """
    time = time_of(context, trigger)
    found = [(f.entity, f.span) for f in places] or _places(context, trigger, rules)
    return Circumstances(
        when=_edtf(context, time) if time else "",
        when_unknown="" if time else "the passage gives no date",
        when_span=time.span if time else None,
        where=tuple(entity for entity, _ in found),
        where_spans=tuple(span for _, span in found),
        gathering=_gathering(context, trigger, rules),
    )


def time_of(context: Context, trigger: int) -> TimeExpression | None:
    """Give the dated time expression that belongs to a predicate: of its own clause, else of those above it."""
    known = [t for t in context.times if t.edtf and t.timex_type in ("DATE", "TIME")]
    dated = [t for t in known if not (_is_aside(context, t.span) or _is_of_the_told(context, t.span))]
    if trigger < 0:
        return dated[0] if len(dated) == 1 else None
    reach = _Reach(context.tree, trigger)
    heads = [context.head_of(t.span) for t in dated]
    ranked = [(d, n) for n, head in enumerate(heads) if (d := reach.distance(head, below=False)) is not None]
    if not ranked:
        ranked = [(0, n) for n, head in enumerate(heads) if _follows(context, trigger, head)]
    return dated[min(ranked)[1]] if ranked else None


def _follows(context: Context, trigger: int, token: int) -> bool:
    """Tell whether a word follows a predicate with no other verb between: the tree may have hung it too high."""
    return 0 <= trigger < token and not any(context.tree.is_verb(t) for t in range(trigger + 1, token + 1))


def _edtf(context: Context, time: TimeExpression) -> str:
    """Give the date, open to the side that "since" or "until" leaves open."""
    before = context.annotated.report.text[: time.span.start].rstrip().lower()
    if "/" not in time.edtf and before.endswith(" since"):
        return f"{time.edtf}/.."
    return f"../{time.edtf}" if "/" not in time.edtf and before.endswith(" until") else time.edtf


def _is_aside(context: Context, span: Span) -> bool:
    """Tell whether a time is part of a name ("Paris 2024") or stands beside one in brackets ("Sweden (2030)")."""
    text = context.annotated.report.text
    return any(m.span.covers(span) for m in context.mentions) or (
        text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
    )


def _is_of_the_told(context: Context, span: Span) -> bool:
    """Tell whether a time is told from what was told before, not from the report's day: "in the following year"."""
    text = context.annotated.report.text
    words, before = span.of(text).lower(), text[: span.start].lower()
    return words.startswith("the following ") or (words.startswith("following ") and before.endswith("the "))


class _Reach:
    """How far words lie from a predicate: those of its own clause are near, those of the clauses above it further off."""

    def __init__(self, tree: Tree, trigger: int) -> None:
        self.tree = tree
        self.levels = dict(self._climb(trigger))

    def _climb(self, trigger: int) -> Iterator[tuple[int, int]]:
        level, at = 0, trigger
        yield at, level
        for head in self.tree.ancestors(trigger):
            relation = self.tree.tokens[at].deprel
            if relation in _CLOSED:
                return
            level += _PER_CLAUSE if relation in _CLAUSES or (relation == "conj" and self.tree.is_verb(at)) else 0
            yield head, level
            at = head

    def distance(self, token: int, *, below: bool) -> int | None:
        """Give the distance of a word, None where it belongs to another clause; `below` allows the clauses under it."""
        if token < 0:
            return None
        extra = 0
        for steps, at in enumerate([token, *self.tree.ancestors(token)]):
            if at in self.levels:
                shared = self.levels[at] == 0 or token < min(self.levels) or self._is_open(at)
                return steps + extra + self.levels[at] if shared else None
            if at != token and self.tree.is_verb(at):
                speech = self.tree.tokens[at].deprel == "parataxis" and self.tree.tokens[at].head in self.levels
                if not (below or speech) or self.tree.tokens[at].deprel in _CLOSED:
                    return None
                extra += _PER_CLAUSE
        return None

    def _is_open(self, head: int) -> bool:
        """Tell whether a clause above shares its circumstances: it embeds the predicate and is no mere neighbour."""
        kids = [k for k in self.tree.children[head] if k in self.levels]
        return all(self.tree.tokens[k].deprel != "conj" for k in kids)


def _places(context: Context, trigger: int, rules: Mapping[str, Any]) -> list[tuple[str, Span]]:
    found = _circumstances(context, trigger, ("place", "country"), rules["place_prepositions"])
    return [(m.entity, m.span) for m in sorted(found, key=lambda m: m.kind != "place")[:1]]


def _gathering(context: Context, trigger: int, rules: Mapping[str, Any]) -> Mention | None:
    found = _circumstances(context, trigger, ("gathering",), rules["gathering_prepositions"])
    return found[0] if found else None


def _circumstances(
    context: Context, trigger: int, kinds: Sequence[str], prepositions: Sequence[str]
) -> Sequence[Mention]:
    """Give the mentions of some kinds that stand behind one of the prepositions within reach of a predicate, nearest first."""
    reach = _Reach(context.tree, trigger) if trigger >= 0 else None
    found: list[tuple[int, int]] = []
    for n, mention in enumerate(context.mentions):
        token = context.head_of(mention.span) if mention.kind in kinds and mention.entity else -1
        if token < 0 or context.tree.preposition(_topmost(context, token)) not in prepositions:
            continue
        distance = reach.distance(token, below=context.tree.is_verb(trigger)) if reach else 0
        if distance is None and _follows(context, trigger, token):
            distance = _PER_CLAUSE * _PER_CLAUSE
        if distance is not None:
            found.append((distance, n))
    return [context.mentions[n] for _, n in sorted(found)]


def _topmost(context: Context, token: int) -> int:
    """Give the first conjunct, which bears the preposition of all."""
    tree = context.tree
    while tree.tokens[token].deprel in ("conj", "appos", "flat", "compound") and not tree.kids(token, "case"):
        token = tree.tokens[token].head
    return token


def is_after(when: str, reported: str) -> bool:
    """Tell whether a date lies wholly after the day of the report; False where either is open."""
    first, last = bounds(when)[0] if when else None, bounds(reported)[1] if reported else None
    return first is not None and last is not None and first > last
