"""What every page is asked with: the day, what may be known, the desk; and addresses that keep them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from entente.apps.accounts.people import Person
from entente.apps.web.kept import Kept
from entente.apps.web.people import person_of
from entente.questions.desk import Desk
from entente.records.asked import AsOf

KEPT_IN_LINKS = ("today", "as_known_on", "recorded_by")

Words = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
"""A text that somebody types: a name, an id, words to search for. No database takes U+0000."""


def _day(value: object) -> object:
    """Take a day as a form writes it alone: pydantic takes seconds since 1970 too."""
    if isinstance(value, str) and value and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write a day as YYYY-MM-DD")
    return value or None


MaybeDay = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}),
]
"""A day of a form, whose field may be left empty."""


@dataclass(frozen=True)
class Asked:
    """A request to a page: the day and what may be known, its path, what stands in its address, and the form that is wanted."""

    day: date | None
    as_of: AsOf
    path: str
    query: Sequence[tuple[str, str]]
    form: str
    request: Request = field(repr=False, compare=False)

    @property
    def person(self) -> Person:
        """Who asks: the name that signs, and what they may do."""
        return person_of(self.request)

    @cached_property
    def desk(self) -> Desk:
        """The desk that the page asks. Raises RegisterError where the register cannot be read."""
        return kept_of(self.request).desk(self.day, self.as_of)

    @cached_property
    def days(self) -> dict[str, str]:
        """The day that counts as today and what may be known, as far as the address says so."""
        return {name: value for name, value in self.query if name in KEPT_IN_LINKS and value}

    def link(self, path: str, **query: Any) -> str:
        """Give the address of another page, with the days that this one is asked with; what is None or empty is left out."""
        if not query:  # as of nearly all links
            return _quoted(path) + self._days_alone
        return _address(path, [*query.items(), *self.days.items()])

    @cached_property
    def _days_alone(self) -> str:
        return f"?{urlencode(self.days)}" if self.days else ""

    def here(self, suffix: str = "", **changes: Any) -> str:
        """Give the address of this page with some of its query changed; None takes a name out, `.csv` asks for another form."""
        kept = [(name, value) for name, value in self.query if name not in changes and value]
        path = f"{'/index' if self.path == '/' and suffix else self.path}{suffix}"
        return _address(path, [*kept, *changes.items()])

    def entity(self, entity: str) -> str:
        """Give the address of the page of an entity."""
        return self.link(f"/entity/{entity}")

    def claim(self, claim: str) -> str:
        """Give the address of the page that tells why a claim is there."""
        return self.link(f"/claim/{claim}")

    def report(self, key: str, claim: str = "") -> str:
        """Give the address of a report's page, in the part and at the sentence of a claim where one is named."""
        return self.link("/report", key=key, claim=claim) + (f"#c-{claim}" if claim else "")

    def agreement(self, claim: str) -> str:
        """Give the address of the agreement of which a claim tells."""
        return self.link(f"/agreement/{claim}")


def _address(path: str, query: Sequence[tuple[str, Any]]) -> str:
    pairs = [(name, one) for name, value in query for one in (value if isinstance(value, (list, tuple)) else [value])]
    told = [(name, str(value)) for name, value in pairs if value not in (None, "")]
    return _quoted(path) + (f"?{urlencode(told)}" if told else "")


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~")


def kept_of(request: Request) -> Kept:
    """Give what the desk keeps between requests."""
    kept: Kept = request.app.state.kept
    return kept


async def asked_of(
    request: Request,
    today: Annotated[MaybeDay, Query(description="The day that counts as today.")] = None,
    as_known_on: Annotated[
        MaybeDay, Query(description="Only what was published by that day; an undated report never was.")
    ] = None,
    recorded_by: Annotated[
        MaybeDay, Query(description="Only what the register had learnt by the end of that day (UTC).")
    ] = None,
) -> Asked:
    """Give what a page is asked with."""
    query = request.query_params.multi_items()
    return Asked(today, AsOf(as_known_on, recorded_by), request.url.path, query, form_of(request), request)


def form_of(request: Request) -> str:
    """Give the form in which an answer is wanted: that of the address's suffix, else what `Accept` prefers, HTML in doubt."""
    suffix: str = getattr(request.state, "form", "")
    if suffix:
        return suffix
    accepted = request.headers.get("accept", "")
    ranks = {form: _rank(accepted, media) for form, media in MEDIA.items()}
    return max(ranks, key=lambda form: ranks[form])


MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "ics": "text/calendar",
}


def _rank(accepted: str, media: str) -> float:
    """Give how much a media type is wanted, see RFC 9110, section 12.5.1; 0 where it is not."""
    best = (0, 0.0)
    for part in accepted.split(","):
        name, _, rest = part.partition(";")
        wanted = name.strip().lower()
        if wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
            best = max(best, (3 - wanted.count("*"), _quality(rest)))
    return best[1]


def _quality(parameters: str) -> float:
    found = [p.strip()[2:] for p in parameters.split(";") if p.strip().startswith("q=")]
    try:
        return float(found[0]) if found else 1.0
    except ValueError:
        return 0.0


AskedOf = Annotated[Asked, Depends(asked_of)]
