"""Version 10: the day by which a claim was told beside each entity that it names, and indexes that alone tell what lists ask."""

import sqlalchemy as sa
from alembic import op

revision = "10"
down_revision = "9"

_KNOWN = (
    "UPDATE claim_entities SET known = (SELECT claims.reported_last FROM claims "
    "WHERE claims.report = claim_entities.report AND claims.id = claim_entities.claim)"
)
_OPEN = (  # of reports that appeared nobody knows how late: their cells said that they are known from their first day on
    "UPDATE cells SET stale = {true} WHERE NOT stale AND id IN (SELECT claim_cells.cell FROM claims JOIN claim_cells "
    "ON claim_cells.report = claims.report AND claim_cells.claim = claims.id "
    "WHERE claims.reported_last IS NULL AND claims.reported_first IS NOT NULL)"
)


def upgrade() -> None:
    """Add the column, fill it from the claims, and make the indexes."""
    _drop_indexes_of_entities()
    op.add_column("claim_entities", sa.Column("known", sa.Date))
    op.execute(_KNOWN)
    place = ["report", "claim", "known"]
    op.create_index("ix_claim_entities_kind_day", "claim_entities", ["entity", "kind", "day", *place])
    op.create_index("ix_claim_entities_day", "claim_entities", ["entity", "day", *place, "kind"])
    op.execute(_OPEN.format(true="1" if op.get_context().dialect.name == "sqlite" else "true"))
    op.drop_index("ix_cells_kind_cells_sort_cells_id", "cells")
    op.create_index("ix_cells_order", "cells", ["kind", "sort", "id", "first_told", "last_told"])
    op.drop_index("ix_records_kind_records_sort", "records")
    asked = ["cell", "position", "state", "first", "last", "lapses"]
    op.create_index("ix_records_order", "records", ["kind", "sort", *asked])


def downgrade() -> None:
    """Drop what was added."""
    op.drop_index("ix_records_order", "records")
    op.create_index("ix_records_kind_records_sort", "records", ["kind", "sort"])
    op.drop_index("ix_cells_order", "cells")
    op.create_index("ix_cells_kind_cells_sort_cells_id", "cells", ["kind", "sort", "id"])
    _drop_indexes_of_entities()
    op.drop_column("claim_entities", "known")
    op.create_index("ix_claim_entities_kind_day", "claim_entities", ["entity", "kind", "day", "report", "claim"])
    op.create_index("ix_claim_entities_day", "claim_entities", ["entity", "day", "report", "claim", "kind"])


def _drop_indexes_of_entities() -> None:
    for index in ("ix_claim_entities_kind_day", "ix_claim_entities_day"):
        op.drop_index(index, "claim_entities")
