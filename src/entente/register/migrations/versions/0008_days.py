"""Version 8: the claims of an entity, and those of a kind, by their days, found in an index alone.

In SQLite the table of what claims name is kept by its key, so that its indexes lead to no rows elsewhere.
"""

import sqlalchemy as sa
from alembic import op

from entente.register.tables import LAST_DAY, Text, short

revision = "8"
down_revision = "7"
_TABLE, _OLD = "claim_entities", "claim_entities_before"
_COLUMNS = "report, claim, role, entity, kind, day"


def upgrade() -> None:
    """Make the table and the indexes anew."""
    _drop_indexes()
    _make_again(with_rowid=False)
    op.create_index("ix_claim_entities_kind_day", _TABLE, ["entity", "kind", "day", "report", "claim"])
    op.create_index("ix_claim_entities_day", _TABLE, ["entity", "day", "report", "claim", "kind"])
    op.drop_index("ix_claims_kind_claims_when_first", "claims")
    op.create_index("ix_claims_kind_day", "claims", ["kind", "when_first", "when_last", "report", "id"])


def downgrade() -> None:
    """Make the table and the indexes as they were."""
    op.drop_index("ix_claims_kind_day", "claims")
    op.create_index("ix_claims_kind_claims_when_first", "claims", ["kind", "when_first"])
    _drop_indexes()
    _make_again(with_rowid=True)
    op.create_index("ix_claim_entities_kind_day", _TABLE, ["entity", "kind", "day"])
    op.create_index("ix_claim_entities_day", _TABLE, ["entity", "day"])


def _drop_indexes() -> None:
    op.drop_index("ix_claim_entities_day", _TABLE)
    op.drop_index("ix_claim_entities_kind_day", _TABLE)


def _make_again(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table(_TABLE, _OLD)
    claim = sa.ForeignKeyConstraint(
        ["report", "claim"],
        ["claims.report", "claims.id"],
        name="fk_claim_entities_report_claim",
        ondelete="CASCADE",
    )
    op.create_table(
        _TABLE,
        sa.Column("report", Text, nullable=False),
        sa.Column("claim", short(16), nullable=False),
        sa.Column("role", short(20), nullable=False),
        sa.Column("entity", Text, nullable=False),
        sa.Column("kind", short(20), nullable=False, server_default=""),
        sa.Column("day", sa.Date, nullable=False, server_default=LAST_DAY),
        sa.PrimaryKeyConstraint("report", "claim", "role", "entity", name="pk_claim_entities"),
        claim,
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], name="fk_claim_entities_entity"),
        sqlite_with_rowid=with_rowid,
    )
    in_order = f"INSERT INTO {_TABLE} ({_COLUMNS}) SELECT {_COLUMNS} FROM {_OLD} ORDER BY report, claim, role, entity"  # noqa: S608 - ours
    op.execute(in_order)
    op.drop_table(_OLD)
