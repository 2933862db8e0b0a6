"""Add a report: paste its text, upload a file, or name an address; see its claims; then store it, or discard it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, File, Form, HTTPException, UploadFile
from fastapi import Path as InPath

from entente.apps.accounts.people import Role
from entente.apps.web.answers import form, page
from entente.apps.web.asked import Asked, AskedOf, kept_of
from entente.apps.web.bodies import MOST_BYTES
from entente.apps.web.drafts import Draft, Drafts, Way
from entente.apps.web.harmless import visible
from entente.apps.web.pages.preview import ShownReading, shown_readings
from entente.apps.web.reading import MOST_CHARACTERS, MOST_REPORTS, ReadingRoom
from entente.intake.blocks import compile_block_rules
from entente.intake.fetching import is_address
from entente.intake.fields import Outcome, day_of, from_fields
from entente.intake.forms import of_suffix
from entente.intake.placed import Placed
from entente.intake.sources import Opening, placed_outcomes
from entente.model.problem import Problem
from entente.register.keeping import refresh
from entente.register.store import store_many

router = APIRouter()

_FILE_NAME = 200  # characters
Short = Annotated[str, Form(max_length=2_000)]
DraftId = Annotated[
    str, InPath(pattern=r"^[A-Za-z0-9_-]{22}$", description="The preview, as it was called when it was made.")
]


@dataclass(frozen=True, slots=True)
class About:
    """What a form says of a report; what the report itself says goes before it."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


def about_of(title: Short = "", publisher: Short = "", published: Short = "", url: Short = "") -> About:
    """Give what a form says of a report."""
    return About(title.strip(), publisher.strip(), published.strip(), url.strip())


AboutOf = Annotated[About, Depends(about_of)]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken at once: bytes of a file, reports in it, characters of a report's text."""

    bytes: int = MOST_BYTES
    reports: int = MOST_REPORTS
    characters: int = MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class AddPage:
    """The forms by which a report is added: POST to /add/text, /add/file or /add/address."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class Wrong:
    """What could not be read, why, and what to do."""

    source: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Reports that were read and are not stored, with their claims; `given` is what was typed. POST to …/store or …/discard."""

    draft: str
    way: Way
    given: Mapping[str, str]
    readings: tuple[ShownReading, ...]
    problems: tuple[Wrong, ...]
    limits: Limits
    names: Mapping[str, str]


@page(router, "/add", "add.html", personal=True, role=Role.REVIEWER)
def add(asked: AskedOf) -> AddPage:  # noqa: ARG001 - every page is asked
    """Show the forms by which a report is added."""
    return AddPage(Limits())


@page(router, "/add/{draft}", "draft.html", personal=True, role=Role.REVIEWER)
def draft(asked: AskedOf, draft: DraftId) -> DraftPage:
    """Show what was read, with its claims, before it is stored; it is kept for an hour."""
    found = _draft(asked, draft)
    shown, names = shown_readings(asked.desk, found.readings)
    problems = tuple(Wrong(one.source, one.message, one.remedy) for one in found.problems if not one.harmless)
    return DraftPage(draft, found.way, dict(found.given), shown, problems, Limits(), names)


@form(router, "/add/text")
def add_text(asked: AskedOf, about: AboutOf, text: Annotated[str, Form()] = "") -> str:
    """Read a text that was typed or pasted, and go on to its preview."""
    plain = text.replace("\r\n", "\n")  # a browser sends every end of a line so
    name = f"pasted/{sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    given = {"text": plain, **asdict(about)}
    return _read(asked, Way.TEXT, given, name, lambda: [_renamed(from_fields(given, name), "The text", name)])


@form(router, "/add/file")
def add_file(asked: AskedOf, about: AboutOf, file: Annotated[UploadFile | None, File()] = None) -> str:
    """Read the reports of a file that was uploaded, and go on to their preview."""
    name = file_name(file.filename if file else "")
    given = {"file": name, **asdict(about)}
    if file is None or not name:
        return _keep(asked, Draft(Way.FILE, given, (), (Problem("The file", "is not there", "choose one"),)))
    opened = file.file
    return _read(asked, Way.FILE, given, name, lambda: (_told(one, about) for one in _of_file(opened, name)))


