"""Finds reports by their words, and entities by parts of their names, in either database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, and_, column, func, literal_column, or_, select, table, text

from entente.register.handle import Register
from entente.register.tables import claims, entities, reports
from entente.register.words import INDEXED, LANGUAGE

SHOWN = 20_000
"""How many letters of a text are given with a report that was found."""
RANKED = {"sqlite": 2000, "postgresql": 200}
"""How many of the reports that have the words, the last recorded, are put in order by how near they are."""
_TITLE_COUNTS = 5.0
_WORD = re.compile(r'"([^"]*)"|([^\W_]+)')
_numbers = table("report_numbers", column("number"), column("report"))
_words = table("report_words", column("rowid"))


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that has the words: what it is called, when it appeared (EDTF), and the beginning of its text."""

    key: str
    title: str
    publisher: str
    reported: str
    text: str


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Which reports are asked for: with all of the words (phrases in quotation marks), known and recorded by a day; which part."""

    words: str
    known_on: date | None = None
    recorded_by: date | None = None
    first: int = 0
    limit: int = 10


def words_of(words: str) -> list[tuple[str, bool]]:
    """Give the words and phrases of a query, each with whether it is the beginning of a word that is being typed."""
    found = [(phrase or word) for phrase, word in _WORD.findall(words) if (phrase or word).strip()]
    typing = bool(found) and words.endswith(found[-1]) and len(found[-1]) > 1
    return [(one, typing and n == len(found) - 1) for n, one in enumerate(found)]


def find_by_words(register: Register, query: WordQuery) -> list[FoundReport]:
    """Give the reports that have all words of a query, in whatever form of the word: the nearest first, of these the last recorded.

    Words count by their stems: Porter's in SQLite, Snowball's in PostgreSQL. How near a report is says bm25 in SQLite, where a word
    of the title counts for five, and ts_rank_cd in PostgreSQL. Of very many the last recorded are put in order so (`RANKED`); the
    others follow, the last recorded first. Raises RegisterError.
    """
    wanted = words_of(query.words)
    if not wanted:
        return []
    dialect = register.engine.dialect.name
    latest, score = _latest(wanted, query, dialect)
    columns = (reports.c.key, reports.c.title, reports.c.publisher, reports.c.reported)
    shown: Select[Any] = select(*columns, func.substr(reports.c.text, 1, SHOWN))
    with register.reading() as connection:
        near = latest.add_columns(score.label("score")).limit(RANKED[dialect]).subquery()
        order = [near.c.score, near.c.place.desc(), near.c.key]
        keys = list(connection.scalars(select(near.c.key).order_by(*order).offset(query.first).limit(query.limit)))
        if len(keys) < query.limit:
            after = latest.offset(max(query.first, RANKED[dialect])).limit(query.limit - len(keys))
            keys += [row.key for row in connection.execute(after)]
        found = {row[0]: FoundReport(*row) for row in connection.execute(shown.where(reports.c.key.in_(keys)))}
    return [found[key] for key in keys if key in found]


def _latest(
    wanted: Sequence[tuple[str, bool]], query: WordQuery, dialect: str
) -> tuple[Select[Any], ColumnElement[Any]]:
    """Give the question for the keys of the reports that have the words, the last recorded first, and how near one is."""
    if dialect == "sqlite":
        asked = _in_sqlite(select(reports.c.key, _words.c.rowid.label("place")), wanted)
        score: ColumnElement[Any] = func.round(func.bm25(literal_column("report_words"), _TITLE_COUNTS, 1.0), 1)
    else:
        asked = _in_postgresql(select(reports.c.key, reports.c.recorded.label("place")), wanted)
        score = -func.round(func.ts_rank_cd(_parsed(), _query_of(wanted)).cast(Numeric), 1)
    if query.known_on:
        asked = asked.where(reports.c.reported_last <= query.known_on)
    if query.recorded_by:
        asked = asked.where(reports.c.recorded < (query.recorded_by + timedelta(days=1)).isoformat())
    return asked, score


def keys_with(register: Register, words: str) -> Select[Any] | None:
    """Give the question for the keys of the reports that have all of some words; None where there is no word in them."""
    wanted = words_of(words)
    if not wanted:
        return None
    sqlite = register.engine.dialect.name == "sqlite"
    found = (_in_sqlite if sqlite else _in_postgresql)(select(reports.c.key), wanted)
    return found.order_by(None)


def _in_sqlite(asked: Select[Any], wanted: Sequence[tuple[str, bool]]) -> Select[Any]:
    match = " AND ".join(
        f'"{word}"{"*" if typing else ""}' for word, typing in wanted
    )  # _WORD leaves no quotation mark
    joined = asked.join(_numbers, _numbers.c.report == reports.c.key)
    joined = joined.join(_words, _words.c.rowid == _numbers.c.number)
    return joined.where(text("report_words MATCH :match").bindparams(match=match)).order_by(_words.c.rowid.desc())


def _in_postgresql(asked: Select[Any], wanted: Sequence[tuple[str, bool]]) -> Select[Any]:
    return asked.where(_parsed().op("@@")(_query_of(wanted))).order_by(reports.c.recorded.desc(), reports.c.key)


def _parsed() -> ColumnElement[Any]:
    first = func.left(literal_column("title || ' ' || text"), literal_column(str(INDEXED)))
    return func.to_tsvector(literal_column(f"'{LANGUAGE}'::regconfig"), first)


def _query_of(wanted: Sequence[tuple[str, bool]]) -> ColumnElement[Any]:
    language: ColumnElement[Any] = literal_column(f"'{LANGUAGE}'::regconfig")
    whole = " ".join(f'"{word}"' for word, typing in wanted if not typing)
    query: ColumnElement[Any] = func.websearch_to_tsquery(language, whole)
    for word, typing in wanted:
        if typing:
            beginning = " & ".join(f"{part}:*" for part in re.findall(r"[^\W_]+", word))
            query = (
                query.op("&&")(func.to_tsquery(language, beginning)) if whole else func.to_tsquery(language, beginning)
            )
    return query


def claims_of_reports(register: Register, keys: Sequence[str]) -> list[str]:
    """Give the ids of the claims of some reports. Raises RegisterError."""
    with register.reading() as connection:
        return list(connection.scalars(select(claims.c.id).where(claims.c.report.in_(keys)).distinct()))


def entities_like(register: Register, words: Sequence[str], limit: int) -> dict[str, str]:
    """Give entities whose name or id has all of some beginnings of words, the shortest names first: id to name.

    Letters count without regard to case (of other alphabets than the Latin as the database does). Raises RegisterError.
    """
    if not words:
        return {}
    begins = [_begins(word) for word in words]
    wanted = select(entities.c.id, entities.c.name).where(and_(*begins))
    with register.reading() as connection:
        rows = connection.execute(wanted.order_by(func.length(entities.c.name), entities.c.id).limit(limit))
        return {row[0]: row[1] for row in rows}


def _begins(word: str) -> ColumnElement[bool]:
    """Give what holds where a word of a name or of an id begins so; that it stands there at all rules out most at once."""
    name = func.lower(entities.c.name)
    there = or_(name.contains(word, autoescape=True), entities.c.id.contains(word, autoescape=True))
    slugs = [entities.c.id.contains(f"{sign}{word}", autoescape=True) for sign in ("/", "-")]
    begins = [name.contains(f"{sign}{word}", autoescape=True) for sign in (" ", "-", "(")]
    return and_(there, or_(name.startswith(word, autoescape=True), *begins, *slugs))


def those_known(register: Register, ids: Sequence[str]) -> frozenset[str]:
    """Give those of some entities that a claim names. Raises RegisterError."""
    with register.reading() as connection:
        return frozenset(connection.scalars(select(entities.c.id).where(entities.c.id.in_(ids))))


def entities_of_codes(register: Register, codes: Sequence[str]) -> tuple[str, ...]:
    """Give the committees and federations of some country codes that a claim names, by kind and name. Raises RegisterError."""
    if not codes:
        return ()
    ids = [f"{kind}/{code}" for kind in ("noc", "npc") for code in codes]
    within = (entities.c.id.startswith(f"nf/{code}/", autoescape=True) for code in codes)
    wanted = select(entities.c.id).where(or_(entities.c.id.in_(ids), *within))
    with register.reading() as connection:
        return tuple(connection.scalars(wanted.order_by(entities.c.kind.desc(), entities.c.name)))
