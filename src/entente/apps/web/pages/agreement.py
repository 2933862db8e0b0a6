"""One agreement: its parties, its stages as a line in time, each with its sentences, and who signed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as InPath

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf
from entente.apps.web.drawings.lanes import Lane, Lanes, Mark, draw_lanes
from entente.apps.web.drawings.scale import spanning
from entente.apps.web.drawings.svg import Element
from entente.apps.web.naming import names_in
from entente.apps.web.pages.claim import stored_claim
from entente.apps.web.words import counted, spaced
from entente.knowledge.phrases.dates import day_words
from entente.model.edtf import days_of
from entente.questions.claims import claim_told
from entente.questions.promises import agreement_told_by
from entente.records.agreements import Agreement, Stage

router = APIRouter()
MOST_DRAWN = 150
"""So many stages are drawn, the last; all are listed."""
_OPEN = ("overdue", "planned", "discussed")
_SHOWN = 5  # sentences of a stage that are shown at once
_AHEAD = "planned"


@dataclass(frozen=True, slots=True)
class Told:
    """A stage as it is listed: its number on the page, what it is called, its factuality, and when it lies.

    `told` is the day of the first report of it. What is ahead then (`ahead`) lies at that day, with the day named for it as `when`
    (EDTF, "" where none is); anything else at its own day. `first` and `last` are the days from the one to the other, where
    they are known.
    """

    number: int
    name: str
    factuality: str
    told: date | None
    when: str
    ahead: bool
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The agreement of which a claim tells: `agreement` as it stands today, its stages in the order of time.

    `sides` are the parties in words, `overdue_since` is the first day on which it was overdue. `line` has each stage as a point in
    time, `first` and `last` the period in which they lie, None where no day is known.
    """

    today: date
    claim: str
    agreement: Agreement
    overdue_since: date | None
    line: tuple[Told, ...]
    first: date | None
    last: date | None
    sides: str
    names: Mapping[str, str]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the agreement, which are the rows of the page."""
        return self.agreement.stages

    @property
    def shown(self) -> int:
        """How many sentences of a stage are shown at once."""
        return _SHOWN


def drawn(asked: Asked, shown: AgreementPage) -> Element:
    """Draw the stages as points in time, a lane for each; what was ahead then leads to the day that was named for it."""
    first, last = shown.first or shown.today, shown.last or shown.today
    what = spaced(shown.agreement.instrument or "agreement").capitalize()
    title = f"{what} of {shown.sides or 'parties not named'}, {day_words(first)} to {day_words(last)}"
    dated = [told for told in shown.line if told.first][-MOST_DRAWN:]
    summary = f"{counted(len(dated), 'stage')} as points in time; texture says how surely each was told."
    lanes = tuple(_lane(shown, name, list(same)) for name, same in _by_name(dated))
    return draw_lanes(Lanes(title, summary, lanes, first, last, asked.desk.today))


@page(router, "/agreement/{claim}", "agreement.html", rows="stages", also={"svg": drawn})
def agreement(
    asked: AskedOf,
    claim: Annotated[
        str, InPath(pattern="^[0-9a-f]{1,16}$", description="The id of a claim that tells of it, or its beginning.")
    ],
) -> AgreementPage:
    """Show one agreement: what was promised, whether it happened, stage by stage in time, and who signed it."""
    stored = stored_claim(asked.desk, claim)
    judged = claim_told(asked.desk, stored).judged
    read = stored[0].claim.id
    if judged is None:
        raise HTTPException(404, f"That claim was rejected and is in no view; {asked.claim(read)} tells who did.")
    if judged.kind != "agreement":
        told = f"That claim tells of no agreement, but of: {spaced(judged.kind)}."
        raise HTTPException(404, f"{told} {asked.claim(read)} has it, and /agreements has all agreements.")
    found = agreement_told_by(asked.desk, judged)
    if found is None:
        raise HTTPException(404, "Nothing was known of that agreement then. Ask without as_known_on and recorded_by.")
    return _page(asked, read, *found)


def _page(asked: Asked, claim: str, found: Agreement, lapses: date | None) -> AgreementPage:
    today, line = asked.desk.today, tuple(_told(number, stage) for number, stage in enumerate(found.stages))
    days = [day for told in line for day in (told.first, told.last) if day]
    period = spanning([*days, *([today] if found.state in _OPEN else [])]) if days else None
    names = names_in(found, asked.desk)
    return AgreementPage(
        today=today,
        claim=claim,
        agreement=found,
        overdue_since=lapses + timedelta(days=1) if lapses and found.state == "overdue" else None,
        line=line,
        first=period[0] if period else None,
        last=period[1] if period else None,
        sides=asked.desk.phrases.listed(found.parties, names),
        names=names,
    )


def _told(number: int, stage: Stage) -> Told:
    reported = [days_of(support.reported) for support in stage.supports]
    told = min((day for first, last in reported if (day := last or first)), default=None)
    ahead = stage.factuality != "asserted" or stage.stage == _AHEAD
    factuality = _AHEAD if stage.stage == _AHEAD and stage.factuality == "asserted" else stage.factuality
    named = [day for day in days_of(stage.when) if day]
    days = [*named, *([told] if told and (ahead or not named) else [])]
    name = stage.stage or ("agreed" if stage.factuality == "asserted" else "to agree")
    return Told(
        number, spaced(name), factuality, told, stage.when, ahead, min(days, default=None), max(days, default=None)
    )


def _by_name(line: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """Give stages by what they are called, in the order in which each was first told."""
    listed = list(line)
    order = list(dict.fromkeys(told.name for told in listed))
    same = groupby(sorted(listed, key=lambda told: order.index(told.name)), key=lambda told: told.name)
    return [(name, list(of_name)) for name, of_name in same]


def _lane(shown: AgreementPage, name: str, same: list[Told]) -> Lane:
    number = sum(len(shown.stages[told.number].supports) for told in same)
    marks = tuple(_mark(told) for told in same)
    return Lane(name, counted(number, "sentence"), f"#s-{same[0].number}", marks)


def _mark(told: Told) -> Mark:
    words = [f"{told.name}, {told.factuality}"]
    if told.ahead and told.told:
        words.append(f"told {day_words(told.told)}")
    if told.when:
        words.append(f"{'for ' if told.ahead else ''}{day_words(told.when)}")
    elif told.told and not told.ahead:
        words.append(f"told {day_words(told.told)}")
    first, last = told.first or date.min, told.last or date.min
    full = f"{words[0]}: {', '.join(words[1:])}"
    return Mark(first, last, first == last, told.factuality, full, f"#s-{told.number}")
