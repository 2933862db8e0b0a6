"""The way around the desk: its pages by name, and what every template gets."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entente.apps.web.people import person_of
from entente.apps.web.security import token_of

if TYPE_CHECKING:
    from entente.apps.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: its name and path, and whether it stands at the foot of every page instead."""

    name: str
    path: str
    foot: bool = False


PLACES = (
    Place("Today", "/"),
    Place("Agreements", "/agreements"),
    Place("Standing", "/standing"),
    Place("Calendar", "/calendar"),
    Place("Timeline", "/timeline"),
    Place("Network", "/network"),
    Place("Between", "/between"),
    Place("Conflicts", "/conflicts"),
    Place("Reports", "/reports"),
    Place("Review", "/review"),
    Place("Who did what", "/history", foot=True),
    Place("Add a report", "/add"),
    Place("About", "/about", foot=True),
)


def places_of(paths: Collection[str]) -> tuple[Place, ...]:
    """Give the places that the desk has a page for, of its pages' paths."""
    return tuple(place for place in PLACES if place.path in paths)


def context_of(asked: "Asked") -> dict[str, Any]:
    """Give what every template gets besides its page: `asked` for addresses, `places`, `searchable`, `token`, who asks."""
    request = asked.request
    state = request.app.state
    return {
        "asked": asked,
        "places": state.places,
        "searchable": state.searchable,
        "token": lambda: token_of(request),
        "person": person_of(request),
    }
