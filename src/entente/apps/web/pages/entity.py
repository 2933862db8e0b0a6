"""A body, a person, a gathering, a country: who that is, and all that is known of them, in sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf
from entente.apps.web.facts import Facts, facts_of, listed_names
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager, section_part
from entente.model.entity import code_of, is_entity_id, kind_of
from entente.questions.sides import dossier_of
from entente.records.acts import Act
from entente.records.agreements import Agreement
from entente.records.due import Due
from entente.records.standing import Standing
from entente.records.tenures import Tenure
from entente.register.searching import entities_of_codes
from entente.views.timeline import Entry

router = APIRouter()


class Section(StrEnum):
    """A part of what is known, in the order of the page."""

    STANDINGS = "standings"
    POSTS = "posts"
    DUE = "due"
    AGREEMENTS = "agreements"
    INVITATIONS = "invitations"
    CONTACTS = "contacts"
    STATEMENTS = "statements"
    SEATS = "seats"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What is known of an entity, in sections of so many rows (`counts`).

    The sections hold their first few rows, or, where one is asked for, a page of that one alone. `merged` are the other ids that
    were judged to be the same, `members` the bodies of a country that the register names.
    """

    entity: str
    name: str
    kind: str
    facts: Facts
    merged: tuple[str, ...]
    members: tuple[str, ...]
    reports: int
    section: Section | None
    counts: Mapping[Section, int]
    standings: tuple[Standing, ...]
    posts: tuple[Tenure, ...]
    due: tuple[Due, ...]
    agreements: tuple[Agreement, ...]
    invitations: tuple[Act, ...]
    contacts: tuple[Act, ...]
    statements: tuple[Entry, ...]
    seats: tuple[Entry, ...]
    others: tuple[Entry, ...]
    pager: Pager
    names: Mapping[str, str]


@page(router, "/entity/{entity:path}", "entity.html")
def entity(
    asked: AskedOf,
    paging: PagingOf,
    entity: Annotated[str, Path(description="An id, as `noc/RUS` or `person/ivan-petrov`.", max_length=300)],
    section: Annotated[Section | None, Query(description="One section alone, with all its rows in pages.")] = None,
) -> EntityPage:
    """Show a body, a person, a gathering, a country or a place: who that is, and all that is known of them, in sections."""
    facts = facts_of(entity, asked.desk.knowledge)
    identity = asked.desk.verdicts.identity
    chosen = identity.of(entity)
    own = asked.desk.named([entity, chosen]) if is_entity_id(entity) else {}
    if not is_entity_id(entity) or not (own or facts.name):
        raise HTTPException(404, f"Nothing is known of {entity}.")
    found = dossier_of(asked.desk, (chosen,))
    rows = {one: _ordered(one, getattr(found, one), asked.desk.today) for one in Section}
    parts: dict[str, Any] = {one.value: section_part(rows[one], one, section, paging) for one in Section}
    members = _members(asked, chosen)
    merged = tuple(other for other in identity.all_of((chosen,)) if other != chosen)
    return EntityPage(
        entity=chosen,
        name=own.get(chosen) or facts.name or chosen,
        kind=kind_of(chosen),
        facts=facts,
        merged=merged,
        members=members,
        reports=found.reports,
        section=section,
        counts={one: len(values) for one, values in rows.items()},
        pager=pager(paging, len(rows[section]) if section else 0),
        names=listed_names(facts, asked.desk.knowledge)
        | names_in((chosen, members, tuple(parts.values())), asked.desk),
        **parts,
    )


def _ordered(section: Section, rows: Sequence[Any], today: date) -> Sequence[Any]:
    """Give the rows of a section, those that matter today first: posts and standings that hold, then the latest."""
    if section in (Section.POSTS, Section.STANDINGS):
        return sorted(rows, key=lambda row: (not row.covers(today), -_moment(row).toordinal()))
    if section in (Section.SEATS, Section.OTHERS, Section.AGREEMENTS):
        return rows[::-1]
    return rows


def _moment(row: Standing | Tenure) -> date:
    last = row.last_told if isinstance(row, Tenure) else row.first
    return last or date.min


def _members(asked: Asked, entity: str) -> tuple[str, ...]:
    """Give the bodies of a country that the register names."""
    country = asked.desk.knowledge.countries.get(entity)
    codes = {country.ioc, code_of(entity)} - {""} if country else set()
    return entities_of_codes(asked.desk.register, sorted(codes))
