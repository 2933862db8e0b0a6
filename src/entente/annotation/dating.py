"""The report's own date: the day it bears, else the days between which its sentences put it."""

from collections.abc import Sequence

from entente.annotation.values import Mention, ReportDate, SentenceSpan, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.report import Report


def date_report(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    knowledge: Knowledge,
) -> tuple[ReportDate, tuple[TimeExpression, ...]]:
    """Give the report's date, and its times read against it."""
    del sentences, mentions, knowledge
    return ReportDate(report.published), tuple(times)
