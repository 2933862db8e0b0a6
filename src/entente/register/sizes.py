"""How much a register holds."""

from sqlalchemy import func, select

from entente.register.handle import Register
from entente.register.tables import claims, entities, judgements, reports


def sizes_of(register: Register) -> dict[str, int]:
    """Give the numbers of its reports, claims, entities and judgements. Raises RegisterError."""
    tables = (reports, claims, entities, judgements)
    counts = select(*(select(func.count()).select_from(table).scalar_subquery() for table in tables))
    with register.reading() as connection:
        return dict(zip((table.name for table in tables), connection.execute(counts).one(), strict=True))
