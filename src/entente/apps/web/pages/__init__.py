"""The pages, one module each: add yours to `ROUTERS`."""

from entente.apps.web.pages import (
    about,
    agreements,
    claim,
    entity,
    history,
    judging,
    report,
    reports,
    review,
    standing,
    timeline,
    today,
)

ROUTERS = (
    today.router,
    agreements.router,
    entity.router,
    reports.router,
    report.router,
    claim.router,
    about.router,
    standing.router,
    review.router,
    judging.router,
    history.router,
    timeline.router,
)
