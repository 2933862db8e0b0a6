"""Reports: what was read, the newest first, by words and publisher, in pages."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf, Words
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.questions.reports import reports_part
from entente.register.queries import StoredReport

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports as asked for, those recorded last first; titles and publishers are cut at 500 characters."""

    words: str
    publisher: str
    reports: tuple[StoredReport, ...]
    pager: Pager


@page(router, "/reports", "reports.html", rows="reports")
def reports(
    asked: AskedOf,
    paging: PagingOf,
    words: Annotated[
        Words, Query(description="Only reports with all of these words in title or text, or whose address begins so.")
    ] = "",
    publisher: Annotated[Words, Query(description="Only reports of publishers with this in their name.")] = "",
) -> ReportsPage:
    """List what was read, the newest first."""
    found, number = reports_part(asked.desk, words, publisher, paging.first, paging.limit)
    return ReportsPage(words, publisher, found, pager(paging, number))
