"""Version 4: the kind of a claim beside each entity that it names, so that claims of a kind that name one are found by an index."""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import short

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Add the column and fill it from the claims."""
    op.add_column("claim_entities", sa.Column("kind", short(20), nullable=False, server_default=""))
    op.execute(
        "UPDATE claim_entities SET kind = (SELECT claims.kind FROM claims "
        "WHERE claims.report = claim_entities.report AND claims.id = claim_entities.claim)"
    )
    op.drop_index("ix_claim_entities_entity_claim_entities_role", "claim_entities")
    op.create_index("ix_claim_entities_entity_claim_entities_kind", "claim_entities", ["entity", "kind"])


def downgrade() -> None:
    """Drop the column."""
    op.drop_index("ix_claim_entities_entity_claim_entities_kind", "claim_entities")
    op.drop_column("claim_entities", "kind")
    op.create_index("ix_claim_entities_entity_claim_entities_role", "claim_entities", ["entity", "role"])
