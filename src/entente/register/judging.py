"""Puts judgements into the register and takes them out: rows that are only ever added, each in a transaction of its own."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select

from entente.model.problem import Problem
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.judgements import (
    Judgement,
    Subject,
    Undone,
    Verdict,
    effective,
    in_order,
    judgement_from_row,
    judgement_to_row,
)
from entente.register.tables import chunks, judgements


def judge(
    register: Register,
    verdict: Verdict,
    subject: Subject,
    by: str,
    detail: Mapping[str, Any] | None = None,
    note: str = "",
) -> Judgement:
    """Put a judgement, signed and dated, into the register, and give it. Raises RegisterError where the database fails."""
    now = _now()
    judgement = Judgement(verdict, by, now, subject, dict(detail or {}), note, now)
    put(register, [judgement])
    return judgement


def put(register: Register, fresh: Iterable[Judgement]) -> int:
    """Put judgements into the register, all or none, and give the number of those that it had not. Raises RegisterError."""
    rows = {row["id"]: row for row in map(judgement_to_row, fresh)}
    with register.writing() as connection:
        known = {
            one
            for some in chunks(sorted(rows))
            for one in connection.scalars(select(judgements.c.id).where(judgements.c.id.in_(some)))
        }
        new = [row for key, row in rows.items() if key not in known]
        if new:
            connection.execute(insert(judgements), new)
    return len(new)


def list_judgements(register: Register, recorded_by: date | None = None) -> list[Judgement]:
    """Give the judgements in the order of their making; with a day, those that the register had by its end (UTC).

    Raises RegisterError.
    """
    wanted = select(judgements)
    if recorded_by is not None:
        wanted = wanted.where(judgements.c.recorded < f"{recorded_by.isoformat()}T24")
    with register.reading() as connection:
        return in_order(judgement_from_row(dict(row)) for row in connection.execute(wanted).mappings())


def altered_judgements(register: Register) -> Iterator[Problem]:
    """Give what is wrong with the rows of judgements: one that was changed, or that is none. Raises RegisterError."""
    remedy = "restore a backup: judgements are never changed"
    with register.reading() as connection:
        rows = [dict(row) for row in connection.execute(select(judgements).order_by(judgements.c.id)).mappings()]
    for row in rows:
        try:
            sound = judgement_from_row(row).content_id() == row["id"]
        except (KeyError, TypeError, ValueError, AttributeError):
            sound = False
        if not sound:
            yield Problem(str(register.place), f"judgement {row['id']} is not what was judged", remedy)


def undo(register: Register, prefix: str, by: str, note: str = "") -> tuple[Judgement, Judgement]:
    """Undo one judgement, named by the beginning of its id; give it and the undo.

    Raises RegisterError where no judgement, or several, begin so, or where it is undone already.
    """
    listed = list_judgements(register)
    found = [judgement for judgement in listed if judgement.id.startswith(prefix.lower())]
    if not prefix or len(found) != 1:
        message = f"holds {'several judgements that begin' if found else 'no judgement that begins'} with {prefix!r}"
        raise RegisterError(Problem(str(register.place), message, "`entente history` lists them with their ids"))
    if found[0].id in effective(listed).undone:
        raise RegisterError(
            Problem(str(register.place), f"{found[0].id} is undone already", "undo its undoing to have it again")
        )
    return found[0], judge(register, "undo", Undone(found[0].id), by, note=note)


def undo_since(register: Register, day: date, by: str, note: str = "") -> list[Judgement]:
    """Take back all that was judged on a day (UTC) and after it, undos too, so that what was in force before is so again.

    Gives what is undone by it. Raises RegisterError.
    """
    listed = list_judgements(register)
    before, since = ([j for j in listed if (j.made >= day.isoformat()) is late] for late in (False, True))
    if _holds(listed) == _holds(before):
        return []
    now = _now()
    put(register, [Judgement("undo", by, now, Undone(judgement.id), {}, note, now) for judgement in since])
    return since


def _holds(listed: Iterable[Judgement]) -> tuple[object, object]:
    state = effective(listed)
    return state.on_claims, state.on_pairs


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
