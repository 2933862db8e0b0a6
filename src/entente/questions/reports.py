"""What there is of a report: its text, and its claims as they were judged; and which reports were read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.records.support import was_known

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.queries import StoredReport
    from entente.register.reports import KeptReport

_COPIES = 50


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report, its claims as they were judged in the order of its text, those that were rejected, and its copies (at most 50)."""

    kept: "KeptReport"
    claims: "tuple[Claim, ...]"
    rejected: "tuple[Claim, ...]"
    copies: "tuple[StoredReport, ...]"


def report_of(desk: Desk, key: str) -> ReportRead | None:
    """Give the report of a key with what was known of it, None where there is none. Raises RegisterError."""
    from entente.register.reports import claims_of_report, kept_report, same_voice
    from entente.register.verdicts import decided

    kept = kept_report(desk.register, key)
    if kept is None:
        return None
    end = f"{desk.as_of.recorded_by}T24" if desk.as_of.recorded_by else "9"
    known_on = desk.as_of.known_on
    stored = (one.claim for one in claims_of_report(desk.register, key) if one.recorded < end)
    read = [claim for claim in stored if known_on is None or was_known(claim, known_on)]
    judged = [(claim, decided(claim, desk.verdicts)) for claim in read]
    return ReportRead(
        kept,
        tuple(now for _, now in judged if now is not None),
        tuple(claim for claim, now in judged if now is None),
        tuple(same_voice(desk.register, key, _COPIES)),
    )


def reports_part(
    desk: Desk, words: str = "", publisher: str = "", offset: int = 0, limit: int = 50
) -> "tuple[tuple[StoredReport, ...], int]":
    """Give a part of the reports with some words, of a publisher, the newest first, and their number. Raises RegisterError."""
    from entente.register.reports import ReportQuery, count_reports, find_reports

    query = ReportQuery(words, publisher, desk.as_of.known_on, desk.as_of.recorded_by)
    return tuple(find_reports(desk.register, query, offset, limit)), count_reports(desk.register, query)
