"""Runs the command line as a shell would, with a reader that finds what a test tells it to."""

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from entente.annotation.values import AnnotatedReport, Mention, ReportDate
from entente.apps.accounts import passwords
from entente.apps.cli.app import run
from entente.knowledge import loader
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.span import Span
from entente.settings import Settings


@dataclass(frozen=True)
class Result:
    """What a command gave: its exit code, its rows, its notes."""

    code: int
    out: str
    err: str


Shell = Callable[..., Result]


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep passwords by an argon2 that takes a millisecond."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def shell(in_scratch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Give a runner of `entente` with arguments, in a scratch folder."""
    assert in_scratch.is_dir()

    def command(*arguments: str, data: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["entente", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = 0
        try:
            run()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return command


@dataclass(frozen=True)
class StubReader:
    """A reader with the shipped rules and no tables."""

    settings: Settings
    knowledge: Knowledge


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Sequence[Claim] | Exception]:
    """Put a reader in place that gives, for each text, the claims (or the fault) put into this mapping."""
    found: dict[str, Sequence[Claim] | Exception] = {}

    def read_report(_: StubReader, report: Report) -> tuple[Claim, ...]:
        claims = found.get(report.text, ())
        if isinstance(claims, Exception):
            raise claims
        return tuple(replace(c, report=report.key, digest=report.digest) for c in claims)

    def annotate_report(_: StubReader, report: Report, *, syntax: bool = True) -> AnnotatedReport:
        assert not syntax
        return AnnotatedReport(report, ReportDate(""), mentions=(Mention(Span(0, 3), "noc/MLI", "noc", "list"),))

    stub: Any = ModuleType("entente.pipeline")
    stub.load_reader = lambda settings, **_: StubReader(settings, load_knowledge(*settings.knowledge))
    stub.read_report, stub.annotate_report = read_report, annotate_report
    stub.read_reports = lambda reader, reports: (read_report(reader, report) for report in reports)
    monkeypatch.setitem(sys.modules, "entente.pipeline", stub)
    return found


@pytest.fixture(autouse=True)
def small_knowledge(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small knowledge folder in the place of the shipped one, so that tests are fast and tables may grow."""
    folder = tmp_path_factory.mktemp("knowledge")
    for rules in (
        "english/blocks.yaml",
        "english/phrases.yaml",
        "ontology/kinds.yaml",
        "english/transliterations.yaml",
        "english/person_names.yaml",
    ):
        (folder / rules).parent.mkdir(exist_ok=True)
        (folder / rules).write_text((loader.SHIPPED / rules).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "olympic").mkdir()
    (folder / "olympic" / "committees.csv").write_text(
        "id,name,acronyms,source\nnoc/RUS,Russian Olympic Committee,ROC,s\nnoc/RWA,Rwanda Olympic Committee,ROC,s\n"
        "noc/SYR,Syrian Olympic Committee,SOC,s\n"
    )
    (folder / "olympic" / "countries.csv").write_text(
        "id,name,ioc,source\ncountry/RUS,Russia,RUS,s\ncountry/SYR,Syria,SYR,s\n"
    )
    monkeypatch.setattr(loader, "SHIPPED", folder)
    loader._load.cache_clear()
