"""Who asks for a page, and whether they may."""

from collections.abc import Callable
from typing import Any

from fastapi import Depends, HTTPException, Request

from entente.apps.accounts.people import Person, Role


def person_of(request: Request) -> Person:
    """Give who asks: who signed in, or who runs the desk where nobody needs to."""
    found: Person = getattr(request.state, "person", None) or request.app.state.owner
    return found


def allowed(role: Role) -> list[Any]:
    """Give the dependencies of a route that refuse who has less than a role; none for what every reader may."""
    return [] if role is Role.READER else [Depends(_check(role))]


def _check(role: Role) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        person = person_of(request)
        if not person.may(role):
            raise HTTPException(403, f"That is for {role}s: {person.name} is a {person.role}.")

    return check
