"""Version 6: an index of the words of reports, by which they are found."""

from alembic import op

from entente.register.words import DROP, FILL, MAKE

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Make the index, and fill it."""
    dialect = op.get_context().dialect.name
    for statement in (*MAKE[dialect], *FILL[dialect]):
        op.execute(statement)


def downgrade() -> None:
    """Drop the index."""
    for statement in DROP[op.get_context().dialect.name]:
        op.execute(statement)
