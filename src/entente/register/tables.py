"""The register's tables: reports, their claims, the entities these name, and what people judged of them.

Types are those that both databases have; JSON columns hold what is never searched. Moments are UTC, ISO 8601 with a final Z.
What is changed here is changed in a new step of `migrations/versions` too: a test holds the two against each other.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import (
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
    false,
)
from sqlalchemy import Text as AnyText

SCHEMA_VERSION = 4
"""Raised with every change of the tables; a register of a higher one is refused."""

Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""Text that both databases put in the same order: by its characters, whatever the server's language."""


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
    Index(None, "kind", "when_first"),
    Index(None, "reported_last"),
    Index(None, "recorded"),
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
    ForeignKeyConstraint(["report", "claim"], ["claims.report", "claims.id"], ondelete="CASCADE"),
    Index(None, "entity", "kind"),
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

# Bands of the reports' MinHash signatures: reports that share one may be copies of one text.
report_bands = Table(
    "report_bands",
    metadata,
    Column("report", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("band", Integer, primary_key=True),
    Column("hash", BigInteger, nullable=False),  # 64 bits with a sign
    Index(None, "band", "hash"),
)

_CHUNK = 400  # values of one IN list; SQLite takes 999 in all


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give values in pieces, each of a length that both databases take in one question."""
    return (values[n : n + _CHUNK] for n in range(0, len(values), _CHUNK))
