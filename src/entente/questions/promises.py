"""What was promised, and did it happen: agreements with their signatories, and what is due."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import KeptRecord, kept_records
from entente.records.agreements import HOLDS, Agreement, expiring, on_day
from entente.records.asked import ALL, Page, Part, place_of
from entente.records.due import Due
from entente.records.tenures import Tenure
from entente.views.signatories import Post, places_of_signing, posts_at_signing, with_holders

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.records.cells import Record
    from entente.register.found import RecordQuery, Test


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which agreements are asked for: in one of some states, with a party of every side, ending within so many days.

    A side is the ids of all that one name means. What is empty, or None, asks for all.
    """

    states: Collection[str] = ()
    sides: Sequence[Collection[str]] = ()
    ends_within: int | None = None


def agreements_of(desk: Desk, wanted: Wanted | None = None) -> tuple[Agreement, ...]:
    """Give the agreements asked for, by the day they were first told, those that end soon by their end. Raises RegisterError."""
    return agreements_page(desk, wanted, ALL).rows


def agreements_page(desk: Desk, wanted: Wanted | None = None, page: Page | None = None) -> Part[Agreement]:
    """Give a part of the agreements asked for, see `agreements_of`; as known on a day by their parties.

    Raises RegisterError, and ValueError where the page is none.
    """
    asked, page = wanted or Wanted(), page or Page()
    with desk.seeing():
        if asked.ends_within is not None:
            return _ending(desk, asked, asked.ends_within, page)
        rows, follows, total = kept_records(desk, _query(asked, desk.today), Agreement, page)
        return Part(signed_agreements(desk, _on_day(desk, rows)), follows, total)


def kept_agreements(desk: Desk, wanted: Wanted, page: Page) -> tuple[Agreement, ...]:
    """Give a part of the agreements asked for, without those who signed them and without voices. Raises RegisterError."""
    return _on_day(desk, kept_records(desk, _query(wanted, desk.today), Agreement, page)[0])


def agreement_told_by(desk: Desk, claim: "Claim") -> tuple[Agreement, date | None] | None:
    """Give the agreement of which a claim, as judged, tells, and the day after which it is overdue where it has no more come.

    None where the claim tells of none, or could not be known then. Only the claims of the same parties are looked at. Raises
    RegisterError.
    """
    record = _record_told_by(desk, claim)
    if record is None:
        return None
    [agreement] = signed_agreements(desk, (on_day(record.value, record.lapses, desk.today),))
    return agreement, record.lapses


def _record_told_by(desk: Desk, claim: "Claim") -> "Record | None":
    """Give the record of the agreement of which a claim tells, made of the claims of its cell, that are found by an index."""
    from entente.records.cells import cell_id, cells_of
    from entente.register.cell_claims import records_in

    with desk.seeing() as (connection, sight):
        own = {cell_id(*cell): cell for cell in cells_of(claim, sight.rules) if cell[0] == "agreement"}
        found = [record for _, _, records in records_in(connection, own, sight) for record in records]
    told = ((record, one) for record in found if record.kind == "agreement" for one in record.claims)
    here = [(record, one.report) for record, one in told if one.id == claim.id]
    return next((record for record, report in here if report == claim.report), here[0][0] if here else None)


def _ending(desk: Desk, asked: Wanted, days: int, page: Page) -> Part[Agreement]:
    """Give those that end soon: they are few, and stand in another order."""
    from entente.register.asking import both, ending

    query = _query(asked, desk.today)
    query = replace(query, test=both(query.test, ending(HOLDS, desk.today, days)))
    rows, _, _ = kept_records(desk, query, Agreement, ALL)
    found = expiring(_on_day(desk, rows), desk.today, days)
    start = (page.key[1] if page.after else 0) + page.offset
    end = len(found) if page.limit is None else start + page.limit
    follows = place_of(("", end, 0)) if end < len(found) else ""
    return Part(signed_agreements(desk, found[start:end]), follows, len(found))


def _query(asked: Wanted, today: date) -> "RecordQuery":
    from entente.register.asking import standing_in
    from entente.register.found import ANY, RecordQuery

    test = standing_in(asked.states, today) if asked.states else ANY
    return RecordQuery("agreement", asked.sides, (), test)


def _on_day(desk: Desk, rows: Iterable[KeptRecord[Agreement]]) -> tuple[Agreement, ...]:
    return tuple(on_day(row.value, row.columns["lapses"], desk.today) for row in rows)


def signed_agreements(desk: Desk, found: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Give agreements with those who signed them, as far as it was told, and with their voices. Raises RegisterError."""
    places = places_of_signing(found)
    offices = desk.claims(kinds=["office"], reports=places) if places else []
    return desk.voiced(with_holders(found, offices, _held(desk, posts_at_signing(found, offices)), desk.today))


def _held(desk: Desk, posts: Collection[Post]) -> tuple[Tenure, ...]:
    """Give the tenures of persons in posts, each as who holds the post of the body."""
    from entente.records.cells import cell_of_post
    from entente.register.found import RecordQuery
    from entente.register.held import tenures_then

    if not posts:
        return ()
    if desk.as_of:
        with desk.seeing() as (connection, sight):
            return tuple(tenures_then(connection, posts, sight))
    held = {cell_of_post(body, post) for _, body, post in posts}
    query = RecordQuery("tenure", [{holder for holder, _, _ in posts}], cells=held)
    rows, _, _ = kept_records(desk, query, Tenure, ALL)
    return tuple(row.value for row in rows)


def due_of(desk: Desk) -> tuple[Due, ...]:
    """Give what is overdue and what is coming up, by day. Raises RegisterError."""
    found = due_page(desk, ALL).rows
    return tuple(sorted(found, key=lambda item: (item.days_left, item.kind, item.says)))


def due_page(
    desk: Desk, page: Page | None = None, entities: Collection[str] = (), *, overdue: bool | None = None
) -> Part[Due]:
    """Give a part of what is due, by day, of some entities or all; `overdue` asks for what is, or is not.

    Raises RegisterError, and ValueError where the page is none.
    """
    from entente.register.asking import both, due_on, past

    test = due_on(desk.today)
    test = test if overdue is None else both(test, past(desk.today, overdue))
    with desk.seeing():
        rows, follows, total = kept_records(desk, _due_query(entities, test), Due, page or Page())
        return Part(desk.voiced(_days_left(desk, rows)), follows, total)


def kept_due(desk: Desk, entities: Collection[str], page: Page) -> tuple[Due, ...]:
    """Give a part of what is due of some entities, by day, without voices. Raises RegisterError."""
    from entente.register.asking import due_on

    return _days_left(desk, kept_records(desk, _due_query(entities, due_on(desk.today)), Due, page)[0])


def _due_query(entities: Collection[str], test: "Test") -> "RecordQuery":
    from entente.register.found import RecordQuery

    return RecordQuery("due", [entities] if entities else (), (), test)


def _days_left(desk: Desk, rows: Iterable[KeptRecord[Due]]) -> tuple[Due, ...]:
    return tuple(replace(row.value, days_left=(row.columns["last"] - desk.today).days) for row in rows)
