"""Review: what waits for somebody's judgement, one after another, with its sentence, its reasons, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.correcting import Correction, Field, fields_of, read_correction
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.apps.web.reviewing import OF, JudgedClaim, Show, claim_in, judged_claim, key_of, looked_at
from entente.model.claim import Claim
from entente.questions.past import judgements_made
from entente.questions.waiting import waiting_of
from entente.records.asked import AsOf
from entente.register.proposing import count_names
from entente.views.judgements import Made
from entente.views.review import Waiting

router = APIRouter()
_MANY_NAMES = 5_000  # above, which of them may be one is looked for on their own tab alone


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What waits, and of it what is looked at.

    `count` says how much of each waits, None where that was not looked for (names, in a register of very many); `keys` are
    the keys of what is listed. `current` is what is looked at, `key` its key, `place` its place in the queue, counted from
    1, or 0 where it does not wait; `following` and `before` are the keys beside it. `claim` and `fields` are of the current
    claim, `judgements` those that a contradiction is of. `correcting` shows the form that corrects, `fault` says what is
    wrong in it. `done` is what was just judged or undone, `last` the last judgement in force of who asks. `past` says that
    the page is asked for as of another day, where nothing can be judged.
    """

    today: date
    show: Show
    count: Mapping[Show, int | None]
    waiting: tuple[Waiting, ...]
    keys: tuple[str, ...]
    pager: Pager
    current: Waiting | None
    key: str
    place: int
    following: str
    before: str
    claim: JudgedClaim | None
    fields: tuple[Field, ...]
    correcting: bool
    fault: str
    judgements: tuple[Made, ...]
    done: Made | None
    last: Made | None
    past: bool
    names: Mapping[str, str]


@page(router, "/review", "review.html", rows="waiting", personal=True)
def review(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    asked: AskedOf,
    paging: PagingOf,
    show: Annotated[Show, Query(description="Which of what waits is gone through.")] = Show.ALL,
    item: Annotated[Words, Query(description="What is looked at, by the key that its row has.")] = "",
    claim: Annotated[Words, Query(description="The claim to look at, by its id or the beginning of it.")] = "",
    done: Annotated[Words, Query(description="The judgement that was just made, by its id.")] = "",
    correct: Annotated[bool, Query(description="Show the form that corrects.")] = False,
    field: Annotated[Sequence[Words], Query(description="Fields of that form, each beside its `value`.")] = (),
    value: Annotated[Sequence[Words], Query(description="What was written into the fields.")] = (),
) -> ReviewPage:
    """Show what waits: unsure claims, names that may be one, judgements that contradict one another or find no claim any more."""
    desk = asked.desk
    with_pairs = show is Show.NAMES or count_names(desk.register) <= _MANY_NAMES
    every = waiting_of(desk, pairs=with_pairs)
    queue = [one for one in every if one.what in OF[show]]
    current = looked_at(f"claim:{claim}" if claim else item, queue, desk)
    place = queue.index(current) if current in queue else None
    found = claim_in(current, desk)
    read = _read(found[0], field, value, asked) if found else None
    made = judgements_made(desk)
    by_id = {one.id: one for one in made}
    rows = tuple(paging.part(queue))
    shown = judged_claim(*found, desk) if found else None
    conflict = tuple(by_id[i] for i in current.ids if i in by_id) if current else ()
    latest, last = by_id.get(done), _last(made, asked)
    return ReviewPage(
        today=desk.today,
        show=show,
        count={
            one: None if one is Show.NAMES and not with_pairs else sum(w.what in kinds for w in every)
            for one, kinds in OF.items()
        },
        waiting=rows,
        keys=tuple(map(key_of, rows)),
        pager=pager(paging, len(queue)),
        current=current,
        key=key_of(current) if current else "",
        place=0 if place is None else place + 1,
        following=_beside(queue, place, 1),
        before=_beside(queue, place, -1),
        claim=shown,
        fields=read.fields if read else (),
        correcting=correct,
        fault=read.fault if read and field else "",
        judgements=conflict,
        done=latest,
        last=last,
        past=desk.as_of != AsOf(),
        names=names_in((shown, current, conflict, latest, last), desk),
    )


def _read(claim: Claim, field: Sequence[str], value: Sequence[str], asked: Asked) -> Correction:
    """Give the form that corrects a claim: as it was written, where it was, else as the claim says."""
    if field:
        return read_correction(claim, list(zip(field, value, strict=False)), asked.desk)
    return Correction(fields_of(claim, asked.desk.kinds, asked.desk.all_names), {})


def _last(made: Sequence[Made], asked: Asked) -> Made | None:
    return next((one for one in made if one.by == asked.person.name and one.holds), None)


def _beside(queue: Sequence[Waiting], place: int | None, step: int) -> str:
    """Give the key of what stands beside a place in the queue, its first where nothing does that waits."""
    if place is None:
        return key_of(queue[0]) if queue and step > 0 else ""
    beside = place + step
    return key_of(queue[beside]) if 0 <= beside < len(queue) else ""
