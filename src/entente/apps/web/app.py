"""The desk as an application: its pages, what stands before them, and what it keeps while it runs."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from threading import Thread

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.people import Person, Role, login_name
from entente.apps.web import assets
from entente.apps.web.at_once import AtOnce
from entente.apps.web.bodies import BodyLimit
from entente.apps.web.drafts import Drafts
from entente.apps.web.errors import Catching, ProblemDetails, handle_errors
from entente.apps.web.kept import keep
from entente.apps.web.navigation import places_of
from entente.apps.web.pages import ROUTERS
from entente.apps.web.reading import ReadingRoom
from entente.apps.web.security import SafeHeaders
from entente.apps.web.signed_in import SignedIn
from entente.apps.web.suffixes import Suffixes
from entente.apps.web.templating import make_ready
from entente.register.handle import Register
from entente.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
THREADS = 15
"""How many requests are looked at at the same time; the others wait. The pool of the register has connections for all of them."""
_WORTH_PACKING = 1024  # bytes


def create_app(
    register: Register,
    settings: Settings,
    hosts: Sequence[str] = LOOPBACK,
    by: str = "",
    accounts: Accounts | None = None,
    *,
    https: bool = False,
) -> FastAPI:
    """Give the desk over an open register; it answers to the names in `hosts` alone. Raises KnowledgeError, RegisterError.

    With `accounts` nothing is shown before somebody signed in; without, whoever runs it may do everything, and signs as `by`, else
    with the name of the login. `https` says that people reach it by https, whatever it is reached by here.

    Names that a browser may be led to by somebody else's DNS are refused, see https://en.wikipedia.org/wiki/DNS_rebinding .
    """
    app = FastAPI(
        title="Entente",
        summary="A register of relations between the bodies of international sport, with the sentence behind every line.",
        version=version("entente"),
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    for router in (assets.router, *ROUTERS):
        app.include_router(router)
    kept = app.state.kept = keep(register, settings)
    app.state.accounts, app.state.https = accounts, https
    app.state.owner = Person("nobody", Role.READER) if accounts else Person(by or login_name(), Role.ADMIN)
    app.state.drafts, app.state.reading = Drafts(), ReadingRoom(settings, kept.knowledge)
    paths = {getattr(route, "path", "") for router in ROUTERS for route in router.routes}
    app.state.begins_with = ()  # paths of which the answers are made before anybody asks
    app.state.places, app.state.searchable = places_of(paths, guarded=accounts is not None), "/search" in paths
    handle_errors(app)
    app.add_middleware(AtOnce)
    app.add_middleware(SignedIn)
    app.add_middleware(Catching)
    app.add_middleware(BodyLimit)
    app.add_middleware(Suffixes)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=5)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(SafeHeaders)
    _document(app)
    return app


def begin_with_menu(app: FastAPI) -> None:
    """Have the menu's pages made when the desk starts; with accounts none, as answers are somebody's, whom nobody knows yet."""
    if app.state.accounts is None:
        app.state.begins_with = tuple(place.path for place in app.state.places)


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    Thread(target=make_ready, daemon=True).start()
    yield


def _document(app: FastAPI) -> None:
    """Put what is answered for every problem into the OpenAPI document."""
    from pydantic import TypeAdapter

    written = app.openapi

    def openapi() -> dict[str, object]:
        document = written()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("ProblemDetails", TypeAdapter(ProblemDetails).json_schema())
        return document

    app.openapi = openapi  # type: ignore[method-assign] # as FastAPI's docs say, "Extending OpenAPI"
