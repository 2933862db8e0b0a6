"""Version 9: fewer and smaller indexes, so that storing a claim writes fewer pages: those that no question is answered by go."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from entente.register.tables import Text, short

revision = "9"
down_revision = "8"


def upgrade() -> None:
    """Drop indexes of claims, find bands by their hashes alone, and in SQLite let a cell's number be its row's."""
    op.drop_index("ix_claims_recorded", "claims")
    op.drop_index("ix_claims_reported_last", "claims")
    op.drop_index("ix_report_bands_band_report_bands_hash", "report_bands")
    _make_anew("report_bands", _bands(), with_rowid=False)
    op.create_index("ix_report_bands_hash", "report_bands", ["hash"])
    _make_cells_anew(sa.Integer())


def downgrade() -> None:
    """Make them as they were."""
    _make_cells_anew(sa.BigInteger())
    op.drop_index("ix_report_bands_hash", "report_bands")
    _make_anew("report_bands", _bands(), with_rowid=True)
    op.create_index("ix_report_bands_band_report_bands_hash", "report_bands", ["band", "hash"])
    op.create_index("ix_claims_reported_last", "claims", ["reported_last"])
    op.create_index("ix_claims_recorded", "claims", ["recorded"])


def _make_cells_anew(number: "sa.types.TypeEngine[int]") -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    op.drop_index("ix_cells_kind_cells_sort_cells_id", "cells")
    op.drop_index("ix_cells_stale", "cells")
    _make_anew("cells", _cells(number), with_rowid=True)
    op.create_index("ix_cells_kind_cells_sort_cells_id", "cells", ["kind", "sort", "id"])
    op.create_index("ix_cells_stale", "cells", ["kind", "id"], sqlite_where=sa.text("stale = 1"))


def _make_anew(table: str, parts: Sequence[sa.schema.SchemaItem], *, with_rowid: bool) -> None:
    """Make a table of SQLite anew with what is in it; others need no such thing."""
    if op.get_context().dialect.name != "sqlite":
        return
    op.create_table(f"{table}_anew", *parts, sqlite_with_rowid=with_rowid)
    op.execute(f"INSERT INTO {table}_anew SELECT * FROM {table}")  # noqa: S608 - ours
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)


def _bands() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("report", Text, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("report", "band", name="pk_report_bands"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_report_bands_report", ondelete="CASCADE"),
    ]


def _cells(number: "sa.types.TypeEngine[int]") -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", number, autoincrement=False, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("key", Text, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("sort", Text),
        sa.Column("first_told", sa.Date),
        sa.Column("last_told", sa.Date),
        sa.Column("recorded", short(32), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_cells"),
    ]
