"""The way around the desk: its pages by name, and what every template gets."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entente.apps.accounts.people import Role
from entente.apps.web.people import person_of
from entente.apps.web.security import SESSION, token_of

if TYPE_CHECKING:
    from entente.apps.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: its name and path, whether it stands at the foot of every page instead, and who may see it.

    `guarded` says that it is of a desk with accounts alone.
    """

    name: str
    path: str
    foot: bool = False
    role: Role = Role.READER
    guarded: bool = False


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
    Place("Users", "/users", foot=True, role=Role.ADMIN, guarded=True),
    Place("Log", "/audit", foot=True, role=Role.ADMIN, guarded=True),
    Place("Add a report", "/add", role=Role.REVIEWER),
    Place("About", "/about", foot=True),
)


def places_of(paths: Collection[str], *, guarded: bool = False) -> tuple[Place, ...]:
    """Give the places that the desk has a page for, of its pages' paths; `guarded` says that it has accounts."""
    return tuple(place for place in PLACES if place.path in paths and guarded >= place.guarded)


def context_of(asked: "Asked", *, personal: bool) -> dict[str, Any]:
    """Give what every template gets besides its page: `asked` for addresses, `places`, `searchable`, `token`, who asks."""
    request = asked.request
    state = request.app.state
    signed_in = state.accounts is None or bool(getattr(request.state, SESSION, ""))
    return {
        "asked": asked,
        "places": [place for place in state.places if signed_in and person_of(request).may(place.role)],
        "searchable": state.searchable and signed_in,
        "token": lambda: token_of(request) if personal else _no_token(),
        "person": person_of(request),
        "guarded": state.accounts is not None,
        "signed_in": signed_in,
    }


def _no_token() -> str:
    raise ValueError(
        "a page whose form posts is personal: what many ask for is made once, and tokens are one browser's"
    )
