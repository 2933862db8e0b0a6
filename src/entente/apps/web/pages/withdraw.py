"""Withdraw a report: what goes with it is shown first, and it can be put back."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query

from entente.apps.accounts.people import Role
from entente.apps.web.answers import form, page
from entente.apps.web.asked import AskedOf
from entente.apps.web.drafts import Draft, Way
from entente.apps.web.pages.add import drafts_of
from entente.apps.web.pages.report import Key
from entente.register.keeping import refresh
from entente.register.reports import claims_of_report, kept_report
from entente.register.store import withdraw as take_out

router = APIRouter()
_GONE = "The register has no report of that address or path; it may have been withdrawn already."


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """A report that is about to be withdrawn, and the number of its claims; POST its `key` to /report/withdraw."""

    key: str
    title: str
    publisher: str
    reported: str
    claims: int


@page(router, "/report/withdraw", "withdraw.html", personal=True, role=Role.ADMIN)
def confirm_withdrawal(
    asked: AskedOf, key: Annotated[Key, Query(description="The report's url, or the path that it was read from.")]
) -> WithdrawPage:
    """Show what goes when a report is withdrawn, and ask."""
    kept = kept_report(asked.desk.register, key)
    if kept is None:
        raise HTTPException(404, _GONE)
    told = kept.report
    number = len(claims_of_report(asked.desk.register, key))
    return WithdrawPage(told.key, told.title, told.publisher, kept.reported, number)


@form(router, "/report/withdraw", role=Role.ADMIN)
def withdraw(asked: AskedOf, key: Annotated[Key, Form()]) -> str:
    """Take a report and its own claims out, and go on to where it can be put back."""
    register = asked.desk.register
    kept = kept_report(register, key)
    if kept is None:
        raise HTTPException(404, _GONE)
    claims = tuple(stored.claim for stored in claims_of_report(register, key))
    name = drafts_of(asked).keep(Draft(Way.WITHDRAWN, {}, ((kept.report, claims),)))
    take_out(register, key)
    refresh(register)
    return asked.link(f"/add/{name}")
