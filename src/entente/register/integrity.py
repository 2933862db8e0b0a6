"""Is the register whole? What the database says of itself, whether every row is what the claims make it, and mending."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, delete, func, select, text, update

from entente.knowledge.tables import Knowledge
from entente.model.problem import Problem
from entente.records.rules import Rules, rules_of
from entente.register.bulk import insert_rows
from entente.register.cell_claims import Sight, judged_anew
from entente.register.derived import Stored, moved, same_rows, stored_reports
from entente.register.entity_rows import Entities, add_entities, settle_entities
from entente.register.entries import Entry, Occasion, Row
from entente.register.handle import Register
from entente.register.judging import altered_judgements
from entente.register.keeping import put_judged_anew, refresh, stale_cells
from entente.register.kept import forget_kept, load_kept
from entente.register.latest import latest_verdicts
from entente.register.record_faults import mend_records, wrong_cells, wrongly_placed
from entente.register.tables import claim_entities, claims, entities, report_names
from entente.register.voices import hear_all, number_of_bands, unsound_voices

_REBUILD = "entente rebuild mends it"
_RESTORE = "restore a backup, or read the reports again into a new register"
_READ = "read the report again"


def check(register: Register, knowledge: Knowledge) -> tuple[Problem, ...]:
    """Give what is wrong with a register, with what to do about each; nothing where it is whole. Raises RegisterError."""
    with register.reading() as connection:
        found = [*_of_database(connection, str(register.place)), *_of_entities(connection, str(register.place))]
        found += altered_judgements(register)
        found += [Problem(key, "its voice is no report of its own", _REBUILD) for key in unsound_voices(connection)]
        noted = number_of_bands(connection)
        for stored in stored_reports(connection, _occasion(knowledge)):
            noted -= stored.noted
            found += _of_report(stored, knowledge)
        if noted and not found:
            found.append(Problem(str(register.place), "notes bands of texts that are not there", _REBUILD))
    return tuple(found) if found else tuple(_of_records(register))


def rebuild(register: Register, knowledge: Knowledge) -> int:
    """Derive again, in one transaction, all that follows from the claims, with the names that the knowledge has now.

    Gives the number of reports, entities and voices of which something was otherwise. What is whole stays as it was, and judgements
    follow from nothing: they stay in any case. Raises RegisterError.
    """
    mended, named = 0, Entities({})
    with register.writing() as connection:
        for stored in stored_reports(connection, _occasion(knowledge)):
            mended += _mend(connection, stored, named)
        mended += settle_entities(connection, named) + hear_all(connection)
    return mended + _rebuild_records(register, rules_of(knowledge))


def _of_records(register: Register) -> Iterator[Problem]:
    """Give what is wrong with the records; those that are only behind are worked out when they are asked for."""
    verdicts, place = latest_verdicts(register), str(register.place)
    with register.reading() as connection:
        kept = load_kept(connection)
        if kept is None and connection.execute(select(claims.c.id).limit(1)).first() is None:
            return
        if kept is None:
            yield Problem(place, "keeps no records: questions take longer", _REBUILD)
        elif judged_anew(kept, verdicts) is None:
            sight = Sight(kept.rules, verdicts)
            for report, _ in wrongly_placed(connection, sight):
                yield Problem(report, "its claims are not in the cells of what they say", _REBUILD)
            for number in wrong_cells(connection, sight):
                yield Problem(place, f"the records of cell {number} are not what its claims come to", _REBUILD)


def _rebuild_records(register: Register, rules: Rules) -> int:
    verdicts = latest_verdicts(register)
    with register.writing() as connection:
        kept = load_kept(connection)
        if kept is None or kept.rules != rules:
            forget_kept(connection)
            put_judged_anew(connection, verdicts, rules)
            mended = len(stale_cells(connection))
        else:
            put_judged_anew(connection, verdicts, rules)
            mended = mend_records(connection, Sight(rules, verdicts))
    refresh(register)
    return mended


def _occasion(knowledge: Knowledge) -> Occasion:
    return Occasion(knowledge, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "")


def _of_database(connection: Connection, place: str) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":  # PostgreSQL holds keys and checksums by itself
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield Problem(place, f"is damaged: {line}", _RESTORE)
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(place, f"row {row[1]} of {row[0]} belongs to a row of {row[2]} that is not there", _RESTORE)


def _of_entities(connection: Connection, place: str) -> Iterator[Problem]:
    named = select(claim_entities.c.entity).where(claim_entities.c.entity == entities.c.id)
    for entity in connection.scalars(select(entities.c.id).where(~named.exists()).order_by(entities.c.id)):
        yield Problem(place, f"lists {entity}, which no claim names", _REBUILD)
    best = (
        select(report_names.c.name)
        .where(report_names.c.entity == entities.c.id)
        .order_by(func.length(report_names.c.name).desc(), report_names.c.name)
        .limit(1)
        .scalar_subquery()
    )
    wrong = select(entities.c.id).where(entities.c.name != func.coalesce(best, entities.c.plain))
    for entity in connection.scalars(wrong.order_by(entities.c.id)):
        yield Problem(place, f"calls {entity} by another name than its reports do", _REBUILD)


def _of_report(stored: Stored, knowledge: Knowledge) -> Iterator[Problem]:
    key = stored.report["key"]
    if stored.entry is None:
        yield Problem(key, "holds a claim whose row cannot be read", _READ)
        return
    if changed := moved(stored.report, stored.entry.report):
        yield Problem(key, f"its {', '.join(sorted(changed))} do not fit its text", _READ)
    for claim in (*stored.strange_claims(), *stored.misquoted):
        yield Problem(key, f"claim {claim} is not what its text says", _READ)
    if not stored.strange_claims():
        yield from _of_rows(stored, knowledge)


def _of_rows(stored: Stored, knowledge: Knowledge) -> Iterator[Problem]:
    key, entry = stored.report["key"], stored.entry
    if entry is None:
        return
    if wrong := stored.moved_claims():
        yield Problem(key, f"the columns of {', '.join(wrong)} are not what the claims say", _REBUILD)
    if stored.mentioned != entry.mentioned:
        yield Problem(key, "the entities listed are not those that its claims name", _REBUILD)
    if stored.report["knowledge"] == knowledge.version and not same_rows(stored.printed, entry.printed):
        yield Problem(key, "the names listed are not those that it prints", _REBUILD)
    if stored.noted < stored.bands:
        yield Problem(key, "the bands by which its copies are found are not those of its text", _REBUILD)


def _mend(connection: Connection, stored: Stored, named: Entities) -> bool:
    entry = stored.entry
    if entry is None or stored.strange_claims():  # not ours to mend: check says what to do
        return False
    wrong, unheard = stored.moved_claims(), stored.noted < stored.bands
    for claim in wrong:
        news = moved(stored.claims[claim], entry.claims[claim])
        connection.execute(update(claims).where(claims.c.report == entry.key, claims.c.id == claim).values(**news))
    named.add(entry)
    if misnamed := stored.mentioned != entry.mentioned:
        _put_again(connection, claim_entities, entry, [mention._asdict() for mention in entry.mentioned])
    if misprinted := not same_rows(stored.printed, entry.printed):
        _put_again(connection, report_names, entry, entry.printed)
    return misnamed or misprinted or unheard or bool(wrong)


def _put_again(connection: Connection, table: Table, entry: Entry, rows: Sequence[Row]) -> None:
    add_entities(connection, [entry])
    connection.execute(delete(table).where(table.c.report == entry.key))
    insert_rows(connection, table, rows)