@form(router, "/add/address")
def add_address(asked: AskedOf, address: Short = "") -> str:
    """Read the page at an address of a public host, and go on to its preview."""
    address, given = address.strip(), {"address": address}
    if not is_address(address):
        wrong = Problem(address or "The address", "is no address of a page", "it begins with https:// or http://")
        return _keep(asked, Draft(Way.ADDRESS, given, (), (wrong,)))
    rules = compile_block_rules(kept_of(asked.request).knowledge.rules["english/blocks"])
    return _read(asked, Way.ADDRESS, given, address, lambda: _outcomes(placed_outcomes(address, rules, Opening())))


@form(router, "/add/{draft}/store")
def store_draft(asked: AskedOf, draft: DraftId) -> str:
    """Store the reports of a preview with their claims, all of them or none, and go on to what was stored."""
    found, kept = _draft(asked, draft), kept_of(asked.request)
    if not found.readings:
        raise HTTPException(404, "There is nothing to store: nothing could be read.")
    store_many(kept.register, found.readings, kept.knowledge)
    refresh(kept.register)
    drafts_of(asked).drop(draft)
    if len(found.readings) > 1:
        return asked.link("/reports")
    return asked.report(found.readings[0][0].key)


@form(router, "/add/{draft}/discard")
def discard_draft(asked: AskedOf, draft: DraftId) -> str:
    """Forget a preview, and go on to the forms."""
    drafts_of(asked).drop(draft)
    return asked.link("/add")


def drafts_of(asked: Asked) -> Drafts:
    """Give the drafts of the desk."""
    drafts: Drafts = asked.request.app.state.drafts
    return drafts


def file_name(text: str | None) -> str:
    """Give the name of a file that was sent, without folders and hostile characters: its report is called so."""
    plain = str(visible(PurePath((text or "").replace("\\", "/")).name)).strip()
    return plain[-_FILE_NAME:]


def _draft(asked: Asked, name: str) -> Draft:
    found = drafts_of(asked).get(name)
    if found is None:
        raise HTTPException(404, "That preview is gone: it was stored or discarded, or is older than an hour.")
    return found


def _read(asked: Asked, way: Way, given: Mapping[str, str], name: str, gather: Callable[[], Iterable[Outcome]]) -> str:
    room: ReadingRoom = asked.request.app.state.reading
    readings, problems = room.read(name, gather)
    kept = {} if readings and not problems else given
    return _keep(asked, Draft(way, kept, readings, problems))


def _keep(asked: Asked, made: Draft) -> str:
    return asked.link(f"/add/{drafts_of(asked).keep(made)}")


def _of_file(file: BinaryIO, name: str) -> Iterator[Outcome]:
    return _outcomes(of_suffix(file, name))


def _outcomes(placed: Iterable[Placed]) -> Iterator[Outcome]:
    return (one.outcome for one in placed)


def _told(outcome: Outcome, about: About) -> Outcome:
    """Give a report with what the form says of it where it says nothing itself."""
    if isinstance(outcome, Problem):
        return outcome
    day = day_of(outcome.published or about.published)
    if day is None:
        return _renamed(_no_day(about), "The date", outcome.source)
    texts = {name: getattr(outcome, name) or getattr(about, name) for name in ("title", "publisher", "url")}
    return replace(outcome, published=day, **texts)


def _no_day(about: About) -> Problem:
    return Problem("", f"{about.published[:40]!r} is no date", "write YYYY-MM-DD, or leave it empty")


def _renamed(outcome: Outcome, name: str, source: str) -> Outcome:
    """Give a problem under the name of the field that it is about."""
    return replace(outcome, source=name) if isinstance(outcome, Problem) and outcome.source in ("", source) else outcome
