"""Version 3: the names that reports print, each with its report, so that the order in which reports come does not matter."""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import Text

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add the table and the two columns; names known so far stand as plain ones until their reports are read again."""
    op.create_table(
        "report_names",
        sa.Column("report", Text, nullable=False),
        sa.Column("entity", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.PrimaryKeyConstraint("report", "entity", name="pk_report_names"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_report_names_report", ondelete="CASCADE"),
    )
    op.create_index("ix_report_names_entity", "report_names", ["entity"])
    op.add_column("entities", sa.Column("plain", Text, nullable=False, server_default=""))
    op.add_column("entities", sa.Column("printed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE entities SET plain = name")


def downgrade() -> None:
    """Drop what was added; the names in use stay."""
    op.drop_column("entities", "printed")
    op.drop_column("entities", "plain")
    op.drop_table("report_names")
