"""The pages, one module each: add yours to `ROUTERS`."""

from entente.apps.web.pages import (
    about,
    add,
    agreements,
    claim,
    conflicts,
    entity,
    history,
    judging,
    report,
    reports,
    review,
    search,
    standing,
    timeline,
    today,
    withdraw,
)

ROUTERS = (
    today.router,
    agreements.router,
    entity.router,
    search.router,
    reports.router,
    report.router,
    claim.router,
    about.router,
    standing.router,
    review.router,
    judging.router,
    history.router,
    timeline.router,
    conflicts.router,
    add.router,
    withdraw.router,
)
