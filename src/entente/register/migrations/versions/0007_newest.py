"""Version 7: indexes by which the newest reports and the least sure claims are found."""

from alembic import op

revision = "7"
down_revision = "6"


def upgrade() -> None:
    """Make them."""
    op.create_index("ix_reports_newest", "reports", ["recorded", "reported_first", "key"])
    op.create_index("ix_claims_confidence", "claims", ["confidence"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_claims_confidence", "claims")
    op.drop_index("ix_reports_newest", "reports")
