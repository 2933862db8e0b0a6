"""Who is meant where a frame asks for what the report spoke of before: `@body`, `@elected`, `@subjects` and so on."""

from collections.abc import Sequence

from entente.claims.arguments import arguments_of
from entente.claims.context import Context, Filler
from entente.claims.fillers import fillers_of
from entente.model.entity import ACTORS, kind_of

STANDING = ("@subjects", "@suspended")
"""Paths to who was last said to stand somewhere."""
DOERS = (*ACTORS, "place")
"""Kinds that may do something; a place does as a country's capital: "Moscow agreed"."""


def spoken_of(context: Context, trigger: int, path: str, kinds: Sequence[str]) -> Sequence[Filler]:
    """Give what the report spoke of before, by the name of the path: `@body`, `@elected`, `@subjects` and so on."""
    focus = context.focus
    found = {
        "@subjects": focus.subjects,
        "@suspended": focus.suspended,
        "@elected": (focus.elected,),
        "@body": (focus.main if focus.body.startswith(f"{focus.main}-") else focus.body,),
        "@parties": focus.parties,
        "@tribunal": (focus.tribunal,),
        "@appellant": (focus.appellant,),
    }[path]
    span = context.span_of(trigger)
    if path in STANDING and _is_new(context, trigger):
        return []
    if path == "@parties" and _is_by_others(context, trigger):
        return []
    return [Filler(e, span, "spoken of before") for e in found if e and kind_of(e) in kinds]


def _is_by_others(context: Context, trigger: int) -> bool:
    """Tell whether somebody does it who is none of the parties spoken of before: another agreement than theirs."""
    acting = fillers_of(context, arguments_of(context.tree, trigger, "agent"), DOERS)
    sides = {context.bodies.get(f.entity, f.entity) for f in acting} | {f.entity for f in acting}
    return bool(sides) and sides.isdisjoint(context.focus.parties)


def _is_new(context: Context, trigger: int) -> bool:
    """Tell whether a noun is brought in ("prolonged an exclusion"), and not one spoken of ("lifted the suspension")."""
    nouns = [trigger, *arguments_of(context.tree, trigger, "patient")]
    return any(word in ("a", "an") for n in nouns for word in context.tree.kid_words(n, "det"))
