"""The register's tables: reports, their claims, the entities these name, and what people judged of them.

Types are those that both databases have; JSON columns hold what is never searched. Moments are UTC, ISO 8601 with a final Z.
What is changed here is changed in a new step of `migrations/versions` too: a test holds the two against each other.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    event,
    false,
)
from sqlalchemy import Text as AnyText

from entente.register.words import DROP, MAKE

Value = TypeVar("Value")
SCHEMA_VERSION = 11
"""Raised with every change of the tables; a register of a higher one is refused."""

LAST_DAY = "9999-12-31"
"""The day of what has none: it comes last."""

Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""Text that both databases put in the same order: by its characters, whatever the server's language."""


Number = BigInteger().with_variant(Integer(), "sqlite")
"""A number of 64 bits; as a key, SQLite's own number of the row (https://www.sqlite.org/lang_createtable.html#rowid )."""


def short(length: int) -> String:
    """Give a text of at most so many characters, in the same order in both databases."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "register_meta",
    metadata,
    Column("key", short(40), primary_key=True),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("digest", short(64), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("reported", Text, nullable=False),
    Column("reported_first", Date),
    Column("reported_last", Date),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("reader", Text, nullable=False),
    Column("knowledge", Text, nullable=False),
    Column("recorded", short(32), nullable=False),
    Column("voice", Text, nullable=False, server_default="", index=True),  # the key of the report of which it is a copy
    Index("ix_reports_newest", "recorded", "reported_first", "key"),
)

claims = Table(
    "claims",
    metadata,
    Column("report", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("id", short(16), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", short(20), nullable=False),
    Column("polarity", short(10), nullable=False),
    Column("factuality", short(12), nullable=False),
    Column("when_first", Date),
    Column("when_last", Date),
    Column("reported_first", Date),
    Column("reported_last", Date),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("row", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("recorded", short(32), nullable=False),
    Index("ix_claims_kind_day", "kind", "when_first", "when_last", "report", "id"),
    Index(None, "confidence"),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", short(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("plain", Text, nullable=False, server_default=""),  # its name by the knowledge or its id
    Column("printed", Boolean, nullable=False, server_default=false()),  # whether `name` is one that a report prints
)

# What reports call the entities that the knowledge does not list: of all names printed the longest is taken, then the first by
# its letters, so that it does not matter which report came first, and a report withdrawn takes its name with it.
report_names = Table(
    "report_names",
    metadata,
    Column("report", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("entity", Text, primary_key=True, index=True),
    Column("name", Text, nullable=False),
)

claim_entities = Table(
    "claim_entities",
    metadata,
    Column("report", Text, primary_key=True),
    Column("claim", short(16), primary_key=True),
    Column("role", short(20), primary_key=True),
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    Column("kind", short(20), nullable=False, server_default=""),  # the claim's
    Column("day", Date, nullable=False, server_default=LAST_DAY),  # from which the claim holds
    Column("known", Date),  # by which the claim was told; null: nobody knows
    ForeignKeyConstraint(["report", "claim"], ["claims.report", "claims.id"], ondelete="CASCADE"),
    # by these alone claims are found in order, counted, and left out as known on a day
    Index("ix_claim_entities_kind_day", "entity", "kind", "day", "report", "claim", "known"),
    Index("ix_claim_entities_day", "entity", "day", "report", "claim", "known", "kind"),
    sqlite_with_rowid=False,
)

# Cells (records/cells.py): groups of claims on which records depend alone, as far as they have, or had, records. Whoever changes a
# claim says in the same transaction that its cells are stale; their records follow (keeping.py). A number is a hash: it does not
# matter which cell came first.
cells = Table(
    "cells",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("kind", short(12), nullable=False),
    Column("key", Text, nullable=False),
    Column("sort", Text),  # the first of its records'; of a cell without records the day first told
    Column("first_told", Date),
    Column("last_told", Date),
    Column("recorded", short(32), nullable=False, server_default=""),  # when the last of its claims was
    Index("ix_cells_order", "kind", "sort", "id", "first_told", "last_told"),
)
stale = Table(
    "stale_cells",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("kind", short(12), nullable=False),
    Column("key", Text, nullable=False),
)

# Which claims belong to a cell, as they were judged, and which of its records they tell of. Numbers that are no cell's say what a
# claim tells as done, or awaits (records/due.py).
claim_cells = Table(
    "claim_cells",
    metadata,
    Column("cell", BigInteger, primary_key=True, autoincrement=False),
    Column("report", Text, primary_key=True),
    Column("claim", short(16), primary_key=True),
    Column("position", Integer),
    Index(None, "report", "claim"),
    sqlite_with_rowid=False,
)

records = Table(
    "records",
    metadata,
    Column("cell", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", short(12), nullable=False),
    Column("sort", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("lapses", Date),
    Column("supports", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("row", Text, nullable=False),  # JSON: records/shapes.py; the last, for it is long
    Index("ix_records_order", "kind", "sort", "cell", "position", "state", "first", "last", "lapses"),
)

# Whose record it is, in which role. Of a cell without records (position -1) whose its claims are.
record_entities = Table(
    "record_entities",
    metadata,
    Column("cell", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", short(12), primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("kind", short(12), nullable=False),
    Column("sort", Text, nullable=False),
    Index("ix_record_entities", "entity", "kind", "sort"),
    sqlite_with_rowid=False,
)

# What people decided: rows are only added. `subject` says what of which text is judged, not which row, so that it outlives a new
# reading; `made` is the moment it was decided, `recorded` that at which this register learnt of it.
judgements = Table(
    "judgements",
    metadata,
    Column("id", short(64), primary_key=True),
    Column("made", short(32), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("verdict", short(12), nullable=False),
    Column("subject", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded", short(32), nullable=False, index=True),
)

# Bands of the reports' MinHash signatures: reports that share one may be copies of one text. Those of a report are found by its
# text, of which they follow: no index of reports is needed, and none has to be kept (voices.py).
report_bands = Table(
    "report_bands",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # 64 bits with a sign
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("report", Text, primary_key=True),
    sqlite_with_rowid=False,
)

for _dialect, _statements in MAKE.items():  # the index of the reports' words is made by the databases' own means
    for _statement in _statements:
        event.listen(reports, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
for _dialect, _statements in DROP.items():
    for _statement in _statements:
        event.listen(reports, "before_drop", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]

# PostgreSQL guesses the number of cells from a sample, far too low, and would read whole tables where few cells are asked for
# (n_distinct in https://www.postgresql.org/docs/current/sql-altertable.html ; as a share of the rows).
for _table, _share in ((records, -0.3), (claim_cells, -0.5)):
    _statement = f"ALTER TABLE {_table.name} ALTER COLUMN cell SET (n_distinct = {_share})"
    event.listen(_table, "after_create", DDL(_statement).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]

_CHUNK = 400  # values of one IN list; SQLite takes 999 in all


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Give values in pieces, each of a length that both databases take in one question."""
    return (values[n : n + _CHUNK] for n in range(0, len(values), _CHUNK))
