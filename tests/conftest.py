"""What tests share: claims and reports made by hand, and a register in a scratch folder."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.phrases.saying import Phrases
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.span import Span
from entente.records.wording import Wording
from tests.postgresql import Server, running_server

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

# The same examples in every run, and no time limit that a busy machine would break.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")

MakeClaim = Callable[..., Claim]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where ENTENTE_NO_SKIP is set (in CI), a skipped test has failed, unless what it needs lies beside the checkout."""
    report = yield
    beside = item.get_closest_marker("shared") is not None and not SHARED.is_dir()
    if report.skipped and os.environ.get("ENTENTE_NO_SKIP") and not beside and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Give a PostgreSQL server of the tests' own; the test is skipped where there is none."""
    with running_server() as server:
        yield server


@pytest.fixture
def make_claim() -> MakeClaim:
    """Give a maker of claims: kind, roles as keywords or a mapping, and any field of Claim by its name."""
    return claim_of


def wording_of(names: dict[str, str] | None = None) -> Wording:
    """Give the shipped phrases with some names."""
    return Wording(names or {}, Phrases(read_rules(SHIPPED / "english" / "phrases.yaml")))


def claim_of(kind: str = "meeting", roles: dict[str, tuple[str, ...]] | None = None, **fields: Any) -> Claim:
    quote = fields.pop("quote", "They met.")
    start = fields.pop("start", 0)
    defaults = {"report": "report.txt", "digest": "0" * 64, "rule": f"{kind}.test", "reported": "2023-05-15"}
    return Claim(kind, roles or {}, Span(start, start + len(quote)), quote, **(defaults | fields))


@pytest.fixture
def report() -> Report:
    return Report("The two committees met. They signed.", "report.txt", title="A meeting", published="2023-05-15")


@pytest.fixture
def shared() -> Path:
    """Give the folder of material beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the material beside the checkout (../shared), which is not here")
    return SHARED


@pytest.fixture
def in_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a scratch folder, so that paths in messages are short."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_REGISTER", raising=False)
    return tmp_path
