"""Two sides before they meet: what there is between them, in sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager, section_part
from entente.model.entity import kind_of
from entente.questions.dealings import network_around
from entente.questions.lately import named_lately, pairs_lately
from entente.questions.sides import between_sides
from entente.records.acts import Act
from entente.records.agreements import Agreement
from entente.records.due import Due
from entente.records.standing import Standing
from entente.records.tenures import Tenure
from entente.views.counterpart import Counterpart
from entente.views.timeline import Entry

router = APIRouter()
_OFFERED = 12


class Between(StrEnum):
    """A part of what there is between two, in the order of the page."""

    LAST = "last_contact"
    INVITATIONS = "invitations"
    DUE = "due"
    AGREEMENTS = "agreements"
    GATHERINGS = "gatherings"
    POSTS = "posts"
    STANDINGS = "standings"
    CONTACTS = "contacts"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the text that names it, the entities that this means, a country first, or those that it may mean."""

    text: str
    entities: tuple[str, ...]
    candidates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BetweenPage:
    """What there is between two sides, in sections of so many rows (`counts`); a body's people count for it.

    The sections hold their first few rows, or, where one is asked for, a page of that one alone. `contacts` are the meetings and
    visits besides the last, told, planned or denied; `posts` and `standings` those of today. `same` are entities that both names
    mean: then there is nothing between. Of sides that very many claims name, at most the `latest` so many of a kind are looked at;
    0: all there are. `pairs` and `others` are offered where a side is not named: two that reports tell of, and the other side.
    """

    today: date
    one: Side
    other: Side
    same: tuple[str, ...]
    reports: int
    latest: int
    section: Between | None
    counts: Mapping[Between, int]
    last_contact: tuple[Act, ...]
    invitations: tuple[Act, ...]
    due: tuple[Due, ...]
    agreements: tuple[Agreement, ...]
    gatherings: tuple[Act, ...]
    posts: tuple[Tenure, ...]
    standings: tuple[Standing, ...]
    contacts: tuple[Act, ...]
    said: tuple[Entry, ...]
    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    pager: Pager
    names: Mapping[str, str]

    @property
    def both(self) -> bool:
        """Whether it is clear who the two are."""
        return bool(self.one.entities and self.other.entities and not self.same)


@page(router, "/between", "between.html")
def between(
    asked: AskedOf,
    paging: PagingOf,
    one: Annotated[Words, Query(description="One side, by name, acronym, code or id.")] = "",
    other: Annotated[Words, Query(description="The other side, named in the same ways.")] = "",
    section: Annotated[Between | None, Query(description="One section alone, with all its rows in pages.")] = None,
) -> BetweenPage:
    """Show what there is between two before they meet: contacts, invitations, agreements, posts, standing, what each said."""
    sides = _side(asked, one), _side(asked, other)
    same = tuple(entity for entity in sides[0].entities if entity in sides[1].entities)
    ids = [() if same else side.entities for side in sides]
    found = between_sides(asked.desk, *ids) if all(ids) else None
    rows: Mapping[Between, Sequence[Any]] = _rows(found) if found else dict.fromkeys(Between, ())
    parts: dict[str, Any] = {name.value: section_part(rows[name], name, section, paging) for name in Between}
    pairs = () if one.strip() or other.strip() else pairs_lately(asked.desk)
    others = _others(asked, sides)
    return BetweenPage(
        today=asked.desk.today,
        one=sides[0],
        other=sides[1],
        same=same,
        reports=found.reports if found else 0,
        latest=found.latest if found else 0,
        section=section,
        counts={name: len(values) for name, values in rows.items()},
        pairs=pairs,
        others=others,
        pager=pager(paging, len(rows[section]) if section else 0),
        names=names_in((sides[0].entities, sides[1].entities, pairs, others, tuple(parts.values())), asked.desk),
        **parts,
    )


def _side(asked: Asked, text: str) -> Side:
    """Give what a text means: the country first, then those that the register names."""
    found = asked.desk.meant(text) if text.strip() else None
    if not found:
        return Side("", (), {})
    named = asked.desk.named(found.entities)
    entities = sorted(found.entities, key=lambda e: (kind_of(e) != "country", e not in named))
    return Side(text.strip(), tuple(entities), dict(found.candidates or {}))


def _others(asked: Asked, sides: tuple[Side, Side]) -> tuple[str, ...]:
    """Give whom to offer as the other side where one alone is named: those who deal with it most; where none is, who is told of."""
    named = [side for side in sides if side.text]
    if not named:
        return named_lately(asked.desk, _OFFERED)
    if len(named) > 1 or not named[0].entities:
        return ()
    around, _ = network_around(asked.desk, named[0].entities, None, _OFFERED)
    return tuple(node.entity for node in around.nodes if node.entity not in named[0].entities)


def _rows(found: Counterpart) -> Mapping[Between, Sequence[Any]]:
    """Give the rows of the sections, the latest agreements first; the last contact stands apart from the others."""
    last = (found.last_contact,) if found.last_contact else ()
    contacts = tuple(act for act in found.contacts if act not in last)
    own = {Between.LAST: last, Between.AGREEMENTS: found.agreements[::-1], Between.CONTACTS: contacts}
    return {name: own[name] if name in own else getattr(found, name) for name in Between}
