"""Version 5: records kept up to date by cells of claims, and the day of a claim beside each entity that it names."""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import LAST_DAY, Text, short

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Add the column and the tables; the cells of the claims that are there are found when records are next brought up to date."""
    op.add_column("claim_entities", sa.Column("day", sa.Date, nullable=False, server_default=LAST_DAY))
    first_day = "coalesce(when_first, when_last, reported_last, reported_first)"
    op.execute(
        f"UPDATE claim_entities SET day = (SELECT coalesce({first_day}, '{LAST_DAY}') FROM claims "  # noqa: S608 - ours
        "WHERE claims.report = claim_entities.report AND claims.id = claim_entities.claim)"
    )
    op.drop_index("ix_claim_entities_entity_claim_entities_kind", "claim_entities")
    op.create_index("ix_claim_entities_kind_day", "claim_entities", ["entity", "kind", "day"])
    op.create_index("ix_claim_entities_day", "claim_entities", ["entity", "day"])
    _cells()
    _records()


def _cells() -> None:
    op.create_table(
        "cells",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("key", Text, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("sort", Text),
        sa.Column("first_told", sa.Date),
        sa.Column("last_told", sa.Date),
        sa.Column("recorded", short(32), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_cells"),
    )
    op.create_index("ix_cells_kind_cells_sort_cells_id", "cells", ["kind", "sort", "id"])
    in_file, on_server = sa.text("stale = 1"), sa.text("stale")
    op.create_index("ix_cells_stale", "cells", ["kind", "id"], sqlite_where=in_file, postgresql_where=on_server)
    op.create_table(
        "claim_cells",
        sa.Column("cell", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("report", Text, nullable=False),
        sa.Column("claim", short(16), nullable=False),
        sa.Column("position", sa.Integer),
        sa.PrimaryKeyConstraint("cell", "report", "claim", name="pk_claim_cells"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_cells_report_claim_cells_claim", "claim_cells", ["report", "claim"])


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("cell", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("sort", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("lapses", sa.Date),
        sa.Column("supports", sa.Integer, nullable=False),
        sa.Column("path", Text, nullable=False),
        sa.Column("row", Text, nullable=False),
        sa.PrimaryKeyConstraint("cell", "position", name="pk_records"),
    )
    op.create_index("ix_records_kind_records_sort", "records", ["kind", "sort"])
    op.create_table(
        "record_entities",
        sa.Column("cell", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("role", short(12), nullable=False),
        sa.Column("entity", Text, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("sort", Text, nullable=False),
        sa.PrimaryKeyConstraint("cell", "position", "role", "entity", name="pk_record_entities"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_record_entities",
        "record_entities",
        ["entity", "kind", "sort"],
    )


def downgrade() -> None:
    """Drop what was added."""
    for table in ("record_entities", "records", "claim_cells", "cells"):
        op.drop_table(table)
    op.drop_index("ix_claim_entities_day", "claim_entities")
    op.drop_index("ix_claim_entities_kind_day", "claim_entities")
    op.create_index("ix_claim_entities_entity_claim_entities_kind", "claim_entities", ["entity", "kind"])
    op.drop_column("claim_entities", "day")
    op.execute("DELETE FROM register_meta WHERE key IN ('rules', 'kept')")
