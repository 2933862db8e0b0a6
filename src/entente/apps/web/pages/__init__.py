"""The pages, one module each: add yours to `ROUTERS`."""

from entente.apps.web.pages import agreements, entity, today

ROUTERS = (
    today.router,
    agreements.router,
    entity.router,
)
