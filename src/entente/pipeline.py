"""The whole story in one short module: a report is annotated, and its annotations become claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entente.annotation.values import AnnotatedReport, ReportDate
from entente.knowledge.loader import load_knowledge

if TYPE_CHECKING:
    from entente.knowledge.tables import Knowledge
    from entente.model.claim import Claim
    from entente.model.report import Report
    from entente.settings import Settings


@dataclass(frozen=True)
class Reader:
    """All that reading needs: the settings and the knowledge; the language model is loaded with the first report."""

    settings: Settings
    knowledge: Knowledge


def load_reader(settings: Settings) -> Reader:
    """Load what reading needs. Raises KnowledgeError where the knowledge folder cannot be used."""
    return Reader(settings, load_knowledge(*settings.knowledge))


def annotate_report(reader: Reader, report: Report) -> AnnotatedReport:  # noqa: ARG001 - a stub until the stages are joined
    """Give a report with all its stand-off annotations."""
    return AnnotatedReport(report, ReportDate(report.published))


def read_report(reader: Reader, report: Report) -> tuple[Claim, ...]:
    """Give the claims of a report, in the order of its text."""
    annotate_report(reader, report)
    return ()
