"""The forms that judge: confirm, reject, correct a claim; two names the same, not the same or open; any judgement undone."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException

from entente.apps.web.answers import form
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.correcting import read_correction
from entente.apps.web.reviewing import Show, is_key, link_to
from entente.model.claim import Claim
from entente.questions.judging import judge_claim, judge_pair
from entente.register.judgements import ClaimSubject, Judgement, Pair, pair_of
from entente.register.judging import undo as undo_one
from entente.register.keeping import refresh
from entente.register.verdicts import claims_by_id, decided

router = APIRouter()

ClaimId = Annotated[Words, Form(description="The claim, by its id.")]
Note = Annotated[Words, Form(description="Why, in one's own words.")]
Then = Annotated[Words, Form(description="What to look at next, by its key; else what waits first.")]
ShowOf = Annotated[Show, Form(description="Which of what waits is gone through.")]


class Back(StrEnum):
    """The page to go back to."""

    REVIEW = "review"
    HISTORY = "history"


@form(router, "/review/claim")
def judge_one_claim(
    asked: AskedOf,
    claim: ClaimId,
    verdict: Annotated[Literal["confirm", "reject"], Form(description="What is decided of it.")],
    note: Note = "",
    then: Then = "",
    show: ShowOf = Show.ALL,
) -> str:
    """Confirm or reject a claim."""
    judgement = judge_claim(asked.desk, verdict, _claim(asked, claim), asked.person.name, why=note.strip())
    return _go_on(asked, judgement, then, show)


@form(router, "/review/correct")
def correct_claim(  # noqa: PLR0913, PLR0917 - one parameter a field
    asked: AskedOf,
    claim: ClaimId,
    field: Annotated[Sequence[Words], Form(description="Names of fields, each beside its `value`.")] = (),
    value: Annotated[Sequence[Words], Form(description="What the claim is to say in the fields.")] = (),
    note: Note = "",
    then: Then = "",
    show: ShowOf = Show.ALL,
) -> str:
    """Correct a claim: what the fields say that it does not say yet. Where a field is not understood, the form is shown again."""
    read = _claim(asked, claim)
    if len(field) != len(value):
        raise HTTPException(422, "Each field needs its value, in the same order.")
    correction = read_correction(
        decided(read, asked.desk.verdicts) or read, list(zip(field, value, strict=True)), asked.desk
    )
    if correction.fault:
        written = {"field": list(field), "value": [one or " " for one in value]}
        return link_to(asked, show, claim=claim, correct="true", **written) + "#correct"
    why, changes = note.strip(), dict(correction.changes)
    judgement = judge_claim(asked.desk, "correct", read, asked.person.name, why=why, changes=changes)
    return _go_on(asked, judgement, then, show)


@form(router, "/review/names")
def judge_names(  # noqa: PLR0913, PLR0917 - one parameter a field
    asked: AskedOf,
    first: Annotated[Words, Form(description="An entity, by its id.")],
    second: Annotated[Words, Form(description="The other, by its id.")],
    verdict: Annotated[Literal["same", "not_same", "unsure"], Form(description="Whether they are one.")],
    note: Note = "",
    then: Then = "",
    show: ShowOf = Show.ALL,
) -> str:
    """Judge two names to be one, not to be one, or leave it open."""
    unknown = [entity for entity in (first, second) if entity not in asked.desk.names]
    if unknown or first == second:
        raise HTTPException(404, f"The register tells nothing of {', '.join(unknown) or 'a pair of one'}.")
    judgement = judge_pair(asked.desk, verdict, pair_of(first, second), asked.person.name, note.strip())
    return _go_on(asked, judgement, then, show)


@form(router, "/review/undo")
def undo(
    asked: AskedOf,
    judgement: Annotated[Words, Form(description="The judgement, by its id.")],
    back: Annotated[Back, Form(description="The page to go back to.")] = Back.REVIEW,
    note: Note = "",
    show: ShowOf = Show.ALL,
) -> str:
    """Take a judgement back; an undo is one too, and taking it back has what it took back hold again."""
    known = {one.id for one in asked.desk.verdicts.judgements}
    if judgement not in known or judgement in asked.desk.verdicts.in_force.undone:
        raise HTTPException(404, "That is undone already." if judgement in known else "No judgement is called so.")
    undone, undoing = undo_one(asked.desk.register, judgement, asked.person.name, note.strip())
    refresh(asked.desk.register)
    if back is Back.HISTORY:
        return asked.link("/history", done=undoing.id)
    return link_to(asked, show, item=_item_of(undone), done=undoing.id)


def _claim(asked: Asked, claim: str) -> Claim:
    found = claims_by_id(asked.desk.register, [claim])
    if not found:
        raise HTTPException(404, "No claim is called so; the report may have been withdrawn.")
    return found[0]


def _go_on(asked: Asked, judgement: Judgement, then: str, show: Show) -> str:
    """Give the address of what is looked at next, with what was done."""
    return link_to(asked, show, item=then if is_key(then) else "", done=judgement.id)


def _item_of(judgement: Judgement) -> str:
    """Give the key of what a judgement was on, "" for an undo."""
    subject = judgement.subject
    if isinstance(subject, ClaimSubject):
        return f"claim:{subject.claim}"
    return f"pair:{subject.first},{subject.second}" if isinstance(subject, Pair) else ""
