from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span
from entente.register.handle import Register
from entente.register.reports import (
    ReportQuery,
    claims_of_report,
    count_reports,
    find_reports,
    kept_report,
    same_text,
    same_voice,
)
from entente.register.store import store

TEXT = "The two committees met in Bamako on Monday. They signed a memorandum of 100% good will."


@pytest.fixture
def report() -> Report:
    blocks = (Block(Span(0, 43), BlockKind.CAPTION), Block(Span(44, len(TEXT)), BlockKind.BODY))
    return Report(TEXT, "a.txt", "https://example.org/a", "A Meeting", "Agency", "2023-05-15", blocks)


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, report: Report, make_claim: Callable[..., Claim]) -> Register:
    claims = [make_claim("tie", {"party": ("noc/MLI",)}, start=n, digest=report.digest) for n in (9, 2)]
    store(register, report, claims, knowledge)
    store(register, replace(report, url="", source="b.txt", published="2023-05-16", publisher="Late"), [], knowledge)
    store(register, Report("Nobody met.", "c.txt", title="A" * 600), [], knowledge)
    return register


def keys(register: Register, query: ReportQuery) -> list[str]:
    found = find_reports(register, query)
    assert count_reports(register, query) == len(found)
    return sorted(one.key for one in found)


def test_a_report_comes_back_as_it_was_stored(filled: Register, report: Report) -> None:
    kept = kept_report(filled, report.key)
    assert kept is not None
    assert (kept.report, kept.reported, kept.voice) == (report, "2023-05-15", report.key)
    assert [one.claim.passage.start for one in claims_of_report(filled, report.key)] == [9, 2]
    assert kept_report(filled, "nothing") is None


def test_reports_of_one_voice_and_of_one_text_are_found(filled: Register, report: Report) -> None:
    assert [one.key for one in same_voice(filled, "b.txt", 5)] == [report.key]
    assert same_voice(filled, "c.txt", 5) == []
    assert same_text(filled, report.digest) == ["b.txt", report.key]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ReportQuery(), ["b.txt", "c.txt", "https://example.org/a"]),
        (ReportQuery("COMMITTEES bamako"), ["b.txt", "https://example.org/a"]),
        (ReportQuery('"good will"'), ["b.txt", "https://example.org/a"]),
        (ReportQuery("bamako nobody"), []),
        (ReportQuery("%"), []),
        (ReportQuery("https://example"), ["https://example.org/a"]),
        (ReportQuery("https://%"), []),
        (ReportQuery(publisher=" late "), ["b.txt"]),
        (ReportQuery(known_on=date(2023, 5, 15)), ["https://example.org/a"]),
        (ReportQuery(recorded_by=date(2023, 5, 15)), []),
    ],
)
def test_reports_are_found_by_words_publisher_and_day(filled: Register, query: ReportQuery, found: list[str]) -> None:
    assert keys(filled, query) == found


def test_lists_come_in_parts_with_titles_cut(filled: Register) -> None:
    every = find_reports(filled, ReportQuery())
    parts = [find_reports(filled, ReportQuery(), n, 1) for n in range(4)]
    assert [one for part in parts for one in part] == every
    assert max(len(one.title) for one in every) == 500
