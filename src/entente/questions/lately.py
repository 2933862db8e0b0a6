"""Of whom, and of which two, the reports read last tell most: where somebody begins who has no name in mind."""

from datetime import timedelta
from typing import TYPE_CHECKING

from entente.questions.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

_REPORTS = 60
_NO_SIDES = ("place/", "person/", "gathering/")


def named_lately(desk: Desk, most: int = 12) -> tuple[str, ...]:
    """Give those that the reports recorded last name most, places left out, the most named first. Raises RegisterError."""
    from sqlalchemy import func, select

    from entente.register.tables import claim_entities

    number = func.count()
    wanted = (
        select(claim_entities.c.entity)
        .where(claim_entities.c.report.in_(_latest(desk)), ~claim_entities.c.entity.startswith("place/"))
        .group_by(claim_entities.c.entity)
        .order_by(number.desc(), claim_entities.c.entity)
        .limit(most)
    )
    with desk.register.reading() as connection:
        return desk.verdicts.identity.to_canonical(connection.scalars(wanted).all())


def pairs_lately(desk: Desk, most: int = 8) -> tuple[tuple[str, str], ...]:
    """Give which two bodies or countries the reports recorded last name together most, the most first. Raises RegisterError."""
    from sqlalchemy import and_, func, select

    from entente.register.tables import claim_entities

    one, other = claim_entities.alias("one"), claim_entities.alias("other")
    same = and_(one.c.report == other.c.report, one.c.claim == other.c.claim, one.c.entity < other.c.entity)
    wanted = (
        select(one.c.entity, other.c.entity)
        .join(other, same)
        .where(one.c.report.in_(_latest(desk)))
        .where(*(~side.c.entity.startswith(kind) for side in (one, other) for kind in _NO_SIDES))
        .group_by(one.c.entity, other.c.entity)
        .order_by(func.count().desc(), one.c.entity, other.c.entity)
        .limit(most)
    )
    with desk.register.reading() as connection:
        told = connection.execute(wanted).all()
    of = desk.verdicts.identity.of
    return tuple(dict.fromkeys((of(a), of(b)) for a, b in told if of(a) != of(b)))


def _latest(desk: Desk) -> "Select[str]":
    """Give the query for the reports recorded last."""
    from sqlalchemy import select

    from entente.register.tables import reports

    known = select(reports.c.key).where(*_known(desk))
    return known.order_by(reports.c.recorded.desc(), reports.c.key).limit(_REPORTS)


def _known(desk: Desk) -> "list[ColumnElement[bool]]":
    """Give what holds of the reports that the question may know."""
    from entente.register.tables import reports

    found = []
    if desk.as_of.known_on:
        found.append(reports.c.reported_last <= desk.as_of.known_on)
    if desk.as_of.recorded_by:
        found.append(reports.c.recorded < (desk.as_of.recorded_by + timedelta(days=1)).isoformat())
    return found
