"""Of whom the reports read last tell most: where somebody begins who has no name in mind."""

from datetime import timedelta
from typing import TYPE_CHECKING

from entente.questions.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_REPORTS = 60


def named_lately(desk: Desk, most: int = 12) -> tuple[str, ...]:
    """Give those that the reports recorded last name most, places left out, the most named first. Raises RegisterError."""
    from sqlalchemy import func, select

    from entente.register.tables import claim_entities, reports

    latest = (
        select(reports.c.key).where(*_known(desk)).order_by(reports.c.recorded.desc(), reports.c.key).limit(_REPORTS)
    )
    number = func.count()
    wanted = (
        select(claim_entities.c.entity)
        .where(claim_entities.c.report.in_(latest.scalar_subquery()), ~claim_entities.c.entity.startswith("place/"))
        .group_by(claim_entities.c.entity)
        .order_by(number.desc(), claim_entities.c.entity)
        .limit(most)
    )
    with desk.register.reading() as connection:
        return desk.verdicts.identity.to_canonical(connection.scalars(wanted).all())


def _known(desk: Desk) -> "list[ColumnElement[bool]]":
    """Give what holds of the reports that the question may know."""
    from entente.register.tables import reports

    found = []
    if desk.as_of.known_on:
        found.append(reports.c.reported_last <= desk.as_of.known_on)
    if desk.as_of.recorded_by:
        found.append(reports.c.recorded < (desk.as_of.recorded_by + timedelta(days=1)).isoformat())
    return found
