"""The register's tables: reports, their claims, the entities these name, and which claim names which.

Types are those that every database has; JSON columns hold what is never searched. Moments are UTC, ISO 8601 with a final Z.
"""

from sqlalchemy import (
    JSON,
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
    Text,
)

SCHEMA_VERSION = 1
"""Raised with every change of the tables; a register of a higher one is refused."""

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
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
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
    Column("recorded", String(32), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("report", Text, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True),
    Column("id", String(16), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("polarity", String(10), nullable=False),
    Column("factuality", String(12), nullable=False),
    Column("when_first", Date),
    Column("when_last", Date),
    Column("reported_first", Date),
    Column("reported_last", Date),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("row", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("recorded", String(32), nullable=False),
    Index(None, "kind", "when_first"),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("name", Text, nullable=False),
)

claim_entities = Table(
    "claim_entities",
    metadata,
    Column("report", Text, primary_key=True),
    Column("claim", String(16), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    ForeignKeyConstraint(["report", "claim"], ["claims.report", "claims.id"], ondelete="CASCADE"),
    Index(None, "entity", "role"),
)
