"""The desk as tests see it: served for real, over the examples or over claims made by hand; and a real browser to look at it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from entente.api import Register as Kept
from entente.apps.web.reading import ReadingRoom
from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.pipeline import Reader, load_reader
from entente.register.opening import open_register
from entente.register.store import store_many
from entente.settings import Settings
from tests.apps.web.abundance import many_told
from tests.apps.web.browsing import Tab, opened_tab, running_browser
from tests.apps.web.serving import asking, served_register

EXAMPLES = Path(__file__).resolve().parent.parent.parent.parent / "examples"
Told = tuple[Report, Sequence[Claim]]
Filled = Callable[..., httpx.Client]


@pytest.fixture(autouse=True)
def small_knowledge() -> None:
    """Leave the knowledge as it is shipped, unlike the tests of the commands."""


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register of the reports of examples/, read once in a session: it is not to be written."""
    place = tmp_path_factory.mktemp("desk") / "examples.db"
    with Kept(place) as register:
        assert register.read(EXAMPLES, on_problem=lambda _: None)
    return place


@pytest.fixture(scope="session")
def address(examples: Path) -> Iterator[str]:
    """Give the address of a desk over the examples, on 15 June 2023."""
    with served_register(examples) as found:
        yield found


@pytest.fixture(scope="session")
def desk(address: str) -> Iterator[httpx.Client]:
    """Give a client of the desk over the examples; it asks for JSON."""
    with asking(address) as client:
        yield client


@pytest.fixture(scope="session")
def loaded() -> Reader:
    """Give a reader that is loaded once in a session."""
    return load_reader(Settings())


@pytest.fixture
def read_by_one(monkeypatch: pytest.MonkeyPatch, loaded: Reader) -> None:
    """Have every desk read by one reader."""
    monkeypatch.setattr(ReadingRoom, "reader", loaded)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    """Give a maker of clients of a desk over some reports with their claims (pairs), none for an empty register."""
    with ExitStack() as stack:

        def client(*told: Told) -> httpx.Client:
            place = tmp_path / f"{len(list(tmp_path.glob('*.db')))}.db"
            with open_register(place, create=True) as register:
                store_many(register, told, load_knowledge())
            return stack.enter_context(asking(stack.enter_context(served_register(place))))

        yield client


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Give a client of a desk over five thousand claims made by hand; it is not to be written."""
    place = tmp_path_factory.mktemp("many") / "many.db"
    with open_register(place, create=True) as register:
        store_many(register, many_told(), load_knowledge())
    with served_register(place) as address, asking(address) as client:
        yield client


def told_by(report: Report, *claims: Claim) -> Told:
    """Give a report with claims made by hand, which stand in its text where their `quote` does."""
    return report, [_placed(claim, report) for claim in claims]


def _placed(claim: Claim, report: Report) -> Claim:
    start = report.text.find(claim.quote)
    assert start >= 0
    passage = replace(claim.passage, start=start, end=start + len(claim.quote))
    return replace(claim, passage=passage, report=report.key, digest=report.digest)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium, Debian's; the test is skipped where there is none."""
    with running_browser() as found:
        yield found


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """Give a tab of the browser at the desk over the examples; in the end nothing was complained of in its console."""
    with opened_tab(browser, address) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Tab]:
    """Give a tab that is 360 pixels wide, in dark colours, without JavaScript."""
    with opened_tab(browser, address, width=360, dark=True, scripts=False) as opened:
        yield opened
