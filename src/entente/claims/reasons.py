"""The reasons behind a claim's roles and circumstances: how each name was linked, and what else it could have meant."""

from collections.abc import Iterator

from entente.annotation.values import Mention
from entente.claims.circumstances import Circumstances
from entente.claims.context import Context, Filler
from entente.claims.lexicon import Draft
from entente.model.claim import Step

_HOW = {
    "list": "by the list of names",
    "form": "by the form of the name",
    "definition": "as the report defines it",
    "acronym": "by its acronym",
    "title": "by the title beside it",
    "name": "by the form of a person's name",
    "demonym": "by the word for a country's people",
    "anaphora": "as what was named before",
}


def linking_steps(context: Context, draft: Draft) -> tuple[Step, ...]:
    """Give for each entity of a draft how the words that filled the role were linked, with the candidates considered."""
    steps = (_step(context, role, filler) for role, fillers in draft.roles.items() for filler in fillers)
    return tuple(dict.fromkeys(steps))


def circumstance_steps(context: Context, circumstances: Circumstances) -> Iterator[Step]:
    """Give which words gave the day, the places and the gathering, and against which day of the report a day was read."""
    if circumstances.when_span is not None:
        reported = context.annotated.date.edtf or "a report without a date"
        yield Step("time", f"when: {circumstances.when}, read against {reported}", circumstances.when_span)
    for place, span in zip(circumstances.where, circumstances.where_spans, strict=False):
        yield Step("circumstances", f"where: {place}", span)
    if circumstances.gathering is not None:
        yield Step("circumstances", f"gathering: {_told(circumstances.gathering)}", circumstances.gathering.span)


def _step(context: Context, role: str, filler: Filler) -> Step:
    mention = next((m for m in context.mentions if m.span == filler.span), None)
    if mention is None:
        return Step("linking", f"{role}: {filler.entity}, {_HOW.get(filler.reason, filler.reason)}", filler.span)
    if mention.entity == filler.entity:
        return Step("linking", f"{role}: {_told(mention)}", filler.span)
    return Step("linking", f"{role}: {filler.entity}, for whom stands {_told(mention)}", filler.span)


def _told(mention: Mention) -> str:
    reason = f" ({mention.reason})" if mention.reason else ""
    others = [c for c in mention.candidates if c != mention.entity]
    considered = f"; considered: {', '.join(others)}" if others else ""
    return f"{mention.entity or 'several'}, {_HOW.get(mention.how, mention.how)}{reason}{considered}"
