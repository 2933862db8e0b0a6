"""The network of a body: who deals with whom around it, drawn and as a table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, MaybeDay, Words
from entente.apps.web.drawings.graph import Dot, Graph, Tie, draw_graph
from entente.apps.web.drawings.svg import Element
from entente.apps.web.drawings.textures import texture_of
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.apps.web.words import counted, spaced
from entente.model.entity import kind_of
from entente.questions.dealings import Within, network_around
from entente.questions.lately import named_lately
from entente.views.network import Dealing, Node

router = APIRouter()
MOST = 60
_DRAWN = 180
_EXPLAINED = (
    ("good", "asserted", "cooperation"),
    ("bad", "asserted", "conflict"),
    ("soon", "asserted", "both"),
    ("plain", "asserted", "other dealings"),
    ("plain", "planned", "only planned, hoped, alleged or denied"),
)
_SHAPES = {"country": "square", "person": "pointed", "gathering": "pointed"}


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The network around an entity: those in it with the voices that tell of their dealings, and what each two deal in.

    All `entities` that the name means stand in it as one, the first. `left_out` others deal with it too, of fewer voices;
    `partly` says that only the latest of many claims were looked at. `lately` is whom the reports read last name most, where nobody
    is asked for.
    """

    today: date
    entity: str
    entities: tuple[str, ...]
    unclear: Unclear
    kind: tuple[str, ...]
    first: date | None
    last: date | None
    nodes: tuple[Node, ...]
    dealings: tuple[Dealing, ...]
    left_out: int
    partly: bool
    pager: Pager
    lately: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def listed(self) -> tuple[tuple[int, Dealing], ...]:
        """The dealings on this page of the table, numbered."""
        start = self.pager.first - 1
        return tuple(enumerate(self.dealings[start : start + self.pager.limit], start))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of claims that are told of, the most frequent first."""
        told: dict[str, int] = {}
        for dealing in self.dealings:
            for kind, number in dealing.kinds.items():
                told[kind] = told.get(kind, 0) + number
        return tuple(sorted(told, key=lambda kind: (-told[kind], kind)))


def drawn(asked: Asked, shown: NetworkPage) -> Element:
    """Draw the network: who is in it leads to their page, lines to what is told of the two."""
    names = shown.names
    dots = tuple(_dot(asked, node, names.get(node.entity, node.entity)) for node in shown.nodes)
    ties = tuple(_tie(asked, shown, number, one) for number, one in enumerate(shown.dealings[:_DRAWN]))
    who = names.get(shown.entities[0], shown.entities[0]) if shown.entities else "nobody"
    told = f"{counted(max(len(dots) - 1, 0), 'other')} and {counted(len(shown.dealings), 'line')}, as wide as voices are many."
    return draw_graph(Graph(f"Who deals with whom around {who}", told, dots, ties, _EXPLAINED))


@page(router, "/network", "network.html", rows="dealings", also={"svg": drawn})
def network(
    asked: AskedOf,
    paging: PagingOf,
    entity: Annotated[Words, Query(description="Around whom, by name, acronym, code or id.")] = "",
    kind: Annotated[Sequence[Words], Query(description="Only claims of that kind; several: of any.")] = (),
    first: Annotated[MaybeDay, Query(description="Only what begins on that day or later.")] = None,
    last: Annotated[MaybeDay, Query(description="Only what begins on that day or earlier.")] = None,
) -> NetworkPage:
    """Show who deals with whom around a body, by kind and period, weighted by voices; at most sixty others."""
    meant = meant_by(asked, entity)
    named = asked.desk.named(meant.entities) if meant.entities else {}
    entities = tuple(sorted(meant.entities, key=lambda e: e not in named))
    around, partly = network_around(asked.desk, entities, Within(tuple(kind), first, last), MOST)
    lately = () if entity.strip() else named_lately(asked.desk)
    value = (around.nodes, around.dealings, entities, lately)
    return NetworkPage(
        today=asked.desk.today,
        entity=entity.strip(),
        entities=entities,
        unclear=meant.unclear,
        kind=tuple(kind),
        first=first,
        last=last,
        nodes=around.nodes,
        dealings=around.dealings,
        left_out=around.left_out,
        partly=partly,
        pager=pager(paging, len(around.dealings)),
        lately=lately,
        names=names_in(value, asked.desk),
    )


def _dot(asked: Asked, node: Node, name: str) -> Dot:
    shape = _SHAPES.get(kind_of(node.entity), "round")
    full = f"{name}: {counted(node.voices, 'voice')}"
    return Dot(node.entity, name, shape, node.voices, full, asked.entity(node.entity))


def _tie(asked: Asked, shown: NetworkPage, number: int, one: Dealing) -> Tie:
    both = " and ".join(shown.names.get(e, e) for e in (one.one, one.other))
    kinds = ", ".join(f"{many:,} {spaced(kind)}" for kind, many in one.kinds.items())
    full = f"{both}: {kinds}; {counted(one.voices, 'voice')}"
    place = number // shown.pager.limit + 1
    here = "" if place == shown.pager.page else asked.here(page=place)
    return Tie(one.one, one.other, one.voices, tone_of(one), _texture(one), full, f"{here}#d-{number}")


def tone_of(one: Dealing) -> str:
    """Give the tone of what two deal in: good for cooperation, bad for conflict, soon for both, plain for neither."""
    if one.cooperation and one.conflict:
        return "soon"
    return "good" if one.cooperation else "bad" if one.conflict else "plain"


def _texture(one: Dealing) -> str:
    return "asserted" if "asserted" in one.told else texture_of(next(iter(one.told), "asserted"))
