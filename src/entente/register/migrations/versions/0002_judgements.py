"""Version 2: judgements, near-duplicate reports as one voice, and indexes for what was known on a day."""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import Text, short

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the tables, the voice of every report (its own), and the indexes."""
    _make_judgements()
    op.create_table(
        "report_bands",
        sa.Column("report", Text, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("report", "band", name="pk_report_bands"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_report_bands_report", ondelete="CASCADE"),
    )
    op.create_index("ix_report_bands_band_report_bands_hash", "report_bands", ["band", "hash"])
    op.add_column("reports", sa.Column("voice", Text, nullable=False, server_default=""))
    op.execute("UPDATE reports SET voice = key")
    op.create_index("ix_reports_voice", "reports", ["voice"])
    op.create_index("ix_claims_reported_last", "claims", ["reported_last"])
    op.create_index("ix_claims_recorded", "claims", ["recorded"])


def _make_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", short(64), nullable=False),
        sa.Column("made", short(32), nullable=False),
        sa.Column("by", Text, nullable=False),
        sa.Column("verdict", short(12), nullable=False),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("note", Text, nullable=False),
        sa.Column("recorded", short(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_made", "judgements", ["made"])
    op.create_index("ix_judgements_recorded", "judgements", ["recorded"])


def downgrade() -> None:
    """Drop what was added; judgements are lost, so a copy is wanted before."""
    op.drop_index("ix_claims_recorded", "claims")
    op.drop_index("ix_claims_reported_last", "claims")
    op.drop_index("ix_reports_voice", "reports")
    op.drop_column("reports", "voice")
    op.drop_table("report_bands")
    op.drop_table("judgements")
