"""Version 11: stale cells are listed apart, cells that never had records are not kept, and bands stand in one index alone.

Storing a claim writes fewer pages so. PostgreSQL is told how many cells there are among the rows.
"""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import Number, Text, short

revision = "11"
down_revision = "10"


def upgrade() -> None:
    """List the stale cells, drop the column that said so, and the cells without records at any time; put bands in order."""
    op.create_table(
        "stale_cells",
        sa.Column("id", Number, autoincrement=False, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("key", Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stale_cells"),
    )
    op.execute('INSERT INTO stale_cells (id, kind, "key") SELECT id, kind, "key" FROM cells WHERE stale ORDER BY id')
    op.drop_index("ix_cells_stale", "cells")
    op.execute("DELETE FROM cells WHERE sort IS NULL")
    op.drop_column("cells", "stale")
    banded = "SELECT 1 FROM report_bands WHERE report_bands.report = reports.key"
    op.execute(f"UPDATE reports SET voice = '' WHERE NOT EXISTS ({banded})")  # noqa: S608 - ours; those to be heard yet
    op.drop_index("ix_report_bands_hash", "report_bands")
    _put_bands_in_order("hash", "band", "report", of_reports=False)
    if op.get_context().dialect.name == "postgresql":
        for table, share in (("records", "-0.3"), ("claim_cells", "-0.5")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN cell SET (n_distinct = {share})")
            op.execute(f"ANALYZE {table}")


def downgrade() -> None:
    """Say of each cell whether it is stale, and index bands by their reports, as before."""
    if op.get_context().dialect.name == "postgresql":
        for table in ("records", "claim_cells"):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN cell RESET (n_distinct)")
    _put_bands_in_order("report", "band", of_reports=True)
    op.create_index("ix_report_bands_hash", "report_bands", ["hash"])
    if op.get_context().dialect.name == "sqlite":
        _make_cells_anew()
    else:
        op.add_column("cells", sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()))
        op.alter_column("cells", "stale", server_default=None)
    op.execute("UPDATE cells SET stale = (1 = 1) WHERE id IN (SELECT id FROM stale_cells)")
    op.execute(
        'INSERT INTO cells (id, kind, "key", stale) SELECT id, kind, "key", (1 = 1) FROM stale_cells '
        "WHERE id NOT IN (SELECT id FROM cells)"
    )
    op.drop_table("stale_cells")
    here = sa.text("stale = 1" if op.get_context().dialect.name == "sqlite" else "stale")
    op.create_index("ix_cells_stale", "cells", ["kind", "id"], sqlite_where=here, postgresql_where=here)


def _make_cells_anew() -> None:
    """Make the table with its columns in the order that older steps know."""
    op.drop_index("ix_cells_order", "cells")
    op.create_table(
        "cells_anew",
        sa.Column("id", Number, autoincrement=False, nullable=False),
        sa.Column("kind", short(12), nullable=False),
        sa.Column("key", Text, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("sort", Text),
        sa.Column("first_told", sa.Date),
        sa.Column("last_told", sa.Date),
        sa.Column("recorded", short(32), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_cells"),
    )
    told = "sort, first_told, last_told, recorded"
    op.execute(f'INSERT INTO cells_anew SELECT id, kind, "key", (1 = 0), {told} FROM cells ORDER BY id')  # noqa: S608 - ours
    op.drop_table("cells")
    op.rename_table("cells_anew", "cells")
    op.create_index("ix_cells_order", "cells", ["kind", "sort", "id", "first_told", "last_told"])


def _put_bands_in_order(*columns: str, of_reports: bool) -> None:
    """Make some columns the key of the bands; `of_reports` where a report takes its bands with it."""
    if op.get_context().dialect.name != "sqlite":
        if not of_reports:
            op.drop_constraint("fk_report_bands_report", "report_bands")
        op.drop_constraint("pk_report_bands", "report_bands")
        op.create_primary_key("pk_report_bands", "report_bands", list(columns))
        if of_reports:
            op.create_foreign_key(
                "fk_report_bands_report", "report_bands", "reports", ["report"], ["key"], ondelete="CASCADE"
            )
        return
    parts: list[sa.schema.SchemaItem] = [
        sa.Column("report", Text, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(*columns, name="pk_report_bands"),
    ]
    if of_reports:
        key = sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_report_bands_report", ondelete="CASCADE")
        parts.append(key)
    op.create_table("report_bands_anew", *parts, sqlite_with_rowid=False)
    order = ", ".join(columns)
    op.execute(f"INSERT INTO report_bands_anew SELECT report, band, hash FROM report_bands ORDER BY {order}")  # noqa: S608
    op.drop_table("report_bands")
    op.rename_table("report_bands_anew", "report_bands")
