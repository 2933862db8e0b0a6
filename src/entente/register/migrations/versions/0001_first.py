"""Version 1: reports, claims, entities, and which claim names which."""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import Text, short

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "register_meta",
        sa.Column("key", short(40), nullable=False),
        sa.Column("value", Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_register_meta"),
    )
    _make_reports()
    _make_claims()
    _make_entities()


def _make_reports() -> None:
    texts = [
        sa.Column(name, Text, nullable=False) for name in ("source", "title", "publisher", "published", "reported")
    ]
    op.create_table(
        "reports",
        sa.Column("key", Text, nullable=False),
        sa.Column("digest", short(64), nullable=False),
        *texts,
        sa.Column("reported_first", sa.Date),
        sa.Column("reported_last", sa.Date),
        sa.Column("text", Text, nullable=False),
        sa.Column("blocks", sa.JSON, nullable=False),
        sa.Column("reader", Text, nullable=False),
        sa.Column("knowledge", Text, nullable=False),
        sa.Column("recorded", short(32), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_reports"),
    )
    op.create_index("ix_reports_digest", "reports", ["digest"])


def _make_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("report", Text, nullable=False),
        sa.Column("id", short(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", short(20), nullable=False),
        sa.Column("polarity", short(10), nullable=False),
        sa.Column("factuality", short(12), nullable=False),
        *(sa.Column(name, sa.Date) for name in ("when_first", "when_last", "reported_first", "reported_last")),
        sa.Column("rule", Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("row", sa.JSON, nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("recorded", short(32), nullable=False),
        sa.PrimaryKeyConstraint("report", "id", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_claims_report", ondelete="CASCADE"),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_index("ix_claims_kind_claims_when_first", "claims", ["kind", "when_first"])


def _make_entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", Text, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entities"),
    )
    claim = ["report", "claim"]
    op.create_table(
        "claim_entities",
        sa.Column("report", Text, nullable=False),
        sa.Column("claim", short(16), nullable=False),
        sa.Column("role", short(20), nullable=False),
        sa.Column("entity", Text, nullable=False),
        sa.PrimaryKeyConstraint("report", "claim", "role", "entity", name="pk_claim_entities"),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], name="fk_claim_entities_entity"),
        sa.ForeignKeyConstraint(
            claim, ["claims.report", "claims.id"], name="fk_claim_entities_report_claim", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_claim_entities_entity_claim_entities_role", "claim_entities", ["entity", "role"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("claim_entities", "entities", "claims", "reports", "register_meta"):
        op.drop_table(table)
